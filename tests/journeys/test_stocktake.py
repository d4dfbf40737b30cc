"""A shelf counted with the scanner in the real window, stopped and gone on with, put right and undone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from centre_app.lending import catalogue
from centre_app.lending.models import Copy, Loan, Stocktake
from ui.lending.stocktake import StocktakeDialog
from ui.lending.stocktake_fix import FixDialog
from ui.lending.stocktake_start import StartDialog


def conditions():
    return [(copy.barcode, copy.location, copy.condition) for copy in Copy.select().order_by(Copy.barcode)]


def test_a_shelf_is_counted_and_put_right(clerk):
    clerk.sets_up_the_centre()
    for code, shelf in (("B000001", "A1"), ("B000002", "A1"), ("B000003", "B2")):
        catalogue.add_title_with_copy(title={"name": "西游记"}, copy={"barcode": code, "location": shelf})
    before = conditions()
    page = clerk.work.show_page("lending")
    page.stocktake()
    start = clerk.front(StartDialog)
    start.form.field("shelf").set_value("A1")
    start.submit()
    dialog = clerk.front(StocktakeDialog)
    clerk.scan("B000001")
    assert dialog.figure.text() == "1 / 2"
    dialog.close_button.click()
    clerk.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    page.stocktake()
    clerk.front(StartDialog).resume_buttons[0].click()
    dialog = clerk.front(StocktakeDialog)
    clerk.scan("B000003")
    assert dialog.latest.text() == "错架：《西游记》（B000003）应在 B2。"
    assert Loan.select().count() == 0
    dialog.fix_button.click()
    fix = clerk.front(FixDialog)
    fix.boxes["losses"].set_value(True)
    fix.do_button.click()
    assert conditions() == [
        ("B000001", "A1", "good"),
        ("B000002", "A1", "lost"),
        ("B000003", "A1", "good"),
    ]
    dialog.close_button.click()
    clerk.press(Qt.Key.Key_Z)
    clerk.bot.waitUntil(lambda: conditions() == before)
    assert Stocktake.get().finished_at is None
