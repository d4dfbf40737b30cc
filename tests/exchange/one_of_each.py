"""Two rows in every table of the program, also in those added later: one full of awkward values, one as bare as the table allows."""

import re
from itertools import count
from typing import Any

from peewee import (
    BlobField,
    BooleanField,
    DateField,
    DateTimeField,
    Field,
    FloatField,
    ForeignKeyField,
    IntegerField,
)

from centre_app import schema
from centre_app.exchange.tables import LEFT_OUT, references
from centre_app.storage.action import run
from centre_app.storage.database import db

AWKWARD = (
    "=1+1", "+86 571 8000", "-5", "@王", "\t制表", "＝全角", "\\反斜杠", "\\>person_photo/1.image.jpg", "两行\n文字", " 空格 ",
    "\r\n回车", "一\x01二", "_x000D_", "长" * 40_000, "'引号\"", "007", "1e5", "#N/A", "TRUE", "2026-10-22", "𠮷野家\U0001f600",
)  # fmt: skip
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 200
_BY_KIND = (
    (BooleanField, 1, 0),
    (FloatField, 0.1 + 0.2, -1e-9),
    (BlobField, JPEG, b""),
    (DateTimeField, "2026-10-22 10:00:00", "2026-10-22 10:30:00"),
    (DateField, "2026-10-22", "2026-10-23"),
)
_CHOICES = re.compile(r"\bIN \(([^)]*)\)")
_PATTERN = re.compile(r"GLOB '([^']+)'")
_LOWEST = re.compile(r"\bBETWEEN (\d+) AND")
# What one value alone could not be: later than another column, a shape of its own, or different in the two rows.
_OWN: dict[str, Any] = {
    "ends_at": "2026-10-22 11:00:00", "opens_at": "08:00", "closes_at": "21:00", "starts_time": "08:00", "ends_time": "21:00",
    "returned_at": "2026-10-22 11:00:00", "left_at": "2026-10-22 11:00:00", "selection": "{}", "booking.status": "cancelled",
    "waiting_entry.status": "expired", "hold.status": "expired", "arrived": 99_000, "loan_policy.loan_hours": None, "loan_policy.category": ("guest", "resident"), "hold.ended_at": "2026-10-22 11:00:00",
    "stocktake.scope": ("shelf", "all"), "donation_line.name": "=1+1", "guardian_id": (None, 41), "parent_id": (None, 41),
}  # fmt: skip
_OTHERS = ("person_b_id", "by_id")  # two that cannot be the same
_ONCE = {"not_same", "opening_stock"}  # a pair of two people, and an opening stock, there is only one of


def fill() -> None:
    """Make the rows. What belongs to whom is arbitrary; every rule of the tables holds."""
    run("prepare a test", _fill)


def _fill() -> None:
    texts, pointing = count(), references()
    db.execute_sql("PRAGMA defer_foreign_keys = ON")
    models = {model._meta.table_name: model for model in schema.MODELS}
    names = [name for name in models if name not in LEFT_OUT]
    for table in reversed(names):
        db.execute_sql(f'DELETE FROM "{table}"')  # what a fresh centre comes with
    for table in names:
        for full in (True,) if table in _ONCE else (True, False):
            row_id = 41 if full else 43
            values = {
                field.column_name: _value(
                    field, table, pointing, full=full, number=next(texts), row_id=row_id
                )
                for field in models[table]._meta.sorted_fields
            }
            columns = ", ".join(f'"{name}"' for name in values)
            marks = ", ".join("?" * len(values))
            db.execute_sql(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', tuple(values.values()))


def _value(
    field: Field, table: str, pointing: dict[tuple[str, str], str], *, full: bool, number: int, row_id: int
) -> Any:
    name = field.column_name
    for key in (f"{table}.{name}", name):
        if key in _OWN:
            own = _OWN[key]
            return own[not full] if isinstance(own, tuple) else own
    if name == "id":
        return row_id
    if field.null and not full:
        return None
    if (table, name) in pointing:
        return 41 if full != (name in _OTHERS) else 43
    return _plain(field, full=full, number=number)


def _plain(field: Field, *, full: bool, number: int) -> Any:
    rule = " ".join(str(getattr(each, "sql", "")) for each in field.constraints or [])
    pattern, choices = _PATTERN.search(rule), _CHOICES.search(rule)
    if pattern or "json_valid" in rule:
        return re.sub(r"\[(.)[^\]]*\]", r"\1", pattern[1]) if pattern else "{}"
    if choices:
        codes = [code.strip().strip("'") for code in choices[1].split(",")]
        return codes[-1] if full else codes[0]
    if isinstance(field, (IntegerField, ForeignKeyField)):
        lowest = _LOWEST.search(rule)
        return max(int(lowest[1]) if lowest else 1, 1) + (not full)
    for kind, of_full, of_bare in _BY_KIND:
        if isinstance(field, kind):
            return of_full if full else of_bare
    if not full and "trim" not in rule and not field.unique:
        return ""
    return f"{AWKWARD[number % len(AWKWARD)]}{number if field.unique or 'name' in field.column_name else ''}"
