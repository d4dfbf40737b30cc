"""The data dictionary: every column of every table with meaning, unit, values and reference, from the tables themselves."""

import re
from collections.abc import Iterator

from peewee import Field

from centre_app import schema
from centre_app.exchange import meanings
from centre_app.exchange.tables import references, tables
from centre_app.i18n import N_, _

WIDTHS = (20, 20, 64, 26, 44, 16, 10)
_CHOICES = re.compile(r"\bIN \(([^)]*)\)")
_UNITS = {
    "fen": N_("fen (hundredths of a yuan)"),
    "minutes": N_("minutes"),
    "days": N_("days"),
    "hours": N_("hours"),
    "before": N_("minutes"),
    "after": N_("minutes"),
}
_KINDS = {
    "DateTimeField": N_("YYYY-MM-DD HH:MM:SS, local time"),
    "DateField": N_("YYYY-MM-DD"),
    "BooleanField": N_("0 no, 1 yes"),
    "BlobField": N_("a file beside the table"),
}


def headings() -> list[str]:
    """The headings of the dictionary."""
    return [_("Table"), _("Column"), _("Meaning"), _("Unit"), _("Values"), _("References"), _("May be empty")]


def lines() -> Iterator[list[str]]:
    """Its rows, in the order of the tables and columns in the file; a table's own meaning comes first, without a column."""
    models = {model._meta.table_name: model for model in schema.MODELS}
    pointing = references()
    for table in tables():
        yield [table.name, "", meanings.of_table(table.name), "", "", "", ""]
        fields = {field.column_name: field for field in models[table.name]._meta.sorted_fields}
        for column in table.columns:
            field = fields[column]
            yield [
                table.name, column, meanings.of_column(table.name, column), _unit(field), _values(field),
                pointing.get((table.name, column), ""), _("yes") if field.null else "",
            ]  # fmt: skip


def _unit(field: Field) -> str:
    kind = _KINDS.get(type(field).__name__)
    if kind is None and type(field).__name__ == "IntegerField":
        kind = _UNITS.get(field.column_name.rpartition("_")[2])
    return _(kind) if kind else ""


def _values(field: Field) -> str:
    """The codes that the table itself allows."""
    found = (_CHOICES.search(str(getattr(each, "sql", ""))) for each in field.constraints or [])
    codes = next((match[1] for match in found if match), "")
    return ", ".join(code.strip().strip("'") or "“”" for code in codes.split(",")) if codes else ""
