"""What must never happen, refused by the database itself: one .sql file of triggers a subject, and the unique indexes' errors.

A guard raises `guard:ErrorName`; `guard_error` finds that class in errors.py. Verbs check first, for a better sentence.
"""

import re
from importlib.resources import files

from centre_app.errors import CentreError, by_name

_CREATE = re.compile(r"CREATE TRIGGER (\w+)")
_GUARD = re.compile(r"guard:(\w+)")
# SQLite names the columns of a unique index that refused a row; a partial one means a rule of ours.
UNIQUE_RULES = {
    "loan.copy_id": "CopyAlreadyLent",
    "visit.person_id": "AlreadyHere",
    "person.card_number": "CodeTaken",
    "copy.barcode": "CodeTaken",
    "card_record.number": "CodeTaken",
    "title.clc_class, title.call_mark": "CallNumberTaken",
    "room.name": "NameTaken",
    "equipment.name": "NameTaken",
    "clerk.name": "NameTaken",
    "kept_report.period": "MonthClosed",
    "hold.copy_id": "HoldCopyTaken",
    "hold.title_id, hold.person_id, hold.volume": "HoldAlreadyPlaced",
}


def trigger_sql() -> dict[str, str]:
    """Every guard trigger's name and its CREATE TRIGGER statement, as written in the .sql files."""
    statements: dict[str, str] = {}
    for file in sorted(files(__package__).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".sql"):
            for statement in file.read_text(encoding="utf-8").split("\nEND;"):
                found = _CREATE.search(statement)
                if found:
                    statements[found[1]] = statement[found.start() :].strip() + "\nEND"
    return statements


def guard_error(message: str) -> type[CentreError] | None:
    """The error class behind a refusal by the database, None for one that no guard of ours raised."""
    found = _GUARD.search(message)
    if found:
        return by_name(found[1])
    if message.startswith("UNIQUE constraint failed: "):
        return by_name(UNIQUE_RULES.get(message.removeprefix("UNIQUE constraint failed: "), ""))
    return None
