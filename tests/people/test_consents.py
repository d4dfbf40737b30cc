"""Consents: their wording, who gave them, children, taking them back."""

from datetime import date

import pytest

from centre_app import errors
from centre_app.people import consents, history, people, registration, visits
from centre_app.people.consents import Given
from centre_app.storage import journal
from centre_app.storage.database import db
from tests.builders import a_person, a_room

TODAY = date(2026, 10, 22)


def kind(person_id: int) -> str:
    state = registration.about(person_id).consent
    assert state == consents.state(person_id)
    return state.kind


def test_a_fresh_centre_has_a_wording_to_be_signed(centre):
    used = consents.wording()
    assert used.version == 1
    assert "监护人" in used.text
    assert "身份证" in used.text


def test_a_changed_wording_is_a_new_version_and_consents_stay_with_theirs(centre):
    person = a_person()
    consents.give(person_id=person.id, given=Given(date(2026, 10, 1)))
    assert consents.change_wording(text="  新的同意书  ") == 2
    assert (consents.wording().version, consents.wording().text) == (2, "新的同意书")
    assert consents.state(person.id).last.version == 1
    consents.give(person_id=person.id, given=Given(TODAY))
    assert [record.version for record in consents.records(person.id)] == [2, 1]
    journal.undo()
    journal.undo()
    assert consents.wording().version == 1


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 5001])
def test_a_wording_of_nothing_or_of_a_book_is_refused(centre, text):
    with pytest.raises((errors.WordingMissing, errors.TextTooLong)):
        consents.change_wording(text=text)


def test_the_same_wording_again_is_no_new_version(centre):
    with pytest.raises(errors.WordingUnchanged):
        consents.change_wording(text=consents.wording().text)


def test_giving_and_withdrawing_keep_the_column_in_step_and_can_be_undone(centre):
    person = a_person()
    assert kind(person.id) == "missing"
    consents.give(person_id=person.id, given=Given(date(2026, 9, 1)))
    assert people.person(person.id).consented_on == date(2026, 9, 1)
    assert kind(person.id) == "given"
    consents.withdraw(person_id=person.id)
    assert people.person(person.id).consented_on is None
    assert kind(person.id) == "withdrawn"
    journal.undo()
    assert kind(person.id) == "given"
    journal.undo()
    assert kind(person.id) == "missing"
    assert db.execute_sql("SELECT count(*) FROM consent").fetchone() == (0,)


def test_consent_can_be_given_again_after_it_was_withdrawn(centre):
    person = a_person()
    consents.give(person_id=person.id, given=Given(date(2026, 9, 1)))
    consents.withdraw(person_id=person.id, withdrawn_on=date(2026, 9, 20))
    consents.give(person_id=person.id, given=Given(TODAY))
    assert kind(person.id) == "given"
    assert [record.withdrawn_on for record in consents.records(person.id)] == [None, date(2026, 9, 20)]


def test_a_consent_taken_over_from_a_list_counts_and_keeps_its_day_when_withdrawn(centre):
    person = a_person(consented_on=date(2025, 5, 1), birth_date=date(2018, 1, 1))
    assert kind(person.id) == "given"
    consents.withdraw(person_id=person.id)
    (record,) = consents.records(person.id)
    assert (record.given_on, record.withdrawn_on, record.version) == (date(2025, 5, 1), TODAY, None)


def test_what_was_not_given_cannot_be_withdrawn_nor_before_it_was_given(centre):
    person = a_person(name="王小明")
    with pytest.raises(errors.NoConsent, match="王小明"):
        consents.withdraw(person_id=person.id)
    consents.give(person_id=person.id, given=Given(date(2026, 9, 1)))
    with pytest.raises(errors.WithdrawnBeforeGiven):
        consents.withdraw(person_id=person.id, withdrawn_on=date(2026, 8, 31))
    with pytest.raises(errors.ConsentInFuture):
        consents.withdraw(person_id=person.id, withdrawn_on=date(2026, 10, 23))
    with pytest.raises(errors.ConsentInFuture):
        consents.give(person_id=person.id, given=Given(date(2026, 10, 23)))
    assert kind(person.id) == "given"


def test_a_child_is_not_registered_by_name_without_the_guardians_consent(centre):
    with pytest.raises(errors.GuardianConsentMissing) as refused:
        registration.register(name="李想", birth_date=date(2012, 10, 23))
    assert "李想未满 14 岁" in refused.value.sentence()
    for given in (Given(TODAY), Given(TODAY, "", "parent"), Given(TODAY, "李强", "self")):
        with pytest.raises(errors.GuardianNameMissing):
            registration.register(name="李想", age=9, consent=given)
    assert db.execute_sql("SELECT count(*) FROM person").fetchone() == (0,)
    assert db.execute_sql("SELECT count(*) FROM change WHERE before LIKE '%李想%'").fetchone() == (0,)


def test_at_fourteen_nobody_else_is_asked(centre):
    registration.register(name="李想", birth_date=date(2012, 10, 22))
    registration.register(name="李念")


def test_the_age_is_seen_in_the_id_number_too(centre):
    from tests.builders import an_id

    with pytest.raises(errors.GuardianConsentMissing):
        registration.register(name="李想", id_number=an_id(born="20180101"))


def test_a_child_with_consent_is_registered_and_checked_in_as_one_step(centre):
    a_room()
    child = registration.register_and_check_in(name="李想", age=9, consent=Given(TODAY, " 李强 ", "parent"))
    last = consents.state(child).last
    assert (last.given_by, last.relation, last.version) == ("李强", "parent", 1)
    assert visits.open_visit_of(child) is not None
    journal.undo()
    for table in ("person", "consent", "visit"):
        assert db.execute_sql(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_a_child_from_a_list_is_shown_as_missing_and_an_organisation_is_not_asked(centre):
    child = a_person(birth_year=2020)
    state = registration.about(child.id).consent
    assert (state.kind, state.is_child) == ("missing", True)
    assert kind(a_person(category="organisation").id) == "not_needed"


def test_what_somebody_said_for_themselves_is_no_consent_once_known_to_be_a_child(centre):
    person_id = registration.register(name="李想", consent=Given(TODAY))
    assert kind(person_id) == "given"
    people.change_person(person_id=person_id, birth_date=date(2018, 1, 1))
    assert kind(person_id) == "missing"


def test_what_stands_beside_the_facts_is_one_query(count_queries):
    person = a_person()
    consents.give(person_id=person.id, given=Given(TODAY))
    assert count_queries(lambda: registration.about(person.id)) == 1


def test_the_history_tells_of_consent_and_id_number(centre):
    from tests.builders import an_id

    person = a_person()
    registration.change(person_id=person.id, id_number=an_id())
    consents.give(person_id=person.id, given=Given(TODAY))
    consent, noted, *_rest = history.history(person.id)
    assert (consent.label, consent.fields) == ("note a consent", ("Consent given on",))
    assert (noted.label, noted.fields) == ("change a person", ("ID number",))
