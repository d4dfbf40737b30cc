"""The dates of a series with holidays and make-up workdays weighed in: facts of the calendar, which close nothing."""

from dataclasses import dataclass
from datetime import date

from centre_app.centre import calendar
from centre_app.i18n import _
from centre_app.rooms import recurrence
from centre_app.rooms.recurrence import WORKWEEK, Rule

_WEEKEND = {5, 6}


@dataclass(frozen=True, slots=True)
class Days:
    """Each date with the holiday it is left out for ("" for none), in order; `limited_to` as in `recurrence.Dates`."""

    holidays: dict[date, str]
    limited_to: date | None = None


def days_of(rule: Rule, starts_on: date) -> Days:
    """The dates of a series.

    `skip_holidays` marks public holidays. `follow_makeup_workdays`: a series of all workdays is on make-up workdays too, one
    of weekends alone is not on them. A year whose holidays are unknown has none. Raises as `recurrence.dates` does.
    """
    found = recurrence.dates(rule, starts_on)
    if not (rule.skip_holidays or rule.follow_makeup_workdays):
        return Days(dict.fromkeys(found.days, ""), found.limited_to)
    last = found.limited_to or rule.until or found.days[-1]
    facts = calendar.day_facts(starts_on, min(last, recurrence.horizon()))
    worked = {day for day, fact in facts.items() if fact.kind == "workday" and rule.follow_makeup_workdays}
    holidays = {
        day: fact.name or _("public holiday")
        for day, fact in facts.items()
        if fact.kind == "holiday" and rule.skip_holidays
    }
    if rule.frequency == "weekly" and set(rule.weekdays) <= _WEEKEND:
        holidays |= dict.fromkeys(worked, _("make-up workday"))
    added = (
        worked if rule.frequency == "weekly" and rule.weekdays == WORKWEEK and rule.interval == 1 else set()
    )
    return Days({day: holidays.get(day, "") for day in sorted({*found.days, *added})}, found.limited_to)
