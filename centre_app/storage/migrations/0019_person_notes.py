"""Notes for the desk, and the numbers of addresses as words of the search."""

import re
import unicodedata

STATEMENTS = (
    """
    CREATE TABLE "person_note" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "person_id" INTEGER NOT NULL,
        "written_at" DATETIME NOT NULL CHECK (written_at IS datetime(written_at)),
        "clerk_id" INTEGER,
        "text" TEXT NOT NULL CHECK (trim(text) <> ''),
        "important" INTEGER NOT NULL DEFAULT 0,
        "ended_at" DATETIME CHECK (ended_at IS datetime(ended_at)),
        FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
        FOREIGN KEY ("clerk_id") REFERENCES "clerk" ("id")
    )
    """,
    """
    CREATE INDEX "person_note_person_id_written_at" ON "person_note" ("person_id", "written_at")
    """,
    """
    CREATE INDEX "person_note_open" ON "person_note" ("person_id") WHERE ended_at IS NULL
    """,
)
# As `storage/addresses.py` was when this was written.
_NUMBERS = re.compile(r"\d{1,4}[a-z]?")
_DASHES = str.maketrans("‐‑‒–—―－−", "--------")


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
    if _add_address_words(db) and "person_search" in db.get_tables():
        db.execute_sql("INSERT INTO person_search (person_search) VALUES ('rebuild')")


def _add_address_words(db):
    """Let people of before be found by 3-502 for 3幢502 too; returns how many were changed."""
    rows = db.execute_sql(
        "SELECT person.id, search_key, building, door FROM person JOIN household ON household.id = household_id"
    ).fetchall()
    changed = 0
    for person_id, key, building, door in rows:
        new = [word for word in _words(building, door) if word not in key.split()]
        if new:
            changed += 1
            db.execute_sql(
                "UPDATE person SET search_key = ? WHERE id = ?", (" ".join([key, *new]).strip(), person_id)
            )
    return changed


def _words(building, door):
    numbers = _NUMBERS.findall(_folded(f"{building} {door}"))
    if len(numbers) == 1 and _NUMBERS.search(_folded(building)):
        return [f"{numbers[0]}·"]
    if len(numbers) < 2:
        return []
    return list(dict.fromkeys(["·".join(numbers), f"{numbers[0]}·{numbers[-1]}"]))


def _folded(text):
    return unicodedata.normalize("NFKC", text).translate(_DASHES).lower()
