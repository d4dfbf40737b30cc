"""Running a query for bare values. peewee types the rows of `.tuples()` as models, which they are not."""

from typing import Any


def tuples_of(query: Any) -> list[tuple[Any, ...]]:
    """The rows of a query as tuples in the order of its columns."""
    return list(query.tuples())


def first_of(query: Any) -> tuple[Any, ...] | None:
    """The first row of a query, None when there is none."""
    found: tuple[Any, ...] | None = query.tuples().first()
    return found
