"""The sections of tags and of the grid: what is visible and what is stored."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from centre_app.people import grid, grid_levels, people, tags
from centre_app.storage import journal
from ui.kit import messages
from ui.kit.form import FormDialog
from ui.settings import grid_dialogs
from ui.settings.page import SettingsPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def dialog_of(kind: type) -> Any:
    return next(
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()
    )


def opened(page: SettingsPage, section: str) -> Any:
    page.show_argument(section)
    return page.section(section)


def test_a_tag_is_added_renamed_retired_and_removed_from_the_list(page: SettingsPage) -> None:
    section = opened(page, "tags")
    section.add_button.click()
    question = dialog_of(messages.Message)
    question.findChild(type(section.list.filter_box).__mro__[1]).setText("烈属")
    question.confirm_button.click()
    row = section.list.rows()[-1]
    assert (row.name, row.active) == ("烈属", True)
    section.on_retire(row)
    assert not section.list.rows()[-1].active
    section.list.select_id(row.id)
    section.remove_button.click()
    assert "烈属" not in tags.names().values()
    journal.undo()
    assert section.list.rows()[-1].name == "烈属"


def test_a_tag_in_use_is_not_removed_and_a_sentence_says_why(page: SettingsPage) -> None:
    section = opened(page, "tags")
    people.register(name="王秀英", tag_ids=[3])
    row = next(each for each in section.list.rows() if each.id == 3)
    assert row.people == 1
    section.on_remove(row)
    assert tags.names()[3] == "党员"


def test_a_centre_without_a_grid_is_offered_the_two_ready_trees(page: SettingsPage) -> None:
    section = opened(page, "grid")
    assert not section.units.isVisible()
    assert [each.text() for each in section.ready_buttons if each.isVisible()] == [
        "片 — 组 — 邻", "小区党支部 — 红色小管家 — 楼栋党员 — 业主代表",
    ]  # fmt: skip
    section.ready_buttons[1].click()
    assert [level.name for level in grid_levels.levels()] == [
        "小区党支部",
        "红色小管家",
        "楼栋党员",
        "业主代表",
    ]
    assert (section.units.isVisible(), section.add_button.text()) == (True, "添加：小区党支部")
    journal.undo()
    assert section.choice.isVisible()


def test_levels_are_renamed_and_a_fourth_is_added(page: SettingsPage) -> None:
    section = opened(page, "grid")
    section.ready_buttons[0].click()
    dialog = section.on_levels()
    dialog.form.field("name1").set_value("大片")
    dialog.form.field("name4").set_value("户")
    dialog.submit()
    assert section.levels.text() == "大片 — 组 — 邻 — 户"


def test_units_are_added_below_changed_moved_given_buildings_and_removed(page: SettingsPage) -> None:
    section = opened(page, "grid")
    section.ready_buttons[0].click()
    section.add_button.click()
    _fill(name="东片", head_name="李敏", head_phone="13812345678")
    grid_dialogs.open_add(section, above=section.list.rows()[0])
    _fill(name="一组")
    grid.add_unit(name="西片")
    east, group, west = section.list.rows()
    assert [row.path for row in (east, group, west)] == ["东片", "东片 / 一组", "西片"]
    assert section.list.model.columns[2].text(east) == "李敏 138****5678"
    section.list.select_id(group.id)
    section.row_buttons["move"].click()
    _fill(parent_id=west.id)
    assert grid.unit(group.id).path == "西片 / 一组"
    person = people.register(name="王小明", building="3栋")
    section.row_buttons["buildings"].click()
    _fill(buildings="3栋、4栋\n")
    assert (grid.buildings(), people.person(person).facts["grid_unit_id"]) == (
        {group.id: ["3栋", "4栋"]},
        group.id,
    )
    section.row_buttons["remove"].click()
    assert len(section.list.rows()) == 3
    section.list.select_id(east.id)
    assert not section.row_buttons["move"].isEnabled()
    section.row_buttons["remove"].click()
    assert [row.name for row in section.list.rows()] == ["西片", "一组"]
    journal.undo()
    assert len(section.list.rows()) == 3


def _fill(**values: Any) -> None:
    dialog = dialog_of(FormDialog)
    for name, value in values.items():
        dialog.form.field(name).set_value(value)
    dialog.submit()
    assert not dialog.isVisible()
