"""Enquiries, and the kinds a centre begins with: message ids, shown in the language of the window."""

STATEMENTS = (
    """
    CREATE TABLE "enquiry_kind" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "name" TEXT NOT NULL CHECK (trim(name) <> '') COLLATE NOCASE, "position" INTEGER NOT NULL DEFAULT 0, "active" INTEGER NOT NULL DEFAULT 1)
    """,
    """
    CREATE TABLE "enquiry" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "kind_id" INTEGER NOT NULL, "at" DATETIME NOT NULL CHECK (at IS datetime(at)), "note" TEXT NOT NULL DEFAULT '', FOREIGN KEY ("kind_id") REFERENCES "enquiry_kind" ("id"))
    """,
    """
    CREATE UNIQUE INDEX "enquiry_kind_name" ON "enquiry_kind" ("name")
    """,
    """
    CREATE INDEX "enquiry_kind_id" ON "enquiry" ("kind_id")
    """,
    """
    CREATE INDEX "enquiry_at" ON "enquiry" ("at")
    """,
    """
    INSERT INTO "enquiry_kind" ("name", "position") VALUES ('Policy advice', 1), ('Help with certificates', 2),
      ('Printing and copying', 3), ('Lost and found', 4), ('Where to get help', 5), ('Other enquiry', 6)
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
