"""Eight processes at one data file: each copy goes to one borrower, and is kept for one who waits."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from centre_app.centre import settings
from centre_app.errors import CentreError
from centre_app.lending import holds, loans
from centre_app.lending.hold_models import Hold
from centre_app.lending.models import Loan
from centre_app.storage import database, opening
from tests.builders import a_copy, a_person, a_title, open_daily

DESKS, COPIES = 8, 50


def lend_all(path: Path, copies: list[int], person_id: int, start: Barrier, won: Any) -> None:
    """One desk lends every copy, at the same moment as the seven others."""
    opening.open_database(path)
    start.wait(timeout=60)
    for copy_id in copies:
        try:
            loans.lend(copy_id=copy_id, person_id=person_id)
            won.value += 1
        except CentreError:
            pass
    database.close_database()


def take_back_all(path: Path, copies: list[int], _person_id: int, start: Barrier, won: Any) -> None:
    """One desk takes every copy back, and cancels what was kept by it, so that it passes on."""
    opening.open_database(path)
    start.wait(timeout=60)
    for copy_id in copies:
        try:
            kept = loans.return_copy(copy_id).kept
            won.value += 1
            if kept is not None and kept.id % 3 == 0:
                holds.cancel(kept.id)
            holds.tick()
        except CentreError:
            pass
    database.close_database()


def race(work: Callable[..., None], path: Path, *, copies: list[int], people: list[int]) -> list[int]:
    database.close_database()
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(DESKS)
    wins = [context.Value("i", 0, lock=False) for _desk in people]
    desks = [
        context.Process(target=work, args=(path, copies, person, start, won))
        for person, won in zip(people, wins, strict=True)
    ]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join(120)
    assert [desk.exitcode for desk in desks] == [0] * DESKS
    opening.open_database(path)
    return [won.value for won in wins]


def test_of_eight_desks_lending_fifty_copies_each_copy_has_one_winner(centre: Path) -> None:
    open_daily()
    settings.put(name="lend_limit", value=100)
    copies = [a_copy().id for _number in range(COPIES)]
    won = race(lend_all, centre, copies=copies, people=[a_person().id for _desk in range(DESKS)])
    assert sum(won) == COPIES
    out = [loan.copy_id for loan in Loan.select()]
    assert sorted(out) == sorted(copies)


def test_of_eight_desks_taking_back_no_copy_is_kept_twice(centre: Path) -> None:
    open_daily()
    settings.put(name="lend_limit", value=100)
    title, borrower = a_title(), a_person(category="organisation")  # who may have the same title many times
    copies = [a_copy(title=title).id for _number in range(COPIES)]
    for copy_id in copies:
        loans.lend(copy_id=copy_id, person_id=borrower.id)
    for _number in range(2 * COPIES):
        holds.place(title_id=title.id, person_id=a_person().id)
    won = race(take_back_all, centre, copies=copies, people=[0] * DESKS)
    assert sum(won) == COPIES
    kept = [row.copy_id for row in Hold.select().where(Hold.status == "captured")]
    assert len(kept) == len(set(kept)) == COPIES
    places = [row.place for row in holds.queue(title.id) if row.status == "waiting"]
    assert places == list(range(1, len(places) + 1))
