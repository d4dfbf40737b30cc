"""Whatever is done with series: no room is ever double-booked, and no exception is ever lost by an edit of its series."""

import shutil
from collections import defaultdict
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from centre_app import clock, errors
from centre_app.rooms import bookings, series, series_edit
from centre_app.rooms.models import Booking
from centre_app.rooms.recurrence import Rule
from centre_app.rooms.series import SeriesWish
from centre_app.storage import database, journal, opening
from tests.builders import a_room, open_daily

TODAY = date(2026, 10, 22)
HOLDING = ("confirmed", "checked_in", "completed")
scopes = st.sampled_from(["this", "following", "all"])
hours = st.integers(8, 20)
which = st.integers(0, 200)
ends = st.one_of(
    st.fixed_dictionaries({"count": st.integers(1, 8)}),
    st.fixed_dictionaries({"until": st.dates(TODAY, TODAY + timedelta(days=40))}),
)
weekdays = st.sets(st.integers(0, 6), min_size=1, max_size=3).map(lambda days: tuple(sorted(days)))
rules = st.one_of(
    st.builds(lambda interval, end: Rule("daily", interval=interval, **end), st.integers(1, 4), ends),
    st.builds(
        lambda days, interval, end: Rule("weekly", interval=interval, weekdays=days, **end),
        weekdays,
        st.integers(1, 2),
        ends,
    ),
    st.builds(lambda day, end: Rule("monthly", month_days=(day,), **end), st.integers(1, 31), ends),
)
steps = st.one_of(
    st.tuples(st.just("book"), rules, hours, st.integers(1, 4), st.integers(1, 6), st.integers(0, 1)),
    st.tuples(st.just("change"), which, scopes, hours, st.integers(-2, 2)),
    st.tuples(st.just("repeat"), which, st.sampled_from(["following", "all"]), rules),
    st.tuples(st.just("move"), which, hours, st.integers(0, 9)),
    st.tuples(st.just("heads"), which, st.integers(1, 6)),
    st.tuples(st.just("drop"), which),
    st.tuples(st.just("end"), which, scopes),
    st.tuples(st.just("extend"), which, st.integers(1, 60)),
    st.tuples(st.just("arrive"), which),
    st.just(("undo",)),
    st.just(("redo",)),
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A centre with an exclusive and a shared room, made once."""
    path: Path = tmp_path_factory.mktemp("series") / database.FILE_NAME
    with clock.pretend(datetime.combine(TODAY, time(9))):
        opening.open_database(path)
        open_daily(opens_at="08:00", closes_at="22:00")
        a_room(name="独占", capacity=6)
        a_room(name="共用", capacity=8, sharing="shared", buffer_after=15)
        database.close_database()
    return path


def row_at(number: int) -> Any:
    found = list(Booking.select().order_by(Booking.id))
    if not found:
        raise errors.NotFound
    return found[number % len(found)]


def book(rule: Rule, hour: int, length: int, heads: int, room: int) -> None:
    ends = time(min(hour + length, 23))
    series.book_series(SeriesWish(rule, TODAY, time(hour), ends, room + 1, title="班", head_count=heads))


def change(number: int, scope: str, hour: int, days: int) -> None:
    row = row_at(number)
    starts = datetime.combine(row.starts_at.date() + timedelta(days=days), time(hour))
    changes = {"starts_at": starts, "ends_at": starts + (row.ends_at - row.starts_at)}
    series_edit.change_series(row.id, scope=scope, changes=changes)


def repeat(number: int, scope: str, rule: Rule) -> None:
    series_edit.change_series(row_at(number).id, scope=scope, changes={"rule": rule})


def move(number: int, hour: int, days: int) -> None:
    starts = datetime.combine(TODAY + timedelta(days=days), time(hour))
    bookings.change_booking(row_at(number).id, starts_at=starts, ends_at=starts + timedelta(hours=1))


def heads(number: int, count: int) -> None:
    bookings.change_booking(row_at(number).id, head_count=count)


def drop(number: int) -> None:
    bookings.cancel(row_at(number).id, reason="不来了")


def end(number: int, scope: str) -> None:
    series_edit.cancel_series(row_at(number).id, scope=scope, reason="散了")


def extend(number: int, days: int) -> None:
    series_edit.extend_series(row_at(number).id, until=TODAY + timedelta(days=days))


def arrive(number: int) -> None:
    bookings.arrive(row_at(number).id)


def undo() -> None:
    journal.undo()


def redo() -> None:
    journal.redo()


DESK = {
    verb.__name__: verb for verb in (book, change, repeat, move, heads, drop, end, extend, arrive, undo, redo)
}


def do(step: tuple[Any, ...]) -> None:
    """One step at the desk."""
    verb: Any = DESK[step[0]]
    verb(*step[1:])


def never_overfull() -> None:
    """Every minute of both rooms: at most one booking in the exclusive one, at most eight people in the shared one."""
    parties: dict[tuple[int, datetime], int] = defaultdict(int)
    heads: dict[tuple[int, datetime], int] = defaultdict(int)
    for row in Booking.select().where(Booking.status.in_(HOLDING)):
        minute = row.starts_at - timedelta(minutes=row.buffer_before)
        while minute < row.ends_at + timedelta(minutes=row.buffer_after):
            parties[row.room_id, minute] += 1
            heads[row.room_id, minute] += row.head_count
            minute += timedelta(minutes=5)
    assert all(count <= 1 for (room, _minute), count in parties.items() if room == 1)
    assert all(count <= 8 for count in heads.values())
    assert not Booking.select().where(Booking.status == "moving").exists()


def own_ways() -> dict[int, tuple[Any, ...]]:
    """What no edit of a series may touch: what was changed on its own, is there, or is over."""
    kept = Booking.is_exception | Booking.status.in_(("checked_in", "completed"))
    return {
        row.id: (row.room_id, row.starts_at, row.ends_at, row.head_count, row.status, row.title)
        for row in Booking.select().where(kept)
    }


def everything() -> list[tuple[Any, ...]]:
    return list(Booking.select().order_by(Booking.id).tuples())


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(story=st.lists(steps, min_size=4, max_size=14))
def test_no_story_of_series_double_books_a_room_or_loses_an_exception(
    empty: Path, tmp_path: Path, story: list[tuple[Any, ...]]
) -> None:
    path = tmp_path / database.FILE_NAME
    shutil.copy(empty, path)
    opening.open_database(path)
    try:
        do(("book", Rule("daily", count=6), 14, 2, 3, 0))
        for step in story:
            follow(step)
    finally:
        database.close_database()


def follow(step: tuple[Any, ...]) -> None:
    """Do a step and look: nothing overfull, nothing lost, and nothing written by a refused one."""
    before, owned = everything(), own_ways()
    refused = True
    with suppress(errors.CentreError):
        do(step)
        refused = False
    assert not refused or everything() == before
    never_overfull()
    if step[0] in ("repeat", "extend") or (step[0] in ("change", "end") and step[2] != "this"):
        touched = {before[step[1] % len(before)][0]} if step[0] == "end" and before else set()
        after = own_ways()
        for row_id, kept in owned.items():
            assert row_id in touched or after.get(row_id) == kept


def test_the_check_of_every_minute_sees_an_overlap(empty: Path, tmp_path: Path) -> None:
    path = tmp_path / database.FILE_NAME
    shutil.copy(empty, path)
    opening.open_database(path)
    do(("book", Rule("daily", count=2), 14, 2, 3, 0))
    database.db.execute_sql("DROP TRIGGER guard_booking_update")
    first, second = list(Booking.select().order_by(Booking.id))
    Booking.update(starts_at=first.starts_at, ends_at=first.ends_at).where(Booking.id == second.id).execute()
    with pytest.raises(AssertionError):
        never_overfull()
