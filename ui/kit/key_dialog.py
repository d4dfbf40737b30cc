"""Asking for the key of an encrypted file: its words typed, its square code scanned, or a picture of the code chosen."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from centre_app.errors import CentreError, KeyMissing, NoCodeInPicture
from centre_app.i18n import _
from centre_app.storage import recovery
from ui.kit import buttons, card, job, layout, messages
from ui.kit.dialog import Dialog
from ui.kit.fields import TextField
from ui.kit.file_dialog import FileDialog


class KeyDialog(Dialog):
    """Stays open until the right key was given, which is then kept, and calls `then()`; or until it is given up."""

    def __init__(self, parent: QWidget | None, missing: KeyMissing, *, then: Callable[[], object]) -> None:
        super().__init__(parent, _("The key is needed"), width=600)
        self.number: str = missing.data["number"]
        self._then = then
        self.add_title(_("The key {number} is needed").format(number=self.number))
        self.body.addWidget(card.label(missing.sentence(), wrap=True, selectable=True))
        steps = _(
            "Type the 24 words in their order, Chinese or English, or scan the square code of the sheet."
        )
        self.words = TextField(lines=3, placeholder=steps)
        self.words.set_name(_("Words of the recovery sheet"), steps)
        self.words.main().setProperty("takes_scans", True)
        self.words.changed.connect(self._on_changed)
        self.error = card.label(kind="error", wrap=True)
        self.error.hide()
        self.body.addWidget(self.words)
        self.body.addWidget(self.error)
        self.picture_button = buttons.plain(_("Picture of the code…"), "folder", clicked=self.ask_picture)
        self.body.addLayout(layout.row(self.picture_button, None))
        self.add_button(buttons.plain(_("Cancel"), clicked=self.reject))
        self.open_button = self.add_button(buttons.primary(_("Open"), "lock", clicked=self.submit))
        self.open_button.setEnabled(False)
        self.open_button.setToolTip("Ctrl+Enter")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.open_button.click)
        self.words.setFocus()

    def submit(self) -> job.Job:
        """Look whether the words are the key; a job, because a mistaken word is searched for."""
        text = self.words.value()
        self.setEnabled(False)
        return job.run(
            _("Checking the words"),
            lambda _progress: recovery.unlock(text, wanted=self.number),
            then=self._on_unlocked,
            failed=self._on_refused,
            parent=self,
        )

    def ask_picture(self) -> QFileDialog:
        """Ask for a photo or scan of the square code."""
        dialog = FileDialog(self, _("Picture of the code…"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Pictures") + " (*.png *.jpg *.jpeg *.bmp *.webp)", _("All files (*)")])
        dialog.fileSelected.connect(lambda chosen: self.read_picture(Path(chosen)))
        dialog.open()
        return dialog

    def read_picture(self, path: Path) -> job.Job:
        """Take the code out of a picture, as if it had been scanned."""

        def done(codes: list[str]) -> None:
            code = next(filter(recovery.is_code, codes), "")
            if code:
                self.words.set_value(code)
            else:
                self._say(NoCodeInPicture(path=path))

        return job.run(_("Reading the picture"), lambda _progress: codes_in(path), then=done, parent=self)

    def _on_changed(self) -> None:
        self.error.hide()
        self.open_button.setEnabled(bool(self.words.value()))
        if recovery.is_code(self.words.value()):
            QTimer.singleShot(0, self, self.submit)

    def _on_unlocked(self, kept: bool) -> None:
        self.accept()
        self._then()
        if not kept:
            messages.inform(
                self.parentWidget(),
                _("The key is right, but this computer has no key store that can be used."),
                detail=_("The data are open now. At every start the words will be asked for again."),
            )

    def _on_refused(self, error: CentreError) -> None:
        self.setEnabled(True)
        self._say(error)
        self.words.main().setFocus()

    def _say(self, error: CentreError) -> None:
        self.error.setText(error.sentence())
        self.error.show()
        self.fit()


def codes_in(path: Path) -> list[str]:
    """Return the texts of all square codes that can be read in a picture."""
    import zxingcpp

    image = QImage(str(path)).convertToFormat(QImage.Format.Format_Grayscale8)
    width, height = image.width(), image.height()
    if not width:
        return []
    lines = (cast(memoryview, image.constScanLine(line)) for line in range(height))
    grey = b"".join(bytes(line[:width]) for line in lines)  # Qt pads each line
    return [found.text for found in zxingcpp.read_barcodes(memoryview(grey).cast("B", shape=[height, width]))]
