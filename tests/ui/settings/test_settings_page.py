"""The page lists its parts, reads each when it is shown, and keeps what is being typed."""

import threading
from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from centre_app.centre import settings
from centre_app.reports.periods import Period
from centre_app.storage import journal
from ui.kit import job, style, toast
from ui.settings.page import SECTIONS, SettingsPage


def test_every_part_can_be_opened_by_name_and_has_a_translated_title(page: SettingsPage) -> None:
    for place, section in enumerate(SECTIONS):
        page.show_argument(section.id)
        assert page.stack.currentIndex() == place
        assert page.list.item(place).text() == page.stack.currentWidget().widget().accessibleName()
        assert not page.list.item(place).text().isascii()


def test_with_little_room_the_parts_are_chosen_from_a_box(page: SettingsPage) -> None:
    page.resize(style.px(600), style.px(500))
    assert not page.list.isVisible()
    page.choice.set_value(next(place for place, one in enumerate(SECTIONS) if one.id == "backups"))
    assert page.place() == "backups"
    assert page.stack.currentWidget().widget() is page.section("backups")
    page.show_argument("privacy")
    assert page.choice.words() == "隐私"
    page.resize(style.px(1200), style.px(500))
    assert page.list.isVisible()
    assert not page.choice.isVisible()


def test_only_the_parts_shown_last_stay_made(page: SettingsPage) -> None:
    page.show_argument("zones")
    walk(page)
    assert {section.id for section in page.sections.values()} == {"encryption", "records", "help"}
    page.show_argument("zones")
    assert [row.name for row in page.section("zones").list.rows()] == ["学习议事区", "悦享读书区"]


def test_a_part_with_something_unsaved_stays_as_it_is(page: SettingsPage) -> None:
    page.show_argument("centre")
    page.section("centre").card.form.field("centre_name").edit.setText("幸福里邻里中心")
    walk(page)
    page.show_argument("centre")
    assert page.section("centre").card.form.values()["centre_name"] == "幸福里邻里中心"


def test_a_part_whose_work_goes_on_stays_until_it_is_told(qtbot: QtBot, page: SettingsPage) -> None:
    page.show_argument("backups")
    section, goes_on, told = page.section("backups"), threading.Event(), []
    work = job.run("备份", lambda _progress: goes_on.wait(30), then=told.append, parent=section)
    walk(page)
    assert section in page.sections.values()
    with qtbot.waitSignal(work.finished):
        goes_on.set()
    assert told == [True]
    walk(page)
    assert section not in page.sections.values()


def test_what_the_records_are_asked_for_stays(page: SettingsPage) -> None:
    page.show_argument("records")
    page.section("records").first.set_value(date(2026, 11, 1))
    for other in ("zones", "tags", "privacy", "help", "records"):
        page.show_argument(other)
    assert page.section("records").first.value() == date(2026, 11, 1)


def test_parts_that_a_held_key_goes_past_are_not_made(page: SettingsPage, qtbot: QtBot) -> None:
    page.list.setFocus()
    made = set(page.sections)
    for _press in range(6):
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert set(page.sections) == made
    qtbot.waitUntil(lambda: 6 in page.sections)
    assert set(page.sections) == made | {6}
    assert page.stack.currentWidget().widget() is page.sections[6]


def test_a_part_chosen_just_before_the_page_is_left_is_there_on_coming_back(
    page: SettingsPage, qtbot: QtBot
) -> None:
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.place() == "zones"
    page.hide()
    qtbot.waitUntil(lambda: not page._soon.isActive())
    page.show()
    assert page.stack.currentWidget().widget() is page.section("zones")


def walk(page: SettingsPage) -> None:
    for section in SECTIONS[-5:]:
        page.show_argument(section.id)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_every_button_can_be_read_aloud(page: SettingsPage) -> None:
    for section in SECTIONS:
        buttons = page.section(section.id).findChildren(QPushButton)
        assert all(button.text() or button.accessibleName() for button in buttons)


def test_the_name_of_the_centre_is_saved_and_can_be_undone(page: SettingsPage) -> None:
    shown = page.section("centre").card
    assert shown.form.values()["centre_name"] == "星耀蓝天邻里中心"
    assert not shown.save_button.isEnabled()
    shown.form.field("centre_name").edit.setText("幸福里邻里中心")
    shown.save_button.click()
    assert settings.get("centre_name") == "幸福里邻里中心"
    assert toast.shown() == ["已保存。"]
    journal.undo()
    page.refresh()
    assert shown.form.values()["centre_name"] == "星耀蓝天邻里中心"


def test_the_statistical_month_may_end_on_another_day_and_says_what_that_changes(page: SettingsPage) -> None:
    shown = page.section("centre").card
    assert "9 月 26 日" in shown.form.entries["statistical_month_end"].hint
    shown.form.field("statistical_month_end").box.setCurrentIndex(25)
    shown.save_button.click()
    assert settings.get("statistical_month_end") == 25
    assert str(Period.parse("2026-10").first) == "2026-09-26"


def test_an_empty_name_is_refused_beside_the_field(page: SettingsPage) -> None:
    shown = page.section("centre").card
    shown.form.field("centre_name").edit.setText("  ")
    shown.save_button.click()
    assert shown.form.entries["centre_name"].error_label.isVisible()
    assert settings.get("centre_name") == "星耀蓝天邻里中心"


def test_a_loan_time_of_no_days_is_refused_with_its_limits(page: SettingsPage) -> None:
    page.show_argument("lending")
    shown = page.section("lending").card
    shown.form.field("lend_days").edit.setText("0")
    shown.save_button.click()
    assert "365" in shown.form.entries["lend_days"].error_label.text()
    assert settings.get("lend_days") == 30


def test_the_rules_of_lending_are_saved_as_one_step(page: SettingsPage) -> None:
    page.show_argument("lending")
    shown = page.section("lending").card
    shown.form.field("lend_days").edit.setText("14")
    shown.form.field("lend_limit").edit.setText("3")
    shown.save_button.click()
    assert (settings.get("lend_days"), settings.get("lend_limit")) == (14, 3)
    journal.undo()
    assert (settings.get("lend_days"), settings.get("lend_limit")) == (30, 5)


def test_what_another_window_saves_does_not_wipe_out_what_is_being_typed(page: SettingsPage) -> None:
    shown = page.section("centre").card
    shown.form.field("centre_name").edit.setText("幸福里")
    settings.put(name="centre_name", value="别处")
    assert shown.form.values()["centre_name"] == "幸福里"


def test_scanning_out_is_switched_on(page: SettingsPage) -> None:
    page.show_argument("visits")
    shown = page.section("visits").card
    shown.form.field("scan_checks_out").box.click()
    shown.save_button.click()
    assert settings.get("scan_checks_out") is True
