"""Exporting titles as MARC records: which, in which dialect and form, and where to; then the job that writes them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from centre_app.i18n import _, _n
from centre_app.lending import marc
from ui.kit import buttons, card, job, messages, toast
from ui.kit.dialog import Dialog
from ui.kit.file_dialog import ask_target, documents


class MarcDialog(Dialog):
    """Asks for the dialect, the form and, where something was searched for, whether only what was found goes out."""

    def __init__(self, over: QWidget, *, found: Sequence[int] | None) -> None:
        super().__init__(over, _("Export titles as MARC"), width=560)
        self._over, self._found = over, found
        self.add_title(_("Export titles as MARC"))
        self.body.addWidget(
            card.label(_("Other library programs read these records. Loans and copies stay here."), wrap=True)
        )
        self.which = buttons.Segments(
            [("all", _("All titles")), ("found", _("Only those found"))],
            value="all" if found is None else "found",
            name=_("Which titles"),
        )
        self.dialect = buttons.Segments(
            [(key, _(text)) for key, text in marc.DIALECT_LABELS.items()], name=_("Format of the records")
        )
        self.form = buttons.Segments(
            [(key, _(text)) for key, text in marc.FORM_LABELS.items()],
            name=_("Kind of file: ISO 2709 in UTF-8 or GBK, or MARCXML"),
        )
        for choice in (self.which, self.dialect, self.form):
            if choice is self.which and found is None:
                choice.hide()
                continue
            self.body.addWidget(card.label(choice.accessibleName(), kind="quiet-small"))
            self.body.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_button(buttons.plain(_("Cancel"), clicked=self.reject))
        self.add_button(buttons.primary(_("Choose where to save…"), "export", clicked=self.on_save))

    def on_save(self) -> QFileDialog:
        """Ask where to save, then write."""
        dialect: marc.Dialect = "marc21" if self.dialect.value() == "marc21" else "cnmarc"
        form = next(key for key in marc.FORM_LABELS if key == self.form.value())
        ids = self._found if self.which.value() == "found" else None
        over, ending = self._over, marc.ENDINGS[form]
        dialog = ask_target(
            over, _("Export titles as MARC"), start=documents() / (_("Catalogue") + ending), kinds=f"MARC (*{ending})",
            then=lambda to: export(over, to=to, dialect=dialect, form=form, title_ids=ids),
        )  # fmt: skip
        self.accept()
        return dialog


def export(
    over: QWidget, *, to: Path, dialect: marc.Dialect, form: marc.Form, title_ids: Sequence[int] | None
) -> job.Job:
    """Write the records in a job and say how many there are, or why there are none."""
    return job.run(
        _("Exporting {name}").format(name=to.name),
        lambda progress: marc.write(
            to=to, dialect=dialect, form=form, title_ids=title_ids, progress=progress
        ),
        then=lambda count: _tell(to, count),
        failed=lambda error: messages.warn(over, error.sentence()),
    )


def _tell(path: Path, count: int) -> None:
    toast.show(
        _n("{count} title was saved in {name}.", "{count} titles were saved in {name}.", count).format(
            count=count, name=path.name
        ),
        kind="good",
        button=_("Open folder"),
        pressed=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))),
    )
