"""The statement for a donor as a workbook."""

from openpyxl import load_workbook

from centre_app.access import audit
from centre_app.reports import donor_book
from tests.builders import a_copy, a_donation, a_person, a_title
from tests.lending.circumstances import a_loan


def test_the_workbook_tells_of_loans_and_names_no_reader(centre, tmp_path):
    batch = a_donation(donor="=陈伯")
    copy = a_copy(title=a_title(name="西游记", price_fen=4720), donation=batch)
    a_loan(copy=copy, person=a_person(name="赵小华", birth_year=2018))
    to = donor_book.write(donor="=陈伯", to=tmp_path / "反馈.xlsx", language="zh_CN")
    book = load_workbook(to)
    cells = [
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]
    assert "西游记" in cells
    assert "借阅" in cells
    assert 47.2 in cells
    assert any("满 5 人才显示" in str(cell) for cell in cells)
    assert not any("赵小华" in str(cell) or "7–17" in str(cell) for cell in cells)
    assert [sheet.title for sheet in book][1:] == ["种数", "捐赠"]
    assert audit.entries()[0].subject == f"donation:{batch.id}"
