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


@dataclass(frozen=True, slots=True)
class Step:
    """A verb's step: the states it starts from, the one it leads to, and when it makes sense.

    `wait_for` is "" at any time, "day" from midnight of the booking's first day, "start" from its start.
    """

    sources: frozenset[str]
    target: str
    wait_for: str = ""


STEPS = {
    # someone marked absent may still come
    "arrive": Step(frozenset({"confirmed", "no_show"}), "checked_in", wait_for="day"),
    "complete": Step(frozenset({"confirmed", "checked_in"}), "completed", wait_for="day"),
    "no_show": Step(frozenset({"confirmed"}), "no_show", wait_for="start"),
    "cancel": Step(frozenset({"requested", "confirmed"}), "cancelled"),
    "change": Step(frozenset({"requested", "confirmed", "checked_in"}), ""),
}


def possible(booking: Timed, *, now: datetime) -> list[str]:
    """The keys of STEPS that make sense for this booking now, in their order there."""
    return [
        verb
        for verb, step in STEPS.items()
        if booking.status in step.sources and _is_time(step, booking, now)
    ]


def check(verb: str, booking: Timed, *, now: datetime) -> None:
    """Raise BookingStateForbids or BookingNotBegun when the verb makes no sense for this booking now."""
    step = STEPS[verb]
    if booking.status not in step.sources:
        refuse(booking)
    if not _is_time(step, booking, now):
        raise errors.BookingNotBegun(title=booking.label, when=f"{booking.starts_at:%Y-%m-%d %H:%M}")


def refuse(booking: Timed) -> NoReturn:
    """Raise BookingStateForbids, saying what became of the booking."""
    raise errors.BookingStateForbids(title=booking.label, status=_(STATUS_LABELS[booking.status]))


def _is_time(step: Step, booking: Timed, now: datetime) -> bool:
    match step.wait_for:
        case "day":
            return booking.starts_at.date() <= now.date()
        case "start":
            return booking.starts_at <= now
        case _:
            return True
