"""Behaviour of a copy's flags: several at once with their reasons, which of them keep it from being lent, and how they end."""

from datetime import datetime, timedelta

import pytest

from centre_app import clock, errors
from centre_app.lending import catalogue, flags, loans
from centre_app.lending.models import Copy, CopyFlag
from centre_app.reports import indicators
from centre_app.reports.periods import Period
from centre_app.storage import action, journal
from tests.builders import a_clerk, a_copy, a_person, a_title, open_daily
from tests.lending.circumstances import a_loan

pytestmark = pytest.mark.usefixtures("centre")


@pytest.fixture(autouse=True)
def _open(centre: object) -> None:
    open_daily()


def test_a_copy_has_several_flags_and_its_condition_is_the_gravest() -> None:
    copy = a_copy()
    for flag in ("not_for_loan", "damaged", "missing_part"):
        flags.put_flag(copy_id=copy.id, flag=flag, reason=f" 因{flag} ")
    row = catalogue.copy(copy.id)
    assert row is not None
    assert [(each.flag, each.reason) for each in row.open_flags] == [
        ("damaged", "因damaged"), ("missing_part", "因missing_part"), ("not_for_loan", "因not_for_loan"),
    ]  # fmt: skip
    assert (row.condition, row.kept_by, row.lendable) == ("damaged", "not_for_loan", False)


def test_an_ended_flag_stays_in_the_history_and_the_next_gravest_counts() -> None:
    copy = a_copy()
    flags.put_flag(copy_id=copy.id, flag="missing_part", reason="缺光盘")
    clock.set_for_tests(clock.now() + timedelta(days=1))
    flags.put_flag(copy_id=copy.id, flag="in_repair", reason="书脊开裂")
    clock.set_for_tests(clock.now() + timedelta(days=6))
    flags.end_flag(copy_id=copy.id, flag="in_repair", ended_by="修好了")
    row = catalogue.copy(copy.id)
    assert row is not None
    assert (row.condition, str(row.condition_on), row.lendable) == ("missing_part", "2026-10-22", True)
    assert [(each.flag, each.ended_by) for each in row.flags] == [
        ("missing_part", ""),
        ("in_repair", "修好了"),
    ]
    assert row.flags[1].until_at == clock.now()


def test_the_same_flag_is_not_put_twice_nor_ended_twice() -> None:
    copy = a_copy()
    flags.put_flag(copy_id=copy.id, flag="damaged")
    with pytest.raises(errors.FlagAlreadyPut, match="破损"):
        flags.put_flag(copy_id=copy.id, flag="damaged")
    flags.end_flag(copy_id=copy.id, flag="damaged")
    with pytest.raises(errors.FlagNotPut):
        flags.end_flag(copy_id=copy.id, flag="damaged")


@pytest.mark.parametrize(
    ("flag", "error"), [("in_repair", errors.CopyInRepair), ("not_for_loan", errors.CopyNotForLoan)]
)
def test_what_is_in_repair_or_for_reading_here_is_not_lent(
    flag: str, error: type[errors.CentreError]
) -> None:
    copy = a_copy(title=a_title(name="辞海"))
    flags.put_flag(copy_id=copy.id, flag="damaged")
    flags.put_flag(copy_id=copy.id, flag=flag)
    with pytest.raises(error, match="辞海"):
        loans.lend(copy_id=copy.id, person_id=a_person().id)
    assert catalogue.find("辞海")[0].available == 0


def test_a_copy_with_a_part_missing_is_lent() -> None:
    copy = a_copy(condition="missing_part")
    assert loans.lend(copy_id=copy.id, person_id=a_person().id).copy_id == copy.id


def test_a_lost_copy_that_comes_back_keeps_its_other_flags() -> None:
    copy = a_copy(condition="damaged")
    flags.put_flag(copy_id=copy.id, flag="lost")
    assert loans.return_copy(copy.id).found_again
    assert Copy.get().condition == "damaged"
    assert [row.flag for row in CopyFlag.select().where(CopyFlag.until_at.is_null())] == ["damaged"]


def test_copies_are_withdrawn_together_and_brought_back_by_one_undo() -> None:
    action.current_clerk.set(a_clerk().id)
    copies = [a_copy().id for _n in range(3)]
    rows = flags.withdraw(copy_ids=copies, reason="破旧")
    assert [(row.id, row.condition) for row in rows] == [(copy, "withdrawn") for copy in copies]
    journal.undo()
    assert [copy.condition for copy in Copy.select()] == ["good"] * 3
    assert CopyFlag.select().count() == 0


def test_nothing_is_withdrawn_when_one_of_the_copies_is_out() -> None:
    here, out = a_copy(), a_copy()
    a_loan(copy=out, person=a_person(name="赵子轩"))
    with pytest.raises(errors.WithdrawWhileOut, match="赵子轩"):
        flags.withdraw(copy_ids=[here.id, out.id], reason="破旧")
    assert CopyFlag.select().count() == 0


def test_a_withdrawal_needs_a_reason_and_something_in_the_stock() -> None:
    copy = a_copy(condition="withdrawn")
    with pytest.raises(errors.WithdrawalNeedsReason):
        flags.withdraw(copy_ids=[copy.id], reason=" ")
    with pytest.raises(errors.NothingToWithdraw):
        flags.withdraw(copy_ids=[copy.id], reason="破旧")


def test_a_copy_lost_in_may_and_found_in_july_adds_up_month_after_month() -> None:
    copy = a_copy(volumes=4, accessioned_on=datetime(2027, 3, 2).date())
    a_copy(volumes=2, accessioned_on=datetime(2027, 6, 8).date())
    clock.set_for_tests(datetime(2027, 5, 20, 10))
    flags.put_flag(copy_id=copy.id, flag="lost", reason="盘点未见")
    clock.set_for_tests(datetime(2027, 7, 9, 15))
    loans.return_copy(copy.id)
    clock.set_for_tests(datetime(2027, 9, 1, 9))
    months = [indicators.figures(Period.parse(f"2027-{month:02}")) for month in range(4, 9)]
    wanted = ("stock.volumes", "stock.added", "stock.withdrawn", "stock.lost", "stock.found")
    assert [tuple(month[code] for code in wanted) for month in months] == [
        (4, 0, 0, 0, 0), (0, 0, 0, 4, 0), (2, 2, 0, 0, 0), (6, 0, 0, 0, 4), (6, 0, 0, 0, 0),
    ]  # fmt: skip
