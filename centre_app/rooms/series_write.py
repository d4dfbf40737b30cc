"""Writing a series' rows: the series itself, its bookings, the dates left out. What is written is decided elsewhere."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from centre_app.rooms import recurrence
from centre_app.rooms.checks import room_of
from centre_app.rooms.models import Booking, SkippedOccurrence
from centre_app.rooms.series_lines import Occurrence, SeriesWish

_REASONS = {"skipped": "chosen"}


def series_columns(wish: SeriesWish) -> dict[str, Any]:
    """A wish as the columns of a series; buffers not given are the room's of today."""
    before, after = _buffers(wish, wish.room_id)
    return {
        "rule": wish.rule.to_text(),
        "starts_on": wish.starts_on,
        "starts_time": f"{wish.starts_time:%H:%M}",
        "ends_time": f"{wish.ends_time:%H:%M}",
        "skip_holidays": wish.rule.skip_holidays,
        "follow_makeup_workdays": wish.rule.follow_makeup_workdays,
        "room": wish.room_id,
        "person": wish.person_id,
        "title": wish.title,
        "buffer_before": before,
        "buffer_after": after,
        "head_count": wish.head_count,
        "alone": wish.alone,
        "note": wish.note,
    }


def wish_of_series(series: Any) -> SeriesWish:
    """A series' row as the wish it was made from."""
    return SeriesWish(
        rule=recurrence.from_text(
            series.rule,
            skip_holidays=series.skip_holidays,
            follow_makeup_workdays=series.follow_makeup_workdays,
        ),
        starts_on=series.starts_on,
        starts_time=time.fromisoformat(series.starts_time),
        ends_time=time.fromisoformat(series.ends_time),
        room_id=series.room_id,
        title=series.title,
        person_id=series.person_id,
        head_count=series.head_count,
        alone=series.alone,
        buffer_before=series.buffer_before,
        buffer_after=series.buffer_after,
        note=series.note,
    )


def booking_columns(found: Occurrence, wish: SeriesWish) -> dict[str, Any]:
    """A date of the series as the columns of its booking."""
    before, after = _buffers(wish, found.room_id)
    return {
        "room": found.room_id,
        "starts_at": found.starts_at,
        "ends_at": found.ends_at,
        "person": wish.person_id,
        "title": wish.title,
        "buffer_before": before,
        "buffer_after": after,
        "head_count": wish.head_count,
        "alone": wish.alone,
        "note": wish.note,
        "occurrence_on": found.day,
        "is_exception": found.moved,
        "is_dropped": False,
        "override_reason": " ".join(wish.override_reason.split()),
    }


def dropped(series_id: int) -> dict[date, int]:
    """The bookings that fell away from a series, by their original date: they are taken up again before new ones are made."""
    query: Any = Booking.select(Booking.occurrence_on, Booking.id).where(
        Booking.series == series_id, Booking.is_dropped, Booking.status == "cancelled"
    )
    return dict(query.tuples())


def insert(found: Occurrence, wish: SeriesWish, *, series_id: int, instead: Mapping[date, int]) -> int:
    """Book one date, in the row of `instead` that had fallen away on that date if there is one. Returns the booking's id."""
    status = "requested" if room_of(found.room_id).needs_approval else "confirmed"
    values = {
        **booking_columns(found, wish),
        "series": series_id,
        "status": status,
        "cancel_reason": "",
    }
    again = instead.get(found.day)
    if again is not None:
        Booking.update(**values).where(Booking.id == again).execute()
        return again
    created: Any = Booking.create(**values)
    return int(created.id)


def record_skipped(found: Occurrence, *, series_id: int) -> None:
    """Keep a date that is left out, with the reason."""
    values = {"reason": _REASONS.get(found.state, found.state), "detail": found.detail}
    SkippedOccurrence.insert(series=series_id, occurrence_on=found.day, **values).execute()


def forget_skipped(series_id: int, days: list[date]) -> None:
    """Drop dates that were left out and that the series no longer falls on."""
    SkippedOccurrence.delete().where(
        SkippedOccurrence.series == series_id, SkippedOccurrence.occurrence_on.in_(days)
    ).execute()


def _buffers(wish: SeriesWish, room_id: int) -> tuple[int, int]:
    if wish.buffer_before is not None and wish.buffer_after is not None:
        return wish.buffer_before, wish.buffer_after
    room = room_of(room_id)
    before = room.buffer_before if wish.buffer_before is None else wish.buffer_before
    return before, room.buffer_after if wish.buffer_after is None else wish.buffer_after
