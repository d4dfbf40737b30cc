"""Erasing: what is kept of whoever is erased, why something was looked at, and an index of whom notes are about."""

BLOCK = 62

STATEMENTS = (
    """
    CREATE TABLE "action_about" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "action_id" INTEGER NOT NULL, "block" INTEGER NOT NULL, "mask" INTEGER NOT NULL)
    """,
    """
    CREATE TABLE "erased_person" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "person_id" INTEGER NOT NULL, "erased_at" DATETIME NOT NULL CHECK (erased_at IS datetime(erased_at)), "why" TEXT NOT NULL CHECK (why IN ('request', 'retention')), "had_card" INTEGER NOT NULL DEFAULT 0, "ended_at" DATETIME CHECK (ended_at IS datetime(ended_at)), "registered_at" DATETIME CHECK (registered_at IS datetime(registered_at)), "age_from" INTEGER, "sex" TEXT NOT NULL DEFAULT '', "category" TEXT NOT NULL DEFAULT '', "purged" INTEGER NOT NULL DEFAULT 0)
    """,
    """
    CREATE TABLE "spent_card" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "number" TEXT NOT NULL COLLATE NOCASE)
    """,
    """
    ALTER TABLE action ADD COLUMN reason TEXT NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE visit ADD COLUMN borrowed INTEGER NOT NULL DEFAULT 0
    """,
    """
    ALTER TABLE visit ADD COLUMN category TEXT NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE visit ADD COLUMN first_visit_id INTEGER
    """,
    """
    ALTER TABLE visit ADD COLUMN was_first INTEGER NOT NULL DEFAULT 0
    """,
    """
    ALTER TABLE person ADD COLUMN came_before INTEGER NOT NULL DEFAULT 0
    """,
    """
    CREATE INDEX "action_reason" ON "action" ("id") WHERE reason <> ''
    """,
    """
    CREATE INDEX "action_about_block_action_id_mask" ON "action_about" ("block", "action_id", "mask")
    """,
    """
    CREATE INDEX "erased_person_person_id" ON "erased_person" ("person_id")
    """,
    """
    CREATE UNIQUE INDEX "spent_card_number" ON "spent_card" ("number")
    """,
    """
    CREATE INDEX "visit_named" ON "visit" ("left_at") WHERE person_id IS NOT NULL AND left_at IS NOT NULL
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
    _index_notes(db)


def _index_notes(db):
    """Earlier notes say in words whom they are about: `person:1-3,7`."""
    notes = db.execute_sql("SELECT id, substr(subject, 8) FROM action WHERE kind = 'note' AND subject LIKE 'person:%'")
    for action_id, ids in notes.fetchall():
        masks = {}
        for part in ids.split(","):
            first, _dash, last = part.partition("-")
            if first.isdigit() and (last or first).isdigit():
                for row_id in range(int(first), int(last or first) + 1):
                    masks[row_id // BLOCK] = masks.get(row_id // BLOCK, 0) | 1 << row_id % BLOCK
        for block, mask in masks.items():
            db.execute_sql(
                "INSERT INTO action_about (action_id, block, mask) VALUES (?, ?, ?)", (action_id, block, mask)
            )
