"""The form in which a room is booked or a booking changed. While one types it says whether the time is free, and what is instead.

The fields are in `form_fields.py`, how often in `form_repeat.py`, what is offered in `offers.py`; which verb is called is
said in `acts.py`.
"""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from centre_app import clock, errors
from centre_app.i18n import _
from centre_app.rooms import bookings, suggestions
from centre_app.rooms.bookings import BookingRow
from centre_app.rooms.recurrence import Typed
from centre_app.rooms.series import SeriesCard, SeriesWish
from centre_app.rooms.suggestions import Suggestion
from ui.rooms import scope
from ui.rooms.equipment_fields import Wanted
from ui.rooms.form_fields import BookingFields
from ui.rooms.form_repeat import ONCE
from ui.rooms.offers import MOST

CLOSED = (
    errors.BookingOutsideHours,
    errors.BookingOnClosedDay,
    errors.BookingInClosure,
    errors.NoOpeningHours,
    errors.QuotaExceeded,
)
TAKEN = (errors.RoomAlreadyBooked, errors.RoomFull)
_PAUSE_MILLISECONDS = 120


class BookingForm(BookingFields):
    """Books a room, or changes `before`. It closes when that has been done; a refusal is shown in it."""

    def __init__(
        self,
        parent: QWidget | None,
        *,
        room_id: int = 0,
        starts_at: datetime | None = None,
        ends_at: datetime | None = None,
        before: BookingRow | None = None,
        series: SeriesCard | None = None,
    ) -> None:
        super().__init__(
            parent, room_id=room_id, starts_at=starts_at, ends_at=ends_at, before=before, series=series
        )
        self.taking: Suggestion | None = None
        self.refusal: errors.CentreError | None = None
        self._reason_shown = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        self._wire()
        self.refused.connect(lambda _error: self.hint.hide())  # said by the field or below: once is enough
        self.look()

    def focus_first(self) -> None:
        """Begin with the title: room and time are filled in by whoever opened it."""
        self.form.field("title").main().setFocus()

    @property
    def repeats(self) -> bool:
        """Whether it is about more than one date."""
        return self.scope != scope.THIS if self.series else self.before is None and self.repeat.kind != ONCE

    @property
    def scope(self) -> str:
        """Which bookings of its series a change is about."""
        return str(self.form.field("scope").value()) if self.series else scope.THIS

    def look(self) -> None:
        """Say whether what is typed so far would fit, and if not, what would."""
        self._pause.stop()
        self._look_at_rule()
        wish = self.wish()
        self.hint.setVisible(wish is not None)
        if wish is None:
            return
        self.refusal = bookings.refusal(**wish, **self._who())
        if self.taking is not None and not self._is_at(self.taking):
            self.taking = None
        self._say(wish["starts_at"])
        self._offer(wish)
        self.fit()

    def verb_arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values of the form as the verbs take them."""
        place = self.wish()
        assert place is not None  # the form has been checked
        words = {"title": values["title"], "person_id": values["person"], "note": values["note"]}
        reason = values["reason"] if self._reason_shown else ""
        return {**place, **words, "override_reason": reason}

    def series_wish(self, values: dict[str, Any]) -> SeriesWish:
        """What is wished for when it repeats. Raises what reading the rule raises."""
        arguments = self.verb_arguments(values)
        typed = self.repeat.typed(values["day"])
        assert typed is not None  # it repeats
        starts_at, ends_at = arguments.pop("starts_at"), arguments.pop("ends_at")
        return SeriesWish(
            typed.rule, typed.starts_on or values["day"], typed.starts_time or starts_at.time(),
            typed.ends_time or ends_at.time(), **arguments,
        )  # fmt: skip

    def wanted(self) -> Wanted:
        """The equipment to go with it, None where nothing was said of any."""
        return self.equipment.wanted if self._advanced else None

    def take(self, offered: Suggestion) -> None:
        """Fill in a place that is offered; when nothing else is missing, it is booked at once."""
        self.taking = offered
        self._length = offered.ends_at - offered.starts_at
        fields = self.form
        for name, value in {
            "room": offered.room_id, "day": offered.starts_at.date(), "start": offered.starts_at.time(),
            "end": offered.ends_at.time(), "alone": offered.alone,
        }.items():  # fmt: skip
            fields.field(name).set_value(value)
        self.look()
        if fields.field("title").value() or fields.field("person").value():
            self.submit()
        else:
            fields.field("title").main().setFocus()

    def ask_reason(self) -> None:
        """Let the clerk say why it is booked all the same."""
        self._reason_shown = True
        self.form.show_entry("reason", True)
        self.form.field("reason").main().setFocus()
        self.fit()

    def _wire(self) -> None:
        self._pause.timeout.connect(self.look)
        self.form.changed.connect(self._pause.start)
        self.offers.taken.connect(self.take)
        self.offers.override_asked.connect(self.ask_reason)

    def _who(self) -> dict[str, Any]:
        reason = self.form.field("reason").value() if self._reason_shown else ""
        except_id = self.before.id if self.before else None
        return {
            "person_id": self.form.field("person").value(),
            "override_reason": reason,
            "except_id": except_id,
        }

    def _look_at_rule(self) -> None:
        day, start, end = (self.form.field(name).value() for name in ("day", "start", "end"))
        if self.series is not None:
            self.repeat.show(self.scope != scope.THIS)
        self.repeat.show_day(day)
        self.submit_button.setText(_("Look at the dates…") if self.repeats else self._verb)
        if self._advanced:
            self.equipment.setVisible(not self.repeats)
        if self.repeats and None not in (day, start, end):
            typed = self.repeat.explain(day, starts=start, ends=end)
            self._follow(typed)

    def _follow(self, typed: Typed | None) -> None:
        """Let day and times be what a typed sentence says of them."""
        said = {"start": typed.starts_time, "end": typed.ends_time, "day": typed.starts_on} if typed else {}
        for name, value in said.items():
            if value is not None and self.form.field(name).value() != value:
                self.form.field(name).set_value(value)

    def _say(self, starts_at: datetime) -> None:
        if self.refusal is not None and self.taking is not None and self.taking.moves is not None:
            self.hint.set(self.taking.words, "info")
        elif self.refusal is not None:
            self.hint.set(self.refusal.sentence(), "warning")
        elif starts_at < clock.now():
            self.hint.set(_("Free, but this time has already begun: it is entered afterwards."), "info")
        elif self.before is None and self._chosen_room().needs_approval:
            self.hint.set(_("Free at that time. This room needs approval: it will be a request."), "good")
        else:
            self.hint.set(_("Free at that time."), "good")

    def _offer(self, wish: dict[str, Any]) -> None:
        refused = self.refusal if self.taking is None else None
        found: list[Suggestion] = []
        if isinstance(refused, (*TAKEN, *CLOSED, errors.RoomTooSmall)) and not self.repeats:
            except_id = self.before.id if self.before else None
            found = suggestions.alternatives(**wish, except_id=except_id, limit=MOST)
        taken = isinstance(refused, TAKEN) and self.before is None and not self.repeats
        closed = isinstance(refused, CLOSED) and not self._reason_shown
        self.offers.show_offers(found, taken=taken, closed=closed)

    def _is_at(self, offered: Suggestion) -> bool:
        wish = self.wish() or {}
        names = ("room_id", "starts_at", "ends_at", "alone")
        return all(wish.get(name) == getattr(offered, name) for name in names)
