"""Files that are damaged, hostile or not what they seem: one clear sentence, or read with a word about it; never a hang."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from centre_app import errors
from centre_app.importing import apart, reading
from centre_app.importing.reading import read_sheets, read_source
from tests.importing.lists import a_package, a_text_file, a_workbook

SOFFICE = shutil.which("soffice")


def parts_of(path: Path) -> dict[str, bytes]:
    import zipfile

    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def a_changed_workbook(
    folder: Path, change: dict[str, bytes] | None = None, **replaced: tuple[str, bytes, bytes]
) -> Path:
    """A workbook of two rows with parts added, and with something replaced in a part."""
    parts = parts_of(a_workbook(folder, [["书名", "定价"], ["活着", 20]], name="原.xlsx"))
    for part, before, after in replaced.values():
        assert before in parts[part]
        parts[part] = parts[part].replace(before, after)
    return a_package(folder, {**parts, **(change or {})})


def test_macros_and_links_are_left_alone_and_told(tmp_path: Path) -> None:
    path = a_changed_workbook(
        tmp_path, {"xl/vbaProject.bin": b"\0VBA", "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    )

    source = read_source(path)

    assert source.sheets[0].rows[1] == ("活着", 20.0)
    assert ["宏" in remark for remark in source.remarks] == [True, False]
    assert "引用" in source.remarks[1]


def test_formulas_give_their_stored_results_and_those_without_are_counted(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["书名", "定价"])
    workbook.active.append(["活着", "=10+10"])
    workbook.active.append(["围城", "=B2"])
    path = tmp_path / "公式.xlsx"
    workbook.save(path)
    bare = read_source(path)
    assert bare.sheets[0].rows[1:] == [("活着", ""), ("围城", "")]
    assert "2 个" in bare.remarks[0]

    parts = parts_of(path)
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = (
        sheet.replace(b"<v></v>", b"<v>20</v>").replace(b"<v />", b"<v>20</v>").replace(b"<v/>", b"<v>20</v>")
    )
    counted = read_source(a_package(tmp_path, parts))
    assert (counted.sheets[0].rows[1:], counted.remarks) == ([("活着", 20.0), ("围城", 20.0)], ())


def test_dates_of_a_workbook_that_counts_from_1904_are_the_days_it_shows(tmp_path: Path) -> None:
    from datetime import date

    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.append(["书名", date(2012, 8, 1)])
    path = tmp_path / "苹果.xlsx"
    workbook.save(path)

    sheet = read_source(path).sheets[0]

    assert str(sheet.rows[0][1])[:10] == "2012-08-01"
    assert sheet.days_from_1904


def test_pictures_without_cells_are_named_as_such(tmp_path: Path) -> None:
    parts = parts_of(a_workbook(tmp_path, [], name="空.xlsx"))

    with pytest.raises(errors.ImportFileEmpty):
        read_sheets(tmp_path / "空.xlsx")
    with pytest.raises(errors.WorkbookOnlyPictures, match=r"扫描\.xlsx"):
        read_sheets(a_package(tmp_path, parts | {"xl/media/image1.png": b"\x89PNG"}, name="扫描.xlsx"))


def test_the_mark_of_an_open_workbook_is_no_list_and_the_workbook_says_that_it_is_open(
    tmp_path: Path,
) -> None:
    path = a_workbook(tmp_path, [["书名"], ["活着"]])
    mark = path.with_name(f"~${path.name}")
    mark.write_bytes(b"\x05lixia" + b" " * 150)

    with pytest.raises(errors.OwnerFile):
        read_sheets(mark)
    assert "打开" in read_source(path).remarks[0]


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("xl/worksheets/sheet1.xml", b"<c r='A1'>" + b"<c >" * 2_000_100),
        ("xl/sharedStrings.xml", b"<si>" * 2_000_100),
        ("xl/worksheets/sheet1.xml", b"<mergeCell />" * 100_001),
    ],
)
def test_more_cells_than_the_memory_should_hold_are_refused_by_counting(
    tmp_path: Path, part: str, data: bytes
) -> None:
    with pytest.raises(errors.ImportTooManyRows):
        read_sheets(a_package(tmp_path, {"xl/workbook.xml": b"<w/>", part: data}))


FAR_AWAY = {
    "a column of six letters": (b'<c r="A2"', b'<c r="ZZZZZZ2"'),
    "a row of eight digits": (b'<c r="A2"', b'<c r="A99999999"'),
    "small letters": (b'<c r="A2"', b'<c r="xfd1048576"'),
    "single quotation marks": (b'<c r="A2"', b"<c r='XFD1048576'"),
    "blanks around the sign": (b'<c r="A2"', b'<c r = "XFD1048576"'),
    "a new line": (b'<c r="A2"', b'<c\n r="XFD1048576"'),
    "a cell without a place in a row far away": (b'<row r="2"><c r="A2"', b'<row r="900000000"><c'),
}


@pytest.mark.parametrize("written", FAR_AWAY)
def test_a_cell_far_away_does_not_end_the_program_however_its_place_is_written(
    tmp_path: Path, written: str
) -> None:
    replaced = ("xl/worksheets/sheet1.xml", *FAR_AWAY[written])
    refused = (errors.ImportTooManyRows, errors.ImportTooLarge, errors.WorkbookDamaged)
    with pytest.raises(refused, match="xlsx"):
        read_source(a_changed_workbook(tmp_path, replaced=replaced))


@pytest.mark.parametrize("pattern", [rb'<(c|row) r="[A-Z]*\d+"', rb"<(/?)(?!\?)"])
def test_cells_without_places_and_names_with_a_prefix_are_read(tmp_path: Path, pattern: bytes) -> None:
    parts = parts_of(a_workbook(tmp_path, [["书名", "定价"], ["活着", 20]], name="原.xlsx"))
    sheet = parts["xl/worksheets/sheet1.xml"]
    changed = re.sub(pattern, rb"<\1" if b"row" in pattern else rb"<\1x:", sheet)
    parts["xl/worksheets/sheet1.xml"] = changed.replace(
        b" xmlns=", b" xmlns:x=" if b"<x:" in changed else b" xmlns="
    )
    assert read_source(a_package(tmp_path, parts)).sheets[0].rows == [("书名", "定价"), ("活着", 20.0)]


def test_a_size_told_falsely_is_damage(tmp_path: Path) -> None:
    path = a_package(tmp_path, {"xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": b" " * 5_000_000})
    data = bytearray(path.read_bytes())
    place = data.rindex((5_000_000).to_bytes(4, "little"))
    data[place : place + 4] = (50).to_bytes(4, "little")
    path.write_bytes(data)

    with pytest.raises(errors.WorkbookDamaged):
        read_sheets(path)


def test_a_line_of_endless_cells_and_endless_blank_lines_are_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.CellTooLong):
        read_sheets(a_text_file(tmp_path, "书名,作者\n" + "," * 300_000))
    with pytest.raises(errors.ImportTooManyRows):
        read_sheets(a_text_file(tmp_path, "书名,作者\n" + ",\n" * 1_100_000 + "活着,余华"))


def test_a_mail_page_named_as_a_workbook_is_a_web_page(tmp_path: Path) -> None:
    with pytest.raises(errors.WebPageNotWorkbook):
        read_sheets(a_text_file(tmp_path, "MIME-Version: 1.0\nX-Document-Type: Workbook\n", name="表.xls"))


OPEN_DOCUMENT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
 <office:body><office:spreadsheet><table:table table:name="表"><table:table-row>
 <table:table-cell office:value-type="string"><text:p>书名</text:p></table:table-cell></table:table-row>
 <table:table-row><table:table-cell office:value-type="string"><text:p>活着</text:p></table:table-cell></table:table-row>
 </table:table></office:spreadsheet></office:body></office:document-content>"""


def an_open_document(folder: Path, text: str = OPEN_DOCUMENT) -> Path:
    """A spreadsheet as LibreOffice writes them, with this content."""
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": text.replace("\n ", " ").replace("> <", "><").encode(),
    }
    parts["META-INF/manifest.xml"] = (
        b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return a_package(folder, parts, name="清单.ods")


def test_an_open_document_is_read_apart(tmp_path: Path) -> None:
    assert read_sheets(an_open_document(tmp_path))[0].rows == [("书名",), ("活着",)]


def test_a_reader_that_takes_too_much_memory_or_time_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = OPEN_DOCUMENT.replace(
        "<table:table-row><table:table-cell",
        '<table:table-row table:number-rows-repeated="60000"><table:table-cell table:number-columns-repeated="500"',
        1,
    )
    with pytest.raises(errors.ImportTooLarge, match="400"):
        read_sheets(an_open_document(tmp_path, far))
    monkeypatch.setattr(apart, "LIMIT_SECONDS", 0)
    with pytest.raises(errors.ImportTooSlow):
        read_sheets(an_open_document(tmp_path))


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_an_old_workbook_is_read_and_one_with_a_cell_far_away_refused(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, [["书名", "定价"], ["活着", 20]])
    far = load_workbook(path)
    far.active.cell(65_536, 256, "远")
    far.save(tmp_path / "远.xlsx")
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    both = [str(path), str(tmp_path / "远.xlsx")]
    subprocess.run([SOFFICE, home, "--headless", "--convert-to", "xls", "--outdir", str(tmp_path), *both], check=True, capture_output=True)  # fmt: skip

    assert read_sheets(tmp_path / "清单.xls")[0].rows == [("书名", "定价"), ("活着", 20.0)]
    with pytest.raises(errors.ImportTooLarge, match="400"):
        read_sheets(tmp_path / "远.xls")


def test_a_file_above_the_limit_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LIMIT_MEGABYTES", 0)
    with pytest.raises(errors.ImportTooLarge):
        read_sheets(a_text_file(tmp_path, "书名\n活着\n"))
