"""Zones are told apart by name, never deleted, and never changed under the feet of their bookings."""

from datetime import datetime
from pathlib import Path

import pytest

from centre_app import errors, i18n
from centre_app.centre import rooms
from centre_app.storage import action, journal
from tests.builders import a_booking, a_person, a_room, a_visit


def names(*, include_inactive: bool = False) -> list[str]:
    return [room.name for room in rooms.rooms(include_inactive=include_inactive)]


def at(hour: int, *, day: int = 25) -> datetime:
    return datetime(2026, 10, day, hour)


def test_a_new_zone_stands_after_the_others(centre: Path) -> None:
    a_room(name="学习议事区", position=1)
    room_id = rooms.add_room(name=" 书画室 ", kind="other", capacity=8, sharing="shared")
    assert names() == ["学习议事区", "书画室"]
    assert rooms.room(room_id).usual_minutes == 120


def test_a_name_taken_even_by_a_retired_zone_is_refused(centre: Path) -> None:
    a_room(name="Studio", active=False)
    with pytest.raises(errors.NameTaken, match="Studio"):
        rooms.add_room(name="studio", kind="other", capacity=8, sharing="shared")


@pytest.mark.parametrize("values", [{"capacity": 0}, {"capacity": 10_001}, {"usual_minutes": 4}])
def test_a_number_that_makes_no_sense_is_refused(centre: Path, values: dict[str, int]) -> None:
    room = a_room()
    with pytest.raises(errors.NumberOutOfRange):
        rooms.change_room(room_id=room.id, **values)


def test_a_zone_with_fewer_places_than_a_booking_needs_is_refused_naming_it(centre: Path) -> None:
    room = a_room(name="学习议事区", capacity=12)
    a_booking(room=room, title="读书会", starts_at=at(9), ends_at=at(11), head_count=10)
    a_booking(room=room, title="小组", starts_at=at(14), ends_at=at(15), head_count=4)
    with pytest.raises(errors.RoomChangeBreaksBookings) as refused:
        rooms.change_room(room_id=room.id, capacity=9)
    assert refused.value.data == {"room": "学习议事区", "bookings": "读书会 2026-10-25 09:00"}
    assert rooms.room(room.id).capacity == 12


def test_a_shared_zone_keeps_the_places_its_overlapping_bookings_need_together(centre: Path) -> None:
    room = a_room(capacity=12, sharing="shared")
    a_booking(room=room, title="甲", starts_at=at(9), ends_at=at(11), head_count=5)
    a_booking(room=room, title="乙", starts_at=at(10), ends_at=at(12), head_count=5)
    with pytest.raises(errors.RoomChangeBreaksBookings, match="乙"):
        rooms.change_room(room_id=room.id, capacity=9)


def test_a_shared_zone_with_overlapping_bookings_cannot_become_exclusive(centre: Path) -> None:
    room = a_room(capacity=12, sharing="shared")
    for day in range(25, 31):
        for hour in (9, 10, 11, 12):
            a_booking(room=room, starts_at=at(hour, day=day), ends_at=at(hour + 2, day=day), head_count=2)
    with pytest.raises(errors.RoomChangeBreaksBookings) as refused:
        rooms.change_room(room_id=room.id, sharing="exclusive")
    assert refused.value.data["bookings"].count("2026-10-") == 20
    assert "还有4个" in refused.value.data["bookings"]


def test_bookings_that_are_over_or_called_off_stand_in_nobodys_way(centre: Path) -> None:
    room = a_room(capacity=12)
    for hour, status in ((9, "completed"), (11, "cancelled"), (13, "no_show")):
        a_booking(
            room=room, starts_at=at(hour, day=20), ends_at=at(hour + 1, day=20), head_count=12, status=status
        )
    rooms.change_room(room_id=room.id, capacity=1)
    assert rooms.room(room.id).capacity == 1


def test_what_is_not_changed_is_not_checked_against_bookings(centre: Path) -> None:
    room = a_room(capacity=2)
    a_booking(room=room, starts_at=at(9), ends_at=at(11), head_count=2)
    rooms.change_room(room_id=room.id, name="书画室", usual_minutes=45)
    assert names() == ["书画室"]


def test_the_sentence_and_the_guard_refuse_the_same(centre: Path) -> None:
    room = a_room(capacity=12, sharing="shared")
    a_booking(room=room, starts_at=at(9), ends_at=at(11), head_count=5, buffer_after=60)
    a_booking(room=room, starts_at=at(12), ends_at=at(13), head_count=5, buffer_before=30)
    for change in ({"capacity": 9}, {"sharing": "exclusive"}):
        with pytest.raises(errors.RoomChangeBreaksBookings):
            rooms.change_room(room_id=room.id, **change)
        with pytest.raises(errors.RoomChangeBreaksBookings):
            action.run(
                "prepare a test",
                lambda change=change: type(room).update(**change).where(type(room).id == room.id).execute(),
            )


def test_a_retired_zone_leaves_the_list_and_can_come_back(centre: Path) -> None:
    a_room(name="甲", position=1)
    gone = a_room(name="乙", position=2)
    rooms.retire_room(room_id=gone.id)
    assert names() == ["甲"]
    assert names(include_inactive=True) == ["甲", "乙"]
    rooms.restore_room(room_id=gone.id)
    assert names() == ["甲", "乙"]


def test_a_zone_with_bookings_ahead_is_not_retired(centre: Path) -> None:
    room = a_room()
    a_room()
    a_booking(room=room, title="读书会", starts_at=at(9), ends_at=at(11))
    with pytest.raises(errors.RoomHasBookings, match="读书会 2026-10-25 09:00"):
        rooms.retire_room(room_id=room.id)


def test_a_booking_without_a_title_is_still_named(centre: Path) -> None:
    room = a_room()
    a_room()
    a_booking(room=room, title="", starts_at=at(9), ends_at=at(11))
    with pytest.raises(errors.RoomHasBookings, match="未命名 2026-10-25"):
        rooms.retire_room(room_id=room.id)


def test_a_zone_with_people_in_it_is_not_retired(centre: Path) -> None:
    room = a_room()
    a_room()
    a_visit(room=room, person=a_person(), arrived_at=at(9, day=22))
    with pytest.raises(errors.RoomHasVisitors, match="1"):
        rooms.retire_room(room_id=room.id)


def test_the_last_zone_is_not_retired(centre: Path) -> None:
    with pytest.raises(errors.LastRoom):
        rooms.retire_room(room_id=a_room().id)


@pytest.mark.parametrize(("by", "order"), [(-1, "乙甲丙"), (1, "甲丙乙"), (-5, "乙甲丙")])
def test_a_zone_moves_in_the_list_and_back_with_undo(centre: Path, by: int, order: str) -> None:
    moved = [a_room(name=name, position=place) for place, name in enumerate("甲乙丙")][1]
    rooms.move_room(room_id=moved.id, by=by)
    assert "".join(names()) == order
    journal.undo()
    assert "".join(names()) == "甲乙丙"


def test_an_unknown_zone_is_refused(centre: Path) -> None:
    with pytest.raises(errors.NotFound):
        rooms.change_room(room_id=99, name="书画室")


def test_five_zones_are_offered_in_the_language_spoken() -> None:
    assert next(zone.name for zone in rooms.five_zones()) == "学习议事区"
    i18n.use("en")
    assert [zone.name for zone in rooms.five_zones()][2] == "Reading room"
    assert {zone.kind for zone in rooms.five_zones()} == {"study", "models", "reading", "drawing", "fitness"}


def test_the_offered_week_has_every_weekday() -> None:
    week = rooms.usual_week()
    assert sorted(week) == list(range(7))
    assert week[0] == [("13:00", "21:00")]


def test_every_kind_and_sharing_has_a_label() -> None:
    from centre_app.centre.models import ROOM_KINDS, SHARINGS

    assert tuple(rooms.KIND_LABELS) == ROOM_KINDS
    assert tuple(rooms.SHARING_LABELS) == SHARINGS
