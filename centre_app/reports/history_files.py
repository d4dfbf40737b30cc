"""The grid of earlier figures as a file: written with one column a month, and read again as it was filled in."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from centre_app import errors
from centre_app.i18n import _
from centre_app.reports import history
from centre_app.reports.history import Cell, MonthAndCode
from centre_app.reports.indicator import Number
from centre_app.reports.periods import Period
from centre_app.storage import plain_book
from centre_app.storage.placing import placed

_WIDTHS = (24, 26, 14)
_MONTH_WIDTH = 10
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?(?:[-/.]0?1)?")


def write(*, year: int, to: Path) -> Path:
    """Write the grid of a year, with what was given. Raises what `placed` raises."""
    months = [f"{year}-{number:02}" for number in range(1, 13)]
    cells = history.year(year)
    rows = [
        [each.code, _(each.name), _(each.unit), *(_written(cells[month, each.code]) for month in months)]
        for each in history.given()
    ]
    with placed(to) as beside:
        plain_book.write(
            beside, name=str(year), headings=[_("Code"), _("Figure"), _("Unit"), *months],
            widths=(*_WIDTHS, *[_MONTH_WIDTH] * len(months)), rows=rows,
        )  # fmt: skip
    return to


def read(rows: Sequence[Sequence[Any]], *, file: str) -> dict[MonthAndCode, Number]:
    """What is filled in on a sheet of that shape, by month and code; empty cells say nothing.

    The column of codes and the months above the others are what it is read by. Raises HistoryShapeless, HistoryEmpty,
    HistoryCodeUnknown and HistoryUnreadable.
    """
    known = {indicator.code: indicator for indicator in history.given()}
    place = next(
        (column for row in rows for column, cell in enumerate(row) if str(cell).strip() in known), None
    )
    head = next((row for row in rows if any(_month(cell) for cell in row)), None)
    if place is None or head is None:
        raise errors.HistoryShapeless(file=file, code=_("Code"))
    months = {column: month for column, cell in enumerate(head) if (month := _month(cell))}
    found: dict[MonthAndCode, Number] = {}
    for row in rows:
        code = str(row[place]).strip() if place < len(row) else ""
        filled = {month: row[column] for column, month in months.items() if column < len(row)}
        if row is head or not any(str(cell).strip() for cell in filled.values()):
            continue
        if code not in known:
            raise errors.HistoryCodeUnknown(file=file, code=code)
        found |= _numbers(known, code, filled)
    if not found:
        raise errors.HistoryEmpty(file=file)
    return found


def _numbers(known: Mapping[str, Any], code: str, filled: Mapping[str, Any]) -> dict[MonthAndCode, Number]:
    read_in = {
        (month, code): history.read_number(known[code], Period.parse(month).title, str(cell))
        for month, cell in filled.items()
    }
    return {key: value for key, value in read_in.items() if value is not None}


def _month(cell: Any) -> str:
    """The month that a heading names (2025-03, 2025/3, a date on its first day); "" for none."""
    if isinstance(cell, date | datetime):
        return f"{cell:%Y-%m}"
    found = _MONTH.fullmatch(str(cell).strip())
    return f"{found[1]}-{int(found[2]):02}" if found and 1 <= int(found[2]) <= 12 else ""


def _written(cell: Cell) -> str | int:
    return "" if cell.value is None else cell.value if isinstance(cell.value, int) else str(cell.value)
