"""The wording of the consent in Settings."""

import pytest
from PySide6.QtWidgets import QApplication

from centre_app.people import consents
from centre_app.storage import journal
from ui.kit import style
from ui.settings.consent import ConsentSection

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def section(qtbot, qapp: QApplication, centre) -> ConsentSection:
    style.apply(qapp)
    made = ConsentSection()
    qtbot.addWidget(made)
    made.refresh()
    return made


def test_the_wording_is_changed_as_a_new_version_and_the_old_one_can_be_read(section):
    assert not section.save_button.isEnabled()
    first = section.text.value()
    section.text.edit.setPlainText("新的同意书")
    assert section.has_unsaved()
    section.save_button.click()
    assert [each.text for each in consents.wordings()] == ["新的同意书", first]
    assert section.versions.count() == 1
    assert not section.has_unsaved()
    journal.undo()
    section.refresh()
    assert section.text.value() == first


def test_an_empty_wording_is_refused_in_the_form(section):
    section.text.edit.setPlainText("   ")
    section.save_button.click()
    assert section.form.has_errors()
    assert consents.wording().version == 1
