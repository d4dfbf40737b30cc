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
        self.row = row
        self.notes: list[str] = []
        self.kept: list[str] = []

    def cells(self, field: str) -> Sequence[Cell]:
        """The field's cells that are not empty, the best column first."""
        row, columns = self.row, self.layout.columns.get(field, ())
        if len(columns) == 1:  # nearly always
            (column,) = columns
            return (row[column],) if column < len(row) and row[column] != "" else ()
        return [row[column] for column in columns if column < len(row) and row[column] != ""]

    def words(self, field: str, clean: Callable[[Cell], str] = plain) -> str:
        """The first text of the field that says something, cleaned."""
        if field not in self.layout.columns:
            return ""
        for cell in self.cells(field):
            if words := clean(cell):
                return words
        return ""

    def value(self, field: str, parse: Callable[[Cell], Parsed[T]], *, keep: bool = True) -> T | None:
        """The first value of the field that can be read; its note is collected, and the text kept where not all was read."""
        if field not in self.layout.columns:
            return None
        first: Parsed[T] | None = None
        for cell in self.cells(field):
            parsed = parse(cell)
            if parsed.value is not None:
                if not parsed.note:
                    return parsed.value
                first = parsed
                break
            first = first if first and first.note else parsed
        if first is None:
            return None
        if first.note:
            self.notes.append(first.note)
            if keep:
                self.keep(field)
        return first.value

    def keep(self, field: str) -> None:
        """Keep the text of the field's first filled column under its heading as found in the file."""
        for column in self.layout.columns.get(field, ()):
            if column < len(self.row) and (words := plain(self.row[column])):
                self.kept.append(f"{text(self.layout.headings[column])}: {shortened(words)}")
                return

    def remarks(self) -> str:
        """All columns of remarks together."""
        return "; ".join(dict.fromkeys(words for cell in self.cells("remark") if (words := plain(cell))))
