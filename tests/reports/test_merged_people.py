"""Merging records changes no total of any month, whatever is merged with whom, and undo restores every figure and row.

By their definitions three figures may change, since two who seemed to be two are known to be one: people who came
(different known persons) and borrowers (person-days) may fall, and reading visits may rise (the visit under the one
name, the loan under the other, on one day). Sex, band and category of a visit are those of the person, so heads may go
from one part of a split to another; the parts go on adding up to the total. A card that ends by a merge is not valid
any more at the end of the month in which it ends; the months before keep it.
"""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centre_app import clock, errors
from centre_app.people import card_history, merging, people
from centre_app.reports import indicators
from centre_app.reports.behind.people import new_cards, valid_cards
from centre_app.reports.indicators import INDICATORS
from centre_app.reports.periods import Period
from centre_app.storage import journal, schema, search
from centre_app.storage.database import db
from tests.builders import a_person
from tests.reports import random_centre

PERIODS = [
    Period.parse(text) for text in ("2025-10", "2026-09", "2026-10", "2026-11", "2026-W43", "2026-10-15")
]
FALLING, RISING = {"visits.people", "loans.borrowers"}, {"reading.visits"}
MOVING: set[str] = (
    set()
)  # figures that pick people by age, sex or category: the merged record has those of one of the two
PEOPLE = 25


@pytest.fixture(autouse=True)
def later():
    """It is December: the months asked for are over."""
    with clock.pretend(datetime(2026, 12, 1, 9)):
        yield


@pytest.fixture
def full_centre(centre):
    random_centre.fill(3)
    return centre


def figures() -> list[dict[str, Any]]:
    return [indicators.figures(period) for period in PERIODS]


def everything() -> dict[str, list[tuple]]:
    return {
        table: db.execute_sql(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
        for table in schema.journalled_tables()
    }


def total(value: Any) -> Any:
    return sum(value.values()) if isinstance(value, dict) else value


def as_expected(code: str, was: dict[str, Any], now: dict[str, Any]) -> None:
    if code in FALLING:
        assert now[code] <= was[code], code
    elif code in RISING:
        assert now[code] >= was[code], code
    else:
        assert total(now[code]) == total(was[code]), code
    if code.startswith("visits.by_"):
        assert total(now[code]) == now["visits.total"], code


def merge_all(pairs: list[tuple[int, int, bool]]) -> None:
    """Merge what can be merged."""
    ids = [row[0] for row in db.execute_sql("SELECT id FROM person ORDER BY id")]
    for first, second, swapped in pairs:
        side = "away" if swapped else "keep"
        choices = dict.fromkeys(("card_number", "birth_date", "sex", "category"), side)
        try:
            merging.merge(keep_id=ids[first], away_id=ids[second], values=choices)
        except (
            errors.MergeWithSelf,
            errors.MergeGuardianWithWard,
            errors.MergeWithOrganisation,
            errors.NotFound,
        ):
            continue


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1), st.booleans()),
        min_size=1,
        max_size=8,
    )
)
def test_merges_change_no_total_of_any_month_and_their_undo_nothing_at_all(full_centre, pairs):
    before, rows, undoable = figures(), everything(), len(journal.undoable())

    merge_all(pairs)

    try:
        for was, now in zip(before, figures(), strict=True):
            for code in now.keys() - MOVING:
                as_expected(code, was, now)
    finally:  # the next example begins with the same people
        for _step in range(len(journal.undoable()) - undoable):
            journal.undo()
    assert everything() == rows
    assert figures() == before
    assert search.PERSON.in_step()


def test_a_second_card_counts_in_the_months_before_the_merge_and_not_in_its_own(centre):
    with clock.pretend(datetime(2026, 10, 5, 9)):
        first = people.register(name="王秀英")
    with clock.pretend(datetime(2026, 11, 5, 9)):
        second = people.register(name="王秀英")

    merging.merge(keep_id=second, away_id=first)

    months = [indicators.figures(Period.parse(text)) for text in ("2026-10", "2026-11", "2026-12")]
    assert [month["cards.new"] for month in months] == [1, 1, 0]
    assert [month["cards.valid"] for month in months] == [1, 2, 1]


def test_a_card_taken_over_by_a_record_without_one_stays_issued_when_it_was(centre):
    with clock.pretend(datetime(2026, 9, 1, 9)):
        without = a_person(name="王秀英", card_number=None, registered_at=datetime(2026, 9, 1, 9))
    with clock.pretend(datetime(2026, 10, 5, 9)):
        with_card = people.register(name="王秀英")

    merging.merge(keep_id=without.id, away_id=with_card)

    months = [indicators.figures(Period.parse(text)) for text in ("2026-09", "2026-10", "2026-12")]
    assert [month["cards.new"] for month in months] == [0, 1, 0]
    assert card_history.former_of(without.id) == []


def test_the_rows_behind_the_cards_are_as_many_as_the_figure_says_after_a_merge(full_centre):
    undoable = len(journal.undoable())
    merge_all([(0, 1, False), (2, 3, True), (4, 5, False), (6, 7, True), (8, 9, False)])
    assert len(journal.undoable()) > undoable
    for period in PERIODS:
        found = indicators.figures(period)
        assert len(list(valid_cards(period).rows)) == found["cards.valid"]
        assert len(list(new_cards(period).rows)) == found["cards.new"]


def test_every_figure_spared_from_the_rule_is_one_that_there_is():
    assert {indicator.code for indicator in INDICATORS} >= FALLING | RISING
