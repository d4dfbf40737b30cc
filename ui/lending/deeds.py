"""What a press on the lending page does: lend, return, renew, call, flag, withdraw; and the toast that says so."""

from datetime import datetime
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from centre_app.desk import things
from centre_app.i18n import _, _n
from centre_app.lending import flags, loans, sets
from centre_app.lending.catalogue import CopyRow
from centre_app.lending.loans import Lent, LoanRow, OutRow, Returned
from centre_app.lending.replacing import take_back
from centre_app.people import people
from ui.kit import passing, toast
from ui.kit.attempt import attempt, told
from ui.kit.context import Context
from ui.lending import flag_forms, pieces, replacing
from ui.lending.hold_deeds import HoldDeeds
from ui.lending.session import session_of
from ui.lending.words import day_text, due_text, late_text


class Deeds:
    """The verbs of the page, with the window's context and session behind them."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self.page, self.holds = page, HoldDeeds(page)
        self.watch(context)

    def watch(self, context: Context) -> None:
        """Work for this window."""
        self.context, self.session = context, session_of(context)

    def on_lend(self, copy_id: int) -> None:
        """Lend a copy to the open person."""
        person_id = self.context.open_person_id
        if person_id is None:
            toast.show(_("Scan a card first: nobody is being served."), kind="info")
        else:
            attempt(
                loans.lend, copy_id=copy_id, person_id=person_id, reasons=dict(self.context.reasons), then=self._say_lent,
                failed=partial(passing.tell, context=self.context, again=partial(self.on_lend, copy_id)),
            )  # fmt: skip

    def on_lend_set(self, copy_id: int) -> None:
        """Lend the volumes of a copy's set that are on the shelf to the open person."""
        person_id = self.context.open_person_id
        if person_id is not None:
            attempt(
                sets.lend_rest, copy_id=copy_id, person_id=person_id, reasons=dict(self.context.reasons), then=self._say_several,
                failed=partial(passing.tell, context=self.context, again=partial(self.on_lend_set, copy_id)),
            )  # fmt: skip

    def on_lend_several(self, row: CopyRow) -> None:
        """Ask how many pieces with the copy's shelf barcode the open person takes."""
        person_id = self.context.open_person_id
        if person_id is not None:
            told(pieces.lend_several)(
                self.page,
                row=row,
                person_id=person_id,
                reasons=dict(self.context.reasons),
                then=self._say_several,
            )

    def on_quantity(self, row: CopyRow) -> None:
        """Ask how many pieces with the copy's shelf barcode there are."""
        told(pieces.change_pieces)(self.page, row=row, then=lambda _none: toast.show(_("Saved."), undo=True))

    def on_return(self, copy_id: int) -> None:
        """Take a copy back."""
        attempt(loans.return_copy, copy_id=copy_id, then=self._say_returned)

    def on_renew(self, row: LoanRow | OutRow) -> None:
        """Renew a loan."""
        attempt(loans.renew, loan_id=row.id, then=lambda day: self._say_renewed(row, day_text(day)))

    def on_dates(self, row: LoanRow) -> None:
        """Ask for other dates of a loan."""
        from ui.lending import loan_dates

        loan_dates.change(self.page, row=row, then=lambda due: self._say_dates(row, due))

    def on_why(self, row: LoanRow) -> None:
        """Show why a loan is due when it is."""
        from ui.lending import loan_dates

        told(loan_dates.show_why)(self.page, row)

    def on_contact(self, row: OutRow) -> None:
        """Show whom to call and take down what was said; the number is put on the clipboard, and that it was shown is noted."""

        from ui.lending import contact

        def show(_nothing: None) -> None:
            told(contact.ask)(self.page, row, then=lambda _id: toast.show(_("Noted."), undo=True))
            if row.phone:
                QGuiApplication.clipboard().setText(row.phone)

        attempt(people.unmask, person_ids=[row.person_id], reason=_("To call about a loan"), then=show)

    def on_flag(self, row: CopyRow) -> None:
        """Ask what is the matter with a copy and why."""
        flag_forms.put_flag(
            self.page, row=row, then=lambda flag: self._say_flag(_("Marked as: {condition}"), flag)
        )

    def on_end_flag(self, row: CopyRow) -> None:
        """Ask which flag of a copy has ended and how."""
        flag_forms.end_flag(
            self.page, row=row, then=lambda flag: self._say_flag(_("Ended: {condition}"), flag)
        )

    def on_withdraw(self, rows: list[CopyRow]) -> None:
        """Ask why these copies, and others scanned meanwhile, are withdrawn; then show the list for the auditors."""
        from ui.lending import withdrawing

        withdrawing.withdraw(self.page, rows=rows, then=self._say_withdrawn)

    def on_print_list(self, today: bool) -> None:
        """Show the list of what the open person has, or took today."""
        from ui.lending import loan_sheet

        person_id = self.context.open_person_id
        if person_id is not None:
            told(loan_sheet.preview)(self.page, person_id=person_id, today=today)

    def _say_dates(self, row: LoanRow, due: datetime) -> None:
        words = _("“{title}” is now due {day}.")
        toast.show(words.format(title=row.title, day=day_text(due.date())), undo=True)

    def on_replace(self, row: CopyRow) -> None:
        """Ask which copy came in the place of one that is gone."""

        def say(by: CopyRow) -> None:
            words = _("{gone} is replaced by {barcode}.").format(gone=row.barcode, barcode=by.barcode)
            toast.show(words, undo=True)

        replacing.ask(self.page, row=row, then=say)

    def on_replacement_back(self, row: CopyRow) -> None:
        """No copy stands in the place of this one after all."""
        words = _("{gone} is no longer counted as replaced.").format(gone=row.barcode)
        attempt(take_back, copy_id=row.id, then=lambda _none: toast.show(words, undo=True))

    def _say_flag(self, words: str, flag: str) -> None:
        toast.show(words.format(condition=_(flags.FLAG_LABELS[flag])), undo=True)

    def _say_withdrawn(self, rows: list[CopyRow], reason: str) -> None:
        from ui.lending import withdrawing

        count = len(rows)
        words = _n("{count} copy was withdrawn.", "{count} copies were withdrawn.", count)
        toast.show(words.format(count=count), undo=True)
        withdrawing.preview(self.page, rows=rows, reason=reason)

    def _say_lent(self, lent: Lent) -> None:
        self.session.note_loan("lent", lent.loan_id)
        words = _("Lent to {name}: “{title}”, due {day}.")
        said = words.format(name=lent.borrower, title=lent.title, day=due_text(lent.due_at))
        toast.show(" ".join((said, *lent.notices)), undo=True)

    def _say_several(self, lent: list[Lent]) -> None:
        for each in lent:
            self.session.note_loan("lent", each.loan_id)
        words = _("Lent to {name}: {count} of “{title}”, due {day}.")
        first = lent[0]
        said = words.format(
            name=first.borrower, count=len(lent), title=first.title, day=day_text(first.due_on)
        )
        toast.show(said, undo=True)

    def _say_returned(self, returned: Returned) -> None:
        self.session.note_return(returned)
        late = late_text(returned.days_late)
        words = _("Returned: “{title}”, {late}.") if late else _("Returned: “{title}”.")
        toast.show(
            words.format(title=returned.title, late=late), kind="warning" if late else "good", undo=True
        )
        if returned.kept is not None:
            self.holds.say_kept(returned.kept)
        asked = things.question(returned.copy_id, borrower_id=returned.borrower_id)
        if asked is not None:
            self.context.question_asked.emit(asked)

    def _say_renewed(self, row: LoanRow | OutRow, day: str) -> None:
        self.session.note_loan("renewed", row.id)
        toast.show(_("Renewed: “{title}”, due {day}.").format(title=row.title, day=day), undo=True)
