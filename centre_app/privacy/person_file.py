# ruff: noqa: S608 - tables and columns are read from the file itself, ids are numbers
"""A person's file: everything the centre keeps of somebody as a workbook, one sheet a table, handed out on request."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from centre_app.access import audit
from centre_app.i18n import N_, _
from centre_app.people import people
from centre_app.privacy import cutting, words
from centre_app.storage import action, schema
from centre_app.storage.database import db
from centre_app.storage.placing import placed

_HIDDEN = (
    "id",
    "name_sort",
    "search_key",
    "id_digest",
)  # how the program finds and sorts, nothing about anybody
# What a number in a column stands for, by the table it points at.
_SHOWN_AS = {
    "household": "building || door",
    "copy": "barcode || ' ' || (SELECT title.name FROM title WHERE title.id = title_id)",
    "booking": "starts_at || ' ' || title",
    "visit": "arrived_at",
    "consent_wording": "text",
    "loan": "lent_at || ' ' || (SELECT title.name FROM copy JOIN title ON title.id = title_id WHERE copy.id = copy_id)",
}
_MOST_LOOKS = 1_000_000
_LONGEST_CELL = 32_000

Rows = tuple[str, list[str], list[list[str]]]


def write(*, person_id: int, to: Path, reason: str) -> Path:
    """Write the workbook and note that it was handed out, and why. Raises NotAllowed, NotFound and what `placed` raises."""
    label = N_("export a person's file")
    action.require("export_names", label=label)
    people.person(person_id)
    with placed(to) as beside:
        beside.write_bytes(_workbook(tables_of(person_id)))
        audit.record(label=label, table="person", row_ids=[person_id], reason=reason)
    return to


def tables_of(person_id: int) -> list[Rows]:
    """Title, headings and rows of every table that has something of somebody, and who looked at it."""
    found, known = cutting.rows_of([person_id], cutting.links()), []
    ids_by_table = {
        table: found.gone[table] | found.lost[table] | found.near[table]
        for table in ("person", *sorted({*found.gone, *found.lost, *found.near} - {"person"}))
    }
    for table, ids in ids_by_table.items():
        if ids:
            known.append(_rows_of(table, ids))
    return [*known, _looks(person_id)]


def _rows_of(table: str, ids: set[int]) -> Rows:
    columns = [name for name in schema.columns(table) if name not in _HIDDEN]
    kinds = schema.columns(table)
    parents = {row[3]: row[2] for row in db.execute_sql(f'PRAGMA foreign_key_list("{table}")').fetchall()}
    parts = ", ".join(_shown(name, parents.get(name), kinds[name]) for name in columns)
    rows: list[list[str]] = []
    for listed in cutting.pieces(ids):
        for row in db.execute_sql(
            f'SELECT {parts} FROM "{table}" AS t WHERE t.id IN ({listed}) ORDER BY t.id'
        ):
            kept = ["" if value is None else str(value) for value in row]
            rows += [
                [words.value(each, column=name, of=table) for name, each in zip(columns, kept, strict=True)]
            ]
    return words.table(table), [words.column(name, of=table) for name in columns], rows


def _shown(column: str, parent: str | None, kind: str) -> str:
    if kind.upper() == "BLOB":
        return f"CASE WHEN t.\"{column}\" IS NULL THEN '' ELSE '*' END"
    if parent is None:
        return f't."{column}"'
    shown = _SHOWN_AS.get(parent) or ('"name"' if "name" in schema.columns(parent) else "id")
    return f'(SELECT {shown} FROM "{parent}" WHERE "{parent}".id = t."{column}")'


def _looks(person_id: int) -> Rows:
    rows = [
        [f"{look.at:%Y-%m-%d %H:%M:%S}", look.clerk, _(look.label), look.reason]
        for look in audit.entries(audit.Asked(person_id=person_id), limit=_MOST_LOOKS)
    ]
    return _("Who looked"), [_("When"), _("Clerk"), _("What"), _("Why")], rows


def _workbook(tables: Sequence[Rows]) -> bytes:
    from openpyxl import Workbook  # only when first needed: it takes a fifth of a second to load
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    for title, headings, rows in tables:
        sheet = workbook.create_sheet(title[:31])
        sheet.freeze_panes = "A2"

        def cell(value: str, *, bold: bool = False, on: Any = sheet) -> Any:
            made = WriteOnlyCell(on, value=ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_CELL])
            made.data_type, made.number_format, made.quotePrefix = "s", "@", True
            if bold:
                made.font = Font(bold=True)
            return made

        for number in range(1, len(headings) + 1):
            sheet.column_dimensions[get_column_letter(number)].width = 18
        sheet.append([cell(heading, bold=True) for heading in headings])
        for row in rows:
            sheet.append([cell(value) for value in row])
    whole = BytesIO()
    workbook.save(whole)
    return whole.getvalue()
