"""What tests of the import dialog stand on: a dressed application, a window, an open centre."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import style, toast


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """The style of the program, light, at 100 %."""
    style.apply(qapp)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A window of the usual size with toasts."""
    made = QWidget()
    made.resize(1280, 720)
    qtbot.addWidget(made)
    toast.install(made)
    with qtbot.waitActive(made):
        made.show()
    yield made
    toast.uninstall(made)
