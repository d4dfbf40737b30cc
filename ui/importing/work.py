"""What an import does in its own thread: reading a file, judging its rows, writing them. Nothing of the window is here."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from centre_app.access import audit
from centre_app.i18n import N_
from centre_app.importing import apply, arranging, kinds, plan, reading, rejects, showing
from centre_app.importing.arranging import Arrangement
from centre_app.importing.headings import Table
from centre_app.importing.plan import Kind, Plan
from centre_app.importing.reading import Source
from centre_app.importing.showing import Edits, ShownRow
from centre_app.progress import Progress


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as read: the kind of list it is taken for, and every list found in it (none: MARC records)."""

    source: Source
    kind: Kind
    found: list[Arrangement]
    records: Table | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A plan with its rows as they are shown."""

    plan: Plan
    rows: list[ShownRow]


@dataclass(frozen=True, slots=True)
class Gift:
    """What is said of a whole list of books: its donor and day, or the donation that it announces."""

    donor: str = ""
    day: date | None = None
    donation_id: int | None = None


def opened(progress: Progress, *, file: Path, kind: Kind | None) -> Opened:
    """Read a file; without a kind the likeliest is taken. Raises an UnusableFile, and Cancelled."""
    source = reading.read_source(file, progress=progress)
    return looked_at(progress, source=source, kind=kind or kinds.likely_kind(source))


def looked_at(_progress: Progress, *, source: Source, kind: Kind) -> Opened:
    """Look for lists of another kind in a file read before."""
    if source.records:
        return Opened(source, kind, [], arranging.records_of(source, kind=kind))
    return Opened(source, kind, arranging.arrangements(source, kind=kind))


def judged(progress: Progress, *, listed: Arrangement | Table, file: str, gift: Gift, edits: Edits) -> Judged:
    """Decide what becomes of every row; nothing is written."""
    table = listed.table() if isinstance(listed, Arrangement) else listed
    made = plan.plan_table(
        showing.with_edits(table, edits), file=file, donor=gift.donor, received_on=gift.day,
        donation_id=gift.donation_id, progress=progress,
    )  # fmt: skip
    return Judged(made, showing.rows_to_show(made))


def written(
    progress: Progress, *, planned: Plan, listed: Arrangement | Table, gift: Gift, edits: Edits
) -> apply.Applied:
    """Write it; what was typed a moment ago is looked at first."""
    made = planned
    if edits or (gift.donor, gift.day) != (planned.donor, planned.received_on):
        made = judged(progress, listed=listed, file=planned.file, gift=gift, edits=edits).plan
    learned = listed if isinstance(listed, Arrangement) else None
    return apply.carry_out(made, learned=learned, progress=progress)


def saved(_progress: Progress, *, planned: Plan, path: Path) -> None:
    """Write the rejected rows; where they hold names, the audit says that they left the program."""
    rejects.write(planned, path)
    if planned.kind not in ("books", "copies"):
        audit.record(label=N_("save rejected rows of a list with names"))
