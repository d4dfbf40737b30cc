"""What the window does by itself at the first start of a day: a verified backup, yesterday put in order, the monthly report."""

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from centre_app import clock
from centre_app.centre import backing_up, preferences, settings
from centre_app.errors import CentreError
from centre_app.i18n import _
from centre_app.lending import holds, privacy
from centre_app.people import visits
from centre_app.privacy import retention
from centre_app.progress import Progress
from centre_app.rooms import arrival
from centre_app.storage import backup, database, journal, salvage
from centre_app.storage.action import by_itself
from ui.kit import job, messages, toast
from ui.kit.attempt import attempt

_log = logging.getLogger(__name__)
_tried: set[Path] = set()  # folders in which the report that failed was tried again


def folder() -> Path:
    """Return where backups of the open centre lie."""
    return preferences.backups_of(database.database_path())


def begin_day(parent: QWidget, *, then: Callable[[], object]) -> job.Job | None:
    """Close visits nobody checked out, forget old row images, and back up unless today's backup is there.

    The monthly report is exported where that is due. `then` is called when the backup was made, so that what shows its time can look again.
    """
    attempt(by_itself(visits.close_forgotten), failed=_log_refusal)
    months = settings.get("image_months")
    attempt(
        by_itself(journal.forget_images),
        before=clock.utc_now() - timedelta(days=round(months * 30.44)),
        failed=_log_refusal,
    )
    _forget_borrowers(parent)
    _forget_people(parent)
    _export_report(parent, then)
    if backup.last_backup_on(folder()) == clock.today():
        return None

    def done() -> None:
        _warn_of_same_disk()
        then()

    return back_up(parent, then=done, quiet=True)


def _forget_borrowers(parent: QWidget) -> job.Job | None:
    """Take the readers from loans returned long enough ago, in the background; what is not done today is tomorrow."""
    if not privacy.is_due():
        return None
    return job.run(
        _("Taking the readers from old loans"),
        by_itself(privacy.anonymise_old),
        failed=_log_refusal,
        parent=parent,
    )


def _forget_people(parent: QWidget) -> job.Job | None:
    """Take names from old visits and erase people nobody saw for long, as far as set, in the background."""
    if not retention.is_on():
        return None
    return job.run(
        _("Taking the names from old visits"),
        by_itself(retention.anonymise_due),
        failed=_log_refusal,
        parent=parent,
    )


def _export_report(parent: QWidget, then: Callable[[], object]) -> job.Job | None:
    """Export the report of the month that has ended, if it is set so and was not done yet, in the background.

    `then` is called where it could not be done: the to-do list says so from then on.
    """
    if not settings.get("report_day"):
        return None

    def work(progress: Progress) -> list[Path]:
        from centre_app.reports import schedule  # reports are first needed here, and loaded in the worker
        from ui.reports import pdf

        period = schedule.due()
        return [] if period is None else schedule.export(period, progress=progress, paint=pdf.paint)

    def failed(error: CentreError) -> None:
        toast.refuse(error)
        then()

    return job.run(
        _("Exporting the monthly report"), work, then=_tell_exported, failed=failed,
        parent=parent,
    )  # fmt: skip


def _tell_exported(written: list[Path]) -> None:
    if not written:
        return
    folder = written[0].parent
    toast.show(
        _("The monthly report was exported: {names}").format(
            names=_(", ").join(path.name for path in written)
        ),
        button=_("Open folder"),
        pressed=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
    )


def mind_report(parent: QWidget, *, then: Callable[[], object]) -> None:
    """Export the monthly report that could not be exported, once its folder is there; not again and again where that fails."""
    chosen = Path(preferences.get("report_folder"))
    if not preferences.get("report_failed") or job.under_way():
        return
    if not chosen.is_dir():
        _tried.discard(chosen)
    elif chosen not in _tried:
        _tried.add(chosen)
        _export_report(parent, then)


def mind_bookings() -> None:
    """Let held places and copies pass on, offer what came free, release and complete bookings where it is set so."""
    attempt(by_itself(arrival.tick), failed=_log_refusal)
    attempt(by_itself(holds.tick), failed=_log_refusal)


def mind_visits() -> None:
    """Close the visits that are over: of walk-ins after the usual stay, of everybody once the centre has closed."""
    attempt(by_itself(visits.close_forgotten), failed=_log_refusal)


def mind_backups(parent: QWidget, *, then: Callable[[], object]) -> None:
    """Back up when the hours set for that are over and something was written since."""
    if not job.under_way() and backing_up.is_due():
        back_up(parent, then=then, quiet=True)


def back_up(parent: QWidget, *, then: Callable[[], object], quiet: bool = False) -> job.Job:
    """Make a verified backup in the background; `quiet` says nothing when it worked."""

    def done(made: backing_up.Made) -> None:
        if made.second is not None:
            toast.show(made.second.sentence(), kind="bad")
        elif not quiet:
            toast.show(_("Backed up and checked: {path}").format(path=made.path), kind="good")
        then()

    return job.run(
        _("Backing up"),
        backing_up.make,
        then=done,
        failed=lambda error: (toast.show(error.sentence(), kind="bad"), then()),
        parent=parent,
    )


def back_up_before_closing(parent: QWidget, *, stays: Callable[[], object]) -> bool:
    """Begin a last backup of the day where something was written since the last one, and that one was quick.

    Where it fails a message says so, whose button closes the window; `stays` is called when the message is only put away.
    """
    if database.db.is_closed():
        return False
    try:
        wanted = backing_up.is_quick() and backing_up.has_news()
    except CentreError as error:
        _log_refusal(error)
        return False
    if wanted:
        job.run(
            _("Backing up"),
            backing_up.make,
            failed=lambda error: _tell_before_closing(parent, error, stays),
            parent=parent,
        )
    return wanted


def _tell_before_closing(window: QWidget, error: CentreError, stays: Callable[[], object]) -> None:
    """A toast would go with the window. Its second place not being there is told by the to-do list."""
    words = _(
        "There is no backup of what was done last. {why} The data itself is saved; “OK” closes the window."
    )
    messages.warn(window, words.format(why=error.sentence()), then=window.close).rejected.connect(stays)


def look_for_damage(parent: QWidget, *, found: Callable[[salvage.Damage], object]) -> job.Job:
    """Have SQLite check every page, in the background; `found` is called only when one is damaged."""
    where = folder()

    def done(damage: salvage.Damage | None) -> None:
        if damage is not None:
            found(damage)

    return job.run(
        _("Checking the data file"), lambda _progress: salvage.damage_of_open_file(where), then=done, failed=_log_refusal,
        parent=parent,
    )  # fmt: skip


def last_backup() -> tuple[str, str, bool]:
    """Return when the last backup was made, a hint about its folder, and whether something is wrong with it."""
    where = folder()
    made = backup.last_backup_at(where)
    if made is None:
        return _("never"), str(where), True
    words = f"{made:%H:%M} ✓" if made.date() == clock.today() else f"{made:%m-%d}"
    if backup.on_same_disk(where):
        return words, _("The backups lie on the same disk as the data: {folder}").format(folder=where), True
    return words, str(where), made.date() < clock.today()


def _warn_of_same_disk() -> None:
    if backup.on_same_disk(folder()):
        toast.show(
            _(
                "Today's backup is made, but it lies on the same disk as the data. Please choose a folder on another disk "
                "or a USB stick in the settings."
            ),
            kind="warning",
        )


def _log_refusal(error: CentreError) -> None:
    _log.info("put off until the next start: %s", type(error).__name__)
