"""Running a query for bare values. peewee types the rows of `.tuples()` as models, which they are not."""

from collections.abc import Callable
from typing import Any

from centre_app.storage.database import db


def tuples_of(query: Any) -> list[tuple[Any, ...]]:
    """The rows of a query as tuples in the order of its columns."""
    return list(query.tuples())


def first_of(query: Any) -> tuple[Any, ...] | None:
    """The first row of a query, None when there is none."""
    found: tuple[Any, ...] | None = query.tuples().first()
    return found


class Prepared:
    """A query of one value whose words are built once: for what a scan asks, building them costs more than the answer.

    `build` makes the query for a value of the type of `like`, which must stand nowhere else in the query.
    """

    def __init__(self, build: Callable[[Any], Any], *, like: Any) -> None:
        self._build, self._like = build, like
        self._query: Any = None
        self._words = ""
        self._values: list[Any] = []

    def rows(self, value: Any) -> list[tuple[Any, ...]]:
        """The rows of the query for this value, as `tuples_of` gives them."""
        if self._query is None:
            query = self._build(self._like).tuples()
            self._words, self._values = query.sql()
            self._query = query
        values = [
            value if each == self._like and type(each) is type(self._like) else each for each in self._values
        ]
        return list(self._query._get_cursor_wrapper(db.execute_sql(self._words, values)))
