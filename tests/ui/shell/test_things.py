"""Shelf barcodes, sets and kits through the one scan field of the real window, and the tone of a scan."""

import io
import os
import sys
import wave
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from centre_app.centre import preferences
from centre_app.desk import scanning
from centre_app.lending import kits, sets, shelf_codes
from centre_app.lending.models import Copy, CopyFlag, Loan
from tests import builders
from ui.kit import toast
from ui.shell import sound
from ui.shell.work import Work


def press(work: Work, text: str) -> None:
    """Press the button of a toast that is shown."""
    found = [
        each for said in work.window().findChildren(toast.Toast) for each in said.findChildren(QPushButton)
    ]
    next(each for each in reversed(found) if each.text() == text and each.isVisible()).click()


def out() -> int:
    return int(Loan.select().where(Loan.returned_at.is_null()).count())


@pytest.fixture
def umbrellas(work: Work) -> None:
    title = builders.a_title(name="晴雨伞")
    shelf_codes.add_pieces(title_id=title.id, count=5, shelf_code="YS001001", kind="tool")
    work.context.open_person(builders.a_person(name="陈雨桐").id)


def test_the_same_shelf_barcode_twice_at_once_lends_two(work: Work, umbrellas: None) -> None:
    work.scans.on_burst("YS001001")
    work.scans.on_burst("YS001001")
    assert out() == 2


def test_scans_made_before_the_lending_page_was_opened_are_in_its_session(
    work: Work, umbrellas: None
) -> None:
    assert "lending" not in work.pages
    work.scans.on_burst("YS001001")
    page = work.show_page("lending")
    assert [(row.title, row.operation) for row in page.session_list.list.rows()] == [("晴雨伞", "lent")]


def test_one_more_and_undo_are_buttons_of_the_message(work: Work, umbrellas: None) -> None:
    work.scans.enter("2*ys001001")
    press(work, "再借一件")
    assert out() == 3
    press(work, "撤销 Ctrl Z")
    assert out() == 2


def test_the_whole_set_is_lent_and_taken_back_by_buttons(work: Work) -> None:
    title = builders.a_title(name="红楼梦")
    barcodes = [Copy.get_by_id(each).barcode for each in sets.add_set(title_id=title.id, count=4)]
    work.context.open_person(builders.a_person(name="陈雨桐").id)
    work.scans.on_burst(barcodes[0])
    press(work, "整套借出")
    assert out() == 4
    work.scans.on_burst(barcodes[3])
    press(work, "全部还回")
    assert out() == 0


def test_what_is_missing_in_a_kit_is_asked_beside_the_next_scan(work: Work) -> None:
    kit = builders.a_copy(title=builders.a_title(name="急救箱"), kind="kit", barcode="B000900")
    kits.put_items(copy_id=kit.id, items=[kits.Item("纱布", 5)])
    work.context.open_person(builders.a_person(name="陈雨桐").id)
    work.scans.on_burst("B000900")
    assert "“急救箱”内有：纱布 × 5" in toast.shown()
    work.scans.seconds = lambda: 1e9
    work.scans.on_burst("B000900")
    assert QApplication.activeModalWidget() is None
    press(work, "缺了东西…")
    dialog = QApplication.activeModalWidget()
    dialog.form.field("note").set_value("少一卷")
    dialog.submit()
    assert CopyFlag.get().reason == "少一卷"


def test_something_that_expires_is_opened_from_the_to_do_list(work: Work) -> None:
    kit = builders.a_copy(title=builders.a_title(name="急救箱"), kind="kit")
    kits.put_items(copy_id=kit.id, items=[kits.Item("碘伏", 1, date(2026, 10, 30))])
    page = work.page()
    assert page is not None
    page.refresh()
    row = next(each for each in page.todo.rows() if each.kind == "expiring")
    page.todo_card.open_row(row)
    dialog = QApplication.activeModalWidget()
    assert "expires_on" in dialog.form.entries
    dialog.reject()


def test_the_tones_are_sound_files_that_differ() -> None:
    for tone in sound.TONES:
        with wave.open(io.BytesIO(sound.wav(tone))) as file:
            assert 0.05 < file.getnframes() / file.getframerate() < 0.6
    assert sound.wav("done") != sound.wav("refused")


def test_what_is_done_and_what_is_refused_sound_apart(work: Work) -> None:
    outcome = scanning.Outcome
    assert sound.tone_of(outcome("lent", "", wrote=True)) == "done"
    assert sound.tone_of(outcome("already_here", "")) == "done"
    assert sound.tone_of(outcome("unknown", "")) == "refused"
    assert sound.tone_of(outcome("choices", "")) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="the player is a shell script")
def test_a_scan_is_heard_once_it_is_saved_and_a_refusal_too(
    work: Work, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = tmp_path / "heard"
    player = tmp_path / "pw-play"
    player.write_text(f'#!/bin/sh\necho "$1" >> {heard}\n')
    player.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin{os.pathsep}/usr/bin")
    copy = builders.a_copy(barcode="B000901", condition="withdrawn")
    builders.a_person(card_number="R000901")
    work.scans.on_burst("R000901")
    assert not heard.exists()  # off until it is wanted
    preferences.put("sound", True)
    work.scans.on_burst(copy.barcode)
    qtbot.waitUntil(lambda: heard.exists() and heard.read_text().endswith("refused.wav\n"))
    builders.a_person(card_number="R000902")
    work.scans.on_burst("R000902")
    qtbot.waitUntil(lambda: heard.read_text().endswith("done.wav\n"))


def test_without_a_player_nothing_fails(work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    preferences.put("sound", True)
    builders.a_person(card_number="R000903")
    work.scans.on_burst("R000903")
    assert any("签到" in said for said in toast.shown())
