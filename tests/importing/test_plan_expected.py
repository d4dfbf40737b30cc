"""A donor's list as expected lines of their donation: what becomes of each row."""

from pathlib import Path

import pytest

from centre_app import errors
from centre_app.importing import apply, plan, rejects
from centre_app.lending import donation_batches, donation_decisions, donation_reads
from centre_app.storage import journal
from centre_app.storage.database import db
from tests.builders import a_title
from tests.importing.lists import a_workbook, rows_of

pytestmark = pytest.mark.usefixtures("centre")
HEADINGS = ("书名", "作者", "ISBN", "定价", "捐赠数量", "捐赠人")


def a_plan(folder: Path, rows, *, donation_id: int) -> plan.Plan:
    return plan.make_plan(kind="books", file=a_workbook(folder, rows), donation_id=donation_id)


def a_batch() -> int:
    return donation_batches.record_batch(donor="蓝天小学")


def lines(donation_id: int):
    return [(row.name, row.isbn, row.price_fen, row.expected) for row in donation_reads.lines(donation_id)]


def test_rows_become_expected_lines_with_list_prices_and_no_copies(tmp_path):
    donation_id = a_batch()
    rows = [
        HEADINGS,
        ("西游记", "吴承恩", "978-7-02-000873-5", "47.2", "3", ""),
        ("红楼梦（全4册）", "", "", "60元", "1", ""),
    ]
    done = apply.apply(a_plan(tmp_path, rows, donation_id=donation_id))

    assert (done.added, done.rejected) == (2, 0)
    assert lines(donation_id) == [("西游记", "9787020008735", 4720, 3), ("红楼梦（全4册）", "", 6000, 1)]
    assert [row.volumes for row in donation_reads.lines(donation_id)] == [1, 4]
    assert db.execute_sql("SELECT count(*) FROM copy").fetchone() == (0,)
    assert donation_reads.batch(donation_id).state == "expected"


def test_the_same_list_again_adds_nothing_and_another_number_counts(tmp_path):
    donation_id = a_batch()
    row = ("西游记", "吴承恩", "9787020008735", "47.2", "3", "")
    apply.apply(a_plan(tmp_path, [HEADINGS, row, row], donation_id=donation_id))

    again = a_plan(tmp_path, [HEADINGS, row, row], donation_id=donation_id)
    assert (again.counts.merged, bool(again.writes)) == (2, False)

    changed = a_plan(tmp_path, [HEADINGS, row, (*row[:4], "5", "")], donation_id=donation_id)
    assert changed.rows[1].info == "应到由 3 改为 5。"
    apply.apply(changed)
    assert [line[3] for line in lines(donation_id)] == [3, 5]


def test_a_row_without_a_title_or_with_an_impossible_number_is_rejected_into_a_workbook(tmp_path):
    donation_id = a_batch()
    rows = [
        HEADINGS,
        ("", "佚名", "", "", "1", ""),
        ("西游记", "", "", "", "三千本", ""),
        ("红楼梦", "", "", "", "9999", ""),
    ]
    made = a_plan(tmp_path, rows, donation_id=donation_id)
    assert (made.counts.added, made.counts.rejected) == (0, 3)

    rejects.write(made, tmp_path / "退回.xlsx")
    assert len(rows_of(tmp_path / "退回.xlsx")) == 4


def test_a_number_that_is_no_isbn_is_kept_as_given_and_another_donor_in_the_note(tmp_path):
    donation_id = a_batch()
    rows = [HEADINGS, ("西游记", "", "20923655", "", "1", "王芳"), ("红楼梦", "", "", "", "1", "蓝天小学")]
    apply.apply(a_plan(tmp_path, rows, donation_id=donation_id))

    first, second = donation_reads.lines(donation_id)
    assert (first.isbn, first.isbn_given, first.note) == ("", "20923655", "清单中的捐赠者：王芳")
    assert second.note == ""


def test_a_title_of_the_catalogue_is_told(tmp_path):
    a_title(name="西游记", isbn="9787020008735")
    made = a_plan(tmp_path, [HEADINGS, ("西游记", "", "9787020008735", "", "1", "")], donation_id=a_batch())
    assert "馆藏已有此书目。" in made.rows[0].info


def test_a_list_of_a_donation_that_is_gone_is_refused(tmp_path):
    with pytest.raises(errors.NotFound):
        a_plan(tmp_path, [HEADINGS, ("西游记", "", "", "", "1", "")], donation_id=7)


def test_an_imported_list_is_undone_as_one_step(tmp_path):
    donation_id = a_batch()
    apply.apply(a_plan(tmp_path, [HEADINGS, ("西游记", "", "", "", "1", "")], donation_id=donation_id))
    journal.undo()
    assert lines(donation_id) == []


def test_a_plan_made_before_the_donation_changed_is_made_again(tmp_path):
    donation_id = a_batch()
    made = a_plan(tmp_path, [HEADINGS, ("西游记", "", "", "", "1", "")], donation_id=donation_id)
    donation_batches.add_line(donation_id=donation_id, name="西游记", expected=1)

    assert apply.apply(made).merged == 1
    assert len(lines(donation_id)) == 1


def test_titles_of_the_list_meet_the_copies_of_the_catalogue_when_accepted(tmp_path):
    known = a_title(name="西游记", isbn="9787020008735")
    donation_id = a_batch()
    apply.apply(
        a_plan(tmp_path, [HEADINGS, ("西游记", "", "9787020008735", "", "2", "")], donation_id=donation_id)
    )
    donation_batches.count_all(donation_id=donation_id)

    done = donation_decisions.accept(donation_id=donation_id)
    assert (done.new_titles, len(done.copy_ids)) == (0, 2)
    assert db.execute_sql("SELECT DISTINCT title_id FROM copy").fetchall() == [(known.id,)]
