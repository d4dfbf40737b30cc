"""Writes a plan: keys are computed before the lock is taken, then all of it is written as one action that can be undone."""

from collections.abc import Iterator
from dataclasses import dataclass

from centre_app.i18n import N_, _
from centre_app.importing.arranging import Arrangement
from centre_app.importing.collector import undisturbed
from centre_app.importing.fates import Counts
from centre_app.importing.plan import Plan, plan_again
from centre_app.importing.writes import Values, write
from centre_app.lending import title_fields
from centre_app.people import people
from centre_app.progress import SILENT, Progress
from centre_app.storage.action import action, current_action
from centre_app.storage.database import db

_TRIES = 3
_EVERY = 200


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done: the plan as written in the end, its counts, and the action to undo (None: there was nothing to write)."""

    plan: Plan
    counts: Counts
    action_id: int | None


class _Moved(Exception):
    """Somebody changed what the plan was made from."""


def apply(plan: Plan, *, progress: Progress = SILENT) -> Counts:
    """Write what the plan says and return its counts. See `carry_out`."""
    return carry_out(plan, progress=progress).counts


def carry_out(plan: Plan, *, learned: Arrangement | None = None, progress: Progress = SILENT) -> Applied:
    """Write what the plan says, all or nothing, as one undoable action, with what was `learned` of the columns of such files.

    Where somebody changed the same tables since it was made, it is made anew and that is written. Raises Cancelled, with
    nothing written, and what `@action` raises (Busy, DiskFull, ClockBehind).
    """
    with undisturbed(len(plan.rows)):
        return _carried_out(plan, learned=learned, progress=progress)


def _carried_out(plan: Plan, *, learned: Arrangement | None, progress: Progress) -> Applied:
    for left in reversed(range(_TRIES)):
        if not plan.is_current():
            plan = plan_again(plan, progress=progress)
        if not plan.writes:
            break
        _add_keys(plan, progress=progress)
        try:
            return Applied(
                plan, plan.counts, _import(plan=plan, learned=learned, progress=progress, insist=left == 0)
            )
        except _Moved:
            continue
    return Applied(plan, plan.counts, None)


@action(N_("import a list"))
def _import(*, plan: Plan, learned: Arrangement | None, progress: Progress, insist: bool) -> int | None:
    if not plan.is_current():
        if not insist:
            raise _Moved
        plan = plan_again(plan, progress=progress)
        _add_keys(plan, progress=progress)
    write(plan.writes, progress=progress)
    if learned is not None:
        learned.remember()
    return current_action()


def _add_keys(plan: Plan, *, progress: Progress) -> None:
    """How the rows are found and sorted: for new ones, and for those of which a name or number changes."""
    writes = plan.writes
    titles, people = writes.inserts.get("title", []), writes.inserts.get("person", [])
    changed_titles = _whole(writes.changes.get("title", {}), title_fields.FOUND_BY, "title")
    changed_people = _whole(
        writes.changes.get("person", {}), ("name", "phone", "card_number", "household_id"), "person"
    )
    addresses = _addresses(plan)
    total = len(titles) + len(people) + len(changed_titles) + len(changed_people)
    done = 0
    for values, into in [*((row, row) for row in titles), *changed_titles]:
        if done % _EVERY == 0:
            progress.report(done, total, _("Preparing the search"))
        into.update(title_fields.keys(values))
        done += 1
    for values, into in [*((row, row) for row in people), *changed_people]:
        if done % _EVERY == 0:
            progress.report(done, total, _("Preparing the search"))
        into.update(_person_keys(values, addresses))
        done += 1


def _whole(changes: dict[int, Values], names: tuple[str, ...], table: str) -> list[tuple[Values, Values]]:
    """The rows as they will be, beside the changes that lead there, where one of these columns changes."""
    found = []
    for row_id, change in changes.items():
        if change.keys() & set(names):
            cursor = db.execute_sql(f'SELECT {", ".join(names)} FROM "{table}" WHERE id = ?', (row_id,))  # noqa: S608
            row: Values = dict(zip(names, cursor.fetchone(), strict=True))
            found.append((row | change, change))
    return found


def _person_keys(values: Values, addresses: dict[int, tuple[str, str]]) -> Values:
    building, door = addresses.get(values["household_id"] or 0, ("", ""))
    return people.found_under(
        name=values["name"], phone=values["phone"], card_number=values["card_number"], building=building, door=door
    )  # fmt: skip


def _addresses(plan: Plan) -> dict[int, tuple[str, str]]:
    """Every household's building and door, new ones by their negative ids."""
    return dict(_new_and_known(plan)) if plan.kind == "people" else {}


def _new_and_known(plan: Plan) -> Iterator[tuple[int, tuple[str, str]]]:
    for row_id, building, door in db.execute_sql("SELECT id, building, door FROM household"):
        yield row_id, (building, door)
    for number, row in enumerate(plan.writes.inserts.get("household", []), 1):
        yield -number, (row["building"], row["door"])
