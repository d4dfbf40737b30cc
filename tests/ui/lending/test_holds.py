"""Holds on the lending page: placing, the queue of a title, the list with its filters, calls, slips; and the open person's."""

from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from centre_app.lending import holds, loans
from centre_app.lending.holds import HoldRow
from centre_app.storage.database import db
from tests.builders import a_copy, a_person, a_title
from ui.kit import toast, unmask
from ui.kit.picker import Hit
from ui.kit.printing import PreviewDialog
from ui.lending import hold_sheets

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def lent_out(name: str = "西游记") -> Any:
    copy = a_copy(title=a_title(name=name), barcode="B000123")
    loans.lend(copy_id=copy.id, person_id=a_person(name="赵六").id)
    return copy


def waits(copy: Any, *, name: str = "陈建华", phone: str = "13812345678") -> HoldRow:
    return holds.place(title_id=copy.title_id, person_id=a_person(name=name, phone=phone).id)


def verb(listed: Any, text: str, row: int = 0) -> None:
    chosen = next(each for each in listed.verbs_of(listed.rows()[row]) if each.text == text)
    shown = listed.rows()[row]
    listed.run_verb(chosen, shown)


def cells(listed: Any, row: int = 0) -> list[str]:
    return [column.text(listed.rows()[row]) for column in listed.model.columns if column.title]


def test_a_hold_is_placed_from_the_title_for_the_open_person(page, serve):
    copy, person = lent_out(), a_person(name="陈建华")
    serve(person.id)
    page.open_title(copy.title_id)
    page.title_pane.hold_button.click()
    form = QApplication.activeModalWidget()
    assert form.form.values() == {"title_id": copy.title_id, "volume": "", "person_id": person.id, "note": ""}
    assert "前面没有人排队" in form.about.text()
    form.submit()
    assert [row.person_id for row in holds.queue(copy.title_id)] == [person.id]
    assert toast.shown()[-1] == "陈*华已预约《西游记》，排第 1 位。"


def test_from_the_catalogue_somebody_is_chosen_and_a_copy_on_the_shelf_is_to_be_fetched(page):
    copy = a_copy(title=a_title(name="毛毛"), location="A3", barcode="B000009")
    person = a_person(name="李娜")
    page.show_pane("catalogue")
    verb(page.catalogue_list.list, "登记预约…")
    form = QApplication.activeModalWidget()
    assert "架上有书" in form.about.text()
    form.form.set_values(person_id=Hit(person.id, person.name))
    form.submit()
    assert holds.captured(copy.id).person_id == person.id
    assert "请取来《毛毛》（B000009，A3），为李*保留到 10-29" in toast.shown()[-1]


def test_a_volume_can_be_chosen_where_there_are_several_and_a_card_names_the_person(page):
    title = a_title(name="红楼梦")
    a_copy(title=title, volume="上册"), a_copy(title=title, volume="下册")
    person = a_person(name="陈建华", card_number="R000777")
    form = page.deeds.holds.on_place(title_id=title.id)
    form.form.set_values(volume="下册")
    assert form.scanned("R000777")
    form.submit()
    assert (holds.holds_of(person.id)[0].volume, holds.holds_of(person.id)[0].person) == ("下册", "陈建华")


def test_a_scan_that_names_nothing_is_said_in_the_form(page):
    form = page.deeds.holds.on_place(title_id=lent_out().title_id)
    assert form.scanned("ZZZ888888")
    assert form.about.isVisible()
    assert form.about.text() == "没有找到“ZZZ888888”。"


def test_the_title_shows_its_queue_with_places_and_masked_names(page):
    copy = lent_out()
    waits(copy), waits(copy, name="李娜")
    page.open_title(copy.title_id)
    page.title_pane.which._group.button(1).click()
    assert page.title_pane.queue.isVisible()
    assert page.title_pane.which._group.button(1).text() == "排队（2）"
    assert [cells(page.title_pane.queue, row)[:2] for row in (0, 1)] == [["1", "陈*华"], ["2", "李*"]]
    verb(page.title_pane.queue, "取消预约")
    assert [row.person for row in holds.queue(copy.title_id)] == ["李娜"]
    assert toast.shown()[-1] == "已取消陈*华对《西游记》的预约。"


def test_a_return_says_for_whom_the_copy_is_kept_and_offers_the_slip(page, qtbot):
    copy = lent_out()
    waits(copy)
    page.deeds.on_return(copy.id)
    assert toast.shown()[-1] == "为陈*华留书，放留书架，保留到 10-29"
    stack = toast._host().findChild(toast._Stack)
    stack.toasts()[-1].findChildren(toast.buttons.Button)[0].click()
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, PreviewDialog)
    preview.put_out.emit()
    notes = db.execute_sql("SELECT label, subject FROM action WHERE kind = 'note'").fetchall()
    assert notes[-1] == ("print the slip of a hold", "hold:1")


def test_the_slip_shows_the_end_of_the_phone_and_no_full_name(page):
    copy = lent_out()
    row = waits(copy)
    loans.return_copy(copy.id)
    words = hold_sheets.slip_words(holds.hold(row.id))
    assert (words["tail"], words["whom"], words["until"]) == ("5678", "陈*华", "保留到 2026-10-29")
    assert not any("陈建华" in each or "13812345678" in each for each in words.values())


def test_the_state_of_a_kept_copy_names_whom_it_is_for(page):
    copy = lent_out()
    waits(copy)
    loans.return_copy(copy.id)
    page.open_title(copy.title_id)
    assert "为陈*华留书，放留书架，保留到 10-29" in cells(page.title_pane.copies)


def test_the_list_is_filtered_by_where_holds_stand(page):
    copy = lent_out()
    first, second = waits(copy), waits(copy, name="李娜")
    third = waits(copy, name="王芳")
    loans.return_copy(copy.id)
    holds.cancel(third.id)
    page.show_pane("holds")
    found = []
    for number in range(3):
        page.holds.which._group.button(number).click()
        found.append([row.id for row in page.holds.list.rows()])
    assert found == [[first.id], [second.id], [third.id]]
    page.holds.which._group.button(0).click()
    assert cells(page.holds.list)[:3] == ["西游记", "陈*华", "5678"]


def test_get_in_touch_shows_the_number_and_they_know_then(page):
    copy = lent_out()
    row = waits(copy)
    loans.return_copy(copy.id)
    page.show_pane("holds")
    verb(page.holds.list, "联系")
    dialog = QApplication.activeModalWidget()
    assert QGuiApplication.clipboard().text() == "13812345678"
    dialog.submit_button.click()
    assert holds.hold(row.id).errand == ""


def test_fetching_and_putting_back_are_ticked_off_in_the_list(page):
    copy = a_copy(title=a_title(name="毛毛"))
    row = waits(copy)
    page.show_pane("holds")
    verb(page.holds.list, "已取来")
    assert holds.hold(row.id).errand == "call"
    verb(page.holds.list, "取消预约")
    page.holds.which._group.button(2).click()
    assert "已取消：请放回书架" in cells(page.holds.list)
    verb(page.holds.list, "已放回书架")
    assert holds.errands("put_back") == []


def test_names_and_phones_are_shown_when_asked_and_hidden_again(page):
    waits(lent_out())
    page.show_pane("holds")
    page.holds.which._group.button(1).click()
    unmask.remember(page, "电话联系")
    page.holds.unmask_button.click()
    assert cells(page.holds.list)[1:3] == ["陈建华", "13812345678"]
    page.show_pane("out")
    page.show_pane("holds")
    assert cells(page.holds.list)[1:3] == ["陈*华", "5678"]


def test_the_open_persons_holds_stand_below_their_loans(page, serve, qtbot):
    copy = lent_out()
    row = waits(copy)
    serve(row.person_id)
    assert page.borrower.holds_card.isVisible()
    assert cells(page.borrower.holds) == ["西游记", "排第 1 位"]
    verb(page.borrower.holds, "取消预约")
    qtbot.waitUntil(lambda: not page.borrower.holds_card.isVisible())


def test_another_page_can_open_a_hold_and_the_form_for_a_person(page):
    copy = lent_out()
    row = waits(copy)
    page.show_argument(("holds", row.id))
    assert page.holds.isVisible()
    assert page.holds.list.current().id == row.id
    page.show_argument(("hold", row.person_id))
    assert QApplication.activeModalWidget().form.values()["person_id"] == row.person_id
