"""The one scan field, told apart from typing by the speed of the keys, driven in the real window."""

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from centre_app.people.models import Visit
from tests import builders
from ui.kit import toast
from ui.shell.work import Work

SCANNER, FINGERS = 5.0, 120.0
Type = Callable[..., None]


@pytest.fixture
def type_keys(qtbot: QtBot, work: Work) -> Type:
    """Types into whatever has the focus, the keys `apart` milliseconds apart by the window's own clock."""
    now = [1000.0]
    work.bursts.clock = lambda _event: now[0]

    def type_text(text: str, *, apart: float, enter: bool = True, pause: float = 1000.0) -> None:
        now[0] += pause
        for char in text:
            now[0] += apart
            qtbot.keyClick(work.window().focusWidget() or work, char)
        if enter:
            now[0] += apart
            qtbot.keyClick(work.window().focusWidget() or work, Qt.Key.Key_Return)

    return type_text


@pytest.fixture
def form_field(qtbot: QtBot, work: Work) -> QLineEdit:
    """A form's field on the page in front, with the focus."""
    page = work.page()
    assert page is not None
    field = QLineEdit(page)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


def test_a_scanned_card_checks_in_and_opens_the_person(work: Work, type_keys: Type) -> None:
    person = builders.a_person(name="王小明", card_number="R000777")
    type_keys("R000777", apart=SCANNER)
    assert work.context.open_person_id == person.id
    assert Visit.select().where(Visit.person == person, Visit.left_at.is_null()).count() == 1
    assert any("王小明" in said for said in toast.shown())


def test_a_scan_into_a_form_field_goes_to_the_scan_field_and_leaves_nothing_behind(
    work: Work, type_keys: Type, form_field: QLineEdit
) -> None:
    form_field.setText("abc")
    person = builders.a_person(card_number="R000778")
    type_keys("R000778", apart=SCANNER)
    assert work.context.open_person_id == person.id
    assert form_field.text() == "abc"


def test_what_fingers_type_into_a_form_field_stays_in_it(
    qtbot: QtBot, work: Work, type_keys: Type, form_field: QLineEdit
) -> None:
    builders.a_person(card_number="R000779")
    with qtbot.waitSignal(form_field.returnPressed):
        type_keys("R000779", apart=FINGERS)
    assert form_field.text() == "R000779"
    assert work.context.open_person_id is None


def test_few_fast_keys_are_no_scan(qtbot: QtBot, work: Work, type_keys: Type, form_field: QLineEdit) -> None:
    type_keys("12345", apart=SCANNER, enter=False)
    qtbot.waitUntil(lambda: form_field.text() == "12345")


def test_keys_held_back_come_before_a_key_that_follows(
    qtbot: QtBot, work: Work, type_keys: Type, form_field: QLineEdit
) -> None:
    type_keys("1234567", apart=SCANNER, enter=False)
    qtbot.keyClick(form_field, Qt.Key.Key_Backspace)
    assert form_field.text() == "123456"


def test_a_field_that_wants_codes_keeps_the_scan_but_not_its_enter(
    qtbot: QtBot, work: Work, type_keys: Type, form_field: QLineEdit
) -> None:
    form_field.setProperty("takes_scans", True)
    with qtbot.assertNotEmitted(form_field.returnPressed):
        type_keys("9787020002207", apart=SCANNER)
    assert form_field.text() == "9787020002207"


def test_stray_typing_on_a_page_goes_to_the_scan_field(work: Work, type_keys: Type) -> None:
    work.rail.buttons["desk"].setFocus()
    type_keys("wxm", apart=FINGERS, enter=False)
    assert work.bar.field.hasFocus()
    assert work.bar.field.text() == "wxm"


def test_a_scan_replaces_what_was_half_typed(work: Work, type_keys: Type) -> None:
    person = builders.a_person(card_number="R000780")
    work.focus_scan_field()
    type_keys("wang", apart=FINGERS, enter=False)
    type_keys("R000780", apart=SCANNER)
    assert work.context.open_person_id == person.id
    assert work.bar.field.text() == ""


def test_the_second_enter_of_a_scanner_does_nothing(qtbot: QtBot, work: Work, type_keys: Type) -> None:
    builders.a_person(card_number="R000781")
    work.bar.field.setFocus()
    with qtbot.assertNotEmitted(work.bar.field.entered):
        type_keys("R000781", apart=SCANNER)
        type_keys("", apart=SCANNER, pause=0)


def test_the_same_code_within_two_seconds_is_taken_once(work: Work) -> None:
    seconds = [100.0]
    work.scans.seconds = lambda: seconds[0]
    copy = builders.a_copy(barcode="B000111")
    person = builders.a_person()
    work.context.open_person(person.id)
    work.scans.on_burst("B000111")
    seconds[0] += 1.5
    work.scans.on_burst("B000111")
    assert _out(copy.id)
    seconds[0] += 2.1
    work.scans.on_burst("B000111")
    assert not _out(copy.id)


def test_full_width_digits_are_read_as_digits(work: Work, qtbot: QtBot) -> None:
    person = builders.a_person(card_number="R000782")
    work.bar.field.setText("Ｒ０００７８２")
    qtbot.keyClick(work.bar.field, Qt.Key.Key_Return)
    assert work.context.open_person_id == person.id


def test_enter_takes_the_first_suggestion_and_down_another(work: Work, qtbot: QtBot) -> None:
    builders.a_person(name="王小明")
    builders.a_person(name="王小红")
    field = work.bar.field
    field.setFocus()
    qtbot.keyClicks(field, "wx")
    qtbot.waitUntil(lambda: field.hits is not None and len(field.hits.hits()) == 2)
    assert field.hits is not None
    second = field.hits.hits()[1]
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert work.context.open_person_id == second.id
    assert field.hits.isHidden()


def test_an_unknown_code_offers_to_register_the_person(work: Work, qtbot: QtBot) -> None:
    work.scans.enter("张无忌")
    said = work.findChild(toast.Toast)
    register = next(each for each in said.findChildren(QPushButton) if each.text() == "登记居民")
    with qtbot.waitSignal(work.context.page_requested) as asked:
        register.click()
    assert asked.args == ["register", "张无忌"]
    form = QApplication.activeModalWidget()
    assert form.findChildren(QLineEdit)[0].text() == "张无忌"
    form.close()


def test_the_input_method_is_off_until_its_key_and_after_enter(work: Work, qtbot: QtBot) -> None:
    field = work.bar.field
    enabled = Qt.WidgetAttribute.WA_InputMethodEnabled
    assert not field.testAttribute(enabled)
    field.toggle_chinese()
    assert field.testAttribute(enabled)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not field.testAttribute(enabled)


def test_undo_in_the_scan_field_is_the_programs(work: Work, qtbot: QtBot) -> None:
    builders.a_person(name="王小明", card_number="R000783")
    work.scans.on_burst("R000783")
    assert Visit.select().count() == 1
    work.bar.field.setFocus()
    qtbot.keyClick(work.bar.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert Visit.select().count() == 0


def test_a_minute_without_a_scan_closes_the_person(work: Work, qtbot: QtBot) -> None:
    work.context.open_person(builders.a_person().id)
    assert work.scans.idle.interval() == 60_000
    work.scans.idle.setInterval(1)
    with qtbot.waitSignal(work.context.person_closed):
        work.scans.idle.start()
    assert work.context.open_person_id is None


def test_escape_closes_the_person_after_what_is_half_typed(work: Work, qtbot: QtBot) -> None:
    work.context.open_person(builders.a_person().id)
    work.bar.field.setFocus()
    work.bar.field.setText("wa")
    qtbot.keyClick(work.bar.field, Qt.Key.Key_Escape)
    assert work.context.open_person_id is not None
    qtbot.keyClick(work.bar.field, Qt.Key.Key_Escape)
    assert work.context.open_person_id is None


def test_a_scan_elsewhere_brings_the_desk_to_the_front(work: Work, frozen: datetime) -> None:
    builders.a_person(card_number="R000784")
    work.show_page("settings")
    work.scans.on_burst("R000784")
    page = work.page()
    assert page is not None
    assert page.id == "desk"


def _out(copy_id: int) -> bool:
    from centre_app.lending.models import Loan

    return Loan.select().where(Loan.copy == copy_id, Loan.returned_at.is_null()).exists()


def test_a_scan_arriving_as_the_system_sends_it_is_taken(
    qtbot: QtBot, work: Work, form_field: QLineEdit
) -> None:
    person = builders.a_person(card_number="R000790")
    window = work.window().windowHandle()
    work.bursts.clock = lambda _event: 0.0  # a busy machine must not make fingers of a scanner
    work.bursts.hold.setInterval(60_000)
    for char in "R000790":
        QTest.keyClick(window, char)  # through the window, as the system sends them
    QTest.keyClick(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: work.context.open_person_id == person.id)
    assert form_field.text() == ""
