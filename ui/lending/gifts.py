"""Piles to be catalogued and donors, as the lending page leads to them: which button opens what, and whose a scan is."""

from typing import TYPE_CHECKING

from shiboken6 import isValid

from ui.kit.page import Page
from ui.lending.catalogue_list import CatalogueList
from ui.lending.session_list import SessionList
from ui.lending.title_pane import TitlePane

if TYPE_CHECKING:
    from ui.lending.donors import DonorsDialog, StatementDialog
    from ui.lending.scan_run import ScanRunDialog
    from ui.lending.scan_run_start import StartDialog


class Gifts:
    """Opens runs of cataloguing and donors over a page; `pile` is the run opened last."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.pile: ScanRunDialog | None = None

    def wire(self, catalogue: CatalogueList, session: SessionList, title: TitlePane) -> None:
        """Follow the buttons of the page's lists."""
        catalogue.pile_asked.connect(self.ask_pile)
        catalogue.donors_asked.connect(self.show_donors)
        session.donor_asked.connect(self.show_statement)
        title.donor_asked.connect(self.show_statement)

    def scanned(self, code: str) -> bool:
        """A scan belongs to the pile as long as one is open, whatever question stands before it."""
        return self.pile is not None and self.is_scanning() and self.pile.scanned(code)

    def is_scanning(self) -> bool:
        """Whether a pile covers the page, whose lists may then wait until it is closed."""
        return self.pile is not None and isValid(self.pile) and self.pile.isVisible()

    def ask_pile(self) -> "StartDialog | None":
        """Go on with a run of cataloguing, or begin one."""
        from ui.lending import scan_run_start

        return scan_run_start.ask(self._page, then=self.show_pile)

    def show_pile(self, run_id: int) -> None:
        """Open a run over the page."""
        from ui.lending.scan_run import ScanRunDialog

        self.pile = ScanRunDialog(self._page, run_id)
        self.pile.finished.connect(lambda _result: self._page.refresh())
        self.pile.open()

    def show_donors(self) -> "DonorsDialog | None":
        """Open the list of donors."""
        from ui.lending import donors

        return donors.show_donors(self._page)

    def show_statement(self, donor: str) -> "StatementDialog | None":
        """Open what became of a donor's gifts."""
        from ui.lending import donors

        return donors.show_statement(self._page, donor)
