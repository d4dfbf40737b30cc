"""One of several processes that want the same slot: started by test_booking_race.py, told by its standard input when."""

import sys
from datetime import datetime, timedelta
from pathlib import Path

from peewee import IntegrityError

from centre_app import clock, errors
from centre_app.rooms import bookings
from centre_app.storage.database import close_database, db
from centre_app.storage.opening import open_database

FIRST = datetime(2026, 10, 23, 9)


def by_verb(room_id: int, begin: datetime) -> bool:
    try:
        bookings.book(
            room_id=room_id, starts_at=begin, ends_at=begin + timedelta(hours=1), title="抢", head_count=6
        )
    except (errors.RoomAlreadyBooked, errors.RoomFull):
        return False
    return True


def by_sql(room_id: int, begin: datetime) -> bool:
    sql = "INSERT INTO booking (room_id, starts_at, ends_at, head_count) VALUES (?, ?, ?, 6)"
    try:
        db.execute_sql(sql, (room_id, str(begin), str(begin + timedelta(hours=1))))
    except IntegrityError:
        return False
    return True


def by_approval(request_id: int) -> bool:
    try:
        bookings.approve(request_id)
    except (errors.RoomAlreadyBooked, errors.RoomFull):
        return False
    return True


def tell(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def race(path: Path, *, way: str) -> None:
    clock.set_for_tests(datetime(2026, 10, 22, 10))
    open_database(path)
    tell("ready")
    for line in sys.stdin:
        number, wanted = map(int, line.split())
        begin = FIRST + timedelta(days=number)
        if way == "approval":
            won = by_approval(wanted)
        else:
            won = (by_verb if way == "verb" else by_sql)(wanted, begin)
        tell("won" if won else "lost")
    close_database()


if __name__ == "__main__":
    race(Path(sys.argv[1]), way=sys.argv[2])
