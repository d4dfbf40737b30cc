"""What all tests of widgets share."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit import toast


@pytest.fixture(autouse=True)
def widgets_really_deleted() -> Iterator[None]:
    """Outside an event loop Qt keeps deleted widgets, and every further style sheet would polish them all."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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
