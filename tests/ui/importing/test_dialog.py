"""The import dialog, from the file to the summary, with what is shown and what is stored."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from centre_app.lending import catalogue
from centre_app.storage.database import db
from ui.importing.dialog import ImportDialog, open_import

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


def opened(qtbot: QtBot, window: QWidget, file: Path, kind: str = "books") -> ImportDialog:
    dialog = open_import(window, kind)  # type: ignore[arg-type]
    finished(qtbot, dialog, lambda: dialog.on_file_chosen(file))
    return dialog


def count(table: str) -> int:
    number: int = db.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0]
    return number


def badges(dialog: ImportDialog) -> list[str]:
    return [badge.text() for badge in dialog.preview.counts if badge.isVisible()]


def test_a_list_is_previewed_without_writing(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    dialog = opened(qtbot, window, a_list(tmp_path))

    assert badges(dialog) == ["2 新增", "1 退回"]
    assert [(row.number, row.fate) for row in dialog.preview.rows.rows()] == [(3, "reject")]
    qtbot.mouseClick(dialog.preview.choice.findChildren(QWidget)[0], Qt.MouseButton.LeftButton)
    assert [row.number for row in dialog.preview.rows.rows()] == [2, 3, 4]
    assert [(use.heading, use.field) for use in dialog.preview.columns.rows()][2] == ("册数", "册数")
    assert count("title") == 0
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
    dialog = opened(qtbot, window, a_list(tmp_path, "甲,乙\n1,2\n"))

    assert "书名" in dialog.choose.error.text()
    assert dialog.choose.error.isVisible()
    assert not dialog.import_button.isVisible()
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

    finished(qtbot, dialog, lambda: dialog.choose.dropEvent(event))

    assert dialog.plan is not None
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

    qtbot.waitUntil(lambda: dialog.plan is not None and dialog.plan.donor == "Shiyan")
    qtbot.waitUntil(lambda: dialog.job is None)
    dialog.reject()


def test_a_list_known_already_has_nothing_to_import(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    text = "姓名,电话\n李娜,13800138000\n"
    dialog = opened(qtbot, window, a_list(tmp_path, text), kind="people")
    finished(qtbot, dialog, dialog.import_button.click)
    dialog.reject()

    again = opened(qtbot, window, a_list(tmp_path, text), kind="people")

    assert badges(again)[-1] == "1 已有"
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
