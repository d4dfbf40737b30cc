"""What was exported and closed, by whom and when; each opens its figures, each figure its rows as of then."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from centre_app.i18n import N_, _
from centre_app.reports import exports, kept, kinds, row_lists, selfcheck
from centre_app.reports.indicator import Indicator
from centre_app.reports.indicators import INDICATORS
from centre_app.reports.kept import KeptFigures, ReportRow
from centre_app.reports.listing import Listing
from centre_app.reports.periods import Period
from ui.kit import buttons, card, layout, style, unmask
from ui.kit.attempt import attempt, told
from ui.kit.table import WINDOW, Column, ListView
from ui.kit.tall import TallDialog
from ui.reports.closing import told as told_problems
from ui.reports.rows_list import RowsList, without_names

_CLOSED, _FORM = N_("Month closed"), N_("Form of the office")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of an export, or a part of one, as a row of the list."""

    id: str
    indicator: Indicator
    part: str
    shown: str

    @property
    def name(self) -> str:
        """The figure's name, with the part where it is one."""
        whole = _(self.indicator.name)
        return f"{whole} · {self.indicator.part_label(self.part)}" if self.part else whole


class ExportsDialog(TallDialog):
    """Three steps: which export or closing, which of its figures, the rows behind it as they were."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Exports and closings"), width=1120)
        self.add_title(_("Exports and closings"))
        self.reports = ListView(
            _report_columns(),
            empty=card.EmptyState(
                _("Nothing was exported or closed yet. Every export is kept here with its figures."), icon="document"
            ),
            name=_("Exports and closings"), filter=False, load_more=self._on_more_wanted,
        )  # fmt: skip
        self.verdict = card.label(kind="quiet", wrap=True, selectable=True)
        self.figures = ListView(
            [
                Column(_("Figure"), lambda row: row.name, bold=True, hint=lambda row: row.name),
                Column(_("Value"), lambda row: row.shown, align="right", width=96),
            ],
            empty=_("Choose an export or a closing above."),
            name=_("Figures as of then"),
        )
        self.when = buttons.Segments(
            [("then", _("As of then")), ("since", _("Changed since"))], name=_("Which rows")
        )
        self.names_button = buttons.link(_("With names…"), "eye", clicked=self.on_names)
        self.rows = RowsList(
            none=_("No rows were kept behind this figure: it was given by hand."), counted=without_names,
            empty=_("No rows."),
        )  # fmt: skip
        self._lay_out()
        self._wire()
        self._show_reports()

    def on_names(self) -> None:
        """Ask why, then show whose the rows are."""
        unmask.with_reason(self, self._show_names)

    def _lay_out(self) -> None:
        self.body.addWidget(self.reports, 2)
        self.body.addWidget(self.verdict)
        rows = layout.column(layout.Flow(self.when, self.names_button), spacing=6)
        rows.addWidget(self.rows, 1)
        halves = layout.row(spacing=16)
        halves.addWidget(self.figures, 2)
        halves.addLayout(rows, 3)
        self.body.addLayout(halves, 3)
        self.reports.setMinimumHeight(style.px(120))
        self.add_button(buttons.primary(_("Close"), clicked=self.accept))

    def _wire(self) -> None:
        self.reports.row_chosen.connect(self._on_report_chosen)
        self.figures.row_chosen.connect(lambda _row: self._ask())
        self.when.chosen.connect(lambda _key: self._ask())
        self.rows.read.connect(self._settle)
        self._settle()

    @told
    def _show_reports(self) -> None:
        found = kept.reports(limit=WINDOW)
        self.reports.set_rows(found, more=len(found) == WINDOW)
        if found:
            self.reports.select_id(found[0].id)

    @told
    def _on_more_wanted(self) -> None:
        found = kept.reports(limit=WINDOW, before_id=self.reports.model.all_rows()[-1].id)
        self.reports.append_rows(found, more=len(found) == WINDOW)

    @told
    def _on_report_chosen(self, row: ReportRow | None) -> None:
        self.figures.set_rows(_figure_rows(exports.figures(row.id)) if row else [])
        self.verdict.setText(told_problems(row.problems) if row else "")
        self._ask()

    def _ask(self) -> None:
        report, figure, key = self.reports.current(), self.figures.current(), str(self.when.value())
        if report is None or figure is None:
            self.rows.clear(_("Choose a figure to see the rows behind it."))
        else:
            asked = (report.id, figure.id, key)
            self.rows.empty = _("No rows.") if key == "then" else _("Nothing changed since.")
            self.rows.ask(asked, _reader(report.id, figure.indicator.code, figure.part, key))
        self._settle()

    def _settle(self) -> None:
        """Names are offered for rows that belong to somebody, as they were."""
        found = self.rows.found
        offered = found is not None and exports.has_names(found.table) and self.when.value() == "then"
        self.names_button.setVisible(offered and row_lists.NAME not in found.columns if found else False)

    def _show_names(self, reason: str) -> None:
        report, figure, found = self.reports.current(), self.figures.current(), self.rows.found
        if report is None or figure is None or found is None:
            return
        attempt(
            exports.names, report_id=report.id, code=figure.indicator.code, ids=row_lists.ids(found),
            reason=reason, then=lambda names: self.rows.show_again(row_lists.with_names(found, names)),
        )  # fmt: skip


def _reader(report_id: int, code: str, part: str, key: str) -> Callable[[], Listing | None]:
    if key == "since":
        return lambda: row_lists.since(report_id=report_id, code=code)
    return lambda: row_lists.of_report(report_id=report_id, code=code, part=part)


def _figure_rows(found: KeptFigures) -> list[FigureRow]:
    rows = []
    for indicator in INDICATORS:
        value = found.spans["now"].get(indicator.code)
        parts = value if isinstance(value, dict) else {"": value}
        star = "*" if indicator.code in found.by_hand["now"] else ""
        rows += [
            FigureRow(f"{indicator.code}[{part}]", indicator, part, indicator.shown(number) + star)
            for part, number in parts.items()
            if indicator.code in found.spans["now"]
        ]
    return rows


def _report_columns() -> list[Column]:
    return [
        Column(
            _("When"), lambda row: f"{row.at:%Y-%m-%d %H:%M}", sort=lambda row: row.id, width=140
        ),
        Column(_("What"), _what, width=110),
        Column(_("Period"), _period, bold=True, sort=lambda row: row.period, width=130),
        Column(_("Clerk"), lambda row: row.clerk or _("nobody on duty"), width=100),
        Column(_("File"), lambda row: row.file_name, hint=lambda row: row.file_name),
        Column(_("Names"), lambda row: _("with names") if row.names else "", tone="warning", width=92),
        Column(
            _("Self-check"), lambda row: selfcheck.verdict(row.problems),
            tone=lambda row: "warning" if row.problems else "good", width=110,
        ),
        Column("SHA-256", lambda row: row.sha256, quiet=True, hint=lambda row: row.sha256, width=110),
    ]  # fmt: skip


def _what(row: ReportRow) -> str:
    if row.is_closing or row.is_form:
        return _(_CLOSED if row.is_closing else _FORM)
    return _(kinds.WORDS[Period.parse(row.period).kind].report)


def _period(row: ReportRow) -> str:
    return Period.parse(row.period).title
