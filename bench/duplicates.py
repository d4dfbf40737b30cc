"""Finding all likely pairs among so many people, beside bare SQL that finds who shares what."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from bench import generate
from bench.generate import LAST_DAY, a_name
from bench.measure import Result, percentile, side_by_side
from centre_app.people import duplicates
from centre_app.storage import database, opening, tokens
from centre_app.storage.database import db

GOAL_SECONDS = 5.0
_TIMES, _WARM_UP = 6, 1
_ONE_IN = 40  # is in the register twice
_RAW = (
    "SELECT a.id, b.id FROM person a JOIN person b ON b.phone = a.phone AND b.id > a.id WHERE a.phone <> ''",
    "SELECT a.id, b.id FROM person a JOIN person b ON b.name = a.name AND b.birth_date = a.birth_date AND b.id > a.id",
    "SELECT a.id, b.id FROM person a JOIN person b ON b.household_id = a.household_id AND b.name = a.name AND b.id > a.id",
    "SELECT a.id, b.id FROM person a JOIN person b ON b.name = a.name AND b.id > a.id "
    "WHERE substr(a.phone, -4) = substr(b.phone, -4) AND a.phone <> ''",
)


def measure(people: int) -> Result:
    """Look for duplicates a few times, as the page does."""
    opening.open_database(generate.kept(f"doubles-{people}", fill=lambda: _fill(people)), wait_ms=0)
    try:
        ours, twin = side_by_side(lambda _turn: _find(), lambda _turn: _raw(), range(_TIMES + _WARM_UP))
    finally:
        database.close_database()
    ours, twin = ours[_WARM_UP:], twin[_WARM_UP:]
    slowest = max(ours)
    return Result(
        name=f"all duplicates of {people:,} people",
        ours_p50=percentile(ours, 50), ours_p99=percentile(ours, 99),
        twin_p50=percentile(twin, 50), twin_p99=percentile(twin, 99),
        ratio=percentile(ours, 50) / percentile(twin, 50),
        goal=f"under {GOAL_SECONDS:g} s", ok=slowest < GOAL_SECONDS * 1000, samples=len(ours),
    )  # fmt: skip


def _find() -> None:
    assert duplicates.find()


def _raw() -> None:
    pairs: set[tuple[int, int]] = set()
    for statement in _RAW:
        pairs.update(db.connection().execute(statement))
    assert pairs


def _fill(people: int) -> None:
    homes = people // 3 + 1
    generate.insert(
        "household", ({"building": f"{number // 60}", "door": f"{number % 60}"} for number in range(homes))
    )
    generate.insert("person", _people(people, homes), total=people, what="people")


def _people(count: int, homes: int) -> Iterator[dict[str, Any]]:
    """Some stand there a second time: with another phone, without a birth date, or written otherwise."""
    random = Random(13)
    before: list[dict[str, Any]] = []
    for number in range(1, count + 1):
        person = (
            _double(random, random.choice(before))
            if before and number % _ONE_IN == 0
            else _person(random, homes)
        )
        card = f"B{number:07d}"
        name, phone = person["name"], person["phone"]
        key = tokens.person_key(name=name, phone=phone, card_number=card)
        yield person | {"name_sort": tokens.name_sort(name), "card_number": card, "search_key": key}
        if number % _ONE_IN:
            before.append(person)


def _person(random: Random, homes: int) -> dict[str, Any]:
    return {
        "name": a_name(random),
        "sex": random.choice(("", "F", "M")),
        "birth_date": str(date(1930, 1, 1) + timedelta(days=random.randrange(33_000))),
        "birth_year": None,
        "phone": f"1{random.randrange(3)}{random.randrange(10**9):09d}" if random.random() < 0.8 else "",
        "household_id": random.randrange(1, homes + 1),
        "category": "resident",
        "registered_at": LAST_DAY,
    }


def _double(random: Random, person: dict[str, Any]) -> dict[str, Any]:
    changed = dict(person)
    lost = random.choice(("phone", "birth_date", "household_id", "name"))
    changed[lost] = {"phone": "", "birth_date": None, "household_id": None}.get(
        lost, f"{person['name']}{person['name'][-1]}"
    )
    if lost == "birth_date":
        changed["birth_year"] = int(person["birth_date"][:4])
    return changed
