"""What a scan does: the rules of the desk, one sentence each."""

from datetime import datetime, timedelta

import pytest

from centre_app import clock, errors
from centre_app.access import audit
from centre_app.access.audit import Asked
from centre_app.centre import settings
from centre_app.desk.scanning import choose, normalised, renew_instead, scan, suggest
from centre_app.lending.models import Loan
from centre_app.people.models import Visit
from centre_app.storage import journal
from tests.builders import a_copy, a_person, a_room, a_title, open_daily


@pytest.fixture(autouse=True)
def desk(centre):
    open_daily()
    return a_room(name="悦享读书区", kind="reading", sharing="shared", usual_minutes=120)


def test_a_card_checks_the_person_in():
    person = a_person(name="陈雨桐", card_number="R000007")

    done = scan("R000007")

    assert (done.kind, done.person_id, done.wrote) == ("checked_in", person.id, True)
    assert "陈雨桐" in done.words
    assert "悦享读书区" in done.words


def test_a_card_is_read_in_full_width_and_any_case():
    person = a_person(card_number="R000007")

    assert scan(" ｒ０００００７ ").person_id == person.id


def test_a_second_scan_of_a_card_writes_nothing():
    a_person(card_number="R7")
    scan("R7")
    before = journal.last_change_id()

    assert (scan("R7").kind, journal.last_change_id()) == ("already_here", before)


def test_a_scan_after_the_usual_stay_is_a_new_visit(frozen):
    a_person(card_number="R7")
    scan("R7")
    clock.set_for_tests(frozen + timedelta(hours=3))

    assert scan("R7").kind == "new_visit"
    assert [visit.left_assumed for visit in Visit.select().order_by(Visit.id)] == [True, False]


def test_scanning_out_is_a_setting():
    a_person(card_number="R7")
    settings.put(name="scan_checks_out", value=True)
    scan("R7")

    assert scan("R7").kind == "checked_out"
    assert Visit.get().left_at is not None


def test_a_copy_on_the_shelf_goes_to_the_open_person():
    person, copy = a_person(), a_copy(title=a_title(name="昆虫记"), barcode="B1")

    done = scan("B1", open_person_id=person.id)

    assert (done.kind, done.copy_id) == ("lent", copy.id)
    assert "昆虫记" in done.words
    assert Loan.get().person_id == person.id


def test_a_copy_on_the_shelf_is_only_shown_when_nobody_is_open():
    a_copy(barcode="B1")

    assert (scan("B1").kind, Loan.select().count()) == ("copy_shown", 0)


def test_a_copy_that_is_out_is_returned_whoever_is_open():
    zhao, chen = a_person(name="赵"), a_person(name="陈")
    a_copy(barcode="B1")
    scan("B1", open_person_id=zhao.id)

    back = scan("B1", open_person_id=chen.id)
    again = scan("B1", open_person_id=chen.id)

    assert (back.kind, back.person_id, back.offers) == ("returned", zhao.id, ())
    assert (again.kind, again.person_id) == ("lent", chen.id)


def test_returning_ones_own_copy_offers_to_renew_instead(frozen):
    person = a_person()
    a_copy(barcode="B1")
    lent = scan("B1", open_person_id=person.id)
    clock.set_for_tests(frozen + timedelta(days=7))

    offer = scan("B1", open_person_id=person.id).offers[0]
    renew_instead(offer.loan_id)

    loan = Loan.get_by_id(lent.loan_id)
    assert (offer.verb, loan.returned_at, loan.renewals) == ("renew", None, 1)


def test_a_copy_lent_on_meanwhile_is_not_renewed_instead():
    one, other = a_person(), a_person()
    a_copy(barcode="B1")
    lent = scan("B1", open_person_id=one.id)
    scan("B1", open_person_id=one.id)
    scan("B1", open_person_id=other.id)

    with pytest.raises(errors.CopyAlreadyLent):
        renew_instead(lent.loan_id)


def test_an_isbn_with_one_copy_is_that_copy():
    a_copy(title=a_title(isbn="9787020024759"))

    assert scan("978-7-02-002475-9", open_person_id=a_person().id).kind == "lent"


def test_an_isbn_with_several_copies_is_a_choice():
    title = a_title(isbn="9787020024759")
    copies = [a_copy(title=title), a_copy(title=title)]

    done = scan("9787020024759", open_person_id=a_person().id)
    lent = choose(done.hits[1], open_person_id=a_person().id)

    assert (done.kind, [hit.id for hit in done.hits]) == ("choices", [copy.id for copy in copies])
    assert (lent.kind, lent.copy_id) == ("lent", copies[1].id)


@pytest.mark.parametrize("typed", ["zxm", "zhangxiaoming", "张小明", "5678"])
def test_a_name_typed_any_way_opens_the_person_and_checks_nobody_in(typed):
    person = a_person(name="张小明", phone="13900005678")

    done = scan(typed)

    assert (done.kind, done.person_id, done.wrote) == ("person_shown", person.id, False)
    assert [look.label for look in audit.entries(Asked(person_id=person.id))] == [
        "open somebody at the desk",
        "prepare a test",
    ]


def test_enter_once_more_checks_the_open_person_in():
    person = a_person()

    assert scan("", open_person_id=person.id).kind == "checked_in"


def test_a_title_word_opens_the_title():
    title = a_title(name="钢铁是怎样炼成的")
    a_copy(title=title)

    assert scan("炼成").title_id == title.id


def test_an_unknown_code_says_so_and_offers_what_to_create():
    done = scan("ZX999999")

    assert (done.kind, [offer.verb for offer in done.offers]) == ("unknown", ["register", "add_title"])


def test_a_number_that_nearly_fits_is_never_taken_for_another():
    a_person(card_number="R0000071")
    a_person(card_number="R0000072")

    done = scan("R000007")

    assert (done.kind, Visit.select().count()) == ("choices", 0)


def test_a_lost_copy_that_is_scanned_is_found_again():
    copy = a_copy(barcode="B1", condition="lost", condition_on=datetime(2026, 9, 1).date())

    assert scan("B1").kind == "returned"
    assert type(copy).get().condition == "good"


def test_suggestions_hold_people_copies_and_titles():
    a_person(name="白雪")
    title = a_title(name="白雪公主")
    a_copy(title=title, barcode="BX0001")

    assert {hit.kind for hit in suggest("bx")} == {"person", "title", "copy"}


def test_what_a_scan_did_is_one_step_to_undo():
    person = a_person()
    a_copy(barcode="B1")
    scan("B1", open_person_id=person.id)

    journal.undo()

    assert Loan.select().count() == 0


def test_suggesting_writes_nothing_and_nothing_typed_suggests_nothing():
    before = journal.last_change_id()

    assert suggest("  ") == []
    assert journal.last_change_id() == before


def test_a_barcode_with_a_digit_lost_lends_nothing(centre):
    a_copy(barcode="2026000123")

    done = scan("202600012", open_person_id=a_person().id)

    assert (done.kind, Loan.select().count()) == ("choices", 0)


def test_a_typed_letter_lends_nothing(centre):
    a_copy(barcode="AB12")

    assert scan("a", open_person_id=a_person().id).kind == "copy_shown"
    assert Loan.select().count() == 0


def test_a_text_longer_than_any_card_is_no_error(centre):
    assert scan("很长的书名" * 20).kind == "unknown"


def test_half_a_sign_is_looked_for_as_no_sign_and_two_halves_as_one():
    assert scan("\ud83d R9\udc80").kind == "unknown"
    assert normalised("\ud842\udfb7 B1 ") == "𠮷 B1"
