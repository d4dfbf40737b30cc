"""Cards that were lost, given back or replaced."""

import pytest

from centre_app import errors
from centre_app.desk.scanning import scan
from centre_app.lending import catalogue
from centre_app.people import card_history, people
from centre_app.storage import journal
from tests.builders import a_person, a_room, a_title, open_daily


@pytest.fixture(autouse=True)
def desk(centre):
    open_daily()
    a_room(name="悦享读书区")


def test_the_number_of_a_lost_card_is_refused_naming_whose_it_was():
    person = a_person(name="陈雨桐", card_number="R000007")
    card_history.end_card(person_id=person.id, why="lost")

    with pytest.raises(errors.CardEnded, match="陈雨桐"):
        scan("r000007")
    assert people.person(person.id).card_number == ""


def test_a_new_card_opens_the_person_and_the_old_one_does_not():
    person = a_person(card_number="R000007")
    new = card_history.replace_card(person_id=person.id, lost=True)

    assert scan(new).person_id == person.id
    with pytest.raises(errors.CardEnded):
        scan("R000007")
    assert [(card.number, card.ended_why) for card in card_history.former_of(person.id)] == [
        ("R000007", "lost")
    ]


def test_a_former_number_is_given_to_nobody_again_neither_as_card_nor_as_barcode():
    person = a_person(name="陈雨桐", card_number="R000007")
    card_history.end_card(person_id=person.id, why="returned")

    with pytest.raises(errors.CodeTaken, match="陈雨桐"):
        people.register(name="赵子轩", card_number="R000007")
    with pytest.raises(errors.CodeTaken):
        catalogue.add_copy(title_id=a_title().id, barcode="R000007")
    assert people.next_card_number() != "R000007"


def test_somebody_without_a_card_is_given_one():
    person = a_person(card_number="")
    assert card_history.replace_card(person_id=person.id, number="M88") == "M88"
    assert card_history.former_of(person.id) == []


def test_undo_makes_the_old_card_good_again():
    person = a_person(card_number="R000007")
    card_history.replace_card(person_id=person.id)
    journal.undo()

    assert scan("R000007").person_id == person.id
    assert card_history.former_of(person.id) == []


def test_a_card_that_nobody_has_cannot_end():
    person = a_person(card_number="")
    with pytest.raises(errors.NoCard):
        card_history.end_card(person_id=person.id, why="lost")


def test_the_card_of_an_organisation_opens_it_without_a_visit():
    school = a_person(name="星光小学", card_number="R9", category="organisation")
    done = scan("R9")
    assert (done.kind, done.person_id, done.wrote) == ("person_shown", school.id, False)
