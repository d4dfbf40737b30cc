"""The form in which a room is booked or a booking changed. While one types it says whether the time is free, and what is instead.

How often is in `form_repeat.py`, what is offered instead in `offers.py`; which verb is called is the page's to say.
"""

from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.centre.rooms import RoomRow
from centre_app.i18n import _
from centre_app.rooms import bookings, suggestions
from centre_app.rooms.bookings import BookingRow
from centre_app.rooms.recurrence import Typed
from centre_app.rooms.series import SeriesCard, SeriesWish
from centre_app.rooms.suggestions import Suggestion
from ui.kit import card
from ui.kit.form import (
    CheckField,
    ChoiceField,
    DateField,
    FormDialog,
    Hit,
    NumberField,
    PickerField,
    TextField,
    TimeField,
)
from ui.rooms import scope
from ui.rooms.equipment_fields import EquipmentLine, Wanted
from ui.rooms.form_parts import find_people, moments, next_half_hour, offered_rooms, room_label
from ui.rooms.form_repeat import RepeatFields
from ui.rooms.offers import MOST, Offers

USUAL_LENGTH = timedelta(hours=1)
MOST_PEOPLE = 10_000
LONGEST_BUFFER_MINUTES = 720
CLOSED = (
    errors.BookingOutsideHours,
    errors.BookingOnClosedDay,
    errors.BookingInClosure,
    errors.NoOpeningHours,
    errors.QuotaExceeded,
)
TAKEN = (errors.RoomAlreadyBooked, errors.RoomFull)
_PLACE = ("room", "day", "start", "end", "heads", "alone")
_PAUSE_MILLISECONDS = 120
_WIDTH = 620


class BookingForm(FormDialog):
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
        title, verb = (
            (_("Change the booking"), _("Save")) if before else (_("New booking"), _("Book the room"))
        )
        super().__init__(title, verb, parent, width=_WIDTH)
        self.before, self.series = before, series
        self.taking: Suggestion | None = None
        self.refusal: errors.CentreError | None = None
        self._verb = verb
        self._rooms = offered_rooms(before)
        self._advanced = bool(settings.get("advanced"))
        self._length = USUAL_LENGTH
        self._moving_end = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        self._build(starts_at.date() if starts_at else clock.today())
        if before is not None:
            self._fill(before)
        else:
            self._suggest(room_id, starts_at, ends_at)
        self._wire()
        self.look()

    @property
    def repeats(self) -> bool:
        """Whether it is about more than one date."""
        return self.scope != scope.THIS if self.series else self.before is None and self.repeat.kind != "once"

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

    def wish(self) -> dict[str, Any] | None:
        """Room, time and people as they are to be asked for, None while they cannot be read yet."""
        values = {name: self.form.field(name).value() for name in _PLACE}
        if any(value is None for value in values.values()):
            return None
        starts_at, ends_at = moments(values["day"], values["start"], values["end"])
        buffers = {}
        if self._advanced:
            buffers = {name: self.form.field(name).value() for name in ("buffer_before", "buffer_after")}
        elif self.before is not None:
            buffers = {name: getattr(self.before, name) for name in ("buffer_before", "buffer_after")}
        return {
            "room_id": values["room"], "starts_at": starts_at, "ends_at": ends_at,
            "head_count": values["heads"], "alone": values["alone"] and self._is_shared(), **buffers,
        }  # fmt: skip

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

    def _build(self, day: date) -> None:
        form = self.form
        if self.series:
            form.add("scope", _("What to change"), ChoiceField(scope.choices()))
        choices = [(room.id, room_label(room)) for room in self._rooms]
        form.add("room", _("Room"), ChoiceField(choices), required=True)
        form.add("day", _("Day"), DateField(), required=True, beside=True)
        form.add("start", _("Starts"), TimeField(), required=True)
        form.add("end", _("Ends"), TimeField(), required=True, beside=True)
        self.hint = card.Note("", "good")
        form.add_widget(self.hint)
        self.offers = Offers(self)
        form.add_widget(self.offers)
        self._reason_shown = False
        form.add("reason", _("Why all the same"), TextField(longest=200), required=True)
        form.show_entry("reason", False)
        here = _("Shown on the board: no names here")
        form.add("title", _("What for"), TextField(longest=80, placeholder=here))
        form.add("heads", _("People"), NumberField(least=1, most=MOST_PEOPLE), required=True)
        form.add("person", _("Contact"), PickerField(find_people), beside=True)
        form.add("alone", _("Use"), CheckField(_("Keep the room to themselves")))
        self.repeat = RepeatFields(form, day=day, words=self.series.words if self.series else "")
        self.repeat.show(self.before is None)
        if self._advanced:
            for name, text in (("buffer_before", _("Minutes before")), ("buffer_after", _("Minutes after"))):
                field = NumberField(least=0, most=LONGEST_BUFFER_MINUTES)
                form.add(name, text, field, required=True, beside=name == "buffer_after")
            except_id = self.before.id if self.before else None
            self.equipment = EquipmentLine(ask=self.wish, booking_id=except_id)
            form.add_widget(self.equipment)
        form.add("note", _("Note"), TextField(lines=2))

    def _wire(self) -> None:
        self._pause.timeout.connect(self.look)
        self.form.changed.connect(self._pause.start)
        self.form.field("room").changed.connect(self._on_room_changed)
        self.form.field("start").changed.connect(self._on_start_changed)
        self.form.field("end").changed.connect(self._on_end_changed)
        self.offers.taken.connect(self.take)
        self.offers.override_asked.connect(self.ask_reason)
        self._on_room_changed()

    def _suggest(self, room_id: int, starts_at: datetime | None, ends_at: datetime | None) -> None:
        begin = starts_at or next_half_hour(clock.now())
        end = ends_at or begin + USUAL_LENGTH
        self._length = end - begin
        known = {room.id for room in self._rooms}
        chosen = room_id if room_id in known else next(iter(known), None)
        self.form.set_values(
            room=chosen, day=begin.date(), start=begin.time(), end=end.time(), heads=1, alone=False
        )

    def _fill(self, row: BookingRow) -> None:
        person = Hit(row.person_id, row.person_name) if row.person_id else None
        self._length = row.ends_at - row.starts_at
        buffers = {"buffer_before": row.buffer_before, "buffer_after": row.buffer_after}
        self.form.set_values(
            room=row.room_id, day=row.starts_at.date(), start=row.starts_at.time(), end=row.ends_at.time(),
            title=row.title, heads=row.head_count, person=person, alone=row.alone, note=row.note,
            **(buffers if self._advanced else {}),
        )  # fmt: skip

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

    def _chosen_room(self) -> RoomRow:
        chosen = self.form.field("room").value()
        return next(room for room in self._rooms if room.id == chosen)

    def _is_shared(self) -> bool:
        return self._chosen_room().sharing == "shared"

    def _on_room_changed(self) -> None:
        self.form.show_entry("alone", self._is_shared())
        if self._advanced and (self.before is None or self.before.room_id != self._chosen_room().id):
            for name in ("buffer_before", "buffer_after"):
                self.form.field(name).set_value(getattr(self._chosen_room(), name))

    def _on_start_changed(self) -> None:
        start = self.form.field("start").value()
        if start is not None:
            self._moving_end = True
            self.form.field("end").set_value((datetime.combine(date.min, start) + self._length).time())
            self._moving_end = False

    def _on_end_changed(self) -> None:
        start, end = self.form.field("start").value(), self.form.field("end").value()
        if self._moving_end or start is None or end is None:
            return
        begins, ends = moments(date(2000, 1, 1), start, end)
        if ends > begins:
            self._length = ends - begins
