"""List shapes."""

STATEMENTS = (
    """
    CREATE TABLE "list_shape" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "shape" TEXT NOT NULL, "fields" TEXT NOT NULL)
    """,
    """
    CREATE UNIQUE INDEX "list_shape_shape" ON "list_shape" ("shape")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
