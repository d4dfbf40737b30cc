"""Roles and PINs are given in the section of clerks; the records are narrowed, printed and saved by managers."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from centre_app.access import audit, clerks, pins, roles
from centre_app.centre import settings
from centre_app.people import people
from tests.builders import a_person
from ui.kit import job, messages
from ui.settings.page import SettingsPage


@pytest.fixture
def managed(page: SettingsPage) -> SettingsPage:
    """The settings with 李敏 on duty, a manager with a PIN; 王师傅 has none."""
    clerks.put_on_duty(clerk_id=1)
    clerks.give_role(clerk_id=1, role=roles.MANAGER)
    pins.set_own(pin="271828", repeated="271828")
    return page


def test_a_role_is_given_and_a_pin_reset_is_told_once(managed: SettingsPage, qtbot: QtBot) -> None:
    managed.show_argument("clerks")
    section = managed.section("clerks")
    section.refresh()
    assert "王师傅" in section.state.text()
    row = section.list.rows()[1]
    section.on_role(row)
    dialog = QApplication.activeModalWidget()
    dialog.form.field("role").set_value(roles.READER)
    dialog.submit()
    assert clerks.clerks()[1].role == roles.READER
    section.on_reset(row).confirm_button.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), messages.Message))
    told = QApplication.activeModalWidget()
    pin = told.sentence.text().rpartition("：")[2].replace(" ", "")
    assert pins.prove(clerk_id=row.id, pin=pin).temporary
    assert section.list.model.columns[2].text(section.list.rows()[1]) == "别人给的，待更改"
    assert not section.state.isVisible()
    told.confirm_button.click()


def test_the_idle_minutes_of_the_lock_are_set_beside_the_clerks(managed: SettingsPage) -> None:
    managed.show_argument("clerks")
    section = managed.section("clerks")
    section.lock.form.field("lock_minutes").set_value(3)
    section.lock.save()
    assert settings.get("lock_minutes") == 3


def test_records_are_searched_for_words_and_saved_without_formulas(
    managed: SettingsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    person = a_person(name="王小明")
    people.unmask(person_ids=[person.id], reason="=1+1 换证")
    managed.show_argument("records")
    section = managed.section("records")
    section.list.set_filter("换证")
    section._pause.timeout.emit()
    qtbot.waitUntil(lambda: [row.way for row in section.list.rows()] == ["saw"])
    with qtbot.waitSignal(section.export(tmp_path / "记录.xlsx").finished):
        pass
    rows = list(load_workbook(tmp_path / "记录.xlsx").active.iter_rows())
    assert [cell.value for cell in rows[0]] == ["时间", "值班人", "类型", "内容", "条目", "原因"]
    assert (rows[1][5].value, rows[1][5].data_type) == ("=1+1 换证", "s")
    assert not any("王小明" in str(cell.value) for line in rows for cell in line)
    assert audit.entries(limit=1)[0].label == "export the records"
    preview = section.preview()
    assert preview._sheet.page_count() == 1
    preview.reject()
    assert not job.under_way()
