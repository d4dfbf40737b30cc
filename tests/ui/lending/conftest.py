"""The lending page on a small centre that is open every day."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.builders import open_daily
from ui.kit import changes, style
from ui.kit.context import Context
from ui.lending.page import LendingPage


@pytest.fixture
def context() -> Context:
    return Context()


@pytest.fixture
def page(qtbot: Any, qapp: QApplication, centre: Any, context: Context) -> Iterator[LendingPage]:
    """The page, shown wide enough for two columns."""
    style.apply(qapp)
    changes.hub().watch()
    open_daily()
    made = LendingPage()
    made.watch(context)
    qtbot.addWidget(made)
    made.resize(1110, 660)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    changes.hub().rest()


@pytest.fixture
def serve(qtbot: Any, page: LendingPage, context: Context) -> Callable[[int], None]:
    """Open a person as a scan of their card does, and wait until the page shows them."""

    def open_person(person_id: int) -> None:
        context.open_person(person_id)
        qtbot.waitUntil(lambda: page.borrower.person_id == person_id)

    return open_person
