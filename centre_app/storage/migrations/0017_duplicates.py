"""Duplicates."""

STATEMENTS = (
    """
    CREATE TABLE "not_same" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "person_a_id" INTEGER NOT NULL, "person_b_id" INTEGER NOT NULL, "noted_at" DATETIME NOT NULL CHECK (noted_at IS datetime(noted_at)), FOREIGN KEY ("person_a_id") REFERENCES "person" ("id"), FOREIGN KEY ("person_b_id") REFERENCES "person" ("id"), CHECK (person_a_id < person_b_id))
    """,
    """
    CREATE TABLE "person_merge" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "person_id" INTEGER NOT NULL, "away_id" INTEGER NOT NULL, "merged_at" DATETIME NOT NULL CHECK (merged_at IS datetime(merged_at)), "registered_at" DATETIME CHECK (registered_at IS datetime(registered_at)), "had_card" INTEGER NOT NULL DEFAULT 0, FOREIGN KEY ("person_id") REFERENCES "person" ("id"))
    """,
    """
    CREATE INDEX "not_same_person_b_id" ON "not_same" ("person_b_id")
    """,
    """
    CREATE UNIQUE INDEX "not_same_person_a_id_person_b_id" ON "not_same" ("person_a_id", "person_b_id")
    """,
    """
    CREATE INDEX "person_merge_person_id" ON "person_merge" ("person_id")
    """,
    """
    CREATE INDEX "person_merge_away_id" ON "person_merge" ("away_id")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
