"""Cataloguing a pile over the lending page, by scanner and keyboard alone."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from centre_app.lending import scan_run
from centre_app.lending.models import Copy, Donation, Title
from tests.builders import a_copy, a_title
from ui.kit.labels import LabelDialog
from ui.lending.donor_papers import PapersDialog
from ui.lending.scan_run import ScanRunDialog
from ui.lending.scan_run_start import StartDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
JOURNEY, WRONG = "9787020002207", "9787020002208"


class Watch:
    """A clock that moves only when told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def dialog_of(kind: Any) -> Any:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    )


def a_dialog(page: Any, **more: Any) -> ScanRunDialog:
    page.gifts.show_pile(
        scan_run.begin(**{"donor": "市新华书店", "clc_class": "I24", "location": "A1", **more})
    )
    page.gifts.pile.seconds = page.watch_of_the_test = Watch()
    return page.gifts.pile


def scan(page: Any, code: str, *, after: float = 5) -> None:
    page.watch_of_the_test.now += after
    assert page.scanned(code)


def enter(qtbot: Any, dialog: ScanRunDialog, text: str) -> None:
    dialog.line.edit.setText(text)
    qtbot.keyClick(dialog.line.edit, Qt.Key.Key_Return)


def shown(dialog: ScanRunDialog) -> list[tuple[str, str]]:
    return [(row.title, row.barcode) for row in dialog.list.rows()]


def test_the_pile_is_begun_by_a_button_with_donor_class_and_shelf(qtbot, page):
    page.show_pane("catalogue")
    page.catalogue_list.pile_button.click()
    start = dialog_of(StartDialog)
    start.submit()
    assert start.isVisible()
    assert Donation.select().count() == 0
    start.form.field("donor").set_value("市新华书店")
    start.form.field("clc_class").set_value("I24")
    start.form.field("location").set_value("A1")
    start.submit()
    dialog = dialog_of(ScanRunDialog)
    assert (dialog.run.donor, dialog.run.clc_class, dialog.run.location) == ("市新华书店", "I24", "A1")
    scan_run.add_title(run_id=dialog.run.id, name="西游记")
    dialog.close_button.click()
    page.gifts.ask_pile()
    again = dialog_of(StartDialog)
    assert [button.text() for button in again.resume_buttons] == [
        "市新华书店 · I24 · A1 · 10-22 10:00 · 1 件"
    ]
    again.resume_buttons[0].click()
    assert shown(dialog_of(ScanRunDialog)) == [("西游记", "B000001")]


def test_a_donation_of_these_days_can_be_gone_on_with(page):
    scan_run.begin(donor="陈伯")
    page.gifts.ask_pile()
    start = dialog_of(StartDialog)
    start.form.field("batch").set_value(Donation.get().id)
    start.form.field("batch").changed.emit()
    assert start.form.entries["donor"].isHidden()
    start.submit()
    assert (dialog_of(ScanRunDialog).run.donor, Donation.select().count()) == ("陈伯", 1)


def test_a_known_isbn_is_another_copy_at_once_on_top_of_the_list(page):
    a_title(name="史记", isbn="9787101003048")
    a_title(name="西游记", isbn=JOURNEY, price_fen=4720)
    dialog = a_dialog(page)
    scan(page, "9787101003048")
    scan(page, JOURNEY)
    assert shown(dialog) == [("西游记", "B000002"), ("史记", "B000001")]
    assert (dialog.line.note.text(), dialog.line.note.property("tone")) == ("《西游记》：B000002", "good")
    assert dialog.figure.text() == "2"
    assert dialog.figure_note.text() == "件已编目 · 2 种 · 2 册 · 码洋 47.20 元 · 1 件无定价"


def test_a_code_scanned_twice_counts_once_and_plus_adds_more(qtbot, page):
    a_title(name="西游记", isbn=JOURNEY)
    dialog = a_dialog(page)
    scan(page, JOURNEY)
    scan(page, JOURNEY, after=1)
    assert Copy.select().count() == 1
    assert "只算一次" in dialog.line.note.text()
    enter(qtbot, dialog, "+")
    enter(qtbot, dialog, "+3")
    dialog.line.more_button.click()
    assert Copy.select().count() == 6
    scan(page, JOURNEY, after=3)
    assert Copy.select().count() == 7
    enter(qtbot, dialog, "+999")
    assert (Copy.select().count(), dialog.line.note.property("tone")) == (7, "bad")


def test_an_unknown_isbn_asks_only_for_a_name(qtbot, page):
    dialog = a_dialog(page)
    scan(page, JOURNEY)
    scan(page, JOURNEY, after=1)
    assert dialog.line.fields_box.isHidden()
    assert "请输入书名" in dialog.line.prompt.text()
    scan(page, "9787101003048")
    assert (Copy.select().count(), dialog.line.note.property("tone")) == (0, "warning")
    enter(qtbot, dialog, "西游记")
    assert (Title.get().isbn, shown(dialog)) == (JOURNEY, [("西游记", "B000001")])
    assert dialog.line.step == "book"


def test_further_fields_are_folded_and_saved_with_the_name(qtbot, page):
    dialog = a_dialog(page)
    scan(page, JOURNEY)
    dialog.line.fields_button.click()
    dialog.line.fields.field("authors").set_value("吴承恩")
    dialog.line.fields.field("price_fen").set_value(4720)
    dialog.line.fields.field("volume").set_value("上")
    enter(qtbot, dialog, "西游记")
    copy = Copy.get()
    assert (copy.title.authors, copy.title.price_fen, copy.price_fen, copy.volume) == (
        "吴承恩",
        4720,
        4720,
        "上",
    )
    scan(page, "9787101003048")
    assert dialog.line.fields_box.isHidden()
    assert dialog.line.fields.field("authors").value() == ""


def test_esc_leaves_a_book_out_and_then_the_pile(qtbot, page):
    dialog = a_dialog(page)
    scan(page, JOURNEY)
    qtbot.keyClick(dialog.line.edit, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert (dialog.line.step, Title.select().count()) == ("book", 0)
    qtbot.keyClick(dialog.line.edit, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_several_titles_of_one_isbn_are_chosen_by_number(qtbot, page):
    a_title(name="西游记 上", isbn=JOURNEY)
    a_title(name="西游记 下", isbn=JOURNEY)
    dialog = a_dialog(page)
    scan(page, JOURNEY)
    enter(qtbot, dialog, "7")
    assert dialog.line.note.text() == "请输入 1 至 3 中的序号。"
    enter(qtbot, dialog, "2")
    scan(page, JOURNEY)
    enter(qtbot, dialog, "")
    scan(page, JOURNEY)
    enter(qtbot, dialog, "3")
    enter(qtbot, dialog, "西游记 图本")
    assert [title for title, _code in shown(dialog)] == ["西游记 图本", "西游记 上", "西游记 下"]
    assert dialog.list.isVisible()


def test_a_book_without_isbn_is_typed_and_an_equal_name_is_asked_about(qtbot, page):
    dialog = a_dialog(page)
    enter(qtbot, dialog, "骆驼祥子")
    assert (dialog.line.step, Title.select().count()) == ("book", 1)
    enter(qtbot, dialog, "茶馆")
    enter(qtbot, dialog, "骆驼祥子")
    assert dialog.line.step == "choice"
    enter(qtbot, dialog, "1")
    assert (Title.select().count(), Copy.select().count()) == (2, 3)
    enter(qtbot, dialog, "茶馆")
    enter(qtbot, dialog, "2")
    assert Title.select().where(Title.name == "茶馆").count() == 2


def test_a_wrong_check_digit_is_said_and_kept_as_it_is(qtbot, page):
    dialog = a_dialog(page)
    scan(page, WRONG)
    assert "校验位或位数不对" in dialog.line.note.text()
    enter(qtbot, dialog, "西游记")
    assert (Title.get().isbn, Title.get().isbn_given) == ("", WRONG)
    scan(page, WRONG)
    assert (Title.select().count(), Copy.select().count()) == (1, 2)
    assert (dialog.line.note.text(), dialog.line.note.property("tone")) == (
        f"《西游记》：B000002  {WRONG} 不是有效的 ISBN，已照原样保留并标记。",
        "warning",
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("6901028075763", "商品条码"),
        ("9771002580005", "期刊号"),
        ("B000007", "《史记》的条码标签"),
        ("B000500", "请先扫书的 ISBN"),
        ("A-03", "不是 ISBN"),
    ],
)
def test_what_is_no_book_is_said_and_nothing_is_stored(page, code, said):
    a_copy(barcode="B000007", title=a_title(name="史记"))
    dialog = a_dialog(page)
    scan(page, code)
    assert said in dialog.line.note.text()
    assert (dialog.line.step, Copy.select().count(), Title.select().count()) == ("book", 1, 1)


def test_labels_stuck_on_before_are_scanned_after_each_book(qtbot, page):
    a_title(name="西游记", isbn=JOURNEY)
    dialog = a_dialog(page, own_labels=True)
    scan(page, JOURNEY)
    assert Copy.select().count() == 0
    scan(page, JOURNEY)
    assert "请扫贴在这一册上的条码标签" in dialog.line.note.text()
    scan(page, "B000900")
    scan(page, "B000900", after=1)
    assert shown(dialog) == [("西游记", "B000900")]
    enter(qtbot, dialog, "+2")
    for code in ("B000901", "B000900", "B000902"):
        scan(page, code)
    assert [code for _title, code in shown(dialog)] == ["B000902", "B000901", "B000900"]
    assert dialog.line.step == "book"


def test_a_line_of_the_run_is_undone_by_its_button(qtbot, page):
    dialog = a_dialog(page)
    for name in ("西游记", "史记", "茶馆"):
        enter(qtbot, dialog, name)
    dialog.list.run_verb(dialog.list.verbs[0], dialog.list.rows()[1])
    qtbot.waitUntil(lambda: dialog.figure.text() == "2")
    assert [title for title, _code in shown(dialog)] == ["茶馆", "西游记"]
    assert [copy.barcode for copy in Copy.select().order_by(Copy.id)] == ["B000001", "B000003"]


def test_labels_of_exactly_this_run_and_papers_of_its_donor_are_offered(qtbot, page):
    a_copy(barcode="B000050", title=a_title(name="别的书"))
    dialog = a_dialog(page)
    enter(qtbot, dialog, "西游记")
    enter(qtbot, dialog, "史记")
    dialog.labels_button.click()
    labels = dialog_of(LabelDialog)
    assert [(each.code, each.name) for each in labels._labels] == [("B000051", "西游记"), ("B000052", "史记")]
    labels.reject()
    dialog.papers_button.click()
    assert dialog_of(PapersDialog).sums.text() == "2 种 · 2 册 · 码洋 0.00 元"


def test_a_pile_that_was_bought_has_no_papers(page):
    dialog = a_dialog(page, donor="")
    assert not dialog.papers_button.isVisible()
    assert dialog.windowTitle() == "连续编目"
