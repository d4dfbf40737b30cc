"""Stocktakes."""

STATEMENTS = (
    """
    CREATE TABLE "stocktake" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "scope" TEXT NOT NULL CHECK (scope IN ('shelf', 'class', 'all')), "value" TEXT NOT NULL DEFAULT '', "started_at" DATETIME NOT NULL CHECK (started_at IS datetime(started_at)), "finished_at" DATETIME CHECK (finished_at IS datetime(finished_at)), "note" TEXT NOT NULL DEFAULT '', CHECK ((scope = 'all') = (value = '')), CHECK (finished_at IS NULL OR finished_at >= started_at))
    """,
    """
    CREATE TABLE "stocktake_scan" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "stocktake_id" INTEGER NOT NULL, "code" TEXT NOT NULL CHECK (trim(code) <> '') COLLATE NOCASE, "copy_id" INTEGER, "scanned_at" DATETIME NOT NULL CHECK (scanned_at IS datetime(scanned_at)), FOREIGN KEY ("stocktake_id") REFERENCES "stocktake" ("id"), FOREIGN KEY ("copy_id") REFERENCES "copy" ("id"))
    """,
    """
    CREATE INDEX "stocktake_scan_stocktake_id" ON "stocktake_scan" ("stocktake_id")
    """,
    """
    CREATE INDEX "stocktake_scan_copy_id" ON "stocktake_scan" ("copy_id")
    """,
    """
    CREATE UNIQUE INDEX "stocktake_scan_stocktake_id_code" ON "stocktake_scan" ("stocktake_id", "code")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
