"""Corrections as lists, for the workbook and for the screen: the figures, and the rows that made the differences."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any

from centre_app.i18n import N_, _
from centre_app.reports import corrections, exports
from centre_app.reports.corrections import RowChange
from centre_app.reports.indicator import NOTHING, Number
from centre_app.reports.indicators import by_code
from centre_app.reports.kept import Correction
from centre_app.reports.listing import UNKNOWN, Cell, Column, Listing, Row, time_text
from centre_app.reports.packing import Rows
from centre_app.reports.periods import Period

HAPPENED = {"came": N_("added later"), "gone": N_("gone"), "changed": N_("changed")}
_TOLD = (
    "heads",
    "volumes",
    "pieces",
    "came",
)  # numbers that are told of a row; its other ones only where they changed
_FIGURES = (
    Column("month", N_("Month"), width=15),
    Column("figure", N_("Figure"), width=22),
    Column("part", N_("Part of it"), width=14),
    Column("unit", N_("Unit"), width=10),
    Column("then", N_("When closed"), "number"),
    Column("now", N_("Now"), "number"),
    Column("difference", N_("Difference"), "number"),
)
_ROWS = (
    Column("month", N_("Month"), width=15),
    Column("figure", N_("Figure"), width=22),
    Column("happened", N_("Since then"), width=12, words=HAPPENED),
    Column("changed", N_("Different"), width=34),
    Column("row", N_("Which record"), width=60),
)


def of_figures(found: Sequence[Correction]) -> Listing:
    """One row a corrected figure, or part of a split: when closed, now, the difference."""
    rows: list[Row] = []
    for line in corrections.lines(found):
        indicator = by_code(line.code)
        part = indicator.part_label(line.part) if line.part else ""
        values = (_or_nothing(value) for value in (line.then, line.now, line.difference))
        rows.append((Period.parse(line.month).title, _(indicator.name), part, _(indicator.unit), *values))
    return Listing(_FIGURES, rows)


def of_rows(found: Sequence[Correction]) -> Listing:
    """One nameless row for each record that came, went or changed; the figure is the first that it made differ."""
    rows: list[Row] = []
    for month, codes, kind, changes in corrections.by_rows(found):
        names = _(by_code(codes[0]).name)
        shown = described(kind, changes, codes)
        rows += [(Period.parse(month).title, names, *each) for each in shown]
    return Listing(_ROWS, rows)


def described(kind: Rows, changes: Iterable[RowChange], codes: Iterable[str]) -> list[tuple[str, str, str]]:
    """Of each change what happened (a key of HAPPENED), of a changed row what is different, and the row in words."""
    columns = exports.shown_columns(kind)
    uses = corrections.used(codes)
    found = []
    for each in changes:
        row = each.after or each.before
        told = [_told(row.get(column.key), column) for column in columns]
        changed = [
            _("{column}: {before} → {after}").format(
                column=_(column.title), before=_text(each.before[column.key], column) or NOTHING,
                after=_text(each.after[column.key], column) or NOTHING,
            )
            for column in columns
            if each.what == "changed" and column.key in uses and each.before[column.key] != each.after[column.key]
        ]  # fmt: skip
        found.append((each.what, "; ".join(changed), " · ".join(filter(None, told))))
    return found


def _or_nothing(value: Number) -> Cell:
    return NOTHING if value is None else value


def _told(value: Any, column: Column) -> str:
    """A cell as one of the words that tell which row it is."""
    if column.kind in ("text", "date", "time", "moment"):
        return _text(value, column)
    if column.key not in _TOLD or value is None:
        return ""
    return _("{column} {number}").format(column=_(column.title), number=value)


def _text(value: Any, column: Column) -> str:
    """A cell in a line of words; nothing for what is empty or not recorded."""
    if value is None or value in ("", UNKNOWN):
        return ""
    if isinstance(value, date | time):
        return time_text(value)
    if column.words is not None:
        words: Mapping[Any, str] = column.words
        return _(words[value]) if value in words else ""
    return f"{value:.2f}" if isinstance(value, float) else str(value)
