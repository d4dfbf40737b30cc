"""The months of the trend: counted, as they were closed, or as given by hand before the program."""

from datetime import datetime

import pytest

from centre_app import clock
from centre_app.people.models import Visit
from centre_app.reports import closing, history, trend
from centre_app.reports.periods import Period
from tests.builders import a_room, a_visit

NOVEMBER = Period.parse("2026-11")


@pytest.fixture(autouse=True)
def recorded(centre):
    """The program began in September 2026, and it is December."""
    with clock.pretend(datetime(2026, 12, 1, 9)):
        room = a_room(name="读书区")
        for month, heads in ((9, 3), (10, 5), (11, 7)):
            at = datetime(2026, month, 5, 9)
            a_visit(room=room, arrived_at=at, left_at=at, head_count=heads)
        yield


def shown():
    return {month.name: (month.visits, month.by_zone) for month in trend.months(NOVEMBER)}


def test_a_closed_month_stays_as_it_was_closed():
    closing.close_month(period=Period.parse("2026-09"))
    Visit.update(head_count=30).where(Visit.head_count == 3).execute()
    Visit.update(head_count=50).where(Visit.head_count == 5).execute()
    assert shown() == {
        "2026-09": (3, {"读书区": 3}),
        "2026-10": (50, {"读书区": 50}),
        "2026-11": (7, {"读书区": 7}),
    }


def test_months_before_the_program_are_those_given_by_hand_and_marked():
    history.give(values={("2026-07", "visits.total"): 100, ("2026-07", "cards.new"): 4})
    assert shown()["2026-07*"] == (100, None)
    assert shown()["2026-08"] == (None, None)
    assert list(shown()) == ["2026-07*", "2026-08", "2026-09", "2026-10", "2026-11"]
    assert [month.cards for month in trend.months(NOVEMBER)] == [4, None, 0, 0, 0]
