"""The sentence that says how often: `每周三、五 14:00–16:00，至 12-30`. Reading typed ones is in `recurrence_typed.py`."""

from collections.abc import Iterable
from datetime import date, time

from centre_app import clock
from centre_app.i18n import N_, _
from centre_app.rooms.recurrence_rule import WORKWEEK, Rule

# As they stand in a list after "every week on": in Chinese without the word for week, which is said once before.
_DAYS = (
    N_("Mondays"),
    N_("Tuesdays"),
    N_("Wednesdays"),
    N_("Thursdays"),
    N_("Fridays"),
    N_("Saturdays"),
    N_("Sundays"),
)
_NTH = {
    1: N_("the first"),
    2: N_("the second"),
    3: N_("the third"),
    4: N_("the fourth"),
    5: N_("the fifth"),
    -1: N_("the last"),
}
EXAMPLES = (
    N_("every Wednesday and Friday 14:00-16:00, until 12-30"),
    N_("every 2 weeks on Monday"),
    N_("every workday 9:00-11:00"),
    N_("the second Saturday of every month"),
    N_("monthly on the 15th, 8 times"),
)


def sentence(rule: Rule, *, starts: str = "", ends: str = "") -> str:
    """The rule in words, in the current language, with its times (`HH:MM`) and its end where there are any."""
    words = _frequency(rule)
    if starts:
        span = f"{starts}–{ends}" if ends else starts
        words = _("{rule} {times}").format(rule=words, times=span)
    if rule.until:
        words = _("{rule}, until {day}").format(rule=words, day=_day(rule.until))
    elif rule.count:
        words = _("{rule}, {count} times in all").format(rule=words, count=rule.count)
    if rule.skip_holidays:
        words = _("{rule}, except public holidays").format(rule=words)
    if rule.follow_makeup_workdays:
        words = _("{rule}, make-up workdays as workdays").format(rule=words)
    return words


def hours(moment: time) -> str:
    """A time of the day as sentences write it."""
    return f"{moment:%H:%M}"


def _frequency(rule: Rule) -> str:
    match rule.frequency:
        case "daily":
            return _("every day") if rule.interval == 1 else _("every {n} days").format(n=rule.interval)
        case "weekly":
            return _weekly(rule)
        case "monthly":
            return _monthly(rule)
        case _:
            return _("by the imported rule {rule}").format(rule=rule.text)


def _weekly(rule: Rule) -> str:
    if rule.weekdays == WORKWEEK and rule.interval == 1:
        return _("every week from Monday to Friday")
    if not rule.weekdays:
        return _("every week") if rule.interval == 1 else _("every {n} weeks").format(n=rule.interval)
    days = _listed(_(_DAYS[day]) for day in rule.weekdays)
    if rule.interval == 1:
        return _("every week on {days}").format(days=days)
    if rule.interval == 2:
        return _("every other week on {days}").format(days=days)
    return _("every {n} weeks on {days}").format(n=rule.interval, days=days)


def _monthly(rule: Rule) -> str:
    if rule.nth:
        days = _listed(_(_DAYS[day]) for day in rule.weekdays)
        days = _("{nth} of its {days}").format(nth=_(_NTH[rule.nth]), days=days)
    elif rule.month_days:
        days = _listed(
            _("the last day") if day == -1 else _("day {day}").format(day=day) for day in rule.month_days
        )
    else:
        days = ""
    if not days:
        return _("every month") if rule.interval == 1 else _("every {n} months").format(n=rule.interval)
    if rule.interval == 1:
        return _("every month on {days}").format(days=days)
    return _("every {n} months on {days}").format(n=rule.interval, days=days)


def _listed(words: Iterable[str]) -> str:
    listed = ""
    for word in words:
        listed = _("{days}, {day}").format(days=listed, day=word) if listed else word
    return listed


def _day(day: date) -> str:
    return f"{day:%m-%d}" if day.year == clock.today().year else f"{day:%Y-%m-%d}"
