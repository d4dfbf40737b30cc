"""Rejected rows as a workbook."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from centre_app import errors
from centre_app.importing import rejects
from tests.importing.takeover import planned

ROWS = [("书名", "册数", "备注"), ("西游记", "1", ""), ("", "3", "=1+1"), ("红楼梦", "很多", "@x")]


@pytest.mark.usefixtures("centre")
def test_rejected_rows_stand_beside_their_number_and_reason_as_text(tmp_path: Path) -> None:
    path = tmp_path / "退回.xlsx"

    rejects.write(planned(tmp_path, "books", ROWS), path)

    rows = list(load_workbook(path).active.iter_rows())
    assert [cell.value for cell in rows[0]] == ["行号", "原因", "书名", "册数", "备注"]
    assert [cell.value for cell in rows[1]][2:] == [None, "3", "=1+1"]
    assert [(row[0].value, bool(row[1].value)) for row in rows[1:]] == [("3", True), ("4", True)]
    assert {cell.data_type for row in rows for cell in row if cell.value} == {"s"}


@pytest.mark.usefixtures("centre")
def test_without_rejected_rows_there_are_headings_only(tmp_path: Path) -> None:
    path = tmp_path / "退回.xlsx"

    rejects.write(planned(tmp_path, "books", ROWS[:2]), path)

    assert load_workbook(path).active.max_row == 1


@pytest.mark.usefixtures("centre")
def test_a_place_that_cannot_be_written_is_said_and_keeps_what_was_there(tmp_path: Path) -> None:
    made = planned(tmp_path, "books", ROWS)
    (tmp_path / "退回.xlsx").mkdir()

    with pytest.raises(errors.SheetNotSaved):
        rejects.write(made, tmp_path / "退回.xlsx")
    with pytest.raises(errors.SheetNotSaved):
        rejects.write(made, tmp_path / "没有" / "退回.xlsx")

    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []
