"""The real window from an empty folder on, and hands that scan, type and press in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from centre_app.storage import database, opening
from ui.kit import changes, job
from ui.shell import look
from ui.shell.first_run import FirstRun, OwnCentre
from ui.shell.window import MainWindow
from ui.shell.work import Work

D = TypeVar("D", bound=QWidget)


class Clerk:
    """Somebody at the desk: what they do with hands and scanner, and what they see."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.bot, self.window = qtbot, window
        self._seconds = 0.0
        self.scans = self.keys = self.clicks = 0  # what their hands had to do

    @property
    def work(self) -> Work:
        """The desk itself, once everything before it is settled."""
        assert self.window.work is not None
        return self.window.work

    def scan(self, code: str) -> None:
        """Hold a barcode before the scanner: fast keys and Enter, wherever the focus is; a while after the last."""
        self._seconds += 5
        self.scans += 1
        self.work.scans.seconds = lambda: self._seconds
        self.work.bursts.clock = lambda _event: self._seconds * 1000  # however busy the machine is
        self.work.bursts.hold.setInterval(60_000)
        target = QApplication.focusWidget() or self.window
        self.bot.keyClicks(target, code)
        self.bot.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_Return)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
        """Press a shortcut, once dialogs are gone and the window has the keys again."""
        self.keys += 1
        self.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        self.window.activateWindow()
        self.bot.waitUntil(self.window.isActiveWindow)
        self.bot.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def click(self, button: QWidget) -> None:
        """Press a button with the mouse."""
        self.clicks += 1
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def sets_up_the_centre(self) -> None:
        """Go through the first run: a centre of their own, with its name and theirs."""
        assert isinstance(self.window.cover, FirstRun)
        self.window.cover.own_button.click()
        form = self.window.cover
        assert isinstance(form, OwnCentre)
        form.name.set_value("蓝天邻里中心")
        form.clerk.set_value("李敏")
        form.done_button.click()
        self.bot.waitUntil(lambda: self.window.work is not None and self.window.cover is None)
        self.wait_for_jobs()

    def front(self, kind: type[D]) -> D:
        """The dialog before the window, once it is of that kind."""
        self.bot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, kind)
        return shown

    def wait_for_jobs(self) -> None:
        """Wait until nothing is under way."""
        self.bot.waitUntil(lambda: not job.under_way(), timeout=30_000)


@pytest.fixture
def clerk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Clerk]:
    """A clerk before the window that opens on an empty data folder."""
    opening.open_database(tmp_path / "data" / database.FILE_NAME, wait_ms=0)
    look.dress(qapp)
    changes.hub().watch()
    window = MainWindow()
    window.resize(1280, 720)
    window.show()
    window.proceed()
    qtbot.waitActive(window)
    yield Clerk(qtbot, window)
    job.stop_all()
    window.close()
    window.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(window))
    changes.hub().rest()
