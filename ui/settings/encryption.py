"""The section of encryption: how the data are kept, the recovery sheet, a new key, and backups that are kept otherwise."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from centre_app.centre import preferences, recovery_sheet
from centre_app.errors import CentreError
from centre_app.i18n import N_, _, _n
from centre_app.progress import Progress
from centre_app.storage import database, encryption
from ui.kit import buttons, card, job, layout, messages, toast
from ui.settings.recovery_sheet import RecoveryPreview
from ui.settings.section import Section

_LISTED = 8


class EncryptionSection(Section):
    """Says whether the data are encrypted and what to do where they are not."""

    id = "encryption"
    title = N_("Encryption")
    icon = "lock"
    needs = "encryption"
    tables = frozenset({"setting"})

    def __init__(self) -> None:
        super().__init__()
        self.state = card.Note("", "info")
        self.number = card.label(selectable=True, wrap=True)
        self.sheet_note = card.Note("", "info")
        self.encrypt_button = buttons.primary(_("Encrypt the data…"), "lock", clicked=self.on_encrypt)
        self.sheet_button = buttons.primary(
            _("Print the recovery sheet"), "print", clicked=lambda: self.asked.emit("sheet", None)
        )
        self.again_button = buttons.plain(_("Print the sheet again…"), "print", clicked=self.on_print_again)
        self.key_button = buttons.plain(_("Change the key…"), "refresh", clicked=self.on_change_key)
        self.others = card.Card(_("Backups not encrypted with this key"))
        self.others_words = card.label(wrap=True)
        self.convert_button = buttons.primary(
            _("Encrypt them with this key"), "lock", clicked=self.on_convert
        )
        self.wipe_button = buttons.danger(_("Wipe them…"), "delete", clicked=self.on_wipe)
        data = card.Card(_("The data of the centre"))
        for part in (self.state, self.number, self.sheet_note):
            data.add(part)
        data.add(layout.Flow(self.encrypt_button, self.sheet_button, self.again_button, self.key_button))
        self.others.add(self.others_words)
        self.others.add(layout.Flow(self.convert_button, self.wipe_button))
        self.column.addWidget(data)
        self.column.addWidget(self.others)
        self.column.addStretch(1)

    def refresh(self) -> None:
        state = encryption.state()
        is_encrypted = bool(state.number)
        self.state.set(*_said(state))
        self.number.setText(_("Key number {number}").format(number=state.number))
        self.encrypt_button.setVisible(not is_encrypted and state.can_keep_keys)
        for part in (self.number, self.sheet_note, self.key_button):
            part.setVisible(is_encrypted)
        self._say_of_the_sheet(is_encrypted)
        self._show_others(other_backups() if is_encrypted else [])

    def on_encrypt(self) -> messages.Message:
        """Ask before the data are encrypted."""
        return messages.confirm(
            self,
            _("Encrypt the data now?"),
            verb=_("Encrypt"),
            detail=_(
                "A backup is made first. The data are then written encrypted, compared with the plain ones, and only then "
                "the plain file is overwritten. At the end the recovery sheet is printed. Other windows and programs that "
                "use the data must be closed."
            ),
            then=lambda: self.asked.emit("encrypt", None),
        )

    def on_change_key(self) -> messages.Message:
        """Ask before the data get a new key."""
        return messages.confirm(
            self,
            _("Change the key?"),
            verb=_("Change the key"),
            detail=_(
                "Do this when somebody may have seen the recovery sheet. A backup is made first; a new sheet is printed at "
                "the end. Older backups still open with the old key, which stays in the key store: keep the old sheet as "
                "long as you keep them."
            ),
            then=lambda: self.asked.emit("new_key", None),
        )

    def on_print_again(self) -> messages.Message:
        """Ask why the sheet is printed once more, and show it."""
        return messages.ask_text(
            self,
            _("Why is the recovery sheet printed once more?"),
            verb=_("Show the sheet"),
            detail=_("The reason is kept in the records, with your name."),
            placeholder=_("for example: the first sheet got wet"),
            then=self.show_sheet,
        )

    def show_sheet(self, reason: str) -> RecoveryPreview:
        """Show the sheet, which can be printed."""
        made = RecoveryPreview(self, reason=reason)
        made.open()
        return made

    def on_convert(self) -> job.Job:
        """Write the other backups anew with the present key."""
        return convert(self, other_backups(), then=self.refresh)

    def on_wipe(self) -> messages.Message:
        """Ask before the other backups are overwritten and deleted."""
        return ask_wipe(self, other_backups(), then=self.refresh)

    def _show_others(self, others: list[Path]) -> None:
        plain = len(encryption.plain_among(others))
        lines = []
        if plain:
            words = _n(
                "{count} backup is not encrypted: whoever has it can read it.",
                "{count} backups are not encrypted: whoever has them can read them.",
                plain,
            )
            lines.append(words.format(count=plain))
        if older := len(others) - plain:
            words = _n(
                "{count} backup opens with an earlier key.",
                "{count} backups open with an earlier key.",
                older,
            )
            lines.append(words.format(count=older))
        self.others_words.setText("\n".join(lines))
        self.others.setVisible(bool(others))

    def _say_of_the_sheet(self, is_encrypted: bool) -> None:
        confirmed = is_encrypted and recovery_sheet.is_confirmed()
        self.sheet_button.setVisible(is_encrypted and not confirmed)
        self.again_button.setVisible(confirmed)
        if confirmed:
            self.sheet_note.set(_("The recovery sheet of this key was printed and is locked away."), "good")
        else:
            words = _(
                "The recovery sheet of this key was not printed yet. Without it, a lost computer is lost data."
            )
            self.sheet_note.set(words, "warning")


def other_backups() -> list[Path]:
    """Return the backups of the open centre that are plain, or open with an earlier key."""
    path = database.database_path()
    return encryption.other_backups(path, *preferences.all_backups_of(path))


def offer(parent: QWidget, *, then: Callable[[], object]) -> messages.Message | None:
    """Ask what becomes of backups that are still plain, after the data were encrypted; None where there are none."""
    others = encryption.plain_among(other_backups())
    if not others:
        return None
    question = _n(
        "{count} backup can still be read by whoever has it.",
        "{count} backups can still be read by whoever has them.",
        len(others),
    )
    return messages.choose(
        parent,
        question.format(count=len(others)),
        detail=_("Encrypt them with the new key, wipe them, or decide later in Settings under Encryption."),
        choices=[
            (_("Wipe them…"), lambda: ask_wipe(parent, others, then=then)),
            (_("Encrypt them"), lambda: convert(parent, others, then=then)),
        ],
        warning=True,
    )


def convert(parent: QWidget, others: list[Path], *, then: Callable[[], object]) -> job.Job:
    """Write backups anew with the present key, and say which had to stay as they are."""
    path = database.database_path()

    def work(progress: Progress) -> list[Path]:
        return encryption.encrypt_backups(others, path, progress=progress)

    def done(left: list[Path]) -> None:
        if left:
            words = _(
                "These backups stayed as they are: they are damaged, or their key is not on this computer."
            )
            messages.warn(parent, words, detail=_names(left))
        else:
            toast.show(_("The backups are encrypted with this key."), kind="good")
        then()

    return job.run(_("Encrypting backups"), work, then=done, failed=partial(_say, parent), parent=parent)


def ask_wipe(parent: QWidget, others: list[Path], *, then: Callable[[], object]) -> messages.Message:
    """Ask, and overwrite and delete backups."""

    def done(_none: None) -> None:
        toast.show(_("The backups are wiped."), kind="good")
        then()

    def wipe() -> job.Job:
        folder = preferences.backups_of(database.database_path())
        return job.run(
            _("Wiping backups"),
            lambda progress: encryption.wipe_backups(others, folder=folder, progress=progress),
            then=done,
            failed=partial(_say, parent),
            parent=parent,
        )

    question = _n("Wipe {count} backup?", "Wipe {count} backups?", len(others))
    return messages.confirm(
        parent,
        question.format(count=len(others)),
        verb=_("Wipe"),
        detail=_("A new backup, encrypted, is made first.") + "\n" + _names(others),
        then=wipe,
        danger=True,
    )


def _names(backups: list[Path]) -> str:
    """The names of a few backups, one a line, and how many more there are."""
    lines = [each.name for each in backups[:_LISTED]]
    more = len(backups) - len(lines)
    return "\n".join(
        lines + ([_n("and {count} more", "and {count} more", more).format(count=more)] if more else [])
    )


def _say(parent: QWidget, error: CentreError) -> None:
    messages.warn(parent, error.sentence())


def _said(state: encryption.State) -> tuple[str, str]:
    """How the data are kept, in words, with their tone."""
    if state.number:
        return _(
            "The data and new backups are encrypted. The key is in the key store of this computer."
        ), "good"
    if state.can_keep_keys:
        return _("The data are not encrypted: whoever has this computer's disk or a backup can read them."), "warning"  # fmt: skip
    return plain_words(), "warning"


def plain_words() -> str:
    """Say why the data are plain, and what to do, where the system has no key store."""
    return _(
        "The data are not encrypted, because this computer has no key store that can be used: whoever has its disk or a "
        "backup can read them. On Linux, set up GNOME Keyring or KWallet and start the program anew; on Windows and "
        "macOS, sign in as the user who works at the desk. Then encrypt the data in Settings."
    )
