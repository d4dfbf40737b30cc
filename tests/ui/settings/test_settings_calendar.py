"""Hours of zones, closures with what they hit, extra openings, holidays and equipment, from the settings page."""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from centre_app.access import audit
from centre_app.centre import calendar, holidays
from centre_app.centre.models import Room
from centre_app.lending import loans
from centre_app.lending.due import end_of
from centre_app.lending.models import Loan
from centre_app.rooms import bookings, equipment
from centre_app.storage import journal
from centre_app.storage.action import run
from tests.builders import a_booking, a_copy, a_person
from ui.kit import toast, unmask
from ui.kit.form import FormDialog
from ui.kit.messages import Message
from ui.kit.printing import Sheet
from ui.settings import calls
from ui.settings.calls import CallsDialog
from ui.settings.equipment import FaultsDialog
from ui.settings.impact import ImpactDialog
from ui.settings.page import SettingsPage

TUESDAY = date(2026, 10, 27)
W = TypeVar("W", bound=QWidget)


@pytest.fixture(autouse=True)
def nothing_left_on_screen() -> Iterator[None]:
    """No dialog of one test is found by the next."""
    yield
    for each in QApplication.topLevelWidgets():
        if isinstance(each, FormDialog):
            each.form.mark_unchanged()
        if each.isVisible() and isinstance(
            each, (FormDialog, Message, ImpactDialog, CallsDialog, FaultsDialog)
        ):
            each.close()


def shown(kind: type[W]) -> W:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    )


def fill(dialog: FormDialog | None = None, **values: Any) -> FormDialog:
    dialog = dialog or shown(FormDialog)
    for name, value in values.items():
        dialog.form.field(name).set_value(value)
    dialog.submit_button.click()
    return dialog


def booked(*, hour: int = 9, room: int = 1, title: str = "读书会", **more: Any) -> Any:
    day = datetime.combine(TUESDAY, time(hour))
    return a_booking(
        room=Room.get_by_id(room), starts_at=day, ends_at=day.replace(hour=hour + 2), title=title, **more
    )


def lent(person: Any) -> Any:
    copy = a_copy()
    lent_at = datetime(2026, 10, 1, 9)
    return run("lend", lambda: Loan.create(copy=copy, person=person, lent_at=lent_at, due_at=end_of(TUESDAY)))


def close_tuesday(page: SettingsPage) -> None:
    page.show_argument("closures")
    page.section("closures").add_button.click()
    fill(first=TUESDAY, last=TUESDAY, reason="消防检修")


def test_a_closure_that_hits_something_asks_first_and_is_not_made_by_going_back(page: SettingsPage) -> None:
    booked(title="合唱队")
    close_tuesday(page)
    dialog = shown(ImpactDialog)
    assert [line.what for line in dialog.list.rows()] == ["合唱队 · 学习议事区"]
    dialog.reject()
    assert calendar.closures() == []
    assert shown(FormDialog).isVisible()


def test_what_is_hit_is_cancelled_moved_and_left_in_one_step_that_is_undone_as_one(
    page: SettingsPage,
) -> None:
    person = a_person(name="王小明", phone="13812345678")
    gone, moved, stays = booked(person=person), booked(hour=12), booked(hour=15)
    loan = lent(person)
    close_tuesday(page)
    dialog = shown(ImpactDialog)
    lines = {line.id: line for line in dialog.list.rows()}
    fill(dialog.on_move(lines[f"b{moved.id}"]), room_id=2, day=date(2026, 10, 28), begins=time(10))
    dialog.on_leave(lines[f"b{stays.id}"])
    dialog.save_button.click()
    states = [bookings.booking(each.id) for each in (gone, moved, stays)]
    assert [row.status for row in states] == ["cancelled", "confirmed", "confirmed"]
    assert (states[0].cancel_reason, states[1].room_id, states[1].starts_at.day) == ("消防检修", 2, 28)
    assert loans.loan(loan.id).due_on == date(2026, 10, 28)
    journal.undo()
    assert calendar.closures() == []
    assert bookings.booking(gone.id).status == "confirmed"


def test_the_list_of_whom_to_call_is_masked_until_asked_for_and_that_is_recorded(page: SettingsPage) -> None:
    person = a_person(name="王小明", phone="13812345678")
    booked(person=person)
    lent(person)
    close_tuesday(page)
    shown(ImpactDialog).save_button.click()
    dialog = shown(CallsDialog)
    texts = [column.text(dialog.list.rows()[0]) for column in dialog.list.model.columns]
    assert texts[:2] == ["王*明", "138****5678"]
    assert "读书会" in texts[2]
    unmask.remember(dialog, "电话联系")
    dialog.unmask_button.click()
    assert dialog.list.model.columns[1].text(dialog.list.rows()[0]) == "13812345678"
    assert audit.entries(limit=1)[0].subject == f"person:{person.id}"
    dialog.accept()


def test_the_paper_has_names_phones_and_a_box_and_markup_is_harmless(
    page: SettingsPage, tmp_path: Path
) -> None:
    booked(person=a_person(name="<b>王</b>", phone="13812345678"))
    close_tuesday(page)
    shown(ImpactDialog).save_button.click()
    sheet = Sheet(calls.html(shown(CallsDialog).calls))
    text = sheet.document.toPlainText()
    assert all(part in text for part in ("<b>王</b>", "13812345678", "☐", "消防检修"))
    assert sheet.save_pdf(tmp_path / "calls.pdf").read_bytes().startswith(b"%PDF")


def test_cancelling_needs_a_reason_and_says_so_in_the_dialog(page: SettingsPage) -> None:
    booked()
    close_tuesday(page)
    dialog = shown(ImpactDialog)
    dialog.reason.set_value("")
    dialog.save_button.click()
    assert dialog.note.isVisible()
    assert calendar.closures() == []
    dialog.leave_all.click()
    dialog.save_button.click()
    assert len(calendar.closures()) == 1


def test_a_booking_made_meanwhile_is_shown_before_anything_is_saved(page: SettingsPage) -> None:
    booked(title="早课")
    close_tuesday(page)
    dialog = shown(ImpactDialog)
    booked(hour=18, title="晚课")
    dialog.save_button.click()
    assert [line.booking.title for line in dialog.list.rows()] == ["早课", "晚课"]
    assert calendar.closures() == []


def test_a_closure_repeats_as_chosen_until_its_last_day(page: SettingsPage) -> None:
    page.show_argument("closures")
    section = page.section("closures")
    section.add_button.click()
    fill(
        first=TUESDAY,
        last=TUESDAY,
        begins=time(13),
        ends=time(17),
        repeats="weekly",
        until=date(2026, 11, 10),
    )
    row = section.list.rows()[0]
    assert row.repeats == "每周二，至 2026-11-10"
    assert len(calendar.opening_spans(date(2026, 11, 10))) == 2
    assert len(calendar.opening_spans(date(2026, 11, 17))) == 1
    section.on_change(row)
    assert shown(FormDialog).form.values()["until"] == date(2026, 11, 10)
    fill(repeats="")
    assert section.list.rows()[0].rule == ""


def test_shorter_hours_show_the_bookings_they_would_cut(page: SettingsPage) -> None:
    booked(hour=18)
    page.show_argument("hours")
    section = page.section("hours")
    section.week.fields[1, 0][1].edit.setText("17:00")
    section.save_button.click()
    assert len(shown(ImpactDialog).list.rows()) == 1
    shown(ImpactDialog).leave_all.click()
    shown(ImpactDialog).save_button.click()
    assert calendar.week_hours()[1] == [("08:30", "17:00")]


def test_a_zone_gets_hours_of_its_own_and_follows_the_centre_again(page: SettingsPage) -> None:
    page.show_argument("hours")
    section = page.section("hours")
    section.place.set_value(2)
    assert section.week.texts()[1] == [("08:30", "21:00")]
    assert not section.follow_button.isVisible()
    section.week.fields[1, 0][0].edit.setText("14:00")
    section.save_button.click()
    assert calendar.week_hours(room_id=2)[1] == [("14:00", "21:00")]
    assert calendar.week_hours()[1] == [("08:30", "21:00")]
    section.follow_button.click()
    assert calendar.hour_sets(room_id=2) == []


def test_hours_typed_before_the_zone_is_chosen_are_for_that_zone(page: SettingsPage) -> None:
    page.show_argument("hours")
    section = page.section("hours")
    section.week.fields[1, 0][0].edit.setText("14:00")
    section.place.set_value(2)
    section.place.changed.emit()
    section.save_button.click()
    assert calendar.week_hours(room_id=2)[1] == [("14:00", "21:00")]
    assert calendar.week_hours()[1] == [("08:30", "21:00")]


def test_the_zone_and_the_days_chosen_stay_while_other_parts_are_looked_at(page: SettingsPage) -> None:
    page.show_argument("hours")
    page.section("hours").place.set_value(2)
    page.section("hours").valid_until.set_value(date(2027, 3, 1))
    for other in ("zones", "tags", "privacy", "help", "hours"):
        page.show_argument(other)
    assert page.section("hours").place.value() == 2
    assert page.section("hours").valid_until.value() == date(2027, 3, 1)


def test_hours_with_an_end_are_listed_shown_and_dropped(page: SettingsPage) -> None:
    page.show_argument("hours")
    section = page.section("hours")
    section.week.fields[1, 0][0].edit.setText("07:00")
    section.valid_from.edit.setText("2027-06-01")
    section.valid_until.edit.setText("2027-08-31")
    section.save_button.click()
    assert calendar.week_hours(date(2027, 8, 31))[1] == [("07:00", "21:00")]
    assert calendar.week_hours(date(2027, 9, 1))[1] == [("08:30", "21:00")]
    summer = section.sets.list.rows()[1]
    assert len(section.sets.list.verbs_of(section.sets.list.rows()[0])) == 1
    section.on_drop_set(summer)
    assert calendar.week_hours(date(2027, 7, 6))[1] == [("08:30", "21:00")]
    assert not section.sets.isVisible()


def test_an_extra_opening_is_added_changed_and_removed(page: SettingsPage) -> None:
    page.show_argument("openings")
    section = page.section("openings")
    section.add_button.click()
    fill(day=date(2026, 10, 26), begins=time(18), ends=time(0), reason="晚会")
    row = section.list.rows()[0]
    assert str(calendar.opening_spans(date(2026, 10, 26))[0]) == "18:00–24:00"
    section.on_change(row)
    fill(ends=time(20))
    assert calendar.open_minutes(date(2026, 10, 26)) == 120
    section.on_remove(section.list.rows()[0])
    assert calendar.openings() == []


def test_an_extra_opening_that_ends_before_it_begins_is_refused_in_the_form(page: SettingsPage) -> None:
    page.show_argument("openings")
    page.section("openings").add_button.click()
    dialog = fill(day=TUESDAY, begins=time(18), ends=time(9))
    assert dialog.form.note.isVisible()
    assert calendar.openings() == []


def test_a_pasted_notice_fills_the_year_and_says_what_was_read(page: SettingsPage) -> None:
    page.show_argument("holidays")
    section = page.section("holidays")
    section.year.set_value(2027)
    assert section.list.rows() == []
    section.paste_button.click()
    notice = "关于2027年部分节假日安排的通知\n一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：2月5日（周五）至12日（周五）放假调休，共8天。1月31日（周日）上班。"
    fill(text=notice)
    assert len(section.list.rows()) == 12
    assert "放假 11 天" in toast.shown()[-1]
    assert holidays.is_year_known(2027)


def test_a_text_that_is_no_notice_is_refused_in_the_form(page: SettingsPage) -> None:
    page.show_argument("holidays")
    page.section("holidays").paste_button.click()
    dialog = fill(text="明天放假", year=2027)
    assert dialog.form.note.isVisible()
    assert not holidays.is_year_known(2027)


def test_a_single_day_is_added_changed_and_taken_out(page: SettingsPage) -> None:
    page.show_argument("holidays")
    section = page.section("holidays")
    section.add_button.click()
    fill(day=date(2026, 10, 8), kind="holiday", name="国庆节")
    row = next(row for row in section.list.rows() if row.day == date(2026, 10, 8))
    section.on_change(row)
    fill(kind="workday")
    assert calendar.holiday_name(date(2026, 10, 8)) is None
    section.on_remove(next(row for row in section.list.rows() if row.day == date(2026, 10, 10)))
    assert not calendar.is_makeup_workday(date(2026, 10, 10))
    section.forget_button.click()
    assert calendar.is_makeup_workday(date(2026, 10, 10))


def test_equipment_is_added_inspected_and_its_fault_mended(page: SettingsPage) -> None:
    page.show_argument("equipment")
    section = page.section("equipment")
    section.add_button.click()
    fill(name="跑步机", room_id=2, quantity=2, bookable=False, inspect_every_days=90)
    row = section.list.rows()[0]
    assert [column.text(row) for column in section.list.model.columns] == [
        "跑步机", "悦享读书区", "2", "不预约", "从未巡检", "正常",
    ]  # fmt: skip
    section.on_inspected(row)
    fill()
    section.on_fault(section.list.rows()[0])
    fill(what="跑带松动")
    row = section.list.rows()[0]
    assert (row.inspection_due, row.out_of_use) == (date(2027, 1, 20), 1)
    dialog = section.on_faults(row)
    dialog.on_mended(dialog.list.rows()[0])
    assert section.list.rows()[0].faults == 0
    dialog.accept()


def test_a_fault_says_which_bookings_will_lack_the_thing(page: SettingsPage) -> None:
    thing = equipment.add_equipment(name="投影仪")
    equipment.set_equipment(booking_id=booked(title="家长会").id, wanted={thing: 1})
    page.show_argument("equipment")
    section = page.section("equipment")
    section.on_fault(section.list.rows()[0])
    fill(what="灯泡坏了")
    message = shown(Message)
    assert any("家长会" in label.text() for label in message.findChildren(type(message.sentence)))


def test_equipment_that_bookings_want_is_not_taken_out(page: SettingsPage) -> None:
    thing = equipment.add_equipment(name="投影仪")
    equipment.set_equipment(booking_id=booked(title="家长会").id, wanted={thing: 1})
    page.show_argument("equipment")
    section = page.section("equipment")
    section.on_retire(section.list.rows()[0])
    assert "家长会" in toast.shown()[-1]
    section.on_change(section.list.rows()[0])
    fill(name="投影机", note="新灯泡")
    assert equipment.equipment(thing).name == "投影机"
