"""The lending page: who is served at the left; at the right this session, the catalogue, what is overdue and out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from centre_app import errors
from centre_app.i18n import N_, _
from centre_app.lending import catalogue, holds, loans
from centre_app.lending.catalogue import CopyRow
from centre_app.people import notes, people
from ui.kit import card, layout, style, toast
from ui.kit.action import Action
from ui.kit.context import Context
from ui.kit.page import Page
from ui.lending import hold_wiring, label_printing, page_texts, wiring
from ui.lending.borrower import BorrowerPanel
from ui.lending.catalogue_list import CatalogueList
from ui.lending.deeds import Deeds
from ui.lending.donations import DonationsPane
from ui.lending.gifts import Gifts
from ui.lending.holds_list import HoldsList
from ui.lending.out_lists import OutList, OutNowList
from ui.lending.overdue_list import OverdueList
from ui.lending.overdue_work import OverdueWork
from ui.lending.session_list import SessionList
from ui.lending.switch import PaneSwitch
from ui.lending.title_pane import TitlePane

if TYPE_CHECKING:
    from ui.lending.stocktake import StocktakeDialog


HISTORY_AT_MOST = 200
NARROW = 800  # pixels at 100 %
QWIDGETSIZE_MAX = 16_777_215


class LendingPage(Page):
    """Loans and the catalogue. Scans come through the one scan field; this page shows what they did."""

    id = "lending"
    title = N_("Lending")
    help = page_texts.HELP
    tables = page_texts.TABLES

    def __init__(self) -> None:
        super().__init__()
        self.deeds = Deeds(self, self.context)
        self._shown_title_id: int | None = None
        self.counting: StocktakeDialog | None = None
        self.gifts = Gifts(self)
        self._build()
        wiring.wire(self)

    def watch(self, context: Context) -> None:
        super().watch(context)
        self.deeds.watch(context)
        self.deeds.session.changed.connect(self._on_session_changed)
        context.person_opened.connect(self._on_person_opened)
        context.person_closed.connect(self._on_person_changed)

    def refresh(self) -> None:
        self._show_borrower()
        self.deeds.session.refresh()
        self._on_session_changed()
        if not self.gifts.is_scanning():
            self._refresh_pane()

    def page_actions(self) -> list[Action]:
        return [
            Action("lending.add", _("Add title"), "Ctrl+N", "plus", self.add_title),
            Action("lending.session", _("This session"), "Alt+1", "scan", lambda: self.show_pane("session")),
            Action("lending.catalogue", _("Catalogue"), "Alt+2", "book", lambda: self.show_pane("catalogue")),
            Action("lending.overdue", _("Overdue"), "Alt+3", "warning", lambda: self.show_pane("overdue")),
            Action("lending.out", _("Out now"), "Alt+4", "check-out", lambda: self.show_pane("out")),
            Action("lending.donations", _("Donations"), "Alt+5", "gift", lambda: self.show_pane("donations")),
            Action("lending.holds", _("Holds"), "Alt+6", "clock", lambda: self.show_pane("holds")),
            Action("lending.stocktake", _("Stocktake…"), "", "check", self.stocktake),
            Action("lending.pile", _("Catalogue a pile…"), "", "scan", self.gifts.ask_pile),
            Action("lending.donors", _("Donors…"), "", "gift", self.gifts.show_donors),
            Action(
                "lending.reshelving", _("Reshelving: count in-house use…"), "Alt+7", "scan", self.reshelve
            ),
            Action("lending.labels", _("Print labels…"), "", "print", self.ask_labels),
            Action("lending.import", _("Import books…"), "", "import", self.on_import_asked),
        ]

    def show_argument(self, argument: object) -> None:
        """Open a title (`("title", id)`), the lists `overdue`, `due`, `out`, `catalogue`, `session`, or `add_title` with a text."""
        what, value = argument if isinstance(argument, tuple) else (argument, None)
        if what == "title" and isinstance(value, int):
            self.open_title(value)
        elif what == "donation" and isinstance(value, int):
            self.donations.shown_id = value
            self.show_pane("donations")
        elif what == "add_title":
            self.add_title(str(value or ""))
        elif what == "due":
            self.out_now.which.set_value("today")
            self.show_pane("out")
        elif what in ("holds", "hold_slip", "hold") and isinstance(value, int):
            hold_wiring.show(self, what, value)
        elif what in self.panes:
            self.show_pane(str(what))

    def show_pane(self, key: str) -> None:
        """Bring one of the lists to the front and read it anew."""
        self.which.set_value(key)
        if key == "catalogue":
            self._shown_title_id = None
        self._refresh_pane()

    def open_title(self, title_id: int) -> None:
        """Show a title with its copies in the catalogue's place."""
        self.which.set_value("catalogue")
        self._shown_title_id = title_id
        self._refresh_pane()

    def add_title(self, text: str = "") -> None:
        """Open the form for a title that is new here."""
        from ui.lending import forms

        dialog = forms.add_title(self, text=text, then=lambda ids: self._on_title_added(*ids))
        dialog.another_copy_asked.connect(self.add_copy)

    def add_copy(self, title_id: int) -> None:
        """Open the form for one more copy of a title."""
        from ui.lending import forms

        title = catalogue.title(title_id)
        if title is not None:
            forms.add_copy(self, title=title, then=lambda copy_id: self._on_copy_added(title_id, copy_id))

    def stocktake(self) -> None:
        """Go on with a stocktake, or begin one."""
        from ui.lending import stocktake_start

        stocktake_start.ask(self, then=self.show_stocktake)

    def show_stocktake(self, stocktake_id: int) -> None:
        """Open a stocktake over the page."""
        from ui.lending.stocktake import StocktakeDialog

        self.counting = StocktakeDialog(self, stocktake_id)
        self.counting.open()

    def reshelve(self) -> None:
        """Count what was read here while it is put back."""
        from ui.lending.in_house import ReshelveDialog

        ReshelveDialog(self, self.deeds.session).open()

    def scanned(self, code: str) -> bool:
        """A scan belongs to a stocktake, pile or count as long as one is open, whatever question stands before it."""
        counting = self.counting
        in_front = counting is not None and isValid(counting) and counting.isVisible()
        taken = counting is not None and in_front and counting.scanned(code)
        return taken or self.gifts.scanned(code) or self.donations.scanned(code)

    def ask_labels(self) -> None:
        """Ask what to print labels for: new copies, those of a shelf, or the shelves."""
        label_printing.ask_which(self)

    def _build(self) -> None:
        self.borrower = BorrowerPanel()
        self.session_list, self.catalogue_list, self.title_pane = SessionList(), CatalogueList(), TitlePane()
        self.overdue, self.out_now, self.holds = OverdueList(), OutNowList(), HoldsList()
        self.donations = DonationsPane()
        self.overdue_work = OverdueWork(self, self.overdue)
        self.panes: dict[str, QWidget] = {
            "session": self.session_list, "catalogue": self.catalogue_list, "overdue": self.overdue, "out": self.out_now,
            "donations": self.donations, "holds": self.holds,
        }  # fmt: skip
        self.which = PaneSwitch()
        self.stack = QStackedWidget()
        for pane in (*self.panes.values(), self.title_pane):
            self.stack.addWidget(pane)
        right = card.Card()
        right.add(self.which)
        right.add(self.stack, 1)
        self.borrower.setMaximumWidth(style.px(340))
        self._columns = layout.row(self.borrower, right, spacing=16, margins=16)
        self._columns.setStretch(0, 3)
        self._columns.setStretch(1, 7)
        self.setLayout(self._columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < style.px(NARROW)
        if narrow != self.which.is_narrow():
            self._arrange(narrow=narrow)

    def _arrange(self, *, narrow: bool) -> None:
        """Put the borrower beside the lists, or among them where text is large and the window small."""
        self.which.set_narrow(narrow)
        if narrow:
            self.stack.addWidget(self.borrower)
            self.panes["borrower"] = self.borrower
        else:
            self.panes.pop("borrower", None)
            self.stack.removeWidget(self.borrower)
            self._columns.insertWidget(0, self.borrower, 3)
            self.borrower.show()
        self.borrower.setMaximumWidth(QWIDGETSIZE_MAX if narrow else style.px(340))
        self._refresh_pane()

    def _refresh_pane(self) -> None:
        key = self.which.value()
        if key == "catalogue" and self._shown_title_id is not None and self._show_title(self._shown_title_id):
            self.stack.setCurrentWidget(self.title_pane)
            return
        pane = self.panes[key]
        if isinstance(pane, CatalogueList | OutList | DonationsPane | HoldsList):
            pane.refresh()
        self.stack.setCurrentWidget(pane)

    def _show_title(self, title_id: int) -> bool:
        title = catalogue.title(title_id)
        if title is not None:
            self.title_pane.somebody_is_open = self.context.open_person_id is not None
            self.title_pane.show_title(
                title,
                history=loans.loan_history(title_id=title_id, limit=HISTORY_AT_MOST),
                queue=holds.queue(title_id),
            )
        return title is not None

    def _show_borrower(self) -> None:
        person_id = self.context.open_person_id
        if person_id is None:
            self.borrower.show_nobody()
            return
        try:
            person = people.person(person_id)
        except errors.NotFound:
            self.borrower.show_nobody()
            return
        self.borrower.show_person(
            person,
            standing=loans.standing(person_id),
            rows=loans.loans_of(person_id),
            holds=holds.holds_of(person_id),
            important=notes.important_of(person_id),
        )

    def _on_title_added(self, title_id: int, copy_id: int) -> None:
        self.open_title(title_id)
        self._say_copy(copy_id)

    def _on_copy_added(self, title_id: int, copy_id: int) -> None:
        self.open_title(title_id)
        self._say_copy(copy_id)

    def _say_copy(self, copy_id: int) -> None:
        row = catalogue.copy(copy_id)
        if row is not None:
            self.title_pane.copies.select_id(copy_id)
            toast.show(
                _("Added: “{title}”, barcode {barcode}.").format(title=row.title, barcode=row.barcode),
                undo=True,
            )

    def on_edit_asked(self, title_id: int) -> None:
        from ui.lending import forms

        title = catalogue.title(title_id)
        if title is not None:
            forms.edit_title(self, title=title)

    def on_copy_edit_asked(self, row: CopyRow) -> None:
        from ui.lending import forms

        title = catalogue.title(row.title_id)
        if title is not None:
            forms.edit_copy(self, title=title, row=row)

    def on_person_asked(self, person_id: int) -> None:
        self.context.open_person(person_id)

    def on_served(self) -> None:
        self.context.close_person()

    def on_import_asked(self) -> None:
        self.context.go("import:books")

    @Slot()
    def _on_session_changed(self) -> None:
        self.session_list.show_entries(self.deeds.session.entries)

    @Slot()
    def _on_person_opened(self) -> None:
        if self.which.is_narrow():
            self.which.set_value("borrower")
        self._on_person_changed()

    @Slot()
    def _on_person_changed(self) -> None:
        if self.isVisible():
            # The scan that opens a person also lends: look once it is done with both.
            QTimer.singleShot(0, self, self.refresh)
        else:
            self.refresh_soon()
