"""The plan of an import: the list is read, matched and checked without a write; `apply.py` then writes what stands here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from centre_app.i18n import N_, _
from centre_app.importing import (
    arranging,
    fates,
    plan_bookings,
    plan_books,
    plan_expected,
    plan_loans,
    plan_people,
    plan_visits,
    reading,
)
from centre_app.importing.book_rows import is_register
from centre_app.importing.collector import undisturbed
from centre_app.importing.fates import FATE_LABELS, Counts, Fate, RowFate
from centre_app.importing.headings import Table
from centre_app.importing.labels import ColumnUse, columns_of
from centre_app.importing.vocabulary import Kind
from centre_app.importing.writes import Writes
from centre_app.progress import SILENT, Progress
from centre_app.storage import database, journal

__all__ = [
    "FATE_LABELS",
    "KIND_LABELS",
    "ColumnUse",
    "Counts",
    "Fate",
    "Kind",
    "Plan",
    "RowFate",
    "make_plan",
    "plan_again",
    "plan_table",
]

KIND_LABELS: dict[Kind, str] = {
    "books": N_("a list of books"),
    "copies": N_("a list of copies"),
    "people": N_("a list of people"),
    "visits": N_("a register of visits"),
    "bookings": N_("a list of room bookings"),
    "loans": N_("a list of loans"),
}
_TABLES: dict[Kind, frozenset[str]] = {
    "books": plan_books.TABLES,
    "copies": plan_books.TABLES,
    "people": plan_people.TABLES,
    "visits": plan_visits.TABLES,
    "bookings": plan_bookings.TABLES,
    "loans": plan_loans.TABLES,
}


class Deciding(Protocol):
    """The rules of one kind of list: decides row by row, and holds what is to be written."""

    writes: Writes

    def decide(self, table: Table, *, progress: Progress) -> list[RowFate]:
        """The fate of every row, in the order of the list."""


_RULES: dict[Kind, Callable[[], Deciding]] = {
    "people": plan_people.PeoplePlan,
    "visits": plan_visits.VisitPlan,
    "bookings": plan_bookings.BookingPlan,
    "loans": plan_loans.LoanPlan,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. `rows` are the fates of all data rows, `problems` the first ones in words, with their rows.

    With a `donation_id` a list of books is what that donor announced: its rows become lines of the donation.

    `columns` say how the headings were understood; `remark` is what the clerk should know of the whole list.
    `change_id` is where the journal stood; while none of `tables` changed since, `writes` is right.
    """

    kind: Kind
    file: str
    table: Table
    donor: str
    received_on: date | None
    counts: Counts
    rows: list[RowFate]
    problems: list[str]
    columns: list[ColumnUse]
    remark: str
    change_id: int
    tables: frozenset[str]
    writes: Writes
    donation_id: int | None = None

    def is_current(self) -> bool:
        """Whether nothing that the plan was made from has changed since."""
        return not journal.changed_since(self.change_id)[1] & self.tables


def make_plan(
    *, kind: Kind, file: Path, donor: str = "", received_on: date | None = None, donation_id: int | None = None,
    progress: Progress = SILENT,
) -> Plan:  # fmt: skip
    """Read a list and decide what becomes of each row; nothing is written.

    `donor` and `received_on` count for rows of books and copies that do not say their own; with a `donation_id` the rows are
    what that donation should bring. The rules of each kind are in `plan_books.py` and its neighbours. Raises an UnusableFile, and Cancelled.
    """
    table = arranging.table_of(reading.read_source(file, progress=progress), kind=kind)
    return plan_table(
        table,
        file=file.name,
        donor=donor,
        received_on=received_on,
        donation_id=donation_id,
        progress=progress,
    )


def plan_again(
    plan: Plan, *, donor: str | None = None, received_on: date | None = None, progress: Progress = SILENT
) -> Plan:
    """Decide anew over the rows already read: after changes by others, or for another donor (None: as before) and day."""
    if donor is None:
        donor, received_on = plan.donor, plan.received_on
    return plan_table(
        plan.table,
        file=plan.file,
        donor=donor,
        received_on=received_on,
        donation_id=plan.donation_id,
        progress=progress,
    )


def plan_table(
    table: Table, *, file: str, donor: str = "", received_on: date | None = None, donation_id: int | None = None,
    progress: Progress = SILENT,
) -> Plan:  # fmt: skip
    """Decide over the rows of a table."""
    kind = table.layout.kind
    with undisturbed(len(table.rows)), database.snapshot():
        change_id = journal.last_change_id()
        deciding: Deciding
        if donation_id is not None:
            deciding = plan_expected.ExpectedPlan(table, donation_id=donation_id)
        elif kind in _RULES:
            deciding = _RULES[kind]()
        else:
            deciding = plan_books.BookPlan(table, donor=donor, received_on=received_on)
        rows = deciding.decide(table, progress=progress)
    return Plan(
        kind=kind, file=file, table=table, donor=donor, received_on=received_on, counts=fates.counted(rows), rows=rows,
        problems=fates.problems(rows), columns=columns_of(table.layout),
        remark=_remark(table, rows) if donation_id is None else "", change_id=change_id,
        tables=_TABLES[kind] if donation_id is None else plan_expected.TABLES, writes=deciding.writes, donation_id=donation_id,
    )  # fmt: skip


def _remark(table: Table, rows: Sequence[RowFate]) -> str:
    if is_register(table.layout):
        return _(
            "This list numbers its books and counts no copies: it brings titles only. Import the list of their copies next."
        )
    if (
        table.layout.kind == "books"
        and "barcode" not in table.layout.columns
        and any(row.fate == "merge" for row in rows)
    ):
        return _(
            "Books known already are taken for the copies that are there. If they are further copies, name their donor or the day."
        )
    return ""
