"""How much one person should book: hours and number per day, week and month, and how far ahead. Off unless set.

Warnings, not refusals: the clerk may book all the same with a reason, which is kept. They count for bookings with a
contact person only; what the centre books for itself has none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.i18n import N_, _
from centre_app.rooms.models import Booking

PRESET = {"quota_hours_use": 4, "quota_count_month": 2, "quota_days_ahead_least": 1}
NAMES = tuple(name for name in settings.DEFAULTS if name.startswith("quota_"))
_COUNTED = ("requested", "confirmed", "checked_in", "completed", "no_show")
_PERIODS = ("day", "week", "month")
_HOURS_WORDS = {
    "day": N_("{hours} hours on that day, at most {most}."),
    "week": N_("{hours} hours in that week, at most {most}."),
    "month": N_("{hours} hours in that month, at most {most}."),
}
_COUNT_WORDS = {
    "day": N_("{count} bookings on that day, at most {most}."),
    "week": N_("{count} bookings in that week, at most {most}."),
    "month": N_("{count} bookings in that month, at most {most}."),
}


@dataclass(frozen=True, slots=True)
class QuotaWarning:
    """One limit that a booking would pass; `kind` is the name of its setting, `words` the sentence for the clerk."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Use:
    """A booking as far as quotas know it."""

    starts_at: datetime
    ends_at: datetime

    @property
    def hours(self) -> float:
        """How long it is."""
        return (self.ends_at - self.starts_at) / timedelta(hours=1)


def use_preset() -> None:
    """Set the usual limits: at most 4 h per use, 2 bookings a month, a day ahead."""
    settings.put_all(values={**dict.fromkeys(NAMES, 0), **PRESET})


def switch_off() -> None:
    """Limit nothing."""
    settings.put_all(values=dict.fromkeys(NAMES, 0))


def warnings_for(
    *,
    starts_at: datetime,
    ends_at: datetime,
    person_id: int | None,
    except_id: int | None = None,
    beside: Sequence[Use] = (),
) -> list[QuotaWarning]:
    """The limits that such a booking would pass, none where nothing is set; `except_id` is the one being changed.

    `beside` are further ones of the person that are not written yet.
    """
    limits: dict[str, Any] = settings.all_settings()
    if person_id is None or not any(limits[name] for name in NAMES):
        return []
    wanted = Use(starts_at, ends_at)
    return exceeded(
        wanted, others=[*_uses(wanted, person_id, except_id), *beside], limits=limits, today=clock.today()
    )


def check_quotas(**wanted: Any) -> None:
    """Raise QuotaExceeded when `warnings_for` finds any."""
    found = warnings_for(**wanted)
    if found:
        raise errors.QuotaExceeded(warnings=" ".join(warning.words for warning in found))


def exceeded(wanted: Use, *, others: list[Use], limits: dict[str, Any], today: date) -> list[QuotaWarning]:
    """The rule itself: which of the limits (0 = none) the wanted use passes, given the person's other ones."""
    found = list(_of_itself(wanted, limits=limits, today=today))
    for period in _PERIODS:
        first, last = bounds(wanted.starts_at.date(), period=period)
        uses = [use for use in (*others, wanted) if first <= use.starts_at.date() < last]
        hours, most = sum(use.hours for use in uses), limits[f"quota_hours_{period}"]
        if most and hours > most:
            words = _(_HOURS_WORDS[period]).format(hours=f"{hours:g}", most=most)
            found.append(QuotaWarning(f"quota_hours_{period}", words))
        most = limits[f"quota_count_{period}"]
        if most and len(uses) > most:
            words = _(_COUNT_WORDS[period]).format(count=len(uses), most=most)
            found.append(QuotaWarning(f"quota_count_{period}", words))
    return found


def bounds(day: date, *, period: str) -> tuple[date, date]:
    """The first day of the day, week (from Monday) or month that holds this day, and the first day after it."""
    match period:
        case "week":
            first = day - timedelta(days=day.weekday())
            return first, first + timedelta(days=7)
        case "month":
            first = day.replace(day=1)
            return first, (first + timedelta(days=32)).replace(day=1)
        case _:
            return day, day + timedelta(days=1)


def _of_itself(wanted: Use, *, limits: dict[str, Any], today: date) -> Iterable[QuotaWarning]:
    most = limits["quota_hours_use"]
    if most and wanted.hours > most:
        words = _("{hours} hours in one booking, at most {most}.").format(
            hours=f"{wanted.hours:g}", most=most
        )
        yield QuotaWarning("quota_hours_use", words)
    ahead = (wanted.starts_at.date() - today).days
    most, least = limits["quota_days_ahead_most"], limits["quota_days_ahead_least"]
    if most and ahead > most:
        words = _("{days} days ahead, at most {most}.").format(days=ahead, most=most)
        yield QuotaWarning("quota_days_ahead_most", words)
    if least and 0 <= ahead < least:
        words = _("{days} days ahead, at least {least}.").format(days=ahead, least=least)
        yield QuotaWarning("quota_days_ahead_least", words)


def _uses(wanted: Use, person_id: int, except_id: int | None) -> list[Use]:
    day = wanted.starts_at.date()
    spans = [bounds(day, period=period) for period in _PERIODS]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    query: Any = Booking.select(Booking.starts_at, Booking.ends_at).where(
        Booking.person == person_id,
        Booking.starts_at >= datetime.combine(first, time.min),
        Booking.starts_at < datetime.combine(last, time.min),
        Booking.status.in_(_COUNTED),
        Booking.id != (except_id or 0),
    )
    return [Use(*row) for row in query.tuples()]
