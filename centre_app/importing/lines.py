"""Reads one data row field by field: takes the best column that says something, collects what could not be read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from centre_app.importing.headings import Layout
from centre_app.importing.shapes import Cell, Parsed, Row
from centre_app.importing.values import plain, shortened, text
from centre_app.progress import Progress

T = TypeVar("T")
_EVERY = 500


def reported(items: Iterable[T], *, total: int, what: str, progress: Progress) -> Iterator[T]:
    """The items one by one, telling from time to time how far it is; `what` is a translated phrase. Raises Cancelled."""
    for done, item in enumerate(items):
        if done % _EVERY == 0:
            progress.report(done, total, what)
        yield item


class LineReader:
    """One row with its layout. `notes` are sentences for the clerk, `kept` is "heading: text" of what fits no field."""

    def __init__(self, layout: Layout, row: Row) -> None:
        self.layout = layout
        self._columns = layout.columns
        self.row = row
        self.notes: list[str] = []
        self.kept: list[str] = []

    def cells(self, field: str) -> Sequence[Cell]:
        """The field's cells that are not empty, the best column first."""
        row, columns = self.row, self._columns.get(field, ())
        if len(columns) == 1:  # nearly always
            (column,) = columns
            return (row[column],) if column < len(row) and row[column] != "" else ()
        return [row[column] for column in columns if column < len(row) and row[column] != ""]

    def words(self, field: str, clean: Callable[[Cell], str] = plain) -> str:
        """The first text of the field that says something, cleaned."""
        columns = self._columns.get(field)
        if columns is None:
            return ""
        if len(columns) == 1:  # nearly always
            (column,) = columns
            return clean(self.row[column]) if column < len(self.row) else ""
        return next((words for cell in self.cells(field) if (words := clean(cell))), "")

    def value(self, field: str, parse: Callable[[Cell], Parsed[T]], *, keep: bool = True) -> T | None:
        """The first value of the field that can be read; its note is collected, and the text kept where not all was read."""
        columns = self._columns.get(field)
        if columns is None:
            return None
        cells = self.cells(field)
        if len(cells) == 1:  # nearly always, and nearly always it says just a value
            found = parse(cells[0])
            if found.value is not None and not found.note:
                return found.value
        else:
            found = self._best(cells, parse)
        if found.note:
            self.notes.append(found.note)
            if keep:
                self.keep(field)
        return found.value

    @staticmethod
    def _best(cells: Sequence[Cell], parse: Callable[[Cell], Parsed[T]]) -> Parsed[T]:
        """The first that can be read; else the first that says why not."""
        first: Parsed[T] = Parsed(None)
        for cell in cells:
            parsed = parse(cell)
            if parsed.value is not None:
                return parsed
            first = first if first.note else parsed
        return first

    def keep(self, field: str) -> None:
        """Keep the text of the field's first filled column under its heading as found in the file."""
        for column in self._columns.get(field, ()):
            if column < len(self.row) and (words := plain(self.row[column])):
                self.kept.append(f"{text(self.layout.headings[column])}: {shortened(words)}")
                return

    def remarks(self) -> str:
        """All columns of remarks together."""
        return "; ".join(dict.fromkeys(words for cell in self.cells("remark") if (words := plain(cell))))
