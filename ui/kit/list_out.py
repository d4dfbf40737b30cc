"""Copying, printing and saving what a list shows. The same for every list: whoever shows rows gives them as a `ShownList`."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from centre_app import clock, errors
from centre_app.access import shown_list
from centre_app.access.shown_list import ShownList
from centre_app.i18n import _
from ui.kit import icons, job, paper_out, toast
from ui.kit.attempt import attempt
from ui.kit.file_dialog import ask_workbook
from ui.kit.paper_sheet import PaperSheet, list_sheet
from ui.kit.printing import PreviewDialog

MOST_ON_PAPER = 2000
_QUICK = 200  # rows that are laid out in no time
Then = Callable[[ShownList], object]


class ListOut:
    """What can be done with a whole list. `read(then)` gives all its rows, at once or when they are there."""

    def __init__(self, owner: QWidget, read: Callable[[Then], object]) -> None:
        self._owner, self._read = owner, read

    def copy(self) -> None:
        """Put all rows on the clipboard, with headings, tab-separated."""
        self._read(copy)

    def print_list(self) -> None:
        """Show the list as it will be on paper."""
        self._read(self._lay_out)

    def save(self) -> None:
        """Ask where the list is saved as a workbook."""
        self._read(self._ask_target)

    def add_to(self, menu: QMenu, *, keys: bool = True) -> None:
        """Add what is here to a menu; `keys`: Ctrl+P prints this list."""
        printing = _("Print the list…") + ("\tCtrl+P" if keys else "")
        menu.addAction(icons.icon("print", "quiet"), printing).triggered.connect(self.print_list)
        menu.addAction(icons.icon("export", "quiet"), _("Save the list (.xlsx)…")).triggered.connect(
            self.save
        )

    def show_menu(self, button: QWidget, *, keys: bool = True) -> QMenu:
        """Show what is here below a button."""
        made = QMenu(button)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.addAction(icons.icon("copy", "quiet"), _("Copy the list")).triggered.connect(self.copy)
        self.add_to(made, keys=keys)
        made.popup(button.mapToGlobal(button.rect().bottomLeft()))
        return made

    def save_to(self, shown: ShownList, to: Path) -> job.Job:
        """Write the workbook in a job."""
        return paper_out.write(
            self._owner, to, lambda progress: shown_list.save(shown, to=to, progress=progress)
        )

    def _lay_out(self, shown: ShownList) -> None:
        if len(shown.rows) > MOST_ON_PAPER:
            toast.show(errors.ListTooLongToPrint(limit=MOST_ON_PAPER).sentence(), kind="warning")
        elif len(shown.rows) <= _QUICK:
            self._preview(shown, list_sheet(shown))
        else:
            job.run(
                _("Laying out the list"), lambda _progress: list_sheet(shown), parent=self._owner,
                then=lambda sheet: self._preview(shown, sheet),
            )  # fmt: skip

    def _preview(self, shown: ShownList, sheet: PaperSheet) -> PreviewDialog:
        dialog = PreviewDialog(self._owner, shown.title, sheet)
        dialog.put_out.connect(lambda: attempt(shown_list.note_printed, shown=shown))
        dialog.open()
        return dialog

    def _ask_target(self, shown: ShownList) -> QFileDialog:
        name = shown_list.file_name(shown, day=f"{clock.today():%Y-%m-%d}")
        return ask_workbook(
            self._owner, _("Save the list"), name=name, then=lambda to: self.save_to(shown, to)
        )


def copy(shown: ShownList) -> None:
    """Put rows on the clipboard, with headings, tab-separated."""
    QGuiApplication.clipboard().setText(shown.as_text())
