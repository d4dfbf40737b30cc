"""Opening hours per weekday, as sets of hours that are valid from a day on. A set once in force is never rewritten."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from centre_app import clock, errors
from centre_app.centre.models import OpeningHours
from centre_app.i18n import N_, _
from centre_app.storage.action import action

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
BEGINNING = date(2000, 1, 1)  # the first hours ever set also count for the days before: nobody said otherwise
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)|24:00")

Hours = Mapping[int, Iterable[tuple[str, str]]]


def week_hours(day: date | None = None) -> dict[int, list[tuple[str, str]]]:
    """The hours valid on a day (today), as `HH:MM` pairs for each weekday from 0 = Monday; a closed weekday has none."""
    day = day or clock.today()
    week: dict[int, list[tuple[str, str]]] = {weekday: [] for weekday in range(7)}
    rows = OpeningHours.select().where(_valid_on(day)).order_by(OpeningHours.opens_at)
    for row in rows:
        week[row.weekday].append((row.opens_at, row.closes_at))
    return week


@action(N_("set the opening hours"))
def set_hours(hours: Hours, valid_from: date | None = None) -> None:
    """Let these hours be valid from a day (today) until the next hours already planned; a weekday not named is closed.

    The first hours of a centre are valid for its past too. Spans that overlap or touch are joined.
    Raises HoursImpossible, and PastHoursStay when hours that were in force would be rewritten.
    """
    rows = [
        (weekday, opens_at, closes_at)
        for weekday in range(7)
        for opens_at, closes_at in _joined(weekday, hours.get(weekday, ()))
    ]
    first_ever = not OpeningHours.select().exists()
    begin = valid_from or (BEGINNING if first_ever else clock.today())
    if not first_ever and begin < clock.today():
        raise errors.PastHoursStay(day=begin)
    planned = (
        OpeningHours.select().where(OpeningHours.valid_from > begin).order_by(OpeningHours.valid_from).first()
    )
    OpeningHours.delete().where(OpeningHours.valid_from == begin).execute()
    OpeningHours.update(valid_until=begin).where(_valid_on(begin)).execute()
    for weekday, opens_at, closes_at in rows:
        OpeningHours.create(
            weekday=weekday, opens_at=opens_at, closes_at=closes_at, valid_from=begin,
            valid_until=planned.valid_from if planned else None,
        )  # fmt: skip


def _valid_on(day: date) -> object:
    return (OpeningHours.valid_from <= day) & (
        OpeningHours.valid_until.is_null() | (OpeningHours.valid_until > day)
    )


def _joined(weekday: int, spans: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    joined: list[tuple[str, str]] = []
    for opens_at, closes_at in sorted((_clean(opens), _clean(closes)) for opens, closes in spans):
        if not opens_at or not closes_at or opens_at >= closes_at:
            raise errors.HoursImpossible(weekday=_(WEEKDAYS[weekday]), opens_at=opens_at, closes_at=closes_at)
        if joined and opens_at <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], closes_at))
        else:
            joined.append((opens_at, closes_at))
    return joined


def _clean(text: str) -> str:
    """The time as `HH:MM`, empty when it is none."""
    text = text.strip().replace("：", ":")
    return text.zfill(5) if _TIME.fullmatch(text) else ""
