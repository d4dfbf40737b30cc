"""The rule for visits that nobody checked out: when they are taken to have ended. Writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from centre_app.centre import calendar


@dataclass(frozen=True, slots=True)
class Stay:
    """An open visit: when it began, the last sign of life, and how many minutes people usually stay in its zone.

    `tallied`: somebody only counted, whom nobody will check out.
    """

    visit_id: int
    arrived_at: datetime
    last_seen_at: datetime
    usual_minutes: int
    tallied: bool = False


def is_over(stay: Stay, *, now: datetime, after_minutes: int = 0) -> bool:
    """Whether somebody not seen for longer than the usual stay, or the minutes given, must have left and come back."""
    return now - stay.last_seen_at > timedelta(minutes=after_minutes or stay.usual_minutes)


def end_of(stay: Stay) -> datetime:
    """When the visit is taken to have ended: after the usual stay, at closing at the latest, never before last seen."""
    day = stay.arrived_at.date()
    return _end(stay, _closing(calendar.opening_spans(day)))


def ends_of_forgotten(stays: Iterable[Stay], *, now: datetime) -> dict[int, datetime]:
    """The assumed end of each visit that is over.

    It is of an earlier day, or began before today's closing, now past, or was tallied longer ago than the usual stay.
    """
    listed = list(stays)
    if not listed:
        return {}
    first = min(stay.arrived_at.date() for stay in listed)
    closings = {day: _closing(spans) for day, spans in _days(first, now.date()).items()}
    ends = {}
    for stay in listed:
        closing = closings.get(stay.arrived_at.date())
        forgotten = stay.arrived_at.date() < now.date()
        gone = stay.tallied and is_over(stay, now=now)
        if gone or forgotten or (closing is not None and stay.arrived_at < closing <= now):
            ends[stay.visit_id] = _end(stay, closing)
    return ends


def _days(first: date, last: date) -> dict[date, list[calendar.Span]]:
    return calendar.open_days(first, max(first, last))


def _closing(spans: list[calendar.Span]) -> datetime | None:
    return spans[-1].ends if spans else None


def _end(stay: Stay, closing: datetime | None) -> datetime:
    """Who came after closing, or on a closed day, stays until midnight at most."""
    latest = datetime.combine(stay.arrived_at.date(), time(23, 59, 59))
    if closing is not None and closing > stay.arrived_at:
        latest = min(closing, latest)
    usual = stay.arrived_at + timedelta(minutes=stay.usual_minutes)
    return max(min(max(usual, stay.last_seen_at), latest), stay.last_seen_at)
