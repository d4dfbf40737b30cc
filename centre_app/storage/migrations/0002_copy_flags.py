"""Copy flags: each condition becomes a flag with its history, and the table of copies is rebuilt for the new conditions."""

_COPY = """
    CREATE TABLE "new_copy" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "title_id" INTEGER NOT NULL,
        "barcode" TEXT NOT NULL CHECK (trim(barcode) <> '') COLLATE NOCASE,
        "volume" TEXT NOT NULL DEFAULT '',
        "volumes" INTEGER NOT NULL DEFAULT 1 CHECK (volumes BETWEEN 1 AND 1000),
        "set_number" INTEGER,
        "kind" TEXT NOT NULL DEFAULT 'book' CHECK (kind IN ('book', 'periodical', 'audiovisual', 'model', 'painting', 'toy', 'tool', 'kit')),
        "donation_id" INTEGER,
        "call_number" TEXT NOT NULL DEFAULT '',
        "location" TEXT NOT NULL DEFAULT '',
        "price_fen" INTEGER CHECK (price_fen IS NULL OR price_fen >= 0),
        "accessioned_on" DATE CHECK (accessioned_on IS date(accessioned_on)),
        "condition" TEXT NOT NULL DEFAULT 'good' CHECK (condition IN ('good', 'not_for_loan', 'missing_part', 'damaged', 'in_repair', 'lost', 'withdrawn')),
        "condition_on" DATE CHECK (condition_on IS date(condition_on)),
        "note" TEXT NOT NULL DEFAULT '',
        FOREIGN KEY ("title_id") REFERENCES "title" ("id"),
        FOREIGN KEY ("donation_id") REFERENCES "donation" ("id")
    )
    """
_COLUMNS = (
    '"id", "title_id", "barcode", "volume", "volumes", "set_number", "kind", "donation_id", "call_number", "location", '
    '"price_fen", "accessioned_on", "condition", "condition_on", "note"'
)
_FLAG = """
    CREATE TABLE "copy_flag" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "copy_id" INTEGER NOT NULL,
        "flag" TEXT NOT NULL CHECK (flag IN ('not_for_loan', 'missing_part', 'damaged', 'in_repair', 'lost', 'withdrawn')),
        "from_at" DATETIME NOT NULL CHECK (from_at IS datetime(from_at)),
        "until_at" DATETIME CHECK (until_at IS datetime(until_at)),
        "reason" TEXT NOT NULL DEFAULT '',
        "ended_by" TEXT NOT NULL DEFAULT '',
        FOREIGN KEY ("copy_id") REFERENCES "copy" ("id"),
        CHECK (until_at IS NULL OR until_at >= from_at)
    )
    """
STATEMENTS = (
    _COPY,
    f'INSERT INTO "new_copy" ({_COLUMNS}) SELECT {_COLUMNS} FROM "copy" ORDER BY "id"',  # noqa: S608
    # An id is never given twice: the counter goes on where it was, also where the last copies are gone again.
    "CREATE TEMP TABLE copy_counter AS SELECT seq FROM sqlite_sequence WHERE name = 'copy'",
    'DROP TABLE "copy"',
    'ALTER TABLE "new_copy" RENAME TO "copy"',
    "DELETE FROM sqlite_sequence WHERE name = 'copy'",
    "INSERT INTO sqlite_sequence (name, seq) SELECT 'copy', seq FROM copy_counter",
    "DROP TABLE temp.copy_counter",
    'CREATE INDEX "copy_title_id" ON "copy" ("title_id")',
    'CREATE UNIQUE INDEX "copy_barcode" ON "copy" ("barcode")',
    'CREATE INDEX "copy_donation_id" ON "copy" ("donation_id")',
    'CREATE INDEX "copy_accessioned_on" ON "copy" ("accessioned_on")',
    _FLAG,
    'CREATE INDEX "copy_flag_copy" ON "copy_flag" ("copy_id", "from_at")',
    'CREATE INDEX "copy_flag_flag" ON "copy_flag" ("flag", "from_at")',
    'CREATE UNIQUE INDEX "copy_flag_open" ON "copy_flag" ("copy_id", "flag") WHERE until_at IS NULL',
    # Where no day was kept, the copy counted as gone ever since it came.
    """
    INSERT INTO "copy_flag" ("copy_id", "flag", "from_at")
    SELECT "id", "condition", coalesce("condition_on", "accessioned_on", '2000-01-01') || ' 00:00:00'
    FROM "copy" WHERE "condition" <> 'good' ORDER BY "id"
    """,
    # A step of before that would bring another condition back, without its flag, cannot be undone any more.
    """
    UPDATE "change" SET "before" = NULL WHERE "table_name" = 'copy' AND "kind" = 'u'
      AND json_extract("before", '$.condition') IS NOT (SELECT "condition" FROM "copy" WHERE "copy"."id" = "change"."row_id")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
