"""The rows behind the chosen figure, with its definition; and the list of sheets that an export writes."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from centre_app.i18n import N_, _, in_language, language
from centre_app.reports import row_lists, sheet_list
from centre_app.reports.compare import Line
from centre_app.reports.periods import Period
from ui.kit import buttons, card, icons, layout, style
from ui.kit.table import ListView
from ui.reports.rows_list import RowsList, without_names

# What the link below the definition offers: the other span, whose rows are not shown.
_OTHER = {"now": ("to_date", N_("Year to date")), "to_date": ("now", N_("This month"))}


class BehindPane(card.Card):
    """At the right of the page: either the rows behind a figure or the sheets of the workbook. `read`: rows are there."""

    read = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.which = buttons.Segments(
            [("sheets", _("Sheets to export")), ("rows", _("Rows behind a figure"))], name=_("What is shown")
        )
        self.name_label = card.label(kind="strong", wrap=True)
        self.definition = card.label(kind="quiet", wrap=True, selectable=True)
        self.span = "now"
        self.span_button = buttons.link("", "calendar", clicked=self.on_other_span)
        self.rows = RowsList(
            none=_("The month was closed before there was this figure: no rows were kept."),
            counted=without_names,
            empty=_("No rows in this period."),
        )
        self.sheets = QVBoxLayout()
        self.stack = QStackedWidget()
        self._language, self._listed = language(), ""
        self._line: Line | None = None
        self._period: Period | None = None
        self._build()
        self.which.chosen.connect(self.show_pane)
        self.rows.read.connect(self.read)
        self.show_line(None, None)

    @property
    def list(self) -> ListView | None:
        """The list of rows, where some are shown."""
        return self.rows.list

    def show_sheets(self, language: str) -> None:
        """List the sheets in the language of the report, from when they are first looked at on."""
        self._language = language
        if self._listed:
            self.list_sheets()

    def list_sheets(self) -> None:
        """List the sheets, if they are not yet; before the pane is shown, so that it has its size by then."""
        if self._listed == self._language:
            return
        self._listed = self._language
        layout.clear(self.sheets)
        with in_language(self._language):
            titles = sheet_list.sheet_titles()
        for title in titles:
            row = layout.row(icons.label("check", size=16, tone="good"), card.label(title), None, spacing=8)
            self.sheets.addWidget(layout.holding(row))
        self.sheets.addStretch(1)

    def show_line(self, line: Line | None, period: Period | None) -> None:
        """Show what a figure counts, or a part of one, and read its rows; None clears."""
        self._line, self._period = line, period
        whole = _(line.indicator.name) if line else ""
        self.name_label.setText(f"{whole} · {line.name}" if line and line.part else whole)
        self.definition.setText(
            _(line.indicator.definition) if line else _("Choose a figure on the left to see what it counts.")
        )
        self._ask()

    def on_other_span(self) -> None:
        """Show the rows of the year to date instead of the month's, or the other way round."""
        self.span = _OTHER[self.span][0]
        self._ask()

    def _ask(self) -> None:
        line, period, span = self._line, self._period, self.span
        self.span_button.setText(_(_OTHER[span][1]))
        self.span_button.setVisible(line is not None)
        if line is None or period is None:
            self.rows.clear()
        elif span == "now" and span in line.by_hand:
            self.rows.clear(_("Given by hand: there are no rows behind it."))
        else:
            code, part = line.indicator.code, line.part
            self.rows.about = f"{self.name_label.text()} · {period.title}"
            self.rows.ask(
                (code, part, period.text, span),
                lambda: row_lists.of_period(code=code, period=period, part=part, to_date=span == "to_date"),
            )

    def _build(self) -> None:
        name = layout.row(spacing=8)
        name.addWidget(self.name_label, 1)
        name.addWidget(self.span_button)
        rows = layout.column(spacing=6)
        rows.addLayout(name)
        rows.addWidget(self.definition)
        rows.addWidget(self.rows, 1)
        sheets = QWidget()
        sheets.setLayout(self.sheets)
        self.sheets.setContentsMargins(0, 0, 0, 0)
        self.sheets.setSpacing(style.px(4))
        self.stack.addWidget(layout.scrolled(sheets))
        self.stack.addWidget(layout.holding(rows))
        self.add(self.which)
        self.add(self.stack, 1)

    def show_pane(self, key: Any) -> None:
        """Bring the `sheets` or the `rows` to the front."""
        self.which.set_value(key)
        self.stack.setCurrentIndex(0 if key == "sheets" else 1)
