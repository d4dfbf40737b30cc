"""Zones, clerks, hours and closures are changed from the page, and what the centre refuses is said there."""

from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from centre_app.access import clerks
from centre_app.centre import calendar, rooms
from centre_app.storage import journal
from tests.builders import a_booking, a_closure
from ui.kit import toast
from ui.kit.form import FormDialog
from ui.settings import closures as closures_section
from ui.settings.page import SettingsPage


def dialog() -> FormDialog:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, FormDialog) and each.isVisible()
    )


def fill(**values: Any) -> FormDialog:
    shown = dialog()
    for name, value in values.items():
        shown.form.field(name).set_value(value)
    shown.submit_button.click()
    return shown


def test_a_zone_is_added_from_the_form(page: SettingsPage) -> None:
    page.show_argument("zones")
    section = page.section("zones")
    section.add_button.click()
    shown = fill(name="书画室", kind="drawing", capacity=8)
    assert not shown.isVisible()
    assert [row.name for row in section.list.rows()] == ["学习议事区", "悦享读书区", "书画室"]
    assert rooms.rooms()[2].usual_minutes == 120


def test_making_a_zone_too_small_for_its_bookings_is_refused_in_the_form(page: SettingsPage) -> None:
    from centre_app.centre.models import Room

    starts_at = datetime(2026, 10, 25, 9)
    a_booking(
        room=Room.get_by_id(1),
        title="读书会",
        starts_at=starts_at,
        ends_at=starts_at.replace(hour=11),
        head_count=10,
    )
    page.show_argument("zones")
    section = page.section("zones")
    section.on_change(section.list.rows()[0])
    shown = fill(capacity=5)
    assert shown.isVisible()
    assert "读书会 2026-10-25 09:00" in shown.form.note.text()
    assert rooms.room(1).capacity == 12
    shown.form.mark_unchanged()
    shown.close()


def test_a_zone_is_moved_retired_and_brought_back(page: SettingsPage) -> None:
    page.show_argument("zones")
    section = page.section("zones")
    section.list.select_id(1)
    section.down_button.click()
    assert [row.name for row in section.list.rows()] == ["悦享读书区", "学习议事区"]
    section.on_retire(section.list.rows()[0])
    assert [row.name for row in rooms.rooms()] == ["学习议事区"]
    section.on_bring_back(section.list.rows()[-1])
    assert len(rooms.rooms()) == 2
    assert "悦享读书区" in toast.shown()[-1]


def test_the_last_zone_stays_with_a_sentence(page: SettingsPage) -> None:
    rooms.retire_room(room_id=2)
    page.show_argument("zones")
    section = page.section("zones")
    section.on_retire(section.list.rows()[0])
    assert "仅剩" in toast.shown()[-1]
    assert len(rooms.rooms()) == 1


def test_a_clerk_is_added_renamed_and_switched_off(page: SettingsPage) -> None:
    page.show_argument("clerks")
    section = page.section("clerks")
    section.add_button.click()
    fill(name="张阿姨")
    section.on_rename(section.list.rows()[2])
    fill(name="张师傅")
    section.on_switch_off(section.list.rows()[2])
    assert [row.name for row in clerks.clerks()] == ["李敏", "王师傅"]
    assert section.list.rows()[2].name == "张师傅"


def test_a_taken_name_is_said_beside_the_field(page: SettingsPage) -> None:
    page.show_argument("clerks")
    page.section("clerks").add_button.click()
    shown = fill(name="李敏")
    assert "李敏" in shown.form.entries["name"].error_label.text()
    shown.form.mark_unchanged()
    shown.close()


def test_the_week_is_shown_copied_and_saved_from_a_day_on(page: SettingsPage, a_day: date) -> None:
    page.show_argument("hours")
    section = page.section("hours")
    assert section.week.texts()[0] == []
    assert section.week.texts()[6] == [("08:30", "21:00")]
    opens, closes = section.week.fields[1, 0]
    opens.edit.setText("9")
    closes.edit.setText("1730")
    section.week.copy_day(1)
    section.valid_from.edit.setText(a_day.isoformat())
    section.save_button.click()
    week = calendar.week_hours(a_day)
    assert [week[weekday] for weekday in range(5)] == [[("09:00", "17:30")]] * 5
    assert week[6] == [("08:30", "21:00")]
    assert calendar.week_hours()[1] == [("08:30", "21:00")]
    journal.undo()
    assert calendar.week_hours(a_day)[1] == [("08:30", "21:00")]


@pytest.mark.parametrize(("opens", "closes"), [("9", ""), ("18:00", "9:00"), ("abc", "12:00")])
def test_hours_that_cannot_be_are_refused_naming_the_day(page: SettingsPage, opens: str, closes: str) -> None:
    page.show_argument("hours")
    section = page.section("hours")
    for field, text in zip(section.week.fields[2, 0], (opens, closes), strict=True):
        field.edit.setText(text)
    section.save_button.click()
    assert "星期三" in section.note.text()
    assert calendar.week_hours()[2] == [("08:30", "21:00")]


def test_hours_cannot_be_changed_for_days_that_are_over(page: SettingsPage) -> None:
    page.show_argument("hours")
    section = page.section("hours")
    section.week.fields[1, 0][0].edit.setText("10:00")
    section.valid_from.edit.setText("2026-10-01")
    section.save_button.click()
    assert section.note.isVisible()
    assert calendar.week_hours(date(2026, 10, 1))[1] == [("08:30", "21:00")]


def test_one_empty_span_is_offered_after_the_filled_ones(page: SettingsPage) -> None:
    page.show_argument("hours")
    week = page.section("hours").week
    assert [week.fields[1, span][0].isVisible() for span in range(3)] == [True, True, False]
    week.fields[1, 1][0].edit.setText("22:00")
    assert week.fields[1, 2][0].isVisible()


def test_hours_being_typed_survive_a_change_elsewhere(page: SettingsPage) -> None:
    page.show_argument("hours")
    section = page.section("hours")
    section.week.fields[1, 0][0].edit.setText("10:00")
    calendar.set_hours(hours={2: [("08:00", "12:00")]})
    assert section.week.fields[1, 0][0].edit.text() == "10:00"


def test_a_closure_of_whole_days_includes_the_last_day(page: SettingsPage) -> None:
    page.show_argument("closures")
    section = page.section("closures")
    section.add_button.click()
    fill(first=date(2027, 2, 5), last=date(2027, 2, 12), reason="春节")
    assert not calendar.is_open_day(date(2027, 2, 12))
    assert calendar.is_open_day(date(2027, 2, 13))
    texts = [column.text(section.list.rows()[0]) for column in section.list.model.columns]
    assert texts == ["2027-02-05", "2027-02-12", "整个中心", "春节", "", "未到"]


def test_a_closure_of_one_zone_for_some_hours_is_changed_and_removed(page: SettingsPage) -> None:
    starts_at = datetime(2026, 10, 27, 15)
    calendar.add_closure(starts_at=starts_at, ends_at=starts_at.replace(hour=17), reason="检修", room_id=2)
    page.show_argument("closures")
    section = page.section("closures")
    section.on_change(section.list.rows()[0])
    assert dialog().form.values()["ends"].hour == 17
    fill(reason="保养")
    row = section.list.rows()[0]
    assert (row.reason, row.room_name, row.starts_at) == ("保养", "悦享读书区", starts_at)
    section.on_remove(row)
    assert calendar.closures() == []


def test_a_closure_that_ends_before_it_begins_is_refused_in_the_form(page: SettingsPage) -> None:
    page.show_argument("closures")
    page.section("closures").add_button.click()
    shown = fill(first=date(2026, 11, 5), last=date(2026, 11, 4))
    assert shown.form.note.isVisible()
    assert calendar.closures() == []
    shown.form.mark_unchanged()
    shown.close()


def test_a_closure_until_the_end_of_its_day_stays_as_it_is_when_only_the_reason_changes(
    page: SettingsPage,
) -> None:
    a_closure(day=date(2026, 11, 2))
    row = calendar.closures()[0]
    assert closures_section.moment(row.ends_at, is_end=True) == "2026-11-02"
    page.show_argument("closures")
    section = page.section("closures")
    section.on_change(row)
    fill(reason="停电")
    changed = calendar.closures()[0]
    assert changed.reason == "停电"
    assert changed.ends_at == datetime(2026, 11, 3)
