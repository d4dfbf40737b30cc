"""The lending page: what is visible and what is stored."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from centre_app import clock
from centre_app.desk import scanning
from centre_app.lending import catalogue, flags, loans
from centre_app.lending.models import Copy, Loan, Title
from centre_app.people import notes
from centre_app.storage import journal
from centre_app.storage.database import db
from tests.builders import a_closure, a_copy, a_donation, a_person, a_title
from tests.lending.circumstances import a_loan
from ui.kit import unmask
from ui.kit.form import FormDialog
from ui.kit.printing import PreviewDialog
from ui.lending.forms import CopyDialog, TitleDialog
from ui.lending.withdrawing import WithdrawDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TODAY = date(2026, 10, 22)


def dialog_of(kind: Any) -> Any:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    )


def texts(listed: Any) -> list[list[str]]:
    return [[column.text(row) for column in listed.model.columns] for row in listed.rows()]


def verb(listed: Any, text: str) -> Any:
    return next(each for each in listed.verbs if each.text == text)


def test_with_nobody_open_the_page_says_to_scan_a_card(page):
    assert page.borrower.nobody.isVisible()
    assert not page.borrower.whole.isVisible()


def test_the_open_person_is_shown_with_figures_and_loans(page, serve):
    person = a_person(name="陈雨桐", guardian=a_person(name="陈国庆", phone="13812345678"))
    a_loan(person=person, copy=a_copy(title=a_title(name="夏洛的网")), due_on=date(2026, 12, 1))
    serve(person.id)
    assert page.borrower.name_label.text() == "陈雨桐"
    assert page.borrower.lines.text() == "监护人 陈国庆 138****5678\n在借 1 / 5 · 无逾期"
    assert page.borrower.badge.text() == "可以借阅"
    assert texts(page.borrower.list) == [["夏洛的网", "12-01"]]


def test_why_somebody_cannot_borrow_is_said(page, serve):
    person = a_person()
    a_loan(person=person, copy=a_copy(title=a_title(name="海底两万里")), due_on=TODAY - timedelta(days=2))
    serve(person.id)
    assert page.borrower.badge.text() == "暂不能借"
    assert "海底两万里" in page.borrower.reasons.text()


def test_the_renew_button_renews(page, serve):
    person = a_person()
    a_loan(person=person, due_on=TODAY)
    serve(person.id)
    page.borrower.list.run_verb(verb(page.borrower.list, "续借"), page.borrower.list.rows()[0])
    assert Loan.get().due_at.date() == date(2026, 11, 21)
    assert page.borrower.list.rows()[0].due_on == date(2026, 11, 21)
    assert page.deeds.session.entries[0].operation == "renewed"


def test_scans_are_listed_with_their_result(page, context):
    a_closure(day=date(2026, 11, 21))
    person, copy = (
        a_person(name="陈雨桐"),
        a_copy(title=a_title(name="昆虫记"), barcode="B000231", donation=a_donation()),
    )
    context.scan_done.emit(scanning.scan("B000231", open_person_id=person.id))
    context.scan_done.emit(scanning.scan("B000231", open_person_id=person.id))
    assert texts(page.session_list.list) == [
        ["10:00", "归还", "昆虫记", "B000231", "市新华书店", "陈*桐"],
        ["10:00", "借出", "昆虫记", "B000231", "市新华书店", "应还 11-22（11-21 闭馆顺延） · 陈*桐"],
    ]
    assert catalogue.copy(copy.id).lendable


def test_a_line_of_the_session_can_be_undone_by_itself(page, context):
    person = a_person()
    for barcode in ("B000001", "B000002"):
        a_copy(barcode=barcode)
        context.scan_done.emit(scanning.scan(barcode, open_person_id=person.id))
    first = page.session_list.list.rows()[1]
    page.session_list.list.run_verb(verb(page.session_list.list, "撤销"), first)
    assert [row.copy.barcode for row in Loan.select()] == ["B000002"]
    assert [entry.undone for entry in page.session_list.list.rows()] == [False, True]
    assert not verb(page.session_list.list, "撤销").enabled(page.session_list.list.rows()[1])


def test_the_session_outlives_the_page(page, context, qtbot):
    a_copy(barcode="B000001")
    context.scan_done.emit(scanning.scan("B000001", open_person_id=a_person().id))
    other = type(page)()
    qtbot.addWidget(other)
    other.watch(context)
    with qtbot.waitExposed(other):
        other.show()
    assert len(other.session_list.list.rows()) == 1


def test_typing_finds_titles_and_details_show_the_copies(page):
    copy = a_copy(title=a_title(name="西游记", authors="吴承恩"), donation=a_donation(), barcode="B000009")
    a_title(name="红楼梦")
    page.show_pane("catalogue")
    page.catalogue_list.list.set_filter("xyj")
    assert texts(page.catalogue_list.list) == [["西游记", "吴承恩", "", "1 / 1"]]
    page.catalogue_list.list.run_verb(page.catalogue_list.list.verbs[0], page.catalogue_list.list.rows()[0])
    assert page.title_pane.isVisible()
    assert page.title_pane.name_label.text() == "西游记"
    assert texts(page.title_pane.copies) == [[copy.barcode, "", "在架", "市新华书店", ""]]


def test_a_copy_is_lent_and_returned_from_its_title(page, serve):
    person, copy = a_person(name="陈雨桐"), a_copy()
    serve(person.id)
    page.open_title(copy.title_id)
    listed = page.title_pane.copies
    listed.run_verb(verb(listed, "借出"), listed.rows()[0])
    assert [row.copy_id for row in loans.loans_of(person.id)] == [copy.id]
    assert texts(listed)[0][2] == "陈*桐 11-21 应还"
    listed.run_verb(verb(listed, "归还"), listed.rows()[0])
    assert loans.loans_of(person.id) == []
    assert [len(texts(page.title_pane.loans)), texts(listed)[0][2]] == [1, "在架"]


def test_a_copy_is_not_offered_for_lending_while_nobody_is_served(page):
    page.open_title(a_copy().title_id)
    assert not verb(page.title_pane.copies, "借出").enabled(page.title_pane.copies.rows()[0])


def test_a_copy_is_marked_lost_and_can_be_undone(page):
    copy = a_copy()
    page.open_title(copy.title_id)
    listed = page.title_pane.copies
    listed.run_verb(verb(listed, "标记…"), listed.rows()[0])
    form = dialog_of(FormDialog)
    form.form.set_values(flag="lost", reason="盘点未见")
    form.submit()
    assert (Copy.get().condition, texts(listed)[0][2]) == ("lost", "遗失")
    journal.undo()
    assert texts(listed)[0][2] == "在架"


def test_a_mark_is_shown_with_its_reason_and_ended_from_the_title(page):
    copy = a_copy()
    flags.put_flag(copy_id=copy.id, flag="in_repair", reason="书脊开裂")
    page.open_title(copy.title_id)
    listed = page.title_pane.copies
    state = listed.model.columns[2]
    assert (texts(listed)[0][2], state.tone_of(listed.rows()[0])) == ("修补中", "bad")
    assert state.hint(listed.rows()[0]) == "10-22 起修补中：书脊开裂"
    listed.run_verb(verb(listed, "结束标记…"), listed.rows()[0])
    form = dialog_of(FormDialog)
    form.form.set_values(ended_by="修好了")
    form.submit()
    assert (Copy.get().condition, texts(listed)[0][2]) == ("good", "在架")
    assert "书脊开裂 · 修好了" in state.hint(listed.rows()[0])


def test_selected_copies_and_scanned_ones_are_withdrawn_together_and_listed_on_paper(page):
    title = a_title(name="三国演义")
    chosen = [a_copy(title=title, barcode=f"B90000{n}", price_fen=2500) for n in (1, 2)]
    scanned = a_copy(title=a_title(name="水浒传"), barcode="B900009", price_fen=1000)
    page.open_title(title.id)
    listed = page.title_pane.copies
    listed.view.selectAll()
    listed.run_verb(verb(listed, "剔除所选…"), listed.rows()[0])
    form = dialog_of(WithdrawDialog)
    form.scanned("B900009")
    assert [row.id for row in form.copies.rows()] == [*(copy.id for copy in chosen), scanned.id]
    form.form.set_values(reason="破旧")
    form.submit()
    assert [copy.condition for copy in Copy.select()] == ["withdrawn"] * 3
    printed = dialog_of(PreviewDialog)._sheet.document.toPlainText()
    for words in ("三国演义", "水浒传", "B900009", "破旧", "3 件", "60.00 元", "经办人"):
        assert words in printed


def test_a_title_is_added_with_its_first_copy(page):
    page.show_argument(("add_title", "978-7-02-000220-7"))
    dialog = dialog_of(TitleDialog)
    assert dialog.form.field("isbn").value() == "978-7-02-000220-7"
    dialog.form.field("name").set_value("城南旧事")
    dialog.form.field("donor").set_value("市新华书店")
    dialog.submit()
    row = catalogue.copy_by_barcode("B000001")
    assert (row.title, row.isbn, row.donor) == ("城南旧事", "9787020002207", "市新华书店")
    assert page.title_pane.name_label.text() == "城南旧事"


def test_a_number_that_is_no_isbn_is_pointed_out_and_the_title_comes_in(page):
    page.add_title("城南旧事")
    dialog = dialog_of(TitleDialog)
    dialog.form.field("isbn").set_value("12345")
    assert "不是有效的 ISBN" in dialog.note.text()
    dialog.submit()
    assert (Title.get().isbn, Title.get().isbn_given, Title.get().note) == ("", "12345", "")


def test_a_known_isbn_offers_another_copy(page):
    title = a_title(name="昆虫记", isbn="9787020002207")
    page.add_title("9787020002207")
    first = dialog_of(TitleDialog)
    assert first.known_button.isVisible()
    first.known_button.click()
    second = dialog_of(CopyDialog)
    second.submit()
    assert Copy.select().where(Copy.title == title).count() == 1
    assert Title.select().count() == 1


def test_scans_in_the_form_go_where_they_belong(page):
    page.add_title()
    dialog = dialog_of(TitleDialog)
    assert dialog.scanned("9787020002207")
    assert dialog.scanned("TS0815")
    assert (dialog.form.field("isbn").value(), dialog.form.field("barcode").value()) == (
        "9787020002207",
        "TS0815",
    )
    dialog.form.mark_unchanged()
    dialog.close()


def test_a_taken_barcode_keeps_the_form_open_and_says_whose_it_is(page):
    a_person(name="王小明", card_number="R000001")
    page.add_title("城南旧事")
    dialog = dialog_of(TitleDialog)
    dialog.form.field("barcode").set_value("R000001")
    dialog.submit()
    assert dialog.isVisible()
    assert "王小明" in dialog.form.entries["barcode"].error_label.text()
    assert Title.select().count() == 0
    dialog.form.mark_unchanged()
    dialog.close()


def test_a_price_that_cannot_be_read_is_refused_and_one_that_can_is_kept(page):
    page.add_title("城南旧事")
    dialog = dialog_of(TitleDialog)
    price = dialog.form.field("price_fen")
    price.edit.setText("1e9")
    dialog.submit()
    assert dialog.form.entries["price_fen"].error_label.text()
    price.edit.setText("68元")
    dialog.submit()
    assert (Title.get().price_fen, Copy.get().price_fen) == (6800, 6800)


def test_editing_a_title_changes_it(page):
    title = a_title(name="昆虫计")
    page.open_title(title.id)
    page.title_pane.edit_button.click()
    dialog = dialog_of(TitleDialog)
    dialog.form.field("name").set_value("昆虫记")
    dialog.submit()
    assert page.title_pane.name_label.text() == "昆虫记"


def test_editing_a_copy_keeps_what_was_not_touched(page):
    copy_id = catalogue.add_copy(
        title_id=a_title().id, donor="市新华书店", volumes=3, location="A1", price_fen=1250
    )
    before = catalogue.copy(copy_id)
    page.open_title(before.title_id)
    listed = page.title_pane.copies
    listed.run_verb(verb(listed, "修改单册"), listed.rows()[0])
    dialog_of(CopyDialog).submit()
    assert catalogue.copy(copy_id) == before


def test_the_overdue_list_masks_until_asked_and_the_asking_is_noted(page):
    person = a_person(name="赵子轩", phone="13812345678")
    a_loan(
        person=person,
        copy=a_copy(title=a_title(name="海底两万里"), barcode="B000067"),
        due_on=date(2026, 10, 20),
    )
    page.show_argument(("overdue", None))
    assert texts(page.overdue.list) == [["海底两万里", "B000067", "赵*轩", "138****5678", "2 天 · 10-20", ""]]
    unmask.remember(page, "电话联系")
    page.overdue.unmask_button.click()
    assert texts(page.overdue.list)[0][2:4] == ["赵子轩", "13812345678"]
    notes = db.execute_sql("SELECT subject FROM action WHERE kind = 'note'").fetchall()
    assert notes == [(f"person:{person.id}",)]
    page.show_pane("session")
    page.show_pane("overdue")
    assert texts(page.overdue.list)[0][2] == "赵*轩"


def test_contact_shows_the_guardian_s_phone_and_copies_it(page):
    guardian = a_person(name="陈国庆", phone="13800005678")
    a_loan(person=a_person(name="陈雨桐", guardian=guardian), due_on=date(2026, 10, 20))
    page.show_pane("overdue")
    page.overdue.list.run_verb(page.overdue.list.verbs[0], page.overdue.list.rows()[0])
    message = QApplication.activeModalWidget()
    assert message.sentence.text() == "陈国庆（陈雨桐的监护人）  13800005678"
    assert QGuiApplication.clipboard().text() == "13800005678"
    message.close()


def test_contact_that_cannot_be_noted_shows_no_phone(page):
    a_loan(person=a_person(name="陈国庆", phone="13800005678"), due_on=date(2026, 10, 20))
    page.show_pane("overdue")
    QGuiApplication.clipboard().setText("")
    with clock.pretend(datetime(2026, 10, 22, 8)):  # behind the last action: nothing is written
        page.overdue.list.run_verb(page.overdue.list.verbs[0], page.overdue.list.rows()[0])
    assert QApplication.activeModalWidget() is None
    assert QGuiApplication.clipboard().text() == ""


def test_what_is_due_today_is_shown_apart_from_all_that_is_out(page):
    a_loan(copy=a_copy(title=a_title(name="毛毛")), due_on=TODAY)
    a_loan(copy=a_copy(title=a_title(name="诗经选")))
    page.show_argument(("due", None))
    assert [row[0] for row in texts(page.out_now.list)] == ["毛毛"]
    page.out_now.which._group.button(0).click()
    assert [row[0] for row in texts(page.out_now.list)] == ["毛毛", "诗经选"]


def test_a_day_without_due_books_does_not_say_that_nothing_is_out(page):
    a_loan(copy=a_copy(title=a_title(name="诗经选")))
    page.show_pane("out")
    assert [row[0] for row in texts(page.out_now.list)] == ["诗经选"]
    page.show_argument(("due", None))
    assert page.out_now.list.empty._words.text() == "今天没有应还的图书。"


def test_a_copy_lost_while_out_says_so(page):
    copy = a_copy()
    a_loan(copy=copy, person=a_person(name="孙小林"))
    page.open_title(copy.title_id)
    flags.put_flag(copy_id=copy.id, flag="lost")
    assert texts(page.title_pane.copies)[0][2] == "遗失（孙*林借出未还）"


def test_where_there_is_little_room_the_borrower_is_a_pane_of_their_own(page, qtbot, context):
    page.resize(700, 500)
    qtbot.waitUntil(page.which.is_narrow)
    person = a_person(name="陈雨桐")
    context.open_person(person.id)
    qtbot.waitUntil(page.borrower.name_label.isVisible)
    page.resize(1110, 660)
    qtbot.waitUntil(lambda: not page.which.is_narrow())
    assert page.borrower.isVisible()
    assert page.session_list.isVisible()


def test_importing_is_asked_of_the_window(page, context, qtbot):
    page.show_pane("catalogue")
    with qtbot.waitSignal(context.page_requested) as asked:
        page.catalogue_list.import_button.click()
    assert asked.args[0] == "import:books"


def test_shortcuts_of_the_page_are_unique(page):
    keys = [action.shortcut for action in page.page_actions() if action.shortcut]
    assert len(keys) == len(set(keys))


def test_a_clock_moment_is_what_a_line_of_the_session_shows(page, context):
    a_copy(barcode="B000001")
    context.scan_done.emit(scanning.scan("B000001", open_person_id=a_person().id))
    assert page.deeds.session.entries[0].at == datetime(2026, 10, 22, 10)


def test_the_catalogue_narrows_to_a_kind_and_to_what_is_on_the_shelf(page, serve):
    a_copy(title=a_title(name="雨伞"), kind="tool")
    a_copy(title=a_title(name="西游记"))
    page.show_pane("catalogue")
    listed = page.catalogue_list

    listed.narrowing.kind.set_value("tool")
    assert [row[0] for row in texts(listed.list)] == ["雨伞"]

    umbrella = listed.list.rows()[0]
    loans.lend(copy_id=catalogue.copies_of(umbrella.id)[0].id, person_id=a_person().id)
    listed.narrowing.on_shelf.set_value(True)
    assert (texts(listed.list), listed.list.empty.isVisible()) == ([], False)

    listed.narrowing.kind.set_value("")
    assert [row[0] for row in texts(listed.list)] == ["西游记"]


def test_an_important_note_about_the_borrower_is_shown(page, serve):
    person = a_person(name="陈雨桐")
    notes.write(person_id=person.id, text="听力不好", important=True)
    serve(person.id)
    assert (page.borrower.important.isVisible(), page.borrower.important.text()) == (True, "听力不好")
