"""The spans that figures are for: a day, week, month, quarter, year, or from one day to another, and what they are compared with.

A month is the calendar month, unless the centre's statistical month ends on another day (`statistical_month_end`).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.i18n import N_, _
from centre_app.storage.database import db

Kind = Literal["day", "week", "month", "quarter", "year", "span"]
_ONE_DAY = timedelta(days=1)
_YEARS = (1900, 2200)
_SHAPES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("day", re.compile(r"(\d{4})-(\d{2})-(\d{2})")),
    ("week", re.compile(r"(\d{4})-W(\d{2})")),
    ("month", re.compile(r"(\d{4})-(\d{2})")),
    ("quarter", re.compile(r"(\d{4})-Q([1-4])")),
    ("year", re.compile(r"(\d{4})")),
    ("span", re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:\.\.|–|~)(\d{4})-(\d{2})-(\d{2})")),
)
# For each kind what it is called in a sentence, and how it is written.
EXAMPLES: dict[Kind, tuple[str, str]] = {
    "day": (N_("a day"), "2026-10-22"), "week": (N_("a week"), "2026-W43"), "month": (N_("a month"), "2026-10"),
    "quarter": (N_("a quarter"), "2026-Q4"), "year": (N_("a year"), "2026"),
    "span": (N_("a span of days"), "2026-10-03..2026-10-19"),
}  # fmt: skip
_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
_MONTH_NAMES = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
# When the months that are closed ended: the month itself, or the day before the one after it.
_CLOSED = """
SELECT last_day FROM kept_report WHERE kind = 'closing' AND period = ?
UNION ALL SELECT date(first_day, '-1 day') FROM kept_report WHERE kind = 'closing' AND period = ? LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole days. `number` is the week, month or quarter in its year; a day has `day` instead, a span also `until`.

    `since_new_year` stretches it back to the first day of its year. The days of months follow the setting of the open
    centre, and so are looked up when they are asked for.
    """

    kind: Kind
    year: int
    number: int = 1
    day: date | None = None
    until: date | None = None
    since_new_year: bool = False

    @classmethod
    def parse(cls, text: str, *, only: Kind | None = None) -> "Period":
        """Read 2026-10-22, 2026-W43, 2026-10, 2026-Q4, 2026 or 2026-10-03..2026-10-19.

        Raises PeriodUnreadable, PeriodOtherKind where `only` another kind is wanted, PeriodBackwards.
        """
        plain = unicodedata.normalize("NFKC", text).strip().upper()
        for kind, shape in _SHAPES:
            found = shape.fullmatch(plain)
            if found and (period := cls._of(kind, [int(part) for part in found.groups()])):
                if only is not None and only != kind:
                    name, example = EXAMPLES[only]
                    raise errors.PeriodOtherKind(text=text, kind=_(name), example=example)
                return period
        raise errors.PeriodUnreadable(text=text)

    @classmethod
    def between(cls, first: date, last: date) -> "Period":
        """The span of these days, both included. Raises PeriodBackwards."""
        if last < first:
            raise errors.PeriodBackwards(first=first, last=last)
        return cls("span", first.year, day=first, until=last)

    @classmethod
    def of(cls, kind: Kind, day: date) -> "Period":
        """The period of a kind that a day lies in; a span is that day alone."""
        if kind == "day":
            return cls("day", day.year, day=day)
        if kind == "week":
            year, week, _weekday = day.isocalendar()
            return cls("week", year, week)
        if kind == "span":
            return cls.between(day, day)
        month = cls.month_of(day)
        return cls(kind, month.year, (month.number - 1) // _MONTHS_OF[kind] + 1)

    @classmethod
    def month_of(cls, day: date) -> "Period":
        """The statistical month that a day lies in."""
        period = cls("month", day.year, day.month)
        return period if day <= period.last else period._moved(1)

    @classmethod
    def _of(cls, kind: Kind, parts: list[int]) -> "Period | None":
        year = parts[0]
        if not _YEARS[0] <= year <= _YEARS[1]:
            return None
        try:
            if kind == "day":
                return cls("day", year, day=date(*parts))
            if kind == "span":
                return cls.between(date(*parts[:3]), date(*parts[3:])) if parts[3] <= _YEARS[1] else None
            if kind == "week":
                date.fromisocalendar(year, parts[1], 1)
        except ValueError:
            return None
        number = parts[1] if len(parts) > 1 else 1
        return None if kind == "month" and not 1 <= number <= 12 else cls(kind, year, number)

    @property
    def text(self) -> str:
        """How it is written on the command line; a stretched one as from–to."""
        if self.since_new_year:
            return f"{self.first}–{self.last}"
        if self.kind == "span":
            return f"{self.first}..{self.last}"
        match self.kind:
            case "day":
                return str(self.day)
            case "week":
                return f"{self.year}-W{self.number:02}"
            case "month":
                return f"{self.year}-{self.number:02}"
            case "quarter":
                return f"{self.year}-Q{self.number}"
            case _:
                return str(self.year)

    @property
    def title(self) -> str:
        """How a heading calls it: `October 2026`, `week 43 of 2026 (10-19 to 10-25)`."""
        if self.since_new_year or self.kind == "span":
            return _("{first} to {last}").format(first=self.first, last=self.last)
        values: dict[str, object] = {"year": self.year, "number": self.number}
        match self.kind:
            case "day":
                day = self.first
                values |= {"month": _(_MONTH_NAMES[day.month - 1]), "day": day.day}
                return _("{day} {month} {year}").format(**values)
            case "week":
                values |= {"first": f"{self.first:%m-%d}", "last": f"{self.last:%m-%d}"}
                return _("week {number} of {year} ({first} to {last})").format(**values)
            case "month":
                return _("{month} {year}").format(month=_(_MONTH_NAMES[self.number - 1]), year=self.year)
            case "quarter":
                return _("quarter {number} of {year}").format(**values)
            case _:
                return _("{year}").format(**values)

    @property
    def first(self) -> date:
        """The first day."""
        if self.since_new_year:
            return self._year_first()
        if self.kind in ("day", "span"):
            return self.day or date.min
        if self.kind == "week":
            return date.fromisocalendar(self.year, self.number, 1)
        return _month_end(self.year, self._first_month() - 1) + _ONE_DAY

    @property
    def last(self) -> date:
        """The last day."""
        if self.kind in ("day", "span"):
            return self.until or self.day or date.min
        if self.kind == "week":
            return date.fromisocalendar(self.year, self.number, 7)
        return _month_end(self.year, self._first_month() + _MONTHS_OF[self.kind] - 1)

    @property
    def starts(self) -> datetime:
        """Its first moment."""
        return datetime.combine(self.first, time.min)

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.last + _ONE_DAY, time.min)

    @property
    def is_over(self) -> bool:
        """Whether nothing can happen in it any more."""
        return clock.now() >= self.ends

    @property
    def known_until(self) -> datetime:
        """The moment up to which its figures can know: its end, or now, but never before its start."""
        return max(self.starts, min(self.ends, clock.now()))

    @property
    def last_known_day(self) -> date:
        """The day that figures "on the last day" are for: the last, or today while it has not come."""
        return min(self.last, clock.today())

    def previous(self) -> "Period":
        """The one just before it: yesterday, last week, last month; for a span as many days before it."""
        if self.kind == "day":
            return Period.of("day", self.first - _ONE_DAY)
        if self.kind == "span":
            return Period.between(self.first - self._length, self.first - _ONE_DAY)
        if self.kind == "week":
            year, week, _weekday = (self.first - _ONE_DAY).isocalendar()
            return Period("week", year, week)
        return self._moved(-1)

    def following(self) -> "Period":
        """The one just after it."""
        if self.kind == "day":
            return Period.of("day", self.last + _ONE_DAY)
        if self.kind == "span":
            return Period.between(self.last + _ONE_DAY, self.last + self._length)
        if self.kind == "week":
            year, week, _weekday = (self.last + _ONE_DAY).isocalendar()
            return Period("week", year, week)
        return self._moved(1)

    def year_before(self) -> "Period":
        """The same a year earlier; for 29 February the 28th, for a 53rd week that did not exist the 52nd."""
        if self.kind == "day":
            return Period.of("day", _year_earlier(self.first))
        if self.kind == "span":
            return Period.between(_year_earlier(self.first), _year_earlier(self.last))
        if self.kind == "week":
            weeks = date(self.year - 1, 12, 28).isocalendar().week
            return Period("week", self.year - 1, min(self.number, weeks))
        return Period(self.kind, self.year - 1, self.number)

    def year_to_date(self) -> "Period":
        """From the first day of its (statistical) year to its last day."""
        return Period(self.kind, self.year, self.number, self.day, self.until, since_new_year=True)

    @property
    def _length(self) -> timedelta:
        return self.last - self.first + _ONE_DAY

    def _moved(self, by: int) -> "Period":
        in_year = 12 // _MONTHS_OF[self.kind]
        place = self.year * in_year + self.number - 1 + by
        return Period(self.kind, place // in_year, place % in_year + 1)

    def _first_month(self) -> int:
        return (self.number - 1) * _MONTHS_OF[self.kind] + 1

    def _year_first(self) -> date:
        if self.kind == "week":  # the first days of its first week may lie in the year before
            return min(date(self.year, 1, 1), date.fromisocalendar(self.year, 1, 1))
        if self.kind not in ("day", "span"):
            return _month_end(self.year, 0) + _ONE_DAY
        year = self.last.year if self.last <= _month_end(self.last.year, 12) else self.last.year + 1
        return _month_end(year, 0) + _ONE_DAY


def _year_earlier(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def _month_end(year: int, month: int) -> date:
    """The last day of a statistical month; month 0 is the December before. A closed month keeps the days it had."""
    years, place = divmod(month - 1, 12)
    year, month = year + years, place + 1
    if not db.is_closed():
        following = f"{year + month // 12}-{month % 12 + 1:02}"
        closed = db.execute_sql(_CLOSED, (f"{year}-{month:02}", following)).fetchone()
        if closed:
            return date.fromisoformat(closed[0])
    day = 0 if db.is_closed() else settings.get("statistical_month_end")
    if day:
        return date(year, month, day)
    return date(year + month // 12, month % 12 + 1, 1) - _ONE_DAY
