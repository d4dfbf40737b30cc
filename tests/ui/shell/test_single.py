"""One window for each data folder, whatever happened to the last one."""

from pathlib import Path

from PySide6.QtCore import QLockFile
from pytestqt.qtbot import QtBot

from ui.shell.single import LOCK_NAME, OneWindow


def test_a_second_start_raises_the_first_window(tmp_path: Path, qtbot: QtBot) -> None:
    first, second = OneWindow(tmp_path), OneWindow(tmp_path)
    assert first.take()
    with qtbot.waitSignal(first.asked_to_show):
        assert not second.take()
    first.give_up()


def test_another_folder_is_another_window(tmp_path: Path, qtbot: QtBot) -> None:
    first, second = OneWindow(tmp_path / "a"), OneWindow(tmp_path / "b")
    assert first.take()
    assert second.take()
    first.give_up()
    second.give_up()


def test_a_folder_given_up_can_be_taken_again(tmp_path: Path, qtbot: QtBot) -> None:
    first, second = OneWindow(tmp_path), OneWindow(tmp_path)
    assert first.take()
    first.give_up()
    assert second.take()
    second.give_up()


def test_a_lock_whose_owner_is_gone_never_blocks(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / LOCK_NAME).write_text("999999\ncentre-desk\nanother-computer\nid\nboot\n", encoding="utf-8")
    holder = OneWindow(tmp_path)
    assert holder.take()
    holder.give_up()


def test_a_lock_whose_owner_does_not_answer_is_broken(tmp_path: Path, qtbot: QtBot) -> None:
    silent = QLockFile(str(tmp_path / LOCK_NAME))
    assert silent.tryLock(0)
    holder = OneWindow(tmp_path)
    assert holder.take()
    holder.give_up()
