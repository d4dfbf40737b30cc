"""Lanes of the board: nothing hides anything, and room is used where there is some."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.rooms import layout
from ui.rooms.layout import Item, Placed

ITEMS = st.lists(
    st.builds(
        lambda column, starts, length: (column, starts, starts + length),
        st.integers(0, 2), st.integers(0, 200), st.integers(1, 90),
    ),
    max_size=25,
)  # fmt: skip


def placed_by_key(*spans: tuple[int, int], least: int = 0) -> dict[int, Placed]:
    items = [Item(number, 0, starts, ends) for number, (starts, ends) in enumerate(spans)]
    return {placed.key: placed for placed in layout.place(items, least=least)}


@given(ITEMS, st.sampled_from([0, 30]))
def test_no_two_cover_each_other_and_none_is_lost(spans: list[tuple[int, int, int]], least: int) -> None:
    items = [Item(number, *span) for number, span in enumerate(spans)]
    placed = layout.place(items, least=least)
    assert sorted(one.key for one in placed) == list(range(len(spans)))
    for one in placed:
        assert 0 <= one.lane < one.lane + one.width <= one.lanes
        for other in placed:
            at_once = one.starts < max(other.ends, other.starts + least) and other.starts < max(
                one.ends, one.starts + least
            )
            if one is not other and one.column == other.column and at_once:
                # shares are compared as fractions, for groups never mix
                assert one.lanes == other.lanes
                assert one.lane + one.width <= other.lane or other.lane + other.width <= one.lane


def test_bookings_that_only_touch_take_the_whole_width() -> None:
    placed = placed_by_key((540, 600), (600, 660))
    assert [(one.lane, one.lanes, one.width) for one in placed.values()] == [(0, 1, 1), (0, 1, 1)]


def test_a_lane_that_stays_empty_is_given_to_the_one_beside_it() -> None:
    placed = placed_by_key((540, 720), (540, 600), (540, 600), (600, 720))
    assert (placed[0].lane, placed[0].width) == (0, 1)
    assert (placed[3].lane, placed[3].width, placed[3].lanes) == (1, 2, 3)


def test_a_very_short_booking_keeps_room_for_its_words() -> None:
    placed = placed_by_key((540, 545), (550, 600), least=30)
    assert [one.lanes for one in placed.values()] == [2, 2]


@pytest.mark.parametrize(("spans", "shown"), [
    ([], (8, 20)), ([(510, 1260)], (8, 21)), ([(510, 1260), (400, 430)], (6, 21)), ([(0, 1440)], (0, 24)),
])  # fmt: skip
def test_the_hours_shown_hold_all_that_happens(spans: list[tuple[int, int]], shown: tuple[int, int]) -> None:
    assert layout.hours_shown(spans) == shown


def test_closed_time_is_what_open_time_leaves() -> None:
    assert layout.closed_spans([(540, 720), (780, 1260)]) == [(0, 540), (720, 780), (1260, 1440)]
    assert layout.closed_spans([]) == [(0, 1440)]
    assert layout.closed_spans([(0, 1440)]) == []
