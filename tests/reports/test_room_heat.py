"""The rooms by weekday and hour: against a count of single minutes, and as it stands in the workbook."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from centre_app import clock
from centre_app.reports import report
from centre_app.reports.compare import compare
from centre_app.reports.counts import rooms
from centre_app.reports.counts.room_heat import heat, hours_open
from centre_app.reports.periods import Period
from centre_app.reports.sheets import room_heat, room_use
from centre_app.reports.xlsx import XlsxBook
from tests.builders import a_booking, a_closure, a_room, open_daily

OCTOBER = Period.parse("2026-10")
THURSDAY = date(2026, 10, 22)


@pytest.fixture(autouse=True)
def later(centre: Path):
    """It is December: October is over. The centre was open from 9 to half past 8 in the evening."""
    open_daily(opens_at="09:00", closes_at="20:30")
    with clock.pretend(datetime(2026, 12, 1, 9)):
        yield


def at(hour: int, minute: int = 0, day: date = THURSDAY) -> datetime:
    return datetime.combine(day, time(hour, minute))


def workbook(tmp_path: Path, module) -> list[list]:
    made = report.Report(OCTOBER, "青年路邻里中心", clock.now(), compare(OCTOBER))
    with XlsxBook() as book:
        module.write(book.sheet("表"), made)
        book.save(tmp_path / "book.xlsx", title="")
    return load_workbook(tmp_path / "book.xlsx")["表"]


def rows_of(sheet) -> list[dict]:
    cells = [list(row) for row in sheet.iter_rows(min_row=4, values_only=True)]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]


@pytest.mark.parametrize("seed", range(3))
def test_the_minutes_of_each_hour_are_those_one_can_count(seed: int) -> None:
    random, room = Random(seed), a_room(sharing="shared", capacity=10_000)
    a_closure(day=date(2026, 10, 7), room=room)
    taken: set[datetime] = set()
    for _number in range(40):
        starts = at(0, day=date(2026, 9, 30)) + timedelta(minutes=random.randrange(33 * 1440))
        minutes = random.choice((15, 90, 600, 1440))
        a_booking(
            room=room,
            starts_at=starts,
            ends_at=starts + timedelta(minutes=minutes),
            status="completed",
            came_count=1,
        )
        taken |= {starts + timedelta(minutes=number) for number in range(minutes)}
    opened = {
        at(9, day=date(2026, 10, day)) + timedelta(minutes=number)
        for day in range(1, 32) if day != 7 for number in range(690)
    }  # fmt: skip
    found = heat(OCTOBER)[1]
    assert found.opened == Counter((minute.weekday(), minute.hour) for minute in opened)
    assert found.occupied == Counter((minute.weekday(), minute.hour) for minute in taken & opened)


def test_the_hours_add_up_to_the_utilisation_and_no_cell_is_above_100() -> None:
    for sharing in ("exclusive", "shared"):
        room = a_room(sharing=sharing)
        a_booking(room=room, starts_at=at(8), ends_at=at(22), status="completed", came_count=3)
    a_booking(room=room, starts_at=at(8), ends_at=at(22), status="completed", came_count=3)
    together, *each = heat(OCTOBER)
    used = sum(room.occupied_minutes for room in rooms.use(OCTOBER))
    assert (
        sum(together.occupied.values()) == sum(sum(one.occupied.values()) for one in each) == used == 2 * 690
    )
    shares = [
        one.percent(weekday, hour) for one in (together, *each) for weekday in range(7) for hour in range(24)
    ]
    assert max(share for share in shares if share is not None) <= 100


def test_a_month_under_way_counts_the_open_time_until_now() -> None:
    a_room()
    with clock.pretend(at(10, 30, day=date(2026, 10, 1))):
        assert heat(OCTOBER)[1].opened == {(3, 9): 60, (3, 10): 30}


def test_the_sheet_shows_every_room_by_weekday_and_hour_in_colours(tmp_path: Path) -> None:
    room = a_room(name="学习议事")
    a_booking(room=room, starts_at=at(9), ends_at=at(10), status="completed", came_count=3)
    a_room(name="航模展示")
    sheet = workbook(tmp_path, room_heat)
    rows = rows_of(sheet)
    assert [row["功能区"] for row in (rows[0], *rows[8::7])] == ["全部场地", "学习议事", "航模展示"]
    thursday = rows[11]
    assert (thursday["09"], thursday["10"], thursday["全天"]) == (20, 0, 2)  # one Thursday of five
    assert rows[3]["09"] == 10
    (formatting,) = sheet.conditional_formatting
    assert str(formatting.sqref) == "C5:N26"
    assert [rule.type for rule in formatting.rules] == ["colorScale"]


def test_without_opening_hours_the_sheet_says_that_there_is_nothing(tmp_path: Path) -> None:
    with clock.pretend(datetime(2026, 10, 1, 0, 0)):
        assert not hours_open(heat(OCTOBER))
        sheet = workbook(tmp_path, room_heat)
    assert not list(sheet.conditional_formatting)


def test_the_utilisation_tells_announced_and_come_and_the_rate_of_no_shows(tmp_path: Path) -> None:
    room = a_room(name="学习议事")
    a_booking(room=room, starts_at=at(9), ends_at=at(10), head_count=5, status="completed", came_count=3)
    a_booking(room=room, starts_at=at(11), ends_at=at(12), head_count=4, status="no_show")
    a_booking(room=room, starts_at=at(13), ends_at=at(14), head_count=8, status="displaced")
    a_room(name="航模展示")
    used, unused = rows_of_use(workbook(tmp_path, room_use))
    assert used[1:6] == [1, 9, 3, 1, 50]
    assert unused[1:6] == [0, 0, 0, 0, None]


def rows_of_use(sheet) -> list[list]:
    return [list(row) for row in sheet.iter_rows(min_row=5, values_only=True) if row[0]]
