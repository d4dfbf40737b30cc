"""Photos of people: one small JPEG each. Making a picture small is the window's work; here it is checked and kept."""

from centre_app import clock, errors
from centre_app.i18n import N_
from centre_app.people.identity_models import PersonPhoto
from centre_app.storage.action import action
from centre_app.storage.database import db

MOST_BYTES = 60 * 1024  # the journal keeps an image as twice as many letters
SIDE = 400
_JPEG = b"\xff\xd8\xff"


@action(N_("add a photo"))
def put(*, person_id: int, image: bytes) -> None:
    """Keep a photo, a JPEG of at most 60 KB, in place of the one before. Raises PhotoUnreadable, NotFound."""
    if not image.startswith(_JPEG) or len(image) > MOST_BYTES:
        raise errors.PhotoUnreadable
    if db.execute_sql("SELECT 1 FROM person WHERE id = ?", (person_id,)).fetchone() is None:
        raise errors.NotFound
    now = clock.now()
    changed = PersonPhoto.update(image=image, added_at=now).where(PersonPhoto.person == person_id).execute()
    if not changed:
        PersonPhoto.create(person=person_id, image=image, added_at=now)


@action(N_("take a photo away"))
def remove(*, person_id: int) -> None:
    """Keep no photo of this person. Raises NotFound where there is none."""
    if not PersonPhoto.delete().where(PersonPhoto.person == person_id).execute():
        raise errors.NotFound


def image(person_id: int) -> bytes | None:
    """The photo as a JPEG, None for none."""
    row = db.execute_sql("SELECT image FROM person_photo WHERE person_id = ?", (person_id,)).fetchone()
    return bytes(row[0]) if row else None
