"""The to-do list of the desk: what is in it, and in which order."""

from datetime import timedelta

from centre_app import clock
from centre_app.desk.todo import todo
from centre_app.lending.due import end_of
from centre_app.lending.models import Loan
from centre_app.storage.action import run
from tests.builders import a_booking, a_copy, a_person, a_room, a_title


def a_loan(*, title: str, due_in_days: int) -> None:
    due = end_of(clock.today() + timedelta(days=due_in_days))
    copy, person = a_copy(title=a_title(name=title)), a_person(name="张子涵")
    run(
        "lend",
        lambda: Loan.create(copy=copy, person=person, lent_at=clock.now() - timedelta(days=40), due_at=due),
    )


def test_overdue_and_due_today_are_there_and_later_ones_are_not(centre):
    a_loan(title="昆虫记", due_in_days=-3)
    a_loan(title="三体", due_in_days=0)
    a_loan(title="西游记", due_in_days=1)

    found = todo()

    assert [(item.kind, item.state) for item in found] == [
        ("overdue", "逾期 3 天"),
        ("due_today", "今日应还"),
    ]
    assert "昆虫记" in found[0].words


def test_the_longest_overdue_comes_first(centre):
    for days in (-1, -9, -4):
        a_loan(title="书", due_in_days=days)

    assert [item.state for item in todo()] == ["逾期 9 天", "逾期 4 天", "逾期 1 天"]


def test_bookings_that_nobody_came_to_are_most_urgent(centre, frozen):
    room = a_room()
    a_loan(title="昆虫记", due_in_days=-3)
    hour = timedelta(hours=1)
    a_booking(room=room, starts_at=frozen - hour / 2, ends_at=frozen + hour / 4, title="书画队")
    a_booking(room=room, starts_at=frozen + hour / 2, ends_at=frozen + hour, title="读书会")
    a_booking(
        room=room, starts_at=frozen - 3 * hour, ends_at=frozen - 2 * hour, title="早课", status="checked_in"
    )
    a_booking(room=room, starts_at=frozen + 5 * hour, ends_at=frozen + 6 * hour, title="晚课")

    assert [item.kind for item in todo()] == ["not_arrived", "unfinished", "not_begun", "overdue"]


def test_an_empty_centre_has_nothing_to_do(centre):
    assert todo() == []
