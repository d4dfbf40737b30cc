"""Random stories of the lending desk with its queues: what must hold after every step, judged by the tables alone."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centre_app import clock, errors
from centre_app.lending import flags, holds, loans
from centre_app.reports.counts import loans as loan_counts
from centre_app.reports.periods import Period
from centre_app.storage import action, database, journal, opening
from centre_app.storage.database import db
from tests.builders import a_clerk, a_copy, a_person, a_title, open_daily
from tests.conftest import A_THURSDAY

PEOPLE = 6
FILES = count()
COPIES = st.integers(0, 4)
WHO = st.integers(0, PEOPLE - 1)
WHICH = st.integers(0, 20)
HOLD = st.tuples(st.just("hold"), st.integers(0, 1), WHO, st.sampled_from(["", "", "上册", "下册"]))
LENT = [
    ("lend", copy, copy % 2) for copy in range(5)
]  # a story begins with everything out, so that people wait
STEPS = st.one_of(
    st.tuples(st.just("lend"), COPIES, WHO),
    st.tuples(st.just("lend"), COPIES, WHO),
    st.tuples(st.just("return"), COPIES),
    st.tuples(st.just("return"), COPIES),
    st.tuples(st.just("renew"), WHICH),
    HOLD,
    st.tuples(st.sampled_from(["cancel", "fetched", "told", "put_back"]), WHICH),
    st.tuples(st.just("lose"), COPIES, st.sampled_from(["lost", "damaged", "in_repair", "not_for_loan"])),
    st.tuples(st.just("find"), COPIES),
    st.tuples(st.just("wait"), st.integers(1, 12)),
    st.tuples(st.just("tick")),
    st.tuples(st.sampled_from(["undo", "undo", "redo"])),
)


class Desk:
    """Two titles, one in two volumes, and a few people who want them; what is refused with a sentence is no harm."""

    def __init__(self) -> None:
        open_daily(weekdays=(1, 3, 5))
        single, double = a_title(name="西游记"), a_title(name="红楼梦")
        self.titles = [single.id, double.id]
        copies = [a_copy(title=single), a_copy(title=single)]
        copies += [a_copy(title=double, volume=volume) for volume in ("上册", "下册", "下册")]
        self.copies = [copy.id for copy in copies]
        self.people = [a_person().id for _number in range(PEOPLE)]

    def do(self, name: str, *facts: Any) -> None:
        with suppress(errors.CentreError):
            getattr(self, f"do_{name}", lambda which: self.on_hold(name, which))(*facts)
        assert not db.in_transaction()

    def on_hold(self, name: str, which: int) -> None:
        verbs: dict[str, Callable[[int], Any]] = {
            "cancel": holds.cancel, "fetched": holds.fetched, "told": holds.told, "put_back": holds.put_back,
        }  # fmt: skip
        verbs[name](pick("SELECT id FROM hold ORDER BY id", which))

    def do_lend(self, copy: int, person: int) -> None:
        loans.lend(copy_id=self.copies[copy], person_id=self.people[person])

    def do_return(self, copy: int) -> None:
        loans.return_copy(self.copies[copy])

    def do_renew(self, which: int) -> None:
        loans.renew(pick("SELECT id FROM loan WHERE returned_at IS NULL ORDER BY id", which))

    def do_hold(self, title: int, person: int, volume: str) -> None:
        holds.place(title_id=self.titles[title], person_id=self.people[person], volume=volume)

    def do_lose(self, copy: int, flag: str) -> None:
        flags.put_flag(copy_id=self.copies[copy], flag=flag)

    def do_find(self, copy: int) -> None:
        for flag in ("lost", "damaged", "in_repair", "not_for_loan"):
            with suppress(errors.FlagNotPut):
                flags.end_flag(copy_id=self.copies[copy], flag=flag)

    def do_wait(self, days: int) -> None:
        clock.set_for_tests(clock.now() + timedelta(days=days))

    def do_tick(self) -> None:
        holds.tick()
        assert not asked("SELECT id FROM hold WHERE status = 'captured' AND pick_up_by < ?", str(clock.now()))
        assert not served_by_a_free_copy()

    def do_undo(self) -> None:
        journal.undo()

    def do_redo(self) -> None:
        journal.redo()


def asked(sql: str, *values: Any) -> list[Any]:
    return db.execute_sql(sql, values).fetchall()


def pick(sql: str, which: int) -> int:
    ids = asked(sql)
    if not ids:
        raise errors.NotFound
    return int(ids[which % len(ids)][0])


def served_by_a_free_copy() -> list[Any]:
    return asked(
        "SELECT hold.id FROM hold JOIN copy ON copy.title_id = hold.title_id AND hold.volume IN ('', copy.volume)"
        " WHERE status = 'waiting' AND condition = 'good'"
        " AND NOT EXISTS (SELECT 1 FROM loan WHERE copy_id = copy.id AND returned_at IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM hold kept WHERE kept.copy_id = copy.id AND kept.status = 'captured')"
    )


def captured() -> dict[int, int]:
    return dict(asked("SELECT id, copy_id FROM hold WHERE status = 'captured'"))


def check_tables() -> None:
    """One open loan and one captured hold a copy, what is kept is sound and in the house, nobody waits twice."""
    out = [row[0] for row in asked("SELECT copy_id FROM loan WHERE returned_at IS NULL")]
    kept = list(captured().values())
    assert len(out) == len(set(out))
    assert len(kept) == len(set(kept))
    assert not set(out) & set(kept)
    unfit = "SELECT hold.id FROM hold JOIN copy ON copy.id = copy_id WHERE status = 'captured' AND (condition <> 'good'"
    assert not asked(f"{unfit} OR copy.title_id <> hold.title_id OR hold.volume NOT IN ('', copy.volume))")
    theirs = asked("SELECT person_id, title_id, volume FROM hold WHERE status IN ('waiting', 'captured')")
    assert len(theirs) == len(set(theirs))
    for (title_id,) in asked("SELECT DISTINCT title_id FROM hold WHERE volume = ''"):
        waiting = [row for row in holds.queue(title_id) if row.status == "waiting"]
        for number, row in enumerate(waiting, start=1):
            rivals = [
                each
                for each in waiting[:number]
                if not each.volume or not row.volume or each.volume == row.volume
            ]
            assert row.place == len(rivals)  # who waits for another volume stands in nobody's way


def check_order(before: dict[int, int]) -> None:
    """Whoever had a copy kept just now was the first whom that copy would serve."""
    for hold_id, copy_id in captured().items():
        if before.get(hold_id) != copy_id:
            assert not asked(
                "SELECT earlier.id FROM hold earlier JOIN hold ON hold.title_id = earlier.title_id AND earlier.id < hold.id"
                " WHERE hold.id = ? AND earlier.status = 'waiting'"
                " AND earlier.volume IN ('', (SELECT volume FROM copy WHERE id = ?))",
                hold_id,
                copy_id,
            )


def standing(label: str) -> int:
    """How many actions of that name the journal holds that are not undone."""
    return len(
        asked(
            "SELECT root.id FROM action root WHERE root.label = ? AND root.kind = 'do' AND root.first_change IS NOT NULL"
            " AND 'undo' <> (SELECT kind FROM action WHERE root_id = root.id ORDER BY id DESC LIMIT 1)",
            label,
        )
    )


def check_report() -> None:
    """The report counts what the journal tells."""
    counts = [loan_counts.count(Period.parse(year)) for year in ("2026", "2027")]
    assert sum(each.issued for each in counts) == standing("lend an item")
    assert sum(each.renewed for each in counts) == standing("renew a loan")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=st.lists(HOLD, min_size=2, max_size=6), steps=st.lists(STEPS, min_size=10, max_size=22))
def test_no_story_of_the_desk_breaks_the_queue_or_the_figures(
    tmp_path: Path, first: list[tuple[Any, ...]], steps: list[tuple[Any, ...]]
) -> None:
    clock.set_for_tests(A_THURSDAY)
    opening.open_database(tmp_path / f"{next(FILES)}.db")
    db.pragma("synchronous", 0)
    desk = Desk()
    action.current_clerk.set(a_clerk().id)
    for step in [*LENT, *first, *steps]:
        before = captured()
        desk.do(*step)
        check_tables()
        if step[0] not in ("undo", "redo"):
            check_order(before)
    check_report()
    action.current_clerk.set(None)
    database.close_database()
