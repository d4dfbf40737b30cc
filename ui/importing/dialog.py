"""The dialog that takes a list over: choose a file, look at what would be done, do it, and see what came of it."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from centre_app.access import audit
from centre_app.errors import CentreError
from centre_app.i18n import N_, _
from centre_app.importing import apply, plan, rejects
from centre_app.importing.book_rows import is_register
from centre_app.importing.plan import Kind, Plan
from centre_app.progress import Progress
from centre_app.storage import journal
from ui.importing.choose import ChooseFile, ask_target
from ui.importing.preview import Preview, import_words
from ui.importing.summary import Summary
from ui.kit import buttons, job, layout
from ui.kit.dialog import Dialog

_TITLES: dict[str, str] = {
    "books": N_("Import a list of books"),
    "copies": N_("Import a list of copies"),
    "people": N_("Import a list of people"),
    "visits": N_("Import a register of visits"),
}


def open_import(
    parent: QWidget | None, kind: Kind, *, file: Path | None = None, donation_id: int | None = None
) -> "ImportDialog":
    """Open the dialog for lists of this kind, with a file already chosen where one is given.

    With a donation, the list of books is what its donor announced.
    """
    dialog = ImportDialog(parent, kind, donation_id=donation_id)
    dialog.open()
    if file is not None:
        dialog.on_file_chosen(file)
    return dialog


class ImportDialog(Dialog):
    """Reading, planning and writing run as jobs, so that the window never waits for them."""

    def __init__(self, parent: QWidget | None, kind: Kind, *, donation_id: int | None = None) -> None:
        title = _(_TITLES[kind]) if donation_id is None else _("Import a donor's list")
        super().__init__(parent, title, width=980)
        self.kind, self.donation_id = kind, donation_id
        self._with_donor = kind in ("books", "copies") and donation_id is None
        self.plan: Plan | None = None
        self.outcome: apply.Applied | None = None
        self.job: job.Job | None = None
        self._build()
        self._wire()

    def _build(self) -> None:
        self.add_title(self.windowTitle())
        self.choose = ChooseFile(self.kind)
        self.preview = Preview(with_donor=self._with_donor)
        self.summary = Summary()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.choose)
        self.stack.addWidget(layout.scrolled(self.preview))
        self.stack.addWidget(self.summary)
        self.body.addWidget(self.stack, 1)
        self.close_button = self.add_button(buttons.plain(_("Cancel"), clicked=self.reject))
        self.import_button = self.add_button(buttons.primary(_("Import"), "import", clicked=self.on_import))
        self.import_button.hide()

    def _wire(self) -> None:
        self.choose.chosen.connect(self.on_file_chosen)
        self.preview.other_file_wanted.connect(self.choose.on_choose)
        self.preview.given.connect(self.on_given)
        self.summary.undo_wanted.connect(self.on_undo)
        self.summary.rejects_wanted.connect(self.on_save_rejects)

    def on_file_chosen(self, file: Path) -> None:
        """Read the file and show what would be done; or say, in the dialog, why it cannot be used."""
        self.choose.show_error("")
        donor, day = self.preview.gift()
        self._wait_for(
            job.run(
                _("Reading “{file}”").format(file=file.name),
                partial(_planned, kind=self.kind, file=file, donor=donor, day=day, donation_id=self.donation_id),
                then=self._show_plan, failed=self._show_unusable, cancelled=self._on_stopped, parent=self,
            )
        )  # fmt: skip

    def on_given(self, donor: str, day: date | None) -> None:
        """Look again, for another donor or day."""
        if self.plan is None or self.job is not None or self.outcome is not None:
            return
        if (donor, day) == (self.plan.donor, self.plan.received_on):
            return
        again = partial(_planned_again, self.plan, donor=donor, day=day)
        self._wait_for(
            job.run(
                _("Looking again"), again, then=self._show_plan, failed=self._show_unusable,
                cancelled=self._on_stopped, parent=self,
            )
        )  # fmt: skip

    def on_import(self) -> None:
        """Write what the preview shows."""
        if self.plan is None:
            return
        donor, day = self.preview.gift()
        work = partial(_written, self.plan, donor=donor, day=day)
        self._wait_for(
            job.run(
                _("Importing “{file}”").format(file=self.plan.file), work, then=self._show_done,
                failed=self._show_refused, cancelled=self._on_stopped, parent=self,
            )
        )  # fmt: skip

    def on_undo(self) -> None:
        """Take the whole import back: as a job, since a long list takes seconds."""
        if self.outcome is None or self.outcome.action_id is None:
            return
        action_id = self.outcome.action_id
        self._wait_for(
            job.run(
                _("Undoing the import"), lambda _progress: journal.undo_action(action_id),
                then=lambda _nothing: self.summary.show_undone(),
                failed=lambda error: self.summary.show_error(error.sentence()), parent=self,
            )
        )  # fmt: skip

    def on_save_rejects(self) -> None:
        """Ask where the workbook of rejected rows goes, and write it."""
        if self.outcome is not None:
            name = _("{file} rejected rows").format(file=Path(self.outcome.plan.file).stem)
            ask_target(self, name=f"{name}.xlsx", then=self.save_rejects)

    def save_rejects(self, path: Path) -> None:
        """Write the rejected rows there."""
        if self.outcome is not None:
            planned = self.outcome.plan
            self._wait_for(
                job.run(
                    _("Saving rejected rows"), lambda _progress: _saved(planned, path),
                    then=lambda _nothing: self.summary.show_saved(path),
                    failed=lambda error: self.summary.show_error(error.sentence()), parent=self,
                )
            )  # fmt: skip

    def reject(self) -> None:
        """Close; work under way is stopped first and leaves nothing."""
        if self.job is not None:
            self.job.cancel()
            return
        super().reject()

    def _wait_for(self, started: job.Job) -> None:
        self.job = started
        self.stack.setEnabled(False)
        self.import_button.setEnabled(False)
        started.finished.connect(self._on_finished)

    def _on_finished(self) -> None:
        self.job = None
        self.stack.setEnabled(True)
        self.import_button.setEnabled(self.plan is not None and bool(self.plan.writes))
        if self.import_button.isVisible():
            (self.import_button if self.import_button.isEnabled() else self.close_button).setFocus()

    def _on_stopped(self) -> None:
        """The clerk stopped it: the dialog stays as it was."""

    def _show_plan(self, made: Plan) -> None:
        self.plan = made
        self.preview.form.setVisible(self._with_donor and not is_register(made.table.layout))
        self.preview.show_plan(made)
        self.stack.setCurrentIndex(1)
        self.import_button.setText(import_words(made))
        self.import_button.show()
        QTimer.singleShot(0, self.fit)

    def _show_unusable(self, error: CentreError) -> None:
        self.plan = None
        self.import_button.hide()
        self.stack.setCurrentIndex(0)
        self.choose.show_error(error.sentence())
        QTimer.singleShot(0, self.fit)  # once the layout knows how high the sentence is

    def _show_refused(self, error: CentreError) -> None:
        self.preview.remark.set(error.sentence(), "bad")
        self.preview.remark.show()

    def _show_done(self, done: apply.Applied) -> None:
        self.outcome = done
        self.summary.show_done(done)
        self.stack.setCurrentIndex(2)
        self.import_button.hide()
        self.close_button.setText(_("Close"))
        self.close_button.setFocus()


def _planned(
    progress: Progress, *, kind: Kind, file: Path, donor: str, day: date | None, donation_id: int | None
) -> Plan:
    return plan.make_plan(
        kind=kind, file=file, donor=donor, received_on=day, donation_id=donation_id, progress=progress
    )


def _planned_again(planned: Plan, progress: Progress, *, donor: str, day: date | None) -> Plan:
    return plan.plan_again(planned, donor=donor, received_on=day, progress=progress)


def _written(planned: Plan, progress: Progress, *, donor: str, day: date | None) -> apply.Applied:
    """Write it; a donor typed a moment ago is looked at first."""
    if (donor, day) != (planned.donor, planned.received_on):
        planned = _planned_again(planned, progress, donor=donor, day=day)
    return apply.carry_out(planned, progress=progress)


def _saved(planned: Plan, path: Path) -> None:
    """Write the rejected rows; where they hold names, the audit says that they left the program."""
    rejects.write(planned, path)
    if planned.kind in ("people", "visits"):
        audit.record(label=N_("save rejected rows of a list with names"))
