"""The overdue pane of the lending page: filters, notes of calls, several lines at once, paper and workbook."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication

from centre_app.lending import contacts, loans
from centre_app.lending.models import Loan, LoanContact
from centre_app.storage import journal
from centre_app.storage.database import db
from tests.builders import a_copy, a_person, a_title
from tests.lending.circumstances import a_loan
from ui.kit import toast, unmask
from ui.kit.printing import PreviewDialog
from ui.lending import overdue_sheets

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TODAY = date(2026, 10, 22)


def late(days: int, *, title: str = "西游记", **more: Any) -> Loan:
    copy = a_copy(title=a_title(name=title))
    return a_loan(copy=copy, due_on=TODAY - timedelta(days=days), lent_at=datetime(2026, 5, 1, 10), **more)


def titles(page: Any) -> list[str]:
    return [row.title for row in page.overdue.list.rows()]


def contact(page: Any) -> Any:
    page.overdue.list.run_verb(page.overdue.list.verbs[0], page.overdue.list.rows()[0])
    return QApplication.activeModalWidget()


def notes() -> list[tuple[str, str]]:
    return db.execute_sql("SELECT label, subject FROM action WHERE kind = 'note'").fetchall()


def test_the_filters_show_what_is_late_enough_and_not_yet_called(page):
    contacts.note_contact(loan_id=late(40, title="毛毛").id, said="周五来还")
    late(31, title="昆虫记")
    late(2, title="诗经选")
    page.show_pane("overdue")
    assert titles(page) == ["毛毛", "昆虫记", "诗经选"]
    page.overdue.late._group.button(2).click()
    assert titles(page) == ["毛毛", "昆虫记"]
    page.overdue.uncalled.box.click()
    assert titles(page) == ["昆虫记"]
    page.overdue.late._group.button(3).click()
    assert page.overdue.list.empty.isVisible()


def test_what_was_said_is_saved_and_shown_in_the_list(page):
    contacts.note_contact(loan_id=late(3, person=a_person(phone="13812345678")).id, said="电话没人接")
    page.show_pane("overdue")
    dialog = contact(page)
    assert dialog.notes.text() == "2026-10-22 10:00  电话没人接"
    dialog.form.field("said").edit.setText("和奶奶说了，周五来")
    dialog.submit_button.click()
    assert [row.said for row in LoanContact.select()] == ["电话没人接", "和奶奶说了，周五来"]
    column = page.overdue.list.model.columns[5]
    assert column.text(page.overdue.list.rows()[0]) == "10-22 和奶奶说了，周五来"


def test_an_empty_note_stays_in_the_dialog_with_its_sentence(page):
    late(3)
    page.show_pane("overdue")
    dialog = contact(page)
    dialog.submit_button.click()
    assert dialog.isVisible()
    assert dialog.form.has_errors()
    assert LoanContact.select().count() == 0
    dialog.reject()


def test_beside_a_child_s_own_phone_the_guardian_s_is_shown(page):
    guardian = a_person(name="陈国庆", phone="13800005678")
    late(3, person=a_person(name="陈雨桐", phone="13912345678", guardian=guardian))
    page.show_pane("overdue")
    dialog = contact(page)
    assert dialog.sentence.text() == "陈雨桐  13912345678"
    assert dialog.phones.text() == "陈国庆（陈雨桐的监护人）  13800005678"
    dialog.reject()


def test_without_any_phone_the_dialog_says_so_and_takes_a_note(page):
    late(3, person=a_person(name="陈国庆"))
    page.show_pane("overdue")
    dialog = contact(page)
    dialog.form.field("said").edit.setText("来馆时已告知")
    dialog.submit_button.click()
    assert [row.said for row in LoanContact.select()] == ["来馆时已告知"]


def test_selected_lines_are_extended_to_a_day_and_the_rest_is_told_of(page):
    first, second = late(9, title="毛毛"), late(5, title="昆虫记", renewals=9)
    page.show_pane("overdue")
    page.overdue.list.view.selectAll()
    page.overdue.extend_asked.emit()
    dialog = QApplication.activeModalWidget()
    dialog.form.set_values(day=date(2026, 11, 5))
    dialog.submit_button.click()
    assert Loan.get_by_id(first.id).due_at.date() == date(2026, 11, 5)
    assert Loan.get_by_id(second.id).renewals == 9
    message = QApplication.activeModalWidget()
    assert message.sentence.text() == "有 1 笔借阅保持不变。"
    message.close()
    assert titles(page) == ["昆虫记"]


@pytest.mark.parametrize("asked", ["extend_asked", "amnesty_asked"])
def test_with_nothing_selected_no_form_is_opened_but_a_sentence_said(page, asked):
    late(3)
    page.show_pane("overdue")
    page.overdue.list.view.clearSelection()
    getattr(page.overdue, asked).emit()
    assert QApplication.activeModalWidget() is None
    assert toast.shown()[-1] == "没有选中任何借阅。请先在列表中选择若干行。"


def test_an_amnesty_gives_the_selected_lines_a_day_and_is_undone_at_once(page):
    late(9), late(5)
    page.show_pane("overdue")
    page.overdue.list.view.selectAll()
    page.overdue.amnesty_asked.emit()
    dialog = QApplication.activeModalWidget()
    dialog.form.set_values(day=date(2026, 11, 5))
    dialog.form.field("reason").edit.setText("馆舍装修")
    dialog.submit_button.click()
    assert page.overdue.list.rows() == []
    assert toast.shown()[-1] == "2 笔借阅的应还日期已改为 11-05。"
    journal.undo()
    assert [row.days_late for row in loans.overdue()] == [9, 5]


def test_slips_are_one_for_each_borrower_with_all_that_is_overdue(page, qtbot):
    child = a_person(name="陈雨桐", guardian=a_person(name="陈国庆", phone="13800005678"))
    late(9, title="毛毛", person=child), late(5, title="昆虫记"), late(1, title="诗经选", person=child)
    page.show_pane("overdue")
    page.overdue.list.view.selectRow(0)
    page.overdue.slips_asked.emit(True)
    qtbot.waitUntil(
        lambda: isinstance(QApplication.activeModalWidget(), PreviewDialog)
    )  # once the file is free
    dialog = QApplication.activeModalWidget()
    assert notes() == [("show names and phones unmasked", f"person:{child.id}")]
    ((slip, _height),) = dialog._sheet.pages[0].page
    assert "毛毛" in slip.toPlainText()
    assert "诗经选" in slip.toPlainText()
    dialog.put_out.emit()
    assert notes()[1:] == [("print reminder slips", f"person:{child.id}")]
    dialog.close()
    words = overdue_sheets.slip_words(loans.overdue_of([child.id]))
    assert words["whom"] == "陈雨桐（监护人：陈国庆）"
    assert words["rows"].index("毛毛") < words["rows"].index("诗经选")


def test_several_slips_share_a_page_and_none_is_cut(page, tmp_path):
    for number in range(12):
        late(number + 1)
    sheet = overdue_sheets.slips(loans.overdue())
    assert 1 < sheet.page_count() < 6
    assert sheet.save_pdf(tmp_path / "催还单.pdf").stat().st_size > 1000


def test_the_call_sheet_is_recorded_when_it_leaves_the_screen(page):
    loan = late(9)
    page.show_pane("overdue")
    page.overdue.calls_asked.emit()
    dialog = QApplication.activeModalWidget()
    dialog.put_out.emit()
    assert notes()[-1] == ("print a call sheet", f"person:{loan.person_id}")
    dialog.close()


def test_nothing_in_the_list_is_no_sheet_but_a_sentence(page):
    page.show_pane("overdue")
    page.overdue.calls_asked.emit()
    assert toast.shown()[-1] == "没有选中任何借阅。请先在列表中选择若干行。"


@pytest.mark.parametrize(("shown", "name"), [(False, "赵*轩"), (True, "赵子轩")])
def test_the_export_has_what_the_list_has(page, qtbot, tmp_path: Path, shown: bool, name: str):
    late(40, title="毛毛", person=a_person(name="赵子轩", phone="13812345678"))
    late(2, title="诗经选")
    page.show_pane("overdue")
    page.overdue.late._group.button(2).click()
    if shown:
        unmask.remember(page, "电话联系")
        page.overdue.unmask_button.click()
    dialog = page.overdue_work.ask_target()
    made: list[Any] = []
    page.overdue_work.export = lambda **values: made.append(values)  # what the dialog would write
    dialog.fileSelected.emit(str(tmp_path / "逾期.xlsx"))
    dialog.close()
    del page.overdue_work.export
    with qtbot.waitSignal(page.overdue_work.export(**made[0]).finished):
        pass
    rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "逾期.xlsx").active.iter_rows()]
    assert [row[0] for row in rows] == ["书名", "毛毛"]
    assert rows[1][2] == name
