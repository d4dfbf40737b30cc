"""The one window: covers or the desk in front, the look, the day that begins, and closing in order."""

import logging
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from centre_app import clock
from centre_app.access import clerks, roles
from centre_app.centre import calendar, preferences, settings
from centre_app.errors import CentreError
from centre_app.i18n import _
from centre_app.people import visits
from centre_app.storage import database, opening
from centre_app.storage.action import by_itself
from ui.kit import attempt, changes, job, messages, toast
from ui.shell import covers, daily, help_panel, look, mending, practice, rewriting
from ui.shell.bursts import HeldBursts
from ui.shell.lock import Curtain, Idle
from ui.shell.settling import Settling

if TYPE_CHECKING:
    from ui.shell.work import Work

_WAIT_MILLISECONDS = 50
_AFTER_PAINTING_MILLISECONDS = 30
_log = logging.getLogger(__name__)


class MainWindow(QStackedWidget):
    """Shows one thing at a time: a cover, or the desk (`work`)."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle(_("Neighbourhood centre"))
        self.setMinimumSize(640, 480)
        self.work: Work | None = None
        self.cover: QWidget | None = None
        self.curtain: Curtain | None = None
        self.idle = Idle(self)
        self._closing = False
        self._given_up = False
        self.backs_up_on_closing = False  # only the program's own window does that, not one of many in a test
        self.ended_badly = (
            False  # whether the last window of this data was killed: its file is then looked at
        )
        self._scanned = ""
        self._day: date | None = None
        self.settling = Settling(self)
        self.settling.cover_ready.connect(self.show_cover)
        self.settling.settled.connect(self._open_desk)
        self.settling.given_up.connect(self.close)
        self.settling.backup_chosen.connect(lambda source: rewriting.bring(self, source))
        self.settling.look_changed.connect(lambda: QTimer.singleShot(0, self, self.rebuild_soon))
        changes.hub().replaced.connect(self._on_replaced)
        self._place()

    def proceed(self) -> None:
        """Settle what must be settled first, then show the desk."""
        self.settling.proceed()
        QTimer.singleShot(_AFTER_PAINTING_MILLISECONDS, self, _load_the_desk)

    def blank(self) -> None:
        """Hide everything until a key is pressed and somebody says who they are, by PIN where there is one.

        Whoever was served is no more; forms keep what is typed in them.
        """
        self._draw_curtain()
        if self.work is not None:
            self.work.context.close_person()
        present = clerks.on_duty()
        self.settling.locked = present is not None and bool(present.pin)
        made = covers.Blank(settings.get("centre_name"), locked=self.settling.locked)
        made.woken.connect(self._on_woken)
        self.show_cover(made)
        self.activateWindow()  # a dialog that was hidden had the keys
        made.setFocus()

    def _draw_curtain(self) -> None:
        if self.curtain is None:
            self.curtain = Curtain(self)

    def _on_woken(self) -> None:
        self.settling.unlock()

    def _on_scanned_early(self, code: str) -> None:
        """A card read while a cover is shown is taken once the desk is open again, but not one read while it is locked."""
        if isinstance(self.cover, covers.Blank):
            self._on_woken()
        if self.settling.locked:
            if isinstance(self.cover, covers.Cover):
                self.cover.say(_("The screen is locked: what was scanned just now was not taken."))
            return
        self._scanned = code
        if isinstance(self.cover, covers.Cover):
            self.cover.say(
                _("{code} was read; it will be looked at once this is answered.").format(code=code)
            )

    def rebuild_soon(self) -> None:
        """Build everything anew once nothing is under way that would tell its end to what stands here now."""
        job.once_told(lambda: toast.carry_over(self.rebuild))

    def rebuild(self) -> None:
        """Build everything anew in the chosen language, size and colours; the page and the open person stay."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        look.dress(app)
        if self.work is None:
            self.proceed()
            return
        page, person_id = self.work.page(), self.work.context.open_person_id
        page_id, place = (page.id, page.place()) if page else ("desk", None)
        unsaved = self.work.unsaved()
        self._drop(self.work)
        self.work = None
        self._open_desk(page_id=page_id, place=place, person_id=person_id, unsaved=unsaved)

    def _give_up_unsaved(self) -> None:
        self._given_up = True
        self.close()

    def restart(self) -> None:
        """Open the data file anew: it was replaced by a restored backup."""
        self.open_data(self.close_data())

    def close_data(self) -> Path:
        """Put everything to rest that reads the data, close the file and return its path."""
        path = database.database_path()
        changes.hub().rest()
        database.close_database()
        if self.work is not None:
            self.work.rest()
            self._drop(self.work)
            self.work = None
        return path

    def open_data(self, path: Path) -> None:
        """Open the data file and go on with what must be settled first."""
        try:
            opening.open_database(path, wait_ms=0)
        except CentreError as error:
            messages.warn(self, error.sentence(), then=self.close)
            return
        changes.hub().watch()
        self._day = None
        if roles.in_use():
            clerks.leave_duty()  # the state that came in may know another clerk by this number, or another PIN
        self.proceed()

    @Slot()
    def _on_replaced(self) -> None:
        """Another program restored a backup under this window: show that state, and say so."""
        if self.work is None or job.under_way():  # this window's own restoring tells the end of it itself
            return
        self.restart()
        words = _(
            "Another program brought the data back to a backup. This window now shows that state; "
            "what it replaced was saved among the backups."
        )
        toast.show(words, kind="warning")

    def come_forward(self) -> None:
        """Show the window to whoever started the program a second time."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def _stay_open(self) -> None:
        self.backs_up_on_closing = True

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._closing and QApplication.activeModalWidget() is not None:
            # what was waited for has ended in a question: it is answered with the data open
            self._closing = False
            event.ignore()
            return
        if self.work is not None and self.work.unsaved() and not self._given_up:
            event.ignore()
            messages.confirm_discard(self, self._give_up_unsaved)
            return
        if attempt.pending() or job.under_way():
            event.ignore()
            if not self._closing:
                toast.show(_("Something is still being saved; the window closes in a moment."), kind="info")
            self._closing = True
            QTimer.singleShot(_WAIT_MILLISECONDS, self, self.close)
            return
        if self.backs_up_on_closing and daily.back_up_before_closing(self, stays=self._stay_open):
            self.backs_up_on_closing = False
            event.ignore()
            self._closing = True
            QTimer.singleShot(_WAIT_MILLISECONDS, self, self.close)
            return
        self._remember_place()
        self._end_day()
        if self.work is not None:
            self.work.rest()
        changes.hub().rest()
        database.close_database()
        super().closeEvent(event)

    def _open_desk(
        self, *, page_id: str = "desk", place: object = None, person_id: int | None = None,
        unsaved: Mapping[str, object] | None = None,
    ) -> None:  # fmt: skip
        if self.work is None:
            from ui.shell.warming import Warming
            from ui.shell.work import Work

            self.work = Work()
            self.work.window_asked.connect(self._on_window_asked)
            self.addWidget(self.work)
            self.work.refresh()  # also this window's title
            Warming(self.work)
            self.work.put_back(unsaved or {})
            self.work.show_page(page_id, place)
            if person_id is not None:
                self.work.context.open_person(person_id)
        else:
            self.work.context.clerk_changed.emit()
        self._uncover()
        self._begin_day()

    def _begin_day(self) -> None:
        """Do the daily duties at the first start of a day, and when a day begins while the window stays open."""
        if self.work is not None and self.cover is None and self._day != clock.today():
            self._day = clock.today()
            daily.begin_day(self.work, then=self.work.refresh)
            daily.mind_bookings()
            if self.backs_up_on_closing or self.ended_badly:
                self.ended_badly = False
                daily.look_for_damage(self.work, found=lambda damage: mending.offer(self, damage))

    def _look(self) -> None:
        """From time to time: has the clock jumped, has a day begun?"""
        if self.cover is not None:
            return
        try:
            database.check_still_there()
        except CentreError as error:
            toast.show(error.sentence(), kind="bad")
            return
        doubt = calendar.clock_doubt()
        if doubt is not None:
            self._draw_curtain()
            self.settling.ask_about_clock(doubt)
        elif self._left_alone():
            self.blank()
        else:
            self._begin_day()
            daily.mind_visits()
            daily.mind_bookings()
            if self.work is not None:
                daily.mind_backups(self.work, then=self.work.refresh)
                daily.mind_report(self.work, then=self.work.refresh)

    def _left_alone(self) -> bool:
        """Whether it is time to lock; without a PIN a lock keeps nobody out and is only in the way of the queue."""
        present = clerks.on_duty()
        return present is not None and bool(present.pin) and self.idle.over(settings.get("lock_minutes"))

    def _on_window_asked(self, what: str) -> None:
        asked: dict[str, Callable[[], object]] = {
            "clerk": lambda: self.settling.choose_clerk(may_cancel=True),
            "blank": self.blank,
            "look": self._look,
            "full_screen": lambda: self.showNormal() if self.isFullScreen() else self.showFullScreen(),
            "about": lambda: help_panel.show_about(self),
            "practice": self._begin_or_leave_practice,
            # What asked is part of what goes: let it return first.
            "rebuild": lambda: QTimer.singleShot(0, self, self.rebuild_soon),
            "restart": lambda: QTimer.singleShot(0, self, self.restart),
            "sheet": self.settling.ask_for_sheet,
            "encrypt": lambda: QTimer.singleShot(0, self, partial(rewriting.encrypt, self)),
            "new_key": lambda: QTimer.singleShot(0, self, partial(rewriting.change_key, self)),
        }
        asked[what]()

    def _begin_or_leave_practice(self) -> None:
        folder = database.database_path().parent
        if practice.is_practice(folder):
            self.close()
        else:
            practice.begin(folder)

    def show_cover(self, made: QWidget) -> None:
        """Fill the window with a cover; the one before goes."""
        before, self.cover = self.cover, made
        HeldBursts(made).scanned.connect(self._on_scanned_early)
        self.addWidget(made)
        self.setCurrentWidget(made)
        if before is not None:
            self._drop(before)

    def _uncover(self) -> None:
        cover, self.cover = self.cover, None
        if self.work is not None:
            self.setCurrentWidget(self.work)
            self.work.focus_scan_field()
        if cover is not None:
            self._drop(cover)
        curtain, self.curtain = self.curtain, None
        if curtain is not None:
            curtain.lift()
        code, self._scanned = self._scanned, ""
        if code and self.work is not None:
            self.work.scans.on_burst(code)

    def _drop(self, widget: QWidget) -> None:
        toast.uninstall(widget)
        self.removeWidget(widget)
        widget.hide()
        widget.setParent(None)
        widget.deleteLater()

    def _place(self) -> None:
        """Take the place of last time if the screen still has it, else most of the screen."""
        kept = QByteArray.fromBase64(preferences.get("geometry").encode())
        if kept.isEmpty() or not self.restoreGeometry(kept):
            screen = QGuiApplication.primaryScreen().availableSize()
            self.resize(min(round(screen.width() * 0.9), 1600), min(round(screen.height() * 0.9), 1000))

    def _remember_place(self) -> None:
        preferences.note("geometry", bytes(self.saveGeometry().toBase64().data()).decode())

    def _end_day(self) -> None:
        """Close visits that ended with the opening hours; what cannot be written now is done at the next start."""
        if self.work is None or database.db.is_closed():
            return
        try:
            by_itself(visits.close_forgotten)()
        except CentreError:
            _log.info("forgotten visits are closed at the next start")


def _load_the_desk() -> None:
    """Import what the desk needs while the clerk still reads the first question: the window is painted sooner without."""
    import_module("ui.shell.work")
    import_module("ui.desk.page")
