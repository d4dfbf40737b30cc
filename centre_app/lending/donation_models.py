"""The table of what a donor's batch should bring, and what became of it, line by line. Money is in fen."""

from peewee import SQL, Check, ForeignKeyField, IntegerField, TextField

from centre_app.lending.models import KINDS, Donation
from centre_app.storage.database import Table, defaulted

MOST_PIECES = 100_000


class DonationLine(Table):
    """Pieces of one kind in a batch: how many were expected, came, and were accepted, returned or passed on.

    `isbn` is a valid ISBN-13 or empty, `isbn_given` what the donor wrote. `volumes` counts the 册 in each piece. What became
    of the pieces never exceeds what arrived. A copy made of a piece points here.
    """

    donation = ForeignKeyField(Donation, backref="lines", index=False)
    name = defaulted(TextField, "")
    isbn = defaulted(TextField, "")
    isbn_given = defaulted(TextField, "")
    authors = defaulted(TextField, "")
    publisher = defaulted(TextField, "")
    published = defaulted(TextField, "")
    clc_class = defaulted(TextField, "")
    kind = defaulted(TextField, "book", Check(f"kind IN {KINDS}"))
    volumes = defaulted(IntegerField, 1, Check("volumes BETWEEN 1 AND 1000"))
    price_fen = IntegerField(null=True, constraints=[Check("price_fen IS NULL OR price_fen >= 0")])
    expected = defaulted(IntegerField, 0, Check(f"expected BETWEEN 0 AND {MOST_PIECES}"))
    arrived = defaulted(IntegerField, 0, Check(f"arrived BETWEEN 0 AND {MOST_PIECES}"))
    accepted = defaulted(IntegerField, 0, Check("accepted >= 0"))
    returned = defaulted(IntegerField, 0, Check("returned >= 0"))
    returned_reason = defaulted(TextField, "")
    passed_on = defaulted(IntegerField, 0, Check("passed_on >= 0"))
    passed_on_to = defaulted(TextField, "")
    passed_on_reason = defaulted(TextField, "")
    note = defaulted(TextField, "")

    class Meta:
        constraints = (
            Check("accepted + returned + passed_on <= arrived"),
            Check("trim(name) <> '' OR trim(isbn_given) <> ''"),
        )


# A scan looks for its line among those of the batch.
DonationLine.add_index(SQL('CREATE INDEX "donation_line_isbn" ON "donation_line" ("donation_id", "isbn")'))
