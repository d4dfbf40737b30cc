"""A class borrows thirty books on its collective card in one run, and takes one list along to sign."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from centre_app.access import audit
from centre_app.lending.models import Loan
from tests.builders import a_copy, a_person, a_title
from tests.ui.shell.conftest import *  # noqa: F403 - the window on a small centre
from ui.kit import toast
from ui.kit.printing import PreviewDialog
from ui.lending.page import LendingPage
from ui.shell.work import Work

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_a_class_takes_thirty_books_in_one_run_and_one_list(work: Work, qtbot, tmp_path):
    school = a_person(name="实验小学三年二班", category="organisation", card_number="R000900")
    codes = [
        a_copy(title=a_title(name=f"少年文库第{number}种"), price_fen=2050).barcode for number in range(1, 31)
    ]
    work.context.go("lending")
    work.scans.on_burst(school.card_number)
    for code in codes:
        work.scans.on_burst(code)
    assert Loan.select().where(Loan.person == school, Loan.returned_at.is_null()).count() == 30
    assert QApplication.activeModalWidget() is None
    page = work.page()
    assert isinstance(page, LendingPage)
    qtbot.waitUntil(lambda: len(page.borrower.list.rows()) == 30)
    today, everything = page.borrower.print_menu().actions()
    assert (today.text(), everything.text()) == ("今天借出的（30）", "全部在借的（30）")
    today.trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PreviewDialog)
    words = dialog._sheet.document.toPlainText()
    assert all(code in words for code in codes)
    assert "实验小学三年二班" in words
    assert "30 件 · 615.00 元" in words
    dialog.save_pdf(tmp_path / "list.pdf")
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")
    (entry,) = [row for row in audit.entries(audit.Asked(way="printed")) if row.label == "print a loan list"]
    assert entry.subject == f"person:{school.id}"
    dialog.reject()
    assert toast.shown()
    assert date(2026, 10, 22) == Loan.select(Loan.lent_at).first().lent_at.date()
