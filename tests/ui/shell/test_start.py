"""Starting: the folder is taken, the file opened, the window shown; a folder that cannot be used is said."""

import gc
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from centre_app.storage import database
from ui.kit import changes
from ui.kit.messages import Message
from ui.shell import covers, first_run, start


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
