"""A list as it stands on the screen, put out as a workbook or on paper, and the note that it was. What the rows are is not known here."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from centre_app.access import audit
from centre_app.i18n import N_, _
from centre_app.progress import SILENT, Progress
from centre_app.storage import action, plain_book
from centre_app.storage.placing import as_file_name, placed

_WIDEST = 48
_SAVE = N_("export a list as a workbook")


@dataclass(frozen=True, slots=True)
class ShownList:
    """Headings and rows as shown, masked where they are masked. `words` say the filter, the order and how many rows.

    `numeric`: which columns hold numbers. `table` and `row_ids` say what the rows are, `person_ids` whom they show, `reason`
    why names are shown in full, where they are.
    """

    title: str
    words: str
    headings: Sequence[str]
    numeric: Sequence[bool]
    rows: Sequence[Sequence[str]]
    table: str = ""
    row_ids: Sequence[int] = ()
    person_ids: Sequence[int] = ()
    reason: str = ""

    def as_text(self) -> str:
        """Headings and rows separated by tabs, for the clipboard."""
        lines = [self.headings, *self.rows]
        return "\n".join("\t".join(" ".join(text.split()) for text in line) for line in lines)


def file_name(shown: ShownList, *, day: str) -> str:
    """What the workbook of a list is called."""
    return as_file_name(f"{shown.title} {day}")


def save(shown: ShownList, *, to: Path, progress: Progress = SILENT) -> Path:
    """Write the list as a workbook and note that it was saved. Raises NotAllowed for names in full, and what `placed` raises."""
    if shown.reason:
        action.require("export_names", label=_SAVE)
    with placed(to) as beside:
        plain_book.write(
            beside, name=shown.title, headings=shown.headings, widths=_widths(shown), rows=(
                [plain_book.number_or_text(*pair) for pair in zip(row, shown.numeric, strict=True)] for row in shown.rows
            ),
            tell=lambda done: progress.report(done, len(shown.rows), _("Writing the workbook")),
            head=f"{shown.title}\n{shown.words}",
        )  # fmt: skip
        _note(shown, _SAVE)
    return to


def note_printed(shown: ShownList) -> None:
    """Note that the list was put on paper, or saved as PDF."""
    _note(shown, N_("print a list"))


def _note(shown: ShownList, label: str) -> None:
    audit.record(
        label=label,
        table=shown.table,
        row_ids=shown.row_ids,
        reason=shown.reason,
        person_ids=shown.person_ids,
    )


def _widths(shown: ShownList) -> list[int]:
    """Widths in characters; Chinese ones count twice."""
    lines = [shown.headings, *shown.rows[:200]]
    return [
        min(_WIDEST, max(6, *(sum(1 + (sign > "ÿ") for sign in line[column]) for line in lines)) + 2)
        for column in range(len(shown.headings))
    ]
