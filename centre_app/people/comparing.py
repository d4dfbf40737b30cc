"""Two records side by side, in words: for every field what the one has and what the other, and which is taken as a rule."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from centre_app.i18n import N_, _
from centre_app.people import bands, further, households, merging, references
from centre_app.people.history import FIELD_LABELS
from centre_app.people.merging import Row, Side
from centre_app.people.models import FACTS
from centre_app.storage.database import db

LABELS = FIELD_LABELS | {"barred_on": N_("Barred from borrowing")}
_NAMED = "SELECT name FROM person WHERE id = ?"
_HOME = "SELECT building, door FROM household WHERE id = ?"
_UNIT = "SELECT name FROM grid_unit WHERE id = ?"
_LAST_VISIT = "SELECT max(arrived_at) FROM visit WHERE person_id = ?"


@dataclass(frozen=True, slots=True)
class Line:
    """A field of both: its texts ("" for nothing), whether they differ, which side is taken unless the clerk says otherwise."""

    choice: str
    label: str
    keep: str
    away: str
    differs: bool
    usual: Side
    can_be_both: bool


@dataclass(frozen=True, slots=True)
class Record:
    """One of the two: how much of visits, loans and bookings it has, and when it was seen last."""

    id: int
    name: str
    card_number: str
    registered_at: datetime | None
    visits: int
    loans: int
    bookings: int
    last_visit: datetime | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both records and their fields. The one with more entries is kept, so that less has to move."""

    keep: Record
    away: Record
    lines: tuple[Line, ...]


def side_by_side(*, one_id: int, other_id: int) -> Comparison:
    """Compare two people who can be merged. Raises what `merging.both` raises."""
    first, second = merging.both(*sorted((one_id, other_id)))
    counts = {row["id"]: references.count(row["id"]) for row in (first, second)}
    if sum(counts[second["id"]].values()) > sum(counts[first["id"]].values()):
        first, second = second, first
    lines = (_line(choice, first, second) for choice in merging.choices() if choice in LABELS)
    return Comparison(
        _record(first, counts[first["id"]]), _record(second, counts[second["id"]]), tuple(lines)
    )


def _line(choice: str, keep: Row, away: Row) -> Line:
    differs = any(keep[name] != away[name] for name in merging.columns_of(choice))
    can_be_both = choice in FACTS and differs and bool(keep[choice]) and bool(away[choice])
    return Line(
        choice, LABELS[choice], _text(choice, keep), _text(choice, away), differs,
        merging.usual(choice, keep, away), can_be_both,
    )  # fmt: skip


def _text(choice: str, row: Row) -> str:
    """A field in words, "" for nothing."""
    if choice == "birth_date":
        return str(row[choice] or row["birth_year"] or "")
    say = _WORDS.get(choice, lambda row: str(row[choice]))
    return say(row) if row[choice] else ""


def _card(row: Row) -> str:
    words = _("{number}, until {day}") if row["card_expires_on"] else "{number}"
    return words.format(number=row["card_number"], day=row["card_expires_on"])


def _one(sql: str, row_id: int) -> Any:
    return db.execute_sql(sql, (row_id,)).fetchone()


_WORDS: dict[str, Callable[[Row], str]] = {
    "sex": lambda row: _(bands.SEX_LABELS[row["sex"]]),
    "category": lambda row: _(bands.CATEGORY_LABELS[row["category"]]),
    "household_id": lambda row: households.address_of(*_one(_HOME, row["household_id"])),
    "guardian_id": lambda row: str(_one(_NAMED, row["guardian_id"])[0]),
    "card_number": _card,
    "grid_unit_id": lambda row: str(_one(_UNIT, row["grid_unit_id"])[0]),
    "is_volunteer": lambda _row: _("yes"),
    "needs": lambda row: further.needs_words(row["needs"]),
    "barred_on": lambda row: str(row["barred_reason"] or row["barred_on"]),
}


def _record(row: Row, counts: dict[str, int]) -> Record:
    last = db.execute_sql(_LAST_VISIT, (row["id"],)).fetchone()[0]
    registered = row["registered_at"]
    return Record(
        row["id"], row["name"], row["card_number"] or "", datetime.fromisoformat(registered) if registered else None,
        counts.get("visit", 0), counts.get("loan", 0), counts.get("booking", 0),
        datetime.fromisoformat(last) if last else None,
    )  # fmt: skip
