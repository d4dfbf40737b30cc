"""The settings page: a list of sections at the left, the chosen one at the right. A section is made when it is shown.

A section takes two megabytes, so that only the latest stay made, and those in which something is not saved yet.

Where large text leaves a section too little room beside the list, the sections are chosen from a box above it.
"""

from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from centre_app.i18n import N_, _
from ui.kit import card, icons, job, layout, style
from ui.kit.action import Action
from ui.kit.attempt import pending
from ui.kit.choice_field import ChoiceField
from ui.kit.context import Context
from ui.kit.page import Page
from ui.settings.backups import BackupsSection
from ui.settings.bookings import BookingsSection
from ui.settings.clerks import ClerksSection
from ui.settings.closures import ClosuresSection
from ui.settings.codes import CodesSection
from ui.settings.computer import ComputerSection
from ui.settings.consent import ConsentSection
from ui.settings.encryption import EncryptionSection
from ui.settings.enquiries import EnquiriesSection
from ui.settings.equipment import EquipmentSection
from ui.settings.grid import GridSection
from ui.settings.help import HelpSection
from ui.settings.holidays import HolidaysSection
from ui.settings.hours import HoursSection
from ui.settings.lending import LendingSection
from ui.settings.openings import OpeningsSection
from ui.settings.privacy import PrivacySection
from ui.settings.records import RecordsSection
from ui.settings.reports import ReportsSection
from ui.settings.rules import CentreSection, VisitsSection
from ui.settings.section import Section
from ui.settings.tags import TagsSection
from ui.settings.zones import ZonesSection

SECTIONS: tuple[type[Section], ...] = (
    CentreSection,
    ZonesSection,
    HoursSection,
    ClosuresSection,
    OpeningsSection,
    HolidaysSection,
    EquipmentSection,
    BookingsSection,
    ClerksSection,
    LendingSection,
    CodesSection,
    VisitsSection,
    PrivacySection,
    ConsentSection,
    TagsSection,
    GridSection,
    EnquiriesSection,
    ReportsSection,
    ComputerSection,
    BackupsSection,
    EncryptionSection,
    RecordsSection,
    HelpSection,
)
LIST_WIDTH = 128
_PASSING_MILLISECONDS = 60
_STAY = 3  # sections that stay made
_SECTION_WIDTH = 500  # what most sections need with their margins, in pixels at 100 %


class SettingsPage(Page):
    """Everything that is set once and seldom changed. `show_argument("backups")` opens a section."""

    id = "settings"
    title = N_("Settings")
    help = (
        N_(
            "<p>What is set once and seldom changed. Choose a part on the left.</p>"
            "<ul><li><b>Zones</b>: places, who may share them, how long people usually stay. A zone is retired, never deleted.</li>"
            "<li><b>Opening hours, closures, extra openings</b>: due days and bookings keep to them. A zone may have hours of its own.</li>"
            "<li><b>Public holidays</b>: paste the notice of the year. <b>Equipment</b>: what goes with bookings, inspections, faults.</li>"
            "<li><b>Bookings</b>: nobody arriving, held places, limits a person, rare options.</li>"
            "<li><b>Clerks</b>: who can be chosen as clerk on duty.</li>"
            "<li><b>Lending, visits</b>: days, limits, what a second scan means. <b>Enquiries</b>: what the desk counts by one key.</li>"
            "<li><b>Tags</b>: words for groups of people. <b>Grid</b>: its levels, its units, who is in charge, which buildings.</li>"
            "<li><b>Privacy</b>: how long visits keep their name, and when people nobody saw for long are erased.</li>"
            "<li><b>Monthly report</b>: exported by itself into a folder, from which day of the month, as what.</li>"
            "<li><b>This computer</b>: language, text size, colours. <b>Backups</b>: make one, go back to one. <b>Encryption</b>: the recovery sheet, a new key.</li>"
            "<li><b>Records</b>: who did, saw, printed or exported what.</li></ul>"
            "<p>What is saved in the centre's data can be undone with Ctrl+Z.</p>"
        ),
    )
    tables = frozenset().union(*(section.tables for section in SECTIONS))

    def __init__(self) -> None:
        super().__init__()
        self.sections: dict[int, Section] = {}  # the one shown last at the end
        self.list = QListWidget()
        self.choice = ChoiceField(
            [(place, _(section.title)) for place, section in enumerate(SECTIONS)], searched=False
        )
        self.stack = QStackedWidget()
        self._stale = True
        self._soon = QTimer(self, singleShot=True, interval=_PASSING_MILLISECONDS)
        self._soon.timeout.connect(self._show_chosen)
        self._to_read: set[int] = set()
        self._build()
        self._wire()

    def watch(self, context: Context) -> None:
        super().watch(context)
        context.clerk_changed.connect(self.refresh)

    def refresh(self) -> None:
        self._to_read = set(self.sections)
        self._read_shown()

    def show_argument(self, argument: Any) -> None:
        """Show the section of that id."""
        for place, section in enumerate(SECTIONS):
            if section.id == argument:
                self.list.setCurrentRow(place)
        self._soon.stop()
        self._show_chosen()

    def place(self) -> object:
        return SECTIONS[self.list.currentRow()].id

    def unsaved(self) -> dict[str, Any] | None:
        made = [section for section in self.sections.values() if section.has_unsaved()]
        return {section.id: section.typed() for section in made} or None

    def put_back(self, unsaved: dict[str, Any]) -> None:
        for section_id, typed in unsaved.items():
            self.section(section_id).put_back(typed)

    def page_actions(self) -> list[Action]:
        return [
            Action("settings.backup", _("Back up now"), "Ctrl+B", "backup", self.on_back_up),
            Action("settings.sheet", _("One page for a substitute"), "Ctrl+P", "print", self.on_sheet),
        ]

    def section(self, section_id: str) -> Any:
        """Return the section of that id, made now if it was never shown."""
        place = next(place for place, section in enumerate(SECTIONS) if section.id == section_id)
        return self._made(place)

    def scanned(self, code: str) -> bool:
        """A scan belongs to the field a section keeps for it, while that has the focus."""
        taken = getattr(self.sections.get(self.list.currentRow()), "scanned", None)
        return taken is not None and bool(taken(code))

    def on_back_up(self) -> None:
        self.show_argument("backups")
        self.section("backups").on_back_up()

    def on_sheet(self) -> None:
        self.show_argument("help")
        self.section("help").on_preview()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() - self._menu.width() < style.px(_SECTION_WIDTH)
        self._menu.setVisible(not narrow)
        self.choice.setVisible(narrow)

    def _build(self) -> None:
        self.list.setAccessibleName(_("Parts of the settings"))
        self.list.setIconSize(QSize(style.px(18), style.px(18)))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for section in SECTIONS:
            self.list.addItem(QListWidgetItem(icons.icon(section.icon, "quiet"), _(section.title)))
            self.stack.addWidget(
                QWidget()
            )  # until it is shown: all forms at once would be seen to take their time
        self.list.setViewportMargins(*[style.px(3)] * 4)
        self._menu = card.Card(padding=4)
        self._menu.add(self.list, 1)
        self._menu.setFixedWidth(max(style.px(LIST_WIDTH), self.list.sizeHintForColumn(0) + style.px(54)))
        self.choice.setAccessibleName(_("Parts of the settings"))
        self.choice.hide()
        beside = layout.column(layout.row(self.choice, None))
        beside.addWidget(self.stack, 1)
        whole = layout.row(self._menu, spacing=16, margins=16)
        whole.addLayout(beside, 1)
        self.setLayout(whole)

    def _wire(self) -> None:
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.choice.changed.connect(lambda: self.list.setCurrentRow(self.choice.value()))
        self.list.setCurrentRow(0)

    def _made(self, place: int) -> Section:
        """The section at that place of the list, with its widgets."""
        if place not in self.sections:
            section = self.sections[place] = SECTIONS[place]()
            section.asked.connect(self._on_section_asked)
            area = layout.scrolled(section)
            # At 175 % some sections are wider than a small screen: nothing of them may be out of reach.
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            self._put(place, area)
            section.refresh()
            section.settle_role()
        self.sections[place] = self.sections.pop(place)
        return self.sections[place]

    def _put(self, place: int, widget: QWidget) -> None:
        before = self.stack.widget(place)
        assert before is not None
        self.stack.insertWidget(place, widget)
        self.stack.removeWidget(before)
        before.deleteLater()
        self.stack.setCurrentIndex(self.list.currentRow())

    def _let_go(self) -> None:
        """Unmake the sections shown longest ago, but while something may still come back to one of them."""
        if pending() or QApplication.activeModalWidget() is not None:
            return
        for place in tuple(self.sections)[:-_STAY]:
            section = self.sections[place]
            if section.may_go() and not job.under_way(section):
                del self.sections[place]
                self._put(place, QWidget())

    def _read_shown(self) -> None:
        place = self.list.currentRow()
        section = self._made(place)
        if place in self._to_read:
            self._to_read.discard(place)
            section.refresh()
        section.settle_role()

    def _on_row_changed(self, place: int) -> None:
        self.choice.set_value(place)
        if self.isVisible() and self.list.hasFocus() and place not in self.sections:
            self._soon.start()  # whoever holds a key down goes past it
        else:
            self._show_chosen()

    def _show_chosen(self) -> None:
        if self.isVisible():
            self._read_shown()
            self._let_go()
        else:
            self._stale = True  # made when the page is shown again
        self.stack.setCurrentIndex(self.list.currentRow())

    def _on_section_asked(self, target: str, argument: object) -> None:
        if self.context is not None:
            self.context.go(target, argument)
