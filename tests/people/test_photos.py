"""Photos: kept small, replaced, taken away, brought back."""

import pytest

from centre_app import errors
from centre_app.people import photos, registration
from centre_app.storage import journal
from tests.builders import a_person

JPEG, OTHER = b"\xff\xd8\xff\x00one", b"\xff\xd8\xff\x01two"


def test_a_photo_is_kept_replaced_and_taken_away_and_every_step_is_undone(centre):
    person = a_person()
    photos.put(person_id=person.id, image=JPEG)
    photos.put(person_id=person.id, image=OTHER)
    photos.remove(person_id=person.id)
    shown = []
    for _step in range(3):
        shown.append(photos.image(person.id))
        journal.undo()
    assert [*shown, photos.image(person.id)] == [None, OTHER, JPEG, None]


def test_the_photo_stands_beside_the_facts(centre):
    person = a_person()
    photos.put(person_id=person.id, image=JPEG)
    assert registration.about(person.id).photo == JPEG


@pytest.mark.parametrize("image", [b"", b"GIF89a", JPEG + bytes(60 * 1024)])
def test_what_is_no_small_jpeg_is_refused(centre, image):
    person = a_person()
    with pytest.raises(errors.PhotoUnreadable):
        photos.put(person_id=person.id, image=image)
    assert photos.image(person.id) is None


def test_nobody_has_no_photo(centre):
    with pytest.raises(errors.NotFound):
        photos.put(person_id=9, image=JPEG)
    with pytest.raises(errors.NotFound):
        photos.remove(person_id=a_person().id)
