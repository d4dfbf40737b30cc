"""What tests of the desk stand on: the page, shown, of a centre that each test furnishes itself."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from ui.desk.page import DeskPage
from ui.kit.context import Context


@pytest.fixture
def show_desk(qtbot: QtBot) -> Callable[[], DeskPage]:
    """Show the page as it is once the centre of the test stands."""

    def show() -> DeskPage:
        shown = DeskPage()
        shown.watch(Context())
        qtbot.addWidget(shown)
        shown.resize(1100, 660)
        shown.show()
        return shown

    return show
