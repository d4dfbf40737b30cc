"""Counting the stock: what a scan means, going on after a restart, and putting right."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from centre_app import clock, errors
from centre_app.access import audit
from centre_app.lending import catalogue, loans, stocktake
from centre_app.lending.models import Copy, Loan, StocktakeScan
from centre_app.reports import stocktake_book
from centre_app.storage import database, journal, opening
from centre_app.storage.database import db
from tests.builders import a_copy, a_person, a_title, open_daily
from tests.lending.circumstances import a_loan


@pytest.fixture(autouse=True)
def an_open_centre(centre: Path) -> None:
    open_daily()


def begin_at_a1() -> int:
    return stocktake.begin(scope="shelf", value="A1")


def codes(counting: int, group: str) -> list[str]:
    return [row.code for row in stocktake.result(counting).rows[group]]


def scan(counting: int, code: str) -> str:
    return stocktake.scan(stocktake_id=counting, code=code).row.group


def test_each_scan_says_what_the_copy_is() -> None:
    a_copy(barcode="B1", location="A1")
    a_copy(barcode="B2", location="A2")
    a_loan(copy=a_copy(barcode="B3", location="A1"))
    a_copy(barcode="B4", location="A1", condition="lost")
    a_copy(barcode="B5", location="A1", condition="withdrawn")
    counting = begin_at_a1()
    found = [scan(counting, code) for code in ("B1", "B2", "B3", "B4", "B5", "X9")]
    assert found == ["present", "misplaced", "on_loan", "gone", "gone", "unknown"]
    assert (codes(counting, "gone"), codes(counting, "unknown")) == (["B5", "B4"], ["X9"])


def test_only_what_should_be_on_the_shelf_and_was_not_scanned_is_missing() -> None:
    for code in ("B1", "B2"):
        a_copy(barcode=code, location="A1")
    a_loan(copy=a_copy(barcode="B3", location="A1"))
    a_copy(barcode="B4", location="A1", condition="lost")
    a_copy(barcode="B5", location="A2")
    counting = begin_at_a1()
    scan(counting, "B1")
    assert codes(counting, "missing") == ["B2"]
    assert stocktake.result(counting).expected == 2


def test_the_same_code_again_in_either_case_changes_nothing_and_says_so() -> None:
    a_copy(barcode="B1", location="A1")
    counting = begin_at_a1()
    assert not stocktake.scan(stocktake_id=counting, code="B1").again
    again = stocktake.scan(stocktake_id=counting, code="ｂ1 ")
    assert (again.again, again.row.group, StocktakeScan.select().count()) == (True, "present", 1)


def test_what_the_desk_lends_and_takes_back_meanwhile_is_neither_missing_nor_on_loan_here() -> None:
    lent, back = a_copy(barcode="B1", location="A1"), a_copy(barcode="B2", location="A1")
    a_loan(copy=back)
    counting = begin_at_a1()
    scan(counting, "B1")
    clock.set_for_tests(datetime(2026, 10, 22, 10, 5))
    loans.lend(copy_id=lent.id, person_id=a_person().id)
    loans.return_copy(copy_id=back.id)
    found = stocktake.result(counting)
    assert {group: found.count(group) for group in ("present", "on_loan", "missing")} == {
        "present": 1,
        "on_loan": 0,
        "missing": 0,
    }


def test_what_is_catalogued_after_the_stocktake_began_is_not_missing_and_its_scan_is_known_then() -> None:
    counting = begin_at_a1()
    assert scan(counting, "B7") == "unknown"
    title = a_title(name="新到的书")
    catalogue.add_copy(title_id=title.id, barcode="B7", location="A1")
    catalogue.add_copy(title_id=title.id, barcode="B8", location="A1", received_on=date(2026, 10, 23))
    assert (codes(counting, "present"), codes(counting, "missing")) == (["B7"], [])


def test_a_class_takes_the_class_of_the_title_before_the_call_number() -> None:
    a_copy(barcode="B1", title=a_title(name="西游记", clc_class="I242.4"), call_number="K1")
    a_copy(barcode="B2", title=a_title(name="无类号"), call_number="i2/7")
    a_copy(barcode="B3", title=a_title(name="史记", clc_class="K204"))
    counting = stocktake.begin(scope="class", value="ｉ2")
    assert sorted(codes(counting, "missing")) == ["B1", "B2"]
    assert (scan(counting, "B1"), scan(counting, "B3")) == ("present", "misplaced")


def test_in_the_whole_stock_nothing_is_misplaced() -> None:
    a_copy(barcode="B1", location="A9")
    counting = stocktake.begin(scope="all")
    assert scan(counting, "B1") == "present"


def test_open_stocktakes_go_on_after_the_file_was_closed(centre: Path) -> None:
    a_copy(barcode="B1", location="A1")
    a_copy(barcode="B2", location="A1")
    counting, other = begin_at_a1(), stocktake.begin(scope="all")
    scan(counting, "B1")
    database.close_database()
    opening.open_database(centre)
    assert [(each.id, each.place, each.scans) for each in stocktake.open_stocktakes()] == [
        (other, "全部藏书", 0),
        (counting, "书架 A1", 1),
    ]
    scan(counting, "B2")
    assert codes(counting, "present") == ["B2", "B1"]


def test_the_same_place_is_not_counted_twice_at_once() -> None:
    counting = begin_at_a1()
    with pytest.raises(errors.StocktakeAlreadyOpen):
        begin_at_a1()
    stocktake.finish(stocktake_id=counting)
    assert begin_at_a1() != counting


def test_a_stocktake_needs_a_place() -> None:
    with pytest.raises(errors.StocktakeNeedsPlace):
        stocktake.begin(scope="class", value=" ")


def test_a_finished_stocktake_takes_no_more_scans() -> None:
    counting = begin_at_a1()
    stocktake.finish(stocktake_id=counting)
    with pytest.raises(errors.StocktakeFinished):
        scan(counting, "B1")
    assert stocktake.open_stocktakes() == []


def a_messy_shelf() -> int:
    a_loan(copy=a_copy(barcode="B1", location="A1"))
    a_copy(barcode="B2", location="A2")
    a_copy(barcode="B3", location="A1")
    a_copy(barcode="B4", location="A2", condition="lost")
    counting = begin_at_a1()
    for code in ("B1", "B2", "B4"):
        scan(counting, code)
    return counting


def state() -> list[tuple]:
    return list(Copy.select(Copy.barcode, Copy.location, Copy.condition).order_by(Copy.barcode).tuples())


def test_putting_right_returns_finds_moves_and_marks_lost_as_one_step_to_be_undone() -> None:
    counting, before = a_messy_shelf(), state()
    done = stocktake.put_right(stocktake_id=counting)
    assert [len(ids) for ids in (done.returned, done.found, done.moved, done.lost)] == [1, 1, 2, 1]
    assert state() == [
        ("B1", "A1", "good"),
        ("B2", "A1", "good"),
        ("B3", "A1", "lost"),
        ("B4", "A1", "good"),
    ]
    assert Loan.get().returned_at is not None
    journal.undo()
    assert (state(), Loan.get().returned_at) == (before, None)


@pytest.mark.parametrize("left_out", ["returns", "finds", "moves", "losses"])
def test_a_group_left_out_stays_as_it_is(left_out: str) -> None:
    counting = a_messy_shelf()
    done = stocktake.put_right(stocktake_id=counting, **{left_out: False})
    named = {"returns": done.returned, "finds": done.found, "moves": done.moved, "losses": done.lost}
    assert [name for name, ids in named.items() if not ids] == [left_out]


def test_a_scan_asks_the_same_number_of_questions_however_much_there_is() -> None:
    def asked(counting: int, code: str) -> int:
        statements: list[str] = []
        db.connection().set_trace_callback(statements.append)
        scan(counting, code)
        db.connection().set_trace_callback(None)
        return len(statements)

    for number in range(60):
        a_copy(barcode=f"B{number:03}", location="A1")
    counting = begin_at_a1()
    first = asked(counting, "B000")
    for number in range(1, 50):
        scan(counting, f"B{number:03}")
    assert asked(counting, "B055") == first


def test_the_list_to_tick_is_in_shelf_order_and_text_stays_text(tmp_path: Path) -> None:
    a_copy(barcode="B2", location="A1", call_number="I2/2", title=a_title(name="=1+1"))
    a_copy(barcode="B1", location="A1", call_number="I2/1", title=a_title(name="西游记"))
    counting = begin_at_a1()
    scan(counting, "B1")
    to = stocktake_book.write_worksheet(stocktake_id=counting, to=tmp_path / "核对单.xlsx", language="zh_CN")
    sheet = load_workbook(to).worksheets[0]
    rows = [[cell.value for cell in row][:4] for row in sheet.iter_rows(min_row=4)]
    assert rows == [["☑", "西游记", None, "B1"], ["☐", "=1+1", None, "B2"]]
    assert sheet["B5"].data_type == "s"
    assert [path.name for path in tmp_path.glob("*.xlsx")] == ["核对单.xlsx"]
    assert audit.entries(limit=1)[0].subject == f"stocktake:{counting}"


def test_the_sheets_show_the_numbers_on_the_labels_in_the_order_of_the_shelf(tmp_path: Path) -> None:
    for barcode, mark, volume, own in (
        ("B1", "10", "", ""),
        ("B2", "2", "下", ""),
        ("B3", "", "", ""),
        ("B4", "3", "", "K9/1"),
    ):
        title = a_title(name=f"书{barcode}", clc_class="I24", call_mark=mark)
        a_copy(barcode=barcode, location="A1", title=title, volume=volume, call_number=own)
    a_copy(
        barcode="B5",
        location="B9",
        title=a_title(name="书B5", clc_class="I24", call_mark="7"),
        call_number="I24",
    )
    counting = begin_at_a1()
    scan(counting, "B5")
    expected = [("书B3", "I24"), ("书B2", "I24/2/下"), ("书B1", "I24/10"), ("书B4", "K9/1")]

    to = stocktake_book.write_worksheet(stocktake_id=counting, to=tmp_path / "核对单.xlsx", language="zh_CN")
    sheet = load_workbook(to).worksheets[0]
    assert [(row[1].value, row[4].value) for row in sheet.iter_rows(min_row=4)] == expected
    assert {row[5].value for row in sheet.iter_rows(min_row=4)} == {"A1"}

    stocktake.finish(stocktake_id=counting)
    to = stocktake_book.write_result(stocktake_id=counting, to=tmp_path / "结果.xlsx", language="zh_CN")
    book = load_workbook(to)
    assert [(row[0].value, row[3].value) for row in book["未找到"].iter_rows(min_row=4)] == expected
    assert [row[3].value for row in book["错架"].iter_rows(min_row=4)] == ["I24/7"]


def test_the_result_has_a_sheet_for_each_group_that_has_rows(tmp_path: Path) -> None:
    counting = a_messy_shelf()
    to = stocktake_book.write_result(stocktake_id=counting, to=tmp_path / "结果.xlsx", language="zh_CN")
    assert load_workbook(to).sheetnames == ["清点", "未找到", "错架", "借出却在架", "遗失或剔旧"]
