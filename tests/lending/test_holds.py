"""Waiting for a title: the queue, what is kept for whom and how long, and what stands against lending and renewing."""

from datetime import date, datetime, timedelta

import pytest

from centre_app import clock, errors
from centre_app.centre import calendar, settings
from centre_app.desk import closing
from centre_app.lending import bulk_due, catalogue, flags, holds, instead, loans
from centre_app.lending.hold_models import Hold
from centre_app.storage import journal
from centre_app.storage.database import db
from tests.builders import a_copy, a_person, a_title, open_daily
from tests.lending.circumstances import a_loan


@pytest.fixture(autouse=True)
def _open(centre):
    open_daily()


@pytest.fixture
def book():
    """西游记, whose only copy is out with 赵六."""
    title = a_title(name="西游记")
    copy = a_copy(title=title, barcode="B000123")
    borrower = a_person(name="赵六")
    loans.lend(copy_id=copy.id, person_id=borrower.id)
    return title, copy, borrower


def waits(title, name="陈建华", **more):
    return holds.place(title_id=title.id, person_id=a_person(name=name).id, **more)


def status(hold_id):
    return holds.hold(hold_id).status


def test_those_who_wait_stand_in_the_order_they_came(book):
    title, _copy, _borrower = book
    waits(title, "陈建华"), waits(title, "李娜")
    assert [(row.person, row.place) for row in holds.queue(title.id)] == [("陈建华", 1), ("李娜", 2)]


def test_a_returned_copy_is_kept_for_the_first_for_seven_open_days(book):
    title, copy, _borrower = book
    first, second = waits(title, "陈建华"), waits(title, "李娜")
    kept = loans.return_copy(copy.id).kept
    assert kept is not None
    assert (kept.id, kept.errand) == (first.id, "call")
    assert kept.pick_up_by == datetime(2026, 10, 29, 23, 59, 59)
    assert (status(second.id), holds.hold(second.id).place) == ("waiting", 1)


def test_closed_days_do_not_count_on_the_hold_shelf(book):
    title, copy, _borrower = book
    waits(title)
    calendar.add_closure(
        starts_at=datetime(2026, 10, 24), ends_at=datetime(2026, 10, 26, 23, 59), reason="检修"
    )
    assert loans.return_copy(copy.id).kept.pick_up_by.date() == date(2026, 11, 1)


def test_a_closure_within_the_days_keeps_it_longer(book):
    title, copy, _borrower = book
    kept = waits(title)
    loans.return_copy(copy.id)
    closing.carry_out(
        change=lambda: calendar.add_closure(
            starts_at=datetime(2026, 10, 25), ends_at=datetime(2026, 10, 25, 23, 59), reason="停电"
        ),
        deals={},
    )
    assert holds.hold(kept.id).pick_up_by.date() == date(2026, 10, 30)


def test_on_its_last_day_a_hold_whose_days_were_closed_without_a_look_ahead_is_kept_on(book):
    title, copy, _borrower = book
    kept = waits(title)
    loans.return_copy(copy.id)
    calendar.add_closure(
        starts_at=datetime(2026, 10, 25), ends_at=datetime(2026, 10, 26, 23, 59), reason="停电"
    )
    clock.set_for_tests(datetime(2026, 10, 30, 9, 0))
    holds.tick()
    assert (status(kept.id), holds.hold(kept.id).pick_up_by.date()) == ("captured", date(2026, 10, 31))


@pytest.mark.parametrize("flag", ["damaged", "in_repair", "missing_part", "not_for_loan"])
def test_a_copy_with_something_the_matter_is_kept_for_nobody(book, flag):
    title, copy, _borrower = book
    waiting = waits(title)
    flags.put_flag(copy_id=copy.id, flag=flag)
    assert loans.return_copy(copy.id).kept is None
    assert status(waiting.id) == "waiting"
    flags.end_flag(copy_id=copy.id, flag=flag)
    assert (status(waiting.id), holds.hold(waiting.id).errand) == ("captured", "fetch")


def test_a_lost_copy_that_is_found_is_kept_for_the_first(book):
    title, copy, _borrower = book
    flags.put_flag(copy_id=copy.id, flag="lost")
    a_copy(title=title, condition="damaged")
    waiting = waits(title)
    assert loans.return_copy(copy.id).kept.id == waiting.id


def test_a_copy_on_the_shelf_is_kept_at_once_and_to_be_fetched():
    copy = a_copy(title=a_title(), location="A3")
    row = waits(copy.title)
    assert (row.status, row.errand, row.copy_id, row.location) == ("captured", "fetch", copy.id, "A3")
    assert catalogue.find("西游记")[0].available == 0
    holds.fetched(row.id)
    assert [each.id for each in holds.errands("call")] == [row.id]
    holds.told(row.id)
    assert holds.hold(row.id).errand == ""


def test_not_picked_up_it_passes_to_the_next_and_at_last_back_to_its_shelf(book):
    title, copy, _borrower = book
    first, second = waits(title, "陈建华"), waits(title, "李娜")
    loans.return_copy(copy.id)
    clock.set_for_tests(datetime(2026, 10, 29, 20, 0))
    holds.tick()
    assert status(first.id) == "captured"
    clock.set_for_tests(datetime(2026, 10, 30, 9, 0))
    holds.tick()
    assert (status(first.id), status(second.id)) == ("expired", "captured")
    assert holds.errands("put_back") == []
    clock.set_for_tests(datetime(2026, 11, 20, 9, 0))
    holds.tick()
    assert [row.id for row in holds.errands("put_back")] == [second.id]
    holds.put_back(second.id)
    assert holds.errands("put_back") == []
    assert journal.next_undo().label == "put a copy back from the hold shelf"


def test_lending_the_kept_copy_to_whom_it_is_kept_for_fulfils_the_hold(book):
    title, copy, _borrower = book
    row = waits(title)
    loans.return_copy(copy.id)
    loans.lend(copy_id=copy.id, person_id=row.person_id)
    assert (status(row.id), holds.queue(title.id)) == ("fulfilled", [])
    journal.undo()
    assert status(row.id) == "captured"


def test_a_kept_copy_is_lent_to_nobody_else(book):
    title, copy, borrower = book
    waits(title)
    loans.return_copy(copy.id)
    with pytest.raises(errors.HeldForAnother, match=r"《西游记》（B000123）正为陈\*华留着，保留到 10-29"):
        loans.lend(copy_id=copy.id, person_id=borrower.id)
    with pytest.raises(errors.HeldForAnother):
        a_loan(copy=copy, person=borrower)  # past all verbs: the file itself refuses


def test_lent_to_another_all_the_same_the_hold_waits_at_its_old_place(book):
    title, copy, borrower = book
    first, second = waits(title, "陈建华"), waits(title, "李娜")
    loans.return_copy(copy.id)
    holds.fulfil(copy_id=copy.id, person_id=borrower.id)
    assert [(row.id, row.place) for row in holds.queue(title.id)] == [(first.id, 1), (second.id, 2)]


def test_a_copy_nobody_has_kept_goes_first_to_those_who_wait():
    title = a_title()
    copy, other = a_copy(title=title), a_person(name="赵六")
    row = waits(title)
    Hold.update(status="waiting", copy=None, pick_up_by=None, captured_at=None).where(
        Hold.id == row.id
    ).execute()
    with pytest.raises(errors.OthersWaitFirst, match="排在前面的有 1 人"):
        loans.lend(copy_id=copy.id, person_id=other.id)
    a_copy(title=title)
    assert loans.can_lend(copy_id=copy.id, person_id=other.id) == []
    loans.lend(copy_id=copy.id, person_id=row.person_id)
    assert status(row.id) == "fulfilled"


def test_what_others_wait_for_is_not_renewed_one_by_one_or_in_bulk(book):
    title, copy, borrower = book
    loan = loans.loans_of(borrower.id)[0]
    waits(title, "陈建华"), waits(title, "李娜")
    clock.set_for_tests(datetime(2026, 11, 10, 9, 0))
    with pytest.raises(errors.RenewalRefusedHeld, match="有 2 人预约"):
        loans.renew(loan.id)
    with pytest.raises(errors.RenewalRefusedHeld, match="有 2 人预约"):
        bulk_due.extend(loan_ids=[loan.id], day=date(2027, 1, 5))
    loans.return_copy(copy.id)
    with pytest.raises(errors.RenewalRefusedHeld):
        instead.renew_returned(loan.id)


def test_a_volume_is_waited_for_apart():
    title = a_title(name="红楼梦")
    upper, lower = a_copy(title=title, volume="上册"), a_copy(title=title, volume="下册")
    for copy in (upper, lower):
        loans.lend(copy_id=copy.id, person_id=a_person().id)
    wants_lower, wants_any = waits(title, "陈建华", volume="下册"), waits(title, "李娜")
    assert loans.return_copy(upper.id).kept.id == wants_any.id
    assert loans.return_copy(lower.id).kept.id == wants_lower.id
    with pytest.raises(errors.HoldVolumeUnknown):
        waits(title, volume="中册")


@pytest.mark.parametrize("flag", ["lost", "withdrawn", "damaged"])
def test_a_kept_copy_that_becomes_unfit_gives_another_or_the_old_place(flag):
    title = a_title()
    copy = a_copy(title=title)
    row = waits(title)
    other = a_copy(title=title)
    flags.put_flag(copy_id=copy.id, flag=flag, reason="书架倒了")
    assert (holds.hold(row.id).copy_id, holds.hold(row.id).errand) == (other.id, "fetch")
    flags.put_flag(copy_id=other.id, flag=flag, reason="书架倒了")
    assert (status(row.id), holds.hold(row.id).copy_id) == ("waiting", None)


def test_the_volume_of_a_kept_copy_corrected_frees_it():
    title = a_title(name="红楼梦")
    copy = a_copy(title=title, volume="上册")
    row = waits(title, volume="上册")
    catalogue.change_copy(copy_id=copy.id, volume="下册")
    assert status(row.id) == "waiting"


def test_a_cancelled_hold_passes_its_copy_on_and_can_be_taken_up_again(book):
    title, copy, _borrower = book
    first, second = waits(title, "陈建华"), waits(title, "李娜")
    loans.return_copy(copy.id)
    assert holds.cancel(first.id).id == second.id
    with pytest.raises(errors.HoldOver, match="已取消"):
        holds.cancel(first.id)
    journal.undo()
    assert (status(first.id), status(second.id)) == ("captured", "waiting")


def test_undoing_the_return_keeps_nothing_for_anybody(book):
    title, copy, borrower = book
    row = waits(title)
    loans.return_copy(copy.id)
    journal.undo()
    assert (status(row.id), holds.hold(row.id).copy_id) == ("waiting", None)
    assert [loan.copy_id for loan in loans.loans_of(borrower.id)] == [copy.id]
    journal.redo()
    assert status(row.id) == "captured"


def test_a_cancelled_hold_is_not_taken_up_again_once_its_copy_is_out(book):
    title, copy, borrower = book
    row = waits(title)
    loans.return_copy(copy.id)
    holds.cancel(row.id)
    cancelled = journal.next_undo().action_id
    loans.lend(copy_id=copy.id, person_id=borrower.id)
    with pytest.raises(errors.CentreError):
        journal.undo_action(cancelled)
    assert status(row.id) == "cancelled"


def test_nobody_waits_twice_or_for_what_they_have_or_in_vain(book):
    title, _copy, borrower = book
    row = waits(title)
    with pytest.raises(errors.HoldAlreadyPlaced, match="10-22"):
        holds.place(title_id=title.id, person_id=row.person_id)
    with pytest.raises(errors.HoldAlreadyLent, match="赵六"):
        holds.place(title_id=title.id, person_id=borrower.id)
    gone = a_copy(title=a_title(name="绝版书"), condition="not_for_loan").title
    with pytest.raises(errors.HoldNothingToLend):
        waits(gone)
    with pytest.raises(errors.NotFound):
        holds.place(title_id=title.id, person_id=999)


def test_the_file_itself_refuses_a_copy_of_another_title():
    row = waits(a_copy(title=a_title()).title)
    other = a_copy(title=a_title(name="红楼梦"))
    with pytest.raises(Exception, match="guard:CopyUnfitForHold"):
        db.execute_sql("UPDATE hold SET copy_id = ? WHERE id = ?", (other.id, row.id))


def test_a_new_copy_goes_to_whoever_waits(book):
    title, _copy, _borrower = book
    row = waits(title)
    copy_id = catalogue.add_copy(title_id=title.id)
    assert holds.hold(row.id).copy_id == copy_id


def test_the_days_on_the_hold_shelf_are_a_setting(book):
    title, copy, _borrower = book
    settings.put(name="hold_days", value=3)
    waits(title)
    assert loans.return_copy(copy.id).kept.pick_up_by.date() == clock.today() + timedelta(days=3)


def test_without_opening_hours_plain_days_count(book):
    title, copy, _borrower = book
    waits(title)
    db.execute_sql("DELETE FROM opening_hours")
    assert loans.return_copy(copy.id).kept.pick_up_by.date() == date(2026, 10, 29)


def test_a_persons_holds_show_what_is_ready_first(book):
    title, _copy, _borrower = book
    row = waits(title)
    ready = holds.place(title_id=a_copy(title=a_title(name="毛毛")).title.id, person_id=row.person_id)
    assert [each.id for each in holds.holds_of(row.person_id)] == [ready.id, row.id]
    holds.cancel(ready.id)
    assert [each.status for each in holds.holds_of(row.person_id, ended=5)] == ["waiting", "cancelled"]
