"""Shelves are looked up by their names."""

STATEMENTS = (
    """
    CREATE INDEX "copy_location" ON "copy" ("location")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
