"""Reshelving, finished stocktakes, withdrawal lists and replacements: what the clerk sees and what is stored."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from centre_app.lending import flags, stocktake
from centre_app.lending.models import Copy, Stocktake, StocktakeScan
from centre_app.lending.use_models import InHouseUse, Replacement
from centre_app.storage import journal
from centre_app.storage.action import run
from tests.builders import a_copy, a_title
from tests.lending.circumstances import a_loan
from ui.kit.printing import PreviewDialog
from ui.lending.in_house import ReshelveDialog
from ui.lending.replacing import ReplaceDialog
from ui.lending.stocktake import MANY_ROWS
from ui.lending.stocktake_finished import FinishedDialog, ResultDialog
from ui.lending.stocktake_fix import FixDialog
from ui.lending.stocktake_start import StartDialog
from ui.lending.withdrawal_lists import WithdrawalsDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ISBN = "9787020002207"


def dialog_of(kind: Any) -> Any:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    )


def texts(listed: Any) -> list[list[str]]:
    return [[column.text(row) for column in listed.model.columns] for row in listed.rows()]


def verb(listed: Any, text: str) -> Any:
    return next(each for each in listed.verbs if each.text == text)


@pytest.fixture
def reshelving(page) -> ReshelveDialog:
    """The dialog as the menu of the catalogue opens it, two seconds between scans."""
    page.catalogue_list.more.reshelving.trigger()
    dialog = dialog_of(ReshelveDialog)
    seconds = iter(range(0, 1000, 3))
    dialog.seconds = lambda: float(next(seconds))
    return dialog


def test_scan_after_scan_counts_lists_and_can_be_undone_alone(qtbot, page, reshelving):
    a_copy(barcode="B1", title=a_title(name="西游记"))
    a_loan(copy=a_copy(barcode="B2", title=a_title(name="史记")))
    for code in ("B1", "B2", "B1"):
        assert reshelving.scanned(code)
    assert reshelving.figure.text() == "本次已登记馆内阅览 2 册次"
    assert [row[1:3] for row in texts(reshelving.list.list)] == [
        ["馆内阅览", "西游记"], ["归还", "史记"], ["馆内阅览", "西游记"],
    ]  # fmt: skip
    last = reshelving.list.list.rows()[-1]
    reshelving.list.list.run_verb(verb(reshelving.list.list, "撤销"), last)
    qtbot.waitUntil(lambda: reshelving.figure.text() == "本次已登记馆内阅览 1 册次")
    assert InHouseUse.select().count() == 1


def test_before_the_first_scan_the_list_says_what_to_do_here(reshelving):
    said = [each.text() for each in reshelving.list.findChildren(QLabel) if each.isVisible()]
    assert "还没有登记。请扫第一本放回书架的书。" in said


def test_the_same_scan_within_two_seconds_counts_once(page, reshelving):
    a_copy(barcode="B1")
    reshelving.seconds = lambda: 0.0
    reshelving.scanned("B1")
    reshelving.scanned("B1")
    assert InHouseUse.select().count() == 1


def test_an_isbn_of_several_copies_is_asked_for_in_a_list_that_the_next_scan_puts_aside(page, reshelving):
    title = a_title(name="西游记", isbn=ISBN)
    a_copy(barcode="B1", title=title)
    a_copy(barcode="B2", title=title)
    reshelving.scanned(ISBN)
    choice = reshelving.choice
    assert [row.barcode for row in choice.list.rows()] == ["B1", "B2"]
    choice.list.run_verb(choice.list.verbs[0], choice.list.rows()[1])
    assert InHouseUse.get().copy.barcode == "B2"
    assert not choice.isVisible()
    reshelving.scanned(ISBN)
    assert choice.isVisible()
    reshelving.scanned("B1")
    assert (choice.isVisible(), InHouseUse.select().count()) == (False, 2)


def test_an_isbn_in_a_stocktake_is_asked_for_between_the_scans(page):
    title = a_title(name="西游记", isbn=ISBN)
    for barcode in ("B1", "B2"):
        a_copy(barcode=barcode, location="A1", title=title)
    page.show_stocktake(stocktake.begin(scope="shelf", value="A1"))
    dialog = page.counting
    dialog.scanned(ISBN)
    assert dialog.latest.text().startswith("这里有 2 册的 ISBN 是 9787020002207")
    assert dialog.choice.isVisible()
    dialog.choice.list.run_verb(dialog.choice.list.verbs[0], dialog.choice.list.rows()[0])
    assert (dialog.figure.text(), dialog.counts["unknown"]) == ("1 / 2", 0)
    assert dialog.latest.text() == "在架：《西游记》（B1）"


def test_thousands_are_marked_lost_in_a_worker_while_scans_go_on(qtbot, page):
    title = a_title()
    rows = [
        {"title": title, "barcode": f"B{number:05}", "location": "A1", "accessioned_on": "2026-01-05"}
        for number in range(MANY_ROWS + 1)
    ]
    run("prepare a test", lambda: Copy.insert_many(rows).execute())
    page.show_stocktake(stocktake.begin(scope="shelf", value="A1"))
    dialog = page.counting
    dialog.fix_button.click()
    fix = dialog_of(FixDialog)
    fix.boxes["losses"].set_value(True)
    fix.do_button.click()
    assert (dialog.putting_right, dialog.finish_button.isEnabled()) == (True, False)
    dialog.scanned("B00000")
    qtbot.waitUntil(lambda: not dialog.putting_right, timeout=20_000)
    qtbot.waitUntil(lambda: StocktakeScan.select().count() == 1, timeout=20_000)
    assert Copy.select().where(Copy.condition == "lost").count() >= MANY_ROWS
    assert dialog.finish_button.isEnabled()


def test_finished_stocktakes_are_offered_and_shown_again(page):
    a_copy(barcode="B1", location="A1")
    a_copy(barcode="B2", location="A1")
    page.stocktake()
    assert dialog_of(StartDialog).finished_button.isHidden()
    dialog_of(StartDialog).reject()
    counting = stocktake.begin(scope="shelf", value="A1")
    stocktake.scan(stocktake_id=counting, code="B1")
    stocktake.finish(stocktake_id=counting)
    page.stocktake()
    dialog_of(StartDialog).finished_button.click()
    listed = dialog_of(FinishedDialog).list
    assert texts(listed) == [["书架 A1", "2026-10-22 10:00", "2026-10-22 10:00", "1", "1", ""]]
    listed.run_verb(verb(listed, "查看结果"), listed.rows()[0])
    shown = dialog_of(ResultDialog)
    assert "应在架 2 册，找到 1 册" in shown.facts.text()
    assert [row.code for row in shown.list.rows()] == ["B2"]
    assert Stocktake.get().kept


def test_a_past_withdrawal_list_is_shown_as_it_was_printed(page):
    copies = [a_copy(barcode=f"B{number}", title=a_title(name="西游记"), price_fen=1250) for number in (1, 2)]
    flags.withdraw(copy_ids=[copy.id for copy in copies], reason="破旧")
    page.catalogue_list.more.withdrawals.trigger()
    listed = dialog_of(WithdrawalsDialog).list
    assert texts(listed) == [["2026-10-22", "破旧", "2", "2", "25.00 元"]]
    listed.run_verb(verb(listed, "再次打印"), listed.rows()[0])
    assert dialog_of(PreviewDialog).windowTitle() == "剔旧清单 2026-10-22"


def test_a_lost_copy_names_its_replacement_and_both_say_so(page):
    title = a_title(name="西游记")
    a_copy(barcode="B1", title=title, condition="lost")
    a_copy(barcode="B2", title=title)
    page.open_title(title.id)
    copies = page.title_pane.copies
    assert [each.text for each in copies.verbs_of(copies.rows()[1]) if "替换" in each.text] == []
    copies.run_verb(verb(copies, "由另一册替换…"), copies.rows()[0])
    dialog = dialog_of(ReplaceDialog)
    dialog.scanned("B2")
    dialog.submit()
    page.refresh()
    assert [row[2] for row in texts(copies)] == ["遗失 · 已由 B2 替换", "在架 · 替换 B1"]
    copies.run_verb(verb(copies, "取消替换"), copies.rows()[0])
    assert Replacement.select().count() == 0
    journal.undo()
    assert Replacement.select().count() == 1


def test_the_dialog_of_call_numbers_speaks_of_numbers_and_not_of_cards(page):
    dialog = page.catalogue_list.on_numbers()
    said = {each.text() for each in dialog.findChildren(QLabel)}
    assert dialog.submit_button.text() == "取号"
    assert any(text.startswith("给哪些书取号") for text in said)
    dialog.reject()
