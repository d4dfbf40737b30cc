"""This computer's look, backups, the records, and the one-page help."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from centre_app import i18n
from centre_app.access import clerks
from centre_app.centre import preferences, settings
from centre_app.people import people
from centre_app.privacy import erasing
from centre_app.storage import backup, database, schema
from tests.builders import a_person
from ui.kit import toast
from ui.kit.messages import Message
from ui.kit.printing import Sheet
from ui.settings import records, sheet
from ui.settings.page import SettingsPage


def test_another_language_is_kept_and_the_window_is_built_anew(qtbot: QtBot, page: SettingsPage) -> None:
    page.show_argument("computer")
    field = page.section("computer").language
    with qtbot.waitSignal(page.context.page_requested) as asked:
        field.box.setCurrentIndex(2)
    assert asked.args == ["rebuild", None]
    assert preferences.get("language") == "en"


def test_text_size_and_colours_are_kept(qtbot: QtBot, page: SettingsPage) -> None:
    page.show_argument("computer")
    section = page.section("computer")
    with qtbot.waitSignal(page.context.page_requested):
        section.percent.box.setCurrentIndex(4)
    with qtbot.waitSignal(page.context.page_requested):
        section.dark.box.click()
    assert (preferences.get("percent"), preferences.get("dark")) == (175, True)


def test_showing_the_section_asks_for_nothing(qtbot: QtBot, page: SettingsPage) -> None:
    preferences.put("percent", 150)
    with qtbot.assertNotEmitted(page.context.page_requested):
        page.show_argument("computer")
    assert page.section("computer").percent.value() == 150
    assert page.section("computer").folder.text() == str(database.database_path().parent)


def test_a_backup_is_made_now_and_listed(qtbot: QtBot, page: SettingsPage) -> None:
    page.show_argument("backups")
    section = page.section("backups")
    with qtbot.waitSignal(section.list.model.modelReset):
        section.backup_button.click()
    made = backup.backups_in(database.database_path().parent / "backups")
    assert [row.path for row in section.list.rows()] == made
    backup.verify(made[0])
    assert made[0].name in toast.shown()[-1]


def test_backups_on_the_disk_of_the_data_are_warned_of(page: SettingsPage) -> None:
    page.show_argument("backups")
    assert page.section("backups").warning.isVisible()


def test_another_folder_for_backups_is_kept(page: SettingsPage, tmp_path: Path) -> None:
    page.show_argument("backups")
    section = page.section("backups")
    section._use_folder(str(tmp_path / "disk"))
    assert preferences.backups_of(database.database_path()).parent == tmp_path / "disk"
    assert section.folder.text().startswith(str(tmp_path / "disk"))
    section.beside_button.click()
    assert preferences.get("backup_folder") == ""


def test_going_back_to_a_backup_brings_its_state_and_says_where_the_present_went(
    qtbot: QtBot, page: SettingsPage, tmp_path: Path
) -> None:
    made = backup.back_up(tmp_path / "x.centre-backup")
    settings.put(name="centre_name", value="后来的名字")
    page.show_argument("backups")
    section = page.section("backups")
    with qtbot.waitSignal(page.context.page_requested) as asked:
        section.restore(made)
    assert asked.args == ["restart", None]
    shown = next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, Message) and each.isVisible()
    )
    assert "before-restore" in shown.sentence.text()
    shown.accept()
    assert settings.get("centre_name") == "星耀蓝天邻里中心"


def test_a_file_that_is_no_backup_changes_nothing(qtbot: QtBot, page: SettingsPage, tmp_path: Path) -> None:
    wrong = tmp_path / "x.centre-backup"
    wrong.write_text("nothing")
    with qtbot.waitSignal(page.section("backups").restore(wrong).finished):
        pass
    shown = next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, Message) and each.isVisible()
    )
    assert "x.centre-backup" in shown.sentence.text()
    shown.accept()
    assert settings.get("centre_name") == "星耀蓝天邻里中心"


def test_restoring_is_asked_first_and_says_what_is_saved(page: SettingsPage, tmp_path: Path) -> None:
    shown = page.section("backups").ask_restore(tmp_path / "centre-20261001-090000.centre-backup")
    assert "centre-20261001-090000" in shown.sentence.text()
    shown.reject()


def test_records_show_who_did_what_and_can_be_narrowed(page: SettingsPage) -> None:
    clerks.put_on_duty(clerk_id=1)
    person = a_person(name="王小明")
    people.unmask(person_ids=[person.id], reason="核对")
    page.show_argument("records")
    section = page.section("records")
    texts = [column.text(section.list.rows()[0]) for column in section.list.model.columns]
    assert texts == ["2026-10-22 10:00", "李敏", "查看", "显示完整姓名和电话", f"居民 {person.id}", "核对"]
    section.kind._group.button(2).click()
    assert {row.way for row in section.list.rows()} == {"saw"}
    section.clerk.set_value(2)
    section._show()
    assert section.list.rows() == []


def test_a_step_of_anybody_is_undone_from_the_records_when_that_is_confirmed(page: SettingsPage) -> None:
    clerks.put_on_duty(clerk_id=1)
    person = a_person(name="王小明")
    people.change_person(person_id=person.id, name="王晓明")
    clerks.put_on_duty(clerk_id=2)
    page.show_argument("records")
    rows = page.section("records").list
    changed = next(row for row in rows.rows() if row.label == "change a person")
    rows.run_verb(rows.verbs_of(changed)[0], changed)
    asked = QApplication.activeModalWidget()
    assert people.person(person.id).name == "王晓明"
    asked.confirm_button.click()
    assert people.person(person.id).name == "王小明"


def test_every_kind_of_entry_has_a_name_for_the_clerk(page: SettingsPage) -> None:
    assert set(schema.journalled_tables()) <= set(records.TABLES)


def test_records_hold_no_name_of_a_person(page: SettingsPage) -> None:
    a_person(name="欧阳某某")
    page.show_argument("records")
    section = page.section("records")
    shown = [column.text(row) for row in section.list.rows() for column in section.list.model.columns]
    assert not any("欧阳" in text for text in shown)


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_the_help_for_a_substitute_fits_on_one_page(page: SettingsPage, language: str) -> None:
    with i18n.in_language(language):
        made = Sheet(sheet.html())
    assert made.page_count() == 1
    assert "星耀蓝天邻里中心" in made.document.toPlainText()
    assert "08:30–21:00" in made.document.toPlainText()


def test_the_help_for_a_substitute_is_saved_as_pdf(page: SettingsPage, tmp_path: Path) -> None:
    page.section("help").save_pdf(tmp_path / "help.pdf")
    assert (tmp_path / "help.pdf").read_bytes().startswith(b"%PDF")
    assert "help.pdf" in toast.shown()[-1]


def test_a_name_of_the_centre_with_markup_is_printed_as_it_is(page: SettingsPage) -> None:
    settings.put(name="centre_name", value="<b>中心</b>")
    assert "<b>中心</b>" in Sheet(sheet.html()).document.toPlainText()


@pytest.mark.parametrize("target", ["practice", "about"])
def test_practice_and_about_are_asked_of_the_window(qtbot: QtBot, page: SettingsPage, target: str) -> None:
    page.show_argument("help")
    with qtbot.waitSignal(page.context.page_requested) as asked:
        getattr(page.section("help"), f"{target}_button").click()
    assert asked.args == [target, None]


def test_records_of_somebody_erased_keep_the_number_and_say_so(page: SettingsPage) -> None:
    person = a_person(name="王小明")
    people.unmask(person_ids=[person.id], reason="电话联系")
    erasing.erase(person_id=person.id, typed_name="王小明")
    page.show_argument("records")
    section = page.section("records")
    row = next(row for row in section.list.rows() if row.reason == "电话联系")
    assert section.list.model.columns[4].text(row) == f"居民 {person.id}（已清除）"
