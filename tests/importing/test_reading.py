"""Files of every kind become rows; a file that cannot is refused with a sentence that names it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centre_app import errors
from centre_app.importing import text_files, workbooks
from centre_app.importing.reading import read_sheets
from tests.importing.lists import a_package, a_text_file, a_workbook, rows_of

TEXT = "书名,作者\n红楼梦,曹雪芹\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_is_read_in_every_encoding_that_spreadsheets_save(tmp_path: Path, encoding: str) -> None:
    assert rows_of(a_text_file(tmp_path, TEXT, encoding=encoding)) == [("书名", "作者"), ("红楼梦", "曹雪芹")]


@pytest.mark.parametrize(
    ("text", "encoding"), [("書名,作者\n紅樓夢,曹雪芹\n", "big5"), ("書名,作者\n紅樓夢,曹雪芹\n", "gb18030")]
)
def test_traditional_characters_are_read_as_taiwan_and_as_the_mainland_write_them(
    tmp_path: Path, text: str, encoding: str
) -> None:
    assert rows_of(a_text_file(tmp_path, text, encoding=encoding)) == [("書名", "作者"), ("紅樓夢", "曹雪芹")]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found_although_the_others_stand_in_cells(tmp_path: Path, separator: str) -> None:
    rows = [("书名", "作者", "备注"), ("一、二,三；四", "甲", "x"), ("上;下", "乙", "y")]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)

    assert rows_of(a_text_file(tmp_path, text)) == rows


def test_unquoted_commas_in_a_file_of_tabs_stay_in_their_cells(tmp_path: Path) -> None:
    text = "书名\t作者\n走,去旅行\t甲\n来,回家\t乙\n山\t丙,丁,戊\n"

    assert rows_of(a_text_file(tmp_path, text))[1] == ("走,去旅行", "甲")


def test_a_line_naming_the_separator_is_obeyed_and_keeps_its_row_number(tmp_path: Path) -> None:
    assert rows_of(a_text_file(tmp_path, "sep=;\n书名;作者\n山,水;甲\n")) == [
        (),
        ("书名", "作者"),
        ("山,水", "甲"),
    ]


def test_a_line_that_names_no_separator_is_a_cell_like_others(tmp_path: Path) -> None:
    assert rows_of(a_text_file(tmp_path, "书名,sep=\nsep=,")) == [("书名", "sep="), ("sep=", "")]
    assert read_or_refused(a_text_file(tmp_path, "sep=")) == "1 rows"


def test_lines_inside_a_cell_and_blank_lines_leave_the_row_numbers_right(tmp_path: Path) -> None:
    rows = rows_of(a_text_file(tmp_path, '书名,规格\n\n活着,"开本: 32开\n ISBN"\n围城,无\n'))

    assert rows[1] == ()
    assert rows[3] == ("围城", "无")


def test_quotation_marks_inside_a_cell_do_not_swallow_the_next_one(tmp_path: Path) -> None:
    assert rows_of(a_text_file(tmp_path, '书名,作者\n"歪脑袋"木头桩,严文井\n'))[1] == (
        "歪脑袋木头桩",
        "严文井",
    )


def test_a_workbook_gives_dates_numbers_and_texts_at_their_rows_and_no_empty_sheet(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, [["书名", "日期"], [], ["活着", date(2012, 8, 2)], ["数", 3]])

    sheets = read_sheets(path)

    assert [sheet.name for sheet in sheets] == ["Sheet"]
    assert sheets[0].rows[2:] == [("活着", date(2012, 8, 2)), ("数", 3.0)]


def test_an_address_merged_down_stands_beside_every_member_of_the_family(tmp_path: Path) -> None:
    rows = [["姓名", "住址", "补贴"], ["张三", "1栋101", 300], ["李四", None, None], ["王五", "2栋", 1]]
    filled = rows_of(a_workbook(tmp_path, rows, merge="B2:B3"))

    assert filled[2][:2] == ("李四", "1栋101")
    assert filled[2][2] == ""


def test_a_workbook_under_the_name_of_a_text_file_is_read_all_the_same(tmp_path: Path) -> None:
    assert rows_of(a_workbook(tmp_path, [["书名"], ["活着"]], name="清单.csv")) == [("书名",), ("活着",)]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(errors.ImportFileMissing, match=r"没有\.csv"):
        read_sheets(tmp_path / "没有.csv")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(errors.ImportFileIsFolder, match=tmp_path.name):
        read_sheets(tmp_path)


BAD_TEXT: list[tuple[bytes, type[errors.CentreError]]] = [
    (b"", errors.ImportFileEmpty),
    (b" \r\n\r\n", errors.ImportFileEmpty),
    (b",,,\n,,,\n", errors.ImportFileEmpty),
    (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), errors.NotAList),
    (bytes(range(128, 256)) * 9, errors.NotAList),
    (b"%PDF-1.4\n" + bytes(range(1, 32)) * 20, errors.NotAList),
    ("书名,作者\n红楼梦".encode()[:-1], errors.TextDamaged),
    ("书名,作者\n".encode() * 40 + b"\xff\xff" + "红楼梦".encode(), errors.TextDamaged),
    ("书名,作者\n".encode("utf-16") + b"\0", errors.TextDamaged),
    ('书名,作者\n"红楼梦,曹雪芹\n围城,钱锺书\n'.encode(), errors.QuoteNeverClosed),
    ("书名\n".encode() + b"a" * 200_000, errors.CellTooLong),
    (b"<html><table><tr><td>1</td></tr></table></html>", errors.WebPageNotWorkbook),
    (b"PK\x03\x04 no package", errors.WorkbookDamaged),
    (workbooks.OLD_WORKBOOK + b"\0" * 4000, errors.WorkbookDamaged),
    (workbooks.OLD_WORKBOOK + "EncryptedPackage".encode("utf-16-le"), errors.WorkbookLocked),
]


@pytest.mark.parametrize(("data", "error"), BAD_TEXT)
def test_bad_content_is_refused_by_name(tmp_path: Path, data: bytes, error: type[errors.CentreError]) -> None:
    path = tmp_path / "坏的.csv"
    path.write_bytes(data)

    with pytest.raises(error, match=r"坏的\.csv"):
        read_sheets(path)


def test_a_workbook_cut_short_is_damaged(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, [["书名"]] + [[f"书{number}"] for number in range(500)])
    path.write_bytes(path.read_bytes()[:-300])

    with pytest.raises(errors.WorkbookDamaged):
        read_sheets(path)


def test_a_document_of_another_kind_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(errors.NotAList):
        read_sheets(a_package(tmp_path, {"word/document.xml": b"<w/>"}))


def test_a_package_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = {"xl/workbook.xml": b"<w/>"} | {f"xl/worksheets/s{n}.xml": b" " * 30_000_000 for n in range(4)}

    with pytest.raises(errors.ImportTooLarge, match="100"):
        read_sheets(a_package(tmp_path, bomb))


def test_defined_entities_are_refused(tmp_path: Path) -> None:
    laugh = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">]><sst>&a;</sst>'

    with pytest.raises(errors.WorkbookHasEntities):
        read_sheets(a_package(tmp_path, {"xl/workbook.xml": b"<w/>", "xl/sharedStrings.xml": laugh}))


@pytest.mark.parametrize(
    "cell", [b'<c r="A100001"><v>1</v></c>', b'<c r="A1"><v>1</v></c><c r="XFD9000"><v>1</v></c>']
)
def test_a_stray_cell_far_away_is_named_instead_of_filling_the_memory(tmp_path: Path, cell: bytes) -> None:
    sheet = b"<worksheet><sheetData><row>" + cell + b"</row></sheetData></worksheet>"

    with pytest.raises(errors.ImportTooManyRows, match=r"100000|9000"):
        read_sheets(a_package(tmp_path, {"xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": sheet}))


def test_more_rows_than_a_list_may_have_are_refused(tmp_path: Path) -> None:
    text = "书名\n" + "活着\n" * text_files.LIMIT_ROWS

    with pytest.raises(errors.ImportTooManyRows, match="100001"):
        read_sheets(a_text_file(tmp_path, text))


def read_or_refused(path: Path) -> str:
    """What came of it: the sentence of the refusal, or how many rows were read."""
    try:
        return f"{len(rows_of(path))} rows"
    except errors.CentreError as error:
        return error.sentence()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(min_size=1, max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8"))
    )
)
def test_whatever_the_bytes_they_give_rows_or_an_error_with_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(data)
    assert read_or_refused(path)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 5_000), st.binary(min_size=1, max_size=4)), min_size=1, max_size=6))
def test_a_workbook_with_changed_bytes_is_read_or_refused(
    tmp_path: Path, changes: list[tuple[int, bytes]]
) -> None:
    path = a_workbook(tmp_path, [["书名", "定价"], ["活着", 20]])
    data = bytearray(path.read_bytes())
    for place, patch in changes:
        start = place % len(data)
        data[start : start + len(patch)] = patch
    path.write_bytes(bytes(data))
    assert read_or_refused(path)
