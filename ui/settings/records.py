"""The section of records: who did, saw, printed or exported what. Read only."""

from collections.abc import Callable, Container
from functools import partial
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from centre_app import clock
from centre_app.access import audit, audit_book, clerks, roles
from centre_app.access.audit import Asked, AuditRow
from centre_app.i18n import N_, _, _n
from centre_app.people import people
from centre_app.people.masking import masked_name
from centre_app.privacy import erasing
from centre_app.progress import SILENT, Progress
from centre_app.storage import journal
from ui.kit import buttons, card, job, layout, messages, style, toast, undo
from ui.kit.attempt import attempt, told
from ui.kit.file_dialog import ask_workbook
from ui.kit.form import ChoiceField, DateField, Hit, PickerField
from ui.kit.ledger import ledger
from ui.kit.printing import PreviewDialog
from ui.kit.table import WINDOW, Column, ListView, RowVerb
from ui.settings.section import Section

WAYS = {
    "": N_("Everything"), "did": N_("Did"), "saw": N_("Saw"), "printed": N_("Printed"), "exported": N_("Exported"),
    "refused": N_("Refused"),
}  # fmt: skip
MOST_SHOWN = 10_000  # who wants to go back farther narrows by day
MOST_ON_PAPER = 2_000
_SHARES = (13, 9, 8, 26, 20, 24)
_PAUSE_MILLISECONDS = 400
_TONES = {"refused": "bad", "exported": "info", "printed": "info", "saw": "neutral"}
TABLES = {
    "action": N_("Step"),
    "booking": N_("Booking"),
    "building_unit": N_("Building of a grid unit"),
    "booking_equipment": N_("Equipment of a booking"),
    "calendar_day": N_("Public holiday"),
    "card_record": N_("Former card"),
    "clerk": N_("Clerk"),
    "closure": N_("Closure"),
    "consent": N_("Consent"),
    "consent_wording": N_("Consent wording"),
    "copy": N_("Copy of a title"),
    "copy_flag": N_("Flag of a copy"),
    "displacement": N_("Booking that gave way"),
    "enquiry": N_("Enquiry"),
    "enquiry_kind": N_("Kind of enquiry"),
    "equipment": N_("Equipment"),
    "erased_person": N_("Erased person"),
    "equipment_fault": N_("Fault"),
    "extra_opening": N_("Extra opening"),
    "donation": N_("Donation"),
    "donation_line": N_("Line of a donation"),
    "handover_note": N_("Note to the next clerk"),
    "hold": N_("Hold"),
    "history_figure": N_("Figure of an earlier month"),
    "household": N_("Household"),
    "in_house_use": N_("In-house use"),
    "kept_correction": N_("Correction"),
    "kept_figure": N_("Figure handed in"),
    "kept_report": N_("Closing or export"),
    "kept_rows": N_("Rows behind a figure"),
    "kit_item": N_("Thing in a kit"),
    "grid_level": N_("Grid level"),
    "grid_unit": N_("Grid unit"),
    "list_shape": N_("Columns of a list, as said"),
    "list_release": N_("List put out with names"),
    "loan": N_("Loan"),
    "loan_contact": N_("Note of a call"),
    "loan_override": N_("Lent in spite of a block"),
    "loan_policy": N_("Loan policy"),
    "not_same": N_("Noted as not the same"),
    "opening_hours": N_("Opening hours"),
    "opening_stock": N_("Opening stock"),
    "party": N_("Group"),
    "person": N_("Person"),
    "person_note": N_("Note for the desk"),
    "pick_up": N_("Who may fetch a child"),
    "person_photo": N_("Photo of a person"),
    "person_merge": N_("Merged record"),
    "person_tag": N_("Tag of a person"),
    "renewal": N_("Renewal"),
    "report_template": N_("Form of the office"),
    "replacement": N_("Replacement of a copy"),
    "room": N_("Zone"),
    "scan_run": N_("Run of cataloguing"),
    "scanned_copy": N_("Copy catalogued in a run"),
    "saved_list": N_("Saved list"),
    "series": N_("Series"),
    "setting": N_("Setting"),
    "shift_handover": N_("Shift handed over"),
    "skipped_occurrence": N_("Date left out"),
    "spent_card": N_("Card number of an erased person"),
    "stocktake": N_("Stocktake"),
    "stocktake_outcome": N_("Finding of a stocktake"),
    "stocktake_scan": N_("Scan of a stocktake"),
    "tag": N_("Tag"),
    "title": N_("Catalogue title"),
    "visit": N_("Visit"),
    "visit_stay": N_("Zone of a visit"),
    "waiting_entry": N_("Waiting list"),
}


class RecordsSection(Section):
    """The audit list, newest first, in windows of 500; narrowed by kind, clerk, days, person and words."""

    id = "records"
    title = N_("Records")
    icon = "document"
    needs = "records"

    def __init__(self) -> None:
        super().__init__()
        self._erased: frozenset[int] = frozenset()
        self._looking: job.Job | None = None
        self.kind = buttons.Segments(
            [(key, _(words)) for key, words in WAYS.items()], name=_("Kind"), wraps=True
        )
        self.clerk = ChoiceField(none=_("All clerks"))
        self.person = PickerField(_found, placeholder=_("About whom"))
        self.first, self.last = (DateField(lean="past", placeholder=text) for text in (_("from"), _("until")))
        for field, name in (
            (self.clerk, _("Clerk")), (self.person, _("About whom")), (self.first, _("from")), (self.last, _("until")),
        ):  # fmt: skip
            field.set_name(name)
        self.person.setFixedWidth(style.px(190))
        self.print_button = buttons.plain(_("Print"), "print", clicked=self.preview)
        self.save_button = buttons.plain(_("Save (.xlsx)…"), "export", clicked=self.ask_target)
        self.list = self._build_list()
        self.list.narrowed_by += [self.kind, self.clerk]
        self.list.add_beside_filter(layout.holding(layout.row(self.print_button, self.save_button)))
        whole = card.Card(_("Records"))
        said = _(
            "Names of people are never kept here, only numbers of entries. These records cannot be changed."
        )
        whole.add(card.label(said, kind="quiet", wrap=True))
        whole.add(self.kind)
        whole.add(layout.Flow(self.clerk, self.person, self.first, self.last))
        whole.add(self.list, 1)
        self.column.addWidget(whole, 1)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(told(self._show))
        self._wire()

    def refresh(self) -> None:
        self.clerk.set_choices([(row.id, row.name) for row in clerks.clerks(include_inactive=True)])
        refusal = roles.why_not(self.needs)
        self.list.empty.set_sentence(refusal or _("Nothing is recorded here yet."))
        if not refusal:
            self._show()
        else:
            self.list.set_rows([])  # what a manager looked at is not for the next on duty

    def may_go(self) -> bool:
        return self.asked_for().is_all()

    def asked_for(self) -> Asked:
        """Return what is asked for by the fields."""
        return Asked(
            clerk_id=self.clerk.value(), way=str(self.kind.value()), first=self.first.value(), last=self.last.value(),
            words=self.list.filter_box.text(), person_id=self.person.value(),
        )  # fmt: skip

    def on_more(self) -> None:
        self._read(self.list.append_rows, before_id=self.list.model.all_rows()[-1].id)

    @told
    def preview(self) -> PreviewDialog:
        """Show the newest of what is asked for as it is printed."""
        rows = audit.entries(self.asked_for(), limit=MOST_ON_PAPER)
        self._erased |= _erased_in(rows)
        made = PreviewDialog(
            self, _("Records"),
            ledger(
                title=_("Records"), subtitle=f"{clock.now():%Y-%m-%d %H:%M}",
                heads=list(zip(audit_book.HEADINGS, _SHARES, strict=True)), rows=list(map(self.worded, rows)),
            ),
        )  # fmt: skip
        made.put_out.connect(partial(attempt, audit.record, label=N_("print the records"), table="action"))
        made.open()
        return made

    def ask_target(self) -> QFileDialog:
        """Ask where the workbook goes."""
        name = f"{_('Records')} {clock.today():%Y-%m-%d}.xlsx"
        return ask_workbook(self, _("Save (.xlsx)…"), name=name, then=self.export)

    def export(self, to: Path) -> job.Job:
        """Write what is asked for into a workbook."""
        asked = self.asked_for()
        return job.run(
            _("Exporting {name}").format(name=to.name),
            lambda progress: audit_book.write(asked, to=to, worded=self.worded, progress=progress),
            then=lambda path: toast.show(_("{name} was saved.").format(name=path.name)),
            failed=lambda error: messages.warn(self, error.sentence()),
            parent=self,
        )

    def worded(self, row: AuditRow) -> list[str]:
        """Return an entry in words, one for each heading."""
        when, entry = f"{row.at:%Y-%m-%d %H:%M:%S}", subject(row, self._erased)
        return [when, row.clerk or _("nobody on duty"), kind(row), what(row), entry, row.reason]

    def _build_list(self) -> ListView:
        return ListView(
            [
                Column(_("When"), lambda row: f"{row.at:%Y-%m-%d %H:%M}", sort=lambda row: row.id, width=140),
                Column(_("Clerk"), lambda row: row.clerk or _("nobody on duty"), width=100),
                Column(_("Kind"), kind, tone=lambda row: _TONES.get(row.way), width=86),
                Column(_("What"), what, bold=True),
                Column(_("Entry"), lambda row: subject(row, self._erased), quiet=True),
                Column(_("Why"), lambda row: row.reason, quiet=True),
            ],
            empty=card.EmptyState(_("Nothing is recorded here yet."), icon="document"),
            name=_("Records"), table="action", load_more=self.on_more, found_by_page=True,
            actions=(RowVerb(_("Undo this step…"), "undo", self._ask_undo, enabled=_can_be_undone),),
        )  # fmt: skip

    def _wire(self) -> None:
        self.kind.chosen.connect(lambda _key: told(self._show)())
        for field in (self.clerk, self.person, self.first, self.last):
            field.changed.connect(self._pause.start)
        self.list.filtered.connect(lambda _text: self._pause.start())

    def _ask_undo(self, row: AuditRow) -> None:
        """Ask first: it may be another clerk's step, or one of long ago."""
        question = _("Undo “{what}” of {when:%Y-%m-%d %H:%M}?").format(what=what(row), when=row.at)
        words = _n("Done by {clerk}; {count} change.", "Done by {clerk}; {count} changes.", row.changes)
        detail = words.format(clerk=row.clerk or _("nobody on duty"), count=row.changes)
        step = journal.Done(row.id, row.label, row.changes)
        messages.confirm(
            self, question, verb=_("Undo this step"), then=lambda: undo.undo_step(step), detail=detail
        )

    def _show(self) -> None:
        self._pause.stop()
        self._read(self.list.set_rows, narrowed=not self.asked_for().is_all())

    def _read(self, show: Callable[..., None], *, before_id: int | None = None, **how: Any) -> None:
        """Read a window and show it; words are looked for in a job, the rest is found by indexes at once."""
        asked = self.asked_for()

        def read(progress: Progress = SILENT) -> list[AuditRow]:
            return audit.entries(asked, limit=WINDOW, before_id=before_id, progress=progress)

        def found(rows: list[AuditRow]) -> None:
            if not shiboken6.isValid(self) or asked != self.asked_for():
                return
            self._erased |= _erased_in(rows)
            seen = len(rows) + (len(self.list.model.all_rows()) if before_id else 0)
            show(rows, more=len(rows) == WINDOW and seen < MOST_SHOWN, **how)

        if self._looking is not None and shiboken6.isValid(self._looking):
            self._looking.cancel()
        self._looking = None
        if asked.words.strip():
            self._looking = job.run(
                _("Looking through the records"), read, then=found, cancelled=lambda: None, parent=self
            )
        else:
            found(read())


def kind(row: AuditRow) -> str:
    """Return whether it was done, seen, printed, exported or refused."""
    return _(WAYS[row.way or "did"])


def what(row: AuditRow) -> str:
    """Return what was done, in words."""
    if row.kind == "undo":
        return _("undone: {what}").format(what=_(row.label))
    if row.kind == "redo":
        return _("done again: {what}").format(what=_(row.label))
    return _(row.label)


def _can_be_undone(row: AuditRow) -> bool:
    """Whether it changed something; what stands in the way, or that it was undone already, is said when it is tried."""
    return row.kind in ("do", "redo") and row.changes > 0


def _erased_in(rows: list[AuditRow]) -> frozenset[int]:
    """Who of the people that entries are about, one each, was erased; in one query."""
    numbers = (row.subject.removeprefix("person:") for row in rows if row.subject.startswith("person:"))
    return erasing.erased_among([int(text) for text in numbers if text.isdigit()])


def subject(row: AuditRow, erased: Container[int] = frozenset()) -> str:
    """Return which entry it was about, and how many more were changed with it."""
    table, _colon, ids = row.subject.partition(":")
    said = f"{_(TABLES[table]) if table in TABLES else table} {ids}".strip()
    if table == "person" and ids.isdigit() and int(ids) in erased:
        said = _("{entry} (erased)").format(entry=said)
    return (
        _("{entry} and {count} more").format(entry=said, count=row.changes - 1) if row.changes > 1 else said
    )


def _found(text: str) -> list[Hit]:
    """Whom a name, initials or number may mean; masked, since the records are about clerks."""
    return [Hit(each.id, masked_name(each.name), each.card_number) for each in people.find(text, limit=20)]
