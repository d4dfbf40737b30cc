"""Blocks, reasons and due days as the clerk meets them on the lending page."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from centre_app.centre import settings
from centre_app.lending import loans
from centre_app.lending.models import Loan
from centre_app.lending.policy_models import LoanOverride
from tests.builders import a_copy, a_person, a_title
from tests.lending.circumstances import a_loan
from ui.kit import toast
from ui.kit.context import Context
from ui.kit.passing import ReasonDialog
from ui.lending.loan_dates import DatesDialog, WhyDialog
from ui.lending.page import LendingPage

Serve = Callable[[int], None]


@pytest.fixture(autouse=True)
def toasts_on(page: LendingPage) -> None:
    toast.install(page)


def _dialog(kind: type) -> object:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]
    assert len(found) == 1
    return found[0]


def _press(page: LendingPage, words: str) -> None:
    found = [each for each in page.findChildren(QPushButton) if each.text() == words and each.isVisible()]
    found[-1].click()


def test_a_reason_given_once_is_not_asked_for_again_while_the_person_is_open(
    page: LendingPage, context: Context, serve: Serve, qtbot: QtBot
) -> None:
    settings.put(name="lend_limit", value=1)
    person = a_person()
    a_loan(person=person)
    serve(person.id)
    page.deeds.on_lend(a_copy().id)
    _press(page, "仍然借出…")
    dialog = _dialog(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    dialog.usual[0].click()
    qtbot.keyClick(dialog.form.field("reason").main(), Qt.Key.Key_Return)
    assert LoanOverride.get().reason == "事先约好"
    page.deeds.on_lend(a_copy().id)
    assert Loan.select().where(Loan.person == person).count() == 3
    context.close_person()
    serve(person.id)
    page.deeds.on_lend(a_copy().id)
    assert Loan.select().where(Loan.person == person).count() == 3


def test_a_refusal_names_the_thing_and_goes_with_the_person_it_was_about(
    page: LendingPage, context: Context, serve: Serve
) -> None:
    settings.put(name="lend_limit", value=1)
    person = a_person(name="李诚")
    a_loan(person=person)
    serve(person.id)
    page.deeds.on_lend(a_copy(title=a_title(name="西游记"), barcode="B7").id)
    assert toast.shown()[-1].startswith("《西游记》（B7）：已借 1 册")
    _press(page, "仍然借出…")
    dialog = _dialog(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    assert "借给 李诚 · 《西游记》（B7）" in [label.text() for label in dialog.findChildren(QLabel)]
    context.close_person()
    serve(a_person(name="季梓琳").id)
    dialog.usual[0].click()
    dialog.submit()
    assert toast.shown()[-1].startswith("李诚 的借阅已结束，没有借出")
    assert Loan.select().count() == 1

    page.deeds.on_lend(a_copy().id)
    serve(person.id)
    page.deeds.on_lend(a_copy().id)
    context.close_person()
    assert "仍然借出…" not in [each.text() for each in page.findChildren(QPushButton) if each.isVisible()]


def test_a_hard_block_offers_no_way_on(page: LendingPage, serve: Serve) -> None:
    person = a_person(card_expires_on=date(2026, 10, 1))
    serve(person.id)
    page.deeds.on_lend(a_copy().id)
    assert "2026-10-01" in toast.shown()[-1]
    assert not [each for each in page.findChildren(QPushButton) if each.text() == "仍然借出…"]


def test_the_dates_of_a_loan_are_changed_and_a_past_due_day_asks_why(page: LendingPage, serve: Serve) -> None:
    person = a_person()
    loan = a_loan(person=person, lent_at=datetime(2026, 10, 10, 10), due_on=date(2026, 11, 9))
    serve(person.id)
    page.deeds.on_dates(loans.loans_of(person.id)[0])
    dialog = _dialog(DatesDialog)
    assert isinstance(dialog, DatesDialog)
    dialog.form.field("due_on").set_value(date(2026, 10, 20))
    dialog.submit_button.click()
    assert dialog.form.entries["reason"].isVisible()
    dialog.form.field("reason").set_value("读者要求")
    dialog.submit_button.click()
    assert Loan.get_by_id(loan.id).due_at.date() == date(2026, 10, 20)


def test_why_a_loan_is_due_is_shown_with_its_rules(page: LendingPage, serve: Serve) -> None:
    person = a_person()
    loans.lend(copy_id=a_copy().id, person_id=person.id)
    serve(person.id)
    page.deeds.on_why(loans.loans_of(person.id)[0])
    dialog = _dialog(WhyDialog)
    assert isinstance(dialog, WhyDialog)
    dialog.accept()
