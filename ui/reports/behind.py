"""The rows behind the chosen figure, with its definition; and the list of sheets that an export writes."""

from itertools import islice
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from centre_app.i18n import _, in_language
from centre_app.reports import sheet_list
from centre_app.reports.indicator import Indicator
from centre_app.reports.listing import Column as ReportColumn
from centre_app.reports.periods import Period
from ui.kit import buttons, card, icons, layout, style
from ui.kit.table import Column, ListView
from ui.reports.latest import Latest
from ui.reports.words import BehindRow, cell

AT_MOST = 500
_LETTER = 8  # pixels at 100 %
_RIGHT = ("count", "number", "money", "percent")
_WIDTHS = {
    "date": 104,
    "time": 68,
    "moment": 148,
    "count": 76,
    "number": 84,
    "money": 100,
    "percent": 84,
    "flag": 84,
}


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
        self.count_label = card.label(kind="quiet-small")
        self.list: ListView | None = None
        self.sheets = QVBoxLayout()
        self.stack = QStackedWidget()
        self._reader = Latest(_("Reading the rows"), self)
        self._build()
        self.which.chosen.connect(self.show_pane)
        self._reader.answered.connect(self._on_rows_read)
        self.show_indicator(None, None)

    def show_sheets(self, language: str) -> None:
        """List the sheets in the language of the report."""
        layout.clear(self.sheets)
        with in_language(language):
            titles = sheet_list.sheet_titles()
        for title in titles:
            row = layout.row(icons.label("check", size=16, tone="good"), card.label(title), None, spacing=8)
            self.sheets.addWidget(layout.holding(row))
        self.sheets.addStretch(1)

    def show_indicator(self, indicator: Indicator | None, period: Period | None) -> None:
        """Show what a figure counts, and read its rows; None clears."""
        self.name_label.setText(_(indicator.name) if indicator else "")
        self.definition.setText(
            _(indicator.definition) if indicator else _("Choose a figure on the left to see what it counts.")
        )
        self.count_label.setText("")
        self._set_list(None)
        if indicator is None or period is None:
            return
        self.count_label.setText(_("Reading…"))
        self._reader.ask((indicator.code, period.text), lambda: _read(indicator, period))

    def _build(self) -> None:
        self.rows_box = QVBoxLayout()
        self.rows_box.setContentsMargins(0, 0, 0, 0)
        self.rows_box.setSpacing(style.px(6))
        for widget in (self.name_label, self.definition, self.count_label):
            self.rows_box.addWidget(widget)
        self.rows_box.addStretch(1)
        sheets = QWidget()
        sheets.setLayout(self.sheets)
        self.sheets.setContentsMargins(0, 0, 0, 0)
        self.sheets.setSpacing(style.px(4))
        self.stack.addWidget(layout.scrolled(sheets))
        self.stack.addWidget(layout.holding(self.rows_box))
        self.add(self.which)
        self.add(self.stack, 1)

    def show_pane(self, key: Any) -> None:
        """Bring the `sheets` or the `rows` to the front."""
        self.which.set_value(key)
        self.stack.setCurrentIndex(0 if key == "sheets" else 1)

    def _on_rows_read(self, key: object, found: Any) -> None:
        columns, rows, more = found
        self._set_list(_list_of(columns))
        assert self.list is not None
        self.list.set_rows(rows)
        self.count_label.setText(
            _("The first {count} rows, without names. The workbook has all of them.").format(count=len(rows))
            if more
            else _("{count} rows, without names.").format(count=len(rows))
        )
        self.read.emit()

    def _set_list(self, made: ListView | None) -> None:
        if self.list is not None:
            self.rows_box.removeWidget(self.list)
            self.list.deleteLater()
        self.list = made
        if made is not None:
            self.rows_box.insertWidget(3, made, 1000)


def _read(indicator: Indicator, period: Period) -> tuple[tuple[ReportColumn, ...], list[BehindRow], bool]:
    """The first rows behind a figure, and whether there are more; runs in a worker."""
    listing = indicator.rows(period)
    found = list(islice(listing.rows, AT_MOST + 1))
    rows = [
        BehindRow(number, cells, tuple(map(cell, cells, listing.columns)))
        for number, cells in enumerate(found[:AT_MOST], start=1)
    ]
    return listing.columns, rows, len(found) > AT_MOST


def _list_of(columns: tuple[ReportColumn, ...]) -> ListView:
    shown = [_shown(column, place) for place, column in enumerate(columns)]
    return ListView(
        shown, empty=_("No rows in this period."), name=_("Rows behind a figure"), filter=False, many=True
    )


def _shown(column: ReportColumn, place: int) -> Column:
    def text(row: BehindRow) -> str:
        return row.texts[place]

    def key(row: BehindRow) -> Any:
        return row.cells[place] is not None, row.cells[place]

    width = column.width * _LETTER if column.kind == "text" else _WIDTHS[column.kind]
    align = "right" if column.kind in _RIGHT else "center" if column.kind == "flag" else "left"
    return Column(
        _(column.title),
        text,
        sort=None if column.kind == "text" else key,
        align=align,
        width=width or None,
    )
