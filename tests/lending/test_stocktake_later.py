"""A stocktake and ISBNs, thousands of losses, and what it had found when it is looked at again after its end."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from centre_app import clock, errors
from centre_app.lending import catalogue, flags, loans, stocktake
from centre_app.lending.models import Copy, CopyFlag, Stocktake, StocktakeScan
from centre_app.lending.use_models import StocktakeOutcome
from centre_app.progress import Cancelled
from centre_app.reports import stocktake_book
from centre_app.storage import journal
from centre_app.storage.action import run
from tests.builders import a_copy, a_person, a_title, open_daily
from tests.lending.circumstances import a_loan

ISBN = "9787020002207"


@pytest.fixture(autouse=True)
def an_open_centre(centre: Path) -> None:
    open_daily()


@pytest.fixture
def same() -> Callable[..., Copy]:
    """Copies of one title with an ISBN."""
    title = a_title(name="西游记", isbn=ISBN)
    return lambda barcode, location="A1", **more: a_copy(
        barcode=barcode, location=location, title=title, **more
    )


def begin() -> int:
    return stocktake.begin(scope="shelf", value="A1")


def scan(counting: int, code: str) -> stocktake.Scanned:
    return stocktake.scan(stocktake_id=counting, code=code)


def codes(counting: int, group: str) -> list[str]:
    return [row.code for row in stocktake.result(counting).rows[group]]


def test_an_isbn_is_the_copy_of_this_shelf_where_only_one_is_here(same) -> None:
    same("B1")
    same("B2", location="A2")
    counting = begin()
    scanned = scan(counting, "978-7-02-000220-7")
    assert (scanned.row.group, scanned.row.code, scanned.choices) == ("present", "B1", ())
    assert scan(counting, ISBN).again
    assert StocktakeScan.select().count() == 1


def test_of_two_copies_of_an_isbn_that_which_is_not_out_is_meant(same) -> None:
    a_loan(copy=same("B1"))
    same("B2")
    counting = begin()
    assert scan(counting, ISBN).row.code == "B2"
    assert scan(counting, ISBN).row.group == "on_loan"


def test_an_isbn_that_stands_elsewhere_only_is_misplaced_and_one_of_nothing_is_unknown(same) -> None:
    same("B2", location="A2")
    counting = begin()
    assert scan(counting, ISBN).row.group == "misplaced"
    assert scan(counting, "9787500601593").row.group == "unknown"


def test_an_isbn_of_several_copies_here_asks_and_is_kept_until_it_is_answered(same) -> None:
    for barcode in ("B1", "B2", "B3"):
        same(barcode)
    counting = begin()
    asked = scan(counting, ISBN)
    assert [choice.barcode for choice in asked.choices] == ["B1", "B2", "B3"]
    assert codes(counting, "unknown") == [ISBN]
    chosen = stocktake.choose(stocktake_id=counting, code=ISBN, copy_id=asked.choices[1].id)
    assert (chosen.row.code, chosen.row.group, codes(counting, "unknown")) == ("B2", "present", [])
    assert [choice.barcode for choice in scan(counting, ISBN).choices] == ["B1", "B3"]
    scan(counting, "B1")
    assert (scan(counting, ISBN).row.code, codes(counting, "unknown")) == ("B3", [])


def test_choosing_a_copy_that_was_scanned_meanwhile_leaves_one_scan(same) -> None:
    copies = [same(barcode) for barcode in ("B1", "B2")]
    counting = begin()
    scan(counting, ISBN)
    scan(counting, "B1")
    assert stocktake.choose(stocktake_id=counting, code=ISBN, copy_id=copies[0].id).again
    assert [row.code for row in StocktakeScan.select()] == ["B1"]


def test_a_copy_of_another_isbn_is_no_answer(same) -> None:
    same("B1")
    same("B2")
    other = a_copy(barcode="B9")
    counting = begin()
    scan(counting, ISBN)
    with pytest.raises(errors.NotAmongTheChoices):
        stocktake.choose(stocktake_id=counting, code=ISBN, copy_id=other.id)
    journal.undo()
    assert StocktakeScan.select().count() == 0


def counted() -> int:
    """A stocktake of A1 with one of each kind, put right and finished."""
    a_copy(barcode="B1", location="A1")
    a_copy(barcode="B2", location="A1")
    a_copy(barcode="b3x", location="A2")
    a_loan(copy=a_copy(barcode="B4", location="A1"))
    a_copy(barcode="B5", location="A1", condition="lost")
    counting = begin()
    for code in ("B1", "B3X", "B4", "B5", "X9"):
        scan(counting, code)
    stocktake.put_right(stocktake_id=counting)
    stocktake.finish(stocktake_id=counting)
    return counting


WANTED = {
    "missing": ["B2"], "misplaced": ["B3X"], "on_loan": ["B4"], "gone": ["B5"], "unknown": ["X9"], "present": ["B1"],
}  # fmt: skip


def test_a_finished_stocktake_shows_what_it_found_whatever_came_later() -> None:
    counting = counted()
    first = Copy.get(Copy.barcode == "B1")
    catalogue.change_copy(copy_id=first.id, location="Z9")
    clock.set_for_tests(datetime(2026, 11, 20, 9))
    loans.lend(copy_id=first.id, person_id=a_person().id)
    loans.return_copy(copy_id=Copy.get(Copy.barcode == "B2").id)
    a_copy(barcode="B8", location="A1")
    assert {group: codes(counting, group) for group in WANTED} == WANTED
    found = stocktake.result(counting)
    assert [(row.location, row.elsewhere) for row in found.rows["misplaced"]] == [("A2", True)]
    assert (found.expected, found.rows["gone"][0].condition) == (2, "lost")


def test_finished_stocktakes_are_listed_the_latest_first_with_what_was_missing() -> None:
    counting = counted()
    clock.set_for_tests(datetime(2026, 11, 20, 9))
    other = stocktake.begin(scope="all")
    stocktake.finish(stocktake_id=other)
    assert [(row.id, row.card.place, row.missing) for row in stocktake.finished_stocktakes()] == [
        (other, "全部藏书", 4), (counting, "书架 A1", 1),
    ]  # fmt: skip
    journal.undo()
    assert [row.id for row in stocktake.finished_stocktakes()] == [counting]
    assert [row.id for row in stocktake.open_stocktakes()] == [other]


def test_the_workbook_of_a_finished_stocktake_is_that_of_its_end(tmp_path: Path) -> None:
    counting = counted()
    clock.set_for_tests(datetime(2026, 11, 20, 9))
    book = load_workbook(
        stocktake_book.write_result(stocktake_id=counting, to=tmp_path / "清点.xlsx", language="zh_CN")
    )
    assert book["清点"]["A2"].value == "书架 A1，2026-10-22 10:00 开始，2026-10-22 10:00 结束"
    assert [row[2].value for row in book["未找到"].iter_rows(min_row=4)] == ["B2"]


def test_putting_right_and_finishing_are_undone_with_what_they_kept() -> None:
    counting = counted()
    journal.undo()
    journal.undo()
    assert StocktakeOutcome.select().count() == 0
    assert Copy.get(Copy.barcode == "B2").condition == "good"
    assert {group: sorted(codes(counting, group)) for group in WANTED} == WANTED | {"misplaced": ["B3X"]}


def test_a_stocktake_finished_by_an_earlier_release_is_judged_as_of_today() -> None:
    counting = counted()
    run("prepare a test", lambda: Stocktake.update(kept=0).execute())
    row = stocktake.finished_stocktakes()[0]
    assert (row.missing, row.card.kept) == (None, False)
    assert codes(counting, "missing") == []


def test_thousands_marked_lost_at_once_are_flagged_like_one_and_cancelling_leaves_nothing() -> None:
    title = a_title()
    for number in range(30):
        a_copy(
            barcode=f"B{number:02}",
            location="A1",
            title=title,
            condition="damaged" if number == 7 else "good",
        )
    counting = begin()

    class Cancelling:
        def report(self, done: int, total: int, what: str) -> None:
            if what == "正在标为遗失":
                raise Cancelled

    with pytest.raises(Cancelled):
        stocktake.put_right(stocktake_id=counting, progress=Cancelling())
    assert Copy.select().where(Copy.condition == "lost").count() == 0
    assert StocktakeOutcome.select().count() == 0
    stocktake.put_right(stocktake_id=counting)
    assert Copy.select().where(Copy.condition == "lost").count() == 30
    damaged = Copy.get(Copy.barcode == "B07")
    assert f"{damaged.condition_on}" == "2026-10-22"
    flags.end_flag(copy_id=damaged.id, flag="lost")
    assert Copy.get_by_id(damaged.id).condition == "damaged"
    assert {flag.reason for flag in CopyFlag.select().where(CopyFlag.flag == "lost")} == {
        "2026-10-22 清点时未找到"
    }
