"""Loan policies: terms kept with each loan, blocks lent across, cards that ended, organisations, and loans without a person."""

_PERSON = """
    CREATE TABLE "new_person" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "name" TEXT NOT NULL CHECK (trim(name) <> ''),
        "name_sort" TEXT NOT NULL DEFAULT '',
        "card_number" TEXT COLLATE NOCASE,
        "sex" TEXT NOT NULL DEFAULT '' CHECK (sex IN ('', 'F', 'M')),
        "birth_date" DATE CHECK (birth_date IS date(birth_date)),
        "birth_year" INTEGER CHECK (birth_year IS NULL OR birth_year BETWEEN 1880 AND 2200),
        "phone" TEXT NOT NULL DEFAULT '',
        "category" TEXT NOT NULL DEFAULT 'resident' CHECK (category IN ('resident', 'worker', 'guest', 'organisation')),
        "household_id" INTEGER,
        "guardian_id" INTEGER,
        "consented_on" DATE CHECK (consented_on IS date(consented_on)),
        "card_expires_on" DATE CHECK (card_expires_on IS date(card_expires_on)),
        "barred_on" DATE CHECK (barred_on IS date(barred_on)),
        "barred_until" DATE CHECK (barred_until IS date(barred_until)),
        "barred_reason" TEXT NOT NULL DEFAULT '',
        "suspended_until" DATE CHECK (suspended_until IS date(suspended_until)),
        "keeps_history" INTEGER NOT NULL DEFAULT 0,
        "note" TEXT NOT NULL DEFAULT '',
        "registered_at" DATETIME CHECK (registered_at IS datetime(registered_at)),
        "search_key" TEXT NOT NULL DEFAULT '',
        FOREIGN KEY ("household_id") REFERENCES "household" ("id"),
        FOREIGN KEY ("guardian_id") REFERENCES "person" ("id")
    )
    """
_PERSON_COLUMNS = (
    '"id", "name", "name_sort", "card_number", "sex", "birth_date", "birth_year", "phone", "category", '
    '"household_id", "guardian_id", "consented_on", "note", "registered_at", "search_key"'
)
_LOAN = """
    CREATE TABLE "new_loan" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "copy_id" INTEGER NOT NULL,
        "person_id" INTEGER,
        "lent_at" DATETIME NOT NULL CHECK (lent_at IS datetime(lent_at)),
        "due_at" DATETIME NOT NULL CHECK (due_at IS datetime(due_at)),
        "returned_at" DATETIME CHECK (returned_at IS datetime(returned_at)),
        "renewals" INTEGER NOT NULL DEFAULT 0 CHECK (renewals >= 0),
        "loan_days" INTEGER,
        "loan_hours" INTEGER,
        "renewal_limit" INTEGER,
        "renewal_days" INTEGER,
        "grace_days" INTEGER,
        "suspension_days" INTEGER,
        "given_by" TEXT NOT NULL DEFAULT '',
        "due_by_hand" INTEGER NOT NULL DEFAULT 0,
        "band" TEXT NOT NULL DEFAULT '',
        "sex" TEXT NOT NULL DEFAULT '',
        "category" TEXT NOT NULL DEFAULT '',
        FOREIGN KEY ("copy_id") REFERENCES "copy" ("id"),
        FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
        CHECK (due_at >= lent_at),
        CHECK (returned_at IS NULL OR returned_at >= lent_at),
        CHECK (person_id IS NOT NULL OR returned_at IS NOT NULL)
    )
    """
_LOAN_COLUMNS = '"id", "copy_id", "person_id", "lent_at", "due_at", "returned_at", "renewals"'


def _rebuilt(table: str, definition: str, columns: str) -> tuple[str, ...]:
    """What takes a table over into its new definition. An id is never given twice: the counter goes on where it was."""
    return (
        definition,
        f'INSERT INTO "new_{table}" ({columns}) SELECT {columns} FROM "{table}" ORDER BY "id"',  # noqa: S608
        f"CREATE TEMP TABLE counter AS SELECT seq FROM sqlite_sequence WHERE name = '{table}'",  # noqa: S608
        f'DROP TABLE "{table}"',
        f'ALTER TABLE "new_{table}" RENAME TO "{table}"',
        f"DELETE FROM sqlite_sequence WHERE name = '{table}'",  # noqa: S608
        f"INSERT INTO sqlite_sequence (name, seq) SELECT '{table}', seq FROM counter",  # noqa: S608
        "DROP TABLE temp.counter",
    )


STATEMENTS = (
    *_rebuilt("person", _PERSON, _PERSON_COLUMNS),
    'CREATE INDEX "person_name" ON "person" ("name")',
    'CREATE INDEX "person_name_sort" ON "person" ("name_sort")',
    'CREATE UNIQUE INDEX "person_card_number" ON "person" ("card_number")',
    'CREATE INDEX "person_phone" ON "person" ("phone")',
    'CREATE INDEX "person_household_id" ON "person" ("household_id")',
    'CREATE INDEX "person_guardian_id" ON "person" ("guardian_id")',
    'CREATE INDEX "person_registered_at" ON "person" ("registered_at")',
    'CREATE INDEX "person_category_name_sort" ON "person" ("category", "name_sort")',
    *_rebuilt("loan", _LOAN, _LOAN_COLUMNS),
    'CREATE INDEX "loan_copy_id" ON "loan" ("copy_id")',
    'CREATE INDEX "loan_person_id" ON "loan" ("person_id")',
    'CREATE INDEX "loan_lent_at" ON "loan" ("lent_at")',
    'CREATE UNIQUE INDEX "loan_open" ON "loan" ("copy_id") WHERE returned_at IS NULL',
    'CREATE INDEX "loan_due" ON "loan" ("due_at") WHERE returned_at IS NULL',
    'CREATE INDEX "loan_returned" ON "loan" ("returned_at") WHERE returned_at IS NOT NULL',
    """
    CREATE TABLE "card_record" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "person_id" INTEGER NOT NULL,
        "number" TEXT NOT NULL CHECK (trim(number) <> '') COLLATE NOCASE,
        "ended_at" DATETIME NOT NULL CHECK (ended_at IS datetime(ended_at)),
        "ended_why" TEXT NOT NULL CHECK (ended_why IN ('lost', 'replaced', 'returned')),
        FOREIGN KEY ("person_id") REFERENCES "person" ("id")
    )
    """,
    'CREATE INDEX "card_record_person_id" ON "card_record" ("person_id")',
    'CREATE UNIQUE INDEX "card_record_number" ON "card_record" ("number")',
    """
    CREATE TABLE "loan_policy" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "category" TEXT NOT NULL DEFAULT '' CHECK (category IN ('', 'resident', 'worker', 'guest', 'organisation')),
        "kind" TEXT NOT NULL DEFAULT '' CHECK (kind IN ('', 'book', 'periodical', 'audiovisual', 'model', 'painting', 'toy', 'tool', 'kit')),
        "loan_days" INTEGER CHECK (loan_days IS NULL OR loan_days BETWEEN 1 AND 365),
        "loan_hours" INTEGER CHECK (loan_hours IS NULL OR loan_hours BETWEEN 1 AND 240),
        "loan_limit" INTEGER CHECK (loan_limit IS NULL OR loan_limit BETWEEN 1 AND 1000),
        "renewal_limit" INTEGER CHECK (renewal_limit IS NULL OR renewal_limit BETWEEN 0 AND 20),
        "renewal_days" INTEGER CHECK (renewal_days IS NULL OR renewal_days BETWEEN 1 AND 365),
        "hold_days" INTEGER CHECK (hold_days IS NULL OR hold_days BETWEEN 1 AND 60),
        "grace_days" INTEGER CHECK (grace_days IS NULL OR grace_days BETWEEN 0 AND 60),
        "suspension_days" INTEGER CHECK (suspension_days IS NULL OR suspension_days BETWEEN 0 AND 60),
        "in_house_only" INTEGER CHECK (in_house_only IS NULL OR in_house_only BETWEEN 0 AND 1),
        CHECK (category <> '' OR kind <> ''),
        CHECK (loan_days IS NULL OR loan_hours IS NULL)
    )
    """,
    'CREATE UNIQUE INDEX "loan_policy_category_kind" ON "loan_policy" ("category", "kind")',
    """
    CREATE TABLE "loan_override" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "loan_id" INTEGER NOT NULL,
        "block" TEXT NOT NULL CHECK (trim(block) <> ''),
        "reason" TEXT NOT NULL CHECK (trim(reason) <> ''),
        FOREIGN KEY ("loan_id") REFERENCES "loan" ("id")
    )
    """,
    'CREATE INDEX "loan_override_loan_id" ON "loan_override" ("loan_id")',
    # An organisation borrows for many: a class takes thirty books in one run.
    """
    INSERT INTO "loan_policy" ("category", "loan_limit") VALUES ('organisation', 50)
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
