"""Erasing somebody on request: what stays and why, what must be settled first, and the name typed to confirm."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from centre_app.errors import CentreError
from centre_app.i18n import _
from centre_app.people import people
from centre_app.privacy import erasing, stays, words
from ui.kit import buttons, card, job, messages, toast
from ui.kit.dialog import Dialog

_LISTED = 6


class EraseDialog(Dialog):
    """While something is under way it only says so; otherwise it erases once the name is typed."""

    def __init__(
        self, parent: QWidget, shown: people.PersonCard, found: stays.Stays, then: Callable[[], object]
    ) -> None:
        title = _("Erase {name}").format(name=shown.name)
        super().__init__(parent, title, width=560)
        self.shown, self._then = shown, then
        self.add_title(title)
        self.under_way = [card.Note(sentence, "warning") for sentence in found.open]
        for note in self.under_way:
            self.body.addWidget(note)
        self.rest = card.label("\n".join(f"· {line}" for line in found.rest), wrap=True, selectable=True)
        self.body.addWidget(card.section_title(_("What stays")))
        self.body.addWidget(self.rest)
        self.everywhere = QCheckBox(_("Write over the name there as well"))
        self._add_mentions(found)
        self.backups = card.label(backup_words(), kind="quiet", wrap=True, selectable=True)
        self.body.addWidget(self.backups)
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Type the name to confirm"))
        self.line.setAccessibleName(_("Type the name to confirm"))
        self.add_button(buttons.plain(_("Cancel") if not found.open else _("Close"), clicked=self.reject))
        self.erase_button = self.add_button(
            buttons.danger(_("Erase for good"), "delete", clicked=self.on_erase)
        )
        self._add_last_word(may=not found.open)

    def on_erase(self) -> job.Job:
        """Erase, in a job, and close."""
        everywhere = self.everywhere.isChecked()
        self.accept()
        return job.run(
            _("Erasing {name}").format(name=self.shown.name),
            lambda _progress: erasing.erase(
                person_id=self.shown.id, typed_name=self.line_text, everywhere=everywhere
            ),
            then=self._on_erased,
            failed=self._on_refused,
            parent=self.parentWidget(),
        )

    def _add_mentions(self, found: stays.Stays) -> None:
        if not found.mentions:
            return
        listed = _(", ").join(f"{words.table(table)} {count}" for table, count in found.mentions.items())
        said = _("The name or a number also stands in free text of other entries: {entries}.")
        self.body.addWidget(card.label(said.format(entries=listed), wrap=True))
        self.body.addWidget(self.everywhere)
        self.everywhere.setVisible(not found.open)

    def _add_last_word(self, *, may: bool) -> None:
        for widget in (self.line, self.erase_button):
            widget.setVisible(may)
        if may:
            self.body.addWidget(card.Note(_("This cannot be undone, not even with Undo."), "bad"))
            self.body.addWidget(self.line)
        self.line_text = ""
        self.line.textChanged.connect(self._settle)
        self._settle("")

    def _settle(self, typed: str) -> None:
        self.line_text = typed
        self.erase_button.setEnabled("".join(typed.split()) == "".join(self.shown.name.split()))

    def _on_erased(self, is_pure: bool) -> None:
        self._then()
        if is_pure:
            toast.show(_("Erased. No trace is left in the data file."), kind="good")
        else:
            said = _(
                "Erased. Another window or program is reading the file; the last traces go at the next start."
            )
            messages.warn(toast.main_window(), said)

    def _on_refused(self, error: CentreError) -> None:
        messages.warn(toast.main_window(), error.sentence())


def ask(parent: QWidget, shown: people.PersonCard, *, then: Callable[[], object]) -> job.Job:
    """Look in the background for what stays of somebody, then ask whether to erase them."""

    def open_dialog(found: stays.Stays) -> None:
        EraseDialog(parent, shown, found, then).open()

    return job.run(
        _("Looking for what stays"), lambda _progress: stays.stays(shown.id), then=open_dialog, parent=parent
    )


def backup_words() -> str:
    """Say which backups still hold who is erased now, and until when."""
    listed = erasing.old_backups()
    if not listed:
        return _("There is no backup that still holds these data.")
    lines = [_line(each) for each in listed[-_LISTED:]]
    more = len(listed) - len(lines)
    lines += [_("and {count} older ones, deleted before those").format(count=more)] if more > 0 else []
    return _("Backups made before still hold these data until they are deleted:") + "\n" + "\n".join(lines)


def _line(old: erasing.OldBackup) -> str:
    if old.made_on is None or old.expires_on is None:
        return _("{name}: is kept until somebody deletes it").format(name=old.name)
    return _("{made:%Y-%m-%d}: is deleted from {day:%Y-%m-%d} on, once three newer ones are there").format(
        made=old.made_on, day=old.expires_on
    )
