"""Donated batches: expected, counted, decided on, made copies of, and entered in the registers."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centre_app import errors
from centre_app.lending import (
    catalogue,
    donation_batches,
    donation_decisions,
    donation_reads,
    donation_registers,
    donations,
    flags,
    loans,
)
from centre_app.lending.donation_models import DonationLine
from centre_app.lending.models import Copy, Donation, Title
from centre_app.storage import journal
from centre_app.storage.action import run
from centre_app.storage.database import db
from tests.builders import a_person, a_title, open_daily

pytestmark = pytest.mark.usefixtures("centre")
MONKEY, MIRROR = "9787020008735", "9787020002207"


def a_batch(donor="蓝天小学", **more):
    return donation_batches.record_batch(donor=donor, **more)


def a_line(batch_id, name="西游记", **more):
    fields = {"expected": 2, "arrived": 2, "price_fen": 2000} | more
    return donation_batches.add_line(donation_id=batch_id, name=name, **fields)


def figures(batch_id):
    return {
        key: (amount.titles, amount.sets, amount.volumes, amount.fen)
        for key, amount in donation_reads.batch(batch_id).figures.items()
        if amount
    }


def test_a_batch_keeps_its_donor_as_printed_beside_the_person():
    person = a_person(name="王芳")
    batch_id = a_batch(donor=" 王芳  女士 ", donor_kind="person", person_id=person.id, contact="13800001111")

    row = donation_reads.batch(batch_id)
    assert (row.donor, row.person, row.donor_kind, row.state) == ("王芳 女士", "王芳", "person", "expected")
    assert row.received_on == date(2026, 10, 22)


def test_a_batch_of_nobody_or_of_an_unknown_person_is_refused():
    with pytest.raises(errors.DonorMissing):
        a_batch(donor="  ")
    with pytest.raises(errors.NotFound):
        a_batch(person_id=99)
    assert Donation.select().count() == 0


def test_what_came_is_compared_with_what_should_come_line_by_line_and_in_sums():
    batch_id = a_batch()
    a_line(batch_id, expected=3, arrived=2, price_fen=1000)
    a_line(batch_id, name="红楼梦（全4册）", expected=1, arrived=2, price_fen=8000, volumes=4)

    assert figures(batch_id) == {
        "expected": (2, 4, 7, 11000), "arrived": (2, 4, 10, 18000), "missing": (1, 1, 1, 1000), "extra": (1, 1, 4, 8000),
        "undecided": (2, 4, 10, 18000),
    }  # fmt: skip
    assert [(row.missing, row.extra) for row in donation_reads.lines(batch_id)] == [(1, 0), (0, 1)]
    assert [row.name for row in donation_reads.lines(batch_id, only="missing")] == ["西游记"]


def test_each_scan_counts_one_more_and_is_kept_at_once():
    batch_id = a_batch()
    a_line(batch_id, isbn="978-7-02-000873-5", expected=2, arrived=0)

    donation_batches.count_scan(donation_id=batch_id, code=MONKEY)
    counted = donation_batches.count_scan(donation_id=batch_id, code=MONKEY)

    assert (counted.line.arrived, counted.is_new) == (2, False)
    journal.undo()
    assert DonationLine.get().arrived == 1


def test_a_scan_goes_to_the_line_of_that_isbn_of_which_something_is_missing():
    batch_id = a_batch()
    first = a_line(batch_id, name="西游记 上", isbn=MONKEY, expected=1, arrived=1)
    second = a_line(batch_id, name="西游记 下", isbn=MONKEY, expected=1, arrived=0)

    assert donation_batches.count_scan(donation_id=batch_id, code=MONKEY).line.id == second
    assert donation_batches.count_scan(donation_id=batch_id, code=MONKEY).line.id == first


def test_a_book_on_no_line_becomes_a_new_line_of_which_none_was_expected():
    catalogue.add_title(name="西游记", authors="吴承恩", isbn=MONKEY, price_fen=4720)
    batch_id = a_batch()

    known = donation_batches.count_scan(donation_id=batch_id, code=MONKEY)
    unknown = donation_batches.count_scan(donation_id=batch_id, code=MIRROR)

    assert known.is_new
    assert (known.line.name, known.line.price_fen, known.line.expected, known.line.arrived) == (
        "西游记",
        4720,
        0,
        1,
    )
    assert (unknown.line.name, unknown.line.title, unknown.line.extra) == ("", MIRROR, 1)


def test_a_product_number_is_counted_where_the_donor_wrote_it_and_refused_elsewhere():
    batch_id = a_batch()
    a_line(batch_id, isbn="20923655", arrived=0)

    assert donation_batches.count_scan(donation_id=batch_id, code="20923655").line.arrived == 1
    with pytest.raises(errors.NotOnAnyLine):
        donation_batches.count_scan(donation_id=batch_id, code="20923656")
    assert DonationLine.select().count() == 1


def test_a_wrong_isbn_is_kept_as_given_with_the_title():
    batch_id = a_batch()
    a_line(batch_id, isbn="978-7-02-000873-6", arrived=1)
    donation_decisions.accept(donation_id=batch_id)

    title = Title.get()
    assert (title.isbn, title.isbn_given) == ("", "978-7-02-000873-6")


class Meanwhile:
    """While the pieces are worked out, another window adds a book and the count of a line is corrected."""

    def __init__(self, line_id):
        self.line_id = line_id

    def report(self, done, total, what):
        if self.line_id is not None:
            line_id, self.line_id = self.line_id, None
            catalogue.add_copy(title_id=catalogue.add_title(name="红楼梦", clc_class="I242.4"))
            donation_batches.count_line(line_id=line_id, arrived=3)


def test_what_another_window_changes_meanwhile_is_heeded_and_all_is_one_step():
    batch_id = a_batch()
    line_id = a_line(batch_id, clc_class="I242.4")
    before = Copy.select().count()

    done = donation_decisions.accept(donation_id=batch_id, progress=Meanwhile(line_id))

    assert len(done.copy_ids) == 3
    assert [copy.barcode for copy in Copy.select().order_by(Copy.id)] == [f"B00000{n}" for n in (1, 2, 3, 4)]
    assert [title.call_mark for title in Title.select().order_by(Title.id)] == ["1", "2"]
    assert donation_reads.batch(batch_id).state == "done"
    journal.undo()
    assert (Copy.select().count(), Title.select().count(), DonationLine.get().accepted) == (before + 1, 1, 0)


@pytest.mark.parametrize("count", [-1, 100_001])
def test_an_impossible_count_is_refused(count):
    line_id = a_line(a_batch())
    with pytest.raises(errors.CountImpossible):
        donation_batches.count_line(line_id=line_id, arrived=count)


def test_no_fewer_can_have_arrived_than_were_decided_on():
    line_id = a_line(a_batch(), arrived=2)
    donation_decisions.decide(line_id=line_id, returned=2, returned_reason="缺页")

    with pytest.raises(errors.ArrivedBelowSettled):
        donation_batches.count_line(line_id=line_id, arrived=1)


def test_the_file_itself_refuses_more_decisions_than_arrived():
    line_id = a_line(a_batch(), arrived=2)
    with pytest.raises(Exception, match="CHECK"):
        run("a bug", lambda: db.execute_sql("UPDATE donation_line SET accepted = 3 WHERE id = ?", (line_id,)))
    assert DonationLine.get().accepted == 0


def test_accepted_pieces_become_copies_of_known_and_of_new_titles_in_one_step():
    known = catalogue.add_title(name="西游记", isbn=MONKEY)
    batch_id = a_batch()
    first = a_line(batch_id, name="西游记（新版）", isbn=MONKEY, arrived=2)
    a_line(batch_id, name="积木", kind="toy", expected=1, arrived=1)

    done = donation_decisions.accept(donation_id=batch_id, location="A1")

    assert (len(done.copy_ids), done.new_titles) == (3, 1)
    copies = list(Copy.select().order_by(Copy.id))
    assert [(copy.title_id, copy.barcode, copy.kind) for copy in copies[:2]] == [
        (known, "B000001", "book"), (known, "B000002", "book"),
    ]  # fmt: skip
    assert [(copy.kind, copy.location, copy.donation_id, copy.price_fen) for copy in copies[2:]] == [
        ("toy", "A1", batch_id, 2000)
    ]
    assert [copy.donation_line_id for copy in copies] == [first, first, first + 1]
    assert {copy.accessioned_on for copy in copies} == {date(2026, 10, 22)}
    assert donation_reads.batch(batch_id).state == "done"


def test_a_name_alone_finds_the_title_only_where_nothing_that_both_say_differs():
    same, other = a_title(name="西游记", authors="吴承恩"), a_title(name="西游记", authors="改写本")
    batch_id = a_batch()
    a_line(batch_id, authors="吴承恩", arrived=1)
    a_line(batch_id, authors="另一人", arrived=1)

    donation_decisions.accept(donation_id=batch_id)

    titles = [copy.title_id for copy in Copy.select().order_by(Copy.id)]
    assert titles[0] == same.id
    assert titles[1] not in (same.id, other.id)


def test_a_line_is_accepted_returned_and_passed_on_in_parts_with_reasons():
    batch_id = a_batch()
    line_id = a_line(batch_id, expected=6, arrived=6)

    donation_decisions.decide(line_id=line_id, accepted=1, returned=2, returned_reason="缺页")
    donation_decisions.decide(
        line_id=line_id,
        returned=1,
        returned_reason="污损",
        passed_on=1,
        passed_on_to="村小",
        passed_on_reason="重复",
    )

    row = donation_reads.line(line_id)
    assert (row.accepted, row.returned, row.passed_on, row.undecided) == (1, 3, 1, 1)
    assert (row.returned_reason, row.passed_on_to, row.passed_on_reason) == ("缺页; 污损", "村小", "重复")
    assert Copy.select().count() == 1


@pytest.mark.parametrize(
    ("decision", "error"),
    [
        ({}, errors.NothingDecided),
        ({"accepted": 3}, errors.MoreThanArrived),
        ({"accepted": 3, "returned": -1}, errors.NothingDecided),
        ({"returned": 1, "returned_reason": " "}, errors.DecisionNeedsReason),
        ({"passed_on": 1, "passed_on_to": "村小"}, errors.DecisionNeedsReason),
        ({"passed_on": 1, "passed_on_reason": "重复"}, errors.PassedOnToNobody),
    ],
)
def test_a_decision_that_cannot_be_is_refused_and_writes_nothing(decision, error):
    line_id = a_line(a_batch(), arrived=2)
    with pytest.raises(error):
        donation_decisions.decide(line_id=line_id, **decision)
    assert donation_reads.line(line_id).settled == 0


def test_a_line_without_a_title_is_not_accepted_and_neither_are_the_others():
    batch_id = a_batch()
    a_line(batch_id)
    donation_batches.count_scan(donation_id=batch_id, code=MIRROR)

    with pytest.raises(errors.LineNeedsName) as refused:
        donation_decisions.accept(donation_id=batch_id)
    assert MIRROR in refused.value.sentence()
    assert Copy.select().count() == 0


def test_accepting_is_undone_as_a_whole_until_one_of_the_copies_was_lent():
    open_daily()
    batch_id = a_batch()
    a_line(batch_id, arrived=2)
    donation_decisions.accept(donation_id=batch_id)
    journal.undo()
    assert (Copy.select().count(), Title.select().count(), DonationLine.get().accepted) == (0, 0, 0)

    done = donation_decisions.accept(donation_id=batch_id)
    accepted = _last_action()
    loans.lend(copy_id=done.copy_ids[0], person_id=a_person().id)

    with pytest.raises(errors.UndoRefused) as refused:
        journal.undo_action(accepted)
    assert "借出" in refused.value.sentence()
    assert Copy.select().count() == 2


def test_a_removed_line_comes_back_by_undo_and_one_that_arrived_stays():
    batch_id = a_batch()
    gone, kept = a_line(batch_id, name="红楼梦", arrived=0), a_line(batch_id, arrived=1)
    donation_batches.remove_line(line_id=gone)
    assert [row.id for row in donation_reads.lines(batch_id)] == [kept]
    journal.undo()
    assert [row.id for row in donation_reads.lines(batch_id)] == [gone, kept]

    with pytest.raises(errors.LineInUse):
        donation_batches.remove_line(line_id=kept)


def test_the_state_tells_how_far_a_batch_is():
    batch_id = a_batch()
    line_id = a_line(batch_id, expected=2, arrived=0)
    states = [donation_reads.batch(batch_id).state]
    donation_batches.count_line(line_id=line_id, arrived=1)
    states.append(donation_reads.batch(batch_id).state)
    donation_decisions.accept(donation_id=batch_id)
    states.append(donation_reads.batch(batch_id).state)
    donation_batches.end_arrival(donation_id=batch_id)
    states.append(donation_reads.batch(batch_id).state)
    donation_batches.expect_more(donation_id=batch_id)
    states.append(donation_reads.batch(batch_id).state)

    assert states == ["expected", "to_decide", "partly", "done", "partly"]


def test_everything_is_counted_as_listed_but_what_is_too_many_stays():
    batch_id = a_batch()
    a_line(batch_id, expected=3, arrived=1)
    a_line(batch_id, name="红楼梦", expected=1, arrived=2)

    donation_batches.count_all(donation_id=batch_id)

    assert [row.arrived for row in donation_reads.lines(batch_id)] == [3, 2]


def test_batches_are_found_by_donor_and_read_in_windows():
    for number in range(5):
        a_batch(
            donor=f"书店{number}", received_on=date(2026, 10, 1 + number), note="100%" if number == 2 else ""
        )

    first = donation_reads.batches(limit=2)
    rest = donation_reads.batches(after=first[-1])
    assert [row.donor for row in (*first, *rest)] == ["书店4", "书店3", "书店2", "书店1", "书店0"]
    assert [row.donor for row in donation_reads.batches(text="0%")] == ["书店2"]


def test_a_book_catalogued_at_once_shows_in_its_batch_and_in_both_registers():
    title_id = catalogue.add_title(name="西游记", price_fen=4720)
    catalogue.add_copy(title_id=title_id, donor="市新华书店", volumes=3)

    (batch,) = donation_reads.batches()
    assert (batch.state, batch.copies) == ("done", donation_reads.Amount(1, 1, 3, 4720))
    (entry,) = donation_registers.batch_register()
    assert (entry.donor, entry.total, list(entry.kinds)) == ("市新华书店", batch.copies, ["book"])
    (copy,) = donation_registers.copy_register()
    assert (copy.title, copy.source, copy.price_fen, copy.withdrawn_on) == (
        "西游记",
        "市新华书店",
        4720,
        None,
    )


def test_the_register_of_batches_runs_on_from_before_its_span():
    for day, donor in ((1, "甲"), (20, "乙")):
        batch_id = a_batch(donor=donor, received_on=date(2026, 10, day))
        a_line(batch_id, name=donor, arrived=2)
        a_line(batch_id, name=f"{donor}积木", kind="toy", arrived=1, price_fen=500)
        donation_decisions.accept(donation_id=batch_id)

    (entry,) = donation_registers.batch_register(first=date(2026, 10, 15))
    assert entry.donor == "乙"
    assert entry.kinds["toy"] == donation_reads.Amount(1, 1, 1, 500)
    assert (entry.total, entry.running) == (
        donation_reads.Amount(2, 3, 3, 4500), donation_reads.Amount(4, 6, 6, 9000),
    )  # fmt: skip


def test_a_withdrawn_copy_stays_in_the_register_with_the_day_and_the_reason():
    title_id = catalogue.add_title(name="西游记")
    copy_id = catalogue.add_copy(title_id=title_id)
    flags.withdraw(copy_ids=[copy_id], reason="破损严重")

    (entry,) = donation_registers.copy_register()
    assert (entry.withdrawn_on, entry.withdrawn_why, entry.source) == (date(2026, 10, 22), "破损严重", "")


def test_the_register_of_copies_is_read_in_windows_also_where_days_are_unknown():
    title_id = catalogue.add_title(name="西游记")
    for day in (None, None, date(2026, 1, 5), date(2026, 2, 6)):
        copy_id = catalogue.add_copy(title_id=title_id)
        run(
            "prepare a test",
            lambda day=day, copy_id=copy_id: (
                Copy.update(accessioned_on=day).where(Copy.id == copy_id).execute()
            ),
        )

    read, after = [], None
    while rows := donation_registers.copy_register(after=after, limit=1):
        read += [row.id for row in rows]
        after = rows[-1]
    assert read == [1, 2, 3, 4]
    assert donation_registers.copies_count(first=date(2026, 2, 1)) == 1


def test_a_donation_at_the_form_of_a_copy_joins_the_batch_of_that_donor_and_day():
    batch_id = a_batch(donor="市新华书店")
    assert run("prepare a test", lambda: donations.donation_for(donor="市新华书店")) == batch_id


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["scan", "count", "accept", "return", "pass", "undo"]), st.integers(0, 4)),
        max_size=12,
    )
)
def test_whatever_is_done_to_a_line_its_decisions_never_exceed_what_arrived(steps):
    batch_id = a_batch()
    line_id = a_line(batch_id, isbn=MONKEY, expected=2, arrived=0)
    for step, count in steps:
        try:
            if step == "scan":
                donation_batches.count_scan(donation_id=batch_id, code=MONKEY)
            elif step == "count":
                donation_batches.count_line(line_id=line_id, arrived=count)
            elif step == "undo":
                journal.undo()
            else:
                _decide(step, line_id, count)
        except errors.CentreError:
            pass
        found = DonationLine.get_or_none(DonationLine.id == line_id)
        if found is None:
            return
        assert 0 <= found.accepted + found.returned + found.passed_on <= found.arrived
        assert Copy.select().where(Copy.donation_line_id == line_id).count() == found.accepted


def _decide(step, line_id, count):
    if step == "accept":
        donation_decisions.decide(line_id=line_id, accepted=count)
    elif step == "return":
        donation_decisions.decide(line_id=line_id, returned=count, returned_reason="缺页")
    else:
        donation_decisions.decide(
            line_id=line_id, passed_on=count, passed_on_to="村小", passed_on_reason="重复"
        )


def _last_action():
    return db.execute_sql("SELECT max(id) FROM action").fetchone()[0]
