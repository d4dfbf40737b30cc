"""Tables of titles, copies with their flags, donations, loans, renewals, calls, and stocktakes. Money is in fen."""

from typing import Any

from peewee import SQL, BooleanField, Check, ForeignKeyField, IntegerField, TextField

from centre_app.people.models import Person
from centre_app.storage.database import Table, day_field, defaulted, moment_field

KINDS = ("book", "periodical", "audiovisual", "model", "painting", "toy", "tool", "kit")
PRINT_KINDS = ("book", "periodical", "audiovisual")  # what the stock and loan figures of a library count
# From good to the gravest: a copy's `condition` is the gravest of its open flags.
CONDITIONS = ("good", "not_for_loan", "missing_part", "damaged", "in_repair", "lost", "withdrawn")
FLAGS = CONDITIONS[1:]
GONE = ("lost", "withdrawn")  # not part of the stock
DONOR_KINDS = ("", "person", "organisation")  # "" where nobody said
STOCKTAKE_SCOPES = ("shelf", "class", "all")
NOT_LENT = (
    "withdrawn",
    "lost",
    "in_repair",
    "not_for_loan",
)  # the gravest first; damaged ones and such with a part missing are lent


class Donation(Table):
    """A batch given by one donor on one day."""

    donor = TextField(index=True)
    received_on = day_field("received_on")
    note = defaulted(TextField, "")
    # The donor as printed stays in `donor`; these came later, and say who that is where the centre knows it.
    person_id = IntegerField(null=True, index=True, constraints=[SQL('REFERENCES "person" ("id")')])
    donor_kind = defaulted(TextField, "", Check(f"donor_kind IN {DONOR_KINDS}"))
    contact = defaulted(TextField, "")
    complete_on = day_field("complete_on", null=True)  # nothing more of it is expected since
    anonymous = defaulted(BooleanField, False)  # no name on what is printed


def _count(name: str, least: int, most: int) -> Any:
    return IntegerField(
        null=True, constraints=[Check(f"{name} IS NULL OR {name} BETWEEN {least} AND {most}")]
    )


class Title(Table):
    """A work as published. `isbn` is a valid ISBN-13 or empty; what the book says otherwise is `isbn_given`.

    `call_mark` follows the class in the call number (I247.5/12) and is this title's alone in its class.
    """

    isbn = defaulted(TextField, "", index=True)
    name = TextField(constraints=[Check("trim(name) <> ''")])
    name_sort = defaulted(TextField, "", index=True)
    authors = defaulted(TextField, "")
    publisher = defaulted(TextField, "")
    published = defaulted(TextField, "")
    clc_class = defaulted(TextField, "")
    price_fen = IntegerField(null=True, constraints=[Check("price_fen IS NULL OR price_fen >= 0")])
    source_id = defaulted(TextField, "", index=True)
    note = defaulted(TextField, "")
    search_key = defaulted(TextField, "")
    call_mark = defaulted(TextField, "")
    isbn_given = defaulted(TextField, "")
    edition = defaulted(TextField, "")
    series_title = defaulted(TextField, "")
    place = defaulted(TextField, "")
    pages = defaulted(TextField, "")
    language = defaulted(TextField, "")
    summary = defaulted(TextField, "")
    subjects = defaulted(TextField, "")
    age_from = _count("age_from", 0, 120)
    age_to = _count("age_to", 0, 120)
    set_volumes = _count("set_volumes", 1, 1000)


# Also how the titles of a class are found, and the next free number in it.
Title.add_index(
    SQL('CREATE UNIQUE INDEX "title_call" ON "title" ("clc_class", "call_mark") WHERE call_mark <> \'\'')
)
Title.add_index(SQL('CREATE INDEX "title_class" ON "title" ("clc_class")'))
Title.add_index(
    SQL(
        'CREATE INDEX "title_age" ON "title" ("age_from", "age_to") '
        "WHERE age_from IS NOT NULL OR age_to IS NOT NULL"
    )
)
Title.add_index(
    SQL('CREATE INDEX "title_to_check" ON "title" ("name_sort") WHERE isbn = \'\' AND isbn_given <> \'\'')
)


class Copy(Table):
    """One physical thing with one barcode. `volumes` counts the 册 in this piece, `set_number` ties pieces of a set."""

    title = ForeignKeyField(Title, backref="copies")
    barcode = TextField(unique=True, collation="NOCASE", constraints=[Check("trim(barcode) <> ''")])
    shelf_code = defaulted(TextField, "", collation="NOCASE")  # one code for all like pieces, each a copy
    volume = defaulted(TextField, "")
    volumes = defaulted(IntegerField, 1, Check("volumes BETWEEN 1 AND 1000"))
    set_number = IntegerField(null=True)
    kind = defaulted(TextField, "book", Check(f"kind IN {KINDS}"))
    donation = ForeignKeyField(Donation, null=True, backref="copies")
    call_number = defaulted(TextField, "")
    location = defaulted(TextField, "", index=True)
    price_fen = IntegerField(null=True, constraints=[Check("price_fen IS NULL OR price_fen >= 0")])
    accessioned_on = day_field("accessioned_on", null=True, index=True)
    condition = defaulted(TextField, "good", Check(f"condition IN {CONDITIONS}"))
    condition_on = day_field("condition_on", null=True)
    note = defaulted(TextField, "")
    donation_line_id = IntegerField(
        null=True, index=True, constraints=[SQL('REFERENCES "donation_line" ("id")')]
    )


# What a donor gave is added up from this index alone.
Copy.add_index(
    SQL(
        'CREATE INDEX "copy_given" ON "copy" ("donation_id", "title_id", "volumes", "price_fen")'
        " WHERE donation_id IS NOT NULL"
    )
)


Copy.add_index(SQL('CREATE INDEX "copy_kind" ON "copy" ("kind", "title_id")'))
Copy.add_index(SQL('CREATE INDEX "copy_call_number" ON "copy" ("call_number", "title_id")'))


Copy.add_index(SQL('CREATE INDEX "copy_shelf_code" ON "copy" ("shelf_code") WHERE shelf_code <> \'\''))


class CopyFlag(Table):
    """Something that is the matter with a copy from a moment on, until it ended. `copy.condition` is the gravest open one."""

    copy = ForeignKeyField(Copy, index=False)
    flag = TextField(constraints=[Check(f"flag IN {FLAGS}")])
    from_at = moment_field("from_at")
    until_at = moment_field("until_at", null=True)
    reason = defaulted(TextField, "")
    ended_by = defaulted(TextField, "")

    class Meta:
        constraints = [Check("until_at IS NULL OR until_at >= from_at")]


CopyFlag.add_index(SQL('CREATE INDEX "copy_flag_copy" ON "copy_flag" ("copy_id", "from_at")'))
CopyFlag.add_index(SQL('CREATE INDEX "copy_flag_flag" ON "copy_flag" ("flag", "from_at")'))
CopyFlag.add_index(
    SQL('CREATE UNIQUE INDEX "copy_flag_open" ON "copy_flag" ("copy_id", "flag") WHERE until_at IS NULL')
)


class Loan(Table):
    """One copy out with one person. `due_at` is the last second of the last day, or the minute of a loan by hours.

    The terms are those of the loan policies as they were then: a loan time in days or hours, renewals, days of grace,
    and days of suspension a day late; `given_by` says which row gave each (see `policies.py`). Null: from before there
    were policies. An ended loan may have lost its person; then `band`, `sex` and `category` say what is kept of them,
    `first_loan_id` is the same in all loans of one person's day, and `first_gift_loan_id` in all of one person from one donor (see
    `privacy.py`).
    """

    copy = ForeignKeyField(Copy, index=False)
    person = ForeignKeyField(Person, null=True)
    lent_at = moment_field("lent_at", index=True)
    due_at = moment_field("due_at")
    returned_at = moment_field("returned_at", null=True)
    renewals = defaulted(IntegerField, 0, Check("renewals >= 0"))
    loan_days = IntegerField(null=True)
    loan_hours = IntegerField(null=True)
    renewal_limit = IntegerField(null=True)
    renewal_days = IntegerField(null=True)
    grace_days = IntegerField(null=True)
    suspension_days = IntegerField(null=True)
    given_by = defaulted(TextField, "")
    due_by_hand = defaulted(BooleanField, False)
    band = defaulted(TextField, "")
    sex = defaulted(TextField, "")
    category = defaulted(TextField, "")
    first_loan_id = IntegerField(null=True)
    first_gift_loan_id = IntegerField(null=True)

    class Meta:
        constraints = [
            Check("due_at >= lent_at"),
            Check("returned_at IS NULL OR returned_at >= lent_at"),
            Check("person_id IS NOT NULL OR returned_at IS NOT NULL"),
        ]


Loan.add_index(SQL('CREATE INDEX "loan_copy_lent" ON "loan" ("copy_id", "lent_at")'))
Loan.add_index(SQL('CREATE UNIQUE INDEX "loan_open" ON "loan" ("copy_id") WHERE returned_at IS NULL'))
Loan.add_index(SQL('CREATE INDEX "loan_due" ON "loan" ("due_at") WHERE returned_at IS NULL'))
# Without what is out: else SQLite, which knows no figures of a file, would find that by this one and sort it.
Loan.add_index(SQL('CREATE INDEX "loan_returned" ON "loan" ("returned_at") WHERE returned_at IS NOT NULL'))
# What was overdue at the end of an earlier month came back late since, or was renewed late since.
Loan.add_index(SQL('CREATE INDEX "loan_late" ON "loan" ("returned_at", "due_at") WHERE returned_at > due_at'))


# What still has its person: looked through every day for what is old enough to lose it.
Loan.add_index(
    SQL(
        'CREATE INDEX "loan_named" ON "loan" ("returned_at") WHERE returned_at IS NOT NULL AND person_id IS NOT NULL'
    )
)


class Renewal(Table):
    """A loan given a later due date."""

    loan = ForeignKeyField(Loan, backref="renewed")
    renewed_at = moment_field("renewed_at", index=True)
    due_before = moment_field("due_before")
    due_after = moment_field("due_after")


Renewal.add_index(
    SQL(
        'CREATE INDEX "renewal_late" ON "renewal" ("renewed_at", "due_before", "loan_id") WHERE renewed_at > due_before'
    )
)


class Stocktake(Table):
    """The shelf, class or whole stock being counted. It is open until it is finished; `kept`: with its outcomes."""

    scope = TextField(constraints=[Check(f"scope IN {STOCKTAKE_SCOPES}")])
    value = defaulted(TextField, "")
    started_at = moment_field("started_at")
    finished_at = moment_field("finished_at", null=True)
    note = defaulted(TextField, "")
    kept = defaulted(IntegerField, 0, Check("kept IN (0, 1)"))

    class Meta:
        constraints = [
            Check("(scope = 'all') = (value = '')"),
            Check("finished_at IS NULL OR finished_at >= started_at"),
        ]


class StocktakeScan(Table):
    """One code found in a stocktake; without a copy it was a code that nothing has."""

    stocktake = ForeignKeyField(Stocktake, backref="scans")
    code = TextField(collation="NOCASE", constraints=[Check("trim(code) <> ''")])
    copy = ForeignKeyField(Copy, null=True)
    scanned_at = moment_field("scanned_at")

    class Meta:
        indexes = ((("stocktake", "code"), True),)


class LoanContact(Table):
    """What was said to the borrower about a loan, or why it was given a new due day. Returned loans keep theirs."""

    loan = ForeignKeyField(Loan, backref="contacts")
    contacted_at = moment_field("contacted_at")
    said = TextField(constraints=[Check("trim(said) <> ''")])
