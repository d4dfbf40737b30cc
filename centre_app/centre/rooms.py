"""The zones of the centre, which are also its bookable places. Their bookings are in `centre_app.rooms`, hours in `calendar.py`."""

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, cast

from centre_app import clock, errors
from centre_app.centre.models import ROOM_KINDS, SHARINGS, Room
from centre_app.i18n import N_, _, language
from centre_app.storage.action import action
from centre_app.storage.database import db

KIND_LABELS = {
    "study": N_("Study and deliberation"),
    "models": N_("Model aircraft"),
    "reading": N_("Reading room"),
    "drawing": N_("Children's drawing"),
    "fitness": N_("Fitness"),
    "meeting": N_("Meeting room"),
    "other": N_("Other"),
}
SHARING_LABELS = {"exclusive": N_("One party at a time"), "shared": N_("Several parties")}
_NAMED_AT_MOST = 20
LIMITS = {
    "capacity": (1, 10_000),
    "usual_minutes": (5, 720),
    "buffer_before": (0, 720),
    "buffer_after": (0, 720),
}
LIMIT_LABELS = {
    "capacity": N_("Places"),
    "usual_minutes": N_("Usual stay in minutes"),
    "buffer_before": N_("Minutes kept free before a booking"),
    "buffer_after": N_("Minutes kept free after a booking"),
}
LONGEST_NAME = 40
_COLUMNS = (
    Room.id,
    Room.name,
    Room.kind,
    Room.capacity,
    Room.sharing,
    Room.usual_minutes,
    Room.position,
    Room.active,
    Room.buffer_before,
    Room.buffer_after,
    Room.needs_approval,
)
_AHEAD = """
SELECT title, starts_at FROM booking
WHERE room_id = ? AND status IN ('requested', 'confirmed', 'checked_in') AND ends_at > ? ORDER BY starts_at"""
# Written out: every booking asks for its room, several times.
_ROOM = (
    "SELECT id, name, kind, capacity, sharing, usual_minutes, position, active, buffer_before, buffer_after,"
    " needs_approval FROM room WHERE id = ?"
)
_HEADS = "SELECT coalesce(sum(head_count), 0) FROM visit WHERE room_id = ? AND left_at IS NULL"
# The same condition as the guard `guard_room_update`, to say which bookings it would be.
_START = "datetime({0}.starts_at, '-' || {0}.buffer_before || ' minutes')"
_END = "datetime({0}.ends_at, '+' || {0}.buffer_after || ' minutes')"
_BROKEN = f"""
SELECT a.title, a.starts_at FROM booking a
WHERE a.room_id = :room AND a.status IN ('confirmed', 'checked_in') AND (a.head_count > :capacity
  OR :sharing = 'exclusive' AND EXISTS (
    SELECT 1 FROM booking b
    WHERE b.room_id = :room AND b.id <> a.id AND b.status IN ('confirmed', 'checked_in', 'completed')
      AND {_END.format("b")} > {_START.format("a")} AND {_END.format("b")} < datetime({_END.format("a")}, '+2 days')
      AND {_START.format("b")} < {_END.format("a")})
  OR :sharing = 'shared' AND (
    SELECT sum(b.head_count) FROM booking b
    WHERE b.room_id = :room AND b.status IN ('confirmed', 'checked_in', 'completed')
      AND {_END.format("b")} > {_START.format("a")} AND {_END.format("b")} < datetime({_START.format("a")}, '+4 days')
      AND {_START.format("b")} <= {_START.format("a")}) > :capacity)
ORDER BY a.starts_at"""  # noqa: S608
_CHANGEABLE = (
    "name",
    "kind",
    "capacity",
    "sharing",
    "usual_minutes",
    "buffer_before",
    "buffer_after",
    "needs_approval",
)


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A zone; `kind` and `sharing` are codes (KIND_LABELS, SHARING_LABELS), `usual_minutes` how long people stay.

    `buffer_*` are the minutes kept free around new bookings; where it `needs_approval`, a booking begins as a request.
    """

    id: int
    name: str
    kind: str
    capacity: int
    sharing: str
    usual_minutes: int
    position: int
    active: bool
    buffer_before: int = 0
    buffer_after: int = 0
    needs_approval: bool = False


@dataclass(frozen=True, slots=True)
class ZonePreset:
    """A zone that a new centre is offered."""

    name: str
    kind: str
    capacity: int
    sharing: str
    usual_minutes: int
    buffer_before: int = 0
    buffer_after: int = 0
    needs_approval: bool = False


def rooms(*, include_inactive: bool = False) -> list[RoomRow]:
    """The zones in the order the centre gave them; retired ones last, where wanted."""
    query = Room.select(*_COLUMNS)
    if not include_inactive:
        query = query.where(Room.active)
    found: Any = query.order_by(Room.active.desc(), Room.position, Room.id).tuples()
    return [RoomRow(*row) for row in found]


def room(room_id: int) -> RoomRow:
    """One zone, retired or not. Raises NotFound."""
    row = db.execute_sql(_ROOM, (room_id,)).fetchone()
    if row is None:
        raise errors.NotFound
    return RoomRow(*(*row[:7], bool(row[7]), row[8], row[9], bool(row[10])))


@action(N_("add a zone"), needs="settings")
def add_room(
    *, name: str, kind: str, capacity: int, sharing: str, usual_minutes: int = 120, **options: Any
) -> int:
    """Add a zone after the others and return its id; `options` are buffer_before, buffer_after (minutes), needs_approval.

    Raises NameMissing, NameTaken, NumberOutOfRange.
    """
    values = _checked(
        name=name, kind=kind, capacity=capacity, sharing=sharing, usual_minutes=usual_minutes, **options
    )
    position = max((found.position for found in rooms(include_inactive=True)), default=0) + 1
    created: Any = Room.create(**values, position=position)
    return int(created.id)


@action(N_("change a zone"), needs="settings")
def change_room(*, room_id: int, **changes: Any) -> None:
    """Change name, kind, capacity, sharing, usual_minutes, needs_approval or the buffers of bookings to come.

    Raises NotFound, NameMissing, NameTaken, NumberOutOfRange, and RoomChangeBreaksBookings (naming up to twenty) when
    bookings that stand need the places, or the sharing, that would go.
    """
    present = room(room_id)
    values = _checked(except_id=room_id, **changes)
    capacity = values.get("capacity", present.capacity)
    sharing = values.get("sharing", present.sharing)
    if (capacity, sharing) != (present.capacity, present.sharing):
        broken = db.execute_sql(
            _BROKEN, {"room": room_id, "capacity": capacity, "sharing": sharing}
        ).fetchall()
        if broken:
            raise errors.RoomChangeBreaksBookings(room=present.name, bookings=_named(broken))
    if values:
        Room.update(**values).where(Room.id == room_id).execute()


@action(N_("retire a zone"), needs="settings")
def retire_room(*, room_id: int) -> None:
    """Take a zone out of use; its past stays. Raises NotFound, LastRoom, RoomHasBookings, RoomHasVisitors."""
    present = room(room_id)
    if not present.active:
        return
    if len(rooms()) == 1:
        raise errors.LastRoom(room=present.name)
    ahead = db.execute_sql(_AHEAD, (room_id, clock.now())).fetchall()
    if ahead:
        raise errors.RoomHasBookings(room=present.name, bookings=_named(ahead))
    heads = db.execute_sql(_HEADS, (room_id,)).fetchone()[0]
    if heads:
        raise errors.RoomHasVisitors(room=present.name, count=heads)
    Room.update(active=False).where(Room.id == room_id).execute()


@action(N_("bring back a zone"), needs="settings")
def restore_room(*, room_id: int) -> None:
    """Put a retired zone back in use. Raises NotFound."""
    if not room(room_id).active:
        Room.update(active=True).where(Room.id == room_id).execute()


@action(N_("move a zone in the list"), needs="settings")
def move_room(*, room_id: int, by: int) -> None:
    """Move a zone up (-1) or down (+1) among those in use; at the end of the list it stays. Raises NotFound."""
    order = [found.id for found in rooms()]
    if room_id not in order:
        raise errors.NotFound
    place = order.index(room_id)
    order.insert(min(max(place + by, 0), len(order) - 1), order.pop(place))
    for position, moved_id in enumerate(order, 1):
        Room.update(position=position).where(Room.id == moved_id, Room.position != position).execute()


def five_zones() -> list[ZonePreset]:
    """The zones offered to a new centre, named in the current language."""
    named = language() == "zh_CN"
    presets = [(entry, str(entry["kind"])) for entry in _preset()["rooms"]]
    return [
        ZonePreset(
            name=entry["name"] if named else _(KIND_LABELS[kind]),
            kind=kind,
            capacity=entry["capacity"],
            sharing=entry["sharing"],
            usual_minutes=entry["usual_minutes"],
            buffer_before=entry.get("buffer_before", 0),
            buffer_after=entry.get("buffer_after", 0),
            needs_approval=entry.get("needs_approval", False),
        )
        for entry, kind in presets
    ]


def usual_week() -> dict[int, list[tuple[str, str]]]:
    """The opening hours offered to a new centre: weekday (0 = Monday) to spans of `HH:MM`."""
    week: dict[int, list[tuple[str, str]]] = {weekday: [] for weekday in range(7)}
    for span in _preset()["hours"]:
        week[span["weekday"]].append((span["opens_at"], span["closes_at"]))
    return week


def _preset() -> dict[str, Any]:
    text = (files("resources") / "sample" / "centre.json").read_text(encoding="utf-8")
    return cast(dict[str, Any], json.loads(text))


def _checked(*, except_id: int | None = None, **values: Any) -> dict[str, Any]:
    """The values as they are kept; a code or column that no form offers is a mistake in the program."""
    unknown = values.keys() - set(_CHANGEABLE)
    if (
        unknown
        or values.get("kind", "other") not in ROOM_KINDS
        or values.get("sharing", "shared") not in SHARINGS
    ):
        raise ValueError(values)
    for name in LIMITS.keys() & values.keys():
        least, most = LIMITS[name]
        if not least <= values[name] <= most:
            raise errors.NumberOutOfRange(label=_(LIMIT_LABELS[name]), least=least, most=most)
    if "name" in values:
        values["name"] = _checked_name(values["name"], except_id)
    return values


def _checked_name(name: str, except_id: int | None) -> str:
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise errors.NameMissing
    for other in rooms(include_inactive=True):
        if other.name.casefold() == name.casefold() and other.id != except_id:
            raise errors.NameTaken(name=other.name)
    return name


def _named(bookings: list[tuple[str, str]]) -> str:
    """The bookings with date and time, the first twenty, and how many more there are."""
    nameless = _("without a title")
    shown = [f"{title or nameless} {starts_at[:16]}" for title, starts_at in bookings[:_NAMED_AT_MOST]]
    listed = _(", ").join(shown)
    rest = len(bookings) - len(shown)
    return _("{listed} and {count} more").format(listed=listed, count=rest) if rest else listed
