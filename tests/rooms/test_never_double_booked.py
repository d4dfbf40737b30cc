"""Random stories of the verbs, of undo and redo: no room is ever double-booked, which a sweep over all minutes judges."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centre_app import clock, errors
from centre_app.centre import calendar, rooms
from centre_app.rooms import arrival, bookings, breaking, displacing, rearranging, waiting
from centre_app.rooms.rearranging import Move
from centre_app.storage import journal, opening
from centre_app.storage.database import db
from tests.builders import a_room, open_daily
from tests.rooms.scene import at

HOURS = st.integers(40, 60)  # quarters of an hour after midnight: so few that most bookings meet others
PLACE = st.fixed_dictionaries({
    "room": st.integers(0, 2), "start": HOURS, "quarters": st.integers(1, 6), "head_count": st.integers(1, 5),
    "alone": st.sampled_from([False, False, False, True]), "buffer_before": st.sampled_from([None, 0, 15]),
    "buffer_after": st.sampled_from([None, 0, 30]),
})  # fmt: skip
WHICH = st.integers(0, 20)
STEPS = st.one_of(
    st.tuples(st.just("book"), PLACE),
    st.tuples(st.just("book"), PLACE),
    st.tuples(st.just("book"), PLACE),
    st.tuples(st.just("priority"), PLACE),
    st.tuples(st.just("wait"), PLACE),
    st.tuples(st.just("change"), WHICH, PLACE),
    st.tuples(st.just("reactivate"), WHICH, PLACE),
    st.tuples(
        st.sampled_from(["approve", "cancel", "arrive", "accept", "displace", "no_show", "decline"]), WHICH
    ),
    st.tuples(st.just("swap"), WHICH, WHICH),
    st.tuples(st.just("shift"), WHICH, WHICH, st.integers(-8, 8)),
    st.tuples(st.just("to_room"), WHICH, WHICH, st.integers(0, 2)),
    st.tuples(
        st.just("room"), st.integers(0, 2), st.integers(3, 12), st.sampled_from(["shared", "exclusive"])
    ),
    st.tuples(st.just("buffers"), st.integers(0, 2), st.sampled_from([0, 15, 45])),
    st.tuples(st.just("closure"), HOURS, st.integers(1, 8)),
    st.tuples(st.just("tick"), st.integers(1, 90)),
    st.tuples(st.sampled_from(["undo", "undo", "redo"])),
)


class Story:
    """What happens at the desk; whatever the program refuses with a sentence is no harm."""

    def __init__(self) -> None:
        open_daily()
        made = [
            a_room(capacity=8, sharing="shared"),
            a_room(capacity=8, buffer_after=15),
            a_room(capacity=8, needs_approval=True),
        ]
        self.rooms = [room.id for room in made]
        self.now = at(10)

    def tell(self, name: str, *facts: Any) -> None:
        with clock.pretend(self.now), suppress(errors.CentreError):
            getattr(self, f"do_{name}", lambda which: self.verb(name, which))(*facts)

    def verb(self, name: str, which: int) -> None:
        verbs: dict[str, Callable[[int], Any]] = {
            "approve": bookings.approve,
            "arrive": bookings.arrive,
            "accept": bookings.accept_held,
            "no_show": bookings.mark_no_show,
            "cancel": lambda booking_id: bookings.cancel(booking_id, reason="下雨"),
            "decline": lambda booking_id: bookings.decline(booking_id, reason="已满"),
            "displace": lambda booking_id: displacing.displace(booking_id, reason="会议"),
        }
        verbs[name](self.pick(which))

    def pick(self, which: int) -> int:
        ids = [row[0] for row in db.execute_sql("SELECT id FROM booking ORDER BY id").fetchall()]
        if not ids:
            raise errors.NotFound
        return int(ids[which % len(ids)])

    def place(self, wish: dict[str, Any]) -> dict[str, Any]:
        begin = at(0) + timedelta(minutes=15 * wish["start"])
        rest = {name: wish[name] for name in ("head_count", "alone", "buffer_before", "buffer_after")}
        ends_at = begin + timedelta(minutes=15 * wish["quarters"])
        return {"room_id": self.rooms[wish["room"]], "starts_at": begin, "ends_at": ends_at, **rest}

    def do_book(self, wish: dict[str, Any]) -> None:
        bookings.book(**self.place(wish), title="书画队")

    def do_priority(self, wish: dict[str, Any]) -> None:
        displacing.book_with_priority(**self.place(wish), title="联席会议", reason="会议")

    def do_wait(self, wish: dict[str, Any]) -> None:
        place = self.place(wish)
        waiting.join(contact="老张", **{name: place[name] for name in place if "buffer" not in name})

    def do_change(self, which: int, wish: dict[str, Any]) -> None:
        place = {name: value for name, value in self.place(wish).items() if value is not None}
        booking_id = self.pick(which)
        in_the_way = breaking.broken_by_change(booking_id, **place)
        try:
            bookings.change_booking(booking_id, **place)
        except (errors.RoomAlreadyBooked, errors.RoomFull):
            assert in_the_way

    def do_reactivate(self, which: int, wish: dict[str, Any]) -> None:
        place = self.place(wish)
        bookings.reactivate(
            self.pick(which), **{name: value for name, value in place.items() if value is not None}
        )

    def do_swap(self, one: int, other: int) -> None:
        rearranging.swap(self.pick(one), other_id=self.pick(other))

    def do_shift(self, one: int, other: int, quarters: int) -> None:
        rearranging.shift(booking_ids={self.pick(one), self.pick(other)}, minutes=15 * quarters)

    def do_to_room(self, one: int, other: int, room: int) -> None:
        moves = [Move(booking_id, self.rooms[room]) for booking_id in {self.pick(one), self.pick(other)}]
        refused = rearranging.check(moves)
        if refused is None:
            rearranging.rearrange(moves)
        else:
            with pytest.raises(type(refused)):
                rearranging.rearrange(moves)

    def do_room(self, which: int, capacity: int, sharing: str) -> None:
        room_id = self.rooms[which]
        broken = breaking.what_would_break(room_id=room_id, capacity=capacity, sharing=sharing)
        try:
            rooms.change_room(room_id=room_id, capacity=capacity, sharing=sharing)
        except errors.RoomChangeBreaksBookings:
            assert broken
        else:
            assert not broken

    def do_buffers(self, which: int, minutes: int) -> None:
        room_id = self.rooms[which]
        rooms.change_room(room_id=room_id, buffer_before=minutes, buffer_after=minutes)
        broken = breaking.what_would_break(room_id=room_id, buffer_before=minutes, buffer_after=minutes)
        try:
            rearranging.apply_buffers(room_id=room_id, now=self.now)
        except (errors.RoomAlreadyBooked, errors.RoomFull):
            assert broken

    def do_closure(self, start: int, quarters: int) -> None:
        begin = at(0) + timedelta(minutes=15 * start)
        calendar.add_closure(starts_at=begin, ends_at=begin + timedelta(minutes=15 * quarters), reason="检修")

    def do_tick(self, minutes: int) -> None:
        self.now = min(self.now + timedelta(minutes=minutes), at(20))
        arrival.tick(self.now)

    def do_undo(self) -> None:
        journal.undo()

    def do_redo(self) -> None:
        journal.redo()


def double_booked() -> Iterator[str]:
    """Look at every minute of every room, knowing nothing of the program but its tables."""
    places = {row[0]: row[1:] for row in db.execute_sql("SELECT id, capacity, sharing FROM room").fetchall()}
    there: dict[tuple[int, datetime], list[tuple[int, int, int, str]]] = defaultdict(list)
    rows = db.execute_sql(
        "SELECT id, room_id, starts_at, ends_at, buffer_before, buffer_after, head_count, alone, status FROM booking"
        " WHERE status NOT IN ('requested', 'displaced', 'cancelled', 'no_show')"
    ).fetchall()
    for booking_id, room, starts, ends, before, after, heads, alone, status in rows:
        assert status != "moving"
        begin = datetime.fromisoformat(starts) - timedelta(minutes=before)
        end = datetime.fromisoformat(ends) + timedelta(minutes=after)
        for number in range((end - begin) // timedelta(minutes=1)):
            there[room, begin + timedelta(minutes=number)].append((booking_id, heads, alone, status))
    for (room, minute), present in there.items():
        capacity, sharing = places[room]
        together = len(present) > 1 and (
            sharing == "exclusive" or any(alone for _id, _heads, alone, _s in present)
        )
        if together or sum(heads for _id, heads, _alone, _s in present) > capacity:
            yield f"room {room} at {minute}: {present}"


@pytest.mark.parametrize("stories", [1])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=st.lists(PLACE, min_size=8, max_size=14), steps=st.lists(STEPS, min_size=15, max_size=30))
def test_no_story_double_books_a_room(
    tmp_path: Path, stories: int, first: list[dict[str, Any]], steps: list[tuple[Any, ...]]
) -> None:
    from centre_app.storage import database

    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.db"
    opening.open_database(path)
    db.pragma("synchronous", 0)
    story = Story()
    for step in [*(("book", place) for place in first), *steps]:
        story.tell(*step)
        assert not list(double_booked()), step
    database.close_database()
