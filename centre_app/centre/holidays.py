"""Public holidays and make-up workdays as calendar facts. They close nothing by themselves: hours and closures do.

The package behind knows the years that the State Council has announced, up to the current one. A year entered here (pasted
from the notice, or changed by hand) is told by its own rows alone; any other year is simply unknown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from centre_app import errors
from centre_app.centre.models import DAY_KINDS, CalendarDay
from centre_app.i18n import N_, _
from centre_app.storage.action import action
from centre_app.storage.database import db

KIND_LABELS = {"holiday": N_("Day off"), "workday": N_("Make-up workday")}
LONGEST_NAME = 40
_SATURDAY = 5
_FEWEST_HOLIDAYS = 7  # a lone day, as the last of December beside a New Year, makes no year known
_NOVEMBER = 11  # the notice for the next year comes about then
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
_FROM_CHINESE = {
    "元旦": "New Year's Day", "春节": "Spring Festival", "清明节": "Tomb-sweeping Day", "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival", "国庆节": "National Day", "中秋节": "Mid-autumn Festival",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DayFact:
    """What the calendar says of a day: `kind` is holiday or workday (a weekend worked in place of one)."""

    day: date
    kind: str
    name: str

    @property
    def id(self) -> int:
        """A number for lists."""
        return self.day.toordinal()


def day_facts(first: date, last: date) -> dict[date, DayFact]:
    """The holidays and make-up workdays from first to last, named in the current language, in one query."""
    entered = _entered(first.year, last.year)
    years = {fact.day.year for fact in entered}
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    announced = [fact for day in days if day.year not in years and (fact := _announced(day))]
    ours = [fact for fact in entered if first <= fact.day <= last]
    return {
        fact.day: DayFact(fact.day, fact.kind, _shown(fact.name))
        for fact in sorted([*announced, *ours], key=lambda each: each.day)
    }


def holiday_name(day: date) -> str | None:
    """The public holiday this day is off for, in the current language; None on other days and in unknown years."""
    fact = day_facts(day, day).get(day)
    return fact.name or _("Public holiday") if fact and fact.kind == "holiday" else None


def is_makeup_workday(day: date) -> bool:
    """Whether this Saturday or Sunday is worked in place of a holiday; False in unknown years."""
    fact = day_facts(day, day).get(day)
    return fact is not None and fact.kind == "workday" and day.weekday() >= _SATURDAY


def is_year_known(year: int) -> bool:
    """Whether the holidays of a year are known, from the package or entered here."""
    entered = [fact for fact in _entered(year, year) if fact.kind == "holiday"]
    return len(entered) >= _FEWEST_HOLIDAYS or (not entered and _is_announced(year))


def missing_years(today: date) -> list[int]:
    """The years whose holidays should be entered now: this one, and from November on the next. Weekday hours apply to them."""
    wanted = [today.year, today.year + 1] if today.month >= _NOVEMBER else [today.year]
    return [year for year in wanted if not is_year_known(year)]


def is_entered(year: int) -> bool:
    """Whether a year is told by rows of this centre."""
    return bool(_entered(year, year))


def year_days(year: int) -> list[DayFact]:
    """The holidays and make-up workdays of a year, in order; none when it is unknown."""
    return list(day_facts(date(year, 1, 1), date(year, 12, 31)).values())


@action(N_("enter the holidays of a year"), needs="settings")
def keep_year(year: int, *, days: Iterable[DayFact]) -> None:
    """Let these be the holidays and make-up workdays of a year; what was entered of it before goes.

    A few of them may lie in the year before or after (a New Year's weekend): they are added to that year. Raises
    DayNotInYear for any other day.
    """
    wanted = {fact.day: fact for fact in days}
    strange = next((day for day in wanted if abs(day.year - year) > 1), None)
    if strange is not None:
        raise errors.DayNotInYear(day=strange, year=year)
    CalendarDay.delete().where(_in_year(year)).execute()
    for fact in wanted.values():
        if fact.day.year == year:
            _create(fact)
        else:
            _put(fact)


@action(N_("change a day of the holidays"), needs="settings")
def put_day(*, day: date, kind: str, name: str = "") -> None:
    """Make a day a holiday or a make-up workday, whatever it was. `kind` is a key of KIND_LABELS."""
    if kind not in DAY_KINDS:
        raise ValueError(kind)
    _put(DayFact(day, kind, name))


@action(N_("take a day out of the holidays"), needs="settings")
def remove_day(day: date) -> None:
    """Make a day an ordinary one. Raises NotFound when it is."""
    _adopt(day.year)
    if not CalendarDay.delete().where(CalendarDay.day == day).execute():
        raise errors.NotFound


@action(N_("forget the holidays entered for a year"), needs="settings")
def forget_year(year: int) -> None:
    """Drop what was entered of a year: what the program knows of it counts again. Raises NotFound."""
    if not CalendarDay.delete().where(_in_year(year)).execute():
        raise errors.NotFound


def _put(fact: DayFact) -> None:
    _adopt(fact.day.year)
    CalendarDay.delete().where(CalendarDay.day == fact.day).execute()
    _create(fact)


def _create(fact: DayFact) -> None:
    CalendarDay.create(day=fact.day, kind=fact.kind, name=" ".join(fact.name.split())[:LONGEST_NAME])


def _adopt(year: int) -> None:
    """Copy what the package knows of a year, so that one day of it can be changed."""
    if not _entered(year, year):
        for number in range(366):
            day = date(year, 1, 1) + timedelta(days=number)
            fact = _announced(day) if day.year == year else None
            if fact:
                _create(fact)


def _in_year(year: int) -> Any:
    return CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31))


def _entered(first_year: int, last_year: int) -> list[DayFact]:
    """The rows of these years; none while no centre is open: holidays are facts without one too."""
    if db.is_closed():
        return []
    query: Any = (
        CalendarDay.select(CalendarDay.day, CalendarDay.kind, CalendarDay.name)
        .where(CalendarDay.day.between(date(first_year, 1, 1), date(last_year, 12, 31)))
        .order_by(CalendarDay.day)
        .tuples()
    )
    return [DayFact(*row) for row in query]


def _shown(name: str) -> str:
    known = _FROM_CHINESE.get(name, name)
    return _(_NAMES[known]) if known in _NAMES else name


@lru_cache(maxsize=64)
def _is_announced(year: int) -> bool:
    from chinese_calendar import get_holiday_detail

    try:
        get_holiday_detail(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


@lru_cache(maxsize=4096)
def _announced(day: date) -> DayFact | None:
    from chinese_calendar import get_holiday_detail

    if not _is_announced(day.year):
        return None
    is_off, name = get_holiday_detail(day)
    return DayFact(day, "holiday" if is_off else "workday", name) if name else None
