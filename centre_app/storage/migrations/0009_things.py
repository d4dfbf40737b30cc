"""Things."""

STATEMENTS = (
    """
    CREATE TABLE "kit_item" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "copy_id" INTEGER NOT NULL, "name" TEXT NOT NULL CHECK (trim(name) <> ''), "quantity" INTEGER NOT NULL DEFAULT 1 CHECK (quantity BETWEEN 1 AND 1000), "expires_on" DATE CHECK (expires_on IS date(expires_on)), "note" TEXT NOT NULL DEFAULT '', FOREIGN KEY ("copy_id") REFERENCES "copy" ("id"))
    """,
    """
    ALTER TABLE copy ADD COLUMN shelf_code TEXT NOT NULL DEFAULT '' COLLATE NOCASE
    """,
    """
    CREATE INDEX "copy_shelf_code" ON "copy" ("shelf_code") WHERE shelf_code <> ''
    """,
    """
    CREATE INDEX "kit_item_copy_id" ON "kit_item" ("copy_id")
    """,
    """
    CREATE INDEX "kit_item_expires_on" ON "kit_item" ("expires_on")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
