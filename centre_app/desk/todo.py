"""What is to be done now: loans overdue or due, copies kept for somebody, bookings to approve, to await, to complete, people to call."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Literal

from centre_app import clock
from centre_app.access import handover
from centre_app.centre import backing_up, calendar, preferences, settings
from centre_app.i18n import N_, _, _n
from centre_app.lending import holds, kits, loans
from centre_app.lending.hold_reads import HoldRow
from centre_app.lending.loan_reads import OutRow
from centre_app.people import card_terms
from centre_app.people.card_terms import CardEnd
from centre_app.people.masking import masked_contact, masked_name, masked_phone
from centre_app.rooms import bookings, displacing, equipment, waiting
from centre_app.rooms.displacing import DisplacementRow
from centre_app.rooms.equipment import EquipmentRow
from centre_app.rooms.reads import BookingRow
from centre_app.rooms.waiting_reads import WaitingRow

_EACH = 50

Kind = Literal[
    "overdue", "due_today", "not_begun", "not_arrived", "unfinished", "request", "held", "to_tell",
    "inspection", "holidays", "hold_fetch", "hold_call", "hold_ending", "hold_put_back",
    "expiring", "card_ends", "backup_away", "rehearsal", "report_failed", "handover_note",
]  # fmt: skip
_HOLDS: dict[Kind, tuple[str, int]] = {
    "hold_fetch": (N_("Fetch and keep"), 1600),
    "hold_call": (N_("Ready: call"), 1700),
    "hold_ending": (N_("Pick-up ends"), 3900),
    "hold_put_back": (N_("Put back"), 5500),
}


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do. `state` is the two or three words for a badge, `id` the loan's or booking's.

    People are named in `words` as lists show them; whom to call is shown in full where opening it leads.
    """

    kind: Kind
    id: int
    state: str
    words: str
    urgency: int
    person_id: int | None


def todo(now: datetime | None = None) -> list[Todo]:
    """Everything to do at this moment, most urgent first, at most fifty of a kind; a fixed number of queries."""
    moment = now or clock.now()
    found = [_unfinished(row) for row in bookings.unfinished(moment)[:_EACH]]
    late = moment - timedelta(minutes=settings.get("no_show_minutes"))
    found += [_not_begun(row, moment, late=late) for row in bookings.not_begun(moment)[:_EACH]]
    found += [_request(row) for row in bookings.requests(moment)[:_EACH]]
    found += [_held(row) for row in waiting.held()[:_EACH]]
    found += [_to_tell(row) for row in displacing.displacements(untold_only=True)[:_EACH]]
    found += [_overdue(row, moment) for row in loans.overdue(limit=_EACH)]
    found += [_due(row) for row in loans.due_on(moment.date(), limit=_EACH)]
    found += _of_holds(moment.date())
    found += [_inspection(row, moment.date()) for row in equipment.inspections_due(moment.date())[:_EACH]]
    found += [_card_ends(row) for row in card_terms.ending_soon(limit=_EACH)]
    found += [_expiring(row) for row in kits.due(moment.date(), limit=_EACH)]
    found += [_note(row) for row in handover.open_notes(limit=_EACH)]
    found += [_holidays(year) for year in calendar.missing_years(moment.date())]
    found += _of_backups()
    found += _of_report()
    return sorted(found, key=attrgetter("urgency"))


def _overdue(row: OutRow, now: datetime) -> Todo:
    days = max(1, (now.date() - row.due_at.date()).days)
    state = _n("{days} day late", "{days} days late", days).format(days=days)
    return Todo("overdue", row.id, state, _loan(row), 3000 - min(days, 900), row.person_id)


def _due(row: OutRow) -> Todo:
    return Todo("due_today", row.id, _("Due today"), _loan(row), 4000, row.person_id)


def _loan(row: OutRow) -> str:
    return _("“{title}” · {name}").format(title=row.title, name=masked_name(row.borrower))


def _of_holds(today: date) -> list[Todo]:
    """Copies to fetch for the hold shelf, people to call, what nobody picked up so far, and what to put back."""
    found = [_hold("hold_fetch", row) for row in holds.errands("fetch", limit=_EACH)]
    found += [_hold("hold_call", row) for row in holds.errands("call", limit=_EACH)]
    found += [_hold("hold_ending", row) for row in holds.ending(today, limit=_EACH) if not row.errand]
    return found + [_hold("hold_put_back", row) for row in holds.errands("put_back", limit=_EACH)]


def _hold(kind: Kind, row: HoldRow) -> Todo:
    state, urgency = _HOLDS[kind]
    what = _("“{title}” · {name}").format(title=row.title, name=masked_name(row.person))
    tail = f"…{row.phone_tail}" if kind == "hold_call" and row.phone_tail else ""
    words = _called(what, row.barcode, row.location if kind in ("hold_fetch", "hold_put_back") else "", tail)
    return Todo(kind, row.id, _(state), words, urgency, row.person_id)


def _not_begun(row: BookingRow, now: datetime, *, late: datetime) -> Todo:
    minutes = int((row.starts_at - now).total_seconds() // 60)
    if row.starts_at <= late:
        state = _("Not arrived for {minutes} min").format(minutes=-minutes)
        return Todo("not_arrived", row.id, state, _booking(row), 900, row.person_id)
    state = _("No arrival") if minutes < 0 else _("From {time:%H:%M}").format(time=row.starts_at)
    return Todo(
        "not_begun", row.id, state, _booking(row), 1000 if minutes < 0 else 2000 + minutes, row.person_id
    )


def _unfinished(row: BookingRow) -> Todo:
    return Todo("unfinished", row.id, _("Ended: came?"), _booking(row), 1500, row.person_id)


def _request(row: BookingRow) -> Todo:
    return Todo("request", row.id, _("To approve"), _booking(row), 1800, row.person_id)


def _held(row: WaitingRow) -> Todo:
    state = _("Held until {time:%H:%M}").format(time=row.held_until)
    what = _("{room} {day:%m-%d} {time:%H:%M}").format(
        room=row.room_name, day=row.starts_at, time=row.starts_at
    )
    name = masked_contact(row.name) if row.person_id is None else masked_name(row.name)
    words = _called(what, name, masked_phone(row.phone))
    return Todo("held", row.booking_id or 0, state, words, 500, row.person_id)


def _to_tell(row: DisplacementRow) -> Todo:
    booked = row.booking
    words = _called(_booking(booked), masked_name(booked.person_name), masked_phone(booked.person_phone))
    return Todo("to_tell", booked.id, _("Gave way: tell them"), words, 700, booked.person_id)


def _called(what: str, *whom: str) -> str:
    return " · ".join(filter(None, (what, *whom)))


def _booking(row: BookingRow) -> str:
    return _("{title} · {room} {day:%m-%d} {time:%H:%M}").format(
        title=row.label, room=row.room_name, day=row.starts_at, time=row.starts_at
    )


def _inspection(row: EquipmentRow, today: date) -> Todo:
    due = row.inspection_due or today
    days = min((today - due).days, 900)
    state = _("Inspect by {day:%m-%d}").format(day=due)
    if row.inspected_on is None:
        state = _("Never inspected")
    elif days > 0:
        state = _n("Inspection {days} day late", "Inspection {days} days late", days).format(days=days)
    words = _("{name} · {room}").format(name=row.name, room=row.room_name) if row.room_name else row.name
    return Todo("inspection", row.id, state, words, 5000 - days, None)


def _card_ends(row: CardEnd) -> Todo:
    state = _("Card until {day:%m-%d}").format(day=row.ends_on)
    words = _("{name} · card {number}").format(name=masked_name(row.name), number=row.card_number)
    return Todo("card_ends", row.person_id, state, words, 5500 + row.days_left, row.person_id)


def _expiring(row: kits.ItemRow) -> Todo:
    left = kits.days_left(row)
    state = _n("Expires in {days} day", "Expires in {days} days", left).format(days=left)
    if left < 0:
        state = _("Expired {day:%m-%d}").format(day=row.expires_on)
    words = _("{item} in “{title}”").format(item=row.words, title=row.title)
    return Todo("expiring", row.id, state, words, 4500 + max(left, -400), None)


def _note(row: handover.NoteRow) -> Todo:
    state = _("Note {day:%m-%d}").format(day=row.written_at)
    return Todo("handover_note", row.id, state, _called(row.text, row.clerk), 600, None)


def _holidays(year: int) -> Todo:
    return Todo(
        "holidays",
        year,
        _("Holidays unknown"),
        _("Enter the public holidays of {year}").format(year=year),
        6000,
        None,
    )


def _of_report() -> list[Todo]:
    month = preferences.get("report_failed")
    if not month or not settings.get("report_day"):
        return []
    words = _("Report of {month} not exported: see the folder").format(month=month)
    return [Todo("report_failed", 0, _("Not exported"), words, 2950, None)]


def _of_backups() -> list[Todo]:
    found = []
    away = backing_up.days_away()
    if away is not None:
        words = _n("not seen for {days} day", "not seen for {days} days", away).format(days=away)
        words = _("Second place of the backups: {since}").format(since=words)
        found.append(Todo("backup_away", 0, _("Plug in"), words, 2900, None))
    if backing_up.rehearsal_is_due():
        found.append(Todo("rehearsal", 0, _("Try it"), _("See whether a backup can be restored"), 6100, None))
    return found
