"""Behaviour of filling the office's forms: the bound cells get their figures, every other byte stays."""

import re
import shutil
import subprocess
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from centre_app import clock, errors
from centre_app.access import audit
from centre_app.access.audit import Asked
from centre_app.centre import settings
from centre_app.reports import summary_text
from centre_app.reports.compare import compare
from centre_app.reports.indicators import figures
from centre_app.reports.kept import reports
from centre_app.reports.periods import Period
from centre_app.reports.templates import filling, kept
from centre_app.reports.templates.form import Binding, Form, lost
from centre_app.storage import journal
from tests.builders import a_person, a_room, a_visit, open_daily
from tests.reports.templates import forms

OCTOBER = Period.parse("2026-10")
SHEET = "基层文化统计"
TABLE = (
    Binding(SHEET, "C4", "visits.total"),
    Binding(SHEET, "D4", "visits.total@上年同期"),
    Binding(SHEET, "E4", "visits.total@change"),
    Binding(SHEET, "F4", "visits.total@本年累计"),
    Binding(SHEET, "C5", "visits.by_sex:女"),
    Binding(SHEET, "C6", "visits.by_sex:未登记"),
    Binding(SHEET, "C7", "rooms.utilisation"),
    Binding(SHEET, "F9", "?是否达标"),
)


@pytest.fixture(autouse=True)
def october(centre: Path):
    """October 2026 with five visits, October 2025 with four; seen from December."""
    settings.put(name="centre_name", value="=幸福里")
    open_daily()
    room = a_room(name="阅读")
    women = [a_person(name=f"住户{number}", sex="F") for number in range(2)]
    for day in (1, 2):
        a_visit(person=women[day - 1], room=room, arrived_at=datetime(2026, 10, day, 9), head_count=1)
    a_visit(room=room, arrived_at=datetime(2026, 10, 3, 9), head_count=3)
    a_visit(room=room, arrived_at=datetime(2025, 10, 3, 9), head_count=4)
    with clock.pretend(datetime(2026, 12, 1, 9)):
        yield


def fill(data: bytes, file: str, *bindings: Binding, **by_hand: str) -> bytes:
    return filling.filled(Form(data, file=file, bindings=bindings), period=OCTOBER, by_hand=by_hand)


def changed_parts(before: bytes, after: bytes) -> list[str]:
    old, new = forms.parts_of(before), forms.parts_of(after)
    assert list(old) == list(new)
    return [name for name in old if old[name] != new[name]]


def without(part: bytes, *cells: str) -> bytes:
    """A sheet's part without these cells."""
    for cell in cells:
        part = re.sub(rf'<c r="{cell}"[^>]*?(/>|>.*?</c>)'.encode(), b"", part)
    return part


def test_bound_cells_get_figures_and_every_other_byte_stays() -> None:
    before = forms.monthly_table()
    after = fill(before, "统计表.xlsx", *TABLE, 是否达标="是")
    assert changed_parts(before, after) == ["xl/worksheets/sheet1.xml", "xl/workbook.xml"]
    cells = [*(binding.cells for binding in TABLE), "A1", "A2", "E2", "C9", "A11"]
    part = "xl/worksheets/sheet1.xml"
    assert without(forms.parts_of(after)[part], *cells) == without(forms.parts_of(before)[part], *cells)
    old, new = load_workbook(BytesIO(before))[SHEET], load_workbook(BytesIO(after))[SHEET]
    assert [new[cell].value for cell in ("C4", "D4", "E4", "F4", "C5", "C6", "F9")] == [
        5,
        4,
        0.25,
        5,
        2,
        3,
        "是",
    ]
    assert new["C7"].value == pytest.approx(figures(OCTOBER)["rooms.utilisation"] / 100)
    assert (new["C9"].value, new["C8"].value) == (0, "=SUM(C4:C6)")
    assert new["A1"].value == "=幸福里2026 年 10 月服务情况统计表"
    assert new["A1"].data_type == "s"
    assert all(new[cell.coordinate].style_id == cell.style_id for row in old.iter_rows() for cell in row)


def test_formulas_are_counted_anew_when_the_form_is_opened() -> None:
    filled = forms.parts_of(fill(forms.monthly_table(), "统计表.xlsx", *TABLE, 是否达标="是"))[
        "xl/workbook.xml"
    ]
    assert filled.count(b"fullCalcOnLoad") == 1
    assert b'fullCalcOnLoad="1"' in filled


def test_a_table_fills_its_cells_and_empties_those_too_many() -> None:
    bindings = (Binding("逐日", "A2:A32", "days.visits#day"), Binding("逐日", "B2:B32", "days.visits#heads"))
    filled = load_workbook(BytesIO(fill(forms.daily_list(), "逐日.xlsx", *bindings)))["逐日"]
    assert [filled.cell(row, 1).value for row in (2, 32)] == ["2026-10-01", "2026-10-31"]
    assert [filled.cell(row, 2).value for row in (2, 3, 4, 5, 32)] == [1, 1, 3, 0, 0]
    assert filled["B33"].value == "=SUM(B2:B32)"
    september = filling.filled(
        Form(forms.daily_list(), file="逐日.xlsx", bindings=bindings), period=Period.parse("2026-09")
    )
    assert load_workbook(BytesIO(september))["逐日"]["A32"].value is None


def test_a_table_longer_than_its_cells_says_how_many_are_needed() -> None:
    with pytest.raises(errors.TableTooLong) as told:
        fill(forms.daily_list(), "逐日.xlsx", Binding("逐日", "B2:B31", "days.visits#heads"))
    assert (told.value.data["needed"], told.value.data["cells"]) == (31, 30)


def test_a_document_is_filled_across_runs_tables_headers_and_text_boxes() -> None:
    before = forms.letter()
    after = fill(before, "函.docx", 联系人="王<芳>")
    assert changed_parts(before, after) == ["word/document.xml", "word/header1.xml"]
    text = forms.parts_of(after)["word/document.xml"].decode()
    words = "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", text))
    assert words.startswith("本月接待 5 人次，女性 2 人次。2026 年 10 月，=幸福里")
    assert words.endswith("联系人：王&lt;芳&gt;2026 年 10 月盖章处")
    assert '<w:b/></w:rPr><w:t xml:space="preserve">5</w:t>' in text
    assert "=幸福里 月报" in forms.parts_of(after)["word/header1.xml"].decode()


def test_what_only_people_know_is_asked_for_and_remembered(tmp_path: Path) -> None:
    form = kept.keep(name="街道月报", data=forms.letter(), file_name="函.docx")
    assert kept.form_of(form).asked() == ["联系人"]
    to = tmp_path / "函.docx"
    with pytest.raises(errors.AnswersMissing):
        kept.fill(template_id=form, period=OCTOBER, to=to, language="zh_CN", by_hand={"联系人": " "})
    assert not to.exists()
    kept.fill(template_id=form, period=OCTOBER, to=to, language="zh_CN", by_hand={"联系人": "王芳"})
    assert kept.last_answers(form) == {"联系人": "王芳"}
    assert [entry.subject for entry in audit.entries(Asked(way="exported"))] == ["2026-10 函.docx"]
    (handed_in,) = reports()
    assert (handed_in.is_form, handed_in.is_closing, handed_in.file_name) == (True, False, "函.docx")


def test_a_failed_filling_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    to = tmp_path / "逐日.xlsx"
    to.write_bytes(b"old")
    form = Form(
        forms.daily_list(), file="逐日.xlsx", bindings=(Binding("逐日", "B2:B3", "days.visits#heads"),)
    )
    with pytest.raises(errors.TableTooLong):
        filling.fill(form, period=OCTOBER, to=to, language="zh_CN")
    assert (to.read_bytes(), [path.name for path in tmp_path.glob("*逐日*")]) == (b"old", ["逐日.xlsx"])


@pytest.mark.parametrize(
    ("binding", "error"),
    [
        (Binding("没有", "A1", "visits.total"), errors.TemplateSheetGone),
        (Binding(SHEET, "C8", "visits.total"), errors.TemplateCellFormula),
        (Binding(SHEET, "C4", "visits.totl"), errors.BindingUnreadable),
        (Binding(SHEET, "C4", "visits.by_room:没有这个区"), errors.BindingUnreadable),
        (Binding(SHEET, "C4:C5", "visits.total"), errors.BindingUnreadable),
        (Binding(SHEET, "C4:D5", "days.visits#heads"), errors.BindingUnreadable),
        (Binding(SHEET, "C4:C40", "days.visits#没有"), errors.TemplateCellFormula),
        (Binding(SHEET, "G4:G40", "days.visits#没有"), errors.BindingUnreadable),
    ],
)
def test_a_binding_that_cannot_be_filled_says_where(
    binding: Binding, error: type[errors.CentreError]
) -> None:
    with pytest.raises(error) as told:
        fill(forms.monthly_table(), "统计表.xlsx", binding)
    assert binding.cells in told.value.sentence()


def test_a_part_of_which_there_was_none_this_month_is_nought() -> None:
    a_room(name="健身")
    filled = fill(forms.daily_list(), "逐日.xlsx", Binding("逐日", "D2", "visits.by_room:健身"))
    assert load_workbook(BytesIO(filled))["逐日"]["D2"].value == 0


def test_a_newer_file_of_the_office_is_noticed_and_what_is_lost_is_told(tmp_path: Path) -> None:
    source = tmp_path / "统计表.xlsx"
    source.write_bytes(forms.monthly_table())
    form = kept.keep(
        name="月报", data=source.read_bytes(), file_name=source.name, source=str(source), bindings=TABLE
    )
    assert kept.newer_file(form) is None
    book = load_workbook(source)
    book[SHEET]["B5"] = "其中：男"
    book.save(source)
    newer = kept.newer_file(form)
    assert newer is not None
    assert lost(kept.form_of(form), Form(newer, file=source.name)) == [
        f"{SHEET}!C5：旁边原来是“其中：女 / 本月”，现在是“其中：男 / 本月”"
    ]


def test_a_kept_form_is_changed_removed_and_both_are_undone() -> None:
    form = kept.keep(name="月报", data=forms.monthly_table(), file_name="统计表.xlsx", bindings=TABLE)
    with pytest.raises(errors.NameTaken):
        kept.keep(name=" 月报 ", data=forms.letter(), file_name="函.docx")
    kept.change(template_id=form, name="季报", bindings=TABLE[:2])
    kept.remove(template_id=form)
    assert kept.templates() == []
    journal.undo()
    assert [(row.name, row.bound) for row in kept.templates()] == [("季报", 2)]
    assert bytes(kept.form_of(form).package.parts["xl/media/image1.png"]).startswith(b"\x89PNG")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_filled_form_and_counts_its_formulas(tmp_path: Path) -> None:
    path = tmp_path / "统计表.xlsx"
    path.write_bytes(fill(forms.monthly_table(), path.name, *TABLE, 是否达标="是"))
    subprocess.run(
        [str(shutil.which("soffice")), f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless",
         "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false", "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    text = (tmp_path / "统计表.csv").read_text("utf-8")
    assert "合计,,10," in text
    assert "Err:" not in text


def test_the_summary_tells_what_was_counted_and_how_it_changed() -> None:
    words = summary_text.paragraph(compare(OCTOBER))
    assert words.startswith("2026 年 10 月，=幸福里")
    assert "接待 5 人次（同比增长 25.0%）" in words
    assert "外借" not in words
