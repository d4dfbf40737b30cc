"""A scan to the durable loan and a scan back, among 1,000,000 loans of 200,000 copies, beside raw SQL.

The raw SQL writes the same rows under the same journal and guards: the loan with the terms it keeps, the borrower's visit,
and at the return, an hour later, the loan and the visit's sign of life.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bench import circulation
from bench.circulation import NOW
from bench.measure import Result, percentile, side_by_side
from bench.twin import raw_action, scratch
from centre_app import clock
from centre_app.desk import scanning
from centre_app.storage.database import db

GOAL_MS, GOAL_RATIO = 10.0, 3.0
_TIMES, _WARM_UP = 400, 20
_FREE = """
SELECT barcode, id FROM copy WHERE kind = 'book' AND NOT EXISTS (
  SELECT 1 FROM loan WHERE copy_id = copy.id AND returned_at IS NULL) ORDER BY id % 9973, id LIMIT ?"""
_LEND = """
INSERT INTO loan (copy_id, person_id, lent_at, due_at, category, loan_days, renewal_limit, renewal_days, grace_days,
  suspension_days, given_by) VALUES (?, ?, ?, ?, 'resident', 30, 1, 30, 0, 0, 'tdndrdgdsd')"""
_VISIT = """
INSERT INTO visit (person_id, room_id, arrived_at, last_seen_at, left_assumed, head_count, group_name, purpose)
VALUES (?, 1, ?, ?, 0, 1, '', '')"""
_SEEN = "UPDATE visit SET last_seen_at = ? WHERE person_id = ? AND left_at IS NULL"
_RETURN = "UPDATE loan SET returned_at = ? WHERE copy_id = ? AND returned_at IS NULL"
Given = tuple[int, tuple[str, int], tuple[str, int]]


def measure(number_of_loans: int) -> list[Result]:
    """Lend 400 copies by a scan each and take them back by another, and as many others by raw SQL."""
    with scratch(circulation.file(number_of_loans)), clock.pretend(NOW):
        count = _TIMES + _WARM_UP
        copies = db.execute_sql(_FREE, (2 * count,)).fetchall()
        nobody = db.execute_sql("SELECT max(person_id) FROM loan").fetchone()[0]
        given = [
            (nobody + 1 + 2 * number, copies[2 * number], copies[2 * number + 1]) for number in range(count)
        ]
        lines = [_line(f"scan to durable loan, {number_of_loans:,} loans", given, _lend, _raw_lend)]
        with clock.pretend(NOW + timedelta(hours=1)):
            lines.append(
                _line(f"scan to durable return, {number_of_loans:,} loans", given, _give_back, _raw_return)
            )
        return lines


def _line(
    name: str, given: list[Given], ours: Callable[[Any], object], twin: Callable[[Any], object]
) -> Result:
    some, others = side_by_side(ours, twin, given)
    some, others = some[_WARM_UP:], others[_WARM_UP:]
    ratio, slow = percentile(some, 50) / percentile(others, 50), percentile(some, 95)
    return Result(
        name=name,
        ours_p50=percentile(some, 50), ours_p99=percentile(some, 99),
        twin_p50=percentile(others, 50), twin_p99=percentile(others, 99),
        ratio=ratio, goal=f"p95 < {GOAL_MS:g} ms, at most {GOAL_RATIO:g} times",
        ok=slow < GOAL_MS and ratio <= GOAL_RATIO, samples=len(some),
    )  # fmt: skip


def _lend(given: Given) -> None:
    person_id, (barcode, _copy_id), _other = given
    assert scanning.scan(barcode, open_person_id=person_id).kind == "lent"


def _give_back(given: Given) -> None:
    person_id, (barcode, _copy_id), _other = given
    assert scanning.scan(barcode, open_person_id=person_id).kind == "returned"


def _raw_lend(given: Given) -> None:
    """To the neighbour of the person ours lends to."""
    person_id, _ours, (barcode, _copy_id) = given
    now = clock.now()
    due = f"{now + timedelta(days=30):%Y-%m-%d} 23:59:59"
    raw_action(
        "lend",
        (_LEND, (_id_of(barcode), person_id + 1, str(now), due)),
        (_VISIT, (person_id + 1, str(now), str(now))),
    )


def _raw_return(given: Given) -> None:
    person_id, _ours, (barcode, _copy_id) = given
    now = str(clock.now())
    raw_action("return", (_RETURN, (now, _id_of(barcode))), (_SEEN, (now, person_id + 1)))


def _id_of(barcode: str) -> int:
    found: int = db.connection().execute("SELECT id FROM copy WHERE barcode = ?", (barcode,)).fetchone()[0]
    return found
