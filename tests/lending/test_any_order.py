"""Whatever is done in whatever order: at most one open loan a copy, its condition its gravest flag, and undoing all of it leaves no trace."""

from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centre_app import clock
from centre_app.errors import CentreError
from centre_app.lending import flags, holds, loans
from centre_app.lending.hold_models import Hold
from centre_app.lending.models import CONDITIONS, FLAGS, Copy, CopyFlag, Loan
from centre_app.storage import action, journal, opening, schema
from centre_app.storage.database import db
from tests.builders import a_clerk, a_copy, a_person, open_daily
from tests.conftest import A_THURSDAY

COPIES, PEOPLE = 3, 2
FILES = count()
STEP = st.one_of(
    st.tuples(st.just("lend"), st.integers(0, COPIES - 1), st.integers(0, PEOPLE - 1)),
    st.tuples(st.just("return"), st.integers(0, COPIES - 1)),
    st.tuples(st.just("renew"), st.integers(0, 5)),
    st.tuples(st.just("flag"), st.integers(0, COPIES - 1), st.sampled_from(FLAGS)),
    st.tuples(st.just("unflag"), st.integers(0, COPIES - 1), st.sampled_from(FLAGS)),
    st.tuples(st.just("withdraw"), st.sets(st.integers(0, COPIES - 1))),
    st.tuples(st.just("hold"), st.integers(0, COPIES - 1), st.integers(0, PEOPLE - 1)),
    st.tuples(st.just("cancel"), st.integers(0, 5)),
    st.tuples(st.just("wait"), st.integers(1, 40)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


def rows() -> dict[str, list[Any]]:
    return {
        table: db.execute_sql(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
        for table in schema.journalled_tables()
    }


def gravest_open_flag(copy: int) -> str:
    found = [row.flag for row in CopyFlag.select().where(CopyFlag.until_at.is_null()) if row.copy_id == copy]
    return max(["good", *found], key=CONDITIONS.index)


def do(step: tuple[Any, ...], copies: list[int], people: list[int]) -> None:
    """One step of a day at the desk; what is refused changes nothing."""
    open_loans = [loan.id for loan in Loan.select().where(Loan.returned_at.is_null())]
    match step:
        case ("lend", copy, person):
            loans.lend(copy_id=copies[copy], person_id=people[person])
        case ("return", copy):
            loans.return_copy(copies[copy])
        case ("renew", number) if open_loans:
            loans.renew(open_loans[number % len(open_loans)])
        case ("flag", copy, flag):
            flags.put_flag(copy_id=copies[copy], flag=flag, reason="盘点")
        case ("unflag", copy, flag):
            flags.end_flag(copy_id=copies[copy], flag=flag)
        case ("withdraw", chosen):
            flags.withdraw(copy_ids=[copies[each] for each in chosen], reason="破旧")
        case ("wait", days):
            clock.set_for_tests(clock.now() + timedelta(days=days))
        case ("undo",):
            journal.undo()
        case ("redo",):
            journal.redo()
        case _:
            do_hold(step, copies, people)


def do_hold(step: tuple[Any, ...], copies: list[int], people: list[int]) -> None:
    """Somebody waits for what a copy is of, or does not any more."""
    waiting = [row.id for row in Hold.select().where(Hold.ended_at.is_null())]
    match step:
        case ("hold", copy, person):
            title_id = Copy.get_by_id(copies[copy]).title_id
            holds.place(title_id=title_id, person_id=people[person])
        case ("cancel", number) if waiting:
            holds.cancel(waiting[number % len(waiting)])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=14))
def test_any_order_of_steps_keeps_one_open_loan_a_copy_and_can_be_undone(
    tmp_path: Path, steps: list[tuple[Any, ...]]
) -> None:
    clock.set_for_tests(A_THURSDAY)
    opening.open_database(tmp_path / f"centre-{next(FILES)}.db")
    open_daily(weekdays=(1, 3))
    copies, people = [a_copy().id for _n in range(COPIES)], [a_person().id for _n in range(PEOPLE)]
    action.current_clerk.set(a_clerk().id)  # what was prepared is nobody's, so that undo stops before it
    before = rows()
    for step in steps:
        try:
            do(step, copies, people)
        except CentreError:
            assert not db.in_transaction()
        held = [loan.copy_id for loan in Loan.select().where(Loan.returned_at.is_null())]
        assert len(held) == len(set(held))
        assert {copy.id: copy.condition for copy in Copy.select()} == {
            copy: gravest_open_flag(copy) for copy in copies
        }
    while journal.next_undo():
        journal.undo()
    action.current_clerk.set(None)
    assert rows() == before
