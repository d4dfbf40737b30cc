"""A donated pile from the box to the shelf, to a reader and back, and to the donor who hears of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from centre_app.lending.models import Copy, Loan
from tests.builders import a_person, a_title
from ui.kit.labels import LabelDialog
from ui.lending.donors import DonorsDialog, StatementDialog
from ui.lending.scan_run import ScanRunDialog
from ui.lending.scan_run_start import StartDialog


def write(clerk, dialog, text):
    dialog.line.edit.setText(text)
    clerk.bot.keyClick(dialog.line.edit, Qt.Key.Key_Return)


def nothing_in_front(clerk):
    clerk.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def begin_pile(clerk, page):
    page.show_pane("catalogue")
    page.catalogue_list.pile_button.click()
    start = clerk.front(StartDialog)
    start.form.field("donor").set_value("陈伯")
    start.form.field("clc_class").set_value("I24")
    start.form.field("location").set_value("A1")
    start.submit()
    pile = clerk.front(ScanRunDialog)
    seconds = iter(range(0, 1000, 5))
    pile.seconds = lambda: float(next(seconds))
    return pile


def test_a_pile_goes_to_the_shelf_to_a_reader_and_its_donor_hears_of_it(clerk):
    clerk.sets_up_the_centre()
    a_title(name="西游记", isbn="9787020002207")
    a_person(name="赵小华", card_number="R000017")
    page = clerk.work.show_page("lending")
    pile = begin_pile(clerk, page)
    clerk.scan("9787020002207")
    clerk.scan("9787101003048")
    write(clerk, pile, "史记")
    write(clerk, pile, "骆驼祥子")
    write(clerk, pile, "+2")
    assert pile.figure.text() == "5"
    pile.labels_button.click()
    labels = clerk.front(LabelDialog)
    assert len(labels._labels) == 5
    labels.reject()
    clerk.front(ScanRunDialog).close_button.click()
    nothing_in_front(clerk)

    code = Copy.get(Copy.id == 1).barcode
    clerk.scan("R000017")
    clerk.scan(code)
    assert Loan.get().returned_at is None
    clerk.scan(code)
    assert Loan.get().returned_at is not None

    page = clerk.work.show_page("lending")
    page.gifts.show_donors()
    donors = clerk.front(DonorsDialog)
    donors.list.run_verb(donors.list.verbs[0], donors.list.rows()[0])
    told = clerk.front(StatementDialog)
    assert told.sums.text() == "3 种 · 5 册 · 码洋 0.00 元 · 5 件无定价 · 借出 1 次"
    assert [(row.name, row.loans) for row in told.found.top] == [("西游记", 1)]
    assert told.found.readers is None
