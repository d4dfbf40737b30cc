"""One sheet of a workbook: its cells with what is written in them, and other values written into some of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from centre_app.reports.templates.package import Package, local, xml
from centre_app.reports.templates.splicing import Element, Splice, spliced, walk, written

Value = str | int | float | None
Place = tuple[int, int]  # row and column, both from 1
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def letters(column: int) -> str:
    """1 is A, 27 AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def named(place: Place) -> str:
    """How a workbook calls a cell: (5, 2) is B5."""
    return f"{letters(place[1])}{place[0]}"


def placed(text: str) -> Place:
    """The cell of that name. Raises ValueError where it is none."""
    found = _REFERENCE.fullmatch(text.replace("$", "").upper())
    if not found:
        raise ValueError(text)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def corners(text: str) -> tuple[Place, Place]:
    """The first and last cell of B5 or B5:B35. Raises ValueError."""
    first, _colon, last = text.partition(":")
    return placed(first), placed(last or first)


def cells_of(text: str) -> list[Place]:
    """The cells of a range, row by row."""
    (top, left), (bottom, right) = corners(text)
    return [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]


@dataclass(slots=True)
class _Row:
    number: int
    element: Element
    cells: dict[int, Element] = field(default_factory=dict)


@dataclass(slots=True)
class SheetPart:
    """The cells of one sheet as they lie in its part; `filled` gives the part with other values in some of them.

    `texts` are what is written in cells, `widths` those of columns in letters, where the sheet says so.
    """

    part: str
    data: bytes
    prefix: str = ""
    rows: dict[int, _Row] = field(default_factory=dict)
    merged: list[tuple[Place, Place]] = field(default_factory=list)
    texts: dict[Place, str] = field(default_factory=dict)
    formulas: set[Place] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)
    _sheet_data: Element | None = None

    @classmethod
    def read(cls, package: Package, part: str, shared: list[str]) -> "SheetPart":
        """Find rows, cells and merged ranges. Raises TemplateDamaged."""
        sheet = cls(part, package.parts[part])
        reader = _Reader(sheet, shared)
        walk(sheet.data, file=package.file, wanted=reader.wants, ended=reader.take)
        return sheet

    def top_left(self, place: Place) -> Place:
        """The cell that holds what a merged range shows; the cell itself where nothing is merged."""
        row, column = place
        for (top, left), (bottom, right) in self.merged:
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return place

    def style_of(self, place: Place) -> int:
        """Which of the workbook's cell formats a cell has."""
        row = self.rows.get(place[0])
        cell = row.cells.get(place[1]) if row else None
        return int(cell.attributes.get("s", 0)) if cell else 0

    def filled(self, values: Mapping[Place, Value]) -> bytes:
        """The part with these values in its cells, and nothing else changed. None empties a cell and keeps its look."""
        new_rows: list[tuple[int, bytes]] = []
        splices: list[Splice] = []
        for number in sorted({row for row, _column in values}):
            wanted = {column: values[row, column] for row, column in sorted(values) if row == number}
            if number in self.rows:
                splices += self._in_row(self.rows[number], wanted)
            elif any(value is not None for value in wanted.values()):
                cells = b"".join(self._cell(number, column, value) for column, value in wanted.items())
                new_rows.append((number, self._wrapped("row", f' r="{number}"', cells)))
        splices += self._with_rows(new_rows)
        return spliced(self.data, splices)

    def _in_row(self, row: _Row, wanted: Mapping[int, Value]) -> Iterable[Splice]:
        fresh: dict[int, list[bytes]] = {}
        for column, value in wanted.items():
            if (cell := row.cells.get(column)) is not None:
                yield Splice(cell.start, cell.end, self._cell(row.number, column, value, cell))
            elif value is not None:
                after = [each.start for number, each in sorted(row.cells.items()) if number > column]
                place = after[0] if after else row.element.inner
                fresh.setdefault(place, []).append(self._cell(row.number, column, value))
        for place, cells in fresh.items():
            yield from self._inside(row.element, place, b"".join(cells))

    def _with_rows(self, rows: list[tuple[int, bytes]]) -> Iterable[Splice]:
        if not rows or self._sheet_data is None:
            return
        grouped: dict[int, list[bytes]] = {}
        for number, data in rows:
            after = [row.element.start for found, row in sorted(self.rows.items()) if found > number]
            grouped.setdefault(after[0] if after else self._sheet_data.inner, []).append(data)
        for place, parts in grouped.items():
            yield from self._inside(self._sheet_data, place, b"".join(parts))

    def _inside(self, element: Element, place: int, content: bytes) -> Iterable[Splice]:
        """Put something into an element; one without an end tag gets it."""
        if element.empty:
            yield Splice(element.end - 2, element.end, b">" + content + f"</{element.name}>".encode())
        else:
            yield Splice(place, place, content)

    def _cell(self, row: int, column: int, value: Value, old: Element | None = None) -> bytes:
        attributes = f' r="{named((row, column))}"'
        if old is not None and "s" in old.attributes:
            attributes += f' s="{old.attributes["s"]}"'
        if value is None:
            return f"<{self.prefix}c{attributes}/>".encode()
        if isinstance(value, str):
            text = self._wrapped("t", ' xml:space="preserve"', written(value))
            return self._wrapped("c", attributes + ' t="inlineStr"', self._wrapped("is", "", text))
        return self._wrapped("c", attributes, self._wrapped("v", "", repr(value).encode()))

    def _wrapped(self, name: str, attributes: str, content: bytes) -> bytes:
        tag = f"{self.prefix}{name}"
        return f"<{tag}{attributes}>".encode() + content + f"</{tag}>".encode()


class _Reader:
    """Gathers a sheet while its part is walked through. Rows and cells without a number follow the one before."""

    _WANTED = frozenset({"col", "sheetData", "row", "c", "v", "f", "t", "mergeCell"})

    def __init__(self, sheet: SheetPart, shared: list[str]) -> None:
        self._sheet, self._shared = sheet, shared
        self._row = self._column = 0
        self._cells: dict[int, Element] = {}
        self._value, self._text, self._formula = "", "", False

    def wants(self, element: Element) -> bool:
        return element.local in self._WANTED

    def take(self, element: Element) -> None:
        match element.local:
            case "col":
                first, last = int(element.attributes["min"]), int(element.attributes["max"])
                width = float(element.attributes.get("width", 0))
                self._sheet.widths.update(dict.fromkeys(range(first, min(last, first + 199) + 1), width))
            case "v":
                self._value = element.text
            case "f":
                self._formula = True
            case "t" if not any(parent.local == "rPh" for parent in element.parents):
                self._text += element.text
            case "c":
                self._take_cell(element)
            case "row":
                self._row = int(element.attributes.get("r", self._row + 1))
                row = self._sheet.rows[self._row] = _Row(self._row, element, self._cells)
                for column, cell in row.cells.items():
                    self._keep(self._row, column, cell)
                self._cells, self._column = {}, 0
            case "sheetData":
                self._sheet._sheet_data, self._sheet.prefix = element, element.prefix
            case "mergeCell":
                self._sheet.merged.append(corners(element.attributes.get("ref", "A1")))

    def _take_cell(self, cell: Element) -> None:
        reference = cell.attributes.get("r")
        self._column = placed(reference)[1] if reference else self._column + 1
        cell.text = self._words(cell.attributes.get("t", "n"))
        cell.children = int(self._formula)
        self._cells[self._column] = cell
        self._value, self._text, self._formula = "", "", False

    def _words(self, kind: str) -> str:
        if kind == "s" and self._value.strip().isdigit() and int(self._value) < len(self._shared):
            return self._shared[int(self._value)]
        return self._text if kind == "inlineStr" else self._value

    def _keep(self, row: int, column: int, cell: Element) -> None:
        if cell.text:
            self._sheet.texts[row, column] = cell.text
        if cell.children:
            self._sheet.formulas.add((row, column))


def shared_texts(package: Package, part: str | None) -> list[str]:
    """The texts that cells refer to by number, without the readings written above them."""
    if part is None or part not in package.parts:
        return []
    return [
        "".join(
            each.text or ""
            for each in item.iter()
            if local(each) == "t" and not any(local(above) == "rPh" for above in each.iterancestors())
        )
        for item in xml(package.parts[part], file=package.file)
        if local(item) == "si"
    ]
