"""What tests of the kit stand on: a dressed application."""

import pytest
from PySide6.QtWidgets import QApplication

from ui.kit import style


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """The style of the program, light, at 100 %."""
    style.apply(qapp)
