"""Holds: who waits for a title, and which copy is kept for them."""

STATEMENTS = (
    """
    CREATE TABLE "hold" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "title_id" INTEGER NOT NULL,
        "volume" TEXT NOT NULL DEFAULT '',
        "person_id" INTEGER NOT NULL,
        "status" TEXT NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'captured', 'fulfilled', 'cancelled', 'expired')),
        "placed_at" DATETIME NOT NULL CHECK (placed_at IS datetime(placed_at)),
        "copy_id" INTEGER,
        "captured_at" DATETIME CHECK (captured_at IS datetime(captured_at)),
        "pick_up_by" DATETIME CHECK (pick_up_by IS datetime(pick_up_by)),
        "ended_at" DATETIME CHECK (ended_at IS datetime(ended_at)),
        "errand" TEXT NOT NULL DEFAULT '' CHECK (errand IN ('', 'fetch', 'call', 'put_back')),
        "note" TEXT NOT NULL DEFAULT '',
        FOREIGN KEY ("title_id") REFERENCES "title" ("id"),
        FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
        FOREIGN KEY ("copy_id") REFERENCES "copy" ("id"),
        CHECK (status <> 'waiting' OR (copy_id IS NULL AND pick_up_by IS NULL)),
        CHECK (status <> 'captured' OR (copy_id IS NOT NULL AND captured_at IS NOT NULL AND pick_up_by IS NOT NULL)),
        CHECK ((status IN ('waiting', 'captured')) = (ended_at IS NULL))
    )
    """,
    """
    CREATE INDEX "hold_person_id" ON "hold" ("person_id")
    """,
    """
    CREATE INDEX "hold_copy_id" ON "hold" ("copy_id")
    """,
    """
    CREATE UNIQUE INDEX "hold_captured" ON "hold" ("copy_id") WHERE status = 'captured'
    """,
    """
    CREATE UNIQUE INDEX "hold_open" ON "hold" ("title_id", "person_id", "volume") WHERE ended_at IS NULL
    """,
    """
    CREATE INDEX "hold_queue" ON "hold" ("status", "title_id", "id")
    """,
    """
    CREATE INDEX "hold_errand" ON "hold" ("errand") WHERE errand <> ''
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
