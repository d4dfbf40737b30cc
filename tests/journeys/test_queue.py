"""A queue of twenty before the desk, scan by scan through the real window: one scan each, no key and no click beside it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from centre_app import clock
from centre_app.access import clerks
from centre_app.people import presence
from centre_app.people.models import Visit
from tests.builders import a_clerk, a_person, a_room, a_visit, open_daily
from tests.journeys.conftest import Clerk

QUEUE = 20


@pytest.fixture
def desk(clerk: Clerk):
    """A clerk on duty, two zones, and twenty people of whom each was in a zone before."""
    open_daily()
    zones = [
        a_room(name="悦享读书区", sharing="shared", capacity=30),
        a_room(name="休闲健身区", sharing="shared", capacity=30),
    ]
    queue = [a_person(name=f"王小{number}") for number in "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸"]
    before = clock.now() - timedelta(days=1)
    for number, person in enumerate(queue):
        a_visit(
            room=zones[number % 2],
            person=person,
            arrived_at=before,
            left_at=before,
            purpose="看书" if number % 3 else "下棋",
        )
    clerks.put_on_duty(clerk_id=a_clerk().id)
    clerk.window.proceed()
    clerk.bot.waitUntil(lambda: clerk.window.work is not None and clerk.window.cover is None)
    clerk.wait_for_jobs()
    return clerk, zones, queue


def test_twenty_people_come_in_by_one_scan_each_and_nothing_else(desk):
    clerk, zones, queue = desk

    for place, person in enumerate(queue, start=1):
        clerk.scan(person.card_number)
        assert clerk.work.page().person.name.text() == person.name
        assert (len(presence.here_now()), presence.open_visit_of(person.id).person_id) == (place, person.id)

    assert (clerk.scans, clerk.keys, clerk.clicks) == (QUEUE, 0, 0)  # a person: 1 scan, 0 keys, 0 clicks
    today = list(Visit.select().where(Visit.left_at.is_null()).order_by(Visit.id))
    assert [visit.person_id for visit in today] == [person.id for person in queue]
    assert [visit.room_id for visit in today] == [zones[number % 2].id for number in range(QUEUE)]
    assert {visit.purpose for visit in today} == {"看书", "下棋"}
    assert clerk.work.page()._figure.text() == str(QUEUE)
    assert QApplication.activeModalWidget() is None


def test_who_scans_twice_in_the_queue_is_counted_once(desk):
    clerk, _zones, queue = desk

    for person in (*queue[:5], *queue[:5]):
        clerk.scan(person.card_number)

    assert Visit.select().where(Visit.left_at.is_null()).count() == 5
    assert presence.today_count() == 5


def test_somebody_without_a_card_in_the_queue_takes_two_keys_or_two_clicks(desk):
    clerk, _zones, queue = desk
    clerk.scan(queue[0].card_number)

    clerk.press(Qt.Key.Key_T)
    dialog = QApplication.activeModalWidget()
    clerk.bot.keyClick(dialog, Qt.Key.Key_5)
    dialog.accept()
    clerk.scan(queue[1].card_number)
    page = clerk.work.page()
    clerk.click(page.list_card.tally_button)
    dialog = QApplication.activeModalWidget()
    clerk.click(dialog.buttons["60+", "M"])

    assert (clerk.scans, clerk.keys + 1, clerk.clicks) == (2, 2, 2)
    assert [(visit.age_from, visit.sex) for visit in Visit.select().where(Visit.person.is_null())] == [
        (60, "F"),
        (60, "M"),
    ]
    assert presence.today_count() == 4
    dialog.accept()
