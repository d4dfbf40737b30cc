"""How often a scan looks at the file: the queue waits for each look, so their number is kept small and the same for everybody."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from centre_app import clock
from centre_app.desk import scanning
from centre_app.lending.models import Copy
from centre_app.storage.database import db
from tests.builders import a_copy, a_person, a_room, open_daily

MOST_TO_LEND, MOST_TO_RETURN = 30, 18


def looks(call: Callable[[], object]) -> int:
    """How many statements a call gives SQLite."""
    seen: list[object] = []
    db.query_hooks.append(seen.append)
    try:
        call()
    finally:
        db.query_hooks.clear()
    return len(seen)


def scan(copy: Copy, person_id: int) -> int:
    """The looks of one scan while somebody is open."""
    return looks(lambda: scanning.scan(copy.barcode, open_person_id=person_id))


def test_a_scan_lends_and_returns_in_few_looks_however_much_somebody_has(centre: Path):
    open_daily()
    a_room()
    person = a_person()
    copies = [a_copy() for _ in range(5)]

    first = scan(copies[0], person.id)  # also opens the visit of today
    lent = [scan(copy, person.id) for copy in copies[1:]]
    clock.set_for_tests(clock.now() + timedelta(hours=1))
    returned = [scan(copy, person.id) for copy in copies]

    assert first <= MOST_TO_LEND
    assert len(set(lent)) == len(set(returned)) == 1
    assert (lent[0] <= MOST_TO_LEND, returned[0] <= MOST_TO_RETURN) == (True, True)
