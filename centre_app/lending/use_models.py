"""Tables of copies read in the house, of copies that replace lost ones, and of what finished stocktakes had found."""

from peewee import Check, ForeignKeyField, TextField

from centre_app.lending.models import Copy, Stocktake
from centre_app.storage.database import Table, defaulted, moment_field

OUTCOMES = (
    "missing",
    "misplaced",
    "on_loan",
    "gone",
    "unknown",
)  # what is no outcome was scanned in its place


class InHouseUse(Table):
    """A copy that somebody read here, noted when it was put back on its shelf. Who read it is not known."""

    copy = ForeignKeyField(Copy)
    used_at = moment_field("used_at", index=True)


class Replacement(Table):
    """A copy that is gone, and the one that came in its place."""

    gone = ForeignKeyField(Copy, backref="replaced_by", unique=True)
    by = ForeignKeyField(Copy, backref="replaces", unique=True)
    noted_at = moment_field("noted_at")

    class Meta:
        constraints = (Check("gone_id <> by_id"),)


class StocktakeOutcome(Table):
    """What was the matter with a copy or code in a stocktake, as it was before that was put right or the stocktake ended."""

    stocktake = ForeignKeyField(Stocktake, index=False)
    code = TextField(collation="NOCASE", constraints=[Check("trim(code) <> ''")])
    copy = ForeignKeyField(Copy, null=True)
    outcome = TextField(constraints=[Check(f"outcome IN {OUTCOMES}")])
    location = defaulted(TextField, "")
    condition = defaulted(TextField, "")
    scanned_at = moment_field("scanned_at", null=True)

    class Meta:
        indexes = ((("stocktake", "code"), True),)
