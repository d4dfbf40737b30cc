"""A page of people on a small centre."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from ui.kit import changes, style
from ui.kit.context import Context
from ui.people.page import PeoplePage


@pytest.fixture
def page(qtbot, qapp: QApplication, centre) -> PeoplePage:
    """The page, shown wide enough for list and record."""
    style.apply(qapp)
    changes.hub().watch()
    made = PeoplePage()
    made.watch(Context())
    qtbot.addWidget(made)
    made.resize(1100, 640)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    changes.hub().rest()


@pytest.fixture
def names(page: PeoplePage) -> Callable[[], list[str]]:
    """The names as the list shows them."""
    return lambda: [page.list.list.model.columns[0].text(row) for row in page.list.list.rows()]
