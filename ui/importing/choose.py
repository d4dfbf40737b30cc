"""The first step of an import: choosing or dropping the file, and what is wrong with a file that cannot be used."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from centre_app.i18n import _
from centre_app.importing.vocabulary import KEYS, SHOWN, Kind, words_of
from ui.kit import buttons, card, dropping, file_dialog, icons, layout, style
from ui.kit.file_dialog import FileDialog

_last_folder: list[Path] = []


class ChooseFile(QFrame):
    """A place to drop a file on, with a button for choosing one. `chosen(Path)`."""

    chosen = Signal(object)

    def __init__(self, kind: Kind | None) -> None:
        super().__init__()
        self.error = card.Note("", "bad")
        self.error.hide()
        self.button = buttons.primary(_("Choose a file"), "folder", clicked=self.on_choose)
        self.setAcceptDrops(True)
        words = card.label(
            _("Drop the file here, or choose it. Excel, WPS, .csv and MARC files are read as they are; nothing is written yet.")
            if kind in ("books", None)
            else _("Drop the file here, or choose it. Excel, WPS and .csv files are read as they are; nothing is written yet."),
            wrap=True,
        )  # fmt: skip
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.known = card.label(_known(kind), kind="quiet-small", wrap=True)
        self.known.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture = icons.label("import", size=40, tone="accent")
        whole = layout.column(
            self.error,
            None,
            layout.row(None, self.picture, None),
            words,
            layout.row(None, self.button, None),
            self.known,
            None,
            spacing=14,
            margins=20,
        )
        self.setLayout(whole)
        self.setMinimumHeight(style.px(190))

    def show_error(self, sentence: str) -> None:
        """Say why the file cannot be used and what to do; "" takes the sentence away."""
        self.error.set(sentence, "bad")
        self.error.setVisible(bool(sentence))
        self.picture.setVisible(not sentence)  # the sentence needs the room where the text is large
        self.known.setVisible(not sentence)
        self.button.setFocus()

    def on_choose(self) -> None:
        """Open the system's dialog."""
        ask_file(self, then=self.chosen.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        dropping.welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if (file := dropping.taken(event)) is not None:
            self.chosen.emit(file)


def ask_file(parent: QWidget, *, then: Callable[[Path], object]) -> QFileDialog:
    """Ask for a list, without blocking, beginning in the folder used last."""
    dialog = FileDialog(parent.window(), _("Choose a list"), str(_folder()))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(
        [
            _("Lists") + " (*.xlsx *.xls *.xlsm *.xlsb *.ods *.csv *.txt *.mrc *.iso *.marc *.xml)",
            _("All files (*)"),
        ]
    )

    def chosen(name: str) -> None:
        _last_folder[:] = [Path(name).parent]
        then(Path(name))

    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def ask_target(parent: QWidget, *, name: str, then: Callable[[Path], object]) -> QFileDialog:
    """Ask where to save a workbook; the system asks before a file is overwritten."""
    kinds = _("Excel workbook (*.xlsx)")
    return file_dialog.ask_target(
        parent, _("Save rejected rows"), start=_folder() / name, kinds=kinds, then=then
    )


def _folder() -> Path:
    return _last_folder[0] if _last_folder else file_dialog.documents()


def _known(kind: Kind | None) -> str:
    """The headings that matter most, as they are usually written."""
    if kind is None:
        return _("Books, copies, people, visits, room bookings or loans: the headings tell which it is.")
    words = [words_of(field, kind=kind)[0].upper() for field in (*KEYS[kind][:1], *SHOWN[kind])]
    return _("Headings that are understood, among many others: {headings}").format(headings="、".join(words))
