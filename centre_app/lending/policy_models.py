"""Tables of loan policies and of blocks that a clerk lent across."""

from peewee import Check, ForeignKeyField, IntegerField, TextField

from centre_app.lending.models import KINDS, Loan
from centre_app.people.models import CATEGORIES
from centre_app.storage.database import Table, defaulted


def _limited(name: str, least: int, most: int) -> IntegerField:
    return IntegerField(
        null=True, constraints=[Check(f"{name} IS NULL OR {name} BETWEEN {least} AND {most}")]
    )


class LoanPolicy(Table):
    """What differs from the default for a category of person, a kind of thing, or both. Empty: for all of them.

    A parameter that is null says nothing: the next less specific row does. The default is in the settings, complete.
    """

    category = defaulted(TextField, "", Check(f"category IN {('', *CATEGORIES)}"))
    kind = defaulted(TextField, "", Check(f"kind IN {('', *KINDS)}"))
    loan_days = _limited("loan_days", 1, 365)
    loan_hours = _limited("loan_hours", 1, 240)
    loan_limit = _limited("loan_limit", 1, 1000)
    renewal_limit = _limited("renewal_limit", 0, 20)
    renewal_days = _limited("renewal_days", 1, 365)
    hold_days = _limited("hold_days", 1, 60)
    grace_days = _limited("grace_days", 0, 60)
    suspension_days = _limited("suspension_days", 0, 60)
    in_house_only = _limited("in_house_only", 0, 1)

    class Meta:
        constraints = [
            Check("category <> '' OR kind <> ''"),
            Check("loan_days IS NULL OR loan_hours IS NULL"),
        ]
        indexes = ((("category", "kind"), True),)


class LoanOverride(Table):
    """Something that stood against a loan, and why the clerk lent all the same."""

    loan = ForeignKeyField(Loan, backref="overrides")
    block = TextField(constraints=[Check("trim(block) <> ''")])
    reason = TextField(constraints=[Check("trim(reason) <> ''")])
