"""Tab and Shift+Tab go round the window through everything that can be used, on every page and in every part of it."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from centre_app import clock
from centre_app.centre.models import Room
from centre_app.lending import loans
from tests.builders import a_copy, a_person, a_visit
from ui.kit import job
from ui.shell.work import Work


def _pane(name: str) -> Callable[[Any], object]:
    return lambda page: page.show_pane(name)


def _tab(key: str) -> Callable[[Any], object]:
    def show(page: Any) -> None:
        page.person.show_tab(key)
        page.person._on_tab_chosen(key)

    return show


PLACES: list[tuple[str, Callable[[Any], object]]] = [
    ("desk", lambda _page: None),
    *(("lending", _pane(name)) for name in ("session", "catalogue", "overdue", "out", "donations", "holds")),
    *(("people", _tab(key)) for key in ("facts", "visits", "bookings", "loans", "holds", "notes")),
    ("reports", lambda page: page.show_part("charts")),
    ("reports", lambda page: page.show_part("figures")),
    *(("settings", lambda page, name=name: page.show_argument(name)) for name in ("holidays", "clerks", "records")),
]  # fmt: skip


@pytest.fixture
def busy(work: Work, qtbot: QtBot) -> Work:
    """The desk with somebody who was here and has a book."""
    person = a_person(name="欧阳若溪")
    a_visit(room=Room.get(), person=person, arrived_at=clock.now())
    loans.lend(copy_id=a_copy().id, person_id=person.id)
    work.resize(1280, 720)
    work.activateWindow()
    qtbot.waitUntil(work.isActiveWindow)
    work.show_page("people", person.id)
    return work


@pytest.mark.parametrize("place", range(len(PLACES)))
def test_tab_goes_through_all_that_can_be_used_and_back_the_same_way(
    busy: Work, qtbot: QtBot, place: int
) -> None:
    page, show = PLACES[place]
    show(busy.show_page(page))
    qtbot.waitUntil(lambda: not job.under_way())  # the figures are counted, the list of them has rows
    busy.activateWindow()
    qtbot.waitUntil(busy.isActiveWindow)
    forward, backward = (round_trip(busy, key) for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab))
    assert [each for each in usable(busy) if each not in forward] == []
    assert forward == [*backward[-2::-1], backward[-1]]


def round_trip(work: Work, key: Qt.Key) -> list[QWidget]:
    """Where the focus comes by from the scan field on, until it comes somewhere again."""
    work.bar.field.setFocus()
    passed: list[QWidget] = []
    while True:
        QTest.keyClick(QApplication.focusWidget(), key)
        if QApplication.focusWidget() in passed:
            return passed
        passed.append(QApplication.focusWidget())


def usable(work: Work) -> list[QWidget]:
    return [
        each
        for each in work.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isVisible()
        and each.isEnabled()
        and each.focusProxy() is None
    ]
