"""What the board says while something is dragged is what the verb would say."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centre_app.rooms import bookings
from tests.builders import a_closure, a_room
from tests.ui.rooms.desk import TODAY, at, book
from ui.rooms import reading

HOURS = st.integers(30, 86).map(lambda quarter: quarter / 4)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(begin=HOURS, length=st.integers(1, 16), number=st.integers(0, 2), buffer=st.sampled_from([0, 15]))
def test_the_board_judges_as_the_verb_does(
    filled: Path, begin: float, length: int, number: int, buffer: int
) -> None:
    facts = reading.read(TODAY.date()).facts
    room = list(facts.rooms.values())[number]
    ends_at = at(min(begin + length / 4, 23.75))
    said = facts.refusal(room_id=room.id, starts_at=at(begin), ends_at=ends_at)
    meant = bookings.refusal(room_id=room.id, starts_at=at(begin), ends_at=ends_at, head_count=1)
    assert (said and said.sentence()) == (meant and meant.sentence())


def test_a_booking_is_not_in_its_own_way(open_centre: Path) -> None:
    room = a_room()
    row = bookings.booking(book(room, 12, 14))
    facts = reading.read(TODAY.date()).facts
    assert facts.refusal(room_id=room.id, starts_at=at(13), ends_at=at(15), row=row) is None
    assert facts.refusal(room_id=room.id, starts_at=at(13), ends_at=at(15)) is not None


def test_a_closed_room_says_until_when(open_centre: Path) -> None:
    room = a_room()
    a_closure(day=TODAY.date(), room=room, reason="检修")
    error = reading.read(TODAY.date()).facts.refusal(room_id=room.id, starts_at=at(12), ends_at=at(13))
    assert "检修" in error.sentence()
