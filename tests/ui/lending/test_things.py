"""The lending page with shelf barcodes, sets and kits: forms, verbs of a piece, labels, questions."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from centre_app.desk import scanning
from centre_app.lending import adding, catalogue, kits, shelf_codes
from centre_app.lending.models import Copy, CopyFlag, Loan
from centre_app.storage import journal
from tests.builders import a_copy, a_person, a_title
from tests.ui.lending.test_lending_page import dialog_of, texts, verb
from ui.kit.form import FormDialog
from ui.kit.printing import PreviewDialog
from ui.lending import kits as kit_forms
from ui.lending import label_printing
from ui.lending.forms import CopyDialog, TitleDialog
from ui.lending.kits import ContentsDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TODAY = date(2026, 10, 22)


def press(page: Any, text: str, row: int = 0) -> None:
    listed = page.title_pane.copies
    found = verb(listed, text)
    assert found.enabled is None or found.enabled(listed.rows()[row])
    listed.run_verb(found, listed.rows()[row])


def umbrellas(count: int = 3) -> int:
    title = a_title(name="晴雨伞")
    shelf_codes.add_pieces(title_id=title.id, count=count, shelf_code="YS001", kind="tool")
    return int(title.id)


def test_a_new_title_with_several_pieces_under_one_shelf_barcode(page):
    page.add_title("晴雨伞")
    dialog = dialog_of(TitleDialog)
    form = dialog.form
    assert not form.entries["count"].isVisibleTo(form)
    form.field("how").set_value("shelf")
    form.field("how").changed.emit()
    assert form.entries["count"].isVisibleTo(form)
    assert not form.entries["volume"].isVisibleTo(form)
    dialog.scanned("YS001")
    form.field("count").set_value(4)
    form.field("kind").set_value("tool")
    dialog.submit()
    assert [copy.barcode for copy in Copy.select()] == ["YS001-1", "YS001-2", "YS001-3", "YS001-4"]
    assert page.title_pane.facts.text() == "4 件"


def test_a_set_is_added_with_a_barcode_for_each_volume_and_shown_with_its_set(page):
    title = a_title(name="红楼梦")
    page.add_copy(title.id)
    form = dialog_of(CopyDialog).form
    form.field("how").set_value("set")
    form.field("how").changed.emit()
    assert not form.entries["barcode"].isVisibleTo(form)
    form.field("count").set_value(4)
    dialog_of(CopyDialog).submit()
    assert [row[1] for row in texts(page.title_pane.copies)] == [
        f"{number} · 第 1 套" for number in range(1, 5)
    ]
    assert page.title_pane.facts.text() == "1 套 4 册"


def test_one_piece_is_added_as_before(page):
    title = a_title(name="昆虫记")
    page.add_copy(title.id)
    dialog_of(CopyDialog).submit()
    assert (Copy.get().shelf_code, Copy.get().set_number) == ("", None)


def test_pieces_are_tied_to_a_set_in_their_form(page):
    copy = a_copy(title=a_title(name="红楼梦"), volume="上")
    page.open_title(copy.title_id)
    press(page, "修改单册")
    dialog = dialog_of(CopyDialog)
    dialog.form.field("set_number").set_value(7)
    dialog.submit()
    assert Copy.get().set_number == 7


def test_several_are_lent_by_a_form_and_undone_as_one(page, serve):
    page.open_title(umbrellas())
    assert not verb(page.title_pane.copies, "一次借多件…").enabled(page.title_pane.copies.rows()[0])
    serve(a_person(name="陈雨桐").id)
    press(page, "一次借多件…")
    dialog = dialog_of(FormDialog)
    dialog.form.field("count").set_value(3)
    dialog.submit()
    assert Loan.select().count() == 3
    assert len(page.deeds.session.entries) == 3
    journal.undo()
    assert Loan.select().count() == 0


def test_too_many_are_said_in_the_form(page, serve):
    page.open_title(umbrellas())
    serve(a_person().id)
    press(page, "一次借多件…")
    dialog = dialog_of(FormDialog)
    dialog.form.field("count").set_value(9)
    dialog.submit()
    assert "只有 3 件" in dialog.form.note.text() + dialog.form.entries["count"].error_label.text()
    dialog.form.mark_unchanged()
    dialog.reject()


def test_the_number_of_pieces_is_lowered_with_a_reason(page):
    page.open_title(umbrellas())
    press(page, "件数…")
    dialog = dialog_of(FormDialog)
    dialog.form.field("count").set_value(1)
    dialog.form.field("reason").set_value("风大刮坏")
    dialog.submit()
    assert {flag.reason for flag in CopyFlag.select()} == {"风大刮坏"}
    assert shelf_codes.shelf("YS001").stock[0].barcode == "YS001-1"


def test_the_whole_set_is_lent_from_its_title(page, serve):
    title = a_title(name="红楼梦")
    adding.add(title_id=title.id, how="set", count=3)
    page.open_title(title.id)
    serve(a_person().id)
    press(page, "整套借出")
    assert Loan.select().count() == 3


def test_the_shelf_barcode_is_printed_once(page, qtbot):
    title_id = umbrellas(5)
    rows = [*catalogue.copies_of(title_id), catalogue.copy(a_copy(barcode="B9").id)]
    assert [row.shelf_code or row.barcode for row in label_printing.one_of_each_shelf(rows)] == [
        "YS001",
        "B9",
    ]


def test_a_scan_that_lent_several_is_several_lines_of_the_session(page, context):
    umbrellas()
    context.scan_done.emit(scanning.scan("2*YS001", open_person_id=a_person().id))
    assert len(page.deeds.session.entries) == 2


def a_kit() -> Copy:
    kit = a_copy(title=a_title(name="急救箱"), kind="kit", barcode="B000900")
    kits.put_items(
        copy_id=kit.id, items=[kits.Item("碘伏", 1, TODAY + timedelta(days=10)), kits.Item("纱布", 5)]
    )
    return kit


def test_the_contents_of_a_kit_are_filled_in_line_by_line(page, qtbot):
    kit = a_copy(title=a_title(name="急救箱"), kind="kit")
    page.open_title(kit.title_id)
    press(page, "物品清单…")
    dialog = dialog_of(ContentsDialog)
    dialog.lines[0].name.set_value("碘伏")
    dialog.lines[0].expires_on.edit.setText("2027-05-01")
    qtbot.mouseClick(dialog.more_button, Qt.MouseButton.LeftButton)
    dialog.lines[1].name.set_value("纱布")
    dialog.lines[1].quantity.set_value(5)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert [(row.words, row.expires_on) for row in kits.items_of(kit.id)] == [
        ("碘伏", date(2027, 5, 1)), ("纱布 × 5", None),
    ]  # fmt: skip


def test_a_line_that_cannot_be_read_keeps_the_form_open(page, qtbot):
    kit = a_kit()
    page.open_title(kit.title_id)
    press(page, "物品清单…")
    dialog = dialog_of(ContentsDialog)
    dialog.lines[0].expires_on.edit.setText("某天")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert dialog.error.isVisible()
    dialog.lines[0].expires_on.set_value(None)
    dialog.lines[1].remove.click()
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert [(row.name, row.expires_on) for row in kits.items_of(kit.id)] == [("碘伏", None)]


def test_the_contents_are_printed(page):
    kit = a_kit()
    page.open_title(kit.title_id)
    press(page, "物品清单…")
    dialog = dialog_of(ContentsDialog)
    dialog.on_print()
    preview = dialog_of(PreviewDialog)
    assert "纱布" in kit_forms.contents_sheet(page.title_pane.copies.rows()[0]).document.toPlainText()
    preview.reject()
    dialog.reject()


def test_what_is_missing_is_ticked(page):
    kit = a_kit()
    dialog = kit_forms.open_missing(page, kit.id)
    dialog.submit()
    assert dialog.form.note.text() == "请选择缺了什么。"
    dialog.form.field(str(kits.items_of(kit.id)[1].id)).set_value(True)
    dialog.submit()
    assert [(flag.flag, flag.reason) for flag in CopyFlag.select()] == [("missing_part", "纱布 × 5")]


def test_what_expires_is_replaced_by_its_new_day(page):
    a_kit()
    (row,) = kits.due(TODAY)
    dialog = kit_forms.open_replace(page, row.id)
    dialog.form.field("expires_on").set_value(date(2028, 1, 1))
    dialog.submit()
    assert kits.item(row.id).expires_on == date(2028, 1, 1)
    assert kit_forms.open_replace(page, 4711) is None


def test_a_return_by_the_page_asks_after_the_kit(page, context, serve, qtbot):
    kit = a_kit()
    serve(a_person().id)
    page.deeds.on_lend(kit.id)
    with qtbot.waitSignal(context.question_asked) as asked:
        page.deeds.on_return(kit.id)
    assert "齐全吗" in asked.args[0].words
