"""Tables of what was handed in: closings and exports with their figures and the rows behind them; figures given by hand.

What is kept of a closing or an export is written once: guards refuse to change or delete it.
"""

from peewee import SQL, BlobField, BooleanField, Check, FloatField, ForeignKeyField, IntegerField, TextField

from centre_app.access.models import Clerk
from centre_app.storage.database import Table, day_field, defaulted, moment_field

CLOSING, FORM = "closing", "form"


class KeptRows(Table):
    """The rows behind a figure as they were, packed (`packing.py`); the same rows are kept once, by their digest."""

    digest = TextField(unique=True)
    count = IntegerField()
    body = BlobField()


class KeptReport(Table):
    """A closing, a filled form of the office, or an export of a `kind` of report: what for, when, by whom; of an export the file with its SHA-256.

    `problems` is the JSON list of what the self-check found not to fit; empty where everything did.
    """

    kind = TextField()
    period = TextField()
    first_day = day_field("first_day")
    last_day = day_field("last_day")
    at = moment_field("at")
    clerk = ForeignKeyField(Clerk, null=True)
    language = defaulted(TextField, "")
    file_name = defaulted(TextField, "")
    sha256 = defaulted(TextField, "")
    names = defaulted(BooleanField, False)
    problems = TextField(constraints=[Check("json_valid(problems)")])


KeptReport.add_index(
    SQL(f'CREATE UNIQUE INDEX "kept_report_closing" ON "kept_report" ("period") WHERE kind = \'{CLOSING}\'')
)


class KeptFigure(Table):
    """A figure of a kept report in the four spans, as JSON; `by_hand` names the spans that were given by hand."""

    report = ForeignKeyField(KeptReport, index=False)
    code = TextField()
    now = TextField(constraints=[Check("json_valid(now)")])
    previous = TextField(constraints=[Check("json_valid(previous)")])
    year_before = TextField(constraints=[Check("json_valid(year_before)")])
    to_date = TextField(constraints=[Check("json_valid(to_date)")])
    by_hand = defaulted(TextField, "")
    rows = ForeignKeyField(KeptRows, null=True)

    class Meta:
        indexes = ((("report", "code"), True),)


class KeptCorrection(Table):
    """What a closing reported as corrected in the figures of an earlier closed month, with the rows before and after."""

    report = ForeignKeyField(KeptReport, index=False)
    month = TextField()
    code = TextField()
    before = TextField(constraints=[Check("json_valid(before)")])
    after = TextField(constraints=[Check("json_valid(after)")])
    rows_before = ForeignKeyField(KeptRows, null=True)
    rows_after = ForeignKeyField(KeptRows, null=True)

    class Meta:
        indexes = ((("report", "month", "code"), True), (("month", "code"), False))


class HistoryFigure(Table):
    """A figure of a month before the program (历史数), given by hand."""

    month = TextField(constraints=[Check("month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'")])
    code = TextField()
    value = FloatField()

    class Meta:
        indexes = ((("month", "code"), True),)


class OpeningStock(Table):
    """The stock that stood on the shelves at the start and is not in the catalogue (期初); given once."""

    titles = defaulted(IntegerField, 0, Check("titles >= 0"))
    volumes = defaulted(IntegerField, 0, Check("volumes >= 0"))
    sets = defaulted(IntegerField, 0, Check("sets >= 0"))
    fen = defaulted(IntegerField, 0, Check("fen >= 0"))
