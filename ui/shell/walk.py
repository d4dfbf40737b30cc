"""A day at the desk without a display: the real window, offscreen, on the sample centre in `out/`, with pictures of it.

Each step is a piece of a generator; it goes on when what it waits for has happened, so that the event loop never stops.
"""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from centre_app import clock
from centre_app.centre import calendar, preferences, rooms
from centre_app.errors import CentreError
from centre_app.i18n import _, language
from centre_app.lending import catalogue, loans
from centre_app.people import listing, presence
from centre_app.rooms import bookings
from centre_app.storage import action, database, opening
from ui.kit import attempt, crash, job, toast, undo
from ui.shell import covers, pages, start
from ui.shell.window import MainWindow
from ui.shell.work import Work

OUT = Path("out")
_SIZE = (1280, 800)
_STEP_MILLISECONDS = 60
_LONGEST_WAIT_STEPS = 2000
Ready = Callable[[], object]
Steps = Iterator[Ready]


def begin(out: Path = OUT) -> QApplication:
    """Say what happens, prepare everything and start walking; the caller runs the event loop, which ends with a status.

    Raises SystemExit, having said why, when nothing can be prepared.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # what an offscreen window cannot do
    out.mkdir(parents=True, exist_ok=True)
    preferences.use_file(out / "preferences.json")
    app = start.application()
    _tell(
        _(
            "There is no display here: a day at the desk is walked through offscreen, pictures go to {folder}."
        ).format(folder=out)
    )
    try:
        _open_sample(out / database.FILE_NAME)
        window = start.show_window(app)
    except Exception as error:  # noqa: BLE001 - as a step that fails: no dialog would be seen
        _say(error)
        sys.exit(1)
    window.resize(*_SIZE)
    walker = Walker(window, day_at_the_desk(window, out))
    walker.setParent(app)
    QTimer.singleShot(0, walker.go_on)
    return app


def day_at_the_desk(window: MainWindow, out: Path) -> Steps:
    """The day, step by step; yields what to wait for before the next."""
    shots = _Shots(window, out)
    if isinstance(window.cover, covers.ClockDoubt):
        window.cover.yes.click()
        yield lambda: isinstance(window.cover, covers.ClerkChooser)
    shots.take("clerk")
    assert isinstance(window.cover, covers.ClerkChooser)
    window.cover.name_buttons[0].click()
    yield lambda: window.work is not None and window.cover is None and not job.under_way()
    work = window.work
    assert work is not None
    person, barcode = _somebody_outside(), _something_on_the_shelf()
    work.scans.on_burst(person.card_number)
    yield lambda: presence.open_visit_of(person.id) is not None and _said()
    shots.take("desk")
    yield from _book_a_room(work, shots)
    work.show_page("lending")
    work.scans.on_burst(barcode)
    yield lambda: _is_out(barcode) and _said()
    shots.take("lending")
    undo.undo_last()
    yield lambda: not _is_out(barcode) and _said()
    # The same barcode within two seconds would count as one scan: what follows is pressed, not scanned.
    _choose_copy(work, barcode)
    yield lambda: _is_out(barcode) and _said()
    _choose_copy(work, barcode)
    yield lambda: not _is_out(barcode) and _said()
    yield from _write_workbook(out, shots)
    for entry in pages.PAGES:
        if entry.id not in ("desk", "lending"):
            work.show_page(entry.id)
            yield _a_moment()
            shots.take(entry.id)
    window.close()
    _tell(_("Files:"))
    for path in shots.files:
        _tell(f"  {path}")


class Walker(QObject):
    """Takes the steps one after the other and ends the application with 0, or 1 when something went wrong."""

    def __init__(self, window: MainWindow, steps: Steps) -> None:
        super().__init__()
        self._window = window
        self._steps = steps
        self._ready: Ready = lambda: True
        self._waited = 0

    def go_on(self) -> None:
        """Take the next step if what it waits for has happened."""
        try:
            self._waited += 1
            if self._waited > _LONGEST_WAIT_STEPS or _fault() is not None:
                raise RuntimeError(_fault() or "the window did not do what was asked of it")
            if self._ready():
                self._ready, self._waited = next(self._steps), 0
        except StopIteration:
            QApplication.exit(0)
        except Exception as error:  # noqa: BLE001 - without a display the report goes to the terminal
            job.stop_all()
            _say(error)
            QApplication.exit(1)
        else:
            QTimer.singleShot(_STEP_MILLISECONDS, self, self.go_on)


class _Shots:
    """Pictures of the window, numbered in the order of the day."""

    def __init__(self, window: QWidget, out: Path) -> None:
        self._window = window
        self._out = out
        self._taken = 0
        self.files: list[Path] = []

    def take(self, name: str, *, of: QWidget | None = None) -> None:
        self._taken += 1
        path = self._out / f"{self._taken}-{name}.png"
        (of or self._window).grab().save(str(path))
        self.files.append(path)


def _open_sample(path: Path) -> None:
    """Open the sample centre; one of another day is made anew, because its last visits would not be of today."""
    from centre_app import sample

    if path.exists():
        opening.open_database(path, wait_ms=0)
        last = action.last_action_at()
        if last is not None and last.date() == clock.utc_now().date() and rooms.rooms():
            return
        database.close_database()
        for extra in ("", "-wal", "-shm"):
            path.with_name(path.name + extra).unlink(missing_ok=True)
    opening.open_database(path, wait_ms=0)
    sample.fill(months=3, seed=1)


def _book_a_room(work: Work, shots: _Shots) -> Steps:
    page: Any = work.show_page("rooms")
    room_id, starts_at = _free_hour()
    dialog = page.on_new()
    day, begins, ends = starts_at.date(), starts_at.time(), (starts_at + timedelta(hours=1)).time()
    dialog.form.set_values(room=room_id, day=day, start=begins, end=ends, title=_("Reading circle"), heads=4)
    yield _a_moment()
    shots.take("booking", of=dialog)
    dialog.submit()
    yield (
        lambda: (
            QApplication.activeModalWidget() is None
            and any(row.starts_at == starts_at for row in bookings.day_board(day))
        )
    )
    _said()


def _write_workbook(out: Path, shots: _Shots) -> Steps:
    from centre_app.reports import periodic
    from centre_app.reports.periods import Period

    last_month = clock.today().replace(day=1) - timedelta(days=1)
    period = Period.parse(f"{last_month:%Y-%m}")
    path = out / f"{last_month:%Y-%m}.xlsx"
    job.run(
        _("Writing the workbook"),
        lambda progress: periodic.write(period=period, to=path, language=language(), progress=progress),
    )
    yield lambda: not job.under_way() and path.exists()
    shots.files.append(path)


def _free_hour() -> tuple[int, datetime]:
    """The first hour from tomorrow on in which a room is free."""
    for days in range(1, 30):
        day = clock.today() + timedelta(days=days)
        for room in rooms.rooms():
            for hour in range(8, 21):
                begins = datetime.combine(day, time(hour))
                refused = bookings.refusal(
                    room_id=room.id, starts_at=begins, ends_at=begins + timedelta(hours=1), head_count=4
                )
                if refused is None and calendar.is_open_day(day):
                    return room.id, begins
    raise RuntimeError("no room is free")


def _somebody_outside() -> Any:
    """The first person on the list who is not here and may borrow."""
    return next(
        row
        for row in listing.page_of_people(category="resident")
        if row.card_number and presence.open_visit_of(row.id) is None and not loans.can_lend(person_id=row.id)
    )


def _something_on_the_shelf() -> str:
    rows = (copy for title in catalogue.page_of_titles(limit=100) for copy in catalogue.copies_of(title.id))
    return next(copy.barcode for copy in rows if copy.loan is None and not loans.can_lend(copy_id=copy.id))


def _choose_copy(work: Work, barcode: str) -> None:
    from centre_app.desk import scanning

    work.scans.choose(next(hit for hit in scanning.suggest(barcode) if hit.kind == "copy"))


def _is_out(barcode: str) -> bool:
    found = catalogue.copy_by_barcode(barcode)
    return found is not None and found.loan is not None


def _said() -> bool:
    """Repeat on the terminal what the window said last."""
    for text in toast.shown()[-1:]:
        _tell(text)
    return True


def _a_moment() -> Ready:
    """Wait until the window has had time to paint and nothing runs any more."""
    rounds = iter(range(3))
    return lambda: next(rounds, None) is None and not job.under_way() and not attempt.pending()


def _fault() -> str | None:
    """What the crash dialog reports, None while there is none."""
    shown = (each for each in QApplication.topLevelWidgets() if isinstance(each, crash.CrashDialog))
    return next((each.report.toPlainText() for each in shown if each.isVisible()), None)


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _say(error: BaseException) -> None:
    """Put on the terminal what a dialog would say, which nobody would see: a sentence, or the report of a fault."""
    sys.stderr.write((error.sentence() if isinstance(error, CentreError) else crash.report(error)) + "\n")
