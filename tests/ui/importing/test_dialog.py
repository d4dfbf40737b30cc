"""The import dialog, from the file to the summary, with what is shown and what is stored."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QModelIndex, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from centre_app.importing.vocabulary import Kind
from centre_app.lending import catalogue
from centre_app.storage.database import db
from ui.importing.dialog import ImportDialog, open_import
from ui.kit.messages import Message

pytestmark = [
    pytest.mark.usefixtures("centre"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]
BOOKS = "书名,作者,册数,备注\n西游记,吴承恩,1,\n,佚名,1,=1+1\n红楼梦,,2,\n合计,,4,\n"


def a_list(folder: Path, text: str = BOOKS) -> Path:
    path = folder / "清单.csv"
    path.write_text(text, encoding="utf-8")
    return path


def finished(qtbot: QtBot, dialog: ImportDialog, press: Callable[[], object]) -> None:
    """Press something and wait until the work it starts has ended."""
    press()
    assert dialog.job is not None
    with qtbot.waitSignal(dialog.job.finished):
        pass


def opened(qtbot: QtBot, window: QWidget, file: Path, kind: Kind | None = "books") -> ImportDialog:
    dialog = open_import(window, kind, file=file)
    qtbot.waitUntil(lambda: is_at_rest(dialog))
    return dialog


def is_at_rest(dialog: ImportDialog) -> bool:
    """Whether rows, columns or a refusal are shown and no work is under way."""
    shown = dialog.judged is not None or dialog.stack.currentIndex() == 1 or bool(dialog.choose.error.text())
    return shown and dialog.job is None


def judged_anew(qtbot: QtBot, dialog: ImportDialog, press: Callable[[], object]) -> None:
    """Do something after which the rows are judged again, and wait until they are."""
    before = dialog.judged
    press()
    qtbot.waitUntil(lambda: dialog.judged is not before and dialog.job is None)


def count(table: str) -> int:
    number: int = db.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0]
    return number


def fates(dialog: ImportDialog) -> list[str]:
    """What the choices above the rows say: all, new, known, skipped, rejected, with remarks."""
    return [button.text() for button in dialog.preview.choice.findChildren(QPushButton)]


def cell(dialog: ImportDialog, number: int, heading: str) -> QModelIndex:
    """The cell of a row of the file under a heading."""
    model = dialog.preview.rows.model
    column = next(place for place, one in enumerate(model.columns) if one.title == heading)
    return model.index(model.position_of(number), column)


def typed(qtbot: QtBot, dialog: ImportDialog, number: int, heading: str, words: str) -> None:
    """Type into a cell as a clerk does: go there, Enter, type, Enter."""
    view = dialog.preview.rows.view
    view.setCurrentIndex(cell(dialog, number, heading))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    editor = view.findChild(QLineEdit)
    editor.clear()
    qtbot.keyClicks(editor, words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_every_row_is_shown_with_its_fate_and_nothing_is_written(
    qtbot: QtBot, window: QWidget, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, a_list(tmp_path))

    assert fates(dialog) == ["全部行 3", "新增 2", "已有 0", "跳过 0", "退回 1", "有说明 2"]
    assert [(row.number, row.fate) for row in dialog.preview.rows.rows()] == [(3, "reject")]
    dialog.preview.rows.select_id(3)
    assert "缺少书名" in dialog.preview.said.text()
    qtbot.mouseClick(dialog.preview.choice.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert [row.number for row in dialog.preview.rows.rows()] == [2, 3, 4]
    dialog.preview.rows.set_filter("红楼")
    assert [row.number for row in dialog.preview.rows.rows()] == [4]
    assert count("title") == 0
    dialog.reject()


def test_a_cell_mended_in_place_lets_its_row_in(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    dialog = opened(qtbot, window, a_list(tmp_path))

    judged_anew(qtbot, dialog, lambda: typed(qtbot, dialog, 3, "书名", "Songs"))

    assert fates(dialog)[4] == "退回 0"
    dialog.reject()
    question = dialog.findChild(Message)
    assert dialog.isVisible(), "what was mended is not given up unasked"
    assert question is not None
    question.reject()
    finished(qtbot, dialog, dialog.import_button.click)
    assert ("Songs",) in db.execute_sql("SELECT name FROM title").fetchall()
    dialog.reject()


def test_names_and_numbers_are_masked_until_a_cell_is_typed_into(
    qtbot: QtBot, window: QWidget, tmp_path: Path
) -> None:
    text = "姓名,手机号,身份证号\n王建国,13800138000,33010619580302002X\n"
    dialog = opened(qtbot, window, a_list(tmp_path, text), kind="people")
    dialog.preview.choice.set_value("all")
    dialog.preview.show_rows()

    assert [cell(dialog, 2, name).data() for name in ("姓名", "手机号", "身份证号")] == [
        "王*国",
        "138****8000",
        "…002X",
    ]
    assert cell(dialog, 2, "姓名").data(Qt.ItemDataRole.EditRole) == "王建国"
    dialog.reject()


def test_a_list_without_headings_goes_to_its_columns_which_are_remembered(
    qtbot: QtBot, window: QWidget, tmp_path: Path
) -> None:
    rows = "活着,X1,三楼\n围城,X2,三楼\n"
    dialog = opened(qtbot, window, a_list(tmp_path, rows))
    assert dialog.stack.currentIndex() == 1
    assert dialog.columns.note.isVisible()

    dialog.columns.list.select_id(2)
    dialog.columns.field.set_value("barcode")
    dialog.columns.list.select_id(3)
    dialog.columns.field.set_value("location")
    judged_anew(qtbot, dialog, dialog.next_button.click)
    finished(qtbot, dialog, dialog.import_button.click)

    assert db.execute_sql("SELECT barcode, location FROM copy").fetchall() == [("X1", "三楼"), ("X2", "三楼")]
    dialog.reject()
    again = opened(qtbot, window, a_list(tmp_path, "边城,X3,三楼\n"))
    assert (again.stack.currentIndex(), fates(again)[1]) == (2, "新增 1")
    again.reject()


def test_the_kind_is_found_out_and_can_be_said_otherwise(
    qtbot: QtBot, window: QWidget, tmp_path: Path
) -> None:
    dialog = opened(
        qtbot, window, a_list(tmp_path, "姓名,手机号,来访时间\n李娜,13800138000,2026-10-01 9:00\n"), kind=None
    )
    assert dialog.windowTitle() == "导入到访登记"

    dialog.back_button.click()
    finished(qtbot, dialog, lambda: dialog.columns.kind.set_value("people"))
    assert dialog.stack.currentIndex() == 1
    judged_anew(qtbot, dialog, dialog.next_button.click)
    finished(qtbot, dialog, dialog.import_button.click)

    assert (count("person"), count("visit")) == (1, 0)
    dialog.reject()


def test_the_lists_of_one_file_are_imported_one_after_the_other(
    qtbot: QtBot, window: QWidget, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, a_list(tmp_path, "书名,作者\n活着,余华\n\n刊名,定价,数量\n读者,5,2\n"))
    finished(qtbot, dialog, dialog.import_button.click)
    assert count("copy") == 1

    qtbot.mouseClick(dialog.summary.next_button, Qt.MouseButton.LeftButton)
    judged_anew(qtbot, dialog, dialog.next_button.click)
    finished(qtbot, dialog, dialog.import_button.click)

    assert count("copy") == 3
    assert not dialog.summary.next_button.isVisible()
    dialog.reject()


def test_the_button_imports_and_the_summary_undoes(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    dialog = opened(qtbot, window, a_list(tmp_path))
    assert dialog.import_button.text() == "导入 2 行"

    finished(qtbot, dialog, dialog.import_button.click)

    assert (count("title"), count("copy")) == (2, 3)
    assert "新增 2 行" in dialog.summary.detail.text()
    finished(qtbot, dialog, dialog.summary.undo_button.click)
    assert (count("title"), count("copy")) == (0, 0)
    assert "撤销" in dialog.summary.note.text()
    dialog.reject()


def test_rejected_rows_are_saved_as_a_workbook(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    dialog = opened(qtbot, window, a_list(tmp_path))
    finished(qtbot, dialog, dialog.import_button.click)

    finished(qtbot, dialog, lambda: dialog.save_rejects(tmp_path / "退回.xlsx"))

    rows = list(load_workbook(tmp_path / "退回.xlsx").active.values)
    assert (rows[1][0], rows[1][-1]) == ("3", "=1+1")
    assert "退回.xlsx" in dialog.summary.detail.text()
    dialog.reject()


def test_a_file_that_cannot_be_used_says_so_in_the_dialog(
    qtbot: QtBot, window: QWidget, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, a_list(tmp_path, "<html><table>"))

    assert "网页" in dialog.choose.error.text()
    assert dialog.choose.error.isVisible()
    assert not dialog.import_button.isVisible()
    dialog.reject()


def test_columns_that_say_nothing_are_asked_for_by_name(
    qtbot: QtBot, window: QWidget, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, a_list(tmp_path, "1,2\n3,4\n"))

    assert "书名" in dialog.columns.note.text()
    assert not dialog.next_button.isEnabled()
    dialog.reject()


def test_a_dropped_file_is_read(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    dialog = open_import(window, "books")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(a_list(tmp_path)))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    dialog.choose.dropEvent(event)

    qtbot.waitUntil(lambda: is_at_rest(dialog))
    assert dialog.judged is not None
    dialog.reject()


def test_the_donor_typed_counts_for_the_whole_list(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    dialog = opened(qtbot, window, a_list(tmp_path))
    line = dialog.preview.donor.main()

    qtbot.keyClicks(line, "Xinhua")
    finished(qtbot, dialog, dialog.import_button.click)

    assert db.execute_sql(
        "SELECT donor, count(*) FROM copy JOIN donation ON donation.id = donation_id"
    ).fetchall() == [("Xinhua", 3)]
    dialog.reject()


def test_another_donor_is_looked_at_before_the_import(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    dialog = opened(qtbot, window, a_list(tmp_path))

    qtbot.keyClicks(dialog.preview.donor.main(), "Shiyan")

    qtbot.waitUntil(lambda: dialog.judged is not None and dialog.judged.plan.donor == "Shiyan")
    qtbot.waitUntil(lambda: dialog.job is None)
    dialog.reject()


def test_a_list_known_already_has_nothing_to_import(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    text = "姓名,电话\n李娜,13800138000\n"
    dialog = opened(qtbot, window, a_list(tmp_path, text), kind="people")
    finished(qtbot, dialog, dialog.import_button.click)
    dialog.reject()

    again = opened(qtbot, window, a_list(tmp_path, text), kind="people")

    assert fates(again)[2] == "已有 1"
    assert not again.import_button.isEnabled()
    assert not again.preview.form.isVisible()
    again.reject()


def test_a_register_says_that_it_brings_titles_only(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    dialog = opened(qtbot, window, a_list(tmp_path, "图书ID,书名\n1,西游记\n"))

    assert dialog.preview.remark.isVisible()
    assert not dialog.preview.form.isVisible()
    dialog.reject()


def test_what_was_built_upon_the_import_is_named_when_it_cannot_be_undone(
    qtbot: QtBot, window: QWidget, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, a_list(tmp_path))
    finished(qtbot, dialog, dialog.import_button.click)
    catalogue.change_title(title_id=1, name="西游记新编")

    finished(qtbot, dialog, dialog.summary.undo_button.click)

    assert "修改" in dialog.summary.note.text()
    assert count("title") == 2
    dialog.reject()


def test_stopping_leaves_nothing_and_the_preview_as_it_was(
    qtbot: QtBot, window: QWidget, tmp_path: Path
) -> None:
    text = "书名\n" + "\n".join(f"书{number}" for number in range(3000))
    dialog = opened(qtbot, window, a_list(tmp_path, text))

    dialog.import_button.click()
    dialog.reject()
    assert dialog.job is not None
    with qtbot.waitSignal(dialog.job.finished):
        pass

    assert count("title") == 0
    assert dialog.import_button.isEnabled()
    assert dialog.isVisible()
    dialog.reject()
