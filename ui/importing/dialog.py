"""The dialog that takes a list over: choose a file, say what its columns hold, look at every row, do it, see what came of it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from centre_app.errors import CentreError
from centre_app.i18n import N_, _
from centre_app.importing import apply, arranging
from centre_app.importing.arranging import Arrangement
from centre_app.importing.book_rows import is_register
from centre_app.importing.headings import Table
from centre_app.importing.plan import Kind
from centre_app.storage import journal
from ui.importing import work
from ui.importing.choose import ChooseFile, ask_target
from ui.importing.columns import Columns
from ui.importing.frame import Frame
from ui.importing.preview import Preview, import_words
from ui.importing.summary import Summary
from ui.importing.work import Gift, Judged, Opened
from ui.kit import memory, messages

_TITLES: dict[str, str] = {
    "books": N_("Import a list of books"),
    "copies": N_("Import a list of copies"),
    "people": N_("Import a list of people"),
    "visits": N_("Import a register of visits"),
    "bookings": N_("Import a list of room bookings"),
    "loans": N_("Import a list of loans"),
}


def open_import(
    parent: QWidget | None,
    kind: Kind | None = None,
    *,
    file: Path | None = None,
    donation_id: int | None = None,
) -> "ImportDialog":
    """Open the dialog for lists of this kind (None: whatever the file turns out to hold), with a file where one is given.

    With a donation, the list of books is what its donor announced.
    """
    dialog = ImportDialog(parent, kind, donation_id=donation_id)
    dialog.open()
    if file is not None:
        dialog.on_file_chosen(file)
    return dialog


class ImportDialog(Frame):
    """Reading, judging and writing run as jobs, so that the window never waits for them."""

    def __init__(self, parent: QWidget | None, kind: Kind | None, *, donation_id: int | None = None) -> None:
        pages = ChooseFile(kind), Columns(with_kind=donation_id is None), Preview(with_donor=False), Summary()
        super().__init__(parent, pages)
        self.kind, self.donation_id = kind, donation_id
        self.opened: Opened | None = None
        self.number = 0
        self.judged: Judged | None = None
        self.outcome: apply.Applied | None = None
        self._wire()
        self.show_step("file")
        self._name()

    @property
    def arrangement(self) -> Arrangement | None:
        """The list of the file that is being imported; None before a file is read, and for MARC records."""
        return self.opened.found[self.number] if self.opened and self.opened.found else None

    def _wire(self) -> None:
        self.back_button.clicked.connect(self.show_columns)
        self.next_button.clicked.connect(self.judge)
        self.import_button.clicked.connect(self.on_import)
        self.choose.chosen.connect(self.on_file_chosen)
        self.columns.kind_wanted.connect(self.on_kind_wanted)
        self.columns.part_wanted.connect(self.on_part_wanted)
        self.columns.headings_wanted.connect(
            lambda row: self._arrange(lambda now: arranging.with_headings(now, row))
        )
        self.columns.field_wanted.connect(
            lambda place, name: self._arrange(lambda now: now.saying(place, name))
        )
        self.preview.other_file_wanted.connect(self.choose.on_choose)
        self.preview.given.connect(self.on_given)
        self.preview.edited.connect(self.on_edited)
        self.summary.undo_wanted.connect(self.on_undo)
        self.summary.rejects_wanted.connect(self.on_save_rejects)
        self.summary.next_wanted.connect(self.on_next_list)

    def on_file_chosen(self, file: Path) -> None:
        """Read the file and go on to its columns or rows; or say, in the dialog, why it cannot be used."""
        self.choose.show_error("")
        reading = partial(work.opened, file=file, kind=self.kind)
        self.run_job(
            _("Reading “{file}”").format(file=file.name),
            reading,
            then=self._show_opened,
            failed=self._show_unusable,
        )

    def on_kind_wanted(self, kind: Kind) -> None:
        """Look for lists of another kind in the same file."""
        if self.opened is not None and kind != self.opened.kind:
            again = partial(work.looked_at, source=self.opened.source, kind=kind)
            self.run_job(
                _("Looking again"),
                again,
                then=partial(self._show_opened, stay=True),
                failed=self._show_wrong_kind,
            )

    def on_part_wanted(self, number: int) -> None:
        """Take another list of the file."""
        self.number = number
        self.preview.edits.clear()
        self.show_columns()

    def on_next_list(self) -> None:
        """Go on with the next list of the file."""
        self.outcome = None
        self.on_part_wanted(self.number + 1)

    def show_columns(self) -> None:
        """Show what each column is taken for."""
        now = self.arrangement
        if now is None or self.opened is None:
            return
        self.columns.show_arrangement(now, found=self.opened.found, number=self.number)
        missing = (
            "" if now.is_complete else arranging.no_headings(self.opened.source.file, kind=now.kind).missing()
        )
        guessed = _("There are no headings that are known. Please check what each column holds.")
        self.columns.say(
            missing or ("" if now.is_sure or now.by_hand else guessed), "warning" if missing else "info"
        )
        self.show_step("columns")
        self.columns.list.view.setFocus()

    def judge(self, *, quietly: bool = False) -> None:
        """Decide what becomes of every row, and show it; quietly: while the clerk goes on."""
        if self.opened is not None and (listed := self._listed()) is not None:
            deciding = partial(
                work.judged, listed=listed, file=self.opened.source.file, gift=self._gift(), edits=dict(self.preview.edits)
            )  # fmt: skip
            self.run_job(
                _("Checking the rows"),
                deciding,
                then=self._show_judged,
                failed=self._show_unusable,
                quietly=quietly,
            )

    def on_given(self, donor: str, day: date | None) -> None:
        """Look again, for another donor or day."""
        if self.judged is None or self.job is not None or self.outcome is not None:
            return
        if (donor, day) != (self.judged.plan.donor, self.judged.plan.received_on):
            self.judge()

    def on_edited(self) -> None:
        """Judge the rows anew after cells were typed into; not while the next one is being typed."""
        if self.outcome is not None:
            return
        if self.job is not None or self.preview.is_editing():
            self.preview.judge_later()
        else:
            self.judge(quietly=True)

    def on_import(self) -> None:
        """Write what the preview shows."""
        listed = self._listed()
        if self.judged is None or listed is None:
            return
        writing = partial(
            work.written,
            planned=self.judged.plan,
            listed=listed,
            gift=self._gift(),
            edits=dict(self.preview.edits),
        )
        title = _("Importing “{file}”").format(file=self.judged.plan.file)
        self.run_job(title, writing, then=self._show_done, failed=self._show_refused)

    def on_undo(self) -> None:
        """Take the whole import back: as a job, since a long list takes seconds."""
        if self.outcome is not None and self.outcome.action_id is not None:
            undoing = partial(_undone, action_id=self.outcome.action_id)
            self.run_job(
                _("Undoing the import"), undoing, then=lambda _nothing: self.summary.show_undone(),
                failed=lambda error: self.summary.show_error(error.sentence()),
            )  # fmt: skip

    def on_save_rejects(self) -> None:
        """Ask where the workbook of rejected rows goes, and write it."""
        if self.outcome is not None:
            name = _("{file} rejected rows").format(file=Path(self.outcome.plan.file).stem)
            ask_target(self, name=f"{name}.xlsx", then=self.save_rejects)

    def save_rejects(self, path: Path) -> None:
        """Write the rejected rows there."""
        if self.outcome is not None:
            self.run_job(
                _("Saving rejected rows"), partial(work.saved, planned=self.outcome.plan, path=path),
                then=lambda _nothing: self.summary.show_saved(path),
                failed=lambda error: self.summary.show_error(error.sentence()),
            )  # fmt: skip

    def reject(self) -> None:
        """Close; cells corrected here that were not imported are given up only when that is wanted."""
        if self.job is None and self.outcome is None and self.preview.edits:
            messages.confirm_discard(self, super().reject)
            return
        super().reject()

    def done(self, result: int) -> None:
        """Close, and forget the rows once nothing shows them any more."""
        long: list[list[Any]] = [sheet.rows for sheet in self.opened.source.sheets] if self.opened else []
        for made in (self.judged, self.outcome):
            if made is not None:
                long += made.plan.rows, made.plan.table.rows, *made.plan.writes.inserts.values()
        if self.judged is not None:
            long.append(self.judged.rows)
        self.destroyed.connect(partial(memory.empty_later, *long))
        super().done(result)

    def settle(self) -> None:
        """Go on where a column is there that the list cannot be without; import where something would change."""
        self.back_button.setEnabled(True)
        self.next_button.setEnabled(self.arrangement is not None and self.arrangement.is_complete)
        self.import_button.setEnabled(self.judged is not None and bool(self.judged.plan.writes))

    def _arrange(self, change: Callable[[Arrangement], Arrangement]) -> None:
        now = self.arrangement
        if now is not None and self.opened is not None:
            self.opened.found[self.number] = change(now)
            self.show_columns()

    def _listed(self) -> Arrangement | Table | None:
        """What is imported: a list on a sheet, or MARC records."""
        return self.arrangement or (self.opened.records if self.opened else None)

    def _gift(self) -> Gift:
        if self.donation_id is not None or not self.preview.form.isVisibleTo(self.preview):
            return Gift(donation_id=self.donation_id)
        return Gift(*self.preview.gift())

    def _show_opened(self, opened: Opened, *, stay: bool = False) -> None:
        self.opened, self.number, self.judged = opened, 0, None
        self.preview.edits.clear()
        self._name()
        now = self.arrangement
        if now is None or (now.is_sure and now.is_complete and not stay):
            QTimer.singleShot(0, self, self.judge)  # once this job has ended
        else:
            self.show_columns()

    def _show_judged(self, judged: Judged) -> None:
        if self.preview.is_editing():
            self.preview.judge_later()
            return
        self.judged = judged
        made, remarks = judged.plan, self.opened.source.remarks if self.opened else ()
        is_books = made.kind in ("books", "copies") and self.donation_id is None
        self.preview.form.setVisible(is_books and not is_register(made.table.layout))
        self.preview.show_plan(made, judged.rows, remarks=remarks)
        self.import_button.setText(import_words(made))
        self.show_step("rows", can_go_back=self.arrangement is not None)

    def _show_unusable(self, error: CentreError) -> None:
        self.judged = None
        self.show_step("file")
        self.choose.show_error(error.sentence())

    def _show_wrong_kind(self, error: CentreError) -> None:
        self.show_columns()
        self.columns.say(error.sentence(), "bad")

    def _show_refused(self, error: CentreError) -> None:
        self.preview.remark.set(error.sentence(), "bad")
        self.preview.remark.show()

    def _show_done(self, done: apply.Applied) -> None:
        self.outcome = done
        more = len(self.opened.found) - self.number - 1 if self.opened and self.opened.found else 0
        self.summary.show_done(done, more=more)
        self.show_step("done")
        self.close_button.setFocus()

    def _name(self) -> None:
        kind = self.opened.kind if self.opened else self.kind
        title = _(_TITLES[kind]) if kind else _("Import a list")
        title = title if self.donation_id is None else _("Import a donor's list")
        self.name(title)


def _undone(_progress: Any, *, action_id: int) -> None:
    journal.undo_action(action_id)
