"""Starting: the folder is taken, the file opened, the window shown; a folder that cannot be used is said."""

import contextlib
import gc
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlcipher3 import dbapi2

from centre_app import clock
from centre_app.centre import rooms
from centre_app.storage import backup, database
from tests.builders import a_person
from tests.conftest import A_THURSDAY
from ui.kit import changes, job
from ui.kit.messages import Message
from ui.shell import covers, first_run, rescue, start
from ui.shell.window import MainWindow


@pytest.fixture(autouse=True)
def settled_again(qapp: QApplication) -> Iterator[None]:
    """What a start changes for the whole process is put back."""
    hook, threshold, interval = sys.excepthook, gc.get_threshold(), sys.getswitchinterval()
    yield
    sys.excepthook = hook
    gc.set_threshold(*threshold)
    gc.unfreeze()
    sys.setswitchinterval(interval)
    window = start.main_window()
    if window is not None:
        window.backs_up_on_closing = False
        window.close()
    start._kept.clear()
    changes.hub().rest()


def test_an_empty_folder_leads_to_the_first_run(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> None:
    assert start.start(tmp_path / "new") is qapp
    window = start.main_window()
    assert window is not None
    assert isinstance(window.cover, first_run.FirstRun)
    assert (tmp_path / "new" / database.FILE_NAME).exists()
    assert sys.getswitchinterval() == pytest.approx(0.0005)


def test_a_folder_of_somebody_this_computer_does_not_know_is_a_folder_of_that_name(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert start.start(Path("~nobody-here/centre")) is qapp
    assert (tmp_path / "~nobody-here" / "centre" / database.FILE_NAME).exists()


def test_a_second_window_on_the_folder_is_not_opened(
    small_centre: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    database.close_database()
    assert start.start(small_centre.parent) is qapp
    window = start.main_window()
    assert window is not None
    assert isinstance(window.cover, covers.ClerkChooser)
    assert start.start(small_centre.parent) is None


def test_a_damaged_file_is_said_and_left_alone(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> None:
    path = tmp_path / database.FILE_NAME
    path.write_bytes(b"no database at all" * 100)
    start.start(tmp_path)
    said = next(each for each in qapp.topLevelWidgets() if isinstance(each, Message) and each.isVisible())
    assert said.sentence.text() == "无法打开中心的数据。"
    assert path.read_bytes() == b"no database at all" * 100
    said.close()
    qtbot.waitUntil(lambda: not shiboken6.isValid(said))


def test_a_damaged_file_is_replaced_by_a_backup_and_kept(
    small_centre: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    made = backup.back_up(small_centre.with_name("good.centre-backup"))
    database.close_database()
    small_centre.write_bytes(b"\xff" * 50_000)
    start.start(small_centre.parent)
    said = next(each for each in qapp.topLevelWidgets() if isinstance(each, Message) and each.isVisible())
    assert {"用备份恢复…", "抢救数据"} <= {button.text() for button in said.findChildren(QPushButton)}
    said.accept()
    rescue.put_in_place(qapp, small_centre, made, begin=start._begin)
    assert rooms.rooms()[0].name == "悦享读书区"
    assert any(path.read_bytes() == b"\xff" * 50_000 for path in small_centre.parent.glob("*damaged*"))
    told = next(each for each in qapp.topLevelWidgets() if isinstance(each, Message) and each.isVisible())
    told.accept()
    qtbot.waitUntil(lambda: not shiboken6.isValid(told))


def test_what_a_damaged_file_still_gives_is_put_on_top_of_the_backup(
    small_centre: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    backup.back_up(backup.folder_of(small_centre) / backup.file_name())
    a_person(name="后来的人")
    database.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close_database()
    with small_centre.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 20)  # the schema's own page: SQLite opens nothing any more
    start.start(small_centre.parent)
    said = next(each for each in qapp.topLevelWidgets() if isinstance(each, Message) and each.isVisible())
    assert said.confirm_button is not None
    said.confirm_button.click()
    qtbot.waitUntil(lambda: not job.under_way(), timeout=20_000)
    assert rooms.rooms()[0].name == "悦享读书区"
    told = next(each for each in qapp.topLevelWidgets() if isinstance(each, Message) and each.isVisible())
    assert "的备份" in told.findChildren(QLabel)[-1].text()
    told.accept()
    qtbot.waitUntil(lambda: not shiboken6.isValid(told))


def test_a_backup_of_a_later_release_does_not_replace_a_damaged_file_and_another_can_be_chosen(
    small_centre: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    made = backup.back_up(small_centre.with_name("newer.centre-backup"))
    database.close_database()
    with contextlib.closing(dbapi2.connect(str(made), isolation_level=None)) as newer:
        newer.execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030-01-01')")
    small_centre.write_bytes(b"\xff" * 50_000)
    rescue.put_in_place(qapp, small_centre, made, begin=start._begin)
    refused = next(each for each in qapp.topLevelWidgets() if isinstance(each, Message) and each.isVisible())
    assert refused.confirm_button is not None
    refused.confirm_button.click()
    qtbot.waitUntil(lambda: not shiboken6.isValid(refused))
    said = next(each for each in qapp.topLevelWidgets() if isinstance(each, Message) and each.isVisible())
    assert "用备份恢复…" in {button.text() for button in said.findChildren(QPushButton)}
    said.close()
    qtbot.waitUntil(lambda: not shiboken6.isValid(said))
    assert small_centre.read_bytes() == b"\xff" * 50_000


def test_a_data_folder_that_is_a_file_is_said(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    start.start(tmp_path / "photo.jpg")
    said = next(each for each in qapp.topLevelWidgets() if isinstance(each, Message) and each.isVisible())
    assert said.sentence.text() == "无法打开中心的数据。"
    said.close()
    qtbot.waitUntil(lambda: not shiboken6.isValid(said))


def started_at(centre: Path, qtbot: QtBot) -> MainWindow:
    """The window of that centre, once what it does by itself is done."""
    database.close_database()
    start.start(centre.parent)
    window = start.main_window()
    assert window is not None
    qtbot.waitUntil(lambda: not job.under_way())
    return window


def test_closing_backs_up_what_was_written_since_the_last_backup(
    small_centre: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    window = started_at(small_centre, qtbot)
    folder = backup.folder_of(small_centre)
    before = len(backup.backups_in(folder))
    a_person(name="王芳")
    with clock.pretend(A_THURSDAY + timedelta(hours=1)):
        window.close()
        qtbot.waitUntil(database.db.is_closed, timeout=20_000)
    assert len(backup.backups_in(folder)) == before + 1
    backup.verify(backup.backups_in(folder)[0])


def test_a_backup_that_fails_on_closing_is_read_before_the_window_goes(
    small_centre: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    window = started_at(small_centre, qtbot)
    a_person(name="王芳")
    folder = backup.folder_of(small_centre)
    shutil.rmtree(folder)
    folder.write_text("a file where the folder was")

    def told() -> Message | None:
        shown = (each for each in qapp.topLevelWidgets() if isinstance(each, Message) and each.isVisible())
        return next(shown, None)

    with clock.pretend(A_THURSDAY + timedelta(hours=1)):
        window.close()
        qtbot.waitUntil(lambda: told() is not None, timeout=20_000)
        qtbot.wait(500)
        assert window.isVisible()
        assert "没有备份" in told().sentence.text()
        told().reject()
        qtbot.waitUntil(lambda: told() is None)
        window.close()  # tried again
        qtbot.waitUntil(lambda: told() is not None, timeout=20_000)
        told().confirm_button.click()
        qtbot.waitUntil(database.db.is_closed, timeout=20_000)


def test_the_source_of_what_is_loaded_is_not_read_and_kept() -> None:
    loaded = "import linecache, ui.desk.page; print([name for name in linecache.cache if '/ui/' in name])"
    said = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout.strip() == "[]"
