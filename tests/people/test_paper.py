"""Late entries, and paper sheets typed back in."""

from datetime import datetime, timedelta

import pytest

from centre_app import clock, errors
from centre_app.people import paper, visits
from centre_app.people.models import Visit
from centre_app.people.paper import PaperLine
from centre_app.storage import journal
from tests.builders import a_person, a_room, a_visit, open_daily

pytestmark = pytest.mark.usefixtures("centre")


@pytest.fixture
def zones():
    open_daily()
    return [a_room(name="学习议事区", position=1), a_room(name="悦享读书区", position=2, usual_minutes=120)]


@pytest.fixture
def day():
    return clock.today() - timedelta(days=1)


def states(day, *lines: PaperLine) -> list[str]:
    return [judged.state for judged in paper.judge(day=day, lines=lines)]


def test_a_sheet_keeps_its_times_zones_and_purposes_and_is_one_step(zones, day):
    person = a_person(name="王小明", card_number="R000123")
    lines = [
        PaperLine("王小明", "2", "905", "10:20", "看书"),
        PaperLine("", "学习", "9.30", "11点15", "参观"),
        PaperLine(),
        PaperLine("r000123", "悦享读书区", "14:00"),
    ]

    assert paper.enter(day=day, lines=lines) == 3

    at = [
        datetime.combine(day, datetime.min.time()) + timedelta(minutes=minutes) for minutes in (545, 570, 840)
    ]
    rows = list(Visit.select().order_by(Visit.arrived_at))
    assert [row.arrived_at for row in rows] == at
    assert [(row.person_id, row.room_id) for row in rows] == [
        (person.id, zones[1].id), (None, zones[0].id), (person.id, zones[1].id),
    ]  # fmt: skip
    assert (rows[0].left_at, rows[0].left_assumed, rows[2].left_assumed) == (
        at[0] + timedelta(minutes=75),
        False,
        True,
    )
    assert all(row.recorded_late for row in rows)
    journal.undo()
    assert Visit.select().count() == 0


def test_rows_already_scanned_are_pointed_out_and_left_out(zones, day):
    person = a_person(name="王小明")
    start = datetime.combine(day, datetime.min.time().replace(hour=9))
    a_visit(room=zones[0], person=person, arrived_at=start, left_at=start + timedelta(hours=1))
    lines = [PaperLine("王小明", "1", "9:30", "9:50"), PaperLine("王小明", "1", "10:00", "11:00")]

    judged = paper.judge(day=day, lines=lines)

    assert [row.state for row in judged] == ["recorded", "good"]
    assert "王小明" in judged[0].words
    assert paper.enter(day=day, lines=lines) == 1


def test_the_same_person_twice_at_a_time_on_one_sheet_is_pointed_out(zones, day):
    a_person(name="王小明")

    assert states(
        day, PaperLine("王小明", "1", "9:00", "10:00"), PaperLine("王小明", "2", "9:30", "11:00"),
        PaperLine("王小明", "2", "10:00", "11:00"),
    ) == ["good", "recorded", "good"]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (PaperLine("谁也不是", "1", "9:00"), errors.VisitorUnknown),
        (PaperLine("王秀英", "1", "9:00"), errors.SeveralVisitors),
        (PaperLine("", "1", "25:00"), errors.TimeUnreadable),
        (PaperLine("", "1", "九点"), errors.TimeUnreadable),
        (PaperLine("", "1", ""), errors.ArrivalMissing),
        (PaperLine("", "9", "9:00"), errors.ZoneUnknown),
        (PaperLine("", "", "9:00"), errors.ZoneUnknown),
        (PaperLine("", "1", "9:00", "8:00"), errors.LeftBeforeArrived),
        (PaperLine("", "1", "9:00", "10:00", "很" * 61), errors.TextTooLong),
    ],
)
def test_a_bad_row_has_a_sentence_and_the_others_are_not_lost(zones, day, line, error):
    for phone in ("13800001234", "13800005678"):
        a_person(name="王秀英", phone=phone)
    if not line.arrived and not line.purpose:
        line = PaperLine("王秀英", "1", "", "", "看书")
    lines = [line, PaperLine("王秀英 5678", "1", "9:00", "10:00")]
    judged = paper.judge(day=day, lines=lines)

    assert (judged[0].state, judged[1].state) == ("wrong", "good")
    with pytest.raises(error):
        raise_again(line, day)
    assert paper.enter(day=day, lines=lines) == 1


def raise_again(line: PaperLine, day) -> None:
    from centre_app.centre import rooms

    paper._judged(line, day=day, zones=rooms.rooms())


def test_todays_lines_without_a_leaving_time_may_still_be_here(zones):
    now = clock.now().replace(hour=15, minute=0)
    with clock.pretend(now):
        paper.enter(
            day=now.date(),
            lines=[PaperLine("", "2", "14:30"), PaperLine("", "2", "9:00"), PaperLine("", "2", "16:00")],
        )

    assert sorted(row.left_at is None for row in Visit.select()) == [False, True]


def test_a_visit_entered_later_is_marked_and_closed_as_assumed(zones, day):
    person = a_person(name="王小明")
    at = datetime.combine(day, datetime.min.time().replace(hour=9))

    visit_id = paper.enter_late(person_id=person.id, room_id=zones[1].id, arrived_at=at)

    row = visits.visit(visit_id)
    assert (row.late, row.left_assumed, row.left_at) == (True, True, at + timedelta(hours=2))
    with pytest.raises(errors.VisitOverlaps):
        paper.enter_late(person_id=person.id, room_id=zones[1].id, arrived_at=at + timedelta(minutes=5))


def test_checking_in_now_is_not_late_and_an_hour_ago_is(zones):
    first = visits.check_in(person_id=a_person().id, room_id=zones[0].id)
    second = visits.check_in(
        person_id=a_person().id, room_id=zones[0].id, arrived_at=clock.now() - timedelta(hours=1)
    )

    assert (visits.visit(first).late, visits.visit(second).late) == (False, True)


def test_a_visit_after_or_long_before_the_one_on_the_sheet_is_no_clash(zones, day):
    person = a_person(name="王小明")
    at = datetime.combine(day, datetime.min.time())
    for first, last in ((7, 8), (14, 15)):
        a_visit(
            room=zones[0], person=person, arrived_at=at.replace(hour=first), left_at=at.replace(hour=last)
        )

    assert states(day, PaperLine("王小明", "1", "9:00", "10:00"), PaperLine("王小明", "1", "13:00", "14:30")) == [
        "good", "recorded",
    ]  # fmt: skip


def test_who_is_still_here_since_before_is_not_entered_a_second_time(zones):
    now = clock.now().replace(hour=15, minute=0)
    with clock.pretend(now):
        person = a_person(name="王小明")
        a_visit(room=zones[0], person=person, arrived_at=now - timedelta(hours=1))

        assert states(now.date(), PaperLine("王小明", "1", "14:30", "14:50")) == ["recorded"]


def test_nobody_left_in_the_future(zones):
    now = clock.now().replace(hour=15, minute=0)
    with clock.pretend(now):
        judged = paper.judge(
            day=now.date(), lines=[PaperLine("", "1", "14:30", "15:10"), PaperLine("", "1", "14:30", "15:00")]
        )

    assert [row.state for row in judged] == ["wrong", "good"]


def test_a_name_written_in_other_characters_is_the_same_person(zones, day):
    person = a_person(name="張偉華", phone="13812345678")
    lines = [
        PaperLine("张伟华", "1", "9", "10"),
        PaperLine("张伟华 5678", "1", "11", "12"),
        PaperLine("张伟", "1", "13"),
    ]

    judged = paper.judge(day=day, lines=lines)

    assert [(each.state, each.person_id) for each in judged] == [
        ("good", person.id), ("good", person.id), ("wrong", None),
    ]  # fmt: skip
