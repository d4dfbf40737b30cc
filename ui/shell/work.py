"""The working area of the window: rail, top bar and pages, with the context they share. Built anew when the look changes."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from centre_app import clock, i18n
from centre_app.access import clerks, roles
from centre_app.centre import calendar, preferences, settings
from centre_app.desk import scanning
from centre_app.i18n import _
from centre_app.storage import database, journal
from centre_app.storage.action import WORK
from ui.kit import card, changes, dropping, memory, style, toast
from ui.kit.action import Action
from ui.kit.attempt import attempt
from ui.kit.context import Context
from ui.kit.page import Page
from ui.lending.session import session_of
from ui.shell import daily, help_panel, pages, pin, routes
from ui.shell.actions import MENU, window_actions
from ui.shell.bar import Bar
from ui.shell.bursts import Bursts
from ui.shell.keys import ActionKeys
from ui.shell.rail import Rail
from ui.shell.scans import Scans
from ui.shell.stack import PageStack

_LOOK_MILLISECONDS = 20_000
_OF_THE_FRAME = frozenset({"setting", "opening_hours", "closure", "extra_opening", "clerk"})


class Work(QWidget):
    """One clerk's desk. `window_asked(what)` is for the window: clerk, blank, practice, rebuild, restart…"""

    window_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.context = Context(self)
        session_of(self.context)  # from the first scan on, whichever page is shown
        self.rail = Rail()
        self.bar = Bar(scanning.suggest)
        self.banner = card.label(kind="banner")
        self.banner.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = PageStack()
        self.pages: dict[str, Page] = {}
        self._build()
        self.scans = Scans(self.context, field=self.bar.field, page=self.page)
        self.bursts = Bursts(self.bar.field)
        ActionKeys(self).lock_asked.connect(lambda: self.window_asked.emit("blank"))
        self.actions_list = window_actions(self)
        self._menu_actions = self._add_actions()
        self._look = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._wire()
        toast.install(self)
        self.setAcceptDrops(True)

    def _build(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.bar)
        right.addWidget(self.stack.in_scroll_area(), 1)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(self.rail)
        both.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.banner)
        whole.addLayout(both, 1)

    def _wire(self) -> None:
        self.rail.page_chosen.connect(self.show_page)
        self.rail.clerk_pressed.connect(lambda: self.window_asked.emit("clerk"))
        self.rail.backup_pressed.connect(lambda: daily.back_up(self, then=self.refresh))
        self.bursts.scanned.connect(self.scans.on_burst)
        self.context.page_requested.connect(self.on_page_requested)
        self.context.clerk_changed.connect(self.refresh)
        changes.hub().happened.connect(self._on_happened)
        self._look.timeout.connect(self.on_look)
        self._look.start()
        self.bar.menu.aboutToShow.connect(self._fill_menu)

    def refresh(self) -> None:
        """Look again at what the frame shows: name, clerk, backup, day, opening state."""
        now = clock.now()
        on_duty = clerks.on_duty()
        self.rail.set_centre_name(settings.get("centre_name"))
        self.rail.set_clerk(pin.on_duty_words(on_duty) if on_duty else "")
        words, hint, late = daily.last_backup()
        self.rail.set_backup(words, hint=hint, late=late)
        self.bar.show_day(now, calendar.state_at(now))
        practising = settings.get("practice")
        reading = not roles.may(WORK)
        self.banner.setText(
            _("Read-only: you can look, and change nothing.")
            if reading
            else _("Practice mode: nothing here touches the real data.")
        )
        self.banner.setVisible(practising or reading)
        name = settings.get("centre_name") or _("Neighbourhood centre")
        self.window().setWindowTitle(f"{_('Practice mode')} · {name}" if practising else name)

    def rest(self) -> None:
        """Stop looking, before the data file is closed."""
        self._look.stop()

    def on_look(self) -> None:
        """From time to time look again, also at the clock."""
        self.window_asked.emit("look")
        self.refresh()
        database.give_back()
        memory.give_back()

    def show_page(self, page_id: str, argument: Any = None) -> Page:
        """Show a page, built at its first showing; a page that has `show_argument` gets the argument."""
        page = self.pages.get(page_id) or self._built(page_id)
        self.stack.setCurrentWidget(page)
        self.rail.set_page(page_id)
        if argument is not None:
            page.show_argument(argument)
        return page

    def unsaved(self) -> dict[str, object]:
        """Return by page what is typed there and not saved yet."""
        found = {page_id: page.unsaved() for page_id, page in self.pages.items()}
        return {page_id: typed for page_id, typed in found.items() if typed is not None}

    def put_back(self, unsaved: Mapping[str, object]) -> None:
        """Take what `unsaved` gave before everything was built anew."""
        for page_id, typed in unsaved.items():
            self.show_page(page_id).put_back(typed)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        dropping.welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if (file := dropping.taken(event)) is not None:
            self.context.go("import", file)

    def page(self) -> Page | None:
        """Return the page that is shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def on_page_requested(self, target: str, argument: Any) -> None:
        """Go where a page or an action asked to go."""
        if pages.entry(target) is not None:
            self.show_page(target, argument)
        elif not routes.open_dialog(self, target=target, argument=argument):
            self.window_asked.emit(target)

    def focus_scan_field(self) -> None:
        """Put the cursor into the scan field, its text selected."""
        self.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.field.selectAll()

    def show_help(self) -> None:
        """Open the help of the shown page."""
        page = self.page()
        if page is not None:
            help_panel.show_help(page, window_actions=self.actions_list)

    def on_escape(self) -> None:
        """Close the open person; what is half typed in the scan field goes first (the field itself sees to that)."""
        self.context.close_person()
        self.focus_scan_field()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.on_escape()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < style.px(980))

    def _built(self, page_id: str) -> Page:
        entry = pages.entry(page_id)
        assert entry is not None, page_id
        page = entry.build()
        page.watch(self.context)
        for action in page.page_actions():
            page.addAction(action.as_qt(page))
        self.pages[page_id] = page
        self.stack.addWidget(page)
        return page

    def _add_actions(self) -> dict[str, QAction]:
        """Make the window's actions work while this area is shown. Esc is left to whatever has the focus first."""
        made = {}
        for action in self.actions_list:
            keys = "" if action.shortcut == "Esc" else action.shortcut
            built = Action(action.id, action.text, keys, action.icon, action.callback).as_qt(self)
            built.setAutoRepeat(False)
            self.addAction(built)
            made[action.id] = built
        return made

    def _fill_menu(self) -> None:
        menu = self.bar.menu
        menu.clear()
        undone, redone = journal.next_undo(), journal.next_redo()
        self._menu_actions["undo"].setText(
            _("Undo: {what}").format(what=_(undone.label)) if undone else _("Undo")
        )
        self._menu_actions["redo"].setText(
            _("Redo: {what}").format(what=_(redone.label)) if redone else _("Redo")
        )
        practice = _("Leave the practice centre") if settings.get("practice") else _("Practice mode")
        self._menu_actions["practice"].setText(practice)
        for action_id in MENU:
            if action_id:
                menu.addAction(self._menu_actions[action_id])
            else:
                menu.addSeparator()
        before = self._menu_actions["practice"]
        for submenu in (self._languages(menu), self._sizes(menu)):
            menu.insertMenu(before, submenu)
        dark = QAction(_("Dark colours"), menu, checkable=True, checked=style.is_dark())
        dark.triggered.connect(lambda on: self._prefer("dark", on))
        menu.insertAction(before, dark)
        menu.insertSeparator(before)

    def _languages(self, menu: QMenu) -> QMenu:
        return self._choices(menu, _("Language"), i18n.LANGUAGES, name="language", present=i18n.language())

    def _sizes(self, menu: QMenu) -> QMenu:
        sizes = {percent: f"{percent} %" for percent in style.PERCENTS}
        return self._choices(menu, _("Text size"), sizes, name="percent", present=style.percent())

    def _choices(self, menu: QMenu, title: str, choices: dict[Any, str], *, name: str, present: Any) -> QMenu:
        made = QMenu(title, menu)
        group = QActionGroup(made)
        for value, text in choices.items():
            action = group.addAction(made.addAction(text))
            action.setCheckable(True)
            action.setChecked(value == present)
            action.triggered.connect(lambda _on, value=value: self._prefer(name, value))
        return made

    def _prefer(self, name: str, value: Any) -> None:
        attempt(preferences.put, name=name, value=value, then=lambda _none: self.window_asked.emit("rebuild"))

    def _on_happened(self, tables: frozenset[str]) -> None:
        if tables & _OF_THE_FRAME:
            self.refresh()
