"""Report template."""

STATEMENTS = (
    """
    CREATE TABLE "report_template" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "name" TEXT NOT NULL CHECK (trim(name) <> '') COLLATE NOCASE, "file_name" TEXT NOT NULL, "source" TEXT NOT NULL DEFAULT '', "content" BLOB NOT NULL, "bindings" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(bindings)), "answers" TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(answers)))
    """,
    """
    CREATE UNIQUE INDEX "report_template_name" ON "report_template" ("name")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
