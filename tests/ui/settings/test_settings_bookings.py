"""What rules bookings can be set in the window, and counts."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from centre_app.centre import preferences, rooms, settings
from ui.kit.form import FormDialog
from ui.settings.page import SettingsPage


def test_rare_options_and_times_are_switched_on(page: SettingsPage) -> None:
    section = page.section("bookings")
    section.card.form.set_values(advanced=True, no_show_minutes=20, release_no_shows=True)
    section.card.save_button.click()

    assert (settings.get("advanced"), settings.get("no_show_minutes"), settings.get("release_no_shows")) == (
        True,
        20,
        True,
    )


def test_the_usual_limits_are_one_press_and_so_is_none(page: SettingsPage) -> None:
    page.show_argument("bookings")
    section = page.section("bookings")

    section.usual_button.click()
    assert (settings.get("quota_hours_use"), settings.get("quota_count_month")) == (4, 2)
    assert section.limits.form.values()["quota_count_month"] == 2
    section.none_button.click()
    assert settings.get("quota_count_month") == 0


def test_a_zone_can_need_approval_and_time_to_set_up(page: SettingsPage) -> None:
    room = rooms.rooms()[0]
    page.section("zones").on_change(room)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FormDialog)
    dialog.form.set_values(needs_approval=True, buffer_before=10, buffer_after=15)
    dialog.submit()

    changed = rooms.room(room.id)
    assert (changed.needs_approval, changed.buffer_before, changed.buffer_after) == (True, 10, 15)


def test_another_data_folder_counts_from_the_next_start(page: SettingsPage, tmp_path: Path) -> None:
    page.section("computer").choose(tmp_path / "elsewhere")

    assert preferences.data_folder() == tmp_path / "elsewhere"
    said = QApplication.activeModalWidget()
    assert said is not None
    said.close()
