"""Lists of room bookings: where, who and when, past and to come, and what is refused per row."""

from datetime import datetime
from pathlib import Path

import pytest

from centre_app.centre import settings
from centre_app.rooms import bookings
from tests.builders import a_booking, a_person, a_room, open_daily
from tests.importing.takeover import brief, everything, imported, planned, stored

HEADINGS = ("申请单位", "申请场地名称", "申请使用时间", "活动人数", "负责人", "联系电话", "活动内容", "状态")


def a_row(
    span: str,
    *,
    room: str = "多功能厅",
    title: str = "合唱排练",
    heads: str = "20",
    state: str = "",
    name: str = "",
) -> tuple[str, ...]:
    return ("幸福社区", room, span, heads, name, "", title, state)


@pytest.fixture(autouse=True)
def hall(centre: Path) -> None:
    """A room that one party has at a time, open every day from 8:30 to 21:00."""
    a_room(name="多功能厅", capacity=30, buffer_after=30)
    open_daily()


def test_past_and_coming_bookings_come_in_once_and_can_be_found(tmp_path: Path) -> None:
    a_person(name="王芳", phone="13800138000")
    rows = [
        HEADINGS,
        (
            "幸福社区",
            "多 功 能 厅",
            "2020-05-19 19:00:00 至 2020-05-19 21:00:00",
            "25",
            "王芳",
            "13800138000",
            "",
            "",
        ),
        a_row("2026-11-05 14:00—16:00", name="李生"),
    ]

    assert brief(imported(tmp_path, "bookings", rows)) == "+2 =0 ~0 -0"

    past, coming = bookings.booking(1), bookings.booking(2)
    assert (past.title, past.person_id, past.status, past.came_count) == ("幸福社区", 1, "completed", 25)
    assert (past.buffer_after, coming.buffer_after, coming.status, coming.came_count) == (
        0,
        30,
        "confirmed",
        None,
    )
    assert "李生" in coming.note
    before = everything()
    assert brief(imported(tmp_path, "bookings", rows)) == "+0 =2 ~0 -0"
    assert everything() == before


def test_day_start_and_end_may_stand_in_columns_of_their_own(tmp_path: Path) -> None:
    rows = [
        ("使用日期", "开始时间", "结束时间", "使用场所", "用途"),
        ("2026年10月9日", "下午2点", "16:30", "多功能厅", "下棋"),
    ]

    assert brief(imported(tmp_path, "bookings", rows)) == "+1 =0 ~0 -0"

    assert stored("SELECT starts_at, ends_at, title FROM booking") == [
        ("2026-10-09 14:00:00", "2026-10-09 16:30:00", "下棋")
    ]


def test_what_cannot_be_booked_is_told_row_by_row(tmp_path: Path) -> None:
    room = bookings.booking(
        a_booking(
            room=a_room(name="棋室", capacity=40),
            starts_at=datetime(2026, 11, 6, 9),
            ends_at=datetime(2026, 11, 6, 11),
        ).id
    )
    rows = [
        HEADINGS,
        a_row("2026-11-05 14:00—16:00"),
        a_row("2026-11-05 15:00—17:00", title="太极"),
        a_row("2026-11-05 16:15—17:00", title="太极"),
        a_row("2026-11-06 10:00—12:00", room="棋室"),
        a_row("2020-05-19 02:00—03:00", title="很早"),
        a_row("2026-11-07 02:00—03:00", title="夜里"),
        a_row("2026-11-08 09:00—10:00", room="不存在"),
        a_row("2026-11-08 09:00—10:00", heads="31"),
        a_row("下周", title="何时"),
        a_row("2026-11-09 09:00—10:00", state="已完成"),
        a_row("2026-11-05 14:00—16:00", title="取消的", state="已取消"),
    ]

    made = planned(tmp_path, "bookings", rows)

    assert [row.fate for row in made.rows] == ["add", *["reject"] * 3, "add", *["reject"] * 5, "add"]
    assert "合唱排练" in made.rows[1].reason
    assert "合唱排练" in made.rows[2].reason, "the minutes kept free after it count"
    assert room.title in made.rows[3].reason
    assert all(row.reason for row in made.rows if row.fate == "reject")


def test_quotas_count_the_bookings_of_the_list_itself(tmp_path: Path) -> None:
    a_person(name="王芳")
    settings.put(name="quota_count_month", value=2)
    rows = [HEADINGS, *(a_row(f"2026-11-{day:02} 14:00—16:00", name="王芳") for day in (3, 4, 5))]

    made = planned(tmp_path, "bookings", rows)

    assert [row.fate for row in made.rows] == ["add", "add", "reject"]


def test_a_room_that_needs_approval_gets_requests(tmp_path: Path) -> None:
    a_room(name="会议室", capacity=30, needs_approval=True)
    rows = [
        HEADINGS,
        a_row("2026-11-05 14:00—16:00", room="会议室"),
        a_row("2026-11-05 14:00—16:00", room="会议室", title="另一个"),
    ]

    assert brief(imported(tmp_path, "bookings", rows)) == "+2 =0 ~0 -0"

    assert stored("SELECT status FROM booking") == [("requested",)] * 2
