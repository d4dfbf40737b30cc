"""Behaviour of the office's forms in the window: bound by choosing cells, filled from the reports page, changes noticed."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from centre_app import clock
from centre_app.reports import summary_text
from centre_app.reports.compare import compare
from centre_app.reports.periods import Period
from centre_app.reports.templates import kept
from centre_app.reports.templates.form import Binding
from tests.builders import a_room, a_visit, open_daily
from tests.reports.templates import forms
from ui.kit import toast, undo
from ui.kit.messages import Message
from ui.reports.form_binding import BindingDialog
from ui.reports.forms import FormsDialog
from ui.reports.summary import SummaryDialog

OCTOBER = Period.parse("2026-10")
SHEET = "基层文化统计"


@pytest.fixture
def dialog(centre: Path, qtbot: QtBot):
    open_daily()
    a_visit(room=a_room(name="阅读"), arrived_at=datetime(2026, 10, 3, 9), head_count=3)
    with clock.pretend(datetime(2026, 12, 1, 9)):
        window = QWidget()
        qtbot.addWidget(window)
        shown = FormsDialog(window, period=OCTOBER, language="zh_CN")
        shown.open()
        yield shown


def opened(dialog: FormsDialog, path: Path) -> BindingDialog:
    dialog.take_in(path)
    assert isinstance(dialog.opened, BindingDialog)
    return dialog.opened


def test_a_cell_is_bound_by_choosing_it_and_the_form_is_filled(
    dialog: FormsDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    source = tmp_path / "统计表.xlsx"
    source.write_bytes(forms.monthly_table())
    cells = opened(dialog, source)
    cells.grid.go_to((4, 3))
    assert cells.where.text() == "C4"
    cells.chooser.figure.set_value("visits.by_room")
    cells.chooser.part.set_value("阅读")
    cells.bind_button.click()
    assert cells.grid.model().index(3, 2).data() == "接待人次·按功能区 · 阅读 · 本月"
    cells.name.set_value("街道月报")
    cells.save_button.click()
    assert [row.name for row in dialog.list.rows()] == ["街道月报"]
    assert dialog.fill_button.isEnabled()
    to = tmp_path / "十月.xlsx"
    with qtbot.waitSignal(dialog.write(dialog.list.current(), to, {}).finished):
        pass
    filled = load_workbook(BytesIO(to.read_bytes()))[SHEET]
    assert (filled["C4"].value, filled["C8"].value) == (3, "=SUM(C4:C6)")


def test_what_was_bound_is_not_given_up_unasked(dialog: FormsDialog, tmp_path: Path) -> None:
    source = tmp_path / "统计表.xlsx"
    source.write_bytes(forms.monthly_table())
    cells = opened(dialog, source)
    cells.grid.go_to((4, 3))
    cells.bind_button.click()
    cells.cancel_button.click()
    assert cells.isVisible()
    question = cells.findChild(Message)
    assert question is not None
    assert question.confirm_button is not None
    question.confirm_button.click()
    assert not cells.isVisible()


def test_a_removed_form_is_told_and_comes_back(dialog: FormsDialog) -> None:
    kept.keep(name="函", data=forms.letter(), file_name="函.docx")
    dialog.list.select_id(dialog.list.rows()[0].id)
    dialog.remove_button.click()
    assert (dialog.list.rows(), toast.shown()) == ([], ["上报表“函”已删除。"])
    undo.undo_last()
    assert [row.name for row in dialog.list.rows()] == ["函"]


def test_a_formula_is_not_bound_and_its_cell_says_why(dialog: FormsDialog, tmp_path: Path) -> None:
    source = tmp_path / "统计表.xlsx"
    source.write_bytes(forms.monthly_table())
    cells = opened(dialog, source)
    cells.grid.go_to((8, 3))
    cells.bind_button.click()
    assert "公式" in cells.problem.text()
    assert cells.bindings == []


def test_an_unknown_word_in_the_file_is_shown_and_refused(dialog: FormsDialog, tmp_path: Path) -> None:
    source = tmp_path / "逐日.xlsx"
    book = load_workbook(BytesIO(forms.daily_list()))
    book["逐日"]["D1"] = "{{visits.totl}}"
    book.save(source)
    cells = opened(dialog, source)
    assert [(row.where, row.what) for row in cells.list.rows()] == [("逐日!D1", "‹visits.totl（未识别）›")]
    cells.save_button.click()
    assert "visits.totl" in cells.problem.text()
    assert (cells.isVisible(), kept.templates()) == (True, [])


def test_a_document_with_an_unknown_word_says_so_in_its_own_dialog(
    dialog: FormsDialog, tmp_path: Path
) -> None:
    parts = forms.parts_of(forms.letter())
    parts["word/header1.xml"] = parts["word/header1.xml"].replace(b"centre", b"nobody")
    source = tmp_path / "函.docx"
    source.write_bytes(forms.packed(parts))
    cells = opened(dialog, source)
    cells.save_button.click()
    assert cells.problem.isVisible()
    assert cells.problem.window() is cells
    assert "nobody" in cells.problem.text()
    assert kept.templates() == []


def test_what_only_people_know_is_asked_before_saving(
    dialog: FormsDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    kept.keep(name="函", data=forms.letter(), file_name="函.docx")
    dialog.refresh()
    dialog.list.select_id(dialog.list.rows()[0].id)
    dialog.fill_button.click()
    field = dialog.opened.form.field("answer0")
    field.edit.setText("王芳")
    dialog.opened.submit()
    dialog.file_dialog.fileSelected.emit(str(tmp_path / "函.docx"))
    qtbot.waitUntil((tmp_path / "函.docx").exists)
    qtbot.waitUntil(lambda: kept.last_answers(dialog.list.rows()[0].id) == {"联系人": "王芳"})


def test_a_changed_file_of_the_office_is_told_before_filling(dialog: FormsDialog, tmp_path: Path) -> None:
    source = tmp_path / "逐日.xlsx"
    source.write_bytes(forms.daily_list())
    bound = (Binding("逐日", "B2:B32", "days.visits#heads"),)
    kept.keep(
        name="逐日", data=source.read_bytes(), file_name=source.name, source=str(source), bindings=bound
    )
    book = load_workbook(source)
    book["逐日"].title = "按日"
    book.save(source)
    dialog.refresh()
    dialog.list.select_id(dialog.list.rows()[0].id)
    dialog.fill_button.click()
    message = dialog.findChild(Message)
    assert "有改动" in message.sentence.text()
    message.confirm_button.click()
    assert (dialog.opened.bindings, dialog.opened.sheet()) == ([], "按日")


def test_the_summary_can_be_changed_and_is_copied(dialog: FormsDialog, qtbot: QtBot) -> None:
    summary = SummaryDialog(dialog, summary_text.paragraph(compare(OCTOBER)))
    summary.open()
    summary.text.moveCursor(summary.text.textCursor().MoveOperation.End)
    summary.text.insertPlainText("完。")
    qtbot.mouseClick(summary.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().endswith("接待 3 人次。完。")
