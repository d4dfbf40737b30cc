"""Titles told."""

STATEMENTS = (
    """
    ALTER TABLE title ADD COLUMN age_from INTEGER CHECK (age_from IS NULL OR age_from BETWEEN 0 AND 120)
    """,
    """
    ALTER TABLE title ADD COLUMN age_to INTEGER CHECK (age_to IS NULL OR age_to BETWEEN 0 AND 120)
    """,
    """
    ALTER TABLE title ADD COLUMN call_mark TEXT NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE title ADD COLUMN edition TEXT NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE title ADD COLUMN isbn_given TEXT NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE title ADD COLUMN language TEXT NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE title ADD COLUMN pages TEXT NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE title ADD COLUMN place TEXT NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE title ADD COLUMN series_title TEXT NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE title ADD COLUMN set_volumes INTEGER CHECK (set_volumes IS NULL OR set_volumes BETWEEN 1 AND 1000)
    """,
    """
    ALTER TABLE title ADD COLUMN subjects TEXT NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE title ADD COLUMN summary TEXT NOT NULL DEFAULT ''
    """,
    """
    CREATE UNIQUE INDEX "title_call" ON "title" ("clc_class", "call_mark") WHERE call_mark <> ''
    """,
    """
    CREATE INDEX "title_class" ON "title" ("clc_class")
    """,
    """
    CREATE INDEX "title_age" ON "title" ("age_from", "age_to") WHERE age_from IS NOT NULL OR age_to IS NOT NULL
    """,
    """
    CREATE INDEX "title_to_check" ON "title" ("name_sort") WHERE isbn = '' AND isbn_given <> ''
    """,
    """
    CREATE INDEX "copy_kind" ON "copy" ("kind", "title_id")
    """,
    """
    CREATE INDEX "copy_call_number" ON "copy" ("call_number", "title_id")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
