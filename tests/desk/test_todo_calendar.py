"""What the calendar and the register of equipment put on the to-do list."""

from datetime import date, datetime
from pathlib import Path

from centre_app import clock
from centre_app.centre import holidays
from centre_app.centre.holidays import DayFact
from centre_app.desk.todo import todo
from centre_app.rooms import equipment
from tests.builders import a_room


def test_inspections_due_within_a_week_are_there_until_they_are_done(centre: Path) -> None:
    gym = a_room(name="休闲健身区", kind="fitness")
    late = equipment.add_equipment(
        name="跑步机", room_id=gym.id, inspect_every_days=30, inspected_on=date(2026, 9, 20)
    )
    equipment.add_equipment(name="椭圆机", inspect_every_days=30, inspected_on=date(2026, 9, 28))
    equipment.add_equipment(name="划船机", inspect_every_days=30, inspected_on=date(2026, 10, 20))
    assert [(item.kind, item.state, item.words) for item in todo()] == [
        ("inspection", "巡检逾期 2 天", "跑步机 · 休闲健身区"),
        ("inspection", "10-28 前巡检", "椭圆机"),
    ]
    equipment.inspected(late)
    assert [item.words for item in todo()] == ["椭圆机"]


def test_from_november_on_the_holidays_of_the_next_year_are_asked_for_until_entered(centre: Path) -> None:
    with clock.pretend(datetime(2026, 11, 2, 9)):
        assert [(item.kind, item.id) for item in todo()] == [("holidays", 2027)]
        holidays.keep_year(
            2027, days=[DayFact(date(2027, 10, day), "holiday", "国庆节") for day in range(1, 8)]
        )
        assert todo() == []
