"""Finds the row of headings on a sheet and which column is which field, and which rows below are data."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from centre_app.importing.shapes import Cell, Row, Sheet
from centre_app.importing.values import folded, text
from centre_app.importing.vocabulary import DAYS, KEYS, SERIAL, Kind, fields_by_word
from centre_app.storage import folding

_SEARCHED = 60
_DAYS_LATER = 1462  # from the first day of 1900 as spreadsheets count to that of 1904
_YEARS = 2_200  # a smaller number in a column of days is a year
_BRACKETS = re.compile(r"[(（\[【<《].*?[)）\]】>》]")
_ADORNMENT = re.compile(r"[*★☆:：_\-\"'“”`.。、]")
_TOTAL = re.compile(
    r"(?:本[页表月]|全部)?(?:合计|总计|小计|共计|总数目?|总册数|累计|grandtotal|subtotal|total|sum)[:：]?[\d.,]*(?:册|种|本|套|人次?|元)*"
    r"|共\d[\d.,]*(?:册|种|本|套|人次?|户|元|件)+"
)
_COUNT = re.compile(r"共?\d[\d.,]*(?:册|种|本|套|人次?|户|元|件|位|名)*")
_MAY_BE_TOTAL = re.compile("[计計总總共tTsSｔＴｓＳ]")  # every one of these words has one of them
_FOOTER = re.compile(
    r"(?:制表|填表|填报|审核|负责人|经办人|打印|注|说明|备注|单位负责人|日期)[^:：]{0,6}[:：].*"
)
_SHORTEST_NUMBER = 5  # signs: shorter ones call nobody but the police
_NEVER_IN_TOTALS = ("authors", "isbn", "barcode", "phone", "publisher", "identity", "card_number")


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column (from 0) holds which field. `columns[field]` lists the best column first, the others stand in per cell.

    The data begin below `heading_row` (from 1); without headings that is the row above the data, 0 where there is none.
    """

    kind: Kind
    heading_row: int
    headings: tuple[str, ...]
    columns: dict[str, tuple[int, ...]]
    notes: tuple[int, ...] = ()
    serials: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()
    has_headings: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """The list on a sheet: its layout, its data rows with their row numbers in the file, and how many rows are none.

    `problems` say by row number what could not be read at all.
    """

    sheet: str
    layout: Layout
    rows: list[tuple[int, Row]]
    blank: int = 0
    totals: int = 0
    repeated: int = 0
    above: tuple[Row, ...] = field(default=())
    problems: dict[int, str] = field(default_factory=dict)


def find_layout(rows: Sequence[Row], *, kind: Kind) -> Layout | None:
    """The layout by the row of headings among the first rows; None where there is none."""
    row = find_headings(rows, kind=kind)
    return None if row is None else layout_at(rows, row, kind=kind)


def find_headings(rows: Sequence[Row], *, kind: Kind) -> int | None:
    """The row (from 0) with most known headings, one of them a key of the kind, among the first sixty that hold something."""
    best: tuple[int, int] | None = None
    filled = ((index, row) for index, row in enumerate(rows) if row)
    for index, row in islice(filled, _SEARCHED):
        found = {name for cell in row if (name := field_of(cell, kind=kind))}
        if found & set(KEYS[kind]) and (best is None or len(found) > best[0]):
            best = len(found), index
    return None if best is None else best[1]


def layout_at(rows: Sequence[Row], index: int, *, kind: Kind) -> Layout:
    """The layout with the headings of that row (from 0), whatever they are.

    A second row of headings right below or above it fills the columns that it leaves open (merged headings).
    """
    first, headings = index, list(rows[index])
    last = first
    for partner in (first + 1, first - 1):
        if 0 <= partner < len(rows) and _completes(rows[partner], headings, kind=kind):
            headings = _joined(headings, rows[partner], kind=kind)
            last = max(last, partner)
    return _layout(headings, heading_row=last + 1, body=rows[last + 1 :], kind=kind)


def layout_without(rows: Sequence[Row], *, kind: Kind) -> Layout:
    """The layout of a list that has no headings: it begins at its first row with anything in it, and no column means anything yet."""
    first = next((place for place, row in enumerate(rows) if any(cell != "" for cell in row)), 0)
    width = max((len(row) for row in rows), default=0)
    return Layout(kind=kind, heading_row=first, headings=("",) * width, columns={}, has_headings=False)


def _completes(row: Row, headings: Sequence[Cell], *, kind: Kind) -> bool:
    """Nothing but headings stand in the row, one of them where the other row has none or an unknown one."""
    filled = [(column, cell) for column, cell in enumerate(row) if cell != ""]
    if not filled or not all(isinstance(cell, str) and field_of(cell, kind=kind) for _column, cell in filled):
        return False
    return any(
        column >= len(headings) or not field_of(headings[column], kind=kind) for column, _cell in filled
    )


def _joined(headings: Sequence[Cell], other: Row, *, kind: Kind) -> list[Cell]:
    width = max(len(headings), len(other))
    first = [*headings, *[""] * (width - len(headings))]
    second = [*other, *[""] * (width - len(other))]
    return [
        two if two != "" and not field_of(one, kind=kind) else one
        for one, two in zip(first, second, strict=True)
    ]


def _layout(headings: Sequence[Cell], *, heading_row: int, body: Sequence[Row], kind: Kind) -> Layout:
    found: dict[str, list[tuple[bool, int, int]]] = {}
    unknown = []
    for column, cell in enumerate(headings):
        meaning = _meaning(cell, kind=kind)
        if meaning is not None:
            name, rank, plain = meaning
            found.setdefault(name, []).append((not plain, rank, column))
        elif folded(cell):
            unknown.append(column)
    notes, serials = found.pop("note", []), found.pop(SERIAL, [])
    return Layout(
        kind=kind,
        heading_row=heading_row,
        headings=tuple(" ".join(str(cell).split()) for cell in headings),
        columns={name: _best_first(columns, body=body) for name, columns in found.items()},
        notes=tuple(column for _plain, _rank, column in notes),
        serials=tuple(column for _plain, _rank, column in serials),
        unknown=tuple(unknown),
    )


def _best_first(columns: list[tuple[bool, int, int]], *, body: Sequence[Row]) -> tuple[int, ...]:
    """A plain heading before one with an addition in brackets, then the word of the better rank, then the better filled."""
    if len(columns) == 1:
        return (columns[0][2],)

    def filled(column: int) -> int:
        return sum(1 for row in body if column < len(row) and row[column] != "")

    ordered = sorted(columns, key=lambda one: (one[0], one[1], -filled(one[2]), one[2]))
    return tuple(column for _added, _rank, column in ordered if filled(column)) or (ordered[0][2],)


def table_below(sheet: Sheet, *, layout: Layout) -> Table:
    """The data rows below the headings. Blank, numbered but otherwise blank, total, foot and repeated heading rows are none."""
    rows: list[tuple[int, Row]] = []
    blank = totals = repeated = 0
    serials, keys = set(layout.serials), set(_key_columns(layout))
    headed = sheet.rows[layout.heading_row - 1] if layout.has_headings else ()
    first, again = (headed or (None,))[0], tuple(map(folded, headed))
    for number, row in enumerate(sheet.rows[layout.heading_row :], layout.heading_row + 1):
        filled = [
            column
            for column, cell in enumerate(row)
            if cell != "" and not (isinstance(cell, str) and cell.isspace())
        ]
        if _is_total(row, filled, keys=keys, layout=layout) or _is_foot(row, filled):
            totals += 1
        elif all(column in serials for column in filled):
            blank += 1
        elif row[0] == first and tuple(map(folded, row)) == again:
            repeated += 1
            if rows and rows[-1][0] == number - 1 and sum(cell != "" for cell in rows[-1][1]) == 1:
                rows.pop()  # the title of the next page
                blank += 1
        else:
            rows.append((number, row))
    if sheet.days_from_1904:
        rows = [(number, _from_1904(row, layout)) for number, row in rows]
    above = tuple(sheet.rows[: max(layout.heading_row - 1, 0)])
    return Table(sheet.name, layout, rows, blank=blank, totals=totals, repeated=repeated, above=above)


def _from_1904(row: Row, layout: Layout) -> Row:
    """The row with its bare day numbers as all other workbooks count them; cells shown as dates are dates already."""
    cells = list(row)
    for column in {column for name in DAYS for column in layout.columns.get(name, ())}:
        cell = cells[column] if column < len(cells) else ""
        if isinstance(cell, float) and cell > _YEARS:
            cells[column] = cell + _DAYS_LATER
    return tuple(cells)


def _key_columns(layout: Layout) -> list[int]:
    return [column for name in KEYS[layout.kind] for column in layout.columns.get(name, ())]


def _is_total(row: Row, filled: list[int], *, keys: set[int], layout: Layout) -> bool:
    """The word for a total stands in the key column or before it, and nothing that only a thing or a person has beside it."""
    for column in filled[:2]:
        cell = row[column]
        if not isinstance(cell, str) or len(cell) >= 30 or not _MAY_BE_TOTAL.search(cell):
            continue
        if _TOTAL.fullmatch("".join(folding.simple(folded(cell)))):
            others = {one for name in _NEVER_IN_TOTALS for one in layout.columns.get(name, ())}
            beside = [one for one in filled if one != column and not (one in others and _is_count(row[one]))]
            keyed = [one for one in beside if one in keys and not _is_number(row[one])]
            return not keyed and not any(one in others for one in beside)
    return False


def _is_count(cell: Cell) -> bool:
    """Whether it is a number too small for a telephone, a card or an ISBN: what stands in the next column was counted."""
    return _is_number(cell) and len(text(cell)) < _SHORTEST_NUMBER


def _is_number(cell: Cell) -> bool:
    """Whether a cell beside the word for a total holds what was totalled: 13, 13人, 共5册."""
    return not isinstance(cell, str) or _COUNT.fullmatch(folded(cell)) is not None


def _is_foot(row: Row, filled: list[int]) -> bool:
    """制表人：… 日期：…, or a remark under the list: at most three cells, the first with its label."""
    first = row[filled[0]] if filled else ""
    return len(filled) <= 3 and isinstance(first, str) and _FOOTER.fullmatch(folded(first)) is not None


def field_of(heading: Cell, *, kind: Kind) -> str | None:
    """The field that a heading means in a list of this kind ("serial" and "note" among them), or None."""
    meaning = _meaning(heading, kind=kind)
    return meaning[0] if meaning else None


def _meaning(heading: Cell, *, kind: Kind) -> tuple[str, int, bool] | None:
    """Field, rank, and whether the heading is plain, with no addition in brackets."""
    if not isinstance(heading, str) or not heading or len(heading) > 60:
        return None
    known = _known(kind)
    words = "".join(folding.simple(folded(heading)))  # 電話 and 备注 in either writing
    bare = _BRACKETS.sub("", words)
    for attempt in (words, _ADORNMENT.sub("", words), bare, _ADORNMENT.sub("", bare)):
        if attempt in known:
            name, rank = known[attempt]
            return name, rank, attempt not in (bare, _ADORNMENT.sub("", bare)) or bare == words
    return None


@cache
def _known(kind: Kind) -> dict[str, tuple[str, int]]:
    return {unicodedata.normalize("NFKC", word): meaning for word, meaning in fields_by_word(kind).items()}
