"""What the clerk is shown of a list before its rows: its parts, the rows that may be its headings, and each column with examples."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from centre_app.i18n import _, _n
from centre_app.importing.arranging import Arrangement
from centre_app.importing.labels import USED, label_of
from centre_app.importing.shapes import Row
from centre_app.importing.showing import shown

_EXAMPLES = 3
_LOOKED_AT = 200
_ROWS_OFFERED = 20
_WORDS_OFFERED = 4
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column: its place from 1, its letter as spreadsheets call it, heading, examples, and the field it is taken for."""

    id: int
    letter: str
    heading: str
    examples: str
    field: str
    label: str


def column_lines(arrangement: Arrangement) -> list[ColumnLine]:
    """Every column that has a heading or holds anything among the first rows."""
    layout, fields, kind = arrangement.layout, arrangement.fields, arrangement.kind
    body = arrangement.part.rows[layout.heading_row : layout.heading_row + _LOOKED_AT]
    width = max([len(layout.headings), *map(len, body)])
    lines = []
    for place in range(width):
        heading = layout.headings[place] if place < len(layout.headings) else ""
        field = fields.get(place, "") if fields.get(place) in USED[kind] else ""
        examples = _examples(body, place, field=field)
        if heading or examples or field:
            label = label_of(field, kind=kind) if field else ""
            lines.append(ColumnLine(place + 1, letters(place + 1), heading, examples, field, label))
    return lines


def heading_choices(arrangement: Arrangement) -> list[tuple[int, str]]:
    """The rows that may hold the headings, by their number, with their first words; 0: there are none."""
    filled = ((number, row) for number, row in enumerate(arrangement.part.rows, 1) if any(row))
    offered = list(islice(filled, _ROWS_OFFERED))
    now = arrangement.headings_at + 1
    if arrangement.layout.has_headings and all(number != now for number, _row in offered):
        offered.append((now, arrangement.part.rows[now - 1]))
    choices = [
        (number, _("Row {row}: {words}").format(row=number, words=_first_words(row)))
        for number, row in offered
    ]
    return [*choices, (0, _("There are no headings"))]


def part_label(arrangement: Arrangement) -> str:
    """What a list in a file with several is called: its sheet and where it stands."""
    part = arrangement.part
    count = sum(1 for row in part.rows[arrangement.layout.heading_row :] if any(cell != "" for cell in row))
    rows = _n("{count} row", "{count} rows", count).format(count=count)
    words = _("{sheet}, from row {row}: {rows}").format(
        sheet=part.name, row=arrangement.layout.heading_row, rows=rows
    )
    return _("{list} (hidden sheet)").format(list=words) if part.hidden else words


def letters(number: int) -> str:
    """1 is A, 26 Z, 27 AA."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found


def _examples(body: Iterable[Row], place: int, *, field: str) -> str:
    cells = (row[place] for row in body if place < len(row) and row[place] != "")
    words = dict.fromkeys(" ".join(shown(cell, field=field).split())[:_LONGEST] for cell in cells)
    return " · ".join(list(filter(None, words))[:_EXAMPLES])


def _first_words(row: Row) -> str:
    cells = [" ".join(shown(cell, field="").split())[:_LONGEST] for cell in row if cell != ""]
    return " · ".join(cells[:_WORDS_OFFERED])
