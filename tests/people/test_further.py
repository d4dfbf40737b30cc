"""Further facts of a person: needs, languages, emergency contact, volunteer."""

import pytest

from centre_app import errors
from centre_app.people import further, history, people
from centre_app.storage import journal

pytestmark = pytest.mark.usefixtures("centre")
FACTS = {
    "languages": "粤语", "needs": "wheelchair,hearing", "emergency_name": "王丽", "emergency_phone": "13800005678",
    "emergency_relation": "女儿", "is_volunteer": 1,
}  # fmt: skip


def known(person_id: int) -> dict[str, object]:
    return {name: people.person(person_id).facts[name] for name in FACTS}


def test_further_facts_are_kept_changed_and_undone():
    given = FACTS | {
        "needs": ("hearing", "wheelchair"),
        "emergency_phone": "138 0000 5678",
        "is_volunteer": True,
    }
    person = people.register(name="王秀英", **given)
    assert known(person) == FACTS
    people.change_person(person_id=person, needs="", emergency_phone="")
    assert known(person) == FACTS | {"needs": "", "emergency_phone": ""}
    assert history.history(person)[0].fields == ("Needs", "Phone of the emergency contact")
    journal.undo()
    assert known(person) == FACTS


def test_none_of_them_is_needed():
    person = people.register(name="王秀英")
    assert set(known(person).values()) == {"", 0}


def test_the_phone_of_the_emergency_contact_is_checked_and_named_as_such():
    with pytest.raises(errors.EmergencyPhoneImpossible, match="紧急联系人") as refused:
        people.register(name="王秀英", emergency_phone="12345678901")
    assert "emergency_phone" in refused.value.data


def test_saving_the_same_further_facts_writes_nothing():
    person = people.register(name="王秀英", tag_ids=[1], **FACTS)
    before = journal.last_change_id()
    people.change_person(person_id=person, tag_ids=[1], **FACTS)
    assert journal.last_change_id() == before


def test_needs_are_said_in_words_and_an_unknown_code_is_a_mistake():
    assert further.needs_words("wheelchair,hearing") == "轮椅、听力不便"
    with pytest.raises(ValueError, match="wings"):
        people.register(name="王秀英", needs="wings")
