"""Counting the stock: begin with a shelf, a class or everything, scan, put right what was found, finish.

Every scan is stored at once, so that a stocktake goes on where it was after any interruption. The reads of
`stocktake_reads.py` are offered here too.
"""

import unicodedata
from dataclasses import dataclass
from typing import Any

from centre_app import clock, errors
from centre_app.i18n import N_, _
from centre_app.lending import catalogue, flags, loans, shelf_codes
from centre_app.lending.models import Copy, Stocktake, StocktakeScan
from centre_app.lending.numbers import barcode_number, plain
from centre_app.lending.stocktake_reads import (
    GROUP_LABELS,
    Result,
    StocktakeCard,
    StocktakeRow,
    open_stocktakes,
    result,
    scanned_row,
    should_be_here,
    stocktake,
)
from centre_app.lending.tuples import first_of, tuples_of
from centre_app.storage.action import action

__all__ = [
    "GROUP_LABELS",
    "Plan",
    "Result",
    "Scanned",
    "StocktakeCard",
    "StocktakeRow",
    "begin",
    "finish",
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
    """What a scan was. `again`: the code was scanned before in this stocktake, and nothing was changed."""

    row: StocktakeRow
    again: bool


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

    Raises NotFound, StocktakeFinished and CopyNeedsBarcode for an empty code.
    """
    card, number = _open(stocktake_id), barcode_number(code)
    if not number:
        raise errors.CopyNeedsBarcode
    if shelf_codes.is_shelf_code(number):
        codes = tuples_of(
            StocktakeScan.select(StocktakeScan.code).where(StocktakeScan.stocktake == stocktake_id)
        )
        number = shelf_codes.next_piece(number, besides=[row[0] for row in codes])
    before = first_of(
        StocktakeScan.select(StocktakeScan.id).where(
            (StocktakeScan.stocktake == stocktake_id) & (StocktakeScan.code == number)
        )
    )
    if before:
        return Scanned(scanned_row(card, before[0]), again=True)
    found = first_of(Copy.select(Copy.id).where(Copy.barcode == number))
    made: Any = StocktakeScan.create(
        stocktake=stocktake_id, code=number, copy=found[0] if found else None, scanned_at=clock.now()
    )
    return Scanned(scanned_row(card, made.id), again=False)


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
    *, stocktake_id: int, returns: bool = True, finds: bool = True, moves: bool = True, losses: bool = True
) -> Plan:
    """Return what is on loan but here, count lost copies as found, give misplaced ones this shelf, mark missing ones lost.

    All in one step. Raises NotFound and StocktakeFinished.
    """
    card = _open(stocktake_id)
    wanted = plan(result(stocktake_id), returns=returns, finds=finds, moves=moves, losses=losses)
    for copy_id in (*wanted.returned, *wanted.found):
        loans.return_copy(copy_id=copy_id)
    for copy_id in wanted.moved:
        catalogue.change_copy(copy_id=copy_id, location=card.value)
    for copy_id in wanted.lost:
        flags.put_flag(
            copy_id=copy_id,
            flag="lost",
            reason=_("Not found in the stocktake of {day}").format(day=card.started_at.date()),
        )
    return wanted


@action(N_("finish a stocktake"))
def finish(*, stocktake_id: int) -> None:
    """End a stocktake; it is no longer offered. Raises NotFound and StocktakeFinished."""
    card = _open(stocktake_id)
    ended = max(clock.now(), card.started_at)  # a clock set back a little keeps nobody from finishing
    Stocktake.update(finished_at=ended).where(Stocktake.id == stocktake_id).execute()


def _open(stocktake_id: int) -> StocktakeCard:
    card = stocktake(stocktake_id)
    if card.finished_at is not None:
        raise errors.StocktakeFinished(finished=card.finished_at)
    return card


def _ids(rows: list[StocktakeRow]) -> list[int]:
    return [row.copy_id for row in rows if row.copy_id is not None]
