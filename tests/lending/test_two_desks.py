"""Two processes at one data file: a copy is lent by one of them, never by both."""

import multiprocessing
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from centre_app.errors import CopyAlreadyLent
from centre_app.lending import loans
from centre_app.lending.models import Loan
from centre_app.storage import database, opening
from tests.builders import a_copy, a_person, open_daily

ROUNDS = 200


def lend_and_return(path: Path, copy_id: int, person_id: int, start: Barrier, wins: Any) -> None:
    """One desk: in each round try to lend the copy at the same moment as the other, then give it back if one got it."""
    opening.open_database(path)
    for number in range(ROUNDS):
        start.wait(timeout=30)
        try:
            loans.lend(copy_id=copy_id, person_id=person_id)
            wins[number] = True
        except CopyAlreadyLent:
            wins[number] = False
        start.wait(timeout=30)
        if wins[number]:
            loans.return_copy(copy_id)
    database.close_database()


def test_of_two_desks_lending_one_copy_one_wins_every_time(centre: Path) -> None:
    open_daily()
    copy, people = a_copy(), [a_person(), a_person()]
    database.close_database()
    context = multiprocessing.get_context("spawn")
    start, wins = context.Barrier(2), [context.Array("b", [2] * ROUNDS, lock=False) for _person in people]
    desks = [
        context.Process(target=lend_and_return, args=(centre, copy.id, person.id, start, won))
        for person, won in zip(people, wins, strict=True)
    ]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join(60)
    assert [desk.exitcode for desk in desks] == [0, 0]
    assert [won + other for won, other in zip(*wins, strict=True)] == [1] * ROUNDS
    opening.open_database(centre)
    assert Loan.select().where(Loan.returned_at.is_null(False)).count() == ROUNDS
