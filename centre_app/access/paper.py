"""A sheet of several parts, each a small table, as it goes on paper, on the screen and into a workbook. What it says is not known here."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from centre_app.storage import plain_book
from centre_app.storage.placing import placed


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its title, in words how much it is, and its rows under headings. `numeric`: which columns hold numbers."""

    title: str
    words: str
    headings: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    numeric: Sequence[bool] = ()

    def is_number(self, column: int) -> bool:
        """Whether a column holds numbers."""
        return column < len(self.numeric) and self.numeric[column]


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheet. `words` stand below its title, `closing` are the lines to sign below all parts."""

    title: str
    words: str
    parts: Sequence[Part]
    closing: Sequence[str] = ()


def save(paper: Paper, *, to: Path) -> Path:
    """Write the sheet as a workbook of one sheet. Raises what `placed` raises."""
    with placed(to) as beside:
        plain_book.write_lines(beside, name=paper.title, lines=_lines(paper), widths=_WIDTHS)
    return to


_WIDTHS = (26, 16, 14, 14, 10, 14)


def _lines(paper: Paper) -> list[plain_book.Line]:
    lines = [plain_book.Line([paper.title], bold=True), plain_book.Line([paper.words])]
    for part in paper.parts:
        lines += [plain_book.Line([]), plain_book.Line([part.title, part.words], bold=True)]
        lines += [plain_book.Line(part.headings, bold=True)] if part.rows and part.headings else []
        lines += [
            plain_book.Line(
                [plain_book.number_or_text(text, part.is_number(place)) for place, text in enumerate(row)]
            )
            for row in part.rows
        ]
    return [*lines, *(plain_book.Line([words]) for words in ("", *paper.closing))]
