"""Tables of scan-run cataloguing: what is set once, and the copies that came of it, so that a run goes on after a crash."""

from peewee import BooleanField, Check, ForeignKeyField, TextField

from centre_app.lending.models import KINDS, Copy, Donation
from centre_app.storage.database import Table, defaulted, moment_field


class ScanRun(Table):
    """A pile being catalogued. `own_labels`: its copies get the numbers of labels printed before, not the next ones."""

    donation = ForeignKeyField(Donation, null=True)
    clc_class = defaulted(TextField, "")
    location = defaulted(TextField, "")
    kind = defaulted(TextField, "book", Check(f"kind IN {KINDS}"))
    own_labels = defaulted(BooleanField, False)
    started_at = moment_field("started_at", index=True)


class ScannedCopy(Table):
    """A copy made in a run."""

    run = ForeignKeyField(ScanRun)
    copy = ForeignKeyField(Copy, unique=True)
