"""Donation lines."""

STATEMENTS = (
    """
    CREATE TABLE "donation_line" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "donation_id" INTEGER NOT NULL, "name" TEXT NOT NULL DEFAULT '', "isbn" TEXT NOT NULL DEFAULT '', "isbn_given" TEXT NOT NULL DEFAULT '', "authors" TEXT NOT NULL DEFAULT '', "publisher" TEXT NOT NULL DEFAULT '', "published" TEXT NOT NULL DEFAULT '', "clc_class" TEXT NOT NULL DEFAULT '', "kind" TEXT NOT NULL DEFAULT 'book' CHECK (kind IN ('book', 'periodical', 'audiovisual', 'model', 'painting', 'toy', 'tool', 'kit')), "volumes" INTEGER NOT NULL DEFAULT 1 CHECK (volumes BETWEEN 1 AND 1000), "price_fen" INTEGER CHECK (price_fen IS NULL OR price_fen >= 0), "expected" INTEGER NOT NULL DEFAULT 0 CHECK (expected BETWEEN 0 AND 100000), "arrived" INTEGER NOT NULL DEFAULT 0 CHECK (arrived BETWEEN 0 AND 100000), "accepted" INTEGER NOT NULL DEFAULT 0 CHECK (accepted >= 0), "returned" INTEGER NOT NULL DEFAULT 0 CHECK (returned >= 0), "returned_reason" TEXT NOT NULL DEFAULT '', "passed_on" INTEGER NOT NULL DEFAULT 0 CHECK (passed_on >= 0), "passed_on_to" TEXT NOT NULL DEFAULT '', "passed_on_reason" TEXT NOT NULL DEFAULT '', "note" TEXT NOT NULL DEFAULT '', FOREIGN KEY ("donation_id") REFERENCES "donation" ("id"), CHECK (accepted + returned + passed_on <= arrived), CHECK (trim(name) <> '' OR trim(isbn_given) <> ''))
    """,
    """
    ALTER TABLE copy ADD COLUMN donation_line_id INTEGER REFERENCES donation_line (id)
    """,
    """
    ALTER TABLE donation ADD COLUMN complete_on DATE CHECK (complete_on IS date(complete_on))
    """,
    """
    ALTER TABLE donation ADD COLUMN contact TEXT NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE donation ADD COLUMN donor_kind TEXT NOT NULL DEFAULT '' CHECK (donor_kind IN ('', 'person', 'organisation'))
    """,
    """
    ALTER TABLE donation ADD COLUMN person_id INTEGER REFERENCES person (id)
    """,
    """
    CREATE INDEX "donation_person_id" ON "donation" ("person_id")
    """,
    """
    CREATE INDEX "copy_donation_line_id" ON "copy" ("donation_line_id")
    """,
    """
    CREATE INDEX "donation_line_isbn" ON "donation_line" ("donation_id", "isbn")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
