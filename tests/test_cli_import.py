"""`main.py import`: the result line, the exit status, the workbook of rejected rows."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from centre_app import cli
from centre_app.storage import database, opening
from centre_app.storage.database import db


def the_list(folder: Path, *, text: str = "书名,作者\n西游记,吴承恩\n红楼梦,\n") -> str:
    path = folder / "清单.csv"
    path.write_bytes(text.encode("gb18030"))
    return str(path)


def run(folder: Path, *arguments: str) -> int:
    status = cli.run(["--data", str(folder / "数据"), "import", *arguments])
    assert isinstance(status, int)
    return status


def count(folder: Path, table: str) -> int:
    opening.open_database(folder / "数据" / database.FILE_NAME)
    number: int = db.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0]
    database.close_database()
    return number


def test_an_import_ends_with_its_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = run(tmp_path, "books", the_list(tmp_path))

    assert status == 0
    assert capsys.readouterr().out.splitlines()[-1] == "rows=2 added=2 merged=0 skipped=0 rejected=0"
    assert count(tmp_path, "copy") == 2


def test_the_same_list_again_is_merged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, "books", the_list(tmp_path))

    assert run(tmp_path, "books", the_list(tmp_path)) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "rows=2 added=0 merged=2 skipped=0 rejected=0"


def test_checking_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "books", the_list(tmp_path), "--check") == 0

    assert "added=2" in capsys.readouterr().out
    assert count(tmp_path, "copy") == 0


def test_rejected_rows_give_status_3_and_a_workbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "退回.xlsx"
    text = "姓名,电话\n李娜,13800138000\n,13900139000\n"

    status = run(tmp_path, "people", the_list(tmp_path, text=text), "--errors", str(out))

    said = capsys.readouterr()
    assert status == 3
    assert said.out.splitlines()[-1] == "rows=2 added=1 merged=0 skipped=0 rejected=1"
    assert "3" in said.err
    assert load_workbook(out).active.max_row == 2


@pytest.mark.parametrize("text", ["", "甲,乙\n1,2\n"])
def test_an_unusable_file_is_one_sentence_and_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    status = run(tmp_path, "books", the_list(tmp_path, text=text))

    said = capsys.readouterr()
    assert (status, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert "清单.csv" in said.err
    assert not (tmp_path / "数据").exists()


def test_a_missing_file_is_status_2(tmp_path: Path) -> None:
    assert run(tmp_path, "copies", str(tmp_path / "没有.csv")) == 2


def test_catalogue_records_are_known_by_their_content_and_a_damaged_one_is_rejected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = b"00049nam0 2200037   450 200001100000\x1e1 \x1fa" + "西游记".encode("gbk") + b"\x1e\x1d"
    path = tmp_path / "书目.dat"
    path.write_bytes(record + b"00099" + record[5:])

    assert run(tmp_path, "books", str(path)) == 3
    assert capsys.readouterr().out.splitlines()[-1] == "rows=2 added=1 merged=0 skipped=0 rejected=1"
    assert count(tmp_path, "copy") == 0


def test_the_nth_list_of_a_named_sheet_is_imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "书名,作者\n西游记,吴承恩\n\n刊名,定价,数量\n读者,5,2\n"

    assert run(tmp_path, "books", the_list(tmp_path, text=text), "--table", "2", "--sheet", "清单") == 0

    assert "rows=1 added=1" in capsys.readouterr().out
    assert count(tmp_path, "copy") == 2
    assert run(tmp_path, "books", the_list(tmp_path, text=text), "--sheet", "别的") == 2


def test_a_list_of_loans_names_what_it_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "借阅人姓名,图书条码,借阅日期\n李娜,B1,2026-10-01\n"

    assert run(tmp_path, "loans", the_list(tmp_path, text=text)) == 3

    said = capsys.readouterr()
    assert "rows=1 added=0 merged=0 skipped=0 rejected=1" in said.out
    assert "单册" in said.err
