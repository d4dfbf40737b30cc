"""Several lists on one sheet, below each other or side by side, each cut out as a sheet that keeps its row numbers.

A further list begins at a row of headings that follows a blank row or a title. The same headings again are the same list:
people repeat them on every page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import get_args

from centre_app.importing.headings import field_of
from centre_app.importing.shapes import Row, Sheet
from centre_app.importing.values import folded
from centre_app.importing.vocabulary import KEYS, Kind

_LONGEST_HEADING = 60
_KINDS: tuple[Kind, ...] = get_args(Kind)


def parts_of(sheet: Sheet) -> list[Sheet]:
    """The lists on a sheet, which is itself the only one where no second row of headings is found."""
    starts = _starts(sheet.rows)
    if len(starts) < 2:
        return list(_beside(sheet, starts[0] if starts else None))
    found: list[Sheet] = []
    for first, last in zip([0, *starts[1:]], [*starts[1:], len(sheet.rows)], strict=True):
        begin = _with_title(sheet.rows, first) if first else 0
        end = _with_title(sheet.rows, last) if last < len(sheet.rows) else last
        rows: list[Row] = [()] * begin + sheet.rows[begin:end]
        found += _beside(replace(sheet, rows=rows), next(one for one in starts if one >= first))
    return found


def _starts(rows: Sequence[Row]) -> list[int]:
    """The rows of headings that begin a list of their own."""
    starts: list[int] = []
    known: set[tuple[str, ...]] = set()
    for index, row in enumerate(rows):
        if starts and not _is_gap(rows[index - 1]):
            continue
        if starts or index < _LONGEST_HEADING:
            words = tuple(filter(None, map(folded, row))) if _may_be_headings(row) else ()
            if words and words not in known and _are_headings(row):
                known.add(words)
                if not starts or index - starts[-1] > 1:  # else the second row of the same headings
                    starts.append(index)
    return starts


def _is_gap(row: Row) -> bool:
    """Blank, or a title: one cell alone."""
    return sum(cell != "" for cell in row) <= 1


def _may_be_headings(row: Row) -> bool:
    filled = [cell for cell in row if cell != ""]
    return len(filled) > 1 and all(isinstance(cell, str) and len(cell) <= _LONGEST_HEADING for cell in filled)


def _are_headings(row: Row) -> bool:
    """Headings of some kind of list: half of the cells are known, a key and another field among them."""
    filled = [cell for cell in row if cell != ""]
    for kind in _KINDS:
        names = [name for cell in filled if (name := field_of(cell, kind=kind))]
        if len(set(names)) > 1 and set(names) & set(KEYS[kind]) and len(names) * 2 >= len(filled):
            return True
    return False


def _with_title(rows: Sequence[Row], start: int) -> int:
    """Where a list begins whose headings are in that row: with the titles right above them."""
    while start and sum(cell != "" for cell in rows[start - 1]) == 1:
        start -= 1
    return start


def _beside(sheet: Sheet, headings: int | None) -> Iterator[Sheet]:
    """The lists side by side under one row of headings, parted by a column without a heading."""
    blocks = list(_blocks(sheet.rows[headings])) if headings is not None else []
    if len(blocks) < 2:
        yield sheet
        return
    for first, last in blocks:
        yield replace(sheet, rows=[_cut(row, first, last) for row in sheet.rows])


def _blocks(row: Row) -> Iterator[tuple[int, int]]:
    """First and last column of each run of headings, where every run could be a list; else nothing."""
    runs: list[list[int]] = []
    for column, cell in enumerate(row):
        if cell != "":
            if runs and column == runs[-1][-1] + 1:
                runs[-1].append(column)
            else:
                runs.append([column])
    if len(runs) > 1 and all(_are_headings(row[run[0] : run[-1] + 1]) for run in runs):
        yield from ((run[0], run[-1]) for run in runs)


def _cut(row: Row, first: int, last: int) -> Row:
    kept = row[first : last + 1]
    return ("",) * first + kept if any(cell != "" for cell in kept) else ()
