"""Reading of what the centre knows already about many names or numbers at once. Plain rows, no rules."""

from collections.abc import Iterable
from typing import Any

from centre_app.storage.database import db

_MOST = 5_000  # marks in one statement


def rows_in(query: str, values: Iterable[object]) -> list[tuple[Any, ...]]:
    """The rows of a query that ends before its list of values (`… WHERE name IN`), for any number of values."""
    listed = list(values)
    found: list[tuple[Any, ...]] = []
    for start in range(0, len(listed), _MOST):
        some = listed[start : start + _MOST]
        found += db.execute_sql(f"{query} ({', '.join(['?'] * len(some))})", some).fetchall()
    return found


def all_rows(query: str) -> list[tuple[Any, ...]]:
    """Every row of a query without values."""
    found: list[tuple[Any, ...]] = db.execute_sql(query).fetchall()
    return found
