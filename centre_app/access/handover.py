"""What one clerk leaves to the next: notes that stay open until they are ticked off, and when a shift was handed over."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from centre_app import clock, errors
from centre_app.access.handover_models import HandoverNote, ShiftHandover
from centre_app.i18n import N_
from centre_app.storage.action import action, current_clerk
from centre_app.storage.database import db

LONGEST = 500
_NOTES = """
SELECT note.id, note.written_at, coalesce(writer.name, ''), note.text, note.done_at, coalesce(doer.name, '')
FROM handover_note note LEFT JOIN clerk writer ON writer.id = note.clerk_id LEFT JOIN clerk doer ON doer.id = note.done_by_id
WHERE {condition} ORDER BY {order} LIMIT ?"""
_LAST = """
SELECT at, coalesce(giver.name, ''), coalesce(taker.name, '') FROM shift_handover
LEFT JOIN clerk giver ON giver.id = from_clerk_id LEFT JOIN clerk taker ON taker.id = to_clerk_id
ORDER BY shift_handover.id DESC LIMIT 1"""
# What was undone, and not done again, does not count.
_DONE = """
SELECT label, count(*), max(at) FROM action done WHERE at >= :since AND kind = 'do' AND first_change IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM action back WHERE back.undoes_id = done.id AND back.kind = 'undo'
    AND NOT EXISTS (SELECT 1 FROM action again WHERE again.undoes_id = back.id))
GROUP BY label ORDER BY count(*) DESC, label LIMIT :limit"""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note to the next clerk; `done_at` is None while it is open. Clerks are empty when nobody was on duty."""

    id: int
    written_at: datetime
    clerk: str
    text: str
    done_at: datetime | None
    done_by: str


@dataclass(frozen=True, slots=True)
class Handover:
    """A shift handed over: when, by whom, to whom (empty for not said)."""

    at: datetime
    giver: str
    taker: str


@dataclass(frozen=True, slots=True)
class DoneRow:
    """Something done several times since a moment: its label as message id, how often, and the last time."""

    label: str
    times: int
    last_at: datetime


def open_notes(*, limit: int = 50) -> list[NoteRow]:
    """The notes nobody has ticked off yet, the oldest first."""
    return _rows("note.done_at IS NULL", (), "note.id", limit)


def ticked_off_since(moment: datetime, *, limit: int = 50) -> list[NoteRow]:
    """The notes ticked off since then, the latest first."""
    return _rows(
        "note.done_at >= ?", (f"{moment:%Y-%m-%d %H:%M:%S}",), "note.done_at DESC, note.id DESC", limit
    )


@action(N_("write a note to the next clerk"))
def write(*, text: str) -> int:
    """Leave a note and return its id. Raises NoteEmpty and TextTooLong."""
    made: Any = HandoverNote.create(written_at=clock.now(), clerk=current_clerk.get(), text=_checked(text))
    return int(made.id)


@action(N_("change a note to the next clerk"))
def change(*, note_id: int, text: str) -> None:
    """Say an open note anew; who wrote it and when stay. Raises NoteEmpty, TextTooLong, NoteEnded and NotFound."""
    words = _checked(text)
    if _open(note_id).text != words:
        HandoverNote.update(text=words).where(HandoverNote.id == note_id).execute()


@action(N_("tick off a note to the next clerk"))
def tick_off(*, note_id: int) -> None:
    """Say that a note is dealt with; it is kept. Raises NoteEnded and NotFound."""
    _open(note_id)
    query = HandoverNote.update(done_at=clock.now(), done_by=current_clerk.get())
    query.where(HandoverNote.id == note_id).execute()


@action(N_("hand over the shift"))
def hand_over(*, to_clerk_id: int | None) -> int:
    """Note that the clerk on duty hands over now, to whom where that is known. Raises HandoverToSelf.

    Who is on duty changes only when the next clerk is chosen.
    """
    present = current_clerk.get()
    if to_clerk_id is not None and to_clerk_id == present:
        raise errors.HandoverToSelf
    count: int = HandoverNote.select().where(HandoverNote.done_at.is_null()).count()
    made: Any = ShiftHandover.create(
        at=clock.now(), from_clerk=present, to_clerk=to_clerk_id, open_notes=count
    )
    return int(made.id)


def last() -> Handover | None:
    """The latest handover, None before the first."""
    row = db.execute_sql(_LAST).fetchone()
    return Handover(datetime.fromisoformat(row[0]), row[1], row[2]) if row else None


def done_since(moment: datetime, *, limit: int = 30) -> list[DoneRow]:
    """What was done since a moment of local time, the most frequent first; what was undone is left out."""
    since = moment.astimezone(UTC).replace(tzinfo=None)
    rows = db.execute_sql(_DONE, {"since": f"{since:%Y-%m-%d %H:%M:%S}", "limit": limit})
    return [DoneRow(label, times, _local(at)) for label, times, at in rows]


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone().replace(tzinfo=None)


def _rows(condition: str, values: tuple[str | int, ...], order: str, limit: int) -> list[NoteRow]:
    found = db.execute_sql(_NOTES.format(condition=condition, order=order), (*values, limit))
    return [
        NoteRow(
            row[0], datetime.fromisoformat(row[1]), row[2], row[3],
            datetime.fromisoformat(row[4]) if row[4] else None, row[5],
        )
        for row in found
    ]  # fmt: skip


def _open(note_id: int) -> NoteRow:
    found = _rows("note.id = ?", (note_id,), "note.id", 1)
    if not found:
        raise errors.NotFound
    if found[0].done_at is not None:
        raise errors.NoteEnded
    return found[0]


def _checked(text: str) -> str:
    words = text.strip()
    if not words:
        raise errors.NoteEmpty
    if len(words) > LONGEST:
        raise errors.TextTooLong(text=words[:20], most=LONGEST)
    return words
