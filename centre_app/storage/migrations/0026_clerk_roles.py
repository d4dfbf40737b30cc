"""Roles and PINs of clerks. Who served before roles keeps all rights, and notes of before get their way from their label."""

STATEMENTS = (
    """
    CREATE TABLE "clerk_pin" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "clerk_id" INTEGER NOT NULL, "hash" TEXT NOT NULL, "temporary" INTEGER NOT NULL DEFAULT 0, "wrong_tries" INTEGER NOT NULL DEFAULT 0, "paused_until" DATETIME CHECK (paused_until IS datetime(paused_until)))
    """,
    """
    ALTER TABLE action ADD COLUMN needs TEXT NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE action ADD COLUMN way TEXT NOT NULL DEFAULT '' CHECK (way IN ('', 'saw', 'printed', 'exported', 'refused'))
    """,
    """
    ALTER TABLE clerk ADD COLUMN role TEXT NOT NULL DEFAULT 'clerk' CHECK (role IN ('manager', 'clerk', 'reader'))
    """,
    """
    CREATE INDEX "action_way" ON "action" ("way") WHERE way <> ''
    """,
    """
    CREATE UNIQUE INDEX "clerk_pin_clerk_id" ON "clerk_pin" ("clerk_id")
    """,
    """
    UPDATE clerk SET role = 'manager'
    """,
    """
    UPDATE action SET way = CASE
        WHEN label LIKE 'print %' THEN 'printed'
        WHEN label LIKE 'export %' OR label LIKE 'save %' THEN 'exported'
        ELSE 'saw' END
      WHERE kind = 'note' AND (label LIKE 'print %' OR label LIKE 'export %' OR label LIKE 'save %'
        OR label LIKE 'show %' OR label LIKE 'open %')
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
