"""The database itself never lets a room be double-booked: against a brute-force checker, by index, and under a race."""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peewee import IntegrityError

from centre_app.rooms import checks
from centre_app.rooms.models import HOLDING, OPEN, STATUSES
from centre_app.storage.database import db
from centre_app.storage.guards import trigger_sql
from tests.builders import a_booking, a_room

MIDNIGHT = datetime(2026, 10, 22)
TICK = 5  # every time and buffer is a multiple of it, so looking once in each tick misses no instant
ROOM = 1


@dataclass(frozen=True)
class Booked:
    """A booking in minutes after midnight."""

    starts: int
    length: int
    before: int
    after: int
    heads: int
    alone: bool
    status: str
    room: int = ROOM

    def covers(self, minute: int) -> bool:
        return self.starts - self.before <= minute < self.starts + self.length + self.after

    def minutes(self) -> range:
        return range(self.starts - self.before, self.starts + self.length + self.after, TICK)


@dataclass(frozen=True)
class Place:
    """A room as far as the rule knows it."""

    capacity: int
    sharing: str


def fits(new: Booked, others: list[Booked], place: Place) -> bool:
    """The rule in its simplest words, asked for each tick of the new booking."""
    if new.status not in HOLDING:
        return True
    if new.heads > place.capacity:
        return False
    for minute in new.minutes():
        there = [
            one for one in others if one.room == new.room and one.status in HOLDING and one.covers(minute)
        ]
        if there and (place.sharing == "exclusive" or new.alone or any(one.alone for one in there)):
            return False
        if place.sharing == "shared" and sum(one.heads for one in there) + new.heads > place.capacity:
            return False
    return True


def room_may_become(place: Place, booked: list[Booked]) -> bool:
    """Whether every booking still to be used would have its place in the changed room."""
    for one in (one for one in booked if one.room == ROOM and one.status in OPEN):
        if one.heads > place.capacity:
            return False
        for minute in one.minutes():
            there = [
                each
                for each in booked
                if each.room == ROOM and each.status in HOLDING and each.covers(minute)
            ]
            if place.sharing == "exclusive" and len(there) > 1:
                return False
            if place.sharing == "shared" and sum(each.heads for each in there) > place.capacity:
                return False
    return True


def columns(one: Booked) -> dict[str, Any]:
    begin = MIDNIGHT + timedelta(minutes=one.starts)
    return {
        "room_id": one.room, "starts_at": str(begin), "ends_at": str(begin + timedelta(minutes=one.length)),
        "buffer_before": one.before, "buffer_after": one.after, "head_count": one.heads,
        "alone": int(one.alone), "status": one.status,
    }  # fmt: skip


COLUMNS_OF = {
    "starts": ("starts_at", "ends_at"), "length": ("ends_at",), "before": ("buffer_before",),
    "after": ("buffer_after",), "heads": ("head_count",), "alone": ("alone",), "status": ("status",),
    "room": ("room_id",),
}  # fmt: skip
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "starts": st.integers(0, 48).map(lambda n: n * TICK),
    "length": st.sampled_from([5, 15, 30, 30, 60, 60, 120, 1440]),
    "before": st.sampled_from([0, 0, 0, 0, 10, 10, 720]),
    "after": st.sampled_from([0, 0, 0, 0, 15, 15, 720]),
    "heads": st.sampled_from([1, 1, 2, 2, 3, 4, 5, 12]),
    "alone": st.sampled_from([False, False, False, False, True]),
    "status": st.sampled_from([*STATUSES, *HOLDING, *HOLDING, *HOLDING]),
    "room": st.sampled_from([ROOM, ROOM, ROOM, 2]),
}
PLACES = st.builds(
    Place, capacity=st.integers(4, 20), sharing=st.sampled_from(["shared", "shared", "exclusive"])
)
UPDATES = st.sampled_from(sorted(VALUES)).flatmap(lambda field: st.tuples(st.just(field), VALUES[field]))
STEPS = st.one_of(
    st.builds(Booked, **VALUES),
    st.tuples(st.integers(0, 30), UPDATES),
    st.tuples(st.integers(0, 30), UPDATES),
    PLACES,
)


class Sweep:
    """One story of inserts, updates and room changes, each asked of the database and of the brute-force rule."""

    def __init__(self, place: Place) -> None:
        self.places = {ROOM: place, 2: place}
        self.booked: dict[int, Booked] = {}
        db.execute_sql("DELETE FROM booking")
        for room, each in self.places.items():
            db.execute_sql(
                "UPDATE room SET capacity = ?, sharing = ? WHERE id = ?", (*asdict(each).values(), room)
            )

    def step(self, step: Any) -> None:
        if isinstance(step, Booked):
            self.insert(step)
        elif isinstance(step, Place):
            self.change_room(step)
        elif self.booked:
            self.update(sorted(self.booked)[step[0] % len(self.booked)], *step[1])

    def insert(self, new: Booked) -> None:
        expected = fits(new, list(self.booked.values()), self.places[new.room])
        if new.status in HOLDING and new.heads <= self.places[new.room].capacity:
            assert (self.clash(new) is None) == expected
        values = columns(new)
        marks = ", ".join("?" * len(values))
        sql = f"INSERT INTO booking ({', '.join(values)}) VALUES ({marks})"
        if self.agrees(expected, lambda: db.execute_sql(sql, tuple(values.values()))):
            newest: int = db.execute_sql("SELECT max(id) FROM booking").fetchone()[0]
            self.booked[newest] = new

    def update(self, booking_id: int, field: str, value: Any) -> None:
        new = replace(self.booked[booking_id], **{field: value})
        others = [one for key, one in self.booked.items() if key != booking_id]
        values = {name: columns(new)[name] for name in COLUMNS_OF[field]}
        sql = f"UPDATE booking SET {', '.join(f'{name} = ?' for name in values)} WHERE id = ?"
        expected = fits(new, others, self.places[new.room])
        if self.agrees(expected, lambda: db.execute_sql(sql, (*values.values(), booking_id))):
            self.booked[booking_id] = new

    def change_room(self, place: Place) -> None:
        sql = "UPDATE room SET capacity = ?, sharing = ? WHERE id = ?"
        expected = room_may_become(place, list(self.booked.values()))
        if self.agrees(expected, lambda: db.execute_sql(sql, (place.capacity, place.sharing, ROOM))):
            self.places[ROOM] = place

    def clash(self, new: Booked) -> checks.Clash | None:
        """What the verb's own check says, which must be the same rule."""
        begin = MIDNIGHT + timedelta(minutes=new.starts)
        end = begin + timedelta(minutes=new.length)
        return checks.clash_of(checks.Wish(new.room, begin, end, new.heads, new.alone, new.before, new.after))

    @staticmethod
    def agrees(expected: bool, write: Callable[[], Any]) -> bool:
        refusal = ""
        try:
            write()
        except IntegrityError as refused:
            refusal = str(refused)
        assert not refusal or refusal.startswith("guard:"), refusal
        assert expected == (not refusal), refusal or "the guard let through what overlaps"
        return expected


@pytest.mark.parametrize("rooms", [2])
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=PLACES,
    first=st.lists(st.builds(Booked, **VALUES), min_size=3, max_size=8),
    steps=st.lists(STEPS, min_size=2, max_size=12),
)
def test_guard_and_check_agree_with_brute_force(
    centre: Path, rooms: int, place: Place, first: list[Booked], steps: list[Any]
) -> None:
    with db.transaction() as transaction:
        while db.execute_sql("SELECT count(*) FROM room").fetchone()[0] < rooms:
            a_bare_room()
        story = Sweep(place)
        for step in [*first, *steps]:
            story.step(step)
        transaction.rollback()


STANDING = Booked(starts=60, length=60, before=0, after=0, heads=5, alone=False, status="confirmed")


@pytest.mark.parametrize(("sharing", "field", "beside", "refused"), [
    ("exclusive", "room", {"room": 2}, ROOM),
    ("exclusive", "starts", {"starts": 0}, 30),
    ("exclusive", "length", {"starts": 30, "length": 30}, 60),
    ("exclusive", "before", {"starts": 120}, 10),
    ("exclusive", "after", {"starts": 0}, 10),
    ("exclusive", "status", {"status": "cancelled"}, "completed"),
    ("exclusive", "status", {"status": "requested"}, "confirmed"),
    ("shared", "heads", {"heads": 5}, 6),
    ("shared", "alone", {"alone": False}, True),
])  # fmt: skip
def test_an_update_of_each_column_alone_is_guarded(
    centre: Path, sharing: str, field: str, beside: dict[str, Any], refused: Any
) -> None:
    a_bare_room()
    a_bare_room()
    story = Sweep(Place(10, sharing))
    story.insert(STANDING)
    second = replace(STANDING, **beside)
    story.insert(second)
    story.update(2, field, refused)
    assert story.booked == {1: STANDING, 2: second}


def test_a_shared_room_cannot_shrink_below_what_is_there_while_an_open_booking_lasts(centre: Path) -> None:
    a_bare_room()
    a_bare_room()
    story = Sweep(Place(12, "shared"))
    story.insert(replace(STANDING, length=120))
    story.insert(replace(STANDING, starts=90, heads=6, status="completed"))
    story.change_room(Place(10, "shared"))
    assert story.places[ROOM].capacity == 12


def a_bare_room() -> None:
    number = db.execute_sql("SELECT count(*) FROM room").fetchone()[0] + 1
    db.execute_sql(
        "INSERT INTO room (id, name, kind, capacity, sharing) VALUES (?, ?, 'study', 9, 'shared')",
        (number, f"室{number}"),
    )


@pytest.mark.parametrize("name", ["guard_booking_insert", "guard_booking_update", "guard_room_update"])
def test_the_guards_search_bookings_by_index_on_both_sides(centre: Path, name: str) -> None:
    body = trigger_sql()[name].split("BEGIN", 1)[1].rsplit("END", 1)[0]
    plans = []
    for statement in (part for part in body.split(";") if "FROM booking" in part):
        asked = re.sub(r"raise\(ABORT, '[^']*'\)", "1", re.sub(r"\bnew\.(\w+)", r":\1", statement))
        names = set(re.findall(r"(?<![\w'])[:](\w+)", asked))
        values = {name: "2026-10-22 10:00:00" if name.endswith("_at") else 1 for name in names}
        rows = db.execute_sql(f"EXPLAIN QUERY PLAN {asked}", values).fetchall()
        plans += [row[3] for row in rows if " b" in row[3] or " c" in row[3]]
    searches = [
        plan for plan in plans if plan.startswith(("SEARCH", "SCAN")) and not plan.startswith("SCAN points")
    ]
    assert searches
    bounded = "booking_busy (room_id=? AND <expr>>? AND <expr><?)"
    assert all(bounded in plan or "booking_open (room_id=?)" in plan for plan in searches), searches
    assert sum(bounded in plan for plan in searches) >= 3


@pytest.mark.parametrize("starts_at", ["9999-12-31 09:00:00", "0001-01-01 09:00:00"])
def test_a_date_beyond_any_calendar_is_refused_where_comparisons_would_fail(
    centre: Path, starts_at: str
) -> None:
    room = a_room()
    with pytest.raises(IntegrityError, match="guard:BookingTooFarAhead"):
        db.execute_sql(
            "INSERT INTO booking (room_id, starts_at, ends_at) VALUES (?, ?, ?)",
            (room.id, starts_at, starts_at.replace("09", "10")),
        )


@pytest.mark.parametrize("times", [
    ("2026-10-22T10:00:00", "2026-10-22T11:00:00"), ("2026-10-22", "2026-10-23"),
    ("2026-10-22 10:00:00", "2026-10-22 10:00:00"), ("2026-10-22 11:00:00", "2026-10-22 10:00:00"),
    ("2026-10-22 10:00:00", "2026-10-23 10:01:00"), ("2026-10-22 10:00:30", "2026-10-22 11:00:00"),
    ("2026-02-30 10:00:00", "2026-02-30 11:00:00"),
])  # fmt: skip
def test_times_of_another_shape_are_refused_by_the_table(centre: Path, times: tuple[str, str]) -> None:
    room = a_room()
    with pytest.raises(IntegrityError, match="CHECK"):
        db.execute_sql(
            "INSERT INTO booking (room_id, starts_at, ends_at) VALUES (?, ?, ?)", (room.id, *times)
        )


def test_a_room_with_bookings_can_still_be_renamed_and_enlarged(centre: Path) -> None:
    room = a_room(capacity=3)
    a_booking(room=room, starts_at=MIDNIGHT, ends_at=MIDNIGHT + timedelta(hours=1), head_count=3)
    db.execute_sql("UPDATE room SET capacity = 4, name = '新室' WHERE id = ?", (room.id,))
    with pytest.raises(IntegrityError, match="guard:RoomChangeBreaksBookings"):
        db.execute_sql("UPDATE room SET capacity = 2 WHERE id = ?", (room.id,))
