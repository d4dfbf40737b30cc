"""Bookings out to calendar files and in from them: the same bookings, no names, and nothing saved from a bad file."""

import os
import time as system_time
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from centre_app import errors
from centre_app.rooms import bookings, ics, ics_import, series
from centre_app.rooms.models import Booking
from centre_app.rooms.models import Series as SeriesTable
from centre_app.rooms.recurrence import Rule
from centre_app.rooms.series import Choice, SeriesWish
from centre_app.storage import database, journal, opening
from tests.builders import a_booking, a_closure, a_person, a_room, open_daily

THURSDAY = date(2026, 10, 22)
FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)
FOUR = [date(2026, 10, 28), date(2026, 11, 4), date(2026, 11, 11), date(2026, 11, 18)]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute))


@pytest.fixture
def room(centre: Path) -> Any:
    open_daily(opens_at="08:00", closes_at="22:00")
    return a_room(name="学习议事区", capacity=12)


@pytest.fixture
def shanghai(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The computer's clock is that of Shanghai, where the system lets itself be told so."""
    if not hasattr(system_time, "tzset"):
        pytest.skip("this system's time zone cannot be chosen")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    system_time.tzset()
    yield
    monkeypatch.undo()
    system_time.tzset()


def a_series(room: Any, **more: Any) -> series.Booked:
    choices = more.pop("choices", {})
    rule = Rule("weekly", weekdays=(2,), until=FOUR[-1])
    values = {
        "starts_on": THURSDAY,
        "starts_time": time(14),
        "ends_time": time(16),
        "title": "书画班",
        **more,
    }
    return series.book_series(SeriesWish(rule, room_id=room.id, **values), choices=choices)


def events(content: bytes) -> list[Any]:
    calendar: Any = Calendar.from_ical(content)
    return list(calendar.walk("VEVENT"))


def facts() -> list[tuple[Any, ...]]:
    shown = Booking.select().where(Booking.status != "cancelled").order_by(Booking.starts_at, Booking.id)
    return [
        (row.room.name, row.title, row.starts_at, row.ends_at, row.head_count, row.alone, row.buffer_before, row.buffer_after,
         row.status, row.occurrence_on)
        for row in shown
    ]  # fmt: skip


def test_a_booking_goes_out_with_its_title_and_floating_times_and_no_name(room: Any) -> None:
    person = a_person(name="孙桂英", phone="13800005678")
    booking_id = bookings.book(
        room_id=room.id,
        starts_at=at(THURSDAY, 14),
        ends_at=at(THURSDAY, 16),
        person_id=person.id,
        note="孙阿姨的生日",
    )
    content = ics.booking_ics(booking_id).decode()
    assert "DTSTART:20261022T140000\r\n" in content
    assert "SUMMARY:已预约\r\n" in content
    assert "LOCATION:学习议事区\r\n" in content
    assert not any(word in content for word in ("孙", "138", "生日"))


def test_a_series_goes_out_as_one_event_with_what_is_left_out_and_what_was_moved(room: Any) -> None:
    done = a_series(room, choices={FOUR[1]: Choice("skip")})
    bookings.change_booking(done.booking_ids[1], starts_at=at(FOUR[2], 18), ends_at=at(FOUR[2], 20))
    master, moved = events(ics.centre_ics(first=FIRST, last=LAST))
    assert master["rrule"].to_ical() == b"FREQ=WEEKLY;UNTIL=20261118T235959;BYDAY=WE"
    assert [value.dt for value in master["exdate"].dts] == [at(FOUR[1], 14)]
    assert (moved["recurrence-id"].dt, moved["dtstart"].dt) == (at(FOUR[2], 14), at(FOUR[2], 18))
    assert moved["uid"] == master["uid"]


def test_a_room_goes_out_alone_and_between_two_days(room: Any) -> None:
    other = a_room(name="悦享读书区")
    a_booking(room=other, starts_at=at(THURSDAY, 14), ends_at=at(THURSDAY, 16))
    a_series(room)
    (master,) = events(ics.room_ics(room.id, first=FOUR[1], last=FOUR[2]))
    assert master["dtstart"].dt == at(FOUR[1], 14)
    assert master["rrule"].to_ical() == b"FREQ=WEEKLY;UNTIL=20261111T235959;BYDAY=WE"


def test_what_was_cancelled_does_not_go_out(room: Any) -> None:
    row = a_booking(room=room, starts_at=at(THURSDAY, 14), ends_at=at(THURSDAY, 16))
    bookings.cancel(row.id, reason="不来了")
    assert events(ics.centre_ics(first=FIRST, last=LAST)) == []


def test_a_file_that_cannot_be_written_is_a_sentence(room: Any, tmp_path: Path) -> None:
    with pytest.raises(errors.IcsNotWritten):
        ics.save(tmp_path / "missing" / "a.ics", b"")


def test_what_went_out_comes_in_as_the_same_bookings(room: Any, tmp_path: Path) -> None:
    a_room(name="悦享读书区", capacity=20, sharing="shared")
    done = a_series(
        room, head_count=7, alone=True, buffer_before=5, buffer_after=10, choices={FOUR[1]: Choice("skip")}
    )
    bookings.change_booking(
        done.booking_ids[1],
        starts_at=at(FOUR[2] + timedelta(days=1), 9),
        ends_at=at(FOUR[2] + timedelta(days=1), 11),
        head_count=9,
    )
    bookings.change_booking(done.booking_ids[2], room_id=2, title="结业展")
    bookings.book(
        room_id=2,
        starts_at=at(THURSDAY, 9),
        ends_at=at(THURSDAY, 9, 45),
        title="读书会, 第一期",
        head_count=5,
    )
    before, file = facts(), tmp_path / "all.ics"
    ics.save(file, ics.centre_ics(first=FIRST, last=LAST))
    database.close_database()
    opening.open_database(tmp_path / "other" / database.FILE_NAME)
    open_daily(opens_at="08:00", closes_at="22:00")
    a_room(name="悦享读书区", capacity=20, sharing="shared")
    a_room(name="学习议事区", capacity=12)

    plan = ics_import.plan_import(file)
    done_in = ics_import.apply_import(plan)

    assert plan.clashes == []
    assert (done_in.bookings, done_in.series, done_in.skipped) == (4, 1, 0)
    assert facts() == before
    assert SeriesTable.get().rule == "FREQ=WEEKLY;BYDAY=WE;UNTIL=20261118T235959"


def test_a_file_of_this_centre_books_nothing_twice(room: Any, tmp_path: Path) -> None:
    a_series(room)
    a_booking(room=room, starts_at=at(THURSDAY, 14), ends_at=at(THURSDAY, 16))
    file = tmp_path / "all.ics"
    ics.save(file, ics.centre_ics(first=FIRST, last=LAST))
    plan = ics_import.plan_import(file)
    assert [line.already_here for line in plan.lines] == [True, True]
    with pytest.raises(errors.IcsNothingFits):
        ics_import.apply_import(plan)


def a_file(path: Path, *lines: str, head: str = "") -> Path:
    """A calendar with one event of these lines."""
    file = path / "in.ics"
    body = "\r\n".join(["BEGIN:VEVENT", "UID:one", "SUMMARY:合唱", *lines, "END:VEVENT"])
    file.write_text(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//\r\n{head}{body}\r\nEND:VCALENDAR\r\n",
        "utf-8",
        newline="",
    )
    return file


def test_importing_is_one_step_to_undo_and_a_second_time_adds_nothing(room: Any, tmp_path: Path) -> None:
    file = a_file(
        tmp_path,
        "DTSTART:20261028T140000",
        "DURATION:PT2H",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE:20261104T140000",
    )
    done = ics_import.apply_import(ics_import.plan_import(file, room_id=room.id))
    assert (done.bookings, done.series, done.skipped) == (3, 1, 0)
    assert ics_import.plan_import(file, room_id=room.id).lines[0].already_here
    journal.undo()
    assert not Booking.select().exists()


def test_clashes_are_listed_before_and_left_out_after(room: Any, tmp_path: Path) -> None:
    a_booking(room=room, starts_at=at(FOUR[1], 15), ends_at=at(FOUR[1], 17), title="读书会")
    a_closure(day=FOUR[2], reason="消杀")
    file = a_file(tmp_path, "DTSTART:20261028T140000", "DURATION:PT2H", "RRULE:FREQ=WEEKLY;COUNT=4")
    plan = ics_import.plan_import(file, room_id=room.id)
    assert [line.state for line in plan.lines[0].occurrences] == ["free", "clash", "closed", "free"]
    assert len(plan.clashes) == 2
    done = ics_import.apply_import(plan)
    assert (done.bookings, done.skipped) == (2, 2)


def test_a_rule_the_desk_has_no_words_for_is_followed(room: Any, tmp_path: Path) -> None:
    file = a_file(
        tmp_path,
        "DTSTART:20261113T140000",
        "DURATION:PT2H",
        "RRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=2",
    )
    ics_import.apply_import(ics_import.plan_import(file, room_id=room.id))
    assert [row.starts_at.date() for row in Booking.select()] == [date(2026, 11, 13), date(2027, 8, 13)]


def test_times_of_another_zone_are_those_of_the_wall_here(shanghai: None, room: Any, tmp_path: Path) -> None:
    file = a_file(
        tmp_path,
        "DTSTART;TZID=Asia/Tokyo:20261028T150000",
        "DTEND:20261028T080000Z",
        "RRULE:FREQ=WEEKLY;COUNT=2",
    )
    done = ics_import.apply_import(ics_import.plan_import(file, room_id=room.id))
    assert (done.bookings, done.series) == (2, 1)
    assert [(row.starts_at, row.ends_at) for row in Booking.select()] == [
        (at(day, 14), at(day, 16)) for day in FOUR[:2]
    ]


def test_a_series_across_summer_time_elsewhere_becomes_single_bookings(
    shanghai: None, room: Any, tmp_path: Path
) -> None:
    file = a_file(
        tmp_path, "DTSTART;TZID=Europe/Berlin:20261021T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2"
    )
    done = ics_import.apply_import(ics_import.plan_import(file, room_id=room.id))
    assert (done.bookings, done.series) == (2, 0)
    assert [row.starts_at for row in Booking.select()] == [at(date(2026, 10, 21), 15), at(FOUR[0], 16)]


def test_a_zone_that_the_file_explains_is_known(shanghai: None, room: Any, tmp_path: Path) -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0900\r\n"
        "TZOFFSETTO:+0900\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    file = a_file(tmp_path, "DTSTART;TZID=Own:20261028T150000", "DURATION:PT1H", head=zone)
    ics_import.apply_import(ics_import.plan_import(file, room_id=room.id))
    assert Booking.get().starts_at == at(FOUR[0], 14)


@pytest.mark.parametrize(("lines", "error"), [
    (["DTSTART;TZID=Mars/Olympus:20261028T140000", "DURATION:PT2H"], errors.IcsTimeZoneUnknown),
    (["DTSTART:20261028T140000", "DURATION:PT2H", "EXDATE;TZID=Mars/Olympus:20261028T140000"], errors.IcsTimeZoneUnknown),
    (["DTSTART:nonsense", "DURATION:PT2H"], errors.IcsUnreadable),
    (["DURATION:PT2H"], errors.IcsUnreadable),
    (["DTSTART:20261028T140000", "DURATION:two hours"], errors.IcsUnreadable),
])  # fmt: skip
def test_a_file_that_cannot_be_understood_is_refused(
    room: Any, tmp_path: Path, lines: list[str], error: type[errors.CentreError]
) -> None:
    with pytest.raises(error) as refused:
        ics_import.plan_import(a_file(tmp_path, *lines), room_id=room.id)
    assert refused.value.sentence()


@pytest.mark.parametrize("content", [b"", b"garbage", b"\x00\xff\xfe\x80", b"PK\x03\x04" + os.urandom(200), b"BEGIN:VCALENDAR\r\n",
                                     b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"])  # fmt: skip
def test_garbage_is_no_calendar(room: Any, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "in.ics"
    file.write_bytes(content)
    with pytest.raises(errors.IcsUnreadable):
        ics_import.plan_import(file, room_id=room.id)


def test_a_calendar_without_events_and_a_missing_file_are_sentences(room: Any, tmp_path: Path) -> None:
    file = tmp_path / "in.ics"
    file.write_bytes(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")
    with pytest.raises(errors.IcsEmpty):
        ics_import.plan_import(file)
    with pytest.raises(errors.IcsUnreadable):
        ics_import.plan_import(tmp_path / "none.ics")


@pytest.mark.parametrize(("lines", "words"), [
    (["DTSTART;VALUE=DATE:20261028"], "全天"),
    (["DTSTART:20261028T140000", "DURATION:PT2H", "RRULE:FREQ=DAILY;COUNT=100000"], "1000"),
    (["DTSTART:20261028T140000", "DURATION:PT2H", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"], "没有符合"),
    (["DTSTART:20261028T140000", "DURATION:PT2H", "LOCATION:火星"], "火星"),
    (["DTSTART:99991231T140000", "DURATION:PT2H"], "9999-12-31"),
    (["DTSTART:00010101T140000", "DURATION:PT2H"], "0001-01-01"),
])  # fmt: skip
def test_an_event_that_is_no_booking_says_why_and_nothing_is_saved(
    room: Any, tmp_path: Path, lines: list[str], words: str
) -> None:
    plan = ics_import.plan_import(
        a_file(tmp_path, *lines), room_id=None if "LOCATION" in lines[-1] else room.id
    )
    assert words in plan.lines[0].problem
    assert plan.importable == []
    with pytest.raises(errors.IcsNothingFits):
        ics_import.apply_import(plan)
    assert not Booking.select().exists()


@pytest.mark.parametrize(("lines", "state"), [
    (["DTSTART:20261028T140000", "DTEND:20261028T120000"], "impossible"),
    (["DTSTART:20261028T140000"], "impossible"),
    (["DTSTART:20261028T140000", "DURATION:P2D"], "impossible"),
    (["DTSTART:20261028T140030", "DURATION:PT2H"], "impossible"),
    (["DTSTART:20261028T030000", "DURATION:PT1H"], "closed"),
    (["DTSTART:20291028T140000", "DURATION:PT1H"], "impossible"),
    (["DTSTART:20261028T140000", "DURATION:PT2H", "X-CENTRE-HEADS:99"], "impossible"),
])  # fmt: skip
def test_an_event_that_breaks_a_rule_is_listed_with_its_reason(
    room: Any, tmp_path: Path, lines: list[str], state: str
) -> None:
    (line,) = ics_import.plan_import(a_file(tmp_path, *lines), room_id=room.id).lines
    assert [found.state for found in line.occurrences] == [state]
    assert line.occurrences[0].detail
