"""Registers of visits: who, when and where."""

from datetime import date
from pathlib import Path

import pytest

from tests.builders import a_grid_unit, a_person, a_room, a_visit, open_daily
from tests.importing.takeover import brief, everything, imported, planned, stored

HEADINGS = ("姓名", "联系电话", "来访时间", "离开时间", "来访事由", "人数", "场地")


def a_row(
    name: str = "", *, at: str, phone: str = "", left: str = "", heads: str = "", room: str = ""
) -> tuple[str, ...]:
    return (name, phone, at, left, "阅读", heads, room)


@pytest.mark.usefixtures("centre")
def test_visits_come_in_once_with_people_known_and_groups(tmp_path: Path) -> None:
    a_person(name="王建国", phone="13800138000", grid_unit_id=a_grid_unit().id)
    a_room(name="学习议事")
    a_room(name="悦享读书")
    rows = [
        HEADINGS,
        a_row("王建国", at="2026-10-01 9:00", left="2026-10-01 10:30", phone="13800138000", room="悦享读书"),
        a_row("实验小学", at="2026-10-02 14:00", left="2026-10-02 16:00", heads="30"),
        a_row("王建国", at="2026-10-03 9:00", left="2026-10-03 10:00", phone="13900139000"),
    ]

    assert brief(imported(tmp_path, "visits", rows)) == "+3 =0 ~0 -0"
    assert stored(
        "SELECT person_id, room_id, arrived_at, left_at, head_count, group_name, grid_unit_id FROM visit"
    ) == [
        (1, 2, "2026-10-01 09:00:00", "2026-10-01 10:30:00", 1, "", 1),
        (None, 1, "2026-10-02 14:00:00", "2026-10-02 16:00:00", 30, "实验小学", None),
        (None, 1, "2026-10-03 09:00:00", "2026-10-03 10:00:00", 1, "王建国", None),
    ]
    before = everything()
    assert brief(imported(tmp_path, "visits", rows)) == "+0 =3 ~0 -0"
    assert everything() == before


@pytest.mark.usefixtures("centre")
def test_a_day_without_a_time_counts_from_opening_and_an_open_end_is_assumed(tmp_path: Path) -> None:
    a_room(usual_minutes=90)
    open_daily(opens_at="08:30", closes_at="17:00", weekdays=(3,))

    made = planned(
        tmp_path, "visits", [HEADINGS, a_row("李娜", at="2026-10-01"), a_row("李娜", at="2026-10-01 16:30")]
    )
    assert "08:30" in made.rows[0].reason
    imported(
        tmp_path, "visits", [HEADINGS, a_row("李娜", at="2026-10-01"), a_row("李娜", at="2026-10-01 16:30")]
    )

    assert stored("SELECT arrived_at, left_at, left_assumed FROM visit") == [
        ("2026-10-01 08:30:00", "2026-10-01 10:00:00", 1),
        ("2026-10-01 16:30:00", "2026-10-01 17:00:00", 1),
    ]


@pytest.mark.usefixtures("centre")
def test_nobody_is_left_in_the_centre_by_a_list_of_today(tmp_path: Path) -> None:
    person = a_person(name="王建国")
    a_visit(room=a_room(), arrived_at="2026-10-22 09:30:00", person=person)

    imported(tmp_path, "visits", [HEADINGS, a_row("王建国", at="2026-10-22 8:50")])

    assert stored("SELECT arrived_at, left_at FROM visit") == [
        ("2026-10-22 09:30:00", None),
        ("2026-10-22 08:50:00", "2026-10-22 10:00:00"),
    ]


@pytest.mark.usefixtures("centre")
def test_visits_that_cannot_have_been_are_rejected(tmp_path: Path) -> None:
    a_room()
    rows = [HEADINGS, a_row("甲", at="2030-01-01 9:00"), a_row("乙", at="昨天"), a_row("丙", at="2026-10-01 9:00", heads="0"),
            a_row("丁", at="2026-10-01 9:00", left="2026-10-01 8:00")]  # fmt: skip

    made = planned(tmp_path, "visits", rows)

    assert made.counts.rejected == 4
    assert len({row.reason for row in made.rows}) == 4


@pytest.mark.usefixtures("centre")
def test_a_centre_without_zones_gets_those_of_the_list(tmp_path: Path) -> None:
    rows = [HEADINGS, a_row("甲", at="2026-10-01 9:00", room="阅览室"), a_row("乙", at="2026-10-01 9:00")]

    imported(tmp_path, "visits", rows)

    assert stored("SELECT name FROM room") == [("阅览室",)]
    assert stored("SELECT DISTINCT date(arrived_at) FROM visit") == [(date(2026, 10, 1).isoformat(),)]
