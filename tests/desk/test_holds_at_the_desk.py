"""Holds at the desk: what a scan of a kept copy does and says, and what is to do."""

from datetime import datetime

import pytest

from centre_app import clock, errors
from centre_app.desk import scanning
from centre_app.desk.todo import todo
from centre_app.lending import holds, loans
from centre_app.storage import journal
from tests.builders import a_copy, a_person, a_title, open_daily


@pytest.fixture
def kept(centre):
    """西游记, which 赵六 has and 陈建华 waits for."""
    open_daily()
    copy = a_copy(title=a_title(name="西游记"), barcode="B000123")
    loans.lend(copy_id=copy.id, person_id=a_person(name="赵六").id)
    return holds.place(title_id=copy.title_id, person_id=a_person(name="陈建华", phone="13812345678").id)


def test_a_return_says_for_whom_the_copy_is_kept_and_offers_the_slip(kept):
    done = scanning.scan("B000123")
    assert done.words == "已归还：《西游记》，借阅人 赵六。为陈*华留书，放留书架，保留到 10-29"
    assert [(offer.verb, offer.text) for offer in done.offers] == [("hold_slip", str(kept.id))]


def test_a_kept_copy_scanned_with_its_holder_open_is_lent_and_ends_the_hold(kept):
    scanning.scan("B000123")
    assert scanning.scan("B000123", open_person_id=kept.person_id).kind == "lent"
    assert holds.hold(kept.id).status == "fulfilled"
    journal.undo()
    assert holds.hold(kept.id).status == "captured"


def test_a_kept_copy_scanned_with_another_open_is_not_lent(kept):
    scanning.scan("B000123")
    with pytest.raises(errors.HeldForAnother):
        scanning.scan("B000123", open_person_id=a_person(name="李娜").id)


def test_a_kept_copy_scanned_with_nobody_open_says_for_whom_it_is(kept):
    scanning.scan("B000123")
    assert scanning.scan("B000123").words == "《西游记》：为陈*华留书，放留书架，保留到 10-29"


def test_what_is_to_do_goes_from_the_call_to_the_last_day_to_the_shelf(kept):
    scanning.scan("B000123")
    (call,) = todo()
    assert (call.kind, call.words) == ("hold_call", "《西游记》陈*华 · B000123 · …5678")
    holds.told(kept.id)
    assert todo() == []
    clock.set_for_tests(datetime(2026, 10, 29, 10))
    assert [row.kind for row in todo()] == ["hold_ending"]
    clock.set_for_tests(datetime(2026, 10, 30, 10))
    holds.tick()
    assert [(row.kind, row.id) for row in todo()] == [("hold_put_back", kept.id)]


def test_a_copy_to_be_fetched_is_to_do_with_its_shelf(centre):
    open_daily()
    copy = a_copy(title=a_title(name="毛毛"), barcode="B000009", location="A3")
    holds.place(title_id=copy.title_id, person_id=a_person(name="李娜").id)
    assert [(row.kind, row.words) for row in todo()] == [("hold_fetch", "《毛毛》李* · B000009 · A3")]
