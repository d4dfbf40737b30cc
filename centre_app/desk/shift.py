"""The sheet for the next clerk (交接班): who is here, what is overdue, waits or runs short, what was done today, the notes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from centre_app import clock
from centre_app.access import clerks, handover
from centre_app.access.paper import Paper, Part
from centre_app.centre import settings
from centre_app.i18n import _, _n
from centre_app.lending import hold_words, holds, kits, loans, low_stock
from centre_app.people import presence
from centre_app.people.masking import masked_name
from centre_app.people.visit_words import who
from centre_app.rooms import bookings
from centre_app.rooms.bookings import STATUS_LABELS, BookingRow

EACH = 50


def shift_sheet(now: datetime | None = None) -> Paper:
    """The sheet as things are at this moment, at most fifty lines a part; names masked. A fixed number of queries."""
    moment = now or clock.now()
    parts = [
        notes_part(), _here(), _overdue(moment), _unconfirmed(moment), _holds(moment), _short(moment), _done(moment),
    ]  # fmt: skip
    on_duty = clerks.on_duty()
    facts = [
        settings.get("centre_name"), f"{moment:%Y-%m-%d %H:%M}",
        _("handed over by {name}").format(name=on_duty.name) if on_duty else "", _last(),
    ]  # fmt: skip
    return Paper(
        _("Shift handover"), " · ".join(filter(None, facts)), parts,
        [_("Handed over by: ________________    Taken over by: ________________    Time: ____________")],
    )  # fmt: skip


def notes_part() -> Part:
    """The notes that are still open."""
    rows = [(f"{row.written_at:%m-%d %H:%M}", row.clerk, row.text) for row in handover.open_notes(limit=EACH)]
    return _part(_("Notes to the next clerk"), [_("Written"), _("Clerk"), _("Note")], rows)


def _here() -> Part:
    found = presence.here_now()
    heads, alone = sum(row.head_count for row in found), sum(row.alone for row in found)
    words = _n("{count} person", "{count} people", heads).format(count=heads)
    if alone:
        children = _n("{count} child without a guardian", "{count} children without a guardian", alone)
        words = f"{words} · {children.format(count=alone)}"
    rows = [
        (
            f"{row.arrived_at:%H:%M}",
            who(row, name_as=masked_name if row.person_id else str),
            row.room_name,
            str(row.head_count),
        )
        for row in found
    ]
    headings = [_("Arrival"), _("Name"), _("Zone"), _("People")]
    return _part(_("Here now"), headings, rows, words=words, numeric=[False, False, False, True])


def _overdue(moment: datetime) -> Part:
    rows = [
        (
            row.title, row.barcode, masked_name(row.borrower), f"{row.due_on:%Y-%m-%d}", str(row.days_late),
            f"{row.called_at:%m-%d} {row.said}" if row.called_at else "",
        )
        for row in loans.overdue(limit=EACH + 1)
    ]  # fmt: skip
    headings = [_("Title"), _("Barcode"), _("Borrower"), _("Due"), _("Days late"), _("Last call")]
    due = loans.due_on(moment.date(), limit=EACH)
    part = _part(_("Overdue"), headings, rows, numeric=[False, False, False, False, True, False])
    if not due:
        return part
    words = _n("{count} more is due today", "{count} more are due today", len(due)).format(count=len(due))
    return replace(part, words=f"{part.words} · {words}")


def _unconfirmed(moment: datetime) -> Part:
    asked = [*bookings.requests(moment), *bookings.unfinished(moment), *bookings.not_begun(moment)]
    headings = [_("Date"), _("Time"), _("Room"), _("Booked for"), _("State")]
    return _part(_("Bookings to confirm or settle"), headings, [_booking(row, moment) for row in asked])


def _booking(row: BookingRow, moment: datetime) -> tuple[str, ...]:
    state = _(STATUS_LABELS[row.status])
    if row.status in ("confirmed", "checked_in"):
        state = _("Ended: came?") if row.ends_at <= moment else _("Not arrived yet")
    return (
        f"{row.starts_at:%m-%d}",
        f"{row.starts_at:%H:%M}–{row.ends_at:%H:%M}",
        row.room_name,
        row.label,
        state,
    )


def _holds(moment: datetime) -> Part:
    found = {
        row.id: row for errand in ("fetch", "call", "put_back") for row in holds.errands(errand, limit=EACH)
    }
    found |= {row.id: row for row in holds.ending(moment.date(), limit=EACH)}
    rows = [
        (row.title, row.barcode, row.location, hold_words.state(row), f"{row.pick_up_by:%m-%d}" if row.pick_up_by else "")
        for row in found.values()
    ]  # fmt: skip
    headings = [_("Title"), _("Barcode"), _("Shelf"), _("State"), _("Kept until")]
    return _part(_("Holds to see to"), headings, rows)


def _short(moment: datetime) -> Part:
    rows = [
        (row.name, _n("all {count} lent", "all {count} lent", row.pieces).format(count=row.pieces),
         _("back by {day}").format(day=f"{row.due_on:%m-%d}"))
        for row in low_stock.all_lent(limit=EACH)
    ]  # fmt: skip
    rows += [(row.name, _("incomplete"), row.lacks) for row in low_stock.incomplete_kits(limit=EACH)]
    rows += [
        (row.title, row.words, _("good until {day}").format(day=row.expires_on))
        for row in kits.due(moment.date(), limit=EACH)
    ]
    return _part(_("Running short"), [_("Thing"), _("What"), _("Details")], rows)


def _done(moment: datetime) -> Part:
    rows = [
        (_(row.label), str(row.times), f"{row.last_at:%H:%M}")
        for row in handover.done_since(datetime.combine(moment.date(), time.min))
    ]
    words = _("{count} person-times today").format(count=presence.today_count())
    headings = [_("Step"), _("Times"), _("Last at")]
    return _part(_("Done today"), headings, rows, words=words, numeric=[False, True, False])


def _last() -> str:
    found = handover.last()
    if found is None:
        return ""
    words = (
        _("last handover {moment}, {giver} to {taker}")
        if found.taker
        else _("last handover {moment}, by {giver}")
    )
    return words.format(moment=f"{found.at:%m-%d %H:%M}", giver=found.giver or "—", taker=found.taker)


def _part(
    title: str, headings: list[str], rows: Sequence[tuple[str, ...]], *, words: str = "", numeric: Sequence[bool] = (),
) -> Part:  # fmt: skip
    """A part of at most EACH rows; its words say how many there are, or that there is nothing."""
    said = words or _n("{count} line", "{count} lines", len(rows)).format(count=len(rows))
    if len(rows) > EACH:
        said = words or _("the first {count}").format(count=EACH)
    return Part(title, said if rows or words else _("nothing"), headings, rows[:EACH], numeric)
