"""The section of records: who did, saw, printed or exported what. Read only."""

from collections.abc import Container

from centre_app.access import audit, clerks
from centre_app.access.audit import AuditRow
from centre_app.i18n import N_, _
from centre_app.privacy import erasing
from ui.kit import buttons, card, layout
from ui.kit.form import ChoiceField
from ui.kit.table import WINDOW, Column, ListView
from ui.settings.section import Section

KINDS = {
    "all": (N_("Everything"), ()),
    "changes": (N_("Changed"), ("do", "undo", "redo")),
    "notes": (N_("Seen, printed, exported"), ("note",)),
}
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
    "replacement": N_("Replacement of a copy"),
    "room": N_("Zone"),
    "scan_run": N_("Run of cataloguing"),
    "scanned_copy": N_("Copy catalogued in a run"),
    "saved_list": N_("Saved list"),
    "series": N_("Series"),
    "setting": N_("Setting"),
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
    """The audit list, newest first, in windows of 500."""

    id = "records"
    title = N_("Records")
    icon = "document"

    def __init__(self) -> None:
        super().__init__()
        self._erased: frozenset[int] = frozenset()
        self.kind = buttons.Segments(
            [(key, _(words)) for key, (words, _kinds) in KINDS.items()], name=_("Kind")
        )
        self.clerk = ChoiceField(none=_("All clerks"))
        self.clerk.set_name(_("Clerk"))
        self.list = ListView(
            [
                Column(_("When"), lambda row: f"{row.at:%Y-%m-%d %H:%M}", sort=lambda row: row.id, width=150),
                Column(_("Clerk"), lambda row: row.clerk or _("nobody on duty"), width=120),
                Column(_("What"), what, bold=True),
                Column(_("Entry"), lambda row: subject(row, self._erased), quiet=True),
                Column(_("Why"), lambda row: row.reason, quiet=True),
            ],
            empty=card.EmptyState(_("Nothing is recorded here yet."), icon="document"),
            name=_("Records"),
            load_more=self.on_more,
        )
        whole = card.Card(_("Records"))
        whole.add(
            card.label(
                _("Names are never kept here, only numbers of entries. These records cannot be changed."),
                kind="quiet",
                wrap=True,
            )
        )
        whole.add(layout.Flow(self.kind, self.clerk))
        whole.add(self.list, 1)
        self.column.addWidget(whole, 1)
        self.kind.chosen.connect(lambda _key: self._show())
        self.clerk.changed.connect(self._show)

    def refresh(self) -> None:
        known = [(row.id, row.name) for row in clerks.clerks(include_inactive=True)]
        self.clerk.set_choices(known)
        self._show()

    def on_more(self) -> None:
        rows = self._read(before_id=self.list.model.all_rows()[-1].id)
        self.list.append_rows(rows, more=len(rows) == WINDOW)

    def _show(self) -> None:
        rows = self._read()
        self.list.set_rows(rows, more=len(rows) == WINDOW)

    def _read(self, *, before_id: int | None = None) -> list[AuditRow]:
        _words, kinds = KINDS[str(self.kind.value())]
        rows = audit.entries(limit=WINDOW, before_id=before_id, kinds=kinds, clerk_id=self.clerk.value())
        self._erased |= _erased_in(rows)
        return rows


def what(row: AuditRow) -> str:
    """Return what was done, in words."""
    if row.kind == "undo":
        return _("undone: {what}").format(what=_(row.label))
    if row.kind == "redo":
        return _("done again: {what}").format(what=_(row.label))
    return _(row.label)


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
