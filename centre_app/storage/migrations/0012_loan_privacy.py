"""Loan privacy."""

STATEMENTS = (
    """
    ALTER TABLE loan ADD COLUMN first_loan_id INTEGER
    """,
    """
    CREATE INDEX "loan_named" ON "loan" ("returned_at") WHERE returned_at IS NOT NULL AND person_id IS NOT NULL
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
