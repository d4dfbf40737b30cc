"""Notes for the desk: written, changed, ended, each of which can be undone."""

import pytest

from centre_app import errors
from centre_app.people import notes
from centre_app.storage import journal
from tests.builders import a_clerk, a_person


@pytest.fixture
def person(centre):
    return a_person(name="周桂兰")


def words(person) -> list[tuple[str, bool, bool]]:
    return [(row.text, row.important, row.ended_at is not None) for row in notes.notes_of(person.id)]


def test_an_important_note_is_said_at_the_scan_and_a_plain_one_is_not(person):
    notes.write(person_id=person.id, text="喜欢坐窗边")
    notes.write(person_id=person.id, text=" 听力不好，请大声说 ", important=True)
    assert notes.important_of(person.id) == ["听力不好，请大声说"]
    assert words(person) == [("听力不好，请大声说", True, False), ("喜欢坐窗边", False, False)]


def test_a_note_tells_who_wrote_it(person):
    from centre_app.storage.action import current_clerk

    current_clerk.set(a_clerk(name="李敏").id)
    assert notes.note(notes.write(person_id=person.id, text="钥匙在前台")).clerk == "李敏"


def test_an_ended_note_is_kept_but_said_no_more_and_is_not_changed(person):
    note_id = notes.write(person_id=person.id, text="欠复印费 3 元", important=True)
    notes.end(note_id=note_id)
    assert notes.important_of(person.id) == []
    assert words(person) == [("欠复印费 3 元", True, True)]
    with pytest.raises(errors.NoteEnded):
        notes.change(note_id=note_id, text="别的", important=False)


def test_undo_takes_back_writing_changing_and_ending(person):
    note_id = notes.write(person_id=person.id, text="带助行器")
    notes.change(note_id=note_id, text="带轮椅", important=True)
    notes.end(note_id=note_id)
    journal.undo()
    assert words(person) == [("带轮椅", True, False)]
    journal.undo()
    assert words(person) == [("带助行器", False, False)]
    journal.undo()
    assert words(person) == []


@pytest.mark.parametrize("text", ["", "  \n ", "　"])
def test_a_note_without_words_is_refused(person, text):
    with pytest.raises(errors.NoteEmpty):
        notes.write(person_id=person.id, text=text)


def test_a_note_too_long_or_of_nobody_is_refused(person):
    with pytest.raises(errors.TextTooLong):
        notes.write(person_id=person.id, text="字" * (notes.LONGEST + 1))
    with pytest.raises(errors.NotFound):
        notes.write(person_id=person.id + 1, text="谁")
