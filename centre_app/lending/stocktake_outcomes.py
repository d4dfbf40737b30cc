"""What a stocktake had found, kept when it is put right and when it ends: later loans and moves do not change it.

What was in its place is not kept: it is what was scanned and has no other outcome.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peewee import chunked

from centre_app import clock
from centre_app.i18n import _
from centre_app.lending.call_numbers import LABEL, shelf_order
from centre_app.lending.models import Copy, CopyFlag, Stocktake
from centre_app.lending.stocktake_reads import (
    GROUP_LABELS,
    Result,
    StocktakeCard,
    StocktakeRow,
    cards,
    scanned,
)
from centre_app.lending.use_models import StocktakeOutcome
from centre_app.progress import SILENT, Progress
from centre_app.storage.database import db

_AT_ONCE = 2000
_KEPT = f"""
SELECT outcome.code, outcome.outcome, outcome.location, outcome.condition, copy.id, title.name, copy.volume,
  {LABEL}, title.clc_class
FROM stocktake_outcome AS outcome LEFT JOIN copy ON copy.id = outcome.copy_id LEFT JOIN title ON title.id = copy.title_id
WHERE outcome.stocktake_id = ? ORDER BY title.name_sort, outcome.code"""  # noqa: S608
_MISSING = "SELECT count(*) FROM stocktake_outcome WHERE stocktake_id = ? AND outcome = 'missing'"


@dataclass(frozen=True, slots=True)
class Finished:
    """A stocktake that ended, with how many copies were not found; None where that was not kept."""

    id: int
    card: StocktakeCard
    missing: int | None


def finished_stocktakes() -> list[Finished]:
    """The stocktakes that ended, the latest first."""
    ended = cards("stocktake.finished_at IS NOT NULL ORDER BY stocktake.finished_at DESC, stocktake.id DESC")
    return [
        Finished(card.id, card, db.execute_sql(_MISSING, (card.id,)).fetchone()[0] if card.kept else None)
        for card in ended
    ]


def kept_result(card: StocktakeCard) -> Result:
    """What a finished stocktake had found, as it was then."""
    rows: dict[str, list[StocktakeRow]] = {group: [] for group in GROUP_LABELS}
    found = {row[0].casefold(): row for row in db.execute_sql(_KEPT, (card.id,)).fetchall()}
    seen = set()
    for row in scanned(card, "scan.stocktake_id = ? ORDER BY scan.id DESC", card.id):
        kept = found.get(row.code.casefold())
        seen.add(row.code.casefold())
        if kept is None:
            rows["present"].append(_as("present", row))
        else:
            rows[kept[1]].append(_as(kept[1], row, location=kept[2], condition=kept[3]))
    for code, outcome, location, condition, copy_id, name, volume, call_number, clc_class in found.values():
        if outcome == "missing" and code.casefold() not in seen:
            rows["missing"].append(
                StocktakeRow(
                    f"copy {copy_id}", "missing", code, None, copy_id, name or "", volume or "", call_number or "",
                    location, clc_class or "", condition, elsewhere=False,
                )
            )  # fmt: skip
    rows["missing"].sort(key=lambda row: (row.location, shelf_order(row.call_number)))
    return Result(card, rows)


def keep(stocktake_id: int, rows: Iterable[StocktakeRow], *, progress: Progress = SILENT) -> None:
    """Keep what these copies and codes were; part of the action that changes them."""
    lines = [
        {
            "stocktake": stocktake_id, "code": row.code, "copy": row.copy_id, "outcome": row.group,
            "location": row.location, "condition": row.condition, "scanned_at": row.scanned_at,
        }
        for row in rows
    ]  # fmt: skip
    target = (StocktakeOutcome.stocktake, StocktakeOutcome.code)
    newer = (
        StocktakeOutcome.copy, StocktakeOutcome.outcome, StocktakeOutcome.location, StocktakeOutcome.condition,
        StocktakeOutcome.scanned_at,
    )  # fmt: skip
    for done, some in enumerate(chunked(lines, _AT_ONCE)):
        progress.report(done * _AT_ONCE, len(lines), _("Keeping what was found"))
        StocktakeOutcome.insert_many(some).on_conflict(conflict_target=target, preserve=newer).execute()


def end(found: Result, *, progress: Progress = SILENT) -> None:
    """Keep all that was not in its place, and close the stocktake."""
    card = found.stocktake
    rows = [row for group, some in found.rows.items() if group != "present" for row in some]
    keep(card.id, rows, progress=progress)
    ended = max(clock.now(), card.started_at)  # a clock set back a little keeps nobody from finishing
    Stocktake.update(finished_at=ended, kept=1).where(Stocktake.id == card.id).execute()


def mark_lost(copy_ids: list[int], *, reason: str, what: str, progress: Progress = SILENT) -> None:
    """Mark copies that are neither lost nor withdrawn as lost, thousands in a moment; part of an action."""
    now = clock.now()
    for done, some in enumerate(chunked(copy_ids, _AT_ONCE)):
        progress.report(done * _AT_ONCE, len(copy_ids), what)
        flags: list[dict[str, Any]] = [
            {"copy": copy_id, "flag": "lost", "from_at": now, "reason": reason} for copy_id in some
        ]
        CopyFlag.insert_many(flags).execute()
        Copy.update(condition="lost", condition_on=now.date()).where(Copy.id.in_(some)).execute()


def _as(group: str, row: StocktakeRow, **more: str) -> StocktakeRow:
    facts = {
        name: getattr(row, name)
        for name in ("title", "volume", "call_number", "location", "clc_class", "condition")
    }
    elsewhere = group == "misplaced"
    return StocktakeRow(
        row.id, group, row.code, row.scanned_at, row.copy_id, **{**facts, **more}, elsewhere=elsewhere
    )
