# ruff: noqa: S608 - what is put into these statements is our own: codes, class numbers and numbers
"""Narrowing the catalogue: to a kind, to what stands on the shelf, to a class, an age, to numbers that need a look.

Where few titles pass one of the filters, these are gone through instead of the whole catalogue, so that a filter that
nothing passes is as quick as one that everything passes.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import isqrt
from typing import TypedDict, Unpack

from centre_app.lending import class_groups
from centre_app.lending.models import GONE, KINDS, NOT_LENT
from centre_app.storage.database import db

ON_SHELF = f"""NOT EXISTS (SELECT 1 FROM loan WHERE copy_id = piece.id AND returned_at IS NULL)
AND NOT EXISTS (SELECT 1 FROM copy_flag WHERE copy_id = piece.id AND until_at IS NULL AND flag IN {NOT_LENT})
AND NOT EXISTS (SELECT 1 FROM hold WHERE copy_id = piece.id AND status = 'captured')"""
Values = tuple[str | int, ...]
_FEW = 2_000  # so many are looked through one by one when words are searched among them
_SORTING = 1.5  # times the work of walking past a title
_HAS_AGE = "(age_from IS NOT NULL OR age_to IS NOT NULL)"
_TO_CHECK = "isbn = '' AND isbn_given <> ''"


class Filters(TypedDict, total=False):
    """What a list of titles is narrowed to; all that are given hold together.

    `kind` (of KINDS) and `on_shelf`: one piece in stock is both. `group`: a class, as scheme and key of `class_groups`.
    `age`: suitable for a reader of that age by what the title says. `to_check`: the number on the book is no ISBN.
    """

    kind: str
    on_shelf: bool
    group: tuple[class_groups.Scheme, str] | None
    age: int | None
    to_check: bool


def condition(**filters: Unpack[Filters]) -> str:
    """The condition in SQL on a title, "" for none. Raises ValueError for an unknown kind."""
    return " AND ".join(_conditions(filters))


def one_of(ids: Iterable[int]) -> str:
    """The condition that a title is one of these."""
    return f"title.id IN ({', '.join(str(int(title_id)) for title_id in ids)})"


def few_ids(**filters: Unpack[Filters]) -> list[int] | None:
    """The titles that pass, in no order, where one of the filters lets only few pass; None for many or no filter."""
    driver = _driver(filters, most=_FEW)
    if driver is None:
        return None
    wanted = condition(**filters)
    return [row[0] for row in db.execute_sql(f"SELECT id FROM title WHERE id IN ({driver}) AND {wanted}")]


def window(*, after: tuple[str, int] | None, limit: int, **filters: Unpack[Filters]) -> tuple[str, Values]:
    """A query for the next titles that pass in pinyin order, after the one of this sorting name and id."""
    wanted = list(_conditions(filters))
    driver = _driver(filters, most=_worth_sorting(limit)) if wanted else None
    if after is not None:
        wanted.append("name_sort >= ? AND (name_sort > ? OR id > ?)")
    if driver is not None:
        wanted.insert(0, f"id IN ({driver})")
    where = f"WHERE {' AND '.join(wanted)}" if wanted else ""
    order = (
        "name_sort" if driver is None else "+name_sort"
    )  # with the sign SQLite does not walk along the index
    values: Values = (*((after[0], after[0], after[1]) if after else ()), limit)
    return f"SELECT id FROM title {where} ORDER BY {order}, id LIMIT ?", values


def _worth_sorting(limit: int) -> int:
    """So many titles that pass are as quickly sorted as the walk by pinyin is that meets a window of them."""
    total = db.execute_sql("SELECT max(id) FROM title").fetchone()[0] or 1
    return isqrt(int(limit * total / _SORTING))


def any_to_check() -> bool:
    """Whether a title has a number that is no ISBN."""
    return db.execute_sql(f"SELECT 1 FROM title WHERE {_TO_CHECK} LIMIT 1").fetchone() is not None


def _conditions(filters: Filters) -> Iterator[str]:
    pieces = []
    if kind := filters.get("kind"):
        pieces.append(f"piece.kind = '{KINDS[KINDS.index(kind)]}'")
    if filters.get("on_shelf"):
        pieces.append(ON_SHELF)
    if pieces:
        conditions = " AND ".join((*pieces, f"piece.condition NOT IN {GONE}"))
        yield f"EXISTS (SELECT 1 FROM copy piece WHERE piece.title_id = title.id AND {conditions})"
    if group := filters.get("group"):
        yield _of_group(
            *group, column="+clc_class"
        )  # a check of one title: what leads to them is said in `_drivers`
    if (age := filters.get("age")) is not None:
        yield f"{_HAS_AGE} AND coalesce(age_from, 0) <= {int(age)} AND coalesce(age_to, 999) >= {int(age)}"
    if filters.get("to_check"):
        yield _TO_CHECK


def _of_group(scheme: class_groups.Scheme, key: str, *, column: str = "clc_class") -> str:
    stretches = _gaps(scheme) if key == class_groups.NONE else class_groups.ranges(key, scheme)
    return f"({' OR '.join(_between(column, start, end) for start, end in stretches) or 'FALSE'})"


def _gaps(scheme: class_groups.Scheme) -> Iterator[tuple[str, str]]:
    """What lies between the stretches of all groups: an index leads there as it leads to a group."""
    reached = ""
    keys = [group.key for group in class_groups.groups(scheme)]
    for start, end in sorted(stretch for key in keys for stretch in class_groups.ranges(key, scheme)):
        if start > reached:
            yield reached, start
        reached = max(reached, end)
    yield reached, "\U0010ffff"


def _between(column: str, start: str, end: str) -> str:
    first, last = (text.replace("'", "''") for text in (start, end))
    return f"({column} >= '{first}' AND {column} < '{last}')"


def _driver(filters: Filters, *, most: int) -> str | None:
    """A query for the ids that one filter lets pass, of the filter that lets fewest, where those are at most so many."""
    counted = [(_count(query, most), query) for query in _drivers(filters)]
    least = min(counted, default=(most + 1, ""))
    return least[1] if least[0] <= most else None


def _drivers(filters: Filters) -> Sequence[str]:
    """For each filter that an index answers, a query for the titles (or more) that pass it."""
    found = []
    if kind := filters.get("kind"):
        found.append(f"SELECT title_id FROM copy WHERE kind = '{KINDS[KINDS.index(kind)]}'")
    if group := filters.get("group"):
        found.append(f"SELECT id FROM title WHERE {_of_group(*group)}")
    if filters.get("age") is not None:
        found.append(f"SELECT id FROM title WHERE {' AND '.join(_conditions({'age': filters['age']}))}")
    if filters.get("to_check"):
        found.append(f"SELECT id FROM title WHERE {_TO_CHECK}")
    return found


def _count(query: str, most: int) -> int:
    counted: int = db.execute_sql(f"SELECT count(*) FROM ({query} LIMIT {most + 1})").fetchone()[0]
    return counted
