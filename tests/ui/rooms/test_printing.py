"""What is printed of the rooms: everything that belongs there, on as many pages as meant, and no personal names."""

import shutil
import subprocess
from datetime import date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from centre_app import clock, errors
from centre_app.access import audit
from centre_app.centre import rooms
from centre_app.storage.action import run
from centre_app.storage.database import db
from tests.builders import a_booking, a_closure, a_person, a_room
from ui.kit.printing import DrawnSheet, PreviewDialog, Sheet
from ui.rooms import door_sign, printing, week_sheet

TODAY = date(2026, 10, 22)
EN_DASH, FIGURE_DASH = "\u2013", "\u2012"  # one glyph in many fonts
PDFTOTEXT = shutil.which("pdftotext")


def at(hour: int, minute: int = 0) -> datetime:
    return datetime.combine(TODAY, time(hour, minute))


@pytest.fixture(autouse=True)
def some_rooms(open_centre: Path) -> None:
    study, closed = a_room(name="学习议事", capacity=20), a_room(name="休闲健身")
    person = a_person(name="王小明", phone="13800001234")
    a_booking(room=study, starts_at=at(9), ends_at=at(11), title="社区议事会", head_count=15, person=person)
    a_booking(room=study, starts_at=at(14), ends_at=at(15), title="王小明家庭聚会", person=person)
    a_booking(room=study, starts_at=at(16), ends_at=at(17), title="", person=person)
    a_booking(room=study, starts_at=at(18), ends_at=at(19), title="合唱", status="requested")
    a_booking(room=study, starts_at=at(20), ends_at=at(21), title="取消了的", status="cancelled")
    a_closure(day=TODAY, room=closed, reason="检修")


def text_of(path: Path) -> str:
    assert PDFTOTEXT
    done = subprocess.run([PDFTOTEXT, "-layout", str(path), "-"], check=True, capture_output=True)
    return done.stdout.decode().replace(FIGURE_DASH, EN_DASH)


def test_the_day_sheet_lists_every_room_and_no_person() -> None:
    words = printing.day_sheet(TODAY).document.toPlainText()
    assert all(part in words for part in ("学习议事", "社区议事会", "09:00–11:00", "合唱", "待审批", "检修"))
    assert words.count("已预约") == 2
    assert not any(part in words for part in ("王小明", "1380000", "取消了的"))


def test_the_door_sign_shows_the_day_of_its_room_on_one_page() -> None:
    sign = door_sign.door_sign(room_id=1, day=TODAY)
    words = sign.document.toPlainText()
    assert "2026年10月22日" in words
    assert "09:00–11:00" in words
    assert not any(part in words for part in ("王小明", "合唱", "休闲健身"))
    assert sign.page_count() == 1


def test_a_full_day_makes_the_type_of_the_door_sign_smaller_instead_of_a_second_page() -> None:
    room = a_room(name="自习室", sharing="shared", capacity=500)
    for minute in range(30):
        a_booking(room=room, starts_at=at(9, minute), ends_at=at(10, minute), title=f"第{minute}场")
    sign = door_sign.door_sign(room_id=room.id, day=TODAY)
    assert sign.page_count() == 1
    assert "第29场" in sign.document.toPlainText()


def test_a_room_without_bookings_says_whom_to_ask() -> None:
    room = a_room(name="航模展示")
    assert "暂无预约" in door_sign.door_sign(room_id=room.id, day=TODAY).document.toPlainText()


@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not installed")
def test_the_week_as_pdf_shows_times_and_titles_and_no_person(tmp_path: Path) -> None:
    words = text_of(week_sheet.week_sheet(room_id=1, day=TODAY).save_pdf(tmp_path / "week.pdf"))
    assert "09:00–11:00" in words
    assert "社区议事会" in words.replace(" ", "").replace("\n", "")
    assert not any(part in words for part in ("王小明", "取消了的"))


def test_the_signs_for_any_day_are_two_pages() -> None:
    signs = door_sign.state_signs(room_name="学习议事")
    assert isinstance(signs, DrawnSheet)
    assert signs.page_count() == 2


@pytest.mark.parametrize("landscape", [False, True])
def test_a_sheet_becomes_a_pdf_of_a4(tmp_path: Path, landscape: bool) -> None:
    saved = Sheet("<p>你好</p>", landscape=landscape).save_pdf(tmp_path / "a.pdf")
    size = b"[0 0 842 595]" if landscape else b"[0 0 595 842]"
    found = saved.read_bytes().replace(b".000000", b"")
    assert found.startswith(b"%PDF")
    assert size in b" ".join(found.split()).replace(b"[ ", b"[").replace(b" ]", b"]")


def test_a_pdf_in_a_folder_that_is_not_there_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(errors.SheetNotSaved, match=r"a\.pdf"):
        Sheet("<p>你好</p>").save_pdf(tmp_path / "missing" / "a.pdf")


def test_saving_from_the_preview_is_recorded(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    preview = printing.preview_week(window, room_id=1, day=TODAY)
    with qtbot.waitSignal(preview.put_out):
        preview.save_pdf(tmp_path / "week.pdf")
    assert (tmp_path / "week.pdf").is_file()
    (entry,) = [row for row in audit.entries(audit.Asked(way="printed")) if row.subject == "room:1"]
    assert entry.label == "print the week of a room"
    preview.reject()


def test_the_menu_asks_for_day_and_room_when_something_is_chosen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    menu = printing.print_menu(window, day=clock.today, room_id=lambda: None)
    for action in menu.actions():
        with qtbot.waitSignal(action.triggered):
            action.trigger()
        preview = QApplication.activeModalWidget()
        assert preview is not None
        assert action.text()
        preview.close()


def test_without_rooms_there_is_only_the_day_sheet_to_print(qtbot: QtBot) -> None:
    for room in rooms.rooms():
        run(
            "prepare", lambda room=room: db.execute_sql("UPDATE room SET active = 0 WHERE id = ?", (room.id,))
        )
    window = QWidget()
    qtbot.addWidget(window)
    menu = printing.print_menu(window, day=clock.today, room_id=lambda: None)
    assert [action.isEnabled() for action in menu.actions()] == [True, False, False, False]


def test_the_sign_of_a_room_that_is_gone_is_refused() -> None:
    with pytest.raises(errors.NotFound):
        door_sign.door_sign(room_id=99, day=TODAY)


def test_the_bookings_of_the_board_are_copied_and_printed_like_any_list(qtbot, page, filled) -> None:
    page.show()
    page.board.setFocus()
    qtbot.keyClick(page.board, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "日期\t时间\t场地\t用途\t人数\t状态"
    assert len(lines) == 1 + len({block.row.id for block in page.board.shown.blocks})
    assert lines[1] == "2026-10-22\t09:00–11:00\t学习议事\t社区议事会\t15\t"
    qtbot.keyClick(page.board, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = next(
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, PreviewDialog) and each.isVisible()
    )
    assert dialog.windowTitle().startswith("场地日程 2026-10-22")
    dialog.reject()
