"""Public holidays and make-up workdays as calendar facts. They close nothing by themselves: hours and closures do.

The package behind knows the years that the State Council has announced; any other year is simply unknown here.
"""

from datetime import date
from functools import lru_cache

from centre_app.i18n import N_, _

_SATURDAY = 5
_NAMES = {
    "New Year's Day": N_("New Year's Day"),
    "Spring Festival": N_("Spring Festival"),
    "Tomb-sweeping Day": N_("Tomb-sweeping Day"),
    "Labour Day": N_("Labour Day"),
    "Dragon Boat Festival": N_("Dragon Boat Festival"),
    "National Day": N_("National Day"),
    "Mid-autumn Festival": N_("Mid-autumn Festival"),
    "Anti-Fascist 70th Day": N_("Victory Day"),
}


def holiday_name(day: date) -> str | None:
    """The public holiday this day is off for, in the current language; None on other days and in unknown years."""
    is_off, name = _facts(day)
    return _(_NAMES.get(name, name)) if is_off and name else None


def is_makeup_workday(day: date) -> bool:
    """Whether this Saturday or Sunday is worked in place of a holiday; False in unknown years."""
    is_off, name = _facts(day)
    return not is_off and bool(name) and day.weekday() >= _SATURDAY


@lru_cache(maxsize=1024)
def _facts(day: date) -> tuple[bool, str]:
    from chinese_calendar import get_holiday_detail

    try:
        is_off, name = get_holiday_detail(day)
    except NotImplementedError:
        return False, ""
    return bool(is_off), name or ""
