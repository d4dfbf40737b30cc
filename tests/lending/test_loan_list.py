"""The list of what a person has: all of it, or what was lent today."""

from datetime import datetime
from pathlib import Path

from centre_app.lending import loan_list, loans
from tests.builders import a_copy, a_person, a_title
from tests.lending.circumstances import a_loan


def test_the_list_of_today_leaves_out_what_was_lent_before_and_what_is_back(centre: Path) -> None:
    person = a_person()
    a_loan(person=person, copy=a_copy(barcode="B1"), lent_at=datetime(2026, 10, 21, 23, 59))
    a_loan(person=person, copy=a_copy(barcode="B2"), lent_at=datetime(2026, 10, 22, 0, 0))
    back = a_loan(person=person, copy=a_copy(barcode="B3"), lent_at=datetime(2026, 10, 22, 9))
    a_loan(copy=a_copy(barcode="B4"), lent_at=datetime(2026, 10, 22, 9))
    loans.return_copy(back.copy_id)
    assert [line.barcode for line in loan_list.lines(person_id=person.id)] == ["B1", "B2"]
    assert [line.barcode for line in loan_list.lines(person_id=person.id, today=True)] == ["B2"]


def test_a_copy_without_a_price_has_that_of_its_title(centre: Path) -> None:
    person = a_person()
    a_loan(person=person, copy=a_copy(title=a_title(price_fen=1980)))
    a_loan(person=person, copy=a_copy(title=a_title(price_fen=1980), price_fen=0))
    assert [line.price_fen for line in loan_list.lines(person_id=person.id)] == [1980, 0]
