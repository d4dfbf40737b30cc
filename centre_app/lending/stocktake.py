"""Counting the stock: begin with a shelf, a class or everything, scan, put right what was found, finish.

Every scan is stored at once, so that a stocktake goes on where it was after any interruption. The reads of
`stocktake_reads.py` are offered here too.
"""

import unicodedata
from dataclasses import dataclass
from typing import Any

from centre_app import clock, errors
from centre_app.i18n import N_, _
from centre_app.lending import catalogue, loans, shelf_codes, stocktake_isbn, stocktake_outcomes
from centre_app.lending.models import Copy, Stocktake, StocktakeScan
from centre_app.lending.numbers import barcode_number, isbn13, plain
from centre_app.lending.stocktake_isbn import Choice
from centre_app.lending.stocktake_outcomes import Finished, finished_stocktakes
from centre_app.lending.stocktake_reads import (
    GROUP_LABELS,
    Result,
    StocktakeCard,
    StocktakeRow,
    judged,
    open_stocktakes,
    scanned_row,
    should_be_here,
    stocktake,
)
from centre_app.lending.tuples import first_of, tuples_of
from centre_app.progress import SILENT, Progress
from centre_app.storage.action import action

__all__ = [
    "GROUP_LABELS",
    "Choice",
    "Finished",
    "Plan",
    "Result",
    "Scanned",
    "StocktakeCard",
    "StocktakeRow",
    "begin",
    "choose",
    "finish",
    "finished_stocktakes",
    "open_stocktakes",
    "plan",
    "put_right",
    "result",
    "scan",
    "should_be_here",
    "stocktake",
]


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scan was. `again`: the code was scanned before in this stocktake, and nothing was changed.

    `choices`: it was an ISBN that several copies here have; until one of them is chosen it stands among the unknown codes.
    """

    row: StocktakeRow
    again: bool
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Ids of the copies to be returned, counted as found, given this shelf, and marked lost."""

    returned: list[int]
    found: list[int]
    moved: list[int]
    lost: list[int]

    def __bool__(self) -> bool:
        return bool(self.returned or self.found or self.moved or self.lost)


@action(N_("begin a stocktake"))
def begin(*, scope: str, value: str = "", note: str = "") -> int:
    """Begin counting a `shelf` (the location of copies), a `class` (the beginning of its number) or `all`; returns its id.

    Raises StocktakeNeedsPlace and StocktakeAlreadyOpen.
    """
    place = {"shelf": value, "class": plain(unicodedata.normalize("NFKC", value)).upper(), "all": ""}[scope]
    if not place.strip() and scope != "all":
        raise errors.StocktakeNeedsPlace
    same: Any = Stocktake.get_or_none(
        (Stocktake.scope == scope) & (Stocktake.value == place) & Stocktake.finished_at.is_null()
    )
    if same is not None:
        raise errors.StocktakeAlreadyOpen(since=same.started_at)
    made: int = Stocktake.create(scope=scope, value=place, started_at=clock.now(), note=note.strip()).id
    return made


@action(N_("scan in a stocktake"))
def scan(*, stocktake_id: int, code: str) -> Scanned:
    """Note that a code was found here, and say what that means. The same code again changes nothing.

    An ISBN stands for the copy here that has it, if only one does. Raises NotFound, StocktakeFinished and
    CopyNeedsBarcode for an empty code.
    """
    card, number = _open(stocktake_id), barcode_number(code)
    if not number:
        raise errors.CopyNeedsBarcode
    if shelf_codes.is_shelf_code(number):
        codes = tuples_of(
            StocktakeScan.select(StocktakeScan.code).where(StocktakeScan.stocktake == stocktake_id)
        )
        number = shelf_codes.next_piece(number, besides=[row[0] for row in codes])
    before = _scan_of(stocktake_id, number)
    if before and before[1] is not None:
        return Scanned(scanned_row(card, before[0]), again=True)
    found = first_of(Copy.select(Copy.id).where(Copy.barcode == number))
    meant = stocktake_isbn.Meant() if found else stocktake_isbn.meant(card, number)
    if meant.one is not None:
        return _note(card, before, code=meant.one.barcode, copy_id=meant.one.id)
    if meant.scanned is not None:
        return Scanned(scanned_row(card, _scan_of(stocktake_id, meant.scanned.barcode)[0]), again=True)
    if before:
        return Scanned(scanned_row(card, before[0]), again=True, choices=meant.choices)
    return _note(card, None, code=number, copy_id=found[0] if found else None, choices=meant.choices)


@action(N_("choose the copy scanned by its ISBN"))
def choose(*, stocktake_id: int, code: str, copy_id: int) -> Scanned:
    """Say which copy a scanned ISBN was. Raises NotFound, StocktakeFinished and NotAmongTheChoices."""
    card, row, before = _open(stocktake_id), catalogue.copy(copy_id), _scan_of(stocktake_id, code)
    if row is None or before is None:
        raise errors.NotFound
    if row.isbn != isbn13(code):
        raise errors.NotAmongTheChoices(title=row.title, barcode=row.barcode, isbn=code)
    same = _scan_of(stocktake_id, row.barcode)
    if same is None:
        return _note(card, before, code=row.barcode, copy_id=copy_id)
    StocktakeScan.delete().where(StocktakeScan.id == before[0]).execute()
    return Scanned(scanned_row(card, same[0]), again=True)


def result(stocktake_id: int) -> Result:
    """Everything a stocktake found: so far, or as it was when it ended. Raises NotFound."""
    card = stocktake(stocktake_id)
    return stocktake_outcomes.kept_result(card) if card.kept else judged(card)


def plan(
    found: Result, *, returns: bool = True, finds: bool = True, moves: bool = True, losses: bool = True
) -> Plan:
    """What putting right would change, each group only if it is wanted. Only a shelf can be given to copies."""
    out = [row for row in found.rows["on_loan"] if returns]
    lost = [row for row in found.rows["gone"] if finds and row.condition == "lost"]
    moved = [row for row in (*found.rows["misplaced"], *out, *lost) if row.elsewhere]
    if not moves or found.stocktake.scope != "shelf":
        moved = []
    missing = [row for row in found.rows["missing"] if losses]
    return Plan(_ids(out), _ids(lost), _ids(moved), _ids(missing))


@action(N_("put right what a stocktake found"))
def put_right(
    *,
    stocktake_id: int,
    returns: bool = True,
    finds: bool = True,
    moves: bool = True,
    losses: bool = True,
    progress: Progress = SILENT,
) -> Plan:
    """Return what is on loan but here, count lost copies as found, give misplaced ones this shelf, mark missing ones lost.

    All in one step; what was found before is kept. Raises NotFound, StocktakeFinished, and Cancelled.
    """
    card = _open(stocktake_id)
    found = judged(card)
    wanted = plan(found, returns=returns, finds=finds, moves=moves, losses=losses)
    changed = {*wanted.returned, *wanted.found, *wanted.moved, *wanted.lost}
    rows = [row for group in found.rows.values() for row in group if row.copy_id in changed]
    stocktake_outcomes.keep(stocktake_id, rows)
    for copy_id in (*wanted.returned, *wanted.found):
        loans.return_copy(copy_id=copy_id)
    for copy_id in wanted.moved:
        catalogue.change_copy(copy_id=copy_id, location=card.value)
    reason = _("Not found in the stocktake of {day}").format(day=card.started_at.date())
    stocktake_outcomes.mark_lost(wanted.lost, reason=reason, what=_("Marking as lost"), progress=progress)
    return wanted


@action(N_("finish a stocktake"))
def finish(*, stocktake_id: int, progress: Progress = SILENT) -> None:
    """End a stocktake and keep what it found; it can be looked at, not gone on with. Raises NotFound and StocktakeFinished."""
    stocktake_outcomes.end(judged(_open(stocktake_id)), progress=progress)


def _note(
    card: StocktakeCard,
    before: tuple[int, int | None] | None,
    *,
    code: str,
    copy_id: int | None,
    choices: tuple[Choice, ...] = (),
) -> Scanned:
    """Store a scan, or write into the one of an ISBN which copy that was."""
    if before:
        StocktakeScan.update(code=code, copy=copy_id).where(StocktakeScan.id == before[0]).execute()
        return Scanned(scanned_row(card, before[0]), again=False)
    made: Any = StocktakeScan.create(stocktake=card.id, code=code, copy=copy_id, scanned_at=clock.now())
    return Scanned(scanned_row(card, made.id), again=False, choices=choices)


def _scan_of(stocktake_id: int, code: str) -> Any:
    """The id of the scan of that code and its copy's id, None where it was not scanned."""
    same = (StocktakeScan.stocktake == stocktake_id) & (StocktakeScan.code == code)
    return first_of(StocktakeScan.select(StocktakeScan.id, StocktakeScan.copy).where(same))


def _open(stocktake_id: int) -> StocktakeCard:
    card = stocktake(stocktake_id)
    if card.finished_at is not None:
        raise errors.StocktakeFinished(finished=card.finished_at)
    return card


def _ids(rows: list[StocktakeRow]) -> list[int]:
    return [row.copy_id for row in rows if row.copy_id is not None]
