"""The pages of the window, one line each. A new page is its own module and one line here."""

from dataclasses import dataclass
from importlib import import_module

from centre_app.i18n import N_
from ui.kit.page import Page


@dataclass(frozen=True)
class PageEntry:
    """A page that can be shown: its class is imported when it is first needed, so that the window opens quickly."""

    id: str
    text: str
    icon: str
    module: str
    name: str
    shortcut: str

    def build(self) -> Page:
        """Import the page's module and make the page."""
        made: Page = getattr(import_module(self.module), self.name)()
        return made


PAGES = (
    PageEntry("desk", N_("Desk"), "desk", "ui.desk.page", "DeskPage", "Ctrl+1"),
    PageEntry("rooms", N_("Rooms"), "room", "ui.rooms.page", "RoomsPage", "Ctrl+2"),
    PageEntry("lending", N_("Lending"), "book", "ui.lending.page", "LendingPage", "Ctrl+3"),
    PageEntry("people", N_("Residents"), "people", "ui.people.page", "PeoplePage", "Ctrl+4"),
    PageEntry("reports", N_("Reports"), "report", "ui.reports.page", "ReportsPage", "Ctrl+5"),
    PageEntry("settings", N_("Settings"), "settings", "ui.settings.page", "SettingsPage", "Ctrl+,"),
)


def entry(page_id: str) -> PageEntry | None:
    """Return the page of that id."""
    return next((each for each in PAGES if each.id == page_id), None)
