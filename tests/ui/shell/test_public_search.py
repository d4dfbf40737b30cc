"""A scanner held before the visitors' window does nothing at the desk, wherever in that window the focus is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from centre_app.lending.models import Loan
from centre_app.people.models import Visit
from tests.builders import a_copy, a_person, a_title
from ui.lending import public_search
from ui.lending.public_search import PublicSearch
from ui.shell.work import Work


@pytest.fixture
def search(qtbot: QtBot, work: Work) -> Iterator[PublicSearch]:
    made = public_search.show_search(work)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    work.bursts.clock = made.field.clock = lambda _event: (
        0.0
    )  # a busy machine must not make fingers of a scanner
    yield made
    public_search.close_search()


def scan(code: str) -> None:
    """Hold a code before the scanner: the keys arrive where the system sends them."""
    for char in code:
        QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), char)
    QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), Qt.Key.Key_Return)


@pytest.mark.parametrize("where", ["field", "cards", "language_button", "on_shelf", "again_button"])
def test_a_scan_before_the_visitors_window_neither_lends_nor_returns(
    qtbot: QtBot, work: Work, search: PublicSearch, where: str
) -> None:
    a_copy(title=a_title(name="昆虫记"))
    copy = a_copy(title=a_title(name="西游记"), barcode="B004711")
    borrower = a_person(card_number="R000777")
    work.context.open_person(borrower.id)
    visits = Visit.select().count()
    search.refresh()
    focused = getattr(search, where)
    focused.setFocus()
    qtbot.waitUntil(focused.hasFocus)
    scan("B004711")
    scan("R000777")
    scan("B004711")
    qtbot.waitUntil(lambda: not search._typing.isActive() and not search.reader.is_busy())
    assert Loan.select().count() == 0
    assert Visit.select().count() == visits
    assert [title.id for title in search.titles()] == [copy.title_id]
    assert work.bar.field.text() == ""


def test_undo_pressed_in_the_visitors_window_undoes_nothing(work: Work, search: PublicSearch) -> None:
    person = a_person()
    for key in (Qt.Key.Key_Z, Qt.Key.Key_K, Qt.Key.Key_3):
        QTest.keyClick(search.field, key, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(search.cards, key, Qt.KeyboardModifier.ControlModifier)
    assert type(person).get_or_none(type(person).id == person.id) is not None
    assert work.page() is not None
    assert work.page().id == "desk"
