"""What a change of a series would do to each of its dates, before anything is written. Writing it is in `series_edit.py`.

Bookings keep their rows: each goes to its own date of the new rule, or to the one in the same week (or month) instead.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from centre_app import clock, errors
from centre_app.rooms import recurrence
from centre_app.rooms.checks import Wish, check_times
from centre_app.rooms.models import Booking, Series, SkippedOccurrence
from centre_app.rooms.recurrence import Rule
from centre_app.rooms.series_board import Board, line, wish_at
from centre_app.rooms.series_days import Days, days_of
from centre_app.rooms.series_lines import Choices, Occurrence, Place, SeriesWish, at_place
from centre_app.rooms.series_write import wish_of_series

SCOPES = ("this", "following", "all")
CHANGEABLE = (
    "room_id", "starts_at", "ends_at", "title", "person_id", "head_count", "alone", "buffer_before", "buffer_after",
    "note", "rule", "override_reason",
)  # fmt: skip
_WORDS = ("title", "person_id", "note")
_AHEAD = ("requested", "confirmed")


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of a series that is changed: its rows from `since` on (all where None), and what they had in common."""

    series: Any
    anchor: Any
    rows: list[Any]
    skipped: list[Any]
    wish: SeriesWish
    since: date | None

    def is_ahead(self, row: Any) -> bool:
        """Whether a change reaches this booking: still to come and never changed on its own."""
        place = (row.room_id, row.starts_at, row.ends_at)
        usual = (self.wish.room_id, *self.wish.span(row.occurrence_on))
        ahead = row.status in _AHEAD and row.held_until is None and row.starts_at > clock.now()
        return ahead and not row.is_exception and place == usual


@dataclass(frozen=True, slots=True)
class Plan:
    """Every date after the change, in order. `dates` gives each booking its new date, `skipped_dates` each left-out date."""

    scope: Scope
    wish: SeriesWish
    lines: list[Occurrence]
    dates: dict[int, date]
    skipped_dates: dict[int, date]
    limited_to: date | None


def scope_of(booking_id: int, *, scope: str) -> Scope:
    """The rows that a change from this booking on reaches. Raises NotFound, NotOfSeries."""
    anchor: Any = Booking.get_or_none(Booking.id == booking_id)
    if anchor is None:
        raise errors.NotFound
    if anchor.series_id is None:
        raise errors.NotOfSeries(title=anchor.title)
    series: Any = Series.get_by_id(anchor.series_id)
    wish = wish_of_series(series)
    rows: list[Any] = list(
        Booking.select().where(Booking.series == series.id).order_by(Booking.occurrence_on, Booking.id)
    )
    skipped: list[Any] = list(SkippedOccurrence.select().where(SkippedOccurrence.series == series.id))
    earlier = [row for row in [*rows, *skipped] if row.occurrence_on < anchor.occurrence_on]
    if scope != "following" or not earlier:
        return Scope(series, anchor, rows, skipped, wish, None)
    since: date = anchor.occurrence_on
    rows = [row for row in rows if row.occurrence_on >= since]
    skipped = [row for row in skipped if row.occurrence_on >= since]
    return Scope(
        series, anchor, rows, skipped, replace(wish, rule=rest_of(wish, since), starts_on=since), since
    )


def rest_of(wish: SeriesWish, since: date) -> Rule:
    """The rule from a day on: of its count, what is left."""
    if wish.rule.count is None:
        return wish.rule
    done = sum(day < since for day in recurrence.dates(wish.rule, wish.starts_on).days)
    return replace(wish.rule, count=max(wish.rule.count - done, 1))


def changed_wish(part: Scope, changes: dict[str, Any]) -> SeriesWish:
    """The series as it is wished for after the changes. Raises TypeError for a name that is none, and what rules refuse."""
    unknown = changes.keys() - set(CHANGEABLE)
    if unknown:
        raise TypeError(unknown)
    starts = changes.get("starts_at", part.anchor.starts_at)
    ends = changes.get("ends_at", part.anchor.ends_at)
    check_times(Wish(part.wish.room_id, starts, ends))
    plain = {name: value for name, value in changes.items() if name not in ("starts_at", "ends_at")}
    wish = replace(part.wish, **plain)
    if "starts_at" in changes or "ends_at" in changes:
        wish = replace(wish, starts_time=starts.time(), ends_time=ends.time())
    shift = (starts.date() - part.anchor.starts_at.date()).days
    return _on_another_day(part, wish, shift) if shift and "rule" not in changes else wish


def _on_another_day(part: Scope, wish: SeriesWish, shift: int) -> SeriesWish:
    """Move one weekday, or day of the month, of the rule; the first and last days follow where they must."""
    by = timedelta(days=shift)
    from_day: date = part.anchor.occurrence_on
    rule = recurrence.moved(wish.rule, from_day=from_day, to_day=from_day + by)
    starts_on = min(wish.starts_on, wish.starts_on + by)
    weeks = ((from_day + by).toordinal() - 1) // 7 - (from_day.toordinal() - 1) // 7
    if rule.frequency == "weekly" and rule.interval > 1 and weeks % rule.interval:
        starts_on = wish.starts_on + timedelta(weeks=weeks)
    if rule.until and shift > 0:
        rule = replace(rule, until=rule.until + by)
    return replace(wish, rule=rule, starts_on=starts_on)


def plan_change(part: Scope, changes: dict[str, Any], choices: Choices) -> Plan:
    """What the change does to every date. Raises what `recurrence.dates` raises and what rules refuse of the change itself."""
    wish = changed_wish(part, changes)
    days = _days(part, wish)
    held = [row for row in part.rows if not (row.status == "cancelled" and row.is_dropped)]
    fixed = [row for row in part.skipped if row.reason != "holiday" or row.occurrence_on <= clock.today()]
    dates, skipped_dates = _paired(held, fixed, days=days.holidays, monthly=wish.rule.frequency == "monthly")
    ahead = [row for row in held if part.is_ahead(row)]
    lines = _Lines(part, wish, choices, days).all(
        held, ahead, dates=dates, taken={*dates.values(), *skipped_dates.values()}
    )
    wish = replace(wish, starts_on=min(days.holidays, default=wish.starts_on))
    return Plan(part, wish, lines, dates, skipped_dates, days.limited_to)


def _days(part: Scope, wish: SeriesWish) -> Days:
    """The new dates; for a part of a series none before that part, which belong to the rest."""
    found = days_of(wish.rule, wish.starts_on)
    if part.since is None:
        return found
    least = min(part.since, wish.starts_on)
    return Days({day: name for day, name in found.holidays.items() if day >= least}, found.limited_to)


def _paired(
    held: list[Any], fixed: list[Any], *, days: Collection[date], monthly: bool
) -> tuple[dict[int, date], dict[int, date]]:
    """Give each booking and each left-out date one of the new dates: its own, else the next free one of its week or month."""

    def period(day: date) -> tuple[int, int]:
        return (day.year, day.month) if monthly else day.isocalendar()[:2]

    found: dict[tuple[str, int], date] = {}
    waiting = [("booking", row) for row in held] + [("skipped", row) for row in fixed]
    waiting.sort(key=lambda pair: (pair[1].occurrence_on, pair[0], pair[1].id))
    taken: set[date] = set()
    for kind, row in waiting:
        if row.occurrence_on in days and row.occurrence_on not in taken:
            found[kind, row.id] = row.occurrence_on
            taken.add(row.occurrence_on)
    left: dict[tuple[int, int], list[date]] = defaultdict(list)
    for day in sorted(days):
        if day not in taken:
            left[period(day)].append(day)
    for kind, row in waiting:
        if (kind, row.id) not in found and left[period(row.occurrence_on)]:
            found[kind, row.id] = left[period(row.occurrence_on)].pop(0)
    bookings = {row_id: day for (kind, row_id), day in found.items() if kind == "booking"}
    return bookings, {row_id: day for (kind, row_id), day in found.items() if kind == "skipped"}


class _Lines:
    """The lines of a changed series, tried one after the other on a board without the bookings that change."""

    def __init__(self, part: Scope, wish: SeriesWish, choices: Choices, days: Days) -> None:
        self._part, self._wish, self._choices, self._days = part, wish, choices, days

    def all(
        self, held: list[Any], ahead: list[Any], *, dates: dict[int, date], taken: set[date]
    ) -> list[Occurrence]:
        """Every line, by date: first what stays where it is, for the others must fit around it."""
        moving = [row for row in ahead if row.id in dates]
        ids = {row.id for row in ahead}
        self._board = self._open_board([row.id for row in ahead], held)
        lines = [self._kept(row, dates.get(row.id, row.occurrence_on)) for row in held if row.id not in ids]
        lines += [self._falls_away(row) for row in ahead if row.id not in dates]
        still = [row for row in moving if self._stays(row, dates[row.id])]
        lines += [self._still(row, dates[row.id]) for row in still]
        todo: list[tuple[date, Any]] = [(dates[row.id], row) for row in moving if row not in still]
        todo += [(day, None) for day in self._days.holidays if day not in taken and self._is_new(day)]
        lines += [self._placed(day, row) for day, row in sorted(todo, key=lambda pair: pair[0])]
        return sorted(lines, key=lambda line: (line.day, line.booking_id or 0))

    def _open_board(self, ids: list[int], held: Iterable[Any]) -> Board:
        days = [*self._days.holidays, *(row.occurrence_on for row in held)]
        days += [choice.starts_at.date() for choice in self._choices.values() if choice.starts_at]
        return Board(first=min(days), last=max(days), except_ids=ids, person_id=self._wish.person_id)

    def _is_new(self, day: date) -> bool:
        choice = self._choices.get(day)
        return self._wish.span(day)[0] > clock.now() or (choice is not None and choice.kind == "take")

    def _stays(self, row: Any, day: date) -> bool:
        """Whether it keeps its place and all that matters for it, or is left there by choice."""
        choice = self._choices.get(day)
        if choice is not None:
            return choice.kind == "stay"
        if self._days.holidays.get(day):
            return False
        place = at_place(self._wish, day, None)
        return all(getattr(row, name) == value for name, value in place.items()) and not self._other(row)

    def _other(self, row: Any) -> bool:
        names = ("head_count", "alone", "buffer_before", "buffer_after")
        return any(getattr(row, name) != getattr(self._wish, name) for name in names)

    def _as_it_is(self, row: Any, day: date, **more: Any) -> Occurrence:
        name = self._board.room(row.room_id).name
        place = Place(row.room_id, name, row.starts_at, row.ends_at)
        return Occurrence(
            day, row.starts_at, row.ends_at, row.room_id, name, booking_id=row.id, before=place,
            choice=self._choices.get(day), **more,
        )  # fmt: skip

    def _kept(self, row: Any, day: date) -> Occurrence:
        return self._as_it_is(row, day, fate="kept")

    def _falls_away(self, row: Any) -> Occurrence:
        return self._as_it_is(row, row.occurrence_on, fate="falls_away")

    def _still(self, row: Any, day: date) -> Occurrence:
        left = self._choices.get(day) is not None
        wish = Wish(
            row.room_id,
            row.starts_at,
            row.ends_at,
            row.head_count,
            row.alone,
            row.buffer_before,
            row.buffer_after,
        )
        self._board.put(wish, title=row.title, booking_id=row.id, holds=row.status == "confirmed")
        same = all(getattr(row, name) == getattr(self._wish, name) for name in _WORDS)
        return self._as_it_is(row, day, fate="kept" if left else "same" if same else "changed")

    def _placed(self, day: date, row: Any | None) -> Occurrence:
        holiday = self._days.holidays.get(day, "")
        before = (row.room_id, row.starts_at, row.ends_at) if row is not None else None
        found = line(
            self._board, self._wish, day=day, holiday=holiday, choice=self._choices.get(day), before=before
        )
        if row is not None:
            stood = Place(row.room_id, self._board.room(row.room_id).name, row.starts_at, row.ends_at)
            away = found.state in ("holiday", "skipped")
            found = replace(found, booking_id=row.id, before=stood, fate="falls_away" if away else "changed")
        if found.will_happen:
            wish = wish_at(self._wish, found, self._board)
            holds = (
                row.status == "confirmed"
                if row is not None
                else not self._board.room(found.room_id).needs_approval
            )
            self._board.put(wish, title=self._wish.title, booking_id=found.booking_id or 0, holds=holds)
        return found
