"""What lists of bookings cost: one query each, and by index, however many bookings there are."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from centre_app.rooms import bookings
from centre_app.storage.database import db
from tests.builders import a_booking, a_person, a_room

NOW = datetime(2026, 10, 22, 10)
READS: dict[str, Callable[[], Any]] = {
    "ix_booking_starts_at": lambda: bookings.day_board(NOW.date()),
    "booking_open": lambda: bookings.unfinished(NOW),
    "booking_open ": lambda: bookings.not_begun(NOW),
    "booking_person_id": lambda: bookings.bookings_of(1),
    "booking_requested": lambda: bookings.requests(NOW),
}


def asked(read: Callable[[], Any], caplog: pytest.LogCaptureFixture) -> list[tuple[str, list[Any]]]:
    """The statements that a read sends to the table of bookings."""
    caplog.clear()
    with caplog.at_level("DEBUG", logger="peewee"):
        read()
    sent: list[Any] = [record.msg for record in caplog.records]
    return [(sql, values) for sql, values in sent if re.search(r'FROM "?booking\b', sql)]


@pytest.mark.parametrize("index", READS)
def test_each_list_is_one_query_by_its_index(
    centre: Path, caplog: pytest.LogCaptureFixture, index: str
) -> None:
    room, person = a_room(), a_person()
    for number in range(3):
        begin = NOW + timedelta(hours=number)
        a_booking(room=room, starts_at=begin, ends_at=begin + timedelta(hours=1), person=person)
    statements = asked(READS[index], caplog)
    assert len(statements) == 1
    plan = [row[3] for row in db.execute_sql(f"EXPLAIN QUERY PLAN {statements[0][0]}", statements[0][1])]
    searches = [line for line in plan if " t1 " in line]
    assert searches
    assert all("SEARCH" in line and index.strip().removeprefix("ix_") in line for line in searches), plan


def test_what_is_in_the_way_is_found_by_the_index_on_busy_times(
    centre: Path, caplog: pytest.LogCaptureFixture
) -> None:
    room = a_room()
    a_booking(room=room, starts_at=NOW, ends_at=NOW + timedelta(hours=1))
    wish = {"room_id": room.id, "starts_at": NOW, "ends_at": NOW + timedelta(hours=1)}
    search, read = asked(lambda: bookings.clashes(**wish), caplog)
    plans = [
        [row[3] for row in db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values)]
        for sql, values in (search, read)
    ]
    assert plans[0] == ["SEARCH booking USING INDEX booking_busy (room_id=? AND <expr>>? AND <expr><?)"]
    assert any("PRIMARY KEY" in line for line in plans[1] if " t1 " in line)
