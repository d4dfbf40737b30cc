"""What was closed and handed in, with the rows behind it; figures and an opening stock given by hand."""

STATEMENTS = (
    """
    CREATE TABLE "history_figure" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "month" TEXT NOT NULL CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'), "code" TEXT NOT NULL, "value" REAL NOT NULL)
    """,
    """
    CREATE TABLE "kept_report" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" TEXT NOT NULL, "period" TEXT NOT NULL, "first_day" DATE NOT NULL CHECK (first_day IS date(first_day)), "last_day" DATE NOT NULL CHECK (last_day IS date(last_day)), "at" DATETIME NOT NULL CHECK (at IS datetime(at)), "clerk_id" INTEGER, "language" TEXT NOT NULL DEFAULT '', "file_name" TEXT NOT NULL DEFAULT '', "sha256" TEXT NOT NULL DEFAULT '', "names" INTEGER NOT NULL DEFAULT 0, "problems" TEXT NOT NULL CHECK (json_valid(problems)), FOREIGN KEY ("clerk_id") REFERENCES "clerk" ("id"))
    """,
    """
    CREATE TABLE "kept_rows" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "digest" TEXT NOT NULL, "count" INTEGER NOT NULL, "body" BLOB NOT NULL)
    """,
    """
    CREATE TABLE "kept_correction" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "report_id" INTEGER NOT NULL, "month" TEXT NOT NULL, "code" TEXT NOT NULL, "before" TEXT NOT NULL CHECK (json_valid(before)), "after" TEXT NOT NULL CHECK (json_valid(after)), "rows_before_id" INTEGER, "rows_after_id" INTEGER, FOREIGN KEY ("report_id") REFERENCES "kept_report" ("id"), FOREIGN KEY ("rows_before_id") REFERENCES "kept_rows" ("id"), FOREIGN KEY ("rows_after_id") REFERENCES "kept_rows" ("id"))
    """,
    """
    CREATE TABLE "kept_figure" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "report_id" INTEGER NOT NULL, "code" TEXT NOT NULL, "now" TEXT NOT NULL CHECK (json_valid(now)), "previous" TEXT NOT NULL CHECK (json_valid(previous)), "year_before" TEXT NOT NULL CHECK (json_valid(year_before)), "to_date" TEXT NOT NULL CHECK (json_valid(to_date)), "by_hand" TEXT NOT NULL DEFAULT '', "rows_id" INTEGER, FOREIGN KEY ("report_id") REFERENCES "kept_report" ("id"), FOREIGN KEY ("rows_id") REFERENCES "kept_rows" ("id"))
    """,
    """
    CREATE TABLE "opening_stock" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "titles" INTEGER NOT NULL DEFAULT 0 CHECK (titles >= 0), "volumes" INTEGER NOT NULL DEFAULT 0 CHECK (volumes >= 0), "sets" INTEGER NOT NULL DEFAULT 0 CHECK (sets >= 0), "fen" INTEGER NOT NULL DEFAULT 0 CHECK (fen >= 0))
    """,
    """
    CREATE UNIQUE INDEX "history_figure_month_code" ON "history_figure" ("month", "code")
    """,
    """
    CREATE INDEX "kept_report_clerk_id" ON "kept_report" ("clerk_id")
    """,
    """
    CREATE UNIQUE INDEX "kept_report_closing" ON "kept_report" ("period") WHERE kind = 'closing'
    """,
    """
    CREATE UNIQUE INDEX "kept_rows_digest" ON "kept_rows" ("digest")
    """,
    """
    CREATE INDEX "kept_correction_rows_before_id" ON "kept_correction" ("rows_before_id")
    """,
    """
    CREATE INDEX "kept_correction_rows_after_id" ON "kept_correction" ("rows_after_id")
    """,
    """
    CREATE UNIQUE INDEX "kept_correction_report_id_month_code" ON "kept_correction" ("report_id", "month", "code")
    """,
    """
    CREATE INDEX "kept_correction_month_code" ON "kept_correction" ("month", "code")
    """,
    """
    CREATE INDEX "kept_figure_rows_id" ON "kept_figure" ("rows_id")
    """,
    """
    CREATE UNIQUE INDEX "kept_figure_report_id_code" ON "kept_figure" ("report_id", "code")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
