"""Notes of calls about loans; the index of returns leaves out what is out, so that due days are found by theirs."""

STATEMENTS = (
    """
    CREATE TABLE "loan_contact" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "loan_id" INTEGER NOT NULL,
        "contacted_at" DATETIME NOT NULL CHECK (contacted_at IS datetime(contacted_at)),
        "said" TEXT NOT NULL CHECK (trim(said) <> ''),
        FOREIGN KEY ("loan_id") REFERENCES "loan" ("id")
    )
    """,
    """
    CREATE INDEX "loan_contact_loan_id" ON "loan_contact" ("loan_id")
    """,
    """
    DROP INDEX "loan_returned_at"
    """,
    """
    CREATE INDEX "loan_returned" ON "loan" ("returned_at") WHERE returned_at IS NOT NULL
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
