import threading
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from centre_app.centre.models import Room
from centre_app.errors import NothingToUndo
from centre_app.progress import Progress
from centre_app.storage import action
from tests.builders import a_clerk
from ui.kit import changes, crash, job, toast


@action.action("add a room")
def add_a_room() -> int | None:
    Room.create(name="新房间", kind="study", capacity=12, sharing="exclusive")
    return action.current_clerk.get()


def test_work_is_done_in_another_thread_with_a_connection_of_its_own(
    qtbot: QtBot, window: QWidget, centre: Path
) -> None:
    clerk, results = a_clerk(), []
    action.current_clerk.set(clerk.id)

    def work(progress: Progress) -> tuple[bool, int | None]:
        return threading.current_thread() is threading.main_thread(), add_a_room()

    made = job.run("导入", work, then=results.append)
    with qtbot.waitSignal(made.finished):
        pass
    assert results == [(False, clerk.id)]
    assert Room.select().where(Room.name == "新房间").count() == 1


def test_what_a_job_writes_is_told_in_the_thread_of_the_window(
    qtbot: QtBot, window: QWidget, centre: Path
) -> None:
    threads: list[QThread] = []
    changes.hub().happened.connect(lambda _tables: threads.append(QThread.currentThread()))
    made = job.run("导入", lambda _progress: add_a_room())
    with qtbot.waitSignals([made.finished, changes.hub().happened]):
        pass
    assert threads == [window.thread()]
    changes.hub().happened.disconnect()


def test_short_work_shows_no_panel(qtbot: QtBot, window: QWidget) -> None:
    made = job.run("导入", lambda _progress: None)
    with qtbot.waitSignal(made.finished):
        assert not made.panel.isVisible()


def test_long_work_says_what_it_does_and_can_be_stopped(
    qtbot: QtBot, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "SHOW_AFTER_MILLISECONDS", 1)
    pause = threading.Event()

    def work(progress: Progress) -> None:
        for number in range(10_000):
            progress.report(number, 10_000, "正在核对")
            pause.wait(0.005)

    made = job.run("导入名单", work, then=lambda _none: pytest.fail("it was stopped"))
    qtbot.waitUntil(lambda: made.panel.isVisible() and "正在核对" in made.panel.what.text())
    assert window.isEnabled()
    assert made.panel.bar.maximum() == 10_000
    with qtbot.waitSignal(made.finished):
        made.panel.cancel_button.click()
    assert toast.shown() == ["已停止，数据没有任何改动。"]
    assert not job.under_way()


def test_what_the_work_refuses_is_told(qtbot: QtBot, window: QWidget) -> None:
    def work(progress: Progress) -> None:
        raise NothingToUndo

    made = job.run("备份", work)
    with qtbot.waitSignal(made.finished):
        pass
    assert toast.shown() == [NothingToUndo().sentence()]


def test_a_bug_in_the_work_shows_the_crash_dialog(
    qtbot: QtBot, window: QWidget, caplog: pytest.LogCaptureFixture, qapp: object
) -> None:
    made = job.run("备份", lambda _progress: 1 // 0)
    with qtbot.waitSignal(made.finished):
        pass
    dialog = qapp.activeModalWidget()  # type: ignore[attr-defined]
    assert isinstance(dialog, crash.CrashDialog)
    dialog.accept()
    caplog.clear()


def test_closing_the_program_waits_for_its_jobs(qtbot: QtBot, window: QWidget) -> None:
    pause = threading.Event()

    def work(progress: Progress) -> None:
        while True:
            progress.report(0, 0, "正在备份")
            pause.wait(0.005)

    made = job.run("备份", work)
    job.stop_all()
    with qtbot.waitSignal(made.finished):
        pass
    assert not job.under_way()


class Asker(QWidget):
    """A part of the window that a job tells of its end."""

    def on_end(self, _result: object) -> None:
        self.setWindowTitle("")


def test_what_was_deleted_while_a_job_ran_is_told_nothing(qtbot: QtBot, window: QWidget) -> None:
    asker, go_on = Asker(window), threading.Event()
    made = job.run("导入", lambda _progress: go_on.wait(), then=asker.on_end)
    shiboken6.delete(asker)

    with qtbot.waitSignal(made.finished):
        go_on.set()
    assert not job.under_way()


def test_a_refusal_whose_asker_was_deleted_is_still_told(qtbot: QtBot, window: QWidget) -> None:
    asker, go_on = Asker(window), threading.Event()

    def refused(_progress: Progress) -> None:
        go_on.wait()
        raise NothingToUndo

    made = job.run("导入", refused, failed=lambda _error: asker.setWindowTitle(""), parent=asker)
    shiboken6.delete(asker)
    with qtbot.waitSignal(made.finished):
        go_on.set()
    assert toast.shown() == [NothingToUndo().sentence()]


def test_what_must_wait_is_done_once_the_clerk_was_told(qtbot: QtBot, window: QWidget) -> None:
    told: list[str] = []
    go_on = threading.Event()
    made = job.run("导入", lambda _progress: go_on.wait(), then=lambda _result: told.append("end"))
    job.once_told(lambda: told.append("after"))
    assert told == []
    with qtbot.waitSignal(made.finished):
        go_on.set()
    assert told == ["end", "after"]
    job.once_told(lambda: told.append("at once"))
    assert told[-1] == "at once"
