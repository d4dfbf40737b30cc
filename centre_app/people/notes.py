"""Notes for the desk about a person: written, changed, ended. The free words of the record (`person.note`) are another thing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from centre_app import clock, errors
from centre_app.i18n import N_
from centre_app.people import fields
from centre_app.people.note_models import PersonNote
from centre_app.storage.action import action, current_clerk
from centre_app.storage.database import db

LONGEST = 500
_SHOWN_AT_SCAN = 5
_NOTES = """
SELECT person_note.id, person_id, written_at, coalesce(clerk.name, ''), text, important, ended_at
FROM person_note LEFT JOIN clerk ON clerk.id = person_note.clerk_id WHERE {condition}
ORDER BY ended_at IS NOT NULL, important DESC, written_at DESC, person_note.id DESC LIMIT {limit}"""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note. `clerk` is empty when nobody was on duty; `ended_at` is None while it counts."""

    id: int
    person_id: int
    written_at: datetime
    clerk: str
    text: str
    important: bool
    ended_at: datetime | None


def notes_of(person_id: int, *, limit: int = 200) -> list[NoteRow]:
    """Somebody's notes in one query: those that count first, of them the important ones."""
    return _rows("person_id = ?", person_id, limit)


def important_of(person_id: int) -> list[str]:
    """What must be said when somebody's card is scanned, the latest first."""
    found = _rows("person_id = ? AND ended_at IS NULL AND important", person_id, _SHOWN_AT_SCAN)
    return [row.text for row in found]


def note(note_id: int) -> NoteRow:
    """One note. Raises NotFound."""
    found = _rows("person_note.id = ?", note_id, 1)
    if not found:
        raise errors.NotFound
    return found[0]


@action(N_("write a note for the desk"))
def write(*, person_id: int, text: str, important: bool = False) -> int:
    """Write a note about somebody and return its id. Raises NoteEmpty, TextTooLong and NotFound."""
    words = _checked(text)
    if db.execute_sql("SELECT 1 FROM person WHERE id = ?", (person_id,)).fetchone() is None:
        raise errors.NotFound
    made: Any = PersonNote.create(
        person=person_id, written_at=clock.now(), clerk=current_clerk.get(), text=words, important=important
    )
    return int(made.id)


@action(N_("change a note for the desk"))
def change(*, note_id: int, text: str, important: bool) -> None:
    """Say a note anew; who wrote it and when stay. Raises NoteEmpty, NoteEnded, TextTooLong and NotFound."""
    words, present = _checked(text), _open(note_id)
    if (present.text, present.important) != (words, important):
        PersonNote.update(text=words, important=important).where(PersonNote.id == note_id).execute()


@action(N_("end a note for the desk"))
def end(*, note_id: int) -> None:
    """Let a note count no more; it stays in the record. Raises NoteEnded and NotFound."""
    _open(note_id)
    PersonNote.update(ended_at=clock.now()).where(PersonNote.id == note_id).execute()


def _open(note_id: int) -> NoteRow:
    present = note(note_id)
    if present.ended_at is not None:
        raise errors.NoteEnded
    return present


def _checked(text: str) -> str:
    words = text.strip()
    if not words:
        raise errors.NoteEmpty
    return fields.limited(words, most=LONGEST)


def _rows(condition: str, value: int, limit: int) -> list[NoteRow]:
    found = db.execute_sql(_NOTES.format(condition=condition, limit=limit), (value,))
    return [
        NoteRow(row[0], row[1], _moment(row[2]), row[3], row[4], bool(row[5]), _moment(row[6]) if row[6] else None)
        for row in found
    ]  # fmt: skip


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
