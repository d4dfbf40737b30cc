"""The form of a title: the number it will get, and the fields folded below."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from centre_app.lending import catalogue
from centre_app.lending.models import Title
from tests.builders import a_title
from ui.lending.forms import TitleDialog
from ui.lending.numbering import NumberingDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def dialog_of(kind: Any) -> Any:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    )


def test_the_form_says_which_number_the_class_would_give_and_gives_it(page):
    a_title(name="活着", clc_class="I247.5", call_mark="4")
    page.add_title("三体")
    dialog = dialog_of(TitleDialog)
    dialog.form.field("clc_class").edit.setText("I247.5")
    dialog.form.field("clc_class").changed.emit()
    assert dialog.form.field("call_mark").edit.placeholderText() == "留空则为 5"
    dialog.submit()
    assert [row.call_mark for row in catalogue.find("三体")] == ["5"]


def test_another_class_offers_its_number_and_the_old_class_brings_the_old_one_back(page):
    title_id = catalogue.add_title(name="活着", clc_class="I247.5")
    a_title(name="本草", clc_class="R281", call_mark="8")
    page.open_title(title_id)
    page.title_pane.edit_button.click()
    dialog = dialog_of(TitleDialog)
    mark, clc_class = dialog.form.field("call_mark"), dialog.form.field("clc_class")
    for code, value in (("R281", ""), ("I247.5", "1"), ("R281", "")):
        clc_class.set_value(code)
        clc_class.changed.emit()
        assert mark.value() == value
    assert mark.edit.placeholderText() == "留空则为 9"
    dialog.submit()
    assert Title.get_by_id(title_id).call_mark == "9"


def test_only_the_name_is_needed_and_the_rest_is_folded_away_until_asked_for(page):
    page.add_title("夏洛的网")
    dialog = dialog_of(TitleDialog)
    assert dialog.form.entries["age_from"].isHidden()
    dialog.facts.more_button.click()
    assert not dialog.form.entries["age_from"].isHidden()
    dialog.form.field("age_from").set_value(7)
    dialog.form.field("series_title").set_value("译文童书")
    dialog.submit()
    assert (Title.get().age_from, Title.get().series_title) == (7, "译文童书")
    assert "适合 7 岁以上" in page.title_pane.facts.text()


def test_all_titles_without_a_number_get_one_from_the_list(page):
    a_title(name="活着", clc_class="I247.5")
    page.show_pane("catalogue")
    page.catalogue_list.more.numbers.trigger()
    dialog_of(NumberingDialog).submit()
    assert [row.call_mark for row in page.catalogue_list.list.rows()] == ["1"]


def test_the_number_of_an_odd_isbn_is_pointed_out_on_the_page_of_its_title(page):
    title_id = catalogue.add_title(name="旧书", isbn="978-7-02-000220-8")
    page.open_title(title_id)
    assert "978-7-02-000220-8（校验位不对）" in page.title_pane.odd.text()
