"""The dialog of somebody's privacy: who looked, their file, and erasing them."""

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication

from centre_app.access import audit
from centre_app.people import people, visits
from centre_app.people.models import Person
from tests.builders import a_person, a_room
from ui.kit import style, unmask
from ui.people import erasing, privacy

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def erase_dialog(qtbot, opened: privacy.PrivacyDialog) -> erasing.EraseDialog:
    with qtbot.waitSignal(erasing.ask(opened, opened.shown, then=opened.accept).finished):
        pass
    return next(
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, erasing.EraseDialog) and each.isVisible()
    )


def test_the_menu_of_the_record_opens_who_looked_and_why(page) -> None:
    person = a_person(name="王芳", phone="13900001111")
    people.unmask(person_ids=[person.id], reason="电话联系")
    page.open_person(person.id)
    page.person.menu.actions["privacy"].trigger()
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, privacy.PrivacyDialog))
    said = [[column.text(row) for column in dialog.list.model.columns][2:] for row in dialog.list.rows()]
    assert said[:2] == [["查看档案", ""], ["显示完整姓名和电话", "电话联系"]]
    assert "还没有" in dialog.consent.text()


def test_a_record_without_consent_wears_a_badge(page) -> None:
    page.open_person(a_person(name="王芳").id)
    badges = [page.person.badges.itemAt(place).widget().text() for place in range(page.person.badges.count())]
    assert "缺同意书" in badges


def test_erasing_waits_for_the_name_and_then_closes_the_record(page, qtbot) -> None:
    person = a_person(name="王芳", phone="13900001111")
    page.open_person(person.id)
    dialog = erase_dialog(qtbot, privacy.open_privacy(page, person.id))
    assert not dialog.erase_button.isEnabled()
    dialog.line.setText("王芳")
    with qtbot.waitSignal(dialog.on_erase().finished):
        pass
    assert Person.select().count() == 0
    qtbot.waitUntil(lambda: page.person.card is None)


def test_while_something_is_under_way_there_is_nothing_to_press(page, qtbot) -> None:
    person, _room = a_person(name="王芳"), a_room()
    visits.check_in(person_id=person.id)
    dialog = erase_dialog(qtbot, privacy.open_privacy(page, person.id))
    assert [note.text() for note in dialog.under_way] == ["此人正在馆内，请先签退。"]
    assert not dialog.erase_button.isVisible()
    dialog.reject()


def test_the_file_is_saved_with_a_reason_and_noted(page, qtbot, tmp_path) -> None:
    person = a_person(name="王芳")
    unmask.remember(page, "本人来查询")
    dialog = privacy.open_privacy(page, person.id)
    with qtbot.waitSignal(dialog.export(to=tmp_path / "资料.xlsx", reason=unmask.reason_of(page)).finished):
        pass
    assert "登记资料" in load_workbook(tmp_path / "资料.xlsx").sheetnames
    assert audit.entries(audit.Asked(person_id=person.id))[0].reason == "本人来查询"


def test_large_text_leaves_the_dialog_on_the_screen(page, qapp) -> None:
    person = a_person(name="王芳")
    style.apply(qapp, percent=175)
    dialog = privacy.open_privacy(page, person.id)
    assert dialog.height() <= dialog.screen().availableGeometry().height()
