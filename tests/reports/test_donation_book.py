"""The registers as workbooks."""

from datetime import date

import pytest
from openpyxl import load_workbook

from centre_app import errors
from centre_app.lending import catalogue, flags
from centre_app.reports import donation_book
from centre_app.storage.database import db

pytestmark = pytest.mark.usefixtures("centre")


def cells(path):
    sheet = load_workbook(path).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def two_batches():
    title_id = catalogue.add_title(name="=西游记", authors="吴承恩", price_fen=4720)
    for day, donor, kind in ((1, "市新华书店", "book"), (20, "王芳", "toy")):
        catalogue.add_copy(
            title_id=title_id, donor=donor, kind=kind, received_on=date(2026, 10, day), volumes=2
        )


def test_the_register_of_batches_has_the_four_figures_by_kind_and_so_far(tmp_path):
    two_batches()
    to = donation_book.write(
        which="batches", first=None, last=None, to=tmp_path / "账.xlsx", language="zh_CN"
    )

    rows = cells(to)
    assert rows[0][0] == "总括登记账"
    heads, first, second = rows[2], rows[3], rows[4]
    assert heads[:7] == ["日期", "登记号", "捐赠者", "种数", "套数", "册数", "码洋"]
    assert "图书 册数" in heads
    assert [first[heads.index(name)] for name in ("登记号", "捐赠者", "种数", "套数", "册数", "码洋")] == [
        "00001", "市新华书店", 1, 1, 2, 47.2,
    ]  # fmt: skip
    assert [second[heads.index(name)] for name in ("玩具 册数", "累计 册数", "累计 码洋")] == [2, 4, 94.4]


def test_the_register_of_copies_keeps_the_withdrawn_with_the_reason_and_no_formula(tmp_path):
    two_batches()
    flags.withdraw(copy_ids=[1], reason="破损")
    to = donation_book.write(
        which="copies",
        first=date(2026, 10, 1),
        last=date(2026, 10, 5),
        to=tmp_path / "账.xlsx",
        language="zh_CN",
    )

    rows = cells(to)
    heads, only = rows[2], dict(zip(rows[2], rows[3], strict=True))
    assert len(rows) == 4
    assert only["书名"] == "=西游记"
    assert (only["来源"], only["剔旧日期"].date(), only["原因"]) == ("市新华书店", date(2026, 10, 22), "破损")
    assert load_workbook(to).active.cell(4, heads.index("书名") + 1).data_type == "s"


def test_an_export_is_recorded_and_one_that_fails_is_not(tmp_path):
    with pytest.raises(errors.ReportFolderMissing):
        donation_book.write(
            which="copies", first=None, last=None, to=tmp_path / "无" / "账.xlsx", language="zh_CN"
        )
    donation_book.write(which="copies", first=None, last=None, to=tmp_path / "账.xlsx", language="zh_CN")
    labels = db.execute_sql("SELECT label FROM action WHERE kind = 'note'").fetchall()
    assert labels == [("export a register",)]
