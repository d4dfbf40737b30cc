"""The fields of the booking form, what they begin with, and the wish they say. What is thought of it is in `booking_form.py`."""

from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app import clock
from centre_app.centre import settings
from centre_app.centre.rooms import RoomRow
from centre_app.i18n import _
from centre_app.rooms.bookings import BookingRow
from centre_app.rooms.series import SeriesCard
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
from ui.rooms.equipment_fields import EquipmentLine
from ui.rooms.form_parts import find_people, moments, next_half_hour, offered_rooms, room_label
from ui.rooms.form_repeat import RepeatFields
from ui.rooms.offers import Offers

USUAL_LENGTH = timedelta(hours=1)
MOST_PEOPLE = 10_000
LONGEST_BUFFER_MINUTES = 720
_PLACE = ("room", "day", "start", "end", "heads", "alone")
_WIDTH = 620


class BookingFields(FormDialog):
    """The form without a judgement: for free time, or filled with `before`, a booking of `series` perhaps."""

    def __init__(
        self, parent: QWidget | None, *,
        room_id: int, starts_at: datetime | None, ends_at: datetime | None,
        before: BookingRow | None, series: SeriesCard | None,
    ) -> None:  # fmt: skip
        title, verb = (
            (_("Change the booking"), _("Save")) if before else (_("New booking"), _("Book the room"))
        )
        super().__init__(title, verb, parent, width=_WIDTH)
        self.before, self.series = before, series
        self._verb = verb
        self._rooms = offered_rooms(before)
        self._advanced = bool(settings.get("advanced"))
        self._overnight = before is not None and before.ends_at.date() > before.starts_at.date()
        self._length = USUAL_LENGTH
        self._moving_end = False
        self._build(starts_at.date() if starts_at else clock.today())
        if before is not None:
            self._fill(before)
        else:
            self._suggest(room_id, starts_at, ends_at)
        for name, changed in (
            ("room", self._on_room_changed), ("start", self._on_start_changed), ("end", self._on_end_changed)
        ):  # fmt: skip
            self.form.field(name).changed.connect(changed)
        self._on_room_changed()

    def wish(self) -> dict[str, Any] | None:
        """Room, time and people as they are to be asked for, None while they cannot be read yet."""
        values = {name: self.form.field(name).value() for name in _PLACE}
        if any(value is None for value in values.values()):
            return None
        starts_at, ends_at = moments(values["day"], values["start"], values["end"])
        if self._overnight and ends_at <= starts_at:
            ends_at += timedelta(days=1)
        buffers = {}
        if self._advanced:
            buffers = {name: self.form.field(name).value() for name in ("buffer_before", "buffer_after")}
        elif self.before is not None:
            buffers = {name: getattr(self.before, name) for name in ("buffer_before", "buffer_after")}
        return {
            "room_id": values["room"], "starts_at": starts_at, "ends_at": ends_at,
            "head_count": values["heads"], "alone": values["alone"] and self._is_shared(), **buffers,
        }  # fmt: skip

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
