"""What a stocktake found, judged by the catalogue and the loans as they are now. What changes anything is in `stocktake.py`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from centre_app import errors
from centre_app.i18n import N_, _
from centre_app.lending.call_numbers import LABEL, shelf_order
from centre_app.lending.models import GONE
from centre_app.storage.database import db

GROUP_LABELS = {
    "missing": N_("Not found"),
    "misplaced": N_("Wrong place"),
    "on_loan": N_("Out, yet here"),
    "gone": N_("Gone, yet here"),
    "unknown": N_("Unknown codes"),
    "present": N_("In place"),
}


@dataclass(frozen=True, slots=True)
class StocktakeCard:
    """A stocktake and how many codes were scanned in it. `scope` is shelf, class or all, `value` which one."""

    id: int
    scope: str
    value: str
    started_at: datetime
    finished_at: datetime | None
    note: str
    scans: int
    kept: bool = False

    @property
    def place(self) -> str:
        """What is counted, in words."""
        words = {"shelf": _("Shelf {name}"), "class": _("Class {name}"), "all": _("The whole stock")}
        return words[self.scope].format(name=self.value)

    def holds(self, *, location: str, clc_class: str, call_number: str) -> bool:
        """Whether a copy with this shelf, class and call number belongs to what is counted."""
        if self.scope == "shelf":
            return location == self.value
        return (clc_class or call_number).upper().startswith(self.value)


@dataclass(frozen=True, slots=True)
class StocktakeRow:
    """A copy or an unknown code with the group it falls in. `elsewhere`: scanned, but it belongs to another place."""

    id: str
    group: str
    code: str
    scanned_at: datetime | None
    copy_id: int | None
    title: str
    volume: str
    call_number: str
    location: str
    clc_class: str
    condition: str
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Result:
    """What a stocktake found, by group: those scanned by time, latest first, those not found in shelf order."""

    stocktake: StocktakeCard
    rows: dict[str, list[StocktakeRow]]

    @property
    def expected(self) -> int:
        """How many copies should be here: those found in their place and those not found."""
        return len(self.rows["present"]) + len(self.rows["missing"])

    def count(self, group: str) -> int:
        """How many rows a group has."""
        return len(self.rows[group])


def stocktake(stocktake_id: int) -> StocktakeCard:
    """One stocktake. Raises NotFound."""
    for found in cards("stocktake.id = ?", stocktake_id):
        return found
    raise errors.NotFound


def open_stocktakes() -> list[StocktakeCard]:
    """What is being counted, the latest begun first."""
    return list(cards("stocktake.finished_at IS NULL ORDER BY stocktake.id DESC"))


def judged(card: StocktakeCard) -> Result:
    """Everything a stocktake found so far, judged as of now, in two queries."""
    rows: dict[str, list[StocktakeRow]] = {group: [] for group in GROUP_LABELS}
    seen = set()
    for row in scanned(card, "scan.stocktake_id = ? ORDER BY scan.id DESC", card.id):
        rows[row.group].append(row)
        seen.add(row.copy_id)
    rows["missing"] = [row for row in should_be_here(card) if row.copy_id not in seen]
    return Result(card, rows)


def scanned_row(card: StocktakeCard, scan_id: int) -> StocktakeRow:
    """One scan of a stocktake with its group."""
    return next(scanned(card, "scan.id = ?", scan_id))


def should_be_here(card: StocktakeCard) -> list[StocktakeRow]:
    """Copies of the place that must be found, in shelf order.

    Nobody can look for what was out, came back or was added only after the stocktake began: it is not asked for.
    """
    values = {
        "value": card.value,
        "began": f"{card.started_at:%Y-%m-%d %H:%M:%S}",
        "day": f"{card.started_at:%Y-%m-%d}",
    }
    rows = db.execute_sql(_SHOULD_BE_HERE.format(scope=SCOPES[card.scope]), values)
    found = [
        StocktakeRow(f"copy {copy_id}", "missing", code, None, copy_id, **_facts(facts), elsewhere=False)
        for copy_id, code, *facts in rows
    ]
    return sorted(found, key=lambda row: (row.location, shelf_order(row.call_number)))


_CARDS = """
SELECT id, scope, value, started_at, finished_at, note, kept,
       (SELECT count(*) FROM stocktake_scan AS scan WHERE scan.stocktake_id = stocktake.id)
FROM stocktake WHERE {condition}"""

_SCANNED = f"""
SELECT scan.id, scan.code, scan.scanned_at, copy.id, title.name, copy.volume, {LABEL}, copy.location,
       title.clc_class, copy.condition,
       EXISTS (SELECT 1 FROM loan
               WHERE loan.copy_id = copy.id AND loan.returned_at IS NULL AND loan.lent_at <= scan.scanned_at)
FROM stocktake_scan AS scan
LEFT JOIN copy ON copy.id = coalesce(scan.copy_id, (SELECT late.id FROM copy AS late WHERE late.barcode = scan.code))
LEFT JOIN title ON title.id = copy.title_id
WHERE {{condition}}"""  # noqa: S608

SCOPES = {
    "shelf": "copy.location = :value",
    "class": """substr(upper(CASE title.clc_class WHEN '' THEN copy.call_number ELSE title.clc_class END),
                1, length(:value)) = :value""",
    "all": "TRUE",
}
_SHOULD_BE_HERE = f"""
SELECT copy.id, copy.barcode, title.name, copy.volume, {LABEL}, copy.location, title.clc_class, copy.condition
FROM copy JOIN title ON title.id = copy.title_id
WHERE {{scope}} AND copy.condition NOT IN ('lost', 'withdrawn')
  AND (copy.accessioned_on IS NULL OR copy.accessioned_on <= :day)
  AND NOT EXISTS (SELECT 1 FROM loan WHERE loan.copy_id = copy.id
                  AND (loan.returned_at IS NULL OR loan.returned_at >= :began))
ORDER BY copy.location, title.name_sort, copy.barcode"""  # noqa: S608


def cards(condition: str, *values: Any) -> Iterator[StocktakeCard]:
    """The stocktakes that a condition in SQL lets in."""
    for row in db.execute_sql(_CARDS.format(condition=condition), values).fetchall():
        stocktake_id, scope, value, started, finished, note, kept, scans = row
        ended = _moment(finished) if finished else None
        yield StocktakeCard(stocktake_id, scope, value, _moment(started), ended, note, scans, bool(kept))


def scanned(card: StocktakeCard, condition: str, *values: Any) -> Iterator[StocktakeRow]:
    """The scans of a stocktake that a condition in SQL lets in, each with its group as of now."""
    for row in db.execute_sql(_SCANNED.format(condition=condition), values).fetchall():
        scan_id, code, scanned_at, copy_id, *facts, was_out = row
        known = _facts(facts)
        elsewhere = copy_id is not None and not card.holds(
            location=known["location"], clc_class=known["clc_class"], call_number=known["call_number"]
        )
        group = _group(copy_id, was_out=bool(was_out), condition=known["condition"], elsewhere=elsewhere)
        yield StocktakeRow(
            f"scan {scan_id}", group, code, _moment(scanned_at), copy_id, **known, elsewhere=elsewhere
        )


def _facts(values: list[str | None]) -> dict[str, str]:
    names = ("title", "volume", "call_number", "location", "clc_class", "condition")
    return {name: value or "" for name, value in zip(names, values, strict=True)}


def _group(copy_id: int | None, *, was_out: bool, condition: str, elsewhere: bool) -> str:
    if copy_id is None:
        return "unknown"
    if was_out:
        return "on_loan"
    if condition in GONE:
        return "gone"
    return "misplaced" if elsewhere else "present"


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
