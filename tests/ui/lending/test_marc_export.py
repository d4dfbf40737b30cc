"""Exporting titles as MARC from the catalogue: a rare option."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from centre_app.centre import settings
from tests.builders import a_title
from tests.importing.lists import table_in
from ui.kit.messages import Message
from ui.lending import marc_export

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def opened(kind: Any) -> Any:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    )


def test_the_button_is_there_only_among_the_rare_options(page):
    page.show_pane("catalogue")
    assert not page.catalogue_list.more.marc.isVisible()
    settings.put(name="advanced", value=True)
    page.show_pane("catalogue")
    assert page.catalogue_list.more.marc.isVisible()


def test_what_was_found_is_saved_in_the_chosen_form(page, qtbot, tmp_path):
    a_title(name="西游记")
    a_title(name="水浒传")
    page.show_pane("catalogue")
    page.catalogue_list.list.filter_box.setText("水浒")
    qtbot.waitUntil(lambda: [row.name for row in page.catalogue_list.list.rows()] == ["水浒传"])
    dialog = page.catalogue_list.on_export()
    assert dialog.which.isVisible()
    dialog.form.set_value("gbk")
    dialog.on_save()
    path = tmp_path / "书目.iso"
    opened(QFileDialog).fileSelected.emit(str(path))
    qtbot.waitUntil(path.exists)
    opened(QFileDialog).reject()
    assert [row[1] for _number, row in table_in(path, kind="books").rows] == ["水浒传"]
    assert "水浒传".encode("gbk") in path.read_bytes()


def test_letters_that_gbk_lacks_are_said_and_nothing_is_written(page, qtbot, tmp_path):
    a_title(name="𠮷野家的故事")
    path = tmp_path / "书目.iso"
    marc_export.export(page, to=path, dialect="cnmarc", form="gbk", title_ids=None)

    def said() -> list[Any]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, Message) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(said()))
    assert not path.exists()
    said()[0].reject()
