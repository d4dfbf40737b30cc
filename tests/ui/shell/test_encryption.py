"""Encryption as it is met in the window: the first run, a missing key, encrypting, a new key, a centre brought along."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from centre_app import errors
from centre_app.access import audit, clerks
from centre_app.centre import recovery_sheet, rooms, settings
from centre_app.storage import backup, cipher, database, encryption, keystore
from centre_app.storage.opening import open_database
from tests.conftest import MemoryStore
from ui.kit import key_dialog
from ui.kit.crash import CrashDialog
from ui.kit.key_dialog import KeyDialog
from ui.kit.messages import Message
from ui.kit.printing import Sheet
from ui.settings.encryption import EncryptionSection
from ui.settings.recovery_sheet import RecoveryPreview, html
from ui.shell import covers, first_run, rescue, rewriting
from ui.shell.recovery import RecoveryCover
from ui.shell.window import MainWindow

Open = Callable[[], MainWindow]


@pytest.fixture
def encrypted(small_centre: Path) -> Path:
    """The small centre, encrypted; open."""
    database.close_database()
    encryption.encrypt(small_centre, folder=small_centre.with_name("older"))
    open_database(small_centre)
    return small_centre


def forget_keys(store: MemoryStore) -> None:
    """The computer was set up anew: nothing is in its key store."""
    store.clear()
    keystore.use(store)


def at_the_encryption(window: MainWindow) -> EncryptionSection:
    """The section of the settings, shown."""
    assert window.work is not None
    window.work.show_page("settings", "encryption")
    section: EncryptionSection = window.work.page().section("encryption")
    return section


def keep_the_sheet(path: Path) -> None:
    """Somebody is on duty, and the sheet of the key in use was printed and confirmed."""
    clerks.put_on_duty(clerk_id=clerks.clerks()[0].id)
    settings.put(name="recovery_sheet", value=str(cipher.needed(path)))


def shown(kind: type, qtbot: QtBot) -> list:
    """The dialogs of a kind that stand before the window, once there is one."""
    found: list = []

    def look() -> bool:
        found[:] = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]  # fmt: skip
        return bool(found)

    qtbot.waitUntil(look)
    return found


def test_the_sheet_of_a_new_centre_is_asked_for_until_two_of_its_words_were_typed(
    tmp_path: Path, open_window: Open, qtbot: QtBot
) -> None:
    open_database(tmp_path / "new" / database.FILE_NAME, new_key=True)
    window = open_window()
    assert isinstance(window.cover, first_run.FirstRun)
    window.cover.own_button.click()
    assert isinstance(window.cover, first_run.OwnCentre)
    window.cover.name.set_value("星光邻里中心")
    window.cover.clerk.set_value("李敏")
    window.cover.done_button.click()

    cover = window.cover
    assert isinstance(cover, RecoveryCover)
    assert not cover.fields[0].isEnabled()
    assert not cover.done_button.isEnabled()
    preview = cover.show_sheet()
    preview.put_out.emit()
    with qtbot.waitSignal(preview.finished):
        preview.reject()
    words = recovery_sheet.sheet().words
    for place, field in zip(cover.places, cover.fields, strict=True):
        field.set_value(words[place % 24])
    cover.done_button.click()
    assert f"第 {cover.places[0]} 个" in cover.error.text()
    assert not recovery_sheet.is_confirmed()
    for place, field in zip(cover.places, cover.fields, strict=True):
        field.set_value(words[place - 1])
    cover.done_button.click()

    assert window.cover is None
    assert recovery_sheet.is_confirmed()
    assert "print the recovery sheet" in [row.label for row in audit.entries()]


def test_a_postponed_sheet_is_asked_for_at_the_next_start(encrypted: Path, open_window: Open) -> None:
    clerks.put_on_duty(clerk_id=clerks.clerks()[0].id)
    for _start in range(2):
        window = open_window()
        assert isinstance(window.cover, RecoveryCover)
        window.cover.later.click()
        assert window.cover is None


def test_made_up_people_need_no_sheet_and_no_warning(encrypted: Path, open_window: Open) -> None:
    recovery_sheet.never_ask()
    clerks.put_on_duty(clerk_id=clerks.clerks()[0].id)
    assert open_window().cover is None


def test_without_a_key_store_the_first_run_says_that_nothing_is_encrypted(
    centre: Path, open_window: Open
) -> None:
    keystore.use(None)
    window = open_window()
    said = [note.text() for note in window.cover.findChildren(first_run.card.Note)]
    assert any("GNOME Keyring" in text for text in said)


def test_a_missing_key_is_typed_and_kept_and_the_desk_begins(
    encrypted: Path, key_store: MemoryStore, qapp: QApplication, qtbot: QtBot
) -> None:
    words = recovery_sheet.sheet().words
    database.close_database()
    forget_keys(key_store)
    with pytest.raises(errors.KeyMissing) as refused:
        open_database(encrypted)
    begun: list[Path] = []
    dialog = rescue.ask_key(
        qapp,
        encrypted.parent,
        refused.value,
        begin=lambda _app, folder: begun.append(folder) or True,
    )
    assert cipher.needed(encrypted) in dialog.number

    dialog.words.set_value(" ".join([*words[:8], words[9], words[8], *words[10:]]))
    dialog.open_button.click()
    qtbot.waitUntil(lambda: "第 9 个和第 10 个" in dialog.error.text())
    assert key_store == {}
    dialog.words.set_value("".join(words))
    with qtbot.waitSignal(dialog.accepted):
        dialog.open_button.click()

    assert begun == [encrypted.parent]
    assert len(key_store) == 1
    open_database(encrypted)
    assert rooms.rooms()[0].name == "悦享读书区"


def test_the_code_of_the_sheet_is_read_from_a_picture_and_from_a_scanner(
    encrypted: Path, tmp_path: Path, key_store: MemoryStore, qtbot: QtBot
) -> None:
    code = recovery_sheet.sheet().code
    sheet = Sheet(html())
    picture = QImage(1000, 1400, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFFFF)
    painter = QPainter(picture)
    sheet.document.setTextWidth(1000)
    sheet.document.drawContents(painter)
    painter.end()
    picture.save(str(tmp_path / "photo.png"))
    assert key_dialog.codes_in(tmp_path / "photo.png") == [code]

    forget_keys(key_store)
    done: list[bool] = []
    missing = errors.KeyMissing(path=encrypted, number=cipher.needed(encrypted))
    dialog = KeyDialog(None, missing, then=lambda: done.append(True))
    qtbot.addWidget(dialog)
    dialog.open()
    (tmp_path / "holiday.png").write_bytes(b"no picture")
    dialog.read_picture(tmp_path / "holiday.png")
    qtbot.waitUntil(lambda: "holiday.png" in dialog.error.text())
    with qtbot.waitSignal(dialog.accepted):
        dialog.read_picture(tmp_path / "photo.png")
    assert done == [True]


def test_a_plain_centre_is_encrypted_from_the_settings_with_its_backups(
    small_centre: Path, window: MainWindow, qtbot: QtBot
) -> None:
    section = at_the_encryption(window)
    assert section.encrypt_button.isVisible()
    assert not section.key_button.isVisible()
    section.on_encrypt().accept()
    section.asked.emit("encrypt", None)

    offered = shown(Message, qtbot)[0]
    assert isinstance(window.cover, RecoveryCover)
    assert cipher.needed(small_centre)
    with qtbot.waitSignal(offered.finished):
        offered.confirm_button.click()
    folder = backup.folder_of(small_centre)
    qtbot.waitUntil(lambda: encryption.plain_among(encryption.other_backups(small_centre, folder)) == [])
    window.cover.later.click()
    qtbot.waitUntil(lambda: window.work is not None)
    assert settings.get("centre_name") == "蓝天邻里中心"


def test_a_centre_that_another_program_uses_is_not_encrypted_and_the_desk_goes_on(
    small_centre: Path, window: MainWindow, qtbot: QtBot
) -> None:
    other = cipher.connect(small_centre, None)
    other.execute("SELECT count(*) FROM person").fetchall()
    rewriting.encrypt(window)
    said = shown(Message, qtbot)[0]
    assert "请先关闭" in said.sentence.text()
    other.close()
    with qtbot.waitSignal(said.finished):
        said.accept()

    assert window.work is not None
    assert window.cover is None
    assert cipher.is_plain(small_centre)
    assert not list(backup.folder_of(small_centre).glob("*encryption*"))
    assert "start encrypting the data" not in [row.label for row in audit.entries()]


def test_encrypting_that_is_stopped_changes_nothing_and_the_desk_goes_on(
    small_centre: Path, window: MainWindow, qtbot: QtBot
) -> None:
    running = rewriting.encrypt(window)
    running.cancel()
    with qtbot.waitSignal(running.finished):
        pass

    assert window.work is not None
    assert window.cover is None
    assert cipher.is_plain(small_centre)


def test_a_window_closed_while_encrypting_stays_for_the_question_that_follows(
    small_centre: Path, window: MainWindow, qtbot: QtBot
) -> None:
    backup.back_up(backup.folder_of(small_centre) / backup.file_name())
    rewriting.encrypt(window)
    window.close()
    offered = shown(Message, qtbot)[0]
    qtbot.waitUntil(lambda: not window._closing)
    assert window.isVisible()
    assert not database.db.is_closed()
    with qtbot.waitSignal(offered.finished):
        offered.reject()


def test_the_desk_comes_back_after_a_fault_in_what_needs_the_file_closed(
    window: MainWindow, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    running = rewriting.rewrite(window, "甲", lambda _path, _progress: 1 // 0, then=lambda _none: None)
    with qtbot.waitSignal(running.finished):
        pass
    caplog.clear()
    shown(CrashDialog, qtbot)[0].accept()
    assert window.work is not None
    assert window.cover is None
    assert settings.get("centre_name") == "蓝天邻里中心"


def test_a_new_key_is_made_from_the_settings_and_the_old_sheet_no_longer_counts(
    encrypted: Path, open_window: Open, qtbot: QtBot
) -> None:
    keep_the_sheet(encrypted)
    window = open_window()
    assert window.cover is None
    old = cipher.needed(encrypted)

    rewriting.change_key(window)
    qtbot.waitUntil(lambda: isinstance(window.cover, RecoveryCover))

    assert cipher.needed(encrypted) != old
    window.cover.later.click()
    section = at_the_encryption(window)
    assert section.sheet_button.isVisible()
    assert section.others.isVisible()
    assert "旧密钥" in section.others_words.text()
    with qtbot.waitSignal(section.on_convert().finished):
        pass
    assert not section.others.isVisible()


def test_the_sheet_is_printed_again_only_with_a_reason(
    encrypted: Path, open_window: Open, qtbot: QtBot
) -> None:
    keep_the_sheet(encrypted)
    window = open_window()
    section = at_the_encryption(window)
    asked = section.on_print_again()
    assert not asked.confirm_button.isEnabled()
    asked.reject()
    preview = section.show_sheet("原单受潮")
    assert isinstance(preview, RecoveryPreview)
    preview.put_out.emit()
    with qtbot.waitSignal(preview.finished):
        preview.reject()
    assert ("print the recovery sheet", "原单受潮") in [(row.label, row.reason) for row in audit.entries()]


def test_a_centre_is_brought_from_another_computer_by_backup_and_words(
    encrypted: Path, tmp_path: Path, key_store: MemoryStore, open_window: Open, qtbot: QtBot
) -> None:
    words = recovery_sheet.sheet().words
    made = backup.back_up(tmp_path / "stick" / "centre.centre-backup")
    database.close_database()
    forget_keys(key_store)
    open_database(tmp_path / "new" / database.FILE_NAME, new_key=True)
    window = open_window()
    assert isinstance(window.cover, first_run.FirstRun)

    window.cover.backup_chosen.emit(made)
    dialog = shown(KeyDialog, qtbot)[0]
    dialog.words.set_value(" ".join(words))
    dialog.open_button.click()

    qtbot.waitUntil(lambda: isinstance(window.cover, covers.ClerkChooser))
    assert rooms.rooms()[0].name == "悦享读书区"
    assert cipher.needed(database.database_path()) == cipher.needed(made)


def test_a_backup_of_another_key_is_restored_after_its_words_were_typed(
    encrypted: Path, tmp_path: Path, key_store: MemoryStore, open_window: Open, qtbot: QtBot
) -> None:
    words = recovery_sheet.sheet().words
    made = backup.back_up(tmp_path / "old.centre-backup")
    clerks.add_clerk(name="王师傅")
    database.close_database()
    encryption.change_key(encrypted, folder=tmp_path / "older")
    del key_store[keystore.SERVICE, f"data {cipher.needed(made)}"]
    keystore.use(key_store)
    open_database(encrypted)
    clerks.put_on_duty(clerk_id=clerks.clerks()[0].id)
    window = open_window()
    window.cover.later.click()
    assert window.work is not None
    window.work.show_page("settings", "backups")

    window.work.page().section("backups").restore(made)
    dialog = shown(KeyDialog, qtbot)[0]
    dialog.words.set_value(" ".join(words))
    dialog.open_button.click()
    said = shown(Message, qtbot)[0]
    with qtbot.waitSignal(said.finished):
        said.accept()

    assert [clerk.name for clerk in clerks.clerks()] == ["李敏"]
    assert cipher.needed(encrypted) not in (None, cipher.needed(made))


def test_a_damaged_file_gives_way_to_a_backup_whose_words_were_typed(
    encrypted: Path, tmp_path: Path, key_store: MemoryStore, qapp: QApplication, qtbot: QtBot
) -> None:
    words = recovery_sheet.sheet().words
    made = backup.back_up(tmp_path / "old.centre-backup")
    database.close_database()
    encrypted.write_bytes(b"\xff" * 9000)
    forget_keys(key_store)
    begun: list[Path] = []
    rescue.put_in_place(qapp, encrypted, made, begin=lambda _app, folder: begun.append(folder) or True)
    dialog = shown(KeyDialog, qtbot)[0]
    dialog.words.set_value(" ".join(words))
    dialog.open_button.click()
    said = shown(Message, qtbot)[0]
    with qtbot.waitSignal(said.finished):
        said.accept()

    assert begun == [encrypted.parent]
    open_database(encrypted)
    assert rooms.rooms()[0].name == "悦享读书区"
