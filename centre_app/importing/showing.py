"""The rows of a list as the window shows them before they are written: each with its fate and its cells, people masked."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from centre_app.importing.fates import Fate, RowFate
from centre_app.importing.headings import Table
from centre_app.importing.labels import USED
from centre_app.importing.plan import Plan
from centre_app.importing.shapes import Cell, Row
from centre_app.importing.values import text
from centre_app.people.masking import masked_name, masked_phone

_NAMES = frozenset(("person", "guardian", "head_of_household", "host", "emergency_contact"))
_PHONES = frozenset(("phone", "guardian_phone", "emergency_phone"))
_NUMBER = re.compile(r"(?<![0-9])[0-9]{14,17}([0-9]{3}[0-9Xx]|[0-9]{4})(?![0-9])")
_CALL = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
Edits = Mapping[tuple[int, int], str]


@dataclass(slots=True)
class ShownRow:
    """A data row with its fate; `cells` as in the file or typed since, `words` all of it, folded, for finding."""

    number: int
    fate: Fate
    remark: str
    cells: Row
    words: str

    @property
    def id(self) -> int:
        """Lists know their rows by an id."""
        return self.number

    def type(self, column: int, words: str) -> None:
        """Put what the clerk typed into a cell; one behind the last is added."""
        self.cells = _typed(self.cells, {column: words})


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column that the list brings: its place (from 0), its heading and its field."""

    place: int
    heading: str
    field: str


def columns_to_show(table: Table) -> list[ShownColumn]:
    """What is taken over, in the order of the file."""
    layout, used = table.layout, USED[table.layout.kind]
    fields = {column: name for name, columns in layout.columns.items() for column in columns if name in used}
    return [
        ShownColumn(column, layout.headings[column] if column < len(layout.headings) else "", name)
        for column, name in sorted(fields.items())
    ]


def rows_to_show(plan: Plan) -> list[ShownRow]:
    """Every row with its fate, in the order of the list."""
    fates = {fate.number: fate for fate in plan.rows}
    return [_shown(number, row, fates[number]) for number, row in plan.table.rows]


def with_edits(table: Table, edits: Edits) -> Table:
    """The table with what was typed into its cells; a cell behind the last one of its row is added."""
    if not edits:
        return table
    by_row: dict[int, dict[int, str]] = {}
    for (number, column), words in edits.items():
        by_row.setdefault(number, {})[column] = words
    return replace(table, rows=[(number, _typed(row, by_row.get(number, {}))) for number, row in table.rows])


def shown(cell: Cell, *, field: str) -> str:
    """A cell as people may see it over the clerk's shoulder: no whole name, telephone or ID number."""
    words = cell if isinstance(cell, str) else text(cell)
    if field in _NAMES:
        return masked_name(words.strip())
    if field in _PHONES:
        return masked_phone("".join(words.split()))
    if field == "identity":
        return f"…{words.strip()[-4:]}" if len(words.strip()) > 4 else words
    if len(words) > 10:
        words = _NUMBER.sub(r"…\1", words)
        return _CALL.sub(lambda found: masked_phone(found.group()), words)
    return words


def _typed(row: Row, typed: Mapping[int, str]) -> Row:
    if not typed:
        return row
    cells = [*row, *[""] * (max(typed) + 1 - len(row))]
    for column, words in typed.items():
        cells[column] = words
    return tuple(cells)


def _shown(number: int, row: Row, fate: RowFate) -> ShownRow:
    remark = f"{fate.reason} {fate.info}".strip()
    return ShownRow(number, fate.fate, remark, row, "\n".join(_words(row, remark)).casefold())


def _words(row: Row, remark: str) -> Iterator[str]:
    yield remark
    for cell in row:
        yield cell if isinstance(cell, str) else text(cell)
