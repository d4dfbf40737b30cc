"""Visit stays."""

STATEMENTS = (
    """
    CREATE TABLE "party" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "name" TEXT NOT NULL DEFAULT '', "head_count" INTEGER NOT NULL CHECK (head_count BETWEEN 1 AND 10000), "arrived_at" DATETIME NOT NULL CHECK (arrived_at IS datetime(arrived_at)))
    """,
    """
    CREATE TABLE "pick_up" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "child_id" INTEGER NOT NULL, "name" TEXT NOT NULL CHECK (trim(name) <> ''), "phone" TEXT NOT NULL DEFAULT '', "relation" TEXT NOT NULL DEFAULT '', "note" TEXT NOT NULL DEFAULT '', FOREIGN KEY ("child_id") REFERENCES "person" ("id"))
    """,
    """
    CREATE TABLE "visit_stay" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "visit_id" INTEGER NOT NULL, "room_id" INTEGER NOT NULL, "from_at" DATETIME NOT NULL CHECK (from_at IS datetime(from_at)), FOREIGN KEY ("visit_id") REFERENCES "visit" ("id"), FOREIGN KEY ("room_id") REFERENCES "room" ("id"))
    """,
    """
    ALTER TABLE visit ADD COLUMN age_from INTEGER CHECK (age_from IS NULL OR age_from BETWEEN 0 AND 150)
    """,
    """
    ALTER TABLE visit ADD COLUMN fetched_by TEXT NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE visit ADD COLUMN party_id INTEGER REFERENCES party (id)
    """,
    """
    ALTER TABLE visit ADD COLUMN recorded_late INTEGER NOT NULL DEFAULT 0
    """,
    """
    ALTER TABLE visit ADD COLUMN sex TEXT NOT NULL DEFAULT '' CHECK (sex IN ('', 'F', 'M'))
    """,
    """
    CREATE INDEX "party_arrived_at" ON "party" ("arrived_at")
    """,
    """
    CREATE INDEX "pick_up_child_id" ON "pick_up" ("child_id")
    """,
    """
    CREATE INDEX "visit_party" ON "visit" ("party_id") WHERE party_id IS NOT NULL
    """,
    """
    CREATE INDEX "visit_stay_visit_id" ON "visit_stay" ("visit_id")
    """,
    """
    CREATE INDEX "visit_stay_room_id" ON "visit_stay" ("room_id")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
