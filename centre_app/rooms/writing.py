"""What the verbs of bookings share: the step of a booking into its next state, and the news that a place came free.

The verbs themselves are in `bookings.py`, `approval.py`, `displacing.py` and `rearranging.py`.
"""

from typing import Any

from centre_app import clock, errors
from centre_app.rooms import states, waiting
from centre_app.rooms.checks import Wish
from centre_app.rooms.models import Booking
from centre_app.rooms.reads import BookingRow, booking
from centre_app.storage import action
from centre_app.storage.database import db

PLACE = ("room_id", "starts_at", "ends_at", "head_count", "alone", "buffer_before", "buffer_after")
WORDS = ("title", "note", "person_id")
MOVES = ("room_id", "starts_at", "ends_at")


def step(verb: str, booking_id: int) -> BookingRow:
    """The booking, if the verb makes sense for it now. Raises BookingStateForbids, BookingNotBegun, NotFound."""
    row = booking(booking_id)
    states.check(verb, row, now=clock.now())
    return row


def passing(reason: str) -> str:
    """Why a rule of booking is passed over, tidied; empty where none is. Raises NotAllowed for who may not."""
    words = " ".join(reason.split())
    if words:
        action.check("override")
    return words


def write(verb: str, booking_id: int, **values: Any) -> None:
    """Put the booking into the state that the verb leads to; whatever was held for it is settled by that."""
    Booking.update(status=states.STEPS[verb].target, held_until=None, **values).where(
        Booking.id == booking_id
    ).execute()


def free(verb: str, row: BookingRow, **values: Any) -> None:
    """Put the booking into a state that holds no place, and offer its place to whoever waits for it."""
    write(verb, row.id, **values)
    waiting.leave(row.id, status="withdrawn")
    if row.holds:
        waiting.offer(room_id=row.room_id)


def wish_of(row: BookingRow, **changes: Any) -> Wish:
    """What the booking asks of its room, with some of it changed."""
    return Wish(**{name: changes.get(name, getattr(row, name)) for name in PLACE}, except_id=row.id)


def exception_of(row: BookingRow) -> dict[str, Any]:
    """What marks a booking of a series as changed on its own, so that edits of the series leave it as it is."""
    return {"is_exception": True} if row.series_id is not None else {}


def columns_of(wish: Wish) -> dict[str, Any]:
    """A wish as the columns of a booking."""
    return {column(name): getattr(wish, name) for name in PLACE}


def column(name: str) -> str:
    """The column behind a name of `book`."""
    return name.removesuffix("_id")


def checked_words(*, title: str, person_id: int | None, note: str) -> dict[str, Any]:
    """Title, contact and note as they are kept. Raises BookingNeedsTitleOrPerson, NotFound."""
    if not title.strip() and person_id is None:
        raise errors.BookingNeedsTitleOrPerson
    if person_id is not None and not _is_known(person_id):
        raise errors.NotFound
    return {"title": " ".join(title.split()), "person": person_id, "note": note.strip()}


def _is_known(person_id: int) -> bool:
    return db.execute_sql("SELECT 1 FROM person WHERE id = ?", (person_id,)).fetchone() is not None


def reason_of(text: str, *, error: type[errors.CentreError]) -> str:
    """A reason that was given. Raises the error where none was."""
    if not text.strip():
        raise error
    return " ".join(text.split())
