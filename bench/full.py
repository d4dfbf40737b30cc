"""A centre of the full size (a million people, ten million visits), or of a hundredth of it, with something of everything.

`python -m bench.full [--hundredth]` makes it, checks it as `main.py check` does, and says how long that took and how large it is.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from bench import circulation, generate, shelves
from bench.generate import LAST_DAY
from centre_app import schema
from centre_app.storage import database, opening, search
from centre_app.storage.database import db

FULL = {"people": 1_000_000, "visits": 10_000_000, "titles": 200_000, "loans": 1_000_000, "bookings": 300_000}
ROOMS = 20
_DAYS, _AHEAD = 1_000, 30
_OPENS_MINUTE, _OPEN_MINUTES = 8 * 60, 14 * 60
_TAGGED = (
    20,
    60,
    100,
    150,
    300,
    1_000,
)  # one in so many has the first tag that comes with the program, the second …
_UNITS, _PER_BATCH = 60, 40
_BOOKINGS = """
INSERT INTO booking (room_id, person_id, title, starts_at, ends_at, head_count, came_count, status)
WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < :count),
drawn AS (
  SELECT n, n * :days / :count AS day, n - (n * :days / :count) * :count / :days AS place,
    min(60, :minutes * :rooms / (:count / :days + 1)) AS slot FROM number)
SELECT 1 + place % :rooms, 1 + n * 7368787 % :people, '场地 ' || n, datetime(at, 'unixepoch'),
  datetime(at + (slot - slot / 4) * 60, 'unixepoch'), 1 + n % 30, iif(at < unixepoch(:now), 1 + n % 30, NULL),
  CASE WHEN n % 10 = 0 THEN 'cancelled' WHEN at >= unixepoch(:now) THEN 'confirmed' WHEN n % 17 = 0 THEN 'no_show' ELSE 'completed' END
FROM (SELECT *, unixepoch(:start) + (day * 1440 + :opens + place / :rooms * slot) * 60 AS at FROM drawn)"""
_HOLDS = """
INSERT INTO hold (title_id, person_id, placed_at) SELECT 1 + n * 7919 % :titles, 1 + n * 104729 % :people, :at FROM (
  WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < :count) SELECT n FROM number)"""


def centre(*, share: int = 1) -> Path:
    """The closed file of the full size, or of one part in so many of it; made now unless it is there already."""
    sizes = {name: size // share for name, size in FULL.items()}
    return generate.kept(f"full-{share}", fill=lambda: _fill(**sizes))


def _fill(*, people: int, visits: int, titles: int, loans: int, bookings: int) -> None:
    generate.insert("room", _rooms())
    generate.insert("opening_hours", generate.opening_hours())
    _grid()
    generate.insert("household", generate.some_households(people))
    generate.insert("person", _people(people), total=people, what="people")
    generate.insert("person_tag", _tagged(people), total=people, what="tags")
    generate.insert_visits(visits, people)
    generate.insert("donation", _donations(2 * titles // _PER_BATCH))
    generate.insert("title", shelves.some_titles(titles), total=titles, what="titles")
    generate.insert("copy", _copies(2 * titles), total=2 * titles, what="copies")
    generate.insert("loan", circulation.some_loans(loans, 2 * titles, people // 2), total=loans, what="loans")
    generate.insert("renewal", circulation.some_renewals(loans), total=loans // 5, what="renewals")
    generate.insert(
        "in_house_use",
        circulation.some_uses(loans // 10, 2 * titles),
        total=loans // 10,
        what="in-house uses",
    )
    db.execute_sql(_BOOKINGS, {
        "count": bookings, "people": people, "rooms": ROOMS, "days": _DAYS, "minutes": _OPEN_MINUTES, "opens": _OPENS_MINUTE,
        "start": str(LAST_DAY - timedelta(days=_DAYS - _AHEAD)), "now": str(LAST_DAY),
    })  # fmt: skip
    db.execute_sql(_HOLDS, {"count": loans // 500, "titles": titles, "people": people, "at": str(LAST_DAY)})
    for index in search.INDEXES:
        generate.say(f"search of {index.table} ...")
        index.rebuild()


def _rooms() -> Iterator[dict[str, Any]]:
    """The zones, and rooms to book."""
    yield from generate.rooms()
    for number in range(6, ROOMS + 1):
        yield {
            "name": f"room {number}",
            "kind": "study",
            "capacity": 30,
            "sharing": "exclusive",
            "position": number,
        }


def _grid() -> None:
    generate.insert("grid_level", iter([{"depth": 1, "name": "片"}, {"depth": 2, "name": "组"}]))
    generate.insert("grid_unit", ({"depth": 1, "name": f"第{number}片"} for number in range(1, 7)))
    units = (
        {"parent_id": 1 + number % 6, "depth": 2, "name": f"第{number}组"} for number in range(6, _UNITS)
    )
    generate.insert("grid_unit", units)


def _people(count: int) -> Iterator[dict[str, Any]]:
    random = Random(17)
    for person in generate.some_people(count):
        consented = LAST_DAY.date() - timedelta(days=random.randrange(900)) if random.random() < 0.9 else None
        yield person | {
            "grid_unit_id": 7 + random.randrange(_UNITS - 6),
            "consented_on": str(consented) if consented else None,
            "category": random.choices(("resident", "worker", "guest"), (80, 15, 5))[0],
            "is_volunteer": random.random() < 0.02,
        }


def _tagged(people: int) -> Iterator[dict[str, Any]]:
    for tag_id, one_in in enumerate(_TAGGED, 1):
        for person_id in range(tag_id, people + 1, one_in):
            yield {"person_id": person_id, "tag_id": tag_id}


def _donations(count: int) -> Iterator[dict[str, Any]]:
    """Batches of one donor each, evenly over the days."""
    for number in range(count):
        received = LAST_DAY.date() - timedelta(days=_DAYS - number * _DAYS // count)
        yield {"donor": f"第{number % 500}居民小组", "received_on": str(received)}


def _copies(count: int) -> Iterator[dict[str, Any]]:
    """Two of each title, one in fifty a tool, most of them given."""
    for number, copy in enumerate(circulation.some_copies(count)):
        yield copy | {"donation_id": 1 + number // _PER_BATCH if number % 4 else None}


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the file where it is missing, check it, and say time and size; 1 when something is wrong with it."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.full", description="Make a centre of the full size and check it."
    )
    parser.add_argument("--hundredth", action="store_true", help="a hundredth of the full size")
    share = 100 if parser.parse_args(arguments).hundredth else 1
    began = perf_counter()
    file = centre(share=share)
    made = perf_counter() - began
    opening.open_database(file)
    try:
        problems = schema.check()
    finally:
        database.close_database()
    print(
        f"{file}: {file.stat().st_size / 1e9:.2f} GB, made in {made:.0f} s, checked in {perf_counter() - began - made:.0f} s"
    )
    print("\n".join(problems) or "nothing is wrong with it")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
