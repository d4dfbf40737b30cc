import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlcipher3
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from centre_app.centre.models import Room
from centre_app.errors import CentreError, DatabaseUnreadable, NotFound, NothingToUndo
from centre_app.storage import action, database, opening
from tests.builders import a_room
from ui.kit import attempt as attempts
from ui.kit import changes, crash, messages, toast, undo
from ui.kit.attempt import attempt, told
from ui.kit.form import FormDialog, TextField


@action.action("rename a room")
def rename(*, room_id: int, name: str) -> str:
    Room.update(name=name).where(Room.id == room_id).execute()
    return name


def name_of(room_id: int) -> str:
    return str(Room.get_by_id(room_id).name)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The centre as the window opens it: without waiting for other writers."""
    path = tmp_path / database.FILE_NAME
    opening.open_database(path, wait_ms=0)
    return path


@contextmanager
def another_writer(path: Path) -> Iterator[sqlite3.Connection]:
    """Another process that holds the write lock until it commits."""
    other = sqlcipher3.connect(str(path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield other
    finally:
        other.close()


def refuse() -> None:
    raise NothingToUndo


def test_what_the_verb_returns_is_handed_on(window: QWidget, desk: Path) -> None:
    room, results = a_room(), []
    attempt(rename, room_id=room.id, name="新名", then=results.append)
    assert results == ["新名"]
    assert name_of(room.id) == "新名"


def test_a_refusal_is_told_to_the_clerk(window: QWidget) -> None:
    attempt(refuse, then=lambda _none: pytest.fail("it was refused"))
    assert toast.shown() == [NothingToUndo().sentence()]


def test_a_refusal_goes_to_whoever_wants_it(window: QWidget) -> None:
    told: list[CentreError] = []
    attempt(refuse, failed=told.append)
    assert isinstance(told[0], NothingToUndo)
    assert toast.shown() == []


def test_calls_wait_in_order_while_another_program_writes(qtbot: QtBot, window: QWidget, desk: Path) -> None:
    room, done = a_room(), []
    with another_writer(desk) as other:
        attempt(rename, room_id=room.id, name="一", then=done.append)
        attempt(rename, room_id=room.id, name="二", then=done.append)
        assert done == []
        assert attempts.pending() == 2
        other.execute("COMMIT")
    qtbot.waitUntil(lambda: attempts.pending() == 0)
    assert done == ["一", "二"]
    assert name_of(room.id) == "二"


def test_a_long_wait_is_said_and_the_word_goes_when_it_is_over(
    qtbot: QtBot, window: QWidget, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "SAY_SAVING_AFTER_SECONDS", 0.05)
    room = a_room()
    with another_writer(desk):
        attempt(rename, room_id=room.id, name="一")
        qtbot.waitUntil(lambda: any("正在保存" in text for text in toast.shown()))
    qtbot.waitUntil(lambda: attempts.pending() == 0)
    assert toast.shown() == []


def test_after_the_last_patience_the_clerk_is_told(
    qtbot: QtBot, window: QWidget, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "PATIENCE_SECONDS", 0.1)
    room, told = a_room(name="旧名"), []
    with another_writer(desk):
        attempt(rename, room_id=room.id, name="一", failed=told.append)
        qtbot.waitUntil(lambda: attempts.pending() == 0)
    assert type(told[0]).__name__ == "Busy"
    assert name_of(room.id) == "旧名"


def test_a_bug_shows_a_report_that_can_be_copied(
    qtbot: QtBot, window: QWidget, caplog: pytest.LogCaptureFixture, qapp: object
) -> None:
    attempt(lambda: 1 // 0)
    dialog = window.findChild(crash.CrashDialog) or qapp.activeModalWidget()  # type: ignore[attr-defined]
    assert isinstance(dialog, crash.CrashDialog)
    assert "ZeroDivisionError" in dialog.report.toPlainText()
    dialog.copy_button.click()
    assert "ZeroDivisionError" in qapp.clipboard().text()  # type: ignore[attr-defined]
    with qtbot.waitSignal(dialog.finished):
        dialog.accept()
    caplog.clear()


def test_every_commit_tells_the_tables_it_changed(qtbot: QtBot, desk: Path) -> None:
    room = a_room()
    with qtbot.waitSignal(changes.hub().happened) as told:
        rename(room_id=room.id, name="新名")
    assert told.args == [frozenset({"room"})]


def test_what_is_gone_when_the_screen_reads_it_is_told_not_a_fault(window: QWidget, desk: Path) -> None:
    def read(_result: object = None) -> None:
        raise NotFound

    attempt(rename, room_id=a_room().id, name="新名", then=read)
    assert told(read)() is None
    assert set(toast.shown()) == {NotFound().sentence()}


def test_a_disk_that_fails_while_reading_is_told_not_a_fault(window: QWidget, desk: Path) -> None:
    database.close_database()
    desk.write_bytes(b"no database" * 1000)

    def read() -> object:
        database.db.connect()
        return Room.select().count()

    assert told(read)() is None
    assert toast.shown() == [DatabaseUnreadable(path=desk, detail="file is not a database").sentence()]


def test_what_another_program_wrote_is_noticed(qtbot: QtBot, desk: Path) -> None:
    room = a_room()
    changes.hub().watch()
    with another_writer(desk) as other:
        other.execute("UPDATE room SET name = '改名' WHERE id = ?", (room.id,))
        other.execute("COMMIT")
    with qtbot.waitSignal(changes.hub().happened) as told:
        changes.hub().look()
    changes.hub().rest()
    assert told.args == [frozenset({"room"})]


def test_our_own_commit_is_not_told_twice(qtbot: QtBot, desk: Path) -> None:
    room = a_room()
    changes.hub().watch()
    rename(room_id=room.id, name="新名")
    with qtbot.assertNotEmitted(changes.hub().happened):
        changes.hub().look()
    changes.hub().rest()


def test_the_button_of_a_toast_undoes_that_very_action(window: QWidget, desk: Path) -> None:
    changes.hub()
    first, second = a_room(name="甲"), a_room(name="乙")
    rename(room_id=first.id, name="甲二")
    made = toast.show("已改名", undo=True)
    rename(room_id=second.id, name="乙二")
    assert made is not None
    assert made.undo_button is not None
    made.undo_button.click()
    assert (name_of(first.id), name_of(second.id)) == ("甲", "乙二")


def test_undo_and_redo_say_what_they_did(window: QWidget, desk: Path) -> None:
    room = a_room(name="甲")
    rename(room_id=room.id, name="乙")
    undo.undo_last()
    assert name_of(room.id) == "甲"
    assert toast.shown()[-1].startswith("已撤销")
    undo.redo_last()
    assert name_of(room.id) == "乙"
    assert toast.shown()[-1].startswith("已重做")


def test_a_toast_in_a_dialog_leaves_its_buttons_free(window: QWidget, qtbot: QtBot) -> None:
    dialog = FormDialog("登记", "登记", window)
    dialog.add("name", "姓名", TextField())
    dialog.open()
    qtbot.waitExposed(dialog)
    for text in ("已签到：林波", "已借出：三国演义"):
        made = toast.show(text)
    assert made is not None
    foot = dialog.submit_button.geometry()
    assert not made.parentWidget().geometry().intersects(foot)
    assert toast.shown() == ["已借出：三国演义"]


def test_a_toast_never_lies_over_a_question(window: QWidget, qtbot: QtBot) -> None:
    question = messages.confirm(window, "恢复这个备份？", verb="恢复", then=lambda: None)
    qtbot.waitExposed(question)
    made = toast.show("已备份")
    assert made is not None
    assert made.window() is window
    question.close()


def test_what_is_said_while_a_file_dialog_closes_is_seen(window: QWidget, qtbot: QtBot) -> None:
    dialog = QFileDialog(window)
    dialog.setModal(True)
    with qtbot.waitExposed(dialog):
        dialog.show()
    made = toast.show("已保存")
    dialog.close()
    assert made is not None
    assert made.window() is window


def test_only_the_newest_toast_offers_undo(window: QWidget, desk: Path) -> None:
    changes.hub()
    room = a_room()
    rename(room_id=room.id, name="一")
    older = toast.show("一", undo=True)
    newer = toast.show("二", undo=True)
    assert older is not None
    assert older.undo_button is not None
    assert older.undo_button.isHidden()
    assert newer is not None
    assert newer.undo_button is not None
    assert newer.undo_button.isVisible()


def test_at_most_three_toasts_are_shown_in_the_window(window: QWidget) -> None:
    for text in ("一", "二", "三", "四"):
        made = toast.show(text)
    assert toast.shown() == ["二", "三", "四"]
    assert made is not None
    assert window.rect().contains(made.mapTo(window, made.rect().center()))


def test_without_a_window_a_toast_is_no_error() -> None:
    assert toast.show("没有窗口") is None


def test_a_call_that_waited_is_never_done_twice_even_if_what_follows_fails(
    window: QWidget, desk: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    rooms: list[object] = []

    def fail(room: object) -> None:
        rooms.append(room)
        raise ZeroDivisionError

    with another_writer(desk) as other:
        attempt(a_room, then=fail)
        assert attempts.pending() == 1
        other.execute("COMMIT")
        qtbot.waitUntil(lambda: bool(rooms))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, crash.CrashDialog)
    dialog.close()
    caplog.clear()  # the report was meant
    attempt(a_room)

    assert attempts.pending() == 0
    assert Room.select().count() == 2


def test_a_call_withdrawn_while_it_waits_is_not_done(window: QWidget, desk: Path, qtbot: QtBot) -> None:
    with another_writer(desk) as other:
        attempt(a_room).withdraw()
        other.execute("COMMIT")
        qtbot.waitUntil(lambda: attempts.pending() == 0)

    assert Room.select().count() == 0


def test_what_was_only_noted_is_not_what_undo_means(window: QWidget, desk: Path) -> None:
    a_room()
    made = changes.hub().last_action_id
    action.note("looked at a list")

    assert changes.hub().last_action_id == made
