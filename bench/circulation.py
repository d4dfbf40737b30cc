"""Lists and tables over 1,000,000 loans of 200,000 copies, beside bare queries of the same rows.

The overdue list, and the tables of a month's circulation as the report reads them.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from random import Random
from typing import Any

from bench import generate
from bench.generate import LAST_DAY
from bench.measure import Result, percentile, side_by_side
from centre_app import clock
from centre_app.lending import loans
from centre_app.reports.behind import circulation, shelf
from centre_app.reports.counts import circulation as counts
from centre_app.reports.counts import loans as loan_counts
from centre_app.reports.counts import shelf as shelf_counts
from centre_app.reports.periods import Period
from centre_app.storage import database, opening
from centre_app.storage.database import db

GOAL_MS = 100.0
NOW = LAST_DAY + timedelta(days=1, hours=10)
_DAYS, _TIMES, _WARM_UP = 1_000, 24, 2
_CLASSES = "ABCDEFGHIIIIJKNOPQRSTUVXZ"
_OVERDUE = """
SELECT l.*, c.barcode, t.name, p.name, p.phone FROM loan l JOIN copy c ON c.id = l.copy_id JOIN title t ON t.id = c.title_id
JOIN person p ON p.id = l.person_id WHERE l.returned_at IS NULL AND l.due_at < ? ORDER BY l.due_at LIMIT 500"""
_BY_CLASS = """
SELECT substr(t.clc_class, 1, 1), p.sex, count(*) FROM loan l JOIN copy c ON c.id = l.copy_id JOIN title t ON t.id = c.title_id
JOIN person p ON p.id = l.person_id WHERE l.lent_at >= ? AND l.lent_at < ? GROUP BY 1, 2"""
_BY_DAY = """
SELECT date(lent_at), count(*) FROM loan JOIN copy ON copy.id = copy_id WHERE lent_at >= ? AND lent_at < ? GROUP BY 1"""
_TOP = """
SELECT title_id, count(*) FROM loan JOIN copy ON copy.id = copy_id WHERE lent_at >= ? AND lent_at < ?
GROUP BY 1 ORDER BY 2 DESC LIMIT 100"""
_LATE = """
SELECT count(*) FROM loan WHERE (returned_at IS NULL OR returned_at >= ?2) AND lent_at < ?2 AND due_at < ?1"""
_NEVER = """
SELECT count(*) FROM title t WHERE NOT EXISTS (
  SELECT 1 FROM copy c JOIN loan l ON l.copy_id = c.id WHERE c.title_id = t.id AND l.lent_at < ?2) AND ?1 <> ''"""
_KINDS = "SELECT kind, count(*), sum(accessioned_on BETWEEN ? AND ?) FROM copy WHERE condition <> 'withdrawn' GROUP BY 1"


def measure(number_of_loans: int) -> list[Result]:
    """Read each list and table for two dozen months, ours and the bare query in turn."""
    opening.open_database(file(number_of_loans), wait_ms=0)
    try:
        with clock.pretend(NOW):
            return [*_lists(number_of_loans), *_tables(number_of_loans)]
    finally:
        database.close_database()


def file(number_of_loans: int) -> Any:
    """The closed database of that size."""
    return generate.kept(f"lent-{number_of_loans}", fill=lambda: _fill(number_of_loans))


def _lists(size: int) -> Iterator[Result]:
    today = f"{NOW:%Y-%m-%d}"
    times = [today] * (_TIMES + _WARM_UP)
    yield _line(
        f"overdue list, {size:,} loans", times, lambda _day: loans.overdue(), lambda day: _raw(_OVERDUE, day)
    )


def _tables(size: int) -> Iterator[Result]:
    last = Period.month_of(LAST_DAY.date())
    months = [last]
    while len(months) < _TIMES + _WARM_UP:
        months.append(months[-1].previous())
    tables: list[tuple[str, Callable[[Period], object], str]] = [
        ("lent by class, band and sex", counts.count, _BY_CLASS),
        ("lent by day", circulation.by_day, _BY_DAY),
        ("top titles", lambda month: list(circulation.top_titles(month, most=100).rows), _TOP),
        ("figures of lending", loan_counts.count, _LATE),
        ("titles never lent", shelf_counts.never_lent, _NEVER),
        ("stock by kind", shelf.by_kind, _KINDS),
    ]
    for name, ours, twin in tables:
        yield _line(
            f"month: {name}, {size:,} loans", months, ours, lambda month, twin=twin: _raw(twin, *_span(month))
        )


def _span(month: Period) -> tuple[str, str]:
    return str(month.first), str(month.following().first)


def _raw(sql: str, *values: str) -> list[Any]:
    return list(db.connection().execute(sql, values).fetchall())


def _line(
    name: str, inputs: Sequence[Any], ours: Callable[[Any], object], twin: Callable[[Any], object]
) -> Result:
    some, others = side_by_side(ours, twin, inputs)
    some, others = some[_WARM_UP:], others[_WARM_UP:]
    return Result(
        name=name,
        ours_p50=percentile(some, 50), ours_p99=percentile(some, 99),
        twin_p50=percentile(others, 50), twin_p99=percentile(others, 99),
        ratio=percentile(some, 50) / percentile(others, 50),
        goal=f"p50 < {GOAL_MS:g} ms", ok=percentile(some, 50) < GOAL_MS, samples=len(some),
    )  # fmt: skip


def _fill(size: int) -> None:
    """Five loans a copy and two copies a title; half the people ever borrow, so that others are free to be lent to."""
    copies = size // 5
    people = max(2_000, size // 20)
    generate.insert("room", generate.rooms())
    generate.insert("opening_hours", generate.opening_hours())
    generate.insert("household", generate.some_households(people))
    generate.insert("person", generate.some_people(people), total=people, what="people")
    generate.insert("title", _titles(copies // 2), total=copies // 2, what="titles")
    generate.insert("copy", some_copies(copies), total=copies, what="copies")
    generate.insert("loan", some_loans(size, copies, people // 2), total=size, what="loans")
    generate.insert("renewal", some_renewals(size), total=size // 5, what="renewals")
    generate.insert("in_house_use", some_uses(size // 10, copies), total=size // 10, what="in-house uses")


def _titles(count: int) -> Iterator[dict[str, Any]]:
    random = Random(3)
    for number in range(count):
        letter = random.choice(_CLASSES)
        yield {
            "name": f"title {number}",
            "name_sort": f"title {number:07}",
            "clc_class": f"{letter}{number % 90}",
        }


def some_copies(count: int) -> Iterator[dict[str, Any]]:
    """Two of each title, one in fifty a tool."""
    random = Random(5)
    for number in range(1, count + 1):
        yield {
            "title_id": (number + 1) // 2,
            "barcode": f"L{number:07}",
            "kind": "book" if number % 50 else "tool",
            "accessioned_on": str((LAST_DAY - timedelta(days=random.randrange(_DAYS, 3 * _DAYS))).date()),
            "location": f"A{number % 400}",
        }


def some_loans(count: int, copies: int, borrowers: int) -> Iterator[dict[str, Any]]:
    """Evenly over the days; every copy comes round again after a fifth of them, one in ten never. A few stay out for long."""
    random = Random(13)
    start = LAST_DAY - timedelta(days=_DAYS)
    for number in range(count):
        lent = start + timedelta(minutes=number * _DAYS * 1440 // count)
        back = lent + timedelta(minutes=random.randrange(60, 30 * 1440))
        kept = number >= count - copies and number % 100 == 0
        copy = number * 7919 % copies + 1
        yield {
            "copy_id": copy if copy % 20 not in (1, 2) or kept or back > LAST_DAY else copy + 2,
            "person_id": random.randrange(1, borrowers + 1),
            "lent_at": lent,
            "due_at": (lent + timedelta(days=30)).replace(hour=23, minute=59, second=59),
            "returned_at": None if kept or back > LAST_DAY else back,
        }


def some_renewals(count: int) -> Iterator[dict[str, Any]]:
    """One of every fifth of so many loans."""
    for loan_id, lent, due in islice(
        db.execute_sql("SELECT id, lent_at, due_at FROM loan WHERE id % 5 = 0"), count
    ):
        yield {"loan_id": loan_id, "renewed_at": lent, "due_before": lent, "due_after": due}


def some_uses(count: int, copies: int) -> Iterator[dict[str, Any]]:
    """Evenly over the days."""
    start = LAST_DAY - timedelta(days=_DAYS)
    for number in range(count):
        yield {
            "copy_id": number * 31 % copies + 1,
            "used_at": start + timedelta(minutes=number * _DAYS * 1440 // count),
        }
