"""Counting what a read asks of the database."""

from collections.abc import Callable
from itertools import groupby

import pytest

from centre_app.storage.database import db


@pytest.fixture
def count_queries(centre: object) -> Callable[[Callable[[], object]], int]:
    """How many statements a call sends, those that triggers add aside."""

    def count(call: Callable[[], object]) -> int:
        sent: list[str] = []
        db.connection().set_trace_callback(sent.append)
        try:
            call()
        finally:
            db.connection().set_trace_callback(None)
        own = [text for text in sent if not text.startswith("--")]
        return len(list(groupby(own)))  # SQLite tells a statement again after each of its triggers

    return count
