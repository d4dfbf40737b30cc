"""The page of people with tags, further facts, the filter and saved lists: what is visible and what is stored."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from centre_app.people import grid, grid_levels, people, saved_lists, tags
from centre_app.people.selection import Selection
from centre_app.storage import journal
from centre_app.storage.database import db
from tests.builders import a_person
from ui.kit import card, job
from ui.kit.form import FormDialog
from ui.kit.labels import LabelDialog
from ui.kit.printing import PreviewDialog
from ui.people import form, phone_sheet
from ui.people.filter_dialog import FilterDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def dialog_of(kind: type) -> object:
    return next(
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()
    )


def notes() -> list[tuple[str, str]]:
    return db.execute_sql("SELECT label, subject FROM action WHERE kind = 'note' ORDER BY id").fetchall()


def badges(page) -> list[str]:
    row = page.person.badges
    return [row.itemAt(place).widget().text() for place in range(row.count())]


@pytest.fixture
def unit(centre) -> int:
    grid_levels.put_levels([("片", "片长"), ("组", "组长"), ("邻", "邻长")])
    east = grid.add_unit(name="东片", head_name="李敏", head_phone="13800000000")
    grid.put_buildings(unit_id=east, buildings=["3栋"])
    return east


def test_the_further_fields_are_folded_and_only_the_name_is_needed(page):
    page.register("王秀英")
    dialog = dialog_of(form.PersonForm)
    assert not dialog.form.field("tag_ids").isVisible()
    dialog.form.field("check_in").set_value(False)
    dialog.submit()
    assert [hit.name for hit in people.find("王秀英")] == ["王秀英"]


def test_what_is_filled_in_is_stored_and_said_while_folded(page, unit):
    page.register("王秀英")
    dialog = dialog_of(form.PersonForm)
    dialog.more.button.click()
    assert dialog.form.field("tag_ids").isVisible()
    for box in ("老年", "独居"):
        next(each for each in dialog.form.field("tag_ids").boxes.values() if each.text() == box).click()
    dialog.form.field("needs").boxes["hearing"].click()
    dialog.form.field("emergency_phone").edit.setText("13800005678")
    dialog.more.button.click()
    assert dialog.more.said.text() == "老年 · 独居 · 听力不便 · 紧急联系人：13800005678"
    dialog.form.field("check_in").set_value(False)
    dialog.submit()
    person = people.find("王秀英")[0].id
    assert list(tags.tags_of([person])[person].values()) == ["老年", "独居"]
    assert people.person(person).facts["needs"] == "hearing"


def test_a_wrong_emergency_phone_is_said_beside_its_field(page):
    page.register("王秀英")
    dialog = dialog_of(form.PersonForm)
    dialog.more.button.click()
    dialog.form.field("check_in").set_value(False)
    dialog.form.field("emergency_phone").edit.setText("123456")
    dialog.submit()
    assert "紧急联系人" in dialog.form.entries["emergency_phone"].error_label.text()
    assert people.find("王秀英") == []


def test_a_building_suggests_its_grid_unit_but_changes_no_choice(page, unit):
    west = grid.add_unit(name="西片")
    page.register("王秀英")
    dialog = dialog_of(form.PersonForm)
    building, field = dialog.form.field("building"), dialog.form.field("grid_unit_id")
    building.edit.setText("3栋")
    building.edit.editingFinished.emit()
    assert (field.value(), dialog.more.said.text()) == (unit, "东片")
    field.set_value(west)
    building.edit.editingFinished.emit()
    assert field.value() == west


def test_the_record_shows_tags_needs_grid_and_contact_and_follows_an_undo(page, unit):
    person = people.register(
        name="王秀英", tag_ids=[1], needs="wheelchair", grid_unit_id=unit, is_volunteer=True,
        emergency_name="王丽", emergency_relation="女儿", emergency_phone="13812345678",
    )  # fmt: skip
    page.open_person(person)
    assert badges(page)[-3:] == ["老年", "轮椅", "志愿者"]
    shown = " ".join(
        label.text() for label in page.person.findChildren(type(card.label())) if label.isVisible()
    )
    assert "东片\n片长 李敏 138****0000" in shown
    assert "王丽 女儿 138****5678" in shown
    people.change_person(person_id=person, tag_ids=[])
    assert "老年" not in badges(page)
    journal.undo()
    assert "老年" in badges(page)


def test_editing_shows_what_is_there_and_saving_keeps_it(page, unit):
    person = people.register(name="王秀英", tag_ids=[1], needs="sight,company", grid_unit_id=unit)
    form.open_edit(page, person_id=person)
    dialog = dialog_of(form.PersonForm)
    assert dialog.form.field("needs").value() == ("sight", "company")
    assert not dialog.form.is_changed()
    before = journal.last_change_id()
    dialog.submit()
    assert journal.last_change_id() == before


def test_a_filter_narrows_the_list_says_so_and_is_kept_as_a_list(page, names):
    people.register(name="王秀英", tag_ids=[1], age=70)
    people.register(name="李四", age=30)
    page.list.bar.filter_button.click()
    dialog = dialog_of(FilterDialog)
    dialog.form.field("tags").boxes[1].click()
    dialog.form.field("bands").boxes["60+"].click()
    dialog.submit()
    assert (names(), page.list.bar.words.text()) == (["王*英"], "60 岁及以上 · 老年")
    page.list.bar._save("老人")
    assert [row.name for row in saved_lists.saved()] == ["老人"]
    assert page.list.bar.saved.box.currentText() == "老人"
    page.list.bar.clear_button.click()
    assert len(names()) == 2
    page.list.bar.saved.box.setCurrentIndex(1)
    assert names() == ["王*英"]
    page.list.bar.remove()
    assert (len(names()), saved_lists.saved()) == (2, [])
    journal.undo()
    assert [choice[1] for choice in page.list.bar.saved._choices] == ["已存名单", "老人"]


def test_what_fits_nobody_is_told_from_an_empty_centre(page, names):
    a_person(name="王小明")
    page.list.bar.show_selection(Selection(volunteer=True))
    assert names() == []
    assert "登记居民" not in [button.text() for button in page.list.list.findChildren(type(page.top.register)) if button.isVisible()]  # fmt: skip


def test_the_workbook_goes_out_masked_or_for_a_reason(page, qtbot, tmp_path):
    people.register(name="王秀英", phone="13812345678")
    page.list.bar.asked.emit("workbook")
    dialog = dialog_of(FormDialog)
    dialog.form.field("in_full").set_value(True)
    dialog.submit()
    assert dialog.form.entries["reason"].error_label.text()
    dialog.form.mark_unchanged()
    dialog.reject()
    to = tmp_path / "名单.xlsx"
    for reason in (None, "电话慰问"):
        running = page.list_work.export(page.list.condition(), to=to, reason=reason)
        qtbot.waitUntil(lambda running=running: running not in job._running, timeout=5000)
    assert Path(to).is_file()
    assert [label for label, _subject in notes()][-3:] == [
        "export a list of people", "note why a list was put out", "export a list of people with names",
    ]  # fmt: skip


def test_labels_and_the_phone_sheet_ask_for_a_reason_which_is_kept(page):
    person = people.register(name="王秀英", building="3栋", door="101")
    for kind, shown in (("labels", LabelDialog), ("phone_round", PreviewDialog)):
        page.list.bar.asked.emit(kind)
        dialog = dialog_of(FormDialog)
        assert "全部居民 · 1 人" in [each.text() for each in dialog.findChildren(QLabel)]
        dialog.submit()
        assert dialog.isVisible()
        dialog.form.field("reason").edit.setText("重阳节慰问")
        dialog.submit()
        dialog_of(shown).reject()
    assert db.execute_sql("SELECT kind, people, reason FROM list_release").fetchall() == [
        ("labels", 1, "重阳节慰问"), ("phone_round", 1, "重阳节慰问"),
    ]  # fmt: skip
    assert [subject for _label, subject in notes() if subject] == [f"person:{person}"] * 2


def test_the_phone_sheet_has_a_line_for_everybody_with_room_for_a_note(page):
    people.register(name="王<秀>英", phone="13812345678", tag_ids=[1], needs="hearing")
    people.register(name="李四")
    text = phone_sheet.phone_round(saved_lists.whole(chosen=Selection()), title="老人").document.toPlainText()
    assert "王<秀>英\n13812345678" in text
    assert "老年 · 听力不便\n□" in text
    assert "李四\n无电话" in text


def test_an_empty_list_is_not_put_out(page):
    page.list.bar.asked.emit("labels")
    assert not [
        each for each in QApplication.topLevelWidgets() if isinstance(each, FormDialog) and each.isVisible()
    ]


def test_everybody_in_the_list_gets_a_tag_in_one_step(page):
    ids = [people.register(name=name) for name in ("王秀英", "李四")]
    page.list.bar.asked.emit("tag")
    dialog = dialog_of(FormDialog)
    dialog.form.field("tag_id").set_value(3)
    dialog.submit()
    assert [list(found) for found in tags.tags_of(ids).values()] == [[3], [3]]
    journal.undo()
    assert [list(found) for found in tags.tags_of(ids).values()] == [[], []]


def test_another_filter_shows_its_list_from_the_top(page):
    for number in range(60):
        people.register(name=f"王{number:02}", tag_ids=[1])
    page.refresh()
    bar = page.list.list.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0

    page.list.bar.show_selection(Selection(tags=(1,)))

    assert bar.value() == 0
