"""Indexes that the figures of a month are counted from without reading the rows: among millions, reading them is the waiting."""

STATEMENTS = (
    """
    DROP INDEX "loan_copy_id"
    """,
    """
    CREATE INDEX "loan_copy_lent" ON "loan" ("copy_id", "lent_at")
    """,
    """
    CREATE INDEX "loan_late" ON "loan" ("returned_at", "due_at") WHERE returned_at > due_at
    """,
    """
    CREATE INDEX "renewal_late" ON "renewal" ("renewed_at", "due_before", "loan_id") WHERE renewed_at > due_before
    """,
    """
    CREATE INDEX "person_figures" ON "person" ("id", "sex", "category", "birth_date", "birth_year", "came_before")
    """,
    """
    CREATE INDEX "person_cards" ON "person" ("registered_at") WHERE card_number <> ''
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
