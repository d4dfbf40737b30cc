"""A dressed application, and a centre open from 8:30 to 21:00 with the rooms page in a window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.builders import a_room, open_daily
from tests.ui.rooms.desk import book
from ui.kit import changes, style
from ui.rooms.page import RoomsPage


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """The style of the program, light, at 100 %."""
    style.apply(qapp)


@pytest.fixture
def open_centre(centre: Path) -> Iterator[Path]:
    """A centre that is open every day, whose changes the window hears of."""
    open_daily(opens_at="08:30", closes_at="21:00")
    changes.hub().watch()
    yield centre
    changes.hub().rest()


@pytest.fixture
def page(qtbot: QtBot, open_centre: Path) -> RoomsPage:
    """The page, not yet shown: rooms and bookings of the test come first."""
    made = RoomsPage()
    qtbot.addWidget(made)
    made.resize(1100, 660)
    return made


@pytest.fixture
def filled(open_centre: Path) -> Path:
    """An exclusive room, a shared one that is nearly full at noon, and one with buffers, each with bookings."""
    exclusive, shared = a_room(), a_room(sharing="shared", capacity=4)
    buffered = a_room(buffer_before=15, buffer_after=30)
    book(exclusive, 12, 14)
    book(shared, 10, 13, head_count=3)
    book(shared, 12, 16, head_count=1)
    book(shared, 18, 19, head_count=1, alone=True)
    book(buffered, 11, 13)
    book(buffered, 17, 18.5)
    return open_centre
