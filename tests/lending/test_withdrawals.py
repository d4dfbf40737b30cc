"""Past withdrawals: found again by day and reason, with what they came to, and saved for the auditors."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from centre_app import clock
from centre_app.access import audit
from centre_app.lending import flags, withdrawals
from centre_app.reports import withdrawal_book
from tests.builders import a_copy, a_title


@pytest.fixture(autouse=True)
def two_withdrawals(centre) -> None:
    """Two copies in October as worn out, one as a duplicate the same day, one in November as worn out."""
    worn = [a_copy(barcode=f"B{number}", price_fen=1250, volumes=number) for number in (1, 2)]
    flags.withdraw(copy_ids=[copy.id for copy in worn], reason="破旧")
    flags.withdraw(copy_ids=[a_copy(barcode="B3", title=a_title(price_fen=3000)).id], reason="复本过多")
    clock.set_for_tests(datetime(2026, 11, 20, 9))
    flags.withdraw(copy_ids=[a_copy(barcode="B4").id], reason="破旧")


def test_each_day_and_reason_is_one_list_the_latest_first() -> None:
    found = withdrawals.past()
    assert [(row.day.month, row.reason, row.copies, row.volumes, row.fen) for row in found] == [
        (11, "破旧", 1, 1, 0), (10, "复本过多", 1, 1, 3000), (10, "破旧", 2, 3, 2500),
    ]  # fmt: skip
    assert [row.barcode for row in withdrawals.copies_of(found[2])] == ["B1", "B2"]


def test_a_copy_that_came_back_stays_on_the_list_and_is_marked() -> None:
    october = withdrawals.past()[2]
    flags.end_flag(copy_id=withdrawals.copies_of(october)[0].id, flag="withdrawn", ended_by="误剔")
    assert [row.back_on for row in withdrawals.copies_of(october)] == [date(2026, 11, 20), None]


def test_the_workbook_lists_the_copies_and_the_export_is_noted(tmp_path: Path) -> None:
    to = withdrawal_book.write(withdrawals.past()[2], to=tmp_path / "剔旧.xlsx", language="zh_CN")
    sheet = load_workbook(to)["剔旧清单"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0][0] == "共 2 件 3 册，码洋 25.00 元"
    assert [row[1] for row in rows[2:]] == ["B1", "B2"]
    assert {row[6] for row in rows[2:]} == {"破旧"}
    assert audit.entries(limit=1)[0].label == "export a withdrawal list"
