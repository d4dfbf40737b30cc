"""The one place that reads the time. Everything else asks here, so that tests and the sample centre can pretend."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """The centre's wall clock, local time without a zone, whole seconds."""
    return _pretended.get() or datetime.now().replace(microsecond=0)


def today() -> date:
    """The date on the centre's wall."""
    return now().date()


def utc_now() -> datetime:
    """The moment in UTC without a zone, whole seconds: for the journal, which must not jump with summer time."""
    pretended = _pretended.get()
    if pretended is not None:
        return pretended.astimezone(UTC).replace(tzinfo=None)
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


@contextmanager
def pretend(moment: datetime) -> Iterator[None]:
    """Let it be this moment inside the block."""
    token = _pretended.set(moment.replace(microsecond=0))
    try:
        yield
    finally:
        _pretended.reset(token)


def set_for_tests(moment: datetime | None) -> None:
    """Let it be this moment in this thread until told otherwise; None returns to the real clock."""
    _pretended.set(None if moment is None else moment.replace(microsecond=0))
