"""Until when cards are good: new ones by the settings, warnings, extending."""

from datetime import date, datetime

import pytest

from centre_app import errors
from centre_app.centre import settings
from centre_app.desk.scanning import scan
from centre_app.desk.todo import todo
from centre_app.people import card_history, card_terms, people
from centre_app.storage import journal
from tests.builders import a_person, a_room, a_visit, open_daily


@pytest.fixture(autouse=True)
def room(centre):
    open_daily()
    return a_room(name="悦享读书区")


def end_of(person_id: int) -> date | None:
    return people.person(person_id).card_expires_on


def test_a_new_card_is_good_as_long_as_the_settings_say():
    assert end_of(people.register(name="王小明")) is None
    settings.put(name="card_months", value=18)
    assert end_of(people.register(name="李芳")) == date(2028, 4, 22)
    assert end_of(people.register(name="陈静", card_expires_on=date(2027, 1, 1))) == date(2027, 1, 1)


def test_a_replaced_card_is_a_new_one():
    settings.put(name="card_months", value=12)
    person = a_person(card_expires_on=date(2026, 9, 1))
    card_history.replace_card(person_id=person.id, lost=True)
    assert end_of(person.id) == date(2027, 10, 22)
    journal.undo()
    assert end_of(person.id) == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("before", "after"), [(date(2026, 9, 1), None), (date(2027, 2, 1), date(2027, 2, 1))]
)
def test_without_a_rule_a_replaced_card_keeps_only_a_day_still_to_come(before, after):
    person = a_person(card_expires_on=before)
    card_history.replace_card(person_id=person.id)
    assert end_of(person.id) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (date(2026, 11, 3), date(2027, 11, 3)),
        (date(2025, 1, 1), date(2027, 10, 22)),
        (date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_a_card_is_extended_by_a_year_from_its_end_or_from_today(before, after):
    person = a_person(card_expires_on=before)
    assert card_terms.extend(person_id=person.id) == after == end_of(person.id)
    journal.undo()
    assert end_of(person.id) == before


def test_a_card_without_end_and_no_card_are_not_extended():
    with pytest.raises(errors.CardWithoutEnd, match="陈雨桐"):
        card_terms.extend(person_id=a_person(name="陈雨桐").id)
    with pytest.raises(errors.NoCard):
        card_terms.extend(person_id=a_person(card_number=None, card_expires_on=date(2027, 1, 1)).id)


def test_many_cards_are_extended_as_one_action_and_those_without_end_are_left():
    ends = [date(2026, 11, 1), None, date(2026, 12, 1)]
    ids = [a_person(card_expires_on=end).id for end in ends]
    assert card_terms.extend_all(person_ids=ids) == 2
    assert [end_of(each) for each in ids] == [date(2027, 11, 1), None, date(2027, 12, 1)]
    journal.undo()
    assert [end_of(each) for each in ids] == ends
    with pytest.raises(errors.NothingToExtend):
        card_terms.extend_all(person_ids=[ids[1]])


def test_the_to_do_list_warns_of_cards_that_end_soon_of_people_who_still_come(room):
    for name, end, last in (
        ("快到期", date(2026, 11, 21), datetime(2026, 10, 1, 9)),
        ("今天到期", date(2026, 10, 22), datetime(2026, 8, 1, 9)),
        ("还早", date(2026, 11, 22), datetime(2026, 10, 1, 9)),
        ("已过期", date(2026, 10, 21), datetime(2026, 10, 1, 9)),
        ("久未来", date(2026, 11, 1), datetime(2026, 7, 1, 9)),
    ):
        a_visit(room=room, person=a_person(name=name, card_expires_on=end), arrived_at=last, left_at=last)
    found = [item for item in todo() if item.kind == "card_ends"]
    assert [item.state for item in found] == ["卡 10-22 到期", "卡 11-21 到期"]
    card_terms.extend(person_id=found[0].id)
    assert len([item for item in todo() if item.kind == "card_ends"]) == 1


def test_a_scan_says_that_a_card_is_over(room):
    a_person(card_number="R000007", card_expires_on=date(2026, 10, 21))
    a_person(card_number="R000008", card_expires_on=date(2026, 10, 22))
    assert scan("R000007").words.endswith("此卡已于 2026-10-21 到期。")
    assert "到期" not in scan("R000008").words
