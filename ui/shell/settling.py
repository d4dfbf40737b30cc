"""What must be settled before the desk can work: an empty folder, a doubtful clock, who is on duty. In this order.

Whoever has a PIN goes on duty with it, and opens a locked screen with it.
"""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from centre_app.access import clerks, pins
from centre_app.centre import calendar, preferences, recovery_sheet, rooms
from centre_app.errors import CentreError
from centre_app.i18n import _
from centre_app.storage import action, database
from ui.kit import attempt, card, job
from ui.shell import covers, pin, practice


def nothing_set_up() -> bool:
    """Whether the open data file is as empty as it was made."""
    return not rooms.rooms(include_inactive=True) and not clerks.clerks(include_inactive=True)


class Settling(QObject):
    """Asks one question after the other. `cover_ready(cover)` wants a cover shown, `settled` opens the desk.

    `given_up` closes the window, `look_changed` says that everything must be built anew, `backup_chosen(path)` that a
    backup of another computer is to be this one's centre.
    """

    cover_ready = Signal(object)
    settled = Signal()
    given_up = Signal()
    look_changed = Signal()
    backup_chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.locked = False
        self._sheet_postponed = False

    def proceed(self) -> None:
        """Ask whatever is still open, else say that all is settled."""
        if nothing_set_up():
            self._begin_first_run()
        elif (doubt := calendar.clock_doubt()) is not None:
            self.ask_about_clock(doubt)
        elif self.locked or clerks.on_duty() is None:
            self.unlock()
        else:
            self._settle_the_key()

    def choose_clerk(self, *, may_cancel: bool) -> None:
        """Ask by name who is on duty."""
        made = covers.ClerkChooser(may_cancel=may_cancel)
        made.chosen.connect(
            lambda clerk_id: (
                self._ask_pin(clerk_id, may_cancel=may_cancel)
                if pins.has_pin(clerk_id)
                else self.put_on_duty(clerk_id, cover=made)
            )
        )
        made.cancelled.connect(self.settled)
        self._show(made)

    def unlock(self) -> None:
        """Ask whoever was on duty for the PIN, with a way to somebody else; without one, who is on duty now."""
        present = clerks.on_duty()
        if present is not None and present.active and present.pin:
            self._ask_pin(present.id, may_cancel=False)
        else:
            self.choose_clerk(may_cancel=False)

    def put_on_duty(self, clerk_id: int, *, cover: covers.Cover, proof: pins.Proof | None = None) -> None:
        """Let somebody take over; a refusal is said on the cover."""

        def then(_clerk: clerks.ClerkRow) -> None:
            self.locked = False
            self._settle_the_key()

        attempt.attempt(clerks.put_on_duty, clerk_id=clerk_id, proof=proof, then=then, failed=cover.refuse)

    def _ask_pin(self, clerk_id: int, *, may_cancel: bool) -> None:
        clerk = next(each for each in clerks.clerks() if each.id == clerk_id)
        verb = _("Unlock") if self.locked else _("Go on duty")
        made = pin.PinCover(clerk, verb=verb, may_cancel=may_cancel)
        made.proven.connect(lambda proof: self._on_proven(proof, clerk=clerk, cover=made))
        made.other.connect(lambda: self.choose_clerk(may_cancel=may_cancel))
        made.cancelled.connect(self.settled)
        self._show(made)

    def _on_proven(self, proof: pins.Proof, *, clerk: clerks.ClerkRow, cover: covers.Cover) -> None:
        if not proof.temporary:
            self.put_on_duty(clerk.id, cover=cover, proof=proof)
            return
        made = pin.NewPin(proof, clerk.name)
        made.chosen.connect(lambda own: self.put_on_duty(clerk.id, cover=made, proof=own))
        self._show(made)

    def ask_about_clock(self, doubt: CentreError) -> None:
        """Have the clock confirmed before anything is written."""
        made = covers.ClockDoubt(doubt)
        made.refused.connect(self.given_up)
        made.confirmed.connect(
            lambda: attempt.attempt(
                action.confirm_clock, then=lambda _none: self.proceed(), failed=made.refuse
            )
        )
        self._show(made)

    def speak(self, language: str) -> None:
        """Speak another language from now on."""
        preferences.note("language", language)
        self.look_changed.emit()

    def _settle_the_key(self) -> None:
        """Ask for the recovery sheet as long as nobody has shown it to be at hand, once a start."""
        if self._sheet_postponed or not recovery_sheet.is_due():
            self.settled.emit()
        else:
            self.ask_for_sheet()

    def ask_for_sheet(self) -> None:
        """Have the recovery sheet printed and shown to be at hand."""
        from ui.shell import recovery

        made = recovery.RecoveryCover()
        made.confirmed.connect(self.settled)
        made.postponed.connect(self._postpone_the_sheet)
        self._show(made)

    def _postpone_the_sheet(self) -> None:
        self._sheet_postponed = True
        self.settled.emit()

    def _begin_first_run(self) -> None:
        if practice.is_practice(database.database_path().parent):
            self._begin_practice()
            return
        from ui.shell import first_run

        made = first_run.FirstRun()
        made.language_chosen.connect(self.speak)
        made.own_chosen.connect(self._ask_for_own_centre)
        made.sample_chosen.connect(lambda: self._fill_sample(made))
        made.backup_chosen.connect(self.backup_chosen)
        self._show(made)

    def _ask_for_own_centre(self) -> None:
        from ui.shell import first_run

        made = first_run.OwnCentre()
        made.set_up_done.connect(
            lambda clerk_id: self.put_on_duty(
                clerk_id, cover=made, proof=pins.Proof(clerk_id, temporary=False)
            )
        )  # whoever set up the centre has typed the PIN just now
        made.cancelled.connect(self.proceed)
        self._show(made)

    def _begin_practice(self) -> None:
        made = covers.Cover()
        made.words.setText(_("Practice mode"))
        made.card.add(made.words)
        made.card.add(card.label(_("The practice centre is being prepared…"), wrap=True))
        made.card.add(made.error)
        self._show(made)
        self._fill_sample(made, practising=True)

    def _fill_sample(self, cover: covers.Cover, *, practising: bool = False) -> None:
        from centre_app import sample

        def filled(_result: Any) -> None:
            recovery_sheet.never_ask()
            if practising:
                practice.mark()
            self.proceed()

        def refused(error: CentreError) -> None:
            cover.setEnabled(True)
            cover.refuse(error)

        cover.setEnabled(False)
        job.run(
            _("Filling the sample centre"),
            lambda progress: sample.fill(months=3, seed=1, progress=progress),
            then=filled,
            failed=refused,
            cancelled=self.given_up.emit if practising else self.proceed,
            parent=self._window,
        )

    def _show(self, made: covers.Cover) -> None:
        self.cover_ready.emit(made)
        made.focus_first()
