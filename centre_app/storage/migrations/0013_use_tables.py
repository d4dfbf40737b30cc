"""Use tables."""

STATEMENTS = (
    """
    CREATE TABLE "in_house_use" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "copy_id" INTEGER NOT NULL, "used_at" DATETIME NOT NULL CHECK (used_at IS datetime(used_at)), FOREIGN KEY ("copy_id") REFERENCES "copy" ("id"))
    """,
    """
    CREATE TABLE "replacement" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "gone_id" INTEGER NOT NULL, "by_id" INTEGER NOT NULL, "noted_at" DATETIME NOT NULL CHECK (noted_at IS datetime(noted_at)), FOREIGN KEY ("gone_id") REFERENCES "copy" ("id"), FOREIGN KEY ("by_id") REFERENCES "copy" ("id"), CHECK (gone_id <> by_id))
    """,
    """
    CREATE TABLE "stocktake_outcome" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "stocktake_id" INTEGER NOT NULL, "code" TEXT NOT NULL CHECK (trim(code) <> '') COLLATE NOCASE, "copy_id" INTEGER, "outcome" TEXT NOT NULL CHECK (outcome IN ('missing', 'misplaced', 'on_loan', 'gone', 'unknown')), "location" TEXT NOT NULL DEFAULT '', "condition" TEXT NOT NULL DEFAULT '', "scanned_at" DATETIME CHECK (scanned_at IS datetime(scanned_at)), FOREIGN KEY ("stocktake_id") REFERENCES "stocktake" ("id"), FOREIGN KEY ("copy_id") REFERENCES "copy" ("id"))
    """,
    """
    ALTER TABLE stocktake ADD COLUMN kept INTEGER NOT NULL DEFAULT 0 CHECK (kept IN (0, 1))
    """,
    """
    CREATE INDEX "in_house_use_copy_id" ON "in_house_use" ("copy_id")
    """,
    """
    CREATE INDEX "in_house_use_used_at" ON "in_house_use" ("used_at")
    """,
    """
    CREATE UNIQUE INDEX "replacement_gone_id" ON "replacement" ("gone_id")
    """,
    """
    CREATE UNIQUE INDEX "replacement_by_id" ON "replacement" ("by_id")
    """,
    """
    CREATE INDEX "stocktake_outcome_copy_id" ON "stocktake_outcome" ("copy_id")
    """,
    """
    CREATE UNIQUE INDEX "stocktake_outcome_stocktake_id_code" ON "stocktake_outcome" ("stocktake_id", "code")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
