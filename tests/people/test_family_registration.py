"""Registering a family: one step, one address, one consent for all children."""

from datetime import date

import pytest

from centre_app import errors
from centre_app.people import consents, family_registration, households, people
from centre_app.people.family_registration import Member
from centre_app.people.fields import Birth
from centre_app.storage import journal
from centre_app.storage.database import db
from tests.builders import a_person

TODAY = date(2026, 10, 22)
MOTHER = Member("王芳", "F", Birth(year=1988), "13812345678")
CHILDREN = (
    Member("王小明", "M", Birth(day=date(2018, 5, 1)), relation="parent"),
    Member("王小红", "F", Birth(year=2020), relation="parent"),
)


def count(table: str) -> int:
    return db.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_guardian_children_and_others_get_one_address_cards_and_the_consent(centre):
    grandmother = Member("李秀英", birth=Birth(year=1955))
    made = family_registration.register_family(
        guardian=MOTHER, members=[*CHILDREN, grandmother], building="3号楼", door="501",
        children_consent_on=TODAY, own_consent_on=TODAY,
    )  # fmt: skip
    everybody = [people.person(each) for each in (made.guardian_id, *made.member_ids)]
    assert [each.card_number for each in everybody] == ["R000001", "R000002", "R000003", "R000004"]
    assert {each.address for each in everybody} == {"3号楼 501"}
    assert len({each.household_id for each in everybody}) == 1
    assert [each.guardian_id for each in everybody] == [None, made.guardian_id, made.guardian_id, None]
    states = [consents.state(each.id) for each in everybody]
    assert [state.kind for state in states] == ["given", "given", "given", "missing"]
    assert (states[1].last.given_by, states[1].last.relation) == ("王芳", "parent")


def test_a_family_is_undone_and_done_again_in_one_step(centre):
    family_registration.register_family(
        guardian=MOTHER, members=CHILDREN, building="3号楼", children_consent_on=TODAY
    )
    journal.undo()
    assert [count(table) for table in ("person", "household", "consent")] == [0, 0, 0]
    journal.redo()
    assert [count(table) for table in ("person", "household", "consent")] == [3, 1, 2]


def test_without_consent_for_a_child_nobody_of_the_family_is_kept(centre):
    with pytest.raises(errors.GuardianConsentMissing, match="王小明"):
        family_registration.register_family(guardian=MOTHER, members=CHILDREN)
    assert count("person") == 0


def test_those_known_already_join_the_family_and_keep_their_facts(centre):
    mother = a_person(name="王芳", phone="13812345678")
    people.change_person(person_id=mother.id, building="3号楼", door="501")
    child = a_person(name="王小明", birth_date=date(2018, 5, 1))
    made = family_registration.register_family(
        guardian=Member(person_id=mother.id),
        members=[Member(person_id=child.id, relation="grandparent"), CHILDREN[1]],
        children_consent_on=TODAY,
    )
    assert (made.guardian_id, made.member_ids[0]) == (mother.id, child.id)
    joined = people.person(child.id)
    assert (joined.guardian_id, joined.address, joined.birth_date) == (
        mother.id,
        "3号楼 501",
        date(2018, 5, 1),
    )
    assert consents.state(child.id).last.relation == "grandparent"
    assert people.person(mother.id).phone == "13812345678"


def test_a_family_of_one_or_with_somebody_twice_or_in_a_circle_is_refused(centre):
    mother, child = a_person(name="王芳"), a_person(name="王小明")
    with pytest.raises(errors.FamilyEmpty):
        family_registration.register_family(guardian=MOTHER, members=[])
    ward = Member(person_id=child.id, relation="parent")
    with pytest.raises(errors.MemberTwice, match="王小明"):
        family_registration.register_family(guardian=MOTHER, members=[ward, ward])
    with pytest.raises(errors.MemberTwice, match="王芳"):
        family_registration.register_family(
            guardian=Member(person_id=mother.id), members=[Member(person_id=mother.id, relation="parent")]
        )
    people.change_person(person_id=mother.id, guardian_id=child.id)
    with pytest.raises(errors.GuardianLoop):
        family_registration.register_family(guardian=Member(person_id=mother.id), members=[ward])
    assert count("person") == 2


def test_a_household_of_three_hundred_is_registered_read_and_undone(centre):
    members = [Member(f"王{number:03}", relation="guardian") for number in range(299)]
    made = family_registration.register_family(guardian=MOTHER, members=members, building="集体宿舍")
    home = people.person(made.guardian_id)
    assert len(home.wards) == 100
    assert len(households.members(home.household_id)) == 50
    assert len(households.members(home.household_id, limit=1000)) == 300
    assert len(people.find("集体宿舍")) == 50
    journal.undo()
    assert count("person") == 0


@pytest.mark.parametrize("name", ["李", "字" * 40, "阿卜杜拉·买买提", "😀", "O'Neil-Smith", "𠮷野家"])
def test_a_member_of_any_name_is_registered_and_found(centre, name):
    made = family_registration.register_family(
        guardian=MOTHER, members=[Member(name, birth=Birth(year=1900))]
    )
    child = people.person(made.member_ids[0])
    assert (child.name, child.age) == (name, 126)
    assert [hit.id for hit in people.likely_same(name=name)] == [child.id]


@pytest.mark.parametrize("name", ["", "  ", "　", "字" * 41])
def test_a_member_without_a_name_or_with_a_page_of_it_is_refused(centre, name):
    with pytest.raises((errors.NameMissing, errors.NameTooLong)):
        family_registration.register_family(guardian=MOTHER, members=[Member(name)])
    assert count("person") == 0
