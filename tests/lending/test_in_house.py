"""In-house use: counted at reshelving and at the desk, apart from loans and renewals, and undone like anything else."""

from datetime import date, datetime

import pytest

from centre_app import clock, errors
from centre_app.desk import scanning
from centre_app.lending import in_house, loans
from centre_app.lending.models import Copy, Loan
from centre_app.lending.use_models import InHouseUse
from centre_app.reports import indicators
from centre_app.reports.periods import Period
from centre_app.storage import journal
from tests.builders import a_copy, a_person, a_title, open_daily
from tests.lending.circumstances import a_loan

ISBN = "9787020002207"


@pytest.fixture(autouse=True)
def an_open_centre(centre) -> None:
    open_daily()


def test_a_scan_at_the_shelf_counts_one_use_and_undo_takes_it_back() -> None:
    a_copy(barcode="B1", title=a_title(name="西游记"))
    done = in_house.reshelve(code="ｂ1")
    assert (done.copy.title, done.returned, InHouseUse.get().id) == ("西游记", None, done.use_id)
    in_house.reshelve(code="B1")
    assert InHouseUse.select().count() == 2
    journal.undo()
    assert InHouseUse.select().count() == 1


def test_what_is_on_loan_or_lost_is_returned_at_the_shelf_and_is_no_use() -> None:
    a_loan(copy=a_copy(barcode="B1"))
    a_copy(barcode="B2", condition="lost")
    first, second = in_house.reshelve(code="B1"), in_house.reshelve(code="B2")
    assert first.returned is not None
    assert first.returned.loan_id == Loan.get().id
    assert second.returned is not None
    assert second.returned.found_again
    assert (InHouseUse.select().count(), Loan.select().where(Loan.returned_at.is_null()).count()) == (0, 0)


def test_a_withdrawn_copy_and_an_unknown_code_are_told_and_not_counted() -> None:
    a_copy(barcode="B1", condition="withdrawn")
    with pytest.raises(errors.CopyWithdrawn):
        in_house.reshelve(code="B1")
    with pytest.raises(errors.NothingHasTheCode, match="X9"):
        in_house.reshelve(code="X9")
    assert InHouseUse.select().count() == 0


def test_an_isbn_is_the_one_copy_in_the_house_or_asks_which() -> None:
    title = a_title(name="西游记", isbn=ISBN)
    a_copy(barcode="B1", title=title)
    a_loan(copy=a_copy(barcode="B2", title=title))
    assert in_house.reshelve(code="978-7-02-000220-7").copy.barcode == "B1"
    a_copy(barcode="B3", title=title)
    with pytest.raises(errors.SeveralHaveTheIsbn) as told:
        in_house.reshelve(code=ISBN)
    assert [row.barcode for row in told.value.data["copies"]] == ["B1", "B3"]


def test_at_the_desk_a_copy_on_the_shelf_is_shown_and_offers_to_count_its_use() -> None:
    copy = a_copy(barcode="B1", title=a_title(name="西游记"))
    shown = scanning.scan("B1")
    assert (shown.kind, shown.wrote, [offer.verb for offer in shown.offers]) == (
        "copy_shown",
        False,
        ["in_house"],
    )
    assert InHouseUse.select().count() == 0
    counted = scanning.count_in_house(shown.offers[0].copy_id)
    assert (counted.kind, counted.words, counted.wrote) == ("in_house", "馆内阅览：《西游记》", True)
    assert InHouseUse.get().copy_id == copy.id


def test_a_scan_for_an_open_person_still_lends_and_a_withdrawn_copy_offers_nothing() -> None:
    a_copy(barcode="B1")
    a_copy(barcode="B2", condition="withdrawn")
    assert scanning.scan("B1", open_person_id=a_person().id).kind == "lent"
    assert scanning.scan("B2").offers == ()


def test_loans_renewals_and_in_house_uses_are_three_figures() -> None:
    copy, other = a_copy(volumes=2, barcode="B1"), a_copy(barcode="B2")
    tool = a_copy(kind="tool", barcode="T1")
    loans.lend(copy_id=copy.id, person_id=a_person().id)
    clock.set_for_tests(datetime(2026, 10, 27, 9))
    loans.renew(Loan.get().id)
    for code in ("B2", "B2", "T1"):
        in_house.reshelve(code=code)
    assert Copy.select().count() == 3
    assert {copy.id, other.id, tool.id}
    found = indicators.figures(Period.parse("2026-10"))
    assert [found[f"loans.{name}"] for name in ("issued", "renewed", "inhouse", "things")] == [2, 2, 2, 0]
    assert indicators.by_code("loans.inhouse").figure(Period.parse("2026-11")) == 0
    listed = indicators.by_code("loans.inhouse").rows(Period.parse("2026-10"))
    place = listed.place("counted")
    assert [row[place] for row in listed.rows] == [1, 1, 0]


def test_a_loan_of_somebody_whose_age_and_sex_are_not_known_counts_as_unknown() -> None:
    loans.lend(copy_id=a_copy(title=a_title(clc_class="TP3")).id, person_id=a_person(sex="").id)
    loans.lend(copy_id=a_copy().id, person_id=a_person(sex="F", birth_date=date(2015, 3, 1)).id)
    found = indicators.figures(Period.parse("2026-10"))
    assert found["loans.by_sex"] == {"F": 1, "M": 0, "unknown": 1}
    assert {band: count for band, count in found["loans.by_band"].items() if count} == {
        "7-17": 1,
        "unknown": 1,
    }
    assert found["loans.by_class"] == {"T": 1, "unknown": 1}
