"""A donated pile: the donor's list in, counted by scanner, decided on, on the shelves and in the registers, and undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from centre_app import errors
from centre_app.lending import donation_reads, loans
from centre_app.lending.donation_models import DonationLine
from centre_app.lending.models import Copy, Title
from centre_app.people import people
from centre_app.storage import journal
from ui.importing.dialog import ImportDialog
from ui.kit import job
from ui.lending.donation_count import CountDialog
from ui.lending.donation_forms import AcceptDialog, BatchDialog, DecideDialog
from ui.lending.donation_registers import RegistersDialog

LIST = (
    "书名,作者,ISBN,定价,数量\n西游记,吴承恩,9787020008735,47.20,2\n朝花夕拾,鲁迅,9787020002207,12.00,1\n"
    "安徒生童话,安徒生,9787544711760,20.00,1\n"
)


def amounts(batch_id):
    found = donation_reads.batch(batch_id).figures
    return {
        key: (amount.titles, amount.sets, amount.volumes, amount.fen)
        for key, amount in found.items()
        if amount
    }


def import_list(clerk, pane, tmp_path):
    (tmp_path / "捐赠清单.csv").write_text(LIST, encoding="utf-8")
    pane.import_button.click()
    dialog = clerk.front(ImportDialog)
    dialog.on_file_chosen(tmp_path / "捐赠清单.csv")
    clerk.bot.waitUntil(dialog.import_button.isEnabled, timeout=30_000)  # one job begins where the other ends
    assert dialog.windowTitle() == "导入捐赠清单"
    dialog.import_button.click()
    clerk.bot.waitUntil(lambda: dialog.close_button.text() == "关闭" and not job.under_way(), timeout=30_000)
    dialog.close_button.click()
    clerk.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def count_by_scanner(clerk, pane, codes):
    pane.count_button.click()
    dialog = clerk.front(CountDialog)
    dialog.seconds = lambda: clerk._seconds  # a while passes between two scans, as in the window behind
    for code in codes:
        clerk.scan(code)
    dialog.close_button.click()
    clerk.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def accept_all(clerk, pane):
    pane.accept_button.click()
    clerk.front(AcceptDialog).submit()
    clerk.wait_for_jobs()


def test_a_donated_pile_from_the_list_to_the_registers(clerk, tmp_path):
    clerk.sets_up_the_centre()
    page = clerk.work.show_page("lending")
    page.show_pane("donations")
    page.donations.new_button.click()
    form = clerk.front(BatchDialog)
    form.form.field("donor").set_value("市新华书店")
    form.submit()
    clerk.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    pane = page.donations.batch
    batch_id = pane.batch.id
    import_list(clerk, pane, tmp_path)
    assert amounts(batch_id) == {"expected": (3, 4, 4, 12640), "missing": (3, 4, 4, 12640)}

    # One of the first is missing, one of the last too many.
    count_by_scanner(clerk, pane, ["9787020008735", "9787020002207", "9787544711760", "9787544711760"])
    found = amounts(batch_id)
    assert (found["arrived"], found["missing"], found["extra"]) == (
        (3, 4, 4, 9920),
        (1, 1, 1, 4720),
        (1, 1, 1, 2000),
    )

    pane.show_lines()
    pane.on_decide(next(row for row in pane.list.rows() if row.name == "安徒生童话"))
    decide = clerk.front(DecideDialog)
    decide.form.field("accepted").set_value(0)
    decide.form.field("returned").set_value(1)
    decide.form.field("returned_reason").set_value("重复")
    decide.form.field("accepted").set_value(1)
    decide.submit()
    clerk.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert Copy.select().count() == 1

    accept_all(clerk, pane)
    assert amounts(batch_id)["accepted"] == (3, 3, 3, 7920)
    assert amounts(batch_id)["returned"] == (1, 1, 1, 2000)
    assert donation_reads.batch(batch_id).copies == donation_reads.Amount(3, 3, 3, 7920)
    assert pane.state.text() == "部分未到"

    page.donations.show_all()
    page.donations.registers_button.click()
    registers = clerk.front(RegistersDialog)
    assert [(entry.donor, entry.total.fen) for entry in registers.batches.rows()] == [("市新华书店", 7920)]
    registers.choice.set_value("copies")
    registers.refresh()
    assert len(registers.copies.rows()) == 3
    registers.accept()
    undo_works_until_a_copy_is_lent(clerk, page, batch_id)


def undo_works_until_a_copy_is_lent(clerk, page, batch_id):
    clerk.press(Qt.Key.Key_Z)
    clerk.bot.waitUntil(lambda: Copy.select().count() == 1)
    assert (Title.select().count(), DonationLine.get_by_id(1).accepted) == (1, 0)
    page.donations.open_batch(batch_id)
    accept_all(clerk, page.donations.batch)
    accepted = journal.next_undo()
    lent = Copy.select().order_by(Copy.id.desc()).first()
    loans.lend(copy_id=lent.id, person_id=people.register(name="王小明"))
    with pytest.raises(errors.UndoRefused) as refused:
        journal.undo_action(accepted.action_id)
    assert "借出" in refused.value.sentence()
    assert Copy.select().count() == 3
