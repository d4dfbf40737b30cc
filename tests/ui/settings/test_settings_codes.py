"""The section of code shapes, and the tone of this computer."""

from pytestqt.qtbot import QtBot

from centre_app.centre import preferences, settings
from tests.builders import a_person
from ui.settings.page import SettingsPage


def test_a_usual_shape_is_put_behind_the_others_and_saved(page: SettingsPage) -> None:
    section = page.section("codes")
    section.card.form.field("card_shapes").edit.setText("jy######")
    section.preset.set_value("########")
    section.to_cards.click()
    section.card.save()
    assert settings.get("card_shapes") == "JY###### ########"


def test_a_shape_that_is_none_is_said_and_kept_in_the_form(page: SettingsPage) -> None:
    section = page.section("codes")
    section.card.form.field("barcode_shapes").edit.setText("XY")
    section.card.save()
    assert "XY" in section.card.form.note.text()
    assert settings.get("barcode_shapes") == ""
    section.card.form.mark_unchanged()


def test_a_code_is_tried_by_typing_and_by_scanning(page: SettingsPage, qtbot: QtBot) -> None:
    a_person(name="陈雨桐", card_number="R000777")
    page.show_argument("codes")
    section = page.section("codes")
    assert not page.scanned("R000777")
    section.code.main().setFocus()
    qtbot.waitUntil(section.code.main().hasFocus)
    assert page.scanned("R000777")
    assert section.answer.text() == "陈*桐的读者证。"
    section.code.edit.setText("ｂ０００００９")
    assert section.answer.text() == "是条码（样式 B######），还没有物品使用。"


def test_the_tone_is_off_until_it_is_wanted_here(page: SettingsPage) -> None:
    section = page.section("computer")
    section.refresh()
    assert not section.sound.value()
    section.sound.main().click()
    assert preferences.get("sound")
