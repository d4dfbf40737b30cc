"""The reports page: a period's figures beside earlier ones, as cards, charts and a list with the rows behind; and the export."""

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog

from centre_app import clock
from centre_app.i18n import LANGUAGES, N_, _, in_language, language
from centre_app.reports import kinds, summary_text
from centre_app.reports.compare import Comparison, Line, compare
from centre_app.reports.indicators import by_code
from centre_app.reports.periods import Period
from ui.kit import buttons, card, layout, style, toast
from ui.kit.action import Action
from ui.kit.form import ChoiceField
from ui.kit.page import Page
from ui.reports.behind import BehindPane
from ui.reports.charts_pane import ChartsPane
from ui.reports.export import Export, MoreMenu
from ui.reports.figures_list import figures_list
from ui.reports.latest import Latest
from ui.reports.months_bar import MonthsBar
from ui.reports.period_bar import PeriodBar
from ui.reports.words import LineRow, as_of, comparisons, number

CARDS = ("visits.total", "visits.people", "loans.issued", "rooms.bookings", "cards.new", "stock.added")
NARROW = 900  # pixels at 100 %
_PATIENCE = 10  # after a change, wait so many times as long as counting takes before counting again


class ReportsPage(Page):
    """Figures of one period; they are counted in the background and kept until something they count changes.

    `counted` tells when the figures of the period shown are there.
    """

    id = "reports"
    title = N_("Reports")
    help = (
        N_(
            "<h3>Reports</h3><p>The figures of a day, week, month, quarter, year or of any span beside the period before, the year "
            "before and the year so far. ‹ and › go to the period before and after (Alt+Left, Alt+Right).</p>"
            "<p><b>Charts</b>: the values stand above a chart where the mouse is; with the keyboard go to a chart and press the arrow "
            "keys. <b>All figures</b>: choose one to see what it counts and the rows behind it; Ctrl+C copies rows.</p>"
            "<p><b>Export Excel</b> (Ctrl+E) writes the workbook for the office: a cover to be signed, summary, charts, detail sheets, "
            "a sheet that checks every total, definitions. <b>More…</b> writes the same as PDF, .csv or .json. Nothing carries names; "
            "<b>Export with names…</b> asks for the reason, which is kept.</p>"
            "<p><b>More…</b>: <b>Forms of the office</b> fills a workbook or document the office sent; its cells are bound to figures once. "
            "<b>Summary in words</b> gives the month as a paragraph to copy.</p>"
            "<p>“—” means that nothing could be counted, 0 that nothing happened.</p>"
        ),
        N_(
            "<p><b>Close the month…</b> checks every figure and then keeps it as it is, with the rows behind it. Later entries appear "
            "as <b>corrections</b> in the next report. <b>Exports and closings…</b> shows months later which rows made a figure. "
            "<b>Earlier months…</b> takes figures of before the program; they are marked with *.</p>"
        ),
    )
    tables = frozenset(
        {
            "visit", "person", "room", "loan", "renewal", "copy", "title", "donation", "booking", "opening_hours", "closure",
            "setting", "visit_stay", "party", "enquiry", "enquiry_kind", "history_figure", "opening_stock",
        }
    )  # fmt: skip

    counted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.period: Period | None = None
        self.export = Export(self)
        self.dialog: QDialog | None = None
        self._known: dict[str, Comparison] = {}
        self._stale_known: dict[str, Comparison] = {}
        self._counter = Latest(_("Counting the figures"), self)
        self._again = QTimer(self, singleShot=True)
        self._build()
        self._wire()

    def refresh(self) -> None:
        """Count anew; shortly after a change rather than at once where counting takes long."""
        self._stale_known.update(self._known)
        self._known.clear()
        if self.period is None:
            self.period = Period.month_of(clock.today())
        self._show_head()
        if self._counter.seconds < 1:
            self._count()
        else:
            self._again.start(round(self._counter.seconds * _PATIENCE * 1000))

    def page_actions(self) -> list[Action]:
        return [
            Action("reports.export", _("Export Excel"), "Ctrl+E", "export", self.on_export),
            *self.more.page_actions(),
            Action("reports.forms", _("Forms of the office…"), "", "document", self.on_forms),
            Action("reports.summary", _("Summary in words…"), "", "copy", self.on_summary),
            Action("reports.previous", _("The one before"), "Alt+Left", "left", lambda: self.bar.go_by(-1)),
            Action("reports.next", _("The next one"), "Alt+Right", "right", lambda: self.bar.go_by(1)),
        ]

    def show_argument(self, argument: object) -> None:
        """Show a period given as text, such as `2026-10`."""
        if isinstance(argument, str):
            self.show_period(Period.parse(argument))

    def place(self) -> object:
        return self.period.text if self.period else None

    def show_period(self, period: Period) -> None:
        """Show another period; what is known of it at once, the rest when it is counted."""
        self.period = period
        self._show_head()
        self._count()

    def show_figure(self, code: str) -> None:
        """Go to a figure in the list, with the rows behind it."""
        self.show_part("figures")
        self.list.set_filter("")
        self.list.select_id(f"{code}[]")
        self.list.setFocus()
        QTimer.singleShot(0, self.list, partial(self._bring_to_sight, f"{code}[]"))  # once all has its place

    def _bring_to_sight(self, row_id: str) -> None:
        self.list.select_id(row_id)
        view, inside = self.list.view, self._area.widget()
        assert inside is not None
        spot = view.viewport().mapTo(inside, view.visualRect(view.currentIndex()).center())
        self._area.ensureVisible(0, spot.y(), 0, style.px(60))

    def on_export(self, ending: str = ".xlsx") -> None:
        """Ask where to, then write the report as that kind of file."""
        if self.period is not None:
            self.export.ask_target(period=self.period, language=self.language.value(), ending=ending)

    def on_export_with_names(self) -> None:
        if self.period is not None:
            self.export.ask_reason(period=self.period, language=self.language.value())

    def on_forms(self) -> None:
        """Open the office's forms, to be filled for the month shown."""
        from ui.reports.forms import FormsDialog

        if self.period is not None:
            self.dialog = FormsDialog(self, period=self.period, language=self.language.value())
            self.dialog.open()

    def on_summary(self) -> None:
        """Show the month as a paragraph, once it is counted."""
        from ui.reports.summary import SummaryDialog

        found = self._known.get(self.period.text) if self.period is not None else None
        if found is None:
            toast.show(_("The figures are being counted."), kind="info")
            return
        with in_language(self.language.value()):
            text = summary_text.paragraph(found)
        self.dialog = SummaryDialog(self, text)
        self.dialog.open()

    def _build(self) -> None:
        self.heading = card.label(kind="title")
        self.as_of = card.label(kind="quiet")
        self.bar = PeriodBar()
        self.shown = buttons.Segments(
            [("charts", _("Charts")), ("figures", _("All figures"))], name=_("What is shown")
        )
        self.language = ChoiceField(list(LANGUAGES.items()))
        self.language.set_value(language())
        self.language.box.setAccessibleName(_("Language of the report"))
        self.language.setToolTip(_("Language of the report"))
        self.more = MoreMenu(self.on_export, named=self.on_export_with_names)
        self.more.add("document", _("Forms of the office…"), self.on_forms)
        self.more.add("copy", _("Summary in words…"), self.on_summary)
        self.export_button = buttons.primary(_("Export Excel"), "export", clicked=self.on_export)
        self.cards: dict[str, card.StatCard] = {
            code: card.StatCard(_(by_code(code).name), "…") for code in CARDS
        }
        self.charts = ChartsPane()
        self.list = figures_list()
        self.list.narrowed_to = lambda: kinds.title(self.period) if self.period is not None else ""
        self.months = MonthsBar()
        self.behind = BehindPane()
        self._lay_out()
        self.behind.show_sheets(self.language.value())

    def _lay_out(self) -> None:
        title = layout.holding(layout.Flow(self.heading, self.as_of, spacing=12))
        self._head = layout.row(spacing=12)
        self._head.addWidget(title, 1)
        self._head.addLayout(layout.row(self.language, self.more.button, self.export_button, None, spacing=8))
        self._below = layout.row(spacing=12)
        self._below.addWidget(self.bar, 1)
        self._below.addLayout(layout.row(self.shown, None))
        head = card.Card(padding=12)
        head.add(self._head)
        head.add(self._below)
        head.add(self.months)
        figures = card.Card(_("All figures"))
        figures.add(self.list, 1)
        figures.setMinimumHeight(style.px(300))
        self.behind.setMinimumHeight(style.px(300))
        self._halves = layout.row(spacing=16)
        self._halves.addWidget(figures, 11)
        self._halves.addWidget(self.behind, 5)
        flow = layout.holding(layout.Flow(*self.cards.values(), spacing=12, minimum=160))
        self._figures = layout.holding(self._halves)
        whole = layout.column(head, flow, self.charts, spacing=16, margins=16)
        whole.addWidget(self._figures, 1)
        whole.addStretch()
        self.show_part("charts")
        self._area = layout.scrolled(layout.holding(whole))
        self.setLayout(layout.column(self._area))

    def show_part(self, part: object) -> None:
        """Bring the `charts` or the `figures` to the front."""
        self.shown.set_value(str(part))
        if part == "figures":
            self.behind.list_sheets()
        self.charts.setVisible(part == "charts")
        self._figures.setVisible(part == "figures")

    def _wire(self) -> None:
        self.bar.chosen.connect(self.show_period)
        self.shown.chosen.connect(self.show_part)
        self.list.row_chosen.connect(self._on_row_chosen)
        for code, shown in self.cards.items():
            shown.pressed.connect(partial(self.show_figure, code))
        self.language.changed.connect(lambda: self.behind.show_sheets(self.language.value()))
        self._counter.answered.connect(self._on_counted)
        self._counter.given_up.connect(
            lambda: self.as_of.setText(_("Not counted. Choose the month again to try once more."))
        )
        self._again.timeout.connect(self._count)
        self.months.closed.connect(self.refresh)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < style.px(NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._head.setDirection(direction)
        self._below.setDirection(direction)
        self._halves.setDirection(direction)

    def _show_head(self) -> None:
        assert self.period is not None
        self.heading.setText(kinds.title(self.period))
        self.bar.show_period(self.period)
        self.months.show_month(self.period)

    def _count(self) -> None:
        """Show the period's figures if they are known, else have them counted."""
        assert self.period is not None
        period = self.period
        if period.text in self._known:
            self._show_counted(self._known[period.text])
            return
        if period.text in self._stale_known:
            self._show_figures(self._stale_known[period.text])
        self.as_of.setText(_("Counting…"))
        self._counter.ask(period.text, lambda: compare(period))

    @Slot(object, object)
    def _on_counted(self, key: object, found: Any) -> None:
        self._known[str(key)] = found
        self._stale_known.pop(str(key), None)
        if self.period is not None and key == self.period.text:
            self._show_counted(found)
            self.counted.emit()

    def _show_counted(self, found: Comparison) -> None:
        """Show figures that are in force, and as of when they are."""
        self._show_figures(found)
        self.as_of.setText(as_of(found))
        self.months.show_marks(found)

    def _show_figures(self, found: Comparison) -> None:
        lines = [*found.lines(), *found.parts()]
        for line in lines:
            if line.indicator.code in self.cards and not line.part:
                self._show_card(line, found.period)
        self.charts.show_period(found.period, found.now)
        self.list.set_rows([LineRow(f"{line.indicator.code}[{line.part}]", line) for line in lines])
        if (row := self.list.current()) is not None:
            self.behind.show_line(row.line, self.period)

    def _show_card(self, line: Line, period: Period) -> None:
        """A figure with what it is more or less than before: by arrows for the eye, in words for who hears it."""
        shown = self.cards[line.indicator.code]
        compared = comparisons(line, period.kind)
        shown.set(number(line, "now"), "\n".join(each.arrow for each in compared))
        said = "; ".join(each.words for each in compared)
        shown.setAccessibleName(f"{_(line.indicator.name)} {line.indicator.shown(line.now)} {said}")

    @Slot(object)
    def _on_row_chosen(self, row: LineRow | None) -> None:
        self.behind.show_line(row.line if row else None, self.period)
        if row is not None:
            self.behind.show_pane("rows")
