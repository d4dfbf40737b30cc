"""Equipment with bookings: never more at once than there are, only where it belongs, never what is out of use."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centre_app import errors
from centre_app.rooms import bookings, equipment, rearranging
from centre_app.rooms.models import Booking, BookingEquipment, Equipment
from centre_app.storage import journal
from centre_app.storage.action import run
from centre_app.storage.database import sentences
from tests.builders import a_booking, a_room, open_daily

DAY = datetime(2026, 10, 26)


def at(hour: float) -> datetime:
    return DAY + timedelta(hours=hour)


def booked(*, room: Any = None, starts: float = 9, ends: float = 11, **more: Any) -> Any:
    return a_booking(room=room or a_room(), starts_at=at(starts), ends_at=at(ends), **more)


def free_of(thing: int, *, room: Any, starts: float = 9, ends: float = 11) -> int:
    rows = equipment.bookable_for(room_id=room.id, starts_at=at(starts), ends_at=at(ends))
    return next(row.free for row in rows if row.id == thing)


def test_equipment_given_with_one_booking_is_not_free_for_another_at_that_time(centre: Path) -> None:
    projector = equipment.add_equipment(name="投影仪")
    room = a_room()
    equipment.set_equipment(booking_id=booked(room=room).id, wanted={projector: 1})
    other = booked(starts=10, ends=12)
    with pytest.raises(errors.EquipmentTaken, match="投影仪"):
        equipment.set_equipment(booking_id=other.id, wanted={projector: 1})
    assert free_of(projector, room=room) == 0
    assert free_of(projector, room=room, starts=11, ends=12) == 1


def test_so_many_pieces_are_shared_out_up_to_their_number(centre: Path) -> None:
    chairs = equipment.add_equipment(name="折叠椅", quantity=40)
    first, second = booked(), booked()
    equipment.set_equipment(booking_id=first.id, wanted={chairs: 25})
    with pytest.raises(errors.EquipmentTaken, match="15"):
        equipment.set_equipment(booking_id=second.id, wanted={chairs: 16})
    equipment.set_equipment(booking_id=second.id, wanted={chairs: 15})
    assert equipment.of_bookings([first.id, second.id]) == {first.id: "折叠椅 ×25", second.id: "折叠椅 ×15"}


def test_bookings_one_after_the_other_use_the_same_pieces(centre: Path) -> None:
    chairs, room = equipment.add_equipment(name="折叠椅", quantity=5), a_room()
    for hour in (9, 10):
        equipment.set_equipment(booking_id=booked(starts=hour, ends=hour + 1).id, wanted={chairs: 3})
    assert free_of(chairs, room=room, starts=9, ends=11) == 2
    equipment.set_equipment(booking_id=booked(room=room).id, wanted={chairs: 2})


def test_the_buffers_of_a_booking_keep_its_equipment_too(centre: Path) -> None:
    projector = equipment.add_equipment(name="投影仪")
    equipment.set_equipment(booking_id=booked(buffer_after=30).id, wanted={projector: 1})
    with pytest.raises(errors.EquipmentTaken):
        equipment.set_equipment(booking_id=booked(starts=11, ends=12).id, wanted={projector: 1})
    equipment.set_equipment(booking_id=booked(starts=11.5, ends=12).id, wanted={projector: 1})


def test_what_belongs_to_a_room_is_offered_and_given_there_only(centre: Path) -> None:
    home, elsewhere = a_room(name="学习议事区"), a_room()
    board = equipment.add_equipment(name="电子白板", room_id=home.id)
    with pytest.raises(errors.EquipmentElsewhere, match="学习议事区"):
        equipment.set_equipment(booking_id=booked(room=elsewhere).id, wanted={board: 1})
    offered = equipment.bookable_for(room_id=elsewhere.id, starts_at=at(9), ends_at=at(10))
    assert offered == []


def test_fitness_machines_and_retired_things_are_not_given(centre: Path) -> None:
    treadmill = equipment.add_equipment(name="跑步机", bookable=False)
    old = equipment.add_equipment(name="旧音箱")
    equipment.retire_equipment(old)
    booking = booked()
    for thing in (treadmill, old):
        with pytest.raises(errors.EquipmentNotForBooking):
            equipment.set_equipment(booking_id=booking.id, wanted={thing: 1})


def test_what_is_wanted_is_changed_and_taken_back_and_undone(centre: Path) -> None:
    projector, chairs = equipment.add_equipment(name="投影仪"), equipment.add_equipment(name="椅", quantity=9)
    booking = booked()
    equipment.set_equipment(booking_id=booking.id, wanted={projector: 1, chairs: 4})
    equipment.set_equipment(booking_id=booking.id, wanted={chairs: 6, projector: 0})
    assert equipment.of_booking(booking.id) == {chairs: 6}
    journal.undo()
    assert equipment.of_booking(booking.id) == {projector: 1, chairs: 4}


def test_less_than_nothing_or_an_unknown_thing_is_refused(centre: Path) -> None:
    chairs = equipment.add_equipment(name="椅", quantity=9)
    with pytest.raises(errors.NumberOutOfRange):
        equipment.set_equipment(booking_id=booked().id, wanted={chairs: -1})
    with pytest.raises(errors.NotFound):
        equipment.set_equipment(booking_id=booked().id, wanted={99: 1})


def test_a_booking_does_not_move_into_a_time_where_its_equipment_is_taken(centre: Path) -> None:
    open_daily()
    projector = equipment.add_equipment(name="投影仪")
    equipment.set_equipment(booking_id=booked().id, wanted={projector: 1})
    mover = booked(starts=14, ends=15)
    equipment.set_equipment(booking_id=mover.id, wanted={projector: 1})
    with pytest.raises(errors.EquipmentTaken):
        bookings.change_booking(mover.id, starts_at=at(10), ends_at=at(11))
    assert bookings.booking(mover.id).starts_at == at(14)


def test_a_booking_moved_to_another_room_is_told_that_its_equipment_stays(centre: Path) -> None:
    open_daily()
    home, elsewhere = a_room(), a_room()
    board = equipment.add_equipment(name="电子白板", room_id=home.id)
    booking = booked(room=home)
    equipment.set_equipment(booking_id=booking.id, wanted={board: 1})
    other = booked(room=elsewhere, starts=12, ends=13)
    moves = (
        lambda: bookings.change_booking(booking.id, room_id=elsewhere.id),
        lambda: rearranging.move_to_room(booking_ids=[booking.id], room_id=elsewhere.id),
        lambda: rearranging.swap(booking.id, other_id=other.id),
    )
    for move in moves:
        with pytest.raises(errors.EquipmentElsewhere, match="电子白板"):
            move()
    assert bookings.booking(booking.id).room_id == home.id
    bookings.change_booking(booking.id, starts_at=at(14), ends_at=at(15))


def test_a_cancelled_booking_gives_its_equipment_free(centre: Path) -> None:
    projector = equipment.add_equipment(name="投影仪")
    first = booked()
    equipment.set_equipment(booking_id=first.id, wanted={projector: 1})
    bookings.cancel(first.id, reason="临时有事")
    equipment.set_equipment(booking_id=booked().id, wanted={projector: 1})


def test_pieces_out_of_use_are_not_given_until_they_are_mended(centre: Path) -> None:
    mike, room = equipment.add_equipment(name="话筒", quantity=2), a_room()
    fault = equipment.report_fault(mike, what="没声音")
    assert free_of(mike, room=room) == 1
    equipment.report_fault(mike, what="外壳裂", out_of_use=False)
    assert free_of(mike, room=room) == 1
    equipment.mend(fault)
    assert free_of(mike, room=room) == 2
    assert equipment.equipment(mike).faults == 1


def test_a_fault_names_the_bookings_that_will_lack_it(centre: Path) -> None:
    mike = equipment.add_equipment(name="话筒", quantity=2)
    one, both = booked(starts=9, ends=10, title="一支"), booked(starts=10, ends=11, title="两支")
    equipment.set_equipment(booking_id=one.id, wanted={mike: 1})
    equipment.set_equipment(booking_id=both.id, wanted={mike: 2})
    assert equipment.short(mike) == []
    equipment.report_fault(mike, what="没声音")
    assert [row.title for row in equipment.short(mike)] == ["两支"]


def test_fewer_pieces_than_bookings_ahead_want_are_refused(centre: Path) -> None:
    chairs = equipment.add_equipment(name="椅", quantity=9)
    equipment.set_equipment(booking_id=booked(title="合唱").id, wanted={chairs: 5})
    equipment.set_equipment(booking_id=booked().id, wanted={chairs: 3})
    with pytest.raises(errors.EquipmentChangeBreaksBookings, match="合唱"):
        equipment.change_equipment(chairs, quantity=4)
    with pytest.raises(errors.EquipmentTaken):
        equipment.change_equipment(chairs, quantity=7)
    with pytest.raises(errors.EquipmentChangeBreaksBookings):
        equipment.retire_equipment(chairs)
    equipment.change_equipment(chairs, quantity=8)


@pytest.mark.parametrize("change", ["insert", "update", "restore"])
def test_the_database_itself_refuses_more_than_there_are(centre: Path, change: str) -> None:
    thing = equipment.add_equipment(name="投影仪")
    first, second = booked(), booked(status="cancelled" if change == "restore" else "confirmed")
    wants = [(first.id, 1), (second.id, 1)] if change != "update" else [(first.id, 1)]

    def write() -> None:
        for booking_id, quantity in wants:
            BookingEquipment.create(booking=booking_id, equipment=thing, quantity=quantity)
        if change == "update":
            BookingEquipment.update(quantity=2).execute()
        if change == "restore":
            Booking.update(status="confirmed").where(Booking.id == second.id).execute()

    with pytest.raises(errors.EquipmentTaken), sentences():
        run("write", write)


wish = st.tuples(st.integers(0, 40), st.integers(1, 12), st.integers(0, 3), st.integers(1, 4))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wishes=st.lists(wish, min_size=2, max_size=8))
def test_at_no_minute_are_more_pieces_promised_than_there_are(centre: Path, wishes: list[Any]) -> None:
    run("clear", lambda: [model.delete().execute() for model in (BookingEquipment, Booking, Equipment)])
    thing = equipment.add_equipment(name="椅", quantity=5)
    kept = []
    for start, length, buffer, quantity in wishes:
        one = booked(starts=start / 4, ends=(start + length) / 4, buffer_after=buffer * 15)
        try:
            equipment.set_equipment(booking_id=one.id, wanted={thing: quantity})
        except errors.EquipmentTaken:
            busy = [
                sum(q for s, e, q in kept if s <= m < e)
                for m in range(start * 15, (start + length + buffer) * 15)
            ]
            assert max(busy) + quantity > 5
        else:
            kept.append((start * 15, (start + length + buffer) * 15, quantity))
    assert all(sum(q for s, e, q in kept if s <= minute < e) <= 5 for minute in range(900))


def test_many_bookings_ahead_are_read_in_three_queries(
    centre: Path, caplog: pytest.LogCaptureFixture
) -> None:
    equipment.add_equipment(name="投影仪")
    room = a_room()
    for hour in range(8, 18):
        booked(room=room, starts=hour, ends=hour + 1)
    with caplog.at_level("DEBUG", logger="peewee"):
        equipment.bookable_for(room_id=room.id, starts_at=at(9), ends_at=at(10))
    assert len(caplog.records) == 3


def test_the_register_says_when_an_inspection_is_due(centre: Path) -> None:
    gym = a_room(name="休闲健身区", kind="fitness")
    machine = equipment.add_equipment(
        name="跑步机", room_id=gym.id, bookable=False, inspect_every_days=90, inspected_on=date(2026, 7, 20)
    )
    equipment.add_equipment(
        name="椭圆机", room_id=gym.id, inspect_every_days=90, inspected_on=date(2026, 10, 1)
    )
    never = equipment.add_equipment(name="划船机", room_id=gym.id, inspect_every_days=30)
    assert [row.id for row in equipment.inspections_due(date(2026, 10, 22))] == [never, machine]
    equipment.inspected(machine)
    equipment.inspected(never, on=date(2026, 10, 20))
    assert equipment.inspections_due(date(2026, 10, 22)) == []
    assert equipment.equipment(machine).inspection_due == date(2027, 1, 20)


def test_days_to_come_and_faults_without_words_are_refused(centre: Path) -> None:
    machine = equipment.add_equipment(name="跑步机")
    with pytest.raises(errors.DayNotCome):
        equipment.inspected(machine, on=date(2026, 10, 23))
    with pytest.raises(errors.FaultWithoutWords):
        equipment.report_fault(machine, what=" ")
    with pytest.raises(errors.NumberOutOfRange):
        equipment.report_fault(machine, what="坏了", quantity=2)
    fault = equipment.report_fault(machine, what="跑带松动")
    with pytest.raises(errors.FaultEndsBeforeStart):
        equipment.mend(fault, until_day=date(2026, 10, 21))


def test_names_of_equipment_are_told_apart_and_changes_checked(centre: Path) -> None:
    first = equipment.add_equipment(name="投影仪", note=" 爱普生 ")
    second = equipment.add_equipment(name="幕布")
    with pytest.raises(errors.NameTaken):
        equipment.change_equipment(second, name="投影仪")
    with pytest.raises(errors.NumberOutOfRange):
        equipment.change_equipment(second, quantity=0)
    equipment.change_equipment(first, name="投影仪一", inspect_every_days=365)
    row = equipment.equipment(first)
    assert (row.name, row.note, row.inspect_every_days) == ("投影仪一", "爱普生", 365)
    equipment.retire_equipment(second)
    assert [each.id for each in equipment.register()] == [first]
    equipment.restore_equipment(second)
    assert len(equipment.register()) == 2
