"""Changing when the centre is open, with a look first at the bookings and loans it hits, and all of it as one action.

A change is any verb of `centre.calendar` that is ready to be called: adding a closure, shorter hours, an extra opening
taken back. Copies kept for somebody are kept longer where their days are closed now.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from centre_app import errors
from centre_app.i18n import N_, _
from centre_app.lending import holds, moved_due
from centre_app.lending.loan_reads import OutRow
from centre_app.rooms import impact
from centre_app.rooms.impact import Deal
from centre_app.rooms.reads import BookingRow
from centre_app.storage import action

Change = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change hits: bookings that lose their time, loans whose due day becomes a closed one (and their next day)."""

    bookings: list[BookingRow]
    loans: list[OutRow]
    next_days: Mapping[date, date]

    def __bool__(self) -> bool:
        return bool(self.bookings or self.loans)


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to be told: a person, or a booking without one, with what to say. `phone` may be the guardian's or empty."""

    id: int
    person_id: int | None
    name: str
    phone: str
    guardian: str
    news: tuple[str, ...]


class _Seen(Exception):
    """Carries what a rehearsal found out of the transaction, which it rolls back."""


def preview(change: Change) -> Impact:
    """What the change would hit. It is made, looked at and taken back within one transaction; nothing stays.

    Raises what the change raises, and Busy.
    """
    found: list[Impact] = []

    def rehearse() -> None:
        found.append(_hits(change))
        raise _Seen

    try:
        action.run("rehearse", rehearse)
    except _Seen:
        return found[0]
    raise AssertionError("a rehearsal was not taken back")


@action.action(N_("change when the centre is open"))
def carry_out(*, change: Change, deals: Mapping[int, Deal], move_loans: bool = True) -> Impact:
    """Make the change and deal with all it hits: each booking as its deal says, loans due on the next open day.

    Returns what was hit. Raises what the change, cancelling and moving raise, and ImpactChanged when a booking is hit that
    no deal speaks of, because something was booked meanwhile; nothing is written then.
    """
    hits = _hits(change)
    if any(row.id not in deals for row in hits.bookings):
        raise errors.ImpactChanged
    for row in hits.bookings:
        impact.check_deal(row, deals[row.id])
    # those that go make room for those that move
    order = sorted(hits.bookings, key=lambda row: deals[row.id].what != "cancel")
    for row in order:
        impact.carry_out(row, deals[row.id])
    if move_loans:
        moved_due.move_due(hits.loans)
    holds.follow_calendar()
    return hits


def calls(hits: Impact, *, deals: Mapping[int, Deal], move_loans: bool) -> list[Call]:
    """Whom to tell what, one line a person, those with bookings first; a booking without a person stands for itself."""
    news: dict[tuple[int | None, int], list[str]] = {}
    whom: dict[tuple[int | None, int], tuple[str, str, str]] = {}
    for row in hits.bookings:
        key = (row.person_id, 0 if row.person_id else row.id)
        whom.setdefault(key, (row.person_name or row.label, row.person_phone, ""))
        news.setdefault(key, []).append(_of_booking(row, deals[row.id]))
    for loan in hits.loans:
        key = (loan.person_id, 0)
        whom.setdefault(key, (loan.borrower, loan.phone, loan.guardian))
        news.setdefault(key, []).append(_of_loan(loan, hits, moved=move_loans))
    return [
        Call(number, key[0], *whom[key], tuple(said))
        for number, (key, said) in enumerate(news.items(), start=1)
    ]


def _hits(change: Change) -> Impact:
    found = impact.ahead()
    before, closed_before = impact.standings(found), moved_due.closed_due_days()
    change()
    hit = impact.worse(before, impact.standings(found))
    closed = moved_due.closed_due_days() - closed_before
    return Impact(
        [row for row in found if row.id in hit],
        moved_due.due_on_days(closed),
        moved_due.next_days(closed),
    )


def _of_booking(row: BookingRow, deal: Deal) -> str:
    said = _("{title} · {room} {day:%m-%d} {time:%H:%M}").format(
        title=row.label, room=row.room_name, day=row.starts_at, time=row.starts_at
    )
    match deal.what:
        case "cancel":
            return _("{booking}: cancelled ({reason})").format(booking=said, reason=deal.reason)
        case "move":
            when = deal.starts_at or row.starts_at
            return _("{booking}: moved to {when:%m-%d %H:%M}").format(booking=said, when=when)
        case _:
            return _("{booking}: stays, though it is closed then").format(booking=said)


def _of_loan(loan: OutRow, hits: Impact, *, moved: bool) -> str:
    if moved:
        day = hits.next_days[loan.due_on]
        return _("“{title}”: due {day:%m-%d} instead of {before:%m-%d}").format(
            title=loan.title, day=day, before=loan.due_on
        )
    return _("“{title}”: due {before:%m-%d}, when it is closed").format(title=loan.title, before=loan.due_on)


def told(people: Sequence[Call]) -> list[int]:
    """The ids of the persons in a list, for the record of who was shown."""
    return [call.person_id for call in people if call.person_id is not None]
