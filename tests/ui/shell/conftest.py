"""The real window on a small centre, with preferences in the test's own folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from centre_app.access import clerks
from centre_app.centre import preferences, settings
from centre_app.storage import backup, database
from tests import builders
from ui.kit import changes, job
from ui.shell.window import MainWindow
from ui.shell.work import Work


@pytest.fixture(autouse=True)
def own_preferences(tmp_path: Path) -> Iterator[None]:
    preferences.use_file(tmp_path / "preferences.json")
    preferences.put("language", "zh_CN")
    yield
    preferences.use_file(None)


@pytest.fixture
def small_centre(centre: Path) -> Path:
    """A centre that is set up, with 李敏 on its list and nobody on duty; today's backup is there."""
    builders.a_clerk(name="李敏")
    builders.a_room(name="悦享读书区", kind="reading", sharing="shared")
    builders.open_daily()
    settings.put(name="centre_name", value="蓝天邻里中心")
    folder = backup.folder_of(centre)
    folder.mkdir()
    (folder / backup.file_name()).touch()
    return centre


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[Callable[[], MainWindow]]:
    """Opens the window on the open data file, as a start does."""
    made: list[MainWindow] = []

    def open_it() -> MainWindow:
        database.db.pragma("busy_timeout", 0)
        changes.hub().watch()
        window = MainWindow()
        made.append(window)
        window.resize(1280, 720)
        window.show()
        window.proceed()
        qtbot.waitActive(window)
        return window

    yield open_it
    left = QApplication.activeModalWidget()
    for window in made:
        job.stop_all()
        window.close()
        window.deleteLater()
        qtbot.waitUntil(lambda window=window: not shiboken6.isValid(window))
    changes.hub().rest()
    assert left is None, f"a dialog was left open: {left!r}"


@pytest.fixture
def window(small_centre: Path, open_window: Callable[[], MainWindow]) -> MainWindow:
    """The window with 李敏 on duty, the desk in front."""
    clerks.put_on_duty(clerk_id=clerks.clerks()[0].id)
    return open_window()


@pytest.fixture
def work(window: MainWindow) -> Work:
    """The working area of the window."""
    assert window.work is not None
    return window.work
