"""Donations on the lending page: batches, lines, the count by scanner, decisions, registers."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from centre_app.lending import donation_batches, donation_reads
from centre_app.lending.donation_models import DonationLine
from centre_app.lending.models import Copy, Donation
from centre_app.storage import journal
from tests.builders import a_person
from ui.kit.ledger import ledger
from ui.kit.messages import Message
from ui.kit.printing import PreviewDialog
from ui.lending.donation_count import CountDialog
from ui.lending.donation_forms import AcceptDialog, BatchDialog, DecideDialog, LineDialog
from ui.lending.donation_registers import RegistersDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
MONKEY = "9787020008735"


def dialog_of(kind: Any) -> Any:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    )


def a_batch(**line: Any) -> int:
    batch_id = donation_batches.record_batch(donor="蓝天小学")
    fields = {"name": "西游记", "isbn": MONKEY, "expected": 2, "arrived": 0, "price_fen": 2000} | line
    donation_batches.add_line(donation_id=batch_id, **fields)
    return batch_id


def opened(page: Any, batch_id: int) -> Any:
    page.show_argument(("donation", batch_id))
    return page.donations.batch


def shown(pane: Any) -> list[str]:
    return [badge.text() for badge in pane.badges.values() if badge.isVisible()]


def test_a_new_donation_is_recorded_and_opened(page):
    page.show_pane("donations")
    page.donations.new_button.click()
    form = dialog_of(BatchDialog)
    form.form.field("donor").set_value("市新华书店")
    form.form.field("donor_kind").set_value("organisation")
    form.submit()

    assert Donation.get().donor == "市新华书店"
    assert page.donations.batch.heading.text() == "市新华书店"
    page.donations.batch.back.click()
    assert [row.donor for row in page.donations.list.rows()] == ["市新华书店"]


def test_a_person_of_the_centre_fills_in_the_name(page):
    person = a_person(name="王芳")
    page.donations.new()
    form = dialog_of(BatchDialog)
    field = form.form.field("person_id")
    field.edit.setText("王芳")
    field.search()
    field._choose(field._hits.hits[0])
    form.submit()

    row = Donation.get()
    assert (row.donor, row.person_id, row.donor_kind) == ("王芳", person.id, "person")


def test_the_batch_shows_its_figures_in_titles_sets_volumes_and_value(page):
    pane = opened(page, a_batch(arrived=3))
    assert shown(pane) == [
        "应到 1种2套2册 码洋40.00 元", "实到 1种3套3册 码洋60.00 元", "缺 0", "多 1种1套1册 码洋20.00 元", "待处理 1种3套3册 码洋60.00 元",
    ]  # fmt: skip
    assert pane.state.text() == "待处理"


def test_scans_count_while_the_count_is_open_and_lend_nothing(page, qtbot):
    batch_id = a_batch()
    opened(page, batch_id).count_button.click()
    dialog = dialog_of(CountDialog)
    assert page.scanned(MONKEY)
    assert dialog.latest.text() == "西游记：实到 1，应到 2。"
    assert page.scanned("9787020002207")
    assert dialog.latest.text() == "9787020002207：不在清单里，已另立一行。多 1 件。"
    assert page.scanned("没有")
    assert "不是 ISBN" in dialog.latest.text()

    qtbot.waitUntil(lambda: dialog.badges["extra"].text() == "多 1种1套1册 码洋0.00 元")
    assert [(row.expected, row.arrived) for row in DonationLine.select()] == [(2, 1), (0, 1)]
    dialog.close_button.click()
    assert not page.scanned(MONKEY)


def test_a_book_read_twice_by_the_scanner_counts_once_on_arrival(page):
    opened(page, a_batch()).count_button.click()
    dialog = dialog_of(CountDialog)
    moments = iter((0.0, 1.9, 4.0))
    dialog.seconds = lambda: next(moments)
    for _each in range(3):
        dialog.scanned(MONKEY)
    assert [row.arrived for row in DonationLine.select()] == [2]


def test_a_count_is_typed_for_a_line(page, qtbot):
    batch_id = a_batch()
    page.donations.count_arrival(batch_id)
    dialog = dialog_of(CountDialog)
    asked = dialog.on_count_asked(dialog.list.rows()[0])
    asked.form.field("arrived").set_value(5)
    asked.submit()
    assert DonationLine.get().arrived == 5
    qtbot.waitUntil(lambda: dialog.list.rows()[0].arrived == 5)


def test_all_is_counted_as_listed_after_a_question(page):
    page.donations.count_arrival(a_batch())
    dialog_of(CountDialog).all_button.click()
    question = dialog_of(Message)
    assert DonationLine.get().arrived == 0
    question.confirm_button.click()
    assert DonationLine.get().arrived == 2


def test_a_line_is_decided_on_in_parts_and_what_is_neither_is_accepted(page):
    pane = opened(page, a_batch(arrived=3))
    pane.on_decide(pane.list.rows()[0])
    form = dialog_of(DecideDialog)
    form.form.field("returned").set_value(1)
    form.form.field("returned").changed.emit()
    assert form.form.field("accepted").value() == 2
    form.submit()
    assert form.isVisible()
    assert Copy.select().count() == 0

    form.form.field("returned_reason").set_value("缺页")
    form.submit()
    assert Copy.select().count() == 2
    assert DonationLine.get().returned_reason == "缺页"


def test_all_that_arrived_is_accepted_onto_a_shelf_and_undone(page, qtbot):
    pane = opened(page, a_batch(arrived=2))
    pane.accept_button.click()
    form = dialog_of(AcceptDialog)
    form.form.field("location").set_value("A1")
    form.submit()
    with qtbot.waitSignal(pane.job.finished):
        pass

    assert [(copy.barcode, copy.location) for copy in Copy.select()] == [("B000001", "A1"), ("B000002", "A1")]
    qtbot.waitUntil(lambda: pane.state.text() == "已处理完")
    journal.undo()
    assert Copy.select().count() == 0
    qtbot.waitUntil(lambda: pane.state.text() == "待处理")


def test_a_line_is_added_by_scanning_its_isbn_and_typing_its_name(page):
    batch_id = donation_batches.record_batch(donor="蓝天小学")
    opened(page, batch_id).add_button.click()
    form = dialog_of(LineDialog)
    form.scanned(MONKEY)
    form.form.field("name").set_value("西游记")
    form.form.field("expected").set_value(4)
    form.submit()
    assert [(row.name, row.isbn, row.expected) for row in donation_reads.lines(batch_id)] == [
        ("西游记", MONKEY, 4)
    ]


def test_nothing_more_will_come_and_can_be_expected_again(page):
    pane = opened(page, a_batch(arrived=1))
    pane.complete_button.click()
    assert Donation.get().complete_on is not None
    pane.complete_button.click()
    assert Donation.get().complete_on is None


def test_a_batch_whose_recording_was_undone_gives_way_to_the_list(page):
    batch_id = donation_batches.record_batch(donor="蓝天小学")
    opened(page, batch_id)
    journal.undo()
    page.donations.refresh()
    assert page.donations.currentWidget() is page.donations.overview


def test_the_registers_are_shown_printed_and_exported(page, qtbot, tmp_path):
    batch_id = a_batch(arrived=2)
    pane = opened(page, batch_id)
    pane.on_decide(pane.list.rows()[0])
    dialog_of(DecideDialog).submit()
    page.donations.show_all()
    page.donations.registers_button.click()
    dialog = dialog_of(RegistersDialog)
    assert [entry.donor for entry in dialog.batches.rows()] == ["蓝天小学"]
    assert dialog.sum.text() == "1 种 2 套 2 册，码洋 40.00 元"
    dialog.choice.set_value("copies")
    dialog.refresh()
    assert [entry.barcode for entry in dialog.copies.rows()] == ["B000001", "B000002"]

    with qtbot.waitSignal(dialog.export(tmp_path / "账.xlsx").finished):
        pass
    assert (tmp_path / "账.xlsx").is_file()
    dialog.print_button.click()
    preview = dialog_of(PreviewDialog)
    assert preview._sheet.page_count() == 1
    preview.save_pdf(tmp_path / "账.pdf")
    assert (tmp_path / "账.pdf").read_bytes().startswith(b"%PDF")


def test_a_long_register_goes_on_over_pages_and_long_texts_over_lines(qapp):
    heads = (("书名", 50), ("出版社", 50))
    short, long = ("西游记", "人民文学出版社"), ("西游记" * 80, "人民文学出版社")
    pages = [
        ledger(title="账", subtitle="", heads=heads, rows=[row] * 60).page_count() for row in (short, long)
    ]
    assert pages == [3, 11]
