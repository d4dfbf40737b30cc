"""A report without looks: one .csv file a sheet in a folder, or one .json file. Text in .csv never becomes a formula."""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from centre_app.reports.indicator import NOTHING
from centre_app.reports.listing import Cell
from centre_app.reports.recorded import RecordedBook, RecordedSheet, RecordedTable
from centre_app.reports.workbook import FORMULA_STARTS
from centre_app.storage.placing import AT_ONCE, as_file_name


def write_csv(book: RecordedBook, folder: Path) -> None:
    """Write `01 Cover.csv` and so on, UTF-8 with the mark that Excel looks for; sheets without a table have no file."""
    for number, (sheet, table) in enumerate(_tables(book), start=1):
        path = folder / as_file_name(f"{number:02} {sheet.title}", ending=".csv")
        with path.open("w", AT_ONCE, encoding="utf-8-sig", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(map(_in_csv, table.titles))
            lines.writerows(map(_in_csv, row) for row in table.rows)


def write_json(book: RecordedBook, path: Path) -> None:
    """Write what the report is about, and each sheet with its columns and rows; what could not be counted is null."""
    sheets = [_as_json(sheet, table) for sheet, table in _tables(book)]
    whole = {**book.facts, "sheets": sheets}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")


def _tables(book: RecordedBook) -> Iterator[tuple[RecordedSheet, RecordedTable]]:
    for sheet in book.sheets:
        if sheet.recorded_table is not None:
            yield sheet, sheet.recorded_table


def _as_json(sheet: RecordedSheet, table: RecordedTable) -> dict[str, Any]:
    columns = [
        {"key": column.key, "title": title, "kind": column.kind}
        for column, title in zip(table.columns, table.titles, strict=True)
    ]
    rows = [[None if value == NOTHING else _written(value) for value in row] for row in table.rows]
    return {"name": sheet.title, "columns": columns, "rows": rows}


def _in_csv(value: Cell) -> str | int | float:
    """A cell as a spreadsheet reads it back; before text that would begin a formula stands an apostrophe."""
    shown = _written(value)
    if shown is None:
        return ""
    return f"'{shown}" if isinstance(shown, str) and shown.startswith(FORMULA_STARTS) else shown


def _written(value: Cell) -> str | int | float | None:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, float):
        return round(value, 4)
    return int(value) if isinstance(value, bool) else value
