"""Notes to the next clerk, and shifts handed over."""

STATEMENTS = (
    """
    CREATE TABLE "handover_note" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "written_at" DATETIME NOT NULL CHECK (written_at IS datetime(written_at)), "clerk_id" INTEGER, "text" TEXT NOT NULL CHECK (trim(text) <> ''), "done_at" DATETIME CHECK (done_at IS datetime(done_at)), "done_by_id" INTEGER, FOREIGN KEY ("clerk_id") REFERENCES "clerk" ("id"), FOREIGN KEY ("done_by_id") REFERENCES "clerk" ("id"))
    """,
    """
    CREATE TABLE "shift_handover" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "at" DATETIME NOT NULL CHECK (at IS datetime(at)), "from_clerk_id" INTEGER, "to_clerk_id" INTEGER, "open_notes" INTEGER NOT NULL DEFAULT 0, FOREIGN KEY ("from_clerk_id") REFERENCES "clerk" ("id"), FOREIGN KEY ("to_clerk_id") REFERENCES "clerk" ("id"))
    """,
    """
    CREATE INDEX "handover_note_written_at" ON "handover_note" ("written_at")
    """,
    """
    CREATE INDEX "handover_note_open" ON "handover_note" ("written_at") WHERE done_at IS NULL
    """,
    """
    CREATE INDEX "shift_handover_at" ON "shift_handover" ("at")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
