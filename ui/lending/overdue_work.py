"""What the overdue list's menus do: extend, amnesty, slips, call sheet, workbook. The list itself only asks."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from centre_app import clock, errors
from centre_app.access import audit
from centre_app.centre import settings
from centre_app.i18n import N_, _, _n
from centre_app.lending import bulk_due, loans, overdue_book
from centre_app.lending.bulk_due import NewDue
from centre_app.lending.loans import OutRow
from centre_app.people import people
from ui.kit import card, job, messages, toast, unmask
from ui.kit.attempt import attempt
from ui.kit.file_dialog import ask_workbook
from ui.kit.form import DateField, FormDialog, TextField
from ui.kit.printing import PreviewDialog, Sheet
from ui.lending import overdue_sheets
from ui.lending.overdue_list import OverdueList
from ui.lending.words import day_text

MOST_ON_PAPER = 1000
_MOST_REASONS = 5


class OverdueWork:
    """Bulk work, paper and workbook of one list."""

    def __init__(self, page: QWidget, shown: OverdueList) -> None:
        self.page, self.shown = page, shown
        shown.extend_asked.connect(lambda: attempt(self.ask_extension))
        shown.amnesty_asked.connect(lambda: attempt(self.ask_amnesty))
        shown.slips_asked.connect(lambda selected: attempt(self.preview_slips, selected=selected))
        shown.calls_asked.connect(lambda: attempt(self.preview_calls))
        shown.export_asked.connect(self.ask_target)

    def ask_extension(self) -> FormDialog:
        """Ask until which day the selected loans are to be extended. Raises NoLoansChosen."""
        words = _("Each loan counts one renewal. A closed day becomes the next open one.")
        return self._ask(_("Extend the selected loans"), _("Extend"), words, bulk_due.extend)

    def ask_amnesty(self) -> FormDialog:
        """Ask for a new due day of the selected loans and why. Raises NoLoansChosen."""
        words = _("No renewal is counted. The reason is kept in the notes of each loan.")
        title, verb = _("New due day for the selected loans"), _("Give the new day")
        return self._ask(title, verb, words, bulk_due.amnesty, with_reason=True)

    def preview_slips(self, *, selected: bool) -> None:
        """Show the slips of the selected borrowers, or of all in the list, each with all that is overdue."""
        rows = self.shown.chosen() if selected else self._few(self.shown.whole(limit=MOST_ON_PAPER + 1))
        ids = sorted({row.person_id for row in rows})
        overdue = self._few(loans.overdue_of(ids))
        self._preview(_("Reminder slips"), overdue, overdue_sheets.slips, N_("print reminder slips"))

    def preview_calls(self) -> None:
        """Show the call sheet of the list."""
        rows = self._few(self.shown.whole(limit=MOST_ON_PAPER + 1))
        self._preview(_("Overdue: call sheet"), rows, overdue_sheets.call_sheet, N_("print a call sheet"))

    def ask_target(self) -> QFileDialog:
        """Ask where the workbook of the filtered list goes."""
        name = f"{_('Overdue')} {clock.today():%Y-%m-%d}.xlsx"
        with_names = bool(self.shown.unmasked)  # leaving the list hides the names again
        reason = unmask.reason_of(self.page)
        return ask_workbook(
            self.page,
            _("Export the overdue list"),
            name=name,
            then=lambda to: self.export(to=to, with_names=with_names, reason=reason),
        )

    def export(self, *, to: Path, with_names: bool, reason: str = "") -> job.Job:
        """Write the workbook in a job; names only where the clerk was shown them."""
        read = self.shown.reading()
        return job.run(
            _("Exporting {name}").format(name=to.name),
            lambda _progress: overdue_book.write(read(), to=to, with_names=with_names, reason=reason),
            then=lambda path: toast.show(_("{name} was saved.").format(name=path.name), kind="good"),
            failed=lambda error: messages.warn(self.page, error.sentence()),
        )

    def _ask(
        self, title: str, verb: str, words: str, deed: Callable[..., NewDue], *, with_reason: bool = False
    ) -> FormDialog:
        rows = self.shown.chosen()
        if not rows:
            raise errors.NoLoansChosen
        dialog = FormDialog(title, verb, self.page, width=480)
        said = _n("{count} loan is selected.", "{count} loans are selected.", len(rows)).format(
            count=len(rows)
        )
        dialog.form.add_widget(card.label(said, wrap=True))
        dialog.form.add_widget(card.label(words, kind="quiet", wrap=True))
        dialog.add("day", _("Due day"), DateField(lean="future"), required=True)
        if with_reason:
            dialog.add("reason", _("Reason"), TextField(longest=500), required=True)
        days = int(settings.get("renewal_days"))
        dialog.form.set_values(day=loans.due_date(clock.today(), days=days))

        def submit(values: dict[str, Any]) -> None:
            dialog.attempt(deed, loan_ids=[row.id for row in rows], then=self._say_new_due, **values)

        dialog.submitted.connect(submit)
        dialog.open()
        return dialog

    def _say_new_due(self, made: NewDue) -> None:
        words = _n("{count} loan is now due on {day}.", "{count} loans are now due on {day}.", made.count)
        toast.show(words.format(count=made.count, day=day_text(made.day)), undo=True)
        if made.refusals:
            left_out = _n(
                "{count} loan stays as it is.", "{count} loans stay as they are.", len(made.refusals)
            )
            reasons = [error.sentence() for error in made.refusals[:_MOST_REASONS]]
            more = len(made.refusals) - len(reasons)
            reasons += [_n("and {count} more", "and {count} more", more).format(count=more)] if more else []
            messages.warn(self.page, left_out.format(count=len(made.refusals)), detail="\n".join(reasons))

    def _few(self, rows: Sequence[OutRow]) -> Sequence[OutRow]:
        if len(rows) > MOST_ON_PAPER:
            raise errors.ListTooLongToPrint(limit=MOST_ON_PAPER)
        if not rows:
            raise errors.NoLoansChosen
        return rows

    def _preview(
        self, title: str, rows: Sequence[OutRow], made: Callable[[Sequence[OutRow]], Sheet], label: str
    ) -> None:
        """Note that names are shown, open the preview; when the sheet leaves the screen, that is recorded."""
        ids = sorted({row.person_id for row in rows})

        def show(_nothing: None) -> None:
            dialog = PreviewDialog(self.page, title, made(rows))
            dialog.put_out.connect(partial(attempt, audit.record, label=label, table="person", row_ids=ids))
            dialog.open()

        attempt(people.unmask, person_ids=ids, reason=_(label), then=show)
