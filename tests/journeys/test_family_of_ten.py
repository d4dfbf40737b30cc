"""A family borrows ten things in a minute: three cards, ten scans, one question, no dialog in between."""

import time

import pytest
from PySide6.QtWidgets import QApplication

from centre_app.centre import settings
from centre_app.lending import loans, shelf_codes
from centre_app.lending.models import Loan
from tests.builders import a_copy, a_person, a_title
from tests.ui.shell.conftest import *  # noqa: F403 - the window on a small centre
from ui.kit import toast
from ui.shell.work import Work

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_a_family_of_three_takes_ten_things_and_brings_one_back_in_between(work: Work) -> None:
    settings.put(name="lend_limit", value=4)
    mother, boy, girl = (
        a_person(name=name, card_number=card)
        for name, card in (("陈静", "R000901"), ("陈雨桐", "R000902"), ("陈雨萱", "R000903"))
    )
    books = [a_copy(title=a_title(name=f"家庭共读{number}")).barcode for number in range(9)]
    umbrella = a_title(name="爱心伞")
    shelf_codes.add_pieces(title_id=umbrella.id, count=3, shelf_code="YS001", kind="tool")
    back = a_copy(title=a_title(name="上次借的"))
    loans.lend(copy_id=back.id, person_id=boy.id)
    started = time.monotonic()
    for code in (
        "R000901",
        *books[:3],
        "YS001",
        "R000902",
        back.barcode,
        *books[3:6],
        "R000903",
        *books[6:9],
    ):
        work.scans.on_burst(code)
        assert QApplication.activeModalWidget() is None
    took = time.monotonic() - started
    out = {person.name: Loan.select().where(Loan.person == person, Loan.returned_at.is_null()).count()
           for person in (mother, boy, girl)}  # fmt: skip
    assert out == {"陈静": 4, "陈雨桐": 3, "陈雨萱": 3}
    assert Loan.get(Loan.copy == back.id).returned_at is not None
    assert "家庭共读8" in toast.shown()[-1]
    assert took < 60
