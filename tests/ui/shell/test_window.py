"""The one window: what must be settled before the desk, its actions, its look, and closing."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTextBrowser
from pytestqt.qtbot import QtBot
from sqlcipher3 import dbapi2

from centre_app import clock, i18n
from centre_app.access import clerks
from centre_app.access.models import Clerk
from centre_app.centre import preferences, rooms, settings
from centre_app.centre.calendar import OpeningState, Span
from centre_app.people import presence, tallies
from centre_app.people.models import Person, Visit
from centre_app.rooms import bookings
from centre_app.storage import action, backup, database, opening
from tests import builders
from ui.importing.dialog import ImportDialog
from ui.kit import changes, job, messages, toast
from ui.shell import bar, covers, first_run, pages, practice, settling
from ui.shell.bursts import HeldBursts
from ui.shell.window import MainWindow
from ui.shell.work import Work

Open = Callable[[], MainWindow]
CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_clerk_is_chosen_by_number_before_the_desk_opens(
    small_centre: Path, open_window: Open, qtbot: QtBot
) -> None:
    builders.a_clerk(name="王师傅")
    window = open_window()
    assert isinstance(window.cover, covers.ClerkChooser)
    qtbot.keyClick(window.cover.name_buttons[0], Qt.Key.Key_2)
    qtbot.waitUntil(lambda: window.currentWidget() is window.work)
    assert window.work is not None
    assert window.work.rail.clerk.text() == "值班：王师傅"
    assert action.current_clerk.get() == Clerk.get(Clerk.name == "王师傅").id


def test_the_window_is_named_after_the_centre_from_the_start(window: MainWindow) -> None:
    assert window.windowTitle() == "蓝天邻里中心"


def test_arrows_and_enter_choose_a_clerk(small_centre: Path, open_window: Open, qtbot: QtBot) -> None:
    builders.a_clerk(name="王师傅")
    window = open_window()
    assert isinstance(window.cover, covers.ClerkChooser)
    qtbot.keyClick(window.cover.name_buttons[0], Qt.Key.Key_Right)
    qtbot.keyClick(window.cover.name_buttons[1], Qt.Key.Key_Return)
    on_duty = clerks.on_duty()
    assert on_duty is not None
    assert on_duty.name == "王师傅"


def test_a_new_clerk_is_added_and_on_duty(small_centre: Path, open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    assert isinstance(window.cover, covers.ClerkChooser)
    window.cover.line.setText("赵阿姨")
    window.cover.add_button.click()
    on_duty = clerks.on_duty()
    assert on_duty is not None
    assert on_duty.name == "赵阿姨"
    assert window.cover is None


def test_a_doubtful_clock_is_confirmed_before_anything_is_written(
    small_centre: Path, open_window: Open, frozen: datetime
) -> None:
    clock.set_for_tests(frozen - timedelta(days=400))
    window = open_window()
    assert isinstance(window.cover, covers.ClockDoubt)
    window.cover.yes.click()
    assert isinstance(window.cover, covers.ClerkChooser)
    assert action.last_action_at() == clock.utc_now()


def test_a_wrong_clock_closes_the_program_with_nothing_written(
    small_centre: Path, open_window: Open, frozen: datetime
) -> None:
    before = action.last_action_at()
    clock.set_for_tests(frozen - timedelta(days=400))
    window = open_window()
    assert isinstance(window.cover, covers.ClockDoubt)
    window.cover.no.click()
    assert not window.isVisible()
    opening.open_database(small_centre)
    assert action.last_action_at() == before


def test_a_blank_screen_hides_dialogs_and_asks_for_the_clerk(work: Work, qtbot: QtBot) -> None:
    window = work.window()
    assert isinstance(window, MainWindow)
    work.show_help()
    dialog = QApplication.activeModalWidget()
    work.context.go("blank")
    assert isinstance(window.cover, covers.Blank)
    assert not dialog.isVisible()
    qtbot.keyClick(window.cover, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: isinstance(window.cover, covers.ClerkChooser))
    qtbot.keyClick(window.cover.name_buttons[0], Qt.Key.Key_1)
    qtbot.waitUntil(lambda: window.currentWidget() is work)
    assert dialog.isVisible()
    dialog.close()


@pytest.mark.parametrize("cover", ["blank", "clerk"])
def test_a_card_scanned_at_a_cover_chooses_no_clerk_and_is_taken_once_one_is_chosen(
    work: Work, qtbot: QtBot, cover: str
) -> None:
    window = work.window()
    assert isinstance(window, MainWindow)
    scanned = builders.a_person(card_number="R000121")
    work.context.go(cover)
    for held in window.findChildren(HeldBursts):
        held.clock = lambda _event: 0.0
    qtbot.keyClicks(window.focusWidget(), "R000121")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert isinstance(window.cover, covers.ClerkChooser)
    assert window.cover.error.isVisible()
    assert Visit.select().count() == 0
    window.cover.name_buttons[0].click()
    assert Visit.get().person_id == scanned.id


def test_blanking_the_screen_closes_the_open_person(work: Work) -> None:
    work.context.open_person(builders.a_person().id)
    work.context.go("blank")
    assert work.context.open_person_id is None


class UnixLine(QLineEdit):
    """A line that takes every Ctrl key for editing, as lines do on X11."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def test_an_action_of_the_program_works_while_a_text_field_has_the_focus(work: Work, qtbot: QtBot) -> None:
    line = UnixLine(work)
    line.show()
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_A, CTRL)
    assert work.window().focusWidget() is line
    qtbot.keyClick(line, Qt.Key.Key_K, CTRL)
    assert work.window().focusWidget() is work.bar.field


def test_a_backup_restored_by_another_program_is_shown_and_said(
    window: MainWindow, small_centre: Path
) -> None:
    saved = backup.back_up(small_centre.with_name("saved.centre-backup"))
    builders.a_person(name="陈雨桐")
    changes.hub().look()
    other = dbapi2.connect(str(small_centre))
    source = dbapi2.connect(str(saved))
    source.backup(other)
    source.close()
    other.close()
    changes.hub().look()
    assert window.work is not None
    assert Person.select().count() == 0
    assert "恢复" in toast.shown()[-1]


def test_a_data_file_that_was_moved_away_is_noticed(window: MainWindow, small_centre: Path) -> None:
    moved = small_centre.rename(small_centre.with_name("elsewhere.db"))
    assert window.work is not None
    window.work.on_look()
    assert "移动" in toast.shown()[-1]
    moved.rename(small_centre)


def test_changing_the_clerk_can_be_given_up(work: Work, qtbot: QtBot) -> None:
    window = work.window()
    assert isinstance(window, MainWindow)
    qtbot.keyClick(work.bar.field, Qt.Key.Key_D, CTRL)
    assert isinstance(window.cover, covers.ClerkChooser)
    qtbot.keyClick(window.cover.name_buttons[0], Qt.Key.Key_Escape)
    assert window.currentWidget() is work


def test_pages_open_by_their_keys(work: Work, qtbot: QtBot) -> None:
    for key, page_id in ((Qt.Key.Key_2, "rooms"), (Qt.Key.Key_Comma, "settings"), (Qt.Key.Key_1, "desk")):
        qtbot.keyClick(work.bar.field, key, CTRL)
        page = work.page()
        assert page is not None
        assert page.id == page_id
        assert work.rail.buttons[page_id].isChecked()


def test_every_page_can_be_built_and_fits_the_small_screen(work: Work) -> None:
    for entry in pages.PAGES:
        page = work.show_page(entry.id)
        assert page.id == entry.id
    assert work.window().minimumSizeHint().width() <= 1280


def test_no_shortcut_means_two_things_and_none_is_a_bare_letter(work: Work) -> None:
    of_the_window = [each.shortcut for each in work.actions_list if each.shortcut]
    assert len(of_the_window) == len(set(of_the_window))
    for entry in pages.PAGES:
        here = [each.shortcut for each in work.show_page(entry.id).page_actions() if each.shortcut]
        assert len(here) == len(set(here)), entry.id
        assert not set(here) & set(of_the_window), entry.id
        assert not [keys for keys in here if len(keys) == 1], entry.id


def test_help_shows_the_page_and_its_keys(work: Work, qtbot: QtBot) -> None:
    qtbot.keyClick(work.bar.field, Qt.Key.Key_F1)
    dialog = QApplication.activeModalWidget()
    words = dialog.findChild(QTextBrowser).toPlainText()
    assert "Ctrl K" in words
    assert "扫描栏" in words
    dialog.close()


def test_another_language_keeps_the_page_and_the_open_person(window: MainWindow, qtbot: QtBot) -> None:
    assert window.work is not None
    person = builders.a_person()
    window.work.context.open_person(person.id)
    window.work.show_page("lending")
    preferences.put("language", "en")
    window.work.context.go("rebuild")
    qtbot.waitUntil(lambda: i18n.language() == "en" and window.work is not None)
    page = window.work.page()
    assert page is not None
    assert page.id == "lending"
    assert window.work.context.open_person_id == person.id
    assert window.work.rail.buttons["desk"].accessibleName() == "Desk"


def test_a_restored_file_is_opened_anew(window: MainWindow, qtbot: QtBot) -> None:
    before = window.work
    assert before is not None
    before.context.go("restart")
    qtbot.waitUntil(lambda: window.work is not None and window.work is not before)
    assert window.currentWidget() is window.work


def test_the_window_remembers_its_place(window: MainWindow) -> None:
    window.close()
    assert preferences.get("geometry")


def test_the_first_clerk_of_an_own_centre_is_on_duty(centre: Path, open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    assert isinstance(window.cover, first_run.FirstRun)
    window.cover.own_button.click()
    form = window.cover
    assert isinstance(form, first_run.OwnCentre)
    form.zones[4].wanted.setChecked(False)
    form.name.edit.setText("蓝天邻里中心")
    form.clerk.edit.setText("李敏")
    form.done_button.click()
    assert settings.get("centre_name") == "蓝天邻里中心"
    assert len(rooms.rooms()) == 4
    assert window.work is not None
    assert window.work.bar.pill.text() == "开放中 08:30–21:00"
    _finish_jobs(qtbot)


def test_an_own_centre_without_a_name_is_not_set_up(centre: Path, open_window: Open) -> None:
    window = open_window()
    assert isinstance(window.cover, first_run.FirstRun)
    window.cover.own_button.click()
    form = window.cover
    assert isinstance(form, first_run.OwnCentre)
    form.clerk.edit.setText("李敏")
    form.done_button.click()
    assert form.error.isVisible()
    assert window.focusWidget() is form.name.main()
    assert settling.nothing_set_up()


def test_a_zone_without_places_is_named_and_its_field_marked(centre: Path, open_window: Open) -> None:
    window = open_window()
    assert isinstance(window.cover, first_run.FirstRun)
    window.cover.own_button.click()
    form = window.cover
    assert isinstance(form, first_run.OwnCentre)
    form.name.edit.setText("蓝天邻里中心")
    form.clerk.edit.setText("李敏")
    zone = form.zones[2]
    zone.capacity.edit.setText("0")
    form.done_button.click()
    assert zone.name.value() in form.error.text()
    assert window.focusWidget() is zone.capacity.main()
    assert settling.nothing_set_up()


def test_another_text_size_leaves_the_clerk_in_the_same_part_of_the_settings(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.work is not None
    window.work.show_page("settings", "computer")
    before = window.work
    preferences.put("percent", 110)
    window.work.context.go("rebuild")
    qtbot.waitUntil(lambda: window.work is not before)
    page = window.work.page()
    assert page is not None
    assert (page.id, page.place()) == ("settings", "computer")


def test_what_is_typed_in_the_settings_survives_another_look_and_closing_asks(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.work is not None
    page = window.work.show_page("settings", "centre")
    page.section("centre").card.form.field("centre_name").edit.setText("幸福里邻里中心")
    page.show_argument("hours")
    page.section("hours").week.fields[1, 0][0].edit.setText("09:15")
    before = window.work
    preferences.put("percent", 110)
    window.work.context.go("rebuild")
    qtbot.waitUntil(lambda: window.work is not before)
    page = window.work.page()
    card = page.section("centre").card
    assert card.form.values()["centre_name"] == "幸福里邻里中心"
    assert card.save_button.isEnabled()
    assert page.section("hours").week.texts()[1][0][0] == "09:15"
    window.close()
    question = QApplication.activeModalWidget()
    assert isinstance(question, messages.Message)
    assert window.isVisible()
    assert question.confirm_button is not None
    question.confirm_button.click()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_another_look_waits_for_work_that_will_be_told(window: MainWindow, qtbot: QtBot) -> None:
    before, go_on, told = window.work, threading.Event(), []
    assert before is not None
    made = job.run("备份", lambda _progress: go_on.wait(30), then=told.append, parent=before)
    before.context.go("rebuild")
    with qtbot.waitSignal(made.finished):
        QTimer.singleShot(100, go_on.set)
    assert told == [True]
    qtbot.waitUntil(lambda: window.work is not before)


def test_what_was_just_said_is_still_there_after_another_look(window: MainWindow, qtbot: QtBot) -> None:
    before = window.work
    toast.show("已备份并校验。")
    before.context.go("rebuild")
    qtbot.waitUntil(lambda: window.work not in (None, before))
    qtbot.waitUntil(lambda: toast.shown() == ["已备份并校验。"])


def test_the_language_can_be_switched_at_the_first_run(centre: Path, open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.settling.speak("en")
    qtbot.waitUntil(lambda: i18n.language() == "en")
    assert isinstance(window.cover, first_run.FirstRun)
    assert window.cover.own_button.text() == "Start an empty centre"


def test_the_practice_centre_says_so(window: MainWindow) -> None:
    assert window.work is not None
    assert not window.work.banner.isVisible()
    practice.mark()
    assert window.work.banner.isVisible()
    assert window.windowTitle() == "练习模式 · 蓝天邻里中心"


@pytest.mark.parametrize(
    ("hour", "word"), [(8, "尚未开放"), (10, "开放中"), (13, "未开放"), (21, "今日已闭馆")]
)
def test_the_bar_says_whether_it_is_not_yet_or_no_more_open(frozen: datetime, hour: int, word: str) -> None:
    day = frozen.replace(hour=0, minute=0)
    spans = [
        Span(starts=day + timedelta(hours=start), ends=day + timedelta(hours=end))
        for start, end in ((9, 12), (14, 20))
    ]
    now = day + timedelta(hours=hour)
    state = OpeningState(is_open=any(span.starts <= now < span.ends for span in spans), today=spans)
    assert bar.opening_word(state, now) == word


def test_the_first_start_of_a_day_backs_up_and_closes_forgotten_visits(
    small_centre: Path, open_window: Open, qtbot: QtBot, frozen: datetime
) -> None:
    from centre_app.centre.models import Room

    builders.a_visit(room=Room.get(), arrived_at=frozen - timedelta(days=1))
    for old in backup.backups_in(backup.folder_of(small_centre)):
        old.unlink()
    clerks.put_on_duty(clerk_id=clerks.clerks()[0].id)
    window = open_window()
    assert Visit.get().left_assumed
    _finish_jobs(qtbot)
    made = backup.backups_in(backup.folder_of(small_centre))
    assert len(made) == 1
    backup.verify(made[0])
    assert window.work is not None
    assert "10:00" in window.work.rail.backup.accessibleName()
    assert any("同一块硬盘" in said for said in toast.shown())


def _finish_jobs(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not job.under_way(), timeout=20_000)


@pytest.mark.parametrize("target", ["check_in_group", "import:books", "import:people"])
def test_dialogs_open_from_any_page(work: Work, qtbot: QtBot, target: str) -> None:
    work.context.go(target)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()


def test_a_clock_that_jumps_while_the_window_is_open_is_asked_about(work: Work, frozen: datetime) -> None:
    window = work.window()
    assert isinstance(window, MainWindow)
    clock.set_for_tests(frozen - timedelta(days=2))
    work.on_look()
    assert isinstance(window.cover, covers.ClockDoubt)
    window.cover.yes.click()
    assert window.currentWidget() is work


def test_a_day_that_begins_in_an_open_window_is_backed_up(
    work: Work, small_centre: Path, qtbot: QtBot, frozen: datetime
) -> None:
    folder = backup.folder_of(small_centre)
    clock.set_for_tests(frozen + timedelta(hours=23))
    work.on_look()
    _finish_jobs(qtbot)
    assert backup.last_backup_on(folder) == frozen.date() + timedelta(days=1)


def test_what_is_due_by_the_clock_is_done_while_the_window_is_open(work: Work, frozen: datetime) -> None:
    settings.put(name="release_no_shows", value=True)
    hour = timedelta(hours=1)
    late = builders.a_booking(room=builders.a_room(), starts_at=frozen, ends_at=frozen + hour)
    clock.set_for_tests(frozen + hour / 2)
    work.on_look()
    assert bookings.booking(late.id).status == "no_show"


def test_walk_ins_leave_after_their_usual_stay_while_the_window_is_open(work: Work, frozen: datetime) -> None:
    room = builders.a_room(usual_minutes=30)
    tallies.tally(room_id=room.id, band="60+", sex="F")
    known = builders.a_visit(room=room, arrived_at=frozen, person=builders.a_person())
    clock.set_for_tests(frozen + timedelta(minutes=31))
    work.on_look()
    assert [row.id for row in presence.here_now()] == [known.id]


def test_the_practice_centre_fills_itself_and_is_marked(
    centre: Path, open_window: Open, qtbot: QtBot
) -> None:
    database.close_database()
    below = centre.parent / practice.FOLDER / database.FILE_NAME
    opening.open_database(below)
    window = open_window()
    _finish_jobs(qtbot)
    assert settings.get("practice")
    assert isinstance(window.cover, covers.ClerkChooser)


def test_the_menu_says_what_would_be_undone(work: Work) -> None:
    settings.put(name="lend_days", value=14)
    work._fill_menu()
    texts = [each.text() for each in work.bar.menu.actions()]
    assert any(text.startswith("撤销：") for text in texts)


def test_a_window_that_waits_to_close_says_so_once(window: MainWindow, qtbot: QtBot) -> None:
    let_go, asked = threading.Event(), QTimer(window, singleShot=True, interval=250)
    running = job.run("work", lambda progress: let_go.wait(10), parent=window)
    window.close()
    (said,) = [each for each in window.findChildren(toast.Toast) if "正在保存" in each.text()]
    with qtbot.waitSignal(asked.timeout):
        asked.start()
    still = [each for each in window.findChildren(toast.Toast) if each.text() == said.text()]
    with qtbot.waitSignal(running.finished):
        let_go.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert still == [said]


def test_the_window_closes_only_when_nothing_is_being_saved(window: MainWindow, qtbot: QtBot) -> None:
    running = job.run("work", lambda progress: None, parent=window)
    window.close()
    assert window.isVisible()
    with qtbot.waitSignal(running.finished):
        pass
    qtbot.waitUntil(lambda: not window.isVisible())


def test_a_file_dropped_on_the_window_is_looked_at_as_a_list(qtbot, work, tmp_path):
    path = tmp_path / "名单.csv"
    path.write_text("姓名,手机号\n李娜,13800138000\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(QPoint(9, 9), *how)
    work.dragEnterEvent(entered)
    assert entered.isAccepted()

    work.dropEvent(QDropEvent(QPointF(9, 9), *how))

    dialog = work.window().findChild(ImportDialog)
    qtbot.waitUntil(lambda: dialog.judged is not None and dialog.job is None)
    assert (dialog.opened.kind, dialog.judged.plan.counts.added) == ("people", 1)
    dialog.reject()
