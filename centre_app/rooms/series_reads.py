"""Series as rows for screens: the series with its bookings and the dates left out. Nothing is written here."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from centre_app import errors
from centre_app.centre.models import Room
from centre_app.i18n import N_
from centre_app.rooms.models import Booking, Series, SkippedOccurrence
from centre_app.rooms.recurrence import Rule
from centre_app.rooms.series_write import wish_of_series

SKIP_LABELS = {
    "chosen": N_("left out by choice"),
    "holiday": N_("public holiday"),
    "closed": N_("closed then"),
    "clash": N_("taken"),
    "past": N_("already past"),
    "quota": N_("more than the limit"),
    "impossible": N_("not possible"),
}


@dataclass(frozen=True, slots=True)
class OccurrenceRow:
    """One booking of a series. `occurrence_on` is its original date; a dropped one fell away by a change of the series."""

    booking_id: int
    occurrence_on: date
    room_id: int
    room_name: str
    starts_at: datetime
    ends_at: datetime
    head_count: int
    came_count: int | None
    status: str
    is_exception: bool
    is_dropped: bool

    @property
    def id(self) -> int:
        """The booking's id."""
        return self.booking_id


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A date of a series that was not booked; `reason` is a key of SKIP_LABELS, `detail` what was in the way."""

    id: int
    series_id: int
    occurrence_on: date
    starts_at: datetime
    ends_at: datetime
    room_id: int
    room_name: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class SeriesCard:
    """A series with all its bookings and the dates left out, by date; `words` says how often it is."""

    id: int
    rule: Rule
    words: str
    title: str
    person_id: int | None
    room_id: int
    room_name: str
    starts_on: date
    starts_time: time
    ends_time: time
    head_count: int
    alone: bool
    buffer_before: int
    buffer_after: int
    note: str
    occurrences: list[OccurrenceRow]
    skipped: list[SkippedRow]


def series_card(series_id: int) -> SeriesCard:
    """One series. Raises NotFound."""
    row: Any = Series.select(Series, Room).join(Room).where(Series.id == series_id).first()
    if row is None:
        raise errors.NotFound
    wish = wish_of_series(row)
    return SeriesCard(
        id=row.id, rule=wish.rule, words=wish.words(), title=row.title, person_id=row.person_id, room_id=row.room_id,
        room_name=row.room.name, starts_on=row.starts_on, starts_time=wish.starts_time, ends_time=wish.ends_time,
        head_count=row.head_count, alone=row.alone, buffer_before=row.buffer_before, buffer_after=row.buffer_after,
        note=row.note, occurrences=_occurrences(series_id), skipped=_skipped(row),
    )  # fmt: skip


def series_of(booking_id: int) -> SeriesCard | None:
    """The series of a booking, None for a single one. Raises NotFound."""
    row: Any = Booking.select(Booking.series).where(Booking.id == booking_id).tuples().first()
    if row is None:
        raise errors.NotFound
    return series_card(row[0]) if row[0] is not None else None


def skipped(series_id: int) -> list[SkippedRow]:
    """The dates of a series that were left out, in order. Raises NotFound."""
    row: Any = Series.select(Series, Room).join(Room).where(Series.id == series_id).first()
    if row is None:
        raise errors.NotFound
    return _skipped(row)


def _occurrences(series_id: int) -> list[OccurrenceRow]:
    query: Any = (
        Booking.select(
            Booking.id, Booking.occurrence_on, Booking.room, Room.name, Booking.starts_at, Booking.ends_at,
            Booking.head_count, Booking.came_count, Booking.status, Booking.is_exception, Booking.is_dropped,
        )
        .join_from(Booking, Room)
        .where(Booking.series == series_id)
        .order_by(Booking.occurrence_on, Booking.id)
    )  # fmt: skip
    return [OccurrenceRow(*row) for row in query.tuples()]


def _skipped(series: Any) -> list[SkippedRow]:
    wish = wish_of_series(series)
    found: Any = (
        SkippedOccurrence.select()
        .where(SkippedOccurrence.series == series.id)
        .order_by(SkippedOccurrence.occurrence_on)
    )
    return [
        SkippedRow(
            row.id, series.id, row.occurrence_on, *wish.span(row.occurrence_on), series.room_id, series.room.name,
            row.reason, row.detail,
        )
        for row in found
    ]  # fmt: skip
