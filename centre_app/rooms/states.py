"""What can become of a booking: the one table of states and of the verbs that lead from one to the next."""

from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn, Protocol

from centre_app import errors
from centre_app.i18n import N_, _

STATUS_LABELS = {
    "requested": N_("requested"),
    "confirmed": N_("confirmed"),
    "checked_in": N_("arrived"),
    "completed": N_("completed"),
    "no_show": N_("did not come"),
    "cancelled": N_("cancelled"),
    "displaced": N_("displaced"),
    "moving": N_("being moved"),
}


class Timed(Protocol):
    """What a rule must know of a booking."""

    @property
    def status(self) -> str:
        """A key of STATUS_LABELS."""

    @property
    def starts_at(self) -> datetime:
        """When it begins."""

    @property
    def label(self) -> str:
        """How a sentence calls it."""

    @property
    def is_held(self) -> bool:
        """Whether its place is only held for somebody from the waiting list."""


@dataclass(frozen=True, slots=True)
class Step:
    """A verb's step: the states it starts from, the one it leads to, and when it makes sense.

    `wait_for` is "" at any time, "day" from midnight of the booking's first day, "start" from its start.
    """

    sources: frozenset[str]
    target: str
    wait_for: str = ""


STEPS = {
    "approve": Step(frozenset({"requested"}), "confirmed"),
    "decline": Step(frozenset({"requested"}), "cancelled"),
    "accept": Step(frozenset({"confirmed"}), "confirmed"),
    # someone marked absent may still come
    "arrive": Step(frozenset({"confirmed", "no_show"}), "checked_in", wait_for="day"),
    "complete": Step(frozenset({"confirmed", "checked_in"}), "completed", wait_for="day"),
    "correct": Step(frozenset({"completed"}), ""),
    "no_show": Step(frozenset({"confirmed"}), "no_show", wait_for="start"),
    "displace": Step(frozenset({"confirmed"}), "displaced"),
    "cancel": Step(frozenset({"requested", "confirmed", "displaced"}), "cancelled"),
    "reactivate": Step(frozenset({"cancelled", "displaced"}), "confirmed"),
    "change": Step(frozenset({"requested", "confirmed", "checked_in"}), ""),
}


def possible(booking: Timed, *, now: datetime) -> list[str]:
    """The keys of STEPS that make sense for this booking now, in their order there."""
    return [
        verb
        for verb, step in STEPS.items()
        if booking.status in step.sources and _is_time(step, booking, now) and _fits_hold(verb, booking)
    ]


def check(verb: str, booking: Timed, *, now: datetime) -> None:
    """Raise BookingStateForbids or BookingNotBegun when the verb makes no sense for this booking now."""
    step = STEPS[verb]
    if booking.status not in step.sources or not _fits_hold(verb, booking):
        refuse(booking)
    if not _is_time(step, booking, now):
        raise errors.BookingNotBegun(title=booking.label, when=f"{booking.starts_at:%Y-%m-%d %H:%M}")


def refuse(booking: Timed) -> NoReturn:
    """Raise BookingStateForbids, saying what became of the booking."""
    raise errors.BookingStateForbids(title=booking.label, status=_(STATUS_LABELS[booking.status]))


def _fits_hold(verb: str, booking: Timed) -> bool:
    """Only a held place can be accepted, and nobody is absent from one."""
    return booking.is_held if verb == "accept" else not (verb == "no_show" and booking.is_held)


def _is_time(step: Step, booking: Timed, now: datetime) -> bool:
    match step.wait_for:
        case "day":
            return booking.starts_at.date() <= now.date()
        case "start":
            return booking.starts_at <= now
        case _:
            return True
