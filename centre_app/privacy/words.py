"""What tables and columns are called where somebody reads what is kept of them."""

from collections.abc import Mapping

from centre_app.i18n import N_, _
from centre_app.lending import donation_reads, hold_reads
from centre_app.people import bands, card_history, consents, further
from centre_app.people.models import FACTS
from centre_app.rooms import states, waiting_reads

TABLES = {
    "booking": N_("Bookings"), "card_record": N_("Former cards"), "displacement": N_("Bookings that gave way"),
    "loan": N_("Loans"), "loan_contact": N_("Calls about loans"), "loan_override": N_("Lent in spite of a block"),
    "person": N_("Registered data"), "pick_up": N_("Who may fetch them"), "renewal": N_("Renewals"), "series": N_("Series"),
    "skipped_occurrence": N_("Dates left out"), "visit": N_("Visits"), "visit_stay": N_("Further zones"),
    "waiting_entry": N_("Waiting list"), "booking_equipment": N_("Equipment of a booking"), "hold": N_("Holds"),
    "donation": N_("Donations"), "person_tag": N_("Tags"), "consent": N_("Consents"), "person_photo": N_("Photo"),
    "grid_unit": N_("Grid units in their charge"),
    "not_same": N_("Noted as not the same"), "person_merge": N_("Merged records"),
    "person_note": N_("Notes for the desk"), "handover_note": N_("Notes to the next clerk"),
}  # fmt: skip
COLUMNS = {
    "name": N_("Name"), "card_number": N_("Card number"), "sex": N_("Sex"), "birth_date": N_("Date of birth"),
    "birth_year": N_("Year of birth"), "phone": N_("Phone"), "category": N_("Category"), "household_id": N_("Address"),
    "guardian_id": N_("Guardian"), "consented_on": N_("Consent given on"), "card_expires_on": N_("Card good until"),
    "barred_on": N_("Barred on"), "barred_until": N_("Barred until"), "barred_reason": N_("Why barred"),
    "suspended_until": N_("Suspended until"), "keeps_history": N_("Loan history kept"), "registered_at": N_("Registered on"),
    "number": N_("Number"), "ended_at": N_("Ended"), "ended_why": N_("Why ended"), "person_id": N_("Person"),
    "room_id": N_("Zone"), "arrived_at": N_("Arrival"), "left_at": N_("Left"), "left_assumed": N_("Leaving assumed"),
    "last_seen_at": N_("Last sign"), "head_count": N_("Head-count"), "group_name": N_("Group"), "purpose": N_("Purpose"),
    "age_from": N_("Age from"), "recorded_late": N_("Entered later"), "fetched_by": N_("Fetched by"),
    "party_id": N_("Came with the group"), "first_visit_id": N_("Counted with visit"), "borrowed": N_("Borrowed that day"),
    "copy_id": N_("Copy"), "lent_at": N_("Lent"), "due_at": N_("Due"), "returned_at": N_("Returned"),
    "renewals": N_("Renewals"), "loan_days": N_("Loan time in days"), "loan_hours": N_("Loan time in hours"),
    "renewal_limit": N_("Renewals allowed"), "renewal_days": N_("Days added by a renewal"), "grace_days": N_("Days of grace"),
    "suspension_days": N_("Days of suspension"), "given_by": N_("By which rule"), "due_by_hand": N_("Due day set by hand"),
    "band": N_("Age band"), "first_loan_id": N_("Counted with loan"), "first_gift_loan_id": N_("Counted with gift"), "title": N_("Title"), "title_id": N_("Title"),
    "starts_at": N_("Begins"), "ends_at": N_("Ends"), "buffer_before": N_("Minutes before"),
    "buffer_after": N_("Minutes after"), "came_count": N_("Came"), "alone": N_("Alone in the room"), "status": N_("Status"),
    "series_id": N_("Series"), "occurrence_on": N_("Date in the series"), "is_exception": N_("Changed on its own"),
    "is_dropped": N_("Dropped from the series"), "cancel_reason": N_("Why cancelled"), "uid": N_("Calendar number"),
    "held_until": N_("Held until"), "override_reason": N_("Why the rule was passed over"), "rule": N_("Rule"),
    "starts_on": N_("First day"), "starts_time": N_("From"), "ends_time": N_("Until"),
    "skip_holidays": N_("Not on holidays"), "follow_makeup_workdays": N_("With make-up workdays"),
    "contact": N_("Contact"), "booking_id": N_("Booking"), "waiting_since": N_("Waiting since"), "child_id": N_("Child"),
    "relation": N_("Relation"), "visit_id": N_("Visit"), "from_at": N_("From"), "loan_id": N_("Loan"),
    "renewed_at": N_("Renewed on"), "due_before": N_("Due before"), "due_after": N_("Due after"),
    "contacted_at": N_("Called"), "said": N_("What was said"), "block": N_("What stood against it"), "reason": N_("Reason"),
    "by_booking_id": N_("For the booking"), "displaced_at": N_("Gave way on"), "told_whom": N_("Who was told"),
    "told_at": N_("Told on"), "answer": N_("Answer"), "equipment_id": N_("Equipment"), "quantity": N_("Quantity"),
    "consent.given_by": N_("Given by"), "wording_id": N_("Wording"), "given_on": N_("Given on"),
    "withdrawn_on": N_("Withdrawn on"), "image": N_("Photo"), "added_at": N_("Added"), "tag_id": N_("Tag"),
    "id_tail": N_("ID number ends in"), "id_region": N_("ID number issued in"), "grid_unit_id": N_("Grid unit"),
    "languages": N_("Languages"), "needs": N_("Needs"), "emergency_name": N_("Emergency contact"),
    "emergency_phone": N_("Emergency phone"), "emergency_relation": N_("Relation of the emergency contact"),
    "is_volunteer": N_("Volunteer"), "came_before": N_("Had visits that are nameless now"), "was_first": N_("First visit ever"),
    "person_a_id": N_("Person"), "person_b_id": N_("Other person"), "noted_at": N_("Noted on"),
    "away_id": N_("Number of the other record"), "merged_at": N_("Merged on"), "had_card": N_("Had a card"),
    "volume": N_("Volume"), "placed_at": N_("Waiting since"), "captured_at": N_("Kept since"), "pick_up_by": N_("To be fetched by"),
    "errand": N_("To do"), "donor_kind": N_("Kind of donor"), "complete_on": N_("Complete since"),
    "anonymous": N_("No name on what is printed"), "parent_id": N_("Belongs to"), "depth": N_("Level"),
    "head_id": N_("In charge"), "head_name": N_("Name of who is in charge"), "head_phone": N_("Phone of who is in charge"),
    "position": N_("Place in the list"), "removed_on": N_("Removed on"), "donation_id": N_("Donation"),
    "written_at": N_("Written"), "clerk_id": N_("Clerk"), "text": N_("Text"), "important": N_("Important"),
    "detail": N_("Details"), "donor": N_("Donor"), "received_on": N_("Received on"), "note": N_("Note"),
}  # fmt: skip

# What codes stand for; a column of one table alone is written with the table.
CODES: Mapping[str, Mapping[str, str]] = {
    "sex": bands.SEX_LABELS, "category": bands.CATEGORY_LABELS, "band": bands.BAND_LABELS, "ended_why": card_history.ENDS,
    "donor_kind": donation_reads.DONOR_KIND_LABELS, "consent.relation": consents.RELATION_LABELS,
    "booking.status": states.STATUS_LABELS, "waiting_entry.status": waiting_reads.STATUS_LABELS,
    "hold.status": hold_reads.STATUS_LABELS,
}  # fmt: skip
_YES_NO = frozenset(
    {
        "is_volunteer", "keeps_history", "came_before", "had_card", "left_assumed", "recorded_late", "was_first", "borrowed",
        "due_by_hand", "alone", "is_exception", "is_dropped", "skip_holidays", "follow_makeup_workdays", "anonymous", "important",
    }
)  # fmt: skip


def table(name: str) -> str:
    """What a table is called, in the current language; its own name where nobody gave it another."""
    return _(TABLES[name]) if name in TABLES else name.replace("_", " ")


def column(name: str, *, of: str = "") -> str:
    """What a column of a table is called, in the current language."""
    label = COLUMNS.get(f"{of}.{name}") or COLUMNS.get(name) or FACTS.get(name)
    return _(label) if label else name.replace("_", " ")


def value(kept: str, *, column: str, of: str) -> str:
    """What is kept in a column as words: `F` of a sex is 女, 1 of a volunteer is 是; what is no code stays as it is."""
    if column in _YES_NO and kept in ("0", "1"):
        return _("yes") if kept == "1" else _("no")
    if column == "needs":
        return further.needs_words(kept)
    codes = CODES.get(f"{of}.{column}") or CODES.get(column) or {}
    return _(codes[kept]) if kept and kept in codes else kept
