"""The dialog of somebody's photo: looking at it, choosing a file, taking it away."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from centre_app import errors
from centre_app.i18n import _
from centre_app.people import people, photos
from ui.kit import buttons, card, toast
from ui.kit.attempt import attempt, told
from ui.kit.dialog import Dialog
from ui.kit.file_dialog import FileDialog
from ui.kit.photo import Photo, read_small


class PhotoDialog(Dialog):
    """Shows the photo, or says that there is none; each press does it, says so, and closes."""

    def __init__(self, parent: QWidget, *, person_id: int, name: str, image: bytes | None) -> None:
        super().__init__(parent, _("Photo of {name}").format(name=name), width=440)
        self._person_id, self._name = person_id, name
        self.add_title(_("Photo of {name}").format(name=name))
        self.photo = Photo(side=200)
        self.photo.show_image(image, name=_("Photo of {name}").format(name=name))
        self.body.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignHCenter)
        words = _("A JPG or PNG file; it is kept small. A photo is voluntary: please ask first.")
        self.body.addWidget(card.label(words, kind="quiet", wrap=True))
        self.problem = card.Note("", "bad")
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.add_button(buttons.plain(_("Close"), clicked=self.reject))
        self.remove_button = self.add_button(buttons.plain(_("Take away"), "delete", clicked=self.on_remove))
        self.remove_button.setVisible(image is not None)
        chosen = _("Choose another file…") if image is not None else _("Choose a file…")
        self.choose_button = self.add_button(buttons.primary(chosen, "folder", clicked=self.on_choose))

    def on_choose(self) -> QFileDialog:
        """Ask for a picture."""
        dialog = FileDialog(self, _("Choose a photo"), str(Path.home()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Photos") + " (*.jpg *.jpeg *.png *.JPG *.JPEG *.PNG)", _("All files (*)")])
        dialog.fileSelected.connect(lambda path: self.take(Path(path)))
        dialog.open()
        return dialog

    def take(self, path: Path) -> None:
        """Keep the picture of this file; what is no picture is said here."""
        try:
            image = read_small(path, side=photos.SIDE, most_bytes=photos.MOST_BYTES)
        except errors.CentreError as error:
            self._refused(error)
            return
        said = _("The photo of {name} is kept.").format(name=self._name)
        attempt(photos.put, person_id=self._person_id, image=image, then=lambda _nothing: self._said(said),
                failed=self._refused)  # fmt: skip

    def on_remove(self) -> None:
        """Take the photo away."""
        said = _("The photo of {name} was taken away.").format(name=self._name)
        attempt(photos.remove, person_id=self._person_id, then=lambda _nothing: self._said(said),
                failed=self._refused)  # fmt: skip

    def _refused(self, error: errors.CentreError) -> None:
        self.problem.set(error.sentence(), "bad")
        self.problem.show()
        self.fit()

    def _said(self, words: str) -> None:
        self.accept()
        toast.show(words, undo=True)


@told
def open_photo(parent: QWidget, *, person_id: int) -> PhotoDialog:
    """Open the dialog of somebody's photo."""
    name = people.person(person_id).name
    dialog = PhotoDialog(parent, person_id=person_id, name=name, image=photos.image(person_id))
    dialog.open()
    return dialog
