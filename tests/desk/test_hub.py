"""The visit is the hub: lending and arriving open or join today's visit once, never twice."""

from datetime import timedelta

import pytest

from centre_app import clock
from centre_app.centre import settings
from centre_app.lending import loans
from centre_app.people import presence, visits
from centre_app.people.models import Visit
from centre_app.rooms import arrival, bookings
from centre_app.storage import journal
from tests.builders import a_booking, a_copy, a_person, a_room, a_visit, open_daily

pytestmark = pytest.mark.usefixtures("centre")


@pytest.fixture
def zone():
    open_daily()
    return a_room(name="悦享读书区", kind="reading", usual_minutes=120)


@pytest.fixture
def person(zone):
    return a_person(name="王小明")


def test_lending_opens_todays_visit_once_and_undo_takes_both_back(person):
    copies = [a_copy(), a_copy()]
    for copy in copies:
        loans.lend(copy_id=copy.id, person_id=person.id)

    assert Visit.select().count() == 1
    journal.undo()
    journal.undo()
    assert Visit.select().count() == 0


def test_lending_to_who_has_left_today_opens_no_second_visit(person, zone):
    visit_id = visits.check_in(person_id=person.id)
    visits.check_out(visit_id=visit_id)

    loans.lend(copy_id=a_copy().id, person_id=person.id)

    assert (Visit.select().count(), presence.here_now()) == (1, [])


def test_with_the_rule_off_lending_opens_nothing(person):
    settings.put(name="joins_visit", value=False)

    loans.lend(copy_id=a_copy().id, person_id=person.id)

    assert Visit.select().count() == 0


def test_a_visit_forgotten_yesterday_is_not_todays(person, zone):
    old = a_visit(room=zone, person=person, arrived_at=clock.now() - timedelta(days=1))

    loans.lend(copy_id=a_copy().id, person_id=person.id)

    assert (Visit.select().count(), Visit.get_by_id(old.id).left_assumed) == (2, True)
    assert len(presence.here_now()) == 1


def test_the_arrival_of_a_booking_by_button_opens_the_visit_in_its_room(person, zone):
    hall = a_room(name="学习议事区")
    booking = a_booking(
        room=hall,
        person=person,
        starts_at=clock.now(),
        ends_at=clock.now() + timedelta(hours=1),
        status="confirmed",
    )

    bookings.arrive(booking.id)
    visits.scan_in(person_id=person.id)

    assert [(row.room_name, row.purpose) for row in presence.here_now()] == [("学习议事区", "读书会")]
    assert Visit.select().count() == 1


def test_who_is_here_already_goes_on_to_the_booked_room(person, zone):
    hall = a_room(name="学习议事区")
    visits.check_in(person_id=person.id, room_id=zone.id)
    a_booking(
        room=hall,
        person=person,
        starts_at=clock.now(),
        ends_at=clock.now() + timedelta(hours=1),
        status="confirmed",
    )

    arrival.scan_arrival(person_id=person.id)

    row = presence.here_now()[0]
    assert (row.room_name, row.first_room_id, Visit.select().count()) == ("学习议事区", zone.id, 1)


def test_a_rescan_counts_anew_after_the_minutes_that_are_set(person, zone):
    settings.put(name="rescan_minutes", value=15)
    start = clock.now() + timedelta(hours=1)
    with clock.pretend(start):
        visits.scan_in(person_id=person.id)
    with clock.pretend(start + timedelta(minutes=15)):
        assert visits.scan_in(person_id=person.id).kind == "already_here"
    with clock.pretend(start + timedelta(minutes=16)):
        assert visits.scan_in(person_id=person.id).kind == "new_visit"

    closed = Visit.select().order_by(Visit.id).first()
    assert (closed.left_at, closed.left_assumed) == (start + timedelta(minutes=16), True)
