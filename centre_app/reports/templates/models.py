"""The table of the office's forms."""

from peewee import BlobField, Check, TextField

from centre_app.storage.database import Table, defaulted


class ReportTemplate(Table):
    """A form as it was taken in. `bindings` and `answers` are JSON: what its cells are bound to, what was last given by hand.

    `source` is the file it came from, to notice that the office has sent another one to the same place.
    """

    name = TextField(unique=True, collation="NOCASE", constraints=[Check("trim(name) <> ''")])
    file_name = TextField()
    source = defaulted(TextField, "")
    content = BlobField()
    bindings = defaulted(TextField, "[]", Check("json_valid(bindings)"))
    answers = defaulted(TextField, "{}", Check("json_valid(answers)"))

    class Meta:
        table_name = "report_template"
