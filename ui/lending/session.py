"""What was lent, returned and renewed in this session, latest first. It lives as long as the window, not the page."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from centre_app import clock
from centre_app.i18n import N_, _
from centre_app.lending import loans
from centre_app.lending.loans import PastLoan, Returned
from centre_app.people.people import masked_name
from centre_app.storage import journal
from ui.kit.context import Context
from ui.lending.words import day_text, late_text

LONGEST = 500
OPERATIONS = {
    "lent": N_("Lent"),
    "returned": N_("Returned"),
    "renewed": N_("Renewed"),
    "found": N_("Found again"),
    "in_house": N_("In-house use"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the session; `undone` once it was taken back."""

    id: int
    at: datetime
    operation: str
    tone: str
    title: str
    barcode: str
    donor: str
    result: str
    title_id: int
    action_id: int | None
    undone: bool = False


class Session(QObject):
    """The list of the session's operations. `changed` when a line came or was taken back."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.entries: list[Entry] = []
        self._number = 0
        context.scan_done.connect(self.on_scan_done)

    def note_loan(self, operation: str, loan_id: int) -> None:
        """Note that a loan was lent, returned or renewed just now."""
        loan = loans.loan(loan_id)
        if loan is None:
            return
        late = operation == "returned" and loan.days_late > 0
        self._add(
            operation, "warning" if late else "good" if operation == "returned" else "info",
            title=loan.title, barcode=loan.barcode, donor=loan.donor, title_id=loan.title_id,
            result=_result(operation, loan),
        )  # fmt: skip

    def note_return(self, returned: Returned) -> None:
        """Note what came back; a lost copy found on the shelf had no loan."""
        if returned.loan_id is not None:
            self.note_loan("returned", returned.loan_id)
        else:
            self.note_found(returned)

    def note_found(self, copy: Any) -> None:
        """Note that a lost copy is there again; `copy` has title, barcode, donor and title_id."""
        self._add(
            "found", "good", title=copy.title, barcode=copy.barcode, donor=copy.donor, title_id=copy.title_id,
            result=_("was lost, counts as good now"),
        )  # fmt: skip

    def note_in_house(self, copy: Any) -> None:
        """Note that a copy was read here; `copy` has title, barcode, donor and title_id."""
        self._add(
            "in_house", "neutral", title=copy.title, barcode=copy.barcode, donor=copy.donor, title_id=copy.title_id,
            result=_("read here, not lent"),
        )  # fmt: skip

    def refresh(self) -> None:
        """Look which of the operations were undone meanwhile."""
        ids = [entry.action_id for entry in self.entries if entry.action_id is not None]
        undone = loans.taken_back(ids) if ids else set()
        looked = [replace(entry, undone=entry.action_id in undone) for entry in self.entries]
        if looked != self.entries:
            self.entries = looked
            self.changed.emit()

    @Slot(object)
    def on_scan_done(self, outcome: Any) -> None:
        """Take the outcome of a scan, if it lent or returned something."""
        if outcome.kind == "in_house":
            self.note_in_house(outcome)
        if outcome.kind not in ("lent", "returned"):
            return
        if outcome.loan_id is None:
            self.note_found(outcome)
            return
        for loan_id in outcome.more_loan_ids:
            self.note_loan(outcome.kind, loan_id)
        loan = loans.loan(outcome.loan_id)
        renewed = outcome.kind == "lent" and loan is not None and loan.renewals > 0
        self.note_loan("renewed" if renewed else outcome.kind, outcome.loan_id)

    def _add(
        self, operation: str, tone: str, *, title: str, barcode: str, donor: str, title_id: int, result: str
    ) -> None:
        self._number += 1
        done = journal.next_undo()
        entry = Entry(
            self._number, clock.now(), operation, tone, title, barcode, donor, result, title_id,
            done.action_id if done else None,
        )  # fmt: skip
        self.entries = [entry, *self.entries[: LONGEST - 1]]
        self.changed.emit()


def session_of(context: Context) -> Session:
    """The window's session: pages are built anew when the language changes, what was done stays on the list."""
    found = context.findChild(Session)
    return found if isinstance(found, Session) else Session(context)


def _result(operation: str, loan: PastLoan) -> str:
    """Who and until when; where closed days moved the last day, which."""
    parts = [masked_name(loan.borrower)]
    if operation == "returned":
        parts.append(late_text(loan.days_late))
    else:
        counted = loans.counted_to(loan.lent_at.date(), days=loan.loan_days)
        words = _("due {day}")
        if operation == "lent" and counted < loan.due_on:
            words = _("due {day} (closed on {closed})")
        parts.insert(0, words.format(day=day_text(loan.due_on), closed=day_text(counted)))
    return " · ".join(part for part in parts if part)
