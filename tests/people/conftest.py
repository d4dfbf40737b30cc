"""Counting what a read asks of the database."""

import logging
from collections.abc import Callable

import pytest


@pytest.fixture
def count_queries(caplog: pytest.LogCaptureFixture) -> Callable[[Callable[[], object]], int]:
    """How many statements a read sends."""

    def count(read: Callable[[], object]) -> int:
        caplog.clear()
        with caplog.at_level(logging.DEBUG, logger="peewee"):
            read()
        return len(caplog.records)

    return count
