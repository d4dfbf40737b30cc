"""The dialog of somebody's privacy: consent, who looked at their data, their file on request, and erasing them."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from centre_app import clock
from centre_app.access import audit
from centre_app.i18n import _
from centre_app.people import consents, people
from centre_app.privacy import person_file
from ui.kit import buttons, card, consent, job, layout, messages, toast, unmask
from ui.kit.attempt import told
from ui.kit.dialog import Dialog
from ui.kit.file_dialog import ask_workbook
from ui.kit.table import Column, ListView
from ui.people import erasing, words

WINDOW = 100


class PrivacyDialog(Dialog):
    """Who looked at, printed, exported or changed this person's data, and what they can ask for."""

    for_its_clerk = True

    def __init__(self, parent: QWidget, shown: people.PersonCard) -> None:
        super().__init__(parent, _("Privacy of {name}").format(name=shown.name), width=760)
        self.shown = shown
        self.page = parent
        self.add_title(_("Privacy of {name}").format(name=shown.name))
        self.consent = card.Note(*consent.standing(consents.state(shown.id)))
        self.body.addWidget(self.consent)
        self.list = ListView(
            [
                Column(_("When"), lambda row: f"{row.at:%Y-%m-%d %H:%M}", sort=lambda row: row.id, width=150),
                Column(_("Clerk"), lambda row: row.clerk or _("nobody on duty"), width=110),
                Column(_("What"), words.change, bold=True),
                Column(_("Why"), lambda row: row.reason, quiet=True),
            ],
            empty=card.EmptyState(_("Nobody has looked at these data yet."), icon="eye"),
            name=_("Who looked"), table="action", load_more=self.on_more,
        )  # fmt: skip
        self.keep_height(self.list, 260)
        self.body.addWidget(card.section_title(_("Who looked")))
        self.body.addWidget(self.list, 1)
        self.file_button = buttons.plain(_("Save their file…"), "export", clicked=self.ask_target)
        self.erase_button = buttons.danger(_("Erase…"), "delete", clicked=self.on_erase)
        self.file_button.needs, self.erase_button.needs = "export_names", "erase"
        self.foot.insertLayout(0, layout.row(self.file_button, self.erase_button))
        self.add_button(buttons.primary(_("Close"), clicked=self.accept))
        self.refresh()

    def refresh(self) -> None:
        """Read the newest entries."""
        rows = self._read()
        self.list.set_rows(rows, more=len(rows) == WINDOW)

    def on_more(self) -> None:
        """Read the entries before those shown."""
        rows = self._read(before_id=self.list.model.all_rows()[-1].id)
        self.list.append_rows(rows, more=len(rows) == WINDOW)

    def _read(self, *, before_id: int | None = None) -> list[audit.AuditRow]:
        return audit.entries(audit.Asked(person_id=self.shown.id), limit=WINDOW, before_id=before_id)

    def ask_target(self) -> None:
        """Ask why, then where the workbook goes."""
        unmask.with_reason(self.page, self._ask_target)

    def on_erase(self) -> None:
        """Look for what stays, then ask."""
        erasing.ask(self, self.shown, then=self.accept)

    def export(self, *, to: Path, reason: str) -> job.Job:
        """Write everything kept of the person into a workbook."""
        return job.run(
            _("Exporting {name}").format(name=to.name),
            lambda _progress: person_file.write(person_id=self.shown.id, to=to, reason=reason),
            then=self._on_saved,
            failed=lambda error: messages.warn(self.page, error.sentence()),
            parent=self.page,
        )

    def _ask_target(self, reason: str) -> None:
        name = f"{_('Personal data')} {self.shown.card_number} {clock.today():%Y-%m-%d}.xlsx"
        ask_workbook(
            self, _("Save their file…"), name=name, then=lambda to: self.export(to=to, reason=reason)
        )

    def _on_saved(self, path: Path) -> None:
        toast.show(_("{name} was saved.").format(name=path.name), kind="good")
        if self.isVisible():
            self.refresh()


@told
def open_privacy(parent: QWidget, person_id: int) -> PrivacyDialog:
    """Open the dialog of somebody's privacy."""
    dialog = PrivacyDialog(parent, people.person(person_id))
    dialog.open()
    return dialog
