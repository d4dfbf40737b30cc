"""Runs of cataloguing, donors without a name on papers, and what a donor gave added up."""

STATEMENTS = (
    """
    CREATE TABLE "scan_run" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "donation_id" INTEGER, "clc_class" TEXT NOT NULL DEFAULT '', "location" TEXT NOT NULL DEFAULT '', "kind" TEXT NOT NULL DEFAULT 'book' CHECK (kind IN ('book', 'periodical', 'audiovisual', 'model', 'painting', 'toy', 'tool', 'kit')), "own_labels" INTEGER NOT NULL DEFAULT 0, "started_at" DATETIME NOT NULL CHECK (started_at IS datetime(started_at)), FOREIGN KEY ("donation_id") REFERENCES "donation" ("id"))
    """,
    """
    CREATE TABLE "scanned_copy" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "run_id" INTEGER NOT NULL, "copy_id" INTEGER NOT NULL, FOREIGN KEY ("run_id") REFERENCES "scan_run" ("id"), FOREIGN KEY ("copy_id") REFERENCES "copy" ("id"))
    """,
    """
    ALTER TABLE donation ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 0
    """,
    """
    CREATE INDEX "copy_given" ON "copy" ("donation_id", "title_id", "volumes", "price_fen") WHERE donation_id IS NOT NULL
    """,
    """
    CREATE INDEX "scan_run_donation_id" ON "scan_run" ("donation_id")
    """,
    """
    CREATE INDEX "scan_run_started_at" ON "scan_run" ("started_at")
    """,
    """
    CREATE INDEX "scanned_copy_run_id" ON "scanned_copy" ("run_id")
    """,
    """
    CREATE UNIQUE INDEX "scanned_copy_copy_id" ON "scanned_copy" ("copy_id")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
