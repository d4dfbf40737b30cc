"""Changing, ending and extending a series: this one, this and the following, or all. One action each, one undo.

No booking is deleted and made again: rows are changed, new dates added, dates that fall away cancelled. What was changed on
its own, has begun or is over stays as it is. What a change would do is planned in `series_plan.py`.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from centre_app import clock, errors
from centre_app.i18n import N_, _
from centre_app.rooms import bookings, equipment, waiting
from centre_app.rooms.checks import room_of
from centre_app.rooms.models import Booking, Series, SkippedOccurrence
from centre_app.rooms.recurrence import Rule
from centre_app.rooms.series_board import Board, line
from centre_app.rooms.series_lines import Choice, Choices, Occurrence, Place, Preview
from centre_app.rooms.series_plan import SCOPES, Plan, Scope, plan_change, scope_of
from centre_app.rooms.series_write import (
    booking_columns,
    dropped,
    insert,
    record_skipped,
    series_columns,
    wish_of_series,
)
from centre_app.rooms.writing import checked_words, free, reason_of
from centre_app.storage.action import action

NONE: dict[date, Choice] = {}


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change did: bookings changed, added, cancelled because they fell away, and left alone."""

    series_id: int
    changed: int
    added: int
    dropped: int
    kept: int


@dataclass(frozen=True, slots=True)
class Cancelled:
    """How many bookings of a series were cancelled, and how many still to come were left alone: changed on their own."""

    cancelled: int
    kept: int


def preview_change(
    booking_id: int, *, scope: str, changes: dict[str, Any], choices: Choices = NONE
) -> Preview:
    """What `change_series` would do to every date; nothing is written. Raises as it does, but for SeriesDoesNotFit."""
    part = scope_of(booking_id, scope=_checked(scope))
    if scope == "this":
        return Preview([_this_one(part, changes)])
    plan = plan_change(part, changes, choices)
    return Preview(plan.lines, plan.limited_to)


@action(N_("change a series"))
def change_series(
    booking_id: int, *, scope: str, changes: dict[str, Any], choices: Choices = NONE
) -> Changed:
    """Change this booking (`this`), it and the later ones (`following`), or the whole series (`all`).

    `changes` are what `bookings.change_booking` takes (times of this booking: another time moves them all, another day
    the weekday or day of the month in the rule) and `rule`. Left alone are bookings changed on their own, checked in,
    over, begun or cancelled. A booking that does not fit needs a choice, else SeriesDoesNotFit; a new date that does not
    fit is left out. `following` makes a series of its own. Raises what `series.preview` raises, NotOfSeries, NotFound.
    """
    part = scope_of(booking_id, scope=_checked(scope))
    if scope == "this":
        bookings.change_booking(booking_id, **changes)
        return Changed(part.series.id, 1, 0, 0, 0)
    plan = plan_change(part, changes, choices)
    stuck = [found for found in plan.lines if found.needs_choice]
    if stuck:
        raise errors.SeriesDoesNotFit(count=len(stuck), first=stuck[0].told())
    checked_words(title=plan.wish.title, person_id=plan.wish.person_id, note=plan.wish.note)
    return _write(plan)


@action(N_("cancel a series"))
def cancel_series(booking_id: int, *, scope: str, reason: str, exceptions_too: bool = False) -> Cancelled:
    """Cancel this booking, it and the later ones, or all that have not begun; the series ends before the first of them.

    Those changed on their own are left alone unless `exceptions_too`. Raises CancelNeedsReason, SeriesHasNothingAhead,
    NotOfSeries, NotFound, and for `this` what `bookings.cancel` raises.
    """
    part = scope_of(booking_id, scope=_checked(scope))
    if scope == "this":
        bookings.cancel(booking_id, reason=reason)
        return Cancelled(1, 0)
    why = reason_of(reason, error=errors.CancelNeedsReason)
    ahead = [
        row for row in part.rows if row.status in ("requested", "confirmed") and _is_ahead(row, booking_id)
    ]
    going = [row for row in ahead if exceptions_too or part.is_ahead(row) or row.id == booking_id]
    if not going:
        raise errors.SeriesHasNothingAhead
    for row in going:
        free("cancel", bookings.booking(row.id), cancel_reason=why)
    first = min(row.occurrence_on for row in going)
    kept_before = [row.occurrence_on for row in part.rows if row.occurrence_on < first]
    _end(part.series, before=part.since or (first if kept_before else part.series.starts_on))
    # what was changed on its own does not come back when the series is extended again
    usual = [row.id for row in going if not row.is_exception]
    Booking.update(is_dropped=True).where(Booking.id.in_(usual)).execute()
    return Cancelled(len(going), len(ahead) - len(going))


def preview_extend(
    booking_id: int, *, until: date | None = None, count: int | None = None, choices: Choices = NONE
) -> Preview:
    """What `extend_series` would do to every date; nothing is written."""
    part = scope_of(booking_id, scope="all")
    plan = plan_change(part, {"rule": _extended(part, until, count)}, choices)
    return Preview(plan.lines, plan.limited_to)


@action(N_("change the end of a series"))
def extend_series(
    booking_id: int, *, until: date | None = None, count: int | None = None, choices: Choices = NONE
) -> Changed:
    """Let a series end after that day, or after so many dates in all: later, or earlier. Raises as `change_series` does."""
    part = scope_of(booking_id, scope="all")
    return change_series(
        booking_id, scope="all", changes={"rule": _extended(part, until, count)}, choices=choices
    )


def _checked(scope: str) -> str:
    if scope not in SCOPES:
        raise ValueError(scope)
    return scope


def _extended(part: Scope, until: date | None, count: int | None) -> Rule:
    return replace(part.wish.rule, until=until, count=None if until else count)


def _is_ahead(row: Any, booking_id: int) -> bool:
    return bool(row.id == booking_id or row.starts_at > clock.now())


def _this_one(part: Scope, changes: dict[str, Any]) -> Occurrence:
    row = part.anchor
    names = ("room_id", "starts_at", "ends_at")
    place = {name: changes.get(name, getattr(row, name)) for name in names}
    day = place["starts_at"].date()
    board = Board(
        first=min(day, row.starts_at.date()), last=max(day, row.starts_at.date()), except_ids=[row.id]
    )
    own = ("title", "person_id", "head_count", "alone", "buffer_before", "buffer_after", "note")
    wish = replace(
        part.wish, **{name: changes.get(name, getattr(row, name)) for name in own},
        override_reason=changes.get("override_reason", ""),
    )  # fmt: skip
    stood = Place(row.room_id, board.room(row.room_id).name, row.starts_at, row.ends_at)
    found = line(
        board, wish, day=row.occurrence_on, choice=Choice("move", **place),
        before=(row.room_id, row.starts_at, row.ends_at),
    )  # fmt: skip
    # a booking on its own may be moved into the past: that is a correction
    found = replace(found, state="free") if found.state == "past" else found
    return replace(found, choice=None, booking_id=row.id, fate="changed", before=stood)


def _write(plan: Plan) -> Changed:
    series_id = _series_of(plan)
    _renumber_skipped(plan, series_id)
    changing = [found for found in plan.lines if found.booking_id and found.fate in ("changed", "falls_away")]
    rows = {row.id: row for row in plan.scope.rows}
    Booking.update(status="moving").where(Booking.id.in_([found.booking_id for found in changing])).execute()
    for row in rows.values():
        new_day = plan.dates.get(row.id, row.occurrence_on)
        if row.series_id != series_id or row.occurrence_on != new_day:
            Booking.update(series=series_id, occurrence_on=new_day).where(Booking.id == row.id).execute()
    _flag_left_alone(plan)
    for found in changing:
        if found.will_happen:
            _put(found, plan, row=rows[found.booking_id or 0])
        else:
            _drop(found, series_id=series_id)
    equipment.recheck(found.booking_id or 0 for found in changing if found.will_happen)
    new = [found for found in plan.lines if found.fate == "new"]
    instead = dropped(series_id)
    for found in new:
        if found.will_happen:
            insert(found, plan.wish, series_id=series_id, instead=instead)
        else:
            record_skipped(found, series_id=series_id)
    for room_id in dict.fromkeys(rows[found.booking_id or 0].room_id for found in changing):
        waiting.offer(room_id=room_id)
    away = sum(not found.will_happen for found in changing)
    return Changed(
        series_id, len(changing) - away, sum(found.will_happen for found in new), away,
        sum(found.fate == "kept" for found in plan.lines),
    )  # fmt: skip


def _series_of(plan: Plan) -> int:
    """The series that the planned dates belong to: the changed one, or a new one for the later part of it."""
    limited = plan.limited_to
    rule = replace(plan.wish.rule, until=limited, count=None) if limited else plan.wish.rule
    columns = series_columns(replace(plan.wish, rule=rule))
    old = plan.scope.series
    if plan.scope.since is None:
        Series.update(**columns).where(Series.id == old.id).execute()
        return int(old.id)
    _end(old, before=plan.scope.since)
    created: Any = Series.create(**columns)
    return int(created.id)


def _end(series: Any, *, before: date) -> None:
    """Let a series end before a day, whatever its end was; dates left out after it are no longer to be tried."""
    rule = replace(wish_of_series(series).rule, until=before - timedelta(days=1), count=None)
    Series.update(rule=rule.to_text()).where(Series.id == series.id).execute()


def _renumber_skipped(plan: Plan, series_id: int) -> None:
    """Left-out dates go with their week to the new date, or are forgotten where there is none any more."""
    for row in plan.scope.skipped:
        row.delete_instance()
    for row in plan.scope.skipped:
        day = plan.skipped_dates.get(row.id)
        if day is not None:
            SkippedOccurrence.insert(
                id=row.id, series=series_id, occurrence_on=day, reason=row.reason, detail=row.detail
            ).execute()


def _flag_left_alone(plan: Plan) -> None:
    """Whoever was left where it is by choice is an exception from now on, and so is one whose place differs."""
    left = [found.booking_id for found in plan.lines if found.fate == "kept" and found.booking_id]
    for row in plan.scope.rows:
        if row.id in left and not row.is_exception and row.status in ("requested", "confirmed"):
            Booking.update(is_exception=True).where(Booking.id == row.id).execute()


def _put(found: Occurrence, plan: Plan, *, row: Any) -> None:
    columns = booking_columns(found, plan.wish)
    if not plan.wish.override_reason.strip():
        del columns["override_reason"]
    status = row.status
    if found.room_id != row.room_id and room_of(found.room_id).needs_approval:
        status = "requested"
    Booking.update(**columns, status=status).where(Booking.id == row.id).execute()


def _drop(found: Occurrence, *, series_id: int) -> None:
    """Cancel a booking that its series no longer falls on, or that was left out by choice; a holiday can be tried again."""
    chosen = found.state == "skipped"
    reason = (
        _("left out by choice") if chosen else found.detail or _("The series no longer falls on this day.")
    )
    Booking.update(
        status="cancelled", cancel_reason=reason, is_dropped=not chosen, is_exception=chosen
    ).where(Booking.id == found.booking_id).execute()
    waiting.leave(found.booking_id or 0, status="withdrawn")
    if found.state == "holiday":
        record_skipped(found, series_id=series_id)
