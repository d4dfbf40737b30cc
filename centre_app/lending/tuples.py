"""Running a query for bare values. peewee types the rows of `.tuples()` as models, which they are not."""

from collections.abc import Callable
from typing import Any

from peewee import BooleanField, DateField, DateTimeField

from centre_app.storage.database import db

_CONVERTED = (BooleanField, DateField, DateTimeField)  # numbers and words come from SQLite as they are


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
        self._words = ""
        self._values: list[Any] = []
        self._converters: list[tuple[int, Callable[[Any], Any]]] = []

    def rows(self, value: Any) -> list[tuple[Any, ...]]:
        """The rows of the query for this value, as `tuples_of` gives them."""
        query = None
        if not self._words:
            query = self._build(self._like).tuples()
            self._words, self._values = query.sql()
        cursor = db.execute_sql(
            self._words, [value if self._is_like(each) else each for each in self._values]
        )
        if query is not None:
            wrapper = query._get_cursor_wrapper(cursor)
            wrapper.initialize()
            self._converters = [
                (place, field.python_value)
                for place, field in enumerate(wrapper.fields)
                if isinstance(field, _CONVERTED)
            ]
        return [self._converted(row) for row in cursor]

    def _converted(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for place, convert in self._converters:
            values[place] = convert(values[place])
        return tuple(values)

    def _is_like(self, value: Any) -> bool:
        return bool(value == self._like) and type(value) is type(self._like)
