"""What tests of the settings page stand on: a centre with zones and hours, preferences of their own, the page shown."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from centre_app.centre import preferences, settings
from tests.builders import a_clerk, a_room, open_daily
from ui.kit import style, toast
from ui.kit.context import Context
from ui.settings.page import SettingsPage


@pytest.fixture(autouse=True)
def own_preferences(tmp_path: Path) -> Iterator[None]:
    """No test reads or writes the user's own preferences."""
    preferences.use_file(tmp_path / "preferences.json")
    yield
    preferences.use_file(None)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, centre: Path) -> Iterator[SettingsPage]:
    """The settings page of a small centre, shown with a context."""
    style.apply(qapp)
    settings.put(name="centre_name", value="星耀蓝天邻里中心")
    a_room(name="学习议事区", capacity=12, position=1)
    a_room(name="悦享读书区", capacity=10, sharing="shared", kind="reading", position=2)
    a_clerk(name="李敏")
    a_clerk(name="王师傅")
    open_daily(weekdays=range(1, 7))
    made = SettingsPage()
    made.watch(Context(made))
    made.resize(1100, 660)
    toast.install(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    toast.uninstall(made)
    made.close()
    made.deleteLater()
    # delivered by hand: outside an event loop Qt keeps deleted widgets, and every further style sheet polishes them all
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def a_day() -> date:
    """A Monday to come."""
    return date(2026, 11, 2)
