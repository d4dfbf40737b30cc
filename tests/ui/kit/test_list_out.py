"""Printing and saving a list: what is on paper and in the workbook is what the list shows, and it is noted."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout
from pytestqt.qtbot import QtBot

from centre_app.access import audit
from centre_app.access.shown_list import ShownList
from centre_app.people.masking import masked_name
from centre_app.storage.database import db
from tests.builders import a_person
from ui.kit import buttons, unmask
from ui.kit.page import Page
from ui.kit.paper_sheet import PaperSheet, list_sheet
from ui.kit.printing import PreviewDialog
from ui.kit.table import Column, ListView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@dataclass(frozen=True)
class Row:
    id: int
    person_id: int
    name: str
    days: int
    note: str = ""


COLUMNS = [
    Column("借阅人", lambda row: masked_name(row.name)),
    Column("逾期", lambda row: str(row.days), sort=lambda row: row.days, align="right"),
    Column("备注", lambda row: row.note),
]


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, centre: Path) -> Page:
    """A page with a list of two loans, one with a note that looks like a formula."""
    made = Page()
    first, second = a_person(name="王小明"), a_person(name="陈雨桐")
    made.list = ListView(COLUMNS, empty="没有。", name="逾期", table="loan")
    made.list.set_rows([Row(7, first.id, "王小明", 12, "=1+1"), Row(9, second.id, "陈雨桐", 3)])
    made.list.add_beside_filter(buttons.Segments([("all", "全部"), ("late", "7 天以上")]))
    QVBoxLayout(made).addWidget(made.list)
    made.resize(800, 400)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def preview() -> PreviewDialog:
    return next(
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, PreviewDialog) and each.isVisible()
    )


def newest() -> audit.AuditRow:
    return audit.entries(limit=1)[0]


def test_the_list_with_the_focus_is_printed_by_a_key_and_noted(
    qtbot: QtBot, page: Page, tmp_path: Path
) -> None:
    page.list.set_filter("王")
    page.list.sort_by(1, descending=True)
    page.list.view.setFocus()
    qtbot.keyClick(page.list.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    dialog = preview()
    assert [[cell[0] for cell in band.cells] for band in dialog._sheet.bands[0]] == [
        ["逾期"], ["全部 · 筛选：王 · 按逾期倒序 · 1 行 · 2026-10-22 10:00"],
        ["借阅人", "逾期", "备注"], ["王*明", "12", "=1+1"],
    ]  # fmt: skip
    with qtbot.waitSignal(dialog.put_out):
        dialog.save_pdf(tmp_path / "逾期.pdf")
    assert (newest().label, newest().subject, newest().reason) == ("print a list", "loan:7", "")
    about = "SELECT mask FROM action_about WHERE action_id = ?"
    assert db.execute_sql(about, (newest().id,)).fetchall() == [(1 << page.list.rows()[0].person_id,)]
    dialog.reject()


def test_a_page_that_needs_the_key_itself_keeps_it(qtbot: QtBot, page: Page) -> None:
    pressed: list[bool] = []
    action = QAction("疏散", page, shortcut="Ctrl+P")
    action.triggered.connect(lambda: pressed.append(True))
    page.addAction(action)
    page.list.view.setFocus()

    qtbot.keyClick(page.list.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    preview().reject()
    assert pressed == []
    page.list.view.prints_by_key = False
    qtbot.keyClick(page.list.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [True]


def test_a_saved_list_is_what_was_shown_with_the_reason_of_names_in_full(
    qtbot: QtBot, page: Page, tmp_path: Path
) -> None:
    unmask.remember(page, "通知还书")
    got: list[ShownList] = []
    page.list.out._read(got.append)
    to = tmp_path / "逾期.xlsx"

    with qtbot.waitSignal(page.list.out.save_to(got[0], to).finished):
        pass

    sheet = load_workbook(to).active
    assert sheet.title == "逾期"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [["借阅人", "逾期", "备注"], ["王*明", 12, "=1+1"], ["陈*桐", 3, None]]
    assert sheet["C2"].data_type == "s"
    assert sheet.print_title_rows == "$1:$1"
    assert "逾期" in sheet.oddHeader.left.text
    assert (newest().label, newest().subject, newest().reason) == (
        "export a list as a workbook", "loan:7,9", "通知还书",
    )  # fmt: skip


def test_a_list_is_read_to_its_end_before_it_is_put_out(qtbot: QtBot, centre: Path) -> None:
    rows = [Row(number, 1, f"某{number}", number) for number in range(1200)]
    shown = ListView(COLUMNS, empty="没有。", name="全部", load_more=lambda: more(shown))
    qtbot.addWidget(shown)
    shown.set_rows(rows[:500], more=True)

    def more(to: ListView) -> None:
        place = len(to.model.all_rows())
        to.append_rows(rows[place : place + 500], more=place + 500 < len(rows))

    got: list[ShownList] = []
    shown.out._read(got.append)
    qtbot.waitUntil(lambda: bool(got))

    assert len(got[0].rows) == 1200
    shown.out.copy()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().count("\n") == 1200)


def a_sheet(*rows: list[str]) -> PaperSheet:
    return list_sheet(ShownList("清单", "3 行", ["名称", "数", "备注"], [False, True, False], rows))


def test_nothing_is_clipped_on_paper_however_long(qtbot: QtBot, centre: Path) -> None:
    long = "这一条写得很长，" * 900
    wide = "https_nobreaks_" * 40
    sheet = a_sheet(
        *(["甲", str(number), "短"] for number in range(70)), ["乙", "1", long], [wide, "2", "末"]
    )

    assert len(sheet.bands) == sheet.page_count() > 3
    assert all(sum(band.height for band in page) <= sheet.space + 0.01 for page in sheet.bands)
    assert all(any(band.cells == [["名称"], ["数"], ["备注"]] for band in page) for page in sheet.bands)
    rows = [
        band for page in sheet.bands for band in page if len(band.cells) == 3 and band.cells[0] != ["名称"]
    ]
    printed = ["".join("".join(row.cells[column]) for row in rows) for column in range(3)]
    assert printed[2] == "短" * 70 + long + "末"
    assert printed[0].endswith(wide)
    assert all(
        row.pen.width(text) <= width
        for row in rows for cell, width in zip(row.cells, row.grid.widths, strict=True) for text in cell
    )  # fmt: skip
    assert abs(sum(rows[0].grid.widths) - sheet.room[0]) < 0.01


def test_a_narrow_list_stands_upright_and_a_wide_one_lies_across(qtbot: QtBot, centre: Path) -> None:
    assert not a_sheet(["甲", "1", ""]).landscape
    columns = [str(number) for number in range(8)]
    assert list_sheet(ShownList("宽", "", columns, [False] * 8, [["一个题名很长的单元格"] * 8])).landscape
