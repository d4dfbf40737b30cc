"""The form in which a room is booked or a booking changed. While one types it says whether the time is free."""

from datetime import date, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from centre_app import clock
from centre_app.centre import rooms
from centre_app.centre.rooms import RoomRow
from centre_app.i18n import _
from centre_app.people import people
from centre_app.people.masking import masked_phone
from centre_app.rooms import bookings
from centre_app.rooms.bookings import BookingRow
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

USUAL_LENGTH = timedelta(hours=1)
MOST_PEOPLE = 10_000
_PAUSE_MILLISECONDS = 120
_WIDTH = 600
_MIDNIGHT = time(0)


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
    ) -> None:
        title, verb = (
            (_("Change the booking"), _("Save")) if before else (_("New booking"), _("Book the room"))
        )
        super().__init__(title, verb, parent, width=_WIDTH)
        self.before = before
        self._rooms = _offered(before)
        self._length = USUAL_LENGTH
        self._moving_end = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        self._build()
        if before is not None:
            self._fill(before)
        else:
            self._suggest(room_id, starts_at, ends_at)
        self._wire()
        self.look()

    def look(self) -> None:
        """Say whether what is typed so far would fit."""
        self._pause.stop()
        wish = self._wish()
        self.hint.setVisible(wish is not None)
        if wish is None:
            return
        refusal = bookings.refusal(**wish, except_id=self.before.id if self.before else None)
        if refusal is not None:
            self.hint.set(refusal.sentence(), "warning")
        elif wish["starts_at"] < clock.now():
            self.hint.set(_("Free, but this time has already begun: it is entered afterwards."), "info")
        else:
            self.hint.set(_("Free at that time."), "good")

    def verb_arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values of the form as the verbs take them."""
        starts_at, ends_at = _moments(values["day"], values["start"], values["end"])
        return {
            "room_id": values["room"], "starts_at": starts_at, "ends_at": ends_at, "title": values["title"],
            "head_count": values["heads"], "person_id": values["person"],
            "alone": values["alone"] and self._is_shared(), "note": values["note"],
        }  # fmt: skip

    def _build(self) -> None:
        form = self.form
        form.add(
            "room",
            _("Room"),
            ChoiceField([(room.id, _room_label(room)) for room in self._rooms]),
            required=True,
        )
        form.add("day", _("Day"), DateField(), required=True, beside=True)
        form.add("start", _("Starts"), TimeField(), required=True)
        form.add("end", _("Ends"), TimeField(), required=True, beside=True)
        self.hint = card.Note("", "good")
        form.add_widget(self.hint)
        form.add(
            "title", _("What for"), TextField(longest=80, placeholder=_("Shown on the board: no names here"))
        )
        form.add("heads", _("People"), NumberField(least=1, most=MOST_PEOPLE), required=True)
        form.add("person", _("Contact"), PickerField(_find), beside=True)
        form.add("alone", _("Use"), CheckField(_("Keep the room to themselves")))
        form.add("note", _("Note"), TextField(lines=2))

    def _wire(self) -> None:
        self._pause.timeout.connect(self.look)
        self.form.changed.connect(self._pause.start)
        self.form.field("room").changed.connect(self._on_room_changed)
        self.form.field("start").changed.connect(self._on_start_changed)
        self.form.field("end").changed.connect(self._on_end_changed)
        self._on_room_changed()

    def _suggest(self, room_id: int, starts_at: datetime | None, ends_at: datetime | None) -> None:
        begin = starts_at or _next_half_hour(clock.now())
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
        self.form.set_values(
            room=row.room_id, day=row.starts_at.date(), start=row.starts_at.time(), end=row.ends_at.time(),
            title=row.title, heads=row.head_count, person=person, alone=row.alone, note=row.note,
        )  # fmt: skip

    def _wish(self) -> dict[str, Any] | None:
        """What is to be asked, None while it cannot be read yet."""
        form = self.form
        values = {
            name: form.field(name).value() for name in ("room", "day", "start", "end", "heads", "alone")
        }
        if any(value is None for value in values.values()):
            return None
        starts_at, ends_at = _moments(values["day"], values["start"], values["end"])
        return {
            "room_id": values["room"], "starts_at": starts_at, "ends_at": ends_at, "head_count": values["heads"],
            "alone": values["alone"] and self._is_shared(),
        }  # fmt: skip

    def _is_shared(self) -> bool:
        chosen = self.form.field("room").value()
        return any(room.id == chosen and room.sharing == "shared" for room in self._rooms)

    def _on_room_changed(self) -> None:
        self.form.show_entry("alone", self._is_shared())

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
        begins, ends = _moments(date(2000, 1, 1), start, end)
        if ends > begins:
            self._length = ends - begins


def _moments(day: date, start: time, end: time) -> tuple[datetime, datetime]:
    """Start and end of a booking; an end at midnight is that of the day, the next day's beginning."""
    last = day + timedelta(days=1) if end == _MIDNIGHT else day
    return datetime.combine(day, start), datetime.combine(last, end)


def _next_half_hour(moment: datetime) -> datetime:
    step = timedelta(minutes=30)
    midnight = datetime.combine(moment.date(), _MIDNIGHT)
    return midnight + -(-(moment - midnight) // step) * step


def _offered(before: BookingRow | None) -> list[RoomRow]:
    return [
        room
        for room in rooms.rooms(include_inactive=True)
        if room.active or (before and room.id == before.room_id)
    ]


def _room_label(room: RoomRow) -> str:
    sharing = _("shared") if room.sharing == "shared" else _("one party")
    return _("{room} · {capacity} · {sharing}").format(
        room=room.name, capacity=room.capacity, sharing=sharing
    )


def _find(text: str) -> list[Hit]:
    return [
        Hit(found.id, found.name, " ".join(filter(None, (masked_phone(found.phone), found.address))))
        for found in people.find(text, limit=20)
    ]
