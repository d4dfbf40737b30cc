"""The rules of lending by category and kind, in Settings."""

from PySide6.QtWidgets import QApplication

from centre_app.centre import settings
from centre_app.lending import policies
from centre_app.storage import journal
from ui.settings.lending import LendingSection, PolicyDialog
from ui.settings.page import SettingsPage


def _dialog() -> PolicyDialog:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, PolicyDialog) and each.isVisible()
    )


def _section(page: SettingsPage) -> LendingSection:
    page.show_argument("lending")
    found = page.section("lending")
    assert isinstance(found, LendingSection)
    return found


def test_a_rule_is_added_changed_and_removed(page: SettingsPage) -> None:
    section = _section(page)
    section.add_button.click()
    dialog = _dialog()
    dialog.form.field("kind").set_value("tool")
    dialog.form.field("loan_days").set_value(3)
    dialog.submit_button.click()
    assert policies.terms(category="resident", kind="tool").loan_days == 3
    section.refresh()
    row = next(each for each in section.list.rows() if each.kind == "tool")
    section.on_change(row)
    dialog = _dialog()
    dialog.form.field("loan_days").set_value(None)
    dialog.form.field("renewal_limit").set_value(0)
    dialog.submit_button.click()
    found = policies.terms(category="resident", kind="tool")
    assert (found.loan_days, found.renewal_limit) == (30, 0)
    section.on_remove(row)
    assert [each.kind for each in policies.policies()] == [""]
    journal.undo()
    assert policies.terms(category="resident", kind="tool").renewal_limit == 0


def test_a_rule_for_nobody_is_refused_and_the_dialog_stays(page: SettingsPage) -> None:
    section = _section(page)
    section.add_button.click()
    dialog = _dialog()
    dialog.form.field("loan_days").set_value(3)
    dialog.submit_button.click()
    assert dialog.isVisible()
    assert len(policies.policies()) == 1


def test_rare_numbers_stand_there_only_once_they_are_switched_on(page: SettingsPage) -> None:
    assert "due_mode" not in _section(page).card.form.entries
    settings.put(name="advanced", value=True)
    section = LendingSection()
    assert {"due_mode", "renewal_from", "grace_days"} <= section.card.form.entries.keys()
    dialog = PolicyDialog(section, rare=False)
    assert "loan_hours" not in dialog.form.entries
