"""Booking a room again and again: the preview of every date, booking them all, and trying anew what was left out.

Changing a series is in `series_edit.py`, the words of a preview in `series_lines.py`, reading in `series_reads.py`.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from centre_app import errors
from centre_app.i18n import N_
from centre_app.rooms import bookings
from centre_app.rooms.checks import room_of
from centre_app.rooms.models import Series, SkippedOccurrence
from centre_app.rooms.series_board import Board, line, wish_at
from centre_app.rooms.series_days import days_of
from centre_app.rooms.series_lines import (
    FATE_LABELS,
    STATE_LABELS,
    Choice,
    Choices,
    Occurrence,
    Place,
    Preview,
    SeriesWish,
    at_place,
)
from centre_app.rooms.series_reads import (
    OccurrenceRow,
    SeriesCard,
    SkippedRow,
    series_card,
    series_of,
    skipped,
)
from centre_app.rooms.series_write import dropped, insert, record_skipped, series_columns, wish_of_series
from centre_app.rooms.writing import checked_words
from centre_app.storage.action import action
from centre_app.storage.action import note as audit_note

__all__ = [
    "FATE_LABELS",
    "STATE_LABELS",
    "Booked",
    "Choice",
    "Choices",
    "Occurrence",
    "OccurrenceRow",
    "Place",
    "Preview",
    "SeriesCard",
    "SeriesWish",
    "SkippedRow",
    "book_series",
    "preview",
    "retry_skipped",
    "series_card",
    "series_of",
    "skipped",
]

NONE: dict[date, Choice] = {}


@dataclass(frozen=True, slots=True)
class Booked:
    """What a series became: its bookings in the order of their dates, and how many dates were left out."""

    series_id: int
    booking_ids: tuple[int, ...]
    skipped: int


def preview(wish: SeriesWish, *, choices: Choices = NONE, board: Board | None = None) -> Preview:
    """Every date of the series as it would be booked now, in a fixed number of queries; nothing is written.

    With a `board` that holds other plans already, the dates must fit with those too.

    Raises what `recurrence.dates` raises, NotFound, and what makes every date impossible (times, head-count).
    """
    days = days_of(wish.rule, wish.starts_on)
    ordered = list(days.holidays)
    board = board or Board(
        first=_first(ordered, choices), last=_last(ordered, choices), person_id=wish.person_id
    )
    lines = []
    for day, holiday in days.holidays.items():
        found = line(board, wish, day=day, holiday=holiday, choice=choices.get(day))
        if found.will_happen:
            board.put(
                wish_at(wish, found, board),
                title=wish.title,
                holds=not board.room(found.room_id).needs_approval,
            )
        lines.append(found)
    return Preview(lines, days.limited_to)


@action(N_("book a series"))
def book_series(wish: SeriesWish, *, choices: Choices = NONE, uid: str = "") -> Booked:
    """Book every date that is free; what is not, and is not chosen otherwise, is left out and stays as a row to try again.

    Every date goes through the rules of `bookings.book`. Raises SeriesNothingFree when no date can be booked,
    BookingNeedsTitleOrPerson, and what `preview` raises.
    """
    words = checked_words(title=wish.title, person_id=wish.person_id, note=wish.note)
    planned = preview(wish, choices=choices)
    if not planned.free:
        raise errors.SeriesNothingFree(count=len(planned.lines), first=planned.lines[0].told())
    rule = replace(wish.rule, until=planned.limited_to, count=None) if planned.limited_to else wish.rule
    wish = replace(wish, rule=rule, starts_on=planned.lines[0].day, title=words["title"], note=words["note"])
    created: Any = Series.create(**series_columns(wish), uid=uid)
    ids = tuple(insert(found, wish, series_id=created.id, instead={}) for found in planned.free)
    left_out = [found for found in planned.lines if not found.will_happen]
    for found in left_out:
        record_skipped(found, series_id=created.id)
    if wish.override_reason.strip():
        audit_note(N_("pass over a rule of booking"), subject=f"series:{created.id}")
    return Booked(created.id, ids, len(left_out))


@action(N_("book a date that was left out"))
def retry_skipped(
    skipped_id: int,
    *,
    room_id: int | None = None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    override_reason: str = "",
) -> int:
    """Book a date that was left out, at its place or at another one; returns the booking's id. Raises as `bookings.book`."""
    row: Any = SkippedOccurrence.get_or_none(SkippedOccurrence.id == skipped_id)
    if row is None:
        raise errors.NotFound
    wish = replace(wish_of_series(row.series), override_reason=override_reason)
    day: date = row.occurrence_on
    choice = Choice("move", room_id, starts_at, ends_at)
    place = at_place(wish, day, choice)
    error = bookings.refusal(
        **place, head_count=wish.head_count, alone=wish.alone, buffer_before=wish.buffer_before,
        buffer_after=wish.buffer_after, person_id=wish.person_id, override_reason=override_reason,
    )  # fmt: skip
    if error:
        raise error
    elsewhere = place != at_place(wish, day, None)
    found = Occurrence(
        day, room_name=room_of(place["room_id"]).name, choice=choice if elsewhere else None, **place
    )
    booking_id = insert(found, wish, series_id=row.series_id, instead=dropped(row.series_id))
    row.delete_instance()
    return booking_id


def _first(days: list[date], choices: Choices) -> date:
    return min([days[0], *(choice.starts_at.date() for choice in choices.values() if choice.starts_at)])


def _last(days: list[date], choices: Choices) -> date:
    return max([days[-1], *(choice.starts_at.date() for choice in choices.values() if choice.starts_at)])
