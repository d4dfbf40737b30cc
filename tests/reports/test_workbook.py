"""Behaviour of the monthly workbook: whole, proven by its own formulas, nameless, safe for text, and never half written."""

import csv
import errno
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from centre_app import clock, errors
from centre_app.access import audit
from centre_app.centre import settings
from centre_app.i18n import in_language
from centre_app.progress import Cancelled
from centre_app.reports import periodic, sheet_list
from centre_app.reports.periods import Period
from centre_app.reports.workbook import Formula
from centre_app.reports.xlsx import XlsxBook
from centre_app.storage.action import run
from tests.builders import a_booking, a_copy, a_donation, a_person, a_room, a_title, a_visit, open_daily
from tests.reports import random_centre

OCTOBER = Period.parse("2026-10")
SOFFICE = shutil.which("soffice")


@pytest.fixture(autouse=True)
def later():
    """It is December: October is over."""
    with clock.pretend(datetime(2026, 12, 1, 9)):
        yield


def export(tmp_path: Path, **more) -> Path:
    values = {"period": OCTOBER, "to": tmp_path / "月报.xlsx", "language": "zh_CN", **more}
    return periodic.write(**values)


def cells_of(path: Path) -> dict[str, list[list]]:
    """The values of every sheet as another program reads them, formulas by the values beside them."""
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def sheet_titles(language: str) -> list[str]:
    with in_language(language):
        return sheet_list.sheet_titles()


def text_of(path: Path) -> str:
    return "\n".join(str(row) for rows in cells_of(path).values() for row in rows)


def formula_without_value(place: str, formula: Formula, style: int) -> str:
    return f'<c r="{place}" s="{style}"><f>{escape(formula.text)}</f></c>'


def recalculated(path: Path) -> dict[str, list[list[str]]]:
    """Every sheet as LibreOffice shows it after calculating."""
    folder = path.parent / "csv"
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    home = f"-env:UserInstallation={(path.parent / 'office').as_uri()}"
    subprocess.run(
        [SOFFICE, home, "--headless", "--convert-to", every_sheet, "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    found = {}
    for file in folder.iterdir():
        with file.open(encoding="utf-8", newline="") as lines:
            found[file.stem.split("-", 1)[1]] = list(csv.reader(lines))
    return found


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_recalculates_the_workbook_and_every_check_agrees(centre, tmp_path, monkeypatch):
    random_centre.fill(5)
    known = [row[4] for row in cells_of(export(tmp_path))["核对"][4:]]
    monkeypatch.setattr("centre_app.reports.xlsx_rows.formula_cell", formula_without_value)

    sheets = recalculated(export(tmp_path))  # without values beside the formulas, so that it must calculate

    assert set(sheets) == set(load_workbook(tmp_path / "月报.xlsx").sheetnames)
    assert not [
        cell for rows in sheets.values() for row in rows for cell in row if cell.startswith(("#", "Err:"))
    ]
    checks = [row for row in sheets["核对"][4:] if row[0]]
    assert len(checks) > 50
    assert {row[5] for row in checks} == {"一致"}
    assert sheets["核对"][2][0] == f"共 {len(checks)} 项，全部一致。"
    assert [sheets["核对"][2][0]] in [row[:1] for row in sheets["封面"]]
    assert [float(row[4].replace(",", "")) for row in checks] == pytest.approx(known, abs=0.01)


def test_the_check_says_what_does_not_agree(centre, tmp_path, monkeypatch):
    random_centre.fill(5)
    monkeypatch.setattr("centre_app.reports.counts.visits.people", lambda period: 1)

    rows = cells_of(export(tmp_path))["核对"]

    assert [row[5] for row in rows if row[0] == "到访人数"] == ["不一致"]
    assert rows[2][0] == "不一致的项数： 1"


def test_only_the_check_sheet_has_formulas_and_details_are_native_tables(centre, tmp_path):
    random_centre.fill(6)
    book = load_workbook(export(tmp_path))

    with_formulas = {
        sheet.title for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    }
    assert with_formulas == {"核对"}
    assert {sheet.title for sheet in book if len(sheet.tables) != 1} == {"图表"}
    assert len(book["图表"]._charts) == 4
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.sheet_properties.pageSetUpPr.fitToPage) == (9, True)
        assert "&P" in sheet.oddFooter.center.text
        if sheet.title not in ("封面", "图表"):  # these are one page
            assert sheet.freeze_panes
            assert sheet.print_title_rows


def test_text_that_looks_like_a_formula_stays_text(centre, tmp_path):
    room = a_room(name='=HYPERLINK("http://x")')
    for number, title in enumerate(["=1+1", "+86", "-1", "@SUM(A1)", "\t=2", "坏\x07字\ud800"]):
        start = datetime(2026, 10, number + 1, 9)
        a_booking(
            room=room, title=title.replace("\ud800", ""), starts_at=start, ends_at=start.replace(hour=10)
        )

    path = export(tmp_path)
    sheet = load_workbook(path)["场地使用"]
    cells = [row[4] for row in sheet.iter_rows(min_row=4) if row[4].value]

    assert [cell.value for cell in cells] == ["=1+1", "+86", "-1", "@SUM(A1)", "\t=2", "坏字"]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells] == [True] * 5 + [False]
    assert {row[3].data_type for row in sheet.iter_rows(min_row=4, max_row=9)} == {"s"}


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_an_empty_centre_gives_a_workbook_without_errors(centre, tmp_path, language):
    path = export(tmp_path, language=language, period=Period.parse("2027-01"))

    sheets = cells_of(path)
    titles = sheet_titles(language)
    missing = [title for title in titles if title not in sheets]
    assert list(sheets) == [title for title in titles if title in sheets]
    assert len(missing) > len(titles) / 2
    for place in (0, -1):  # cover and definitions say what is missing
        assert all(title in str(sheets[list(sheets)[place]][:40]) for title in missing)
    assert "#" not in text_of(path)
    assert "—" in text_of(path)


def test_names_leave_the_centre_only_with_a_reason_and_both_exports_are_recorded(centre, tmp_path):
    room, person = a_room(), a_person(name="欧阳若溪")
    at = datetime(2026, 10, 5, 9)
    a_visit(room=room, person=person, arrived_at=at, left_at=at, purpose="找李敏")
    a_copy(title=a_title(), donation=a_donation(donor="慕容复"))

    nameless, named = export(tmp_path), export(tmp_path, to=tmp_path / "n.xlsx", names_reason="街道核查")

    assert not {"欧阳若溪", "慕容复", "李敏"} & set(text_of(nameless).replace("找", "'").split("'"))
    assert "欧阳若溪" in text_of(named)
    assert "慕容复" in text_of(named)
    labels = [(row.label, row.subject, row.reason) for row in audit.entries(audit.Asked(way="exported"))]
    assert labels == [
        ("export a report with names", "2026-10", "街道核查"),
        ("export a report", "2026-10", ""),
    ]
    assert [
        look.label for look in audit.entries(audit.Asked(person_id=person.id)) if look.kind == "note"
    ] == [labels[0][0]]


def test_names_without_a_reason_are_refused(centre, tmp_path):
    with pytest.raises(errors.NamesNeedReason):
        export(tmp_path, names_reason=" ")

    assert not (tmp_path / "月报.xlsx").exists()


def test_an_export_before_the_end_says_so(centre, tmp_path):
    with clock.pretend(datetime(2026, 10, 31, 16, 30)):
        open_daily()
        rows = cells_of(export(tmp_path))["汇总"]

    assert rows[0][0] == "2026 年 10 月月报"
    assert rows[1][0] == "截至 10-31 16:30 · 未结"


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, errors.ReportDiskFull),
        (errno.EACCES, errors.ReportNotWritten),
        (errno.EIO, errors.ReportNotWritten),
    ],
)
def test_whatever_fails_the_old_file_stays_as_it_was(centre, tmp_path, monkeypatch, number, error):
    old = tmp_path / "月报.xlsx"
    old.write_bytes(b"last month")

    def refuse(self, target):
        raise OSError(number, "no")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(error, match="月报"):
        export(tmp_path)

    assert old.read_bytes() == b"last month"
    assert {file.name for file in tmp_path.iterdir() if file.suffix == ".xlsx"} == {"月报.xlsx"}


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("none/x.xlsx", errors.ReportFolderMissing),
        ("x.xls", errors.ReportKindUnknown),
        ("x.pdf", errors.ReportKindUnknown),
        ("", errors.ReportFolderInUse),
    ],
)
def test_an_impossible_target_is_a_clear_sentence(centre, tmp_path, name, error):
    with pytest.raises(error):
        export(tmp_path, to=tmp_path / name)


def test_cancelling_leaves_nothing_behind(centre, tmp_path):
    class Impatient:
        def report(self, done, total, what):
            if what == "正在保存":
                raise Cancelled

    with pytest.raises(Cancelled):
        export(tmp_path, progress=Impatient())

    assert not list(tmp_path.glob("*.xlsx"))
    assert not list(tmp_path.glob(".*"))
    assert audit.entries(audit.Asked(way="exported")) == []


def test_known_values_stand_beside_formulas_in_the_sheet_they_belong_to(tmp_path):
    with XlsxBook() as book:
        first, second = book.sheet("一 & 二"), book.sheet("三")
        first.write([1, Formula("1+1", 2)], kinds=["count", "count"])
        second.write([Formula('"a"&"b"', "ab")], kinds=["text"])
        book.save(tmp_path / "x.xlsx", title="")

    assert cells_of(tmp_path / "x.xlsx") == {"一 & 二": [[1, 2]], "三": [["ab"]]}


def test_the_file_is_named_after_centre_and_month(centre):
    run("prepare a test", lambda: settings.put(name="centre_name", value="星耀/蓝天"))

    assert periodic.file_name(OCTOBER) == "星耀_蓝天月报 2026-10.xlsx"


def test_figures_lead_to_the_sheet_of_their_rows_and_what_stands_out_is_coloured(centre, tmp_path):
    random_centre.fill(6)
    book = load_workbook(export(tmp_path))

    links = {cell.value: cell.hyperlink.location for cell in book["汇总"]["B"] if cell.hyperlink}
    assert links["接待人次"] in ("'接待人次·按日'!A1", "'到访'!A1")
    assert links["逾期未还"] == "'逾期'!A1"
    assert {link.split("'")[1] for link in links.values()} <= set(book.sheetnames)
    assert {cell.value for row in book["封面"] for cell in row if cell.hyperlink} >= set(book.sheetnames)
    coloured = {
        name: {rule.type for area in book[name].conditional_formatting for rule in area.rules}
        for name in ("封面", "汇总", "逾期", "场地利用率", "场地分时利用")
    }
    assert coloured == {
        "封面": {"expression"}, "汇总": {"expression"}, "逾期": {"expression"}, "场地利用率": {"dataBar"},
        "场地分时利用": {"colorScale"},
    }  # fmt: skip
