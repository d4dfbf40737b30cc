"""Labels of copies and shelves: which ones, and what stands on them. Paper and painting are the kit's."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from centre_app import clock
from centre_app.centre import settings
from centre_app.i18n import N_, _
from centre_app.lending import call_numbers, catalogue_reads
from centre_app.lending.catalogue_reads import CopyRow
from centre_app.lending.label_sheets import Label
from ui.kit import labels
from ui.kit.form import ChoiceField, FormDialog

RECENT_DAYS = 30
SHELVES_AT_MOST = 500


class WhichLabels(FormDialog):
    """Asks what to print labels for: new copies, the copies of a shelf, or the shelves themselves."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Print labels"), _("Next"), parent, width=480)
        self.shelves = catalogue_reads.locations(limit=SHELVES_AT_MOST)
        shelf = _("Copies of shelf {shelf}")
        self.add(
            "which",
            _("Labels for"),
            ChoiceField(
                [
                    (("recent", ""), _("Copies of the last {days} days").format(days=RECENT_DAYS)),
                    (("shelves", ""), _("The shelves themselves")),
                    *((("shelf", name), shelf.format(shelf=name)) for name in self.shelves),
                ]
            ),
        )
        self.submitted.connect(self._on_submitted)

    def _on_submitted(self, values: dict[str, tuple[str, str]]) -> None:
        what, shelf = values["which"]
        over = self.parentWidget() or self
        since = clock.today() - timedelta(days=RECENT_DAYS)
        rows = {
            "shelves": list, "shelf": lambda: catalogue_reads.copies_at(shelf),
            "recent": lambda: catalogue_reads.copies_since(since),
        }[what]()  # fmt: skip
        if not (self.shelves if what == "shelves" else rows):
            self.form.show_error(_("There is nothing here to print labels for."), name="which")
            return
        self.accept()
        if what == "shelves":
            print_shelves(over, self.shelves)
        else:
            print_copies(over, rows)


def ask_which(parent: QWidget) -> WhichLabels:
    """Open the question what to print labels for."""
    dialog = WhichLabels(parent)
    dialog.open()
    return dialog


def print_copies(parent: QWidget, rows: Sequence[CopyRow]) -> labels.LabelDialog:
    """Print the label of each copy: call number, title, barcode in bars and in letters, centre."""
    centre = settings.get("centre_name")
    rows = one_of_each_shelf(rows)
    numbers = call_numbers.of_copies(rows)
    shown = [
        Label(row.shelf_code or row.barcode, head=numbers[row.id], name=_title(row), foot=centre)
        for row in rows
    ]
    ids = [row.id for row in rows]
    return labels.ask(
        parent, _("Labels of copies"), shown, label=N_("print labels of copies"), table="copy", row_ids=ids
    )


def one_of_each_shelf(rows: Sequence[CopyRow]) -> list[CopyRow]:
    """The rows, of those with one shelf barcode only the first: their label hangs on the shelf."""
    found: dict[str, CopyRow] = {}
    for row in rows:
        found.setdefault(row.shelf_code.casefold() or row.barcode, row)
    return list(found.values())


def print_shelves(parent: QWidget, names: Sequence[str]) -> labels.LabelDialog:
    """Print a label for each shelf: its name, and as a code."""
    centre = settings.get("centre_name")
    shown = [Label(name, name=name, foot=centre, with_bars=False, with_dots=True) for name in names]
    return labels.ask(parent, _("Labels of shelves"), shown, label=N_("print labels of shelves"))


def _title(row: CopyRow) -> str:
    return " ".join(part for part in (row.title, row.volume) if part)
