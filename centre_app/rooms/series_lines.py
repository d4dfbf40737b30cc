"""What a series is wished to be, and the lines of its preview: one for every date. Knows no tables."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from centre_app.i18n import N_, _
from centre_app.rooms import recurrence
from centre_app.rooms.recurrence import Rule

STATE_LABELS = {
    "free": N_("free"),
    "closed": N_("closed then"),
    "clash": N_("taken"),
    "holiday": N_("public holiday"),
    "past": N_("already past"),
    "quota": N_("more than the limit"),
    "impossible": N_("not possible"),
    "skipped": N_("left out"),
}
FATE_LABELS = {
    "new": N_("new"),
    "changed": N_("changes"),
    "same": N_("stays the same"),
    "kept": N_("is left alone"),
    "falls_away": N_("is cancelled"),
}
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to become of one date: `kind` is skip, move (to another room or time), take or stay.

    take books a past day or a holiday all the same; stay leaves a booking of an edited series where it is.
    """

    kind: str
    room_id: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None


Choices = Mapping[date, Choice]


@dataclass(frozen=True, slots=True)
class Place:
    """A room for a time."""

    room_id: int
    room_name: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class SeriesWish:
    """A series as it is wished for. `ends_time` at or before `starts_time` is on the next day; buffers None are the room's.

    An `override_reason` passes over opening hours, closures and quotas, as in `bookings.book`.
    """

    rule: Rule
    starts_on: date
    starts_time: time
    ends_time: time
    room_id: int
    title: str = ""
    person_id: int | None = None
    head_count: int = 1
    alone: bool = False
    buffer_before: int | None = None
    buffer_after: int | None = None
    note: str = ""
    override_reason: str = ""

    def span(self, day: date) -> tuple[datetime, datetime]:
        """From when until when it is on that day."""
        starts, ends = datetime.combine(day, self.starts_time), datetime.combine(day, self.ends_time)
        return starts, ends if ends > starts else ends + _ONE_DAY

    def words(self) -> str:
        """The rule with its times, as a sentence."""
        return recurrence.sentence(
            self.rule, starts=f"{self.starts_time:%H:%M}", ends=f"{self.ends_time:%H:%M}"
        )


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a series in a preview. `day` is the rule's own date, whatever day it is moved to.

    `state` is a key of STATE_LABELS, `detail` the sentence about it; `fate` (a key of FATE_LABELS) says what saving does to
    the booking `booking_id`, which stood at `before`.
    """

    day: date
    starts_at: datetime
    ends_at: datetime
    room_id: int
    room_name: str
    state: str = "free"
    detail: str = ""
    choice: Choice | None = None
    booking_id: int | None = None
    fate: str = "new"
    before: Place | None = None

    @property
    def id(self) -> int:
        """A number for lists."""
        return self.day.toordinal()

    @property
    def will_happen(self) -> bool:
        """Whether a booking stands there after saving."""
        return self.state == "free" and self.fate != "falls_away"

    @property
    def is_problem(self) -> bool:
        """Whether it cannot be booked as it is and nobody chose otherwise."""
        return self.fate in ("new", "changed", "same") and self.state not in ("free", "skipped")

    @property
    def needs_choice(self) -> bool:
        """Whether saving waits for a choice: a booking that stands is never given up without one."""
        return self.is_problem and self.booking_id is not None

    @property
    def moved(self) -> bool:
        """Whether it goes somewhere else than its series."""
        return self.choice is not None and self.choice.kind == "move"

    def told(self) -> str:
        """Date and reason, for a sentence about several."""
        return _("{day}: {reason}").format(
            day=f"{self.day:%Y-%m-%d}", reason=self.detail or _(STATE_LABELS[self.state])
        )


@dataclass(frozen=True, slots=True)
class Preview:
    """All dates of a series, in order. `limited_to` is the day until which a series without end is planned, else None."""

    lines: list[Occurrence]
    limited_to: date | None = None

    @property
    def free(self) -> list[Occurrence]:
        """The lines that will be booked."""
        return [line for line in self.lines if line.will_happen]

    @property
    def problems(self) -> list[Occurrence]:
        """The lines that cannot be booked as they are, and nobody chose otherwise."""
        return [line for line in self.lines if line.is_problem]


def at_place(wish: SeriesWish, day: date, choice: Choice | None) -> dict[str, Any]:
    """Room and time of the wish on that day, with what a choice moves."""
    starts, ends = wish.span(day)
    place = {"room_id": wish.room_id, "starts_at": starts, "ends_at": ends}
    if choice is None or choice.kind != "move":
        return place
    if choice.starts_at and not choice.ends_at:
        choice = replace(choice, ends_at=choice.starts_at + (ends - starts))
    return {name: getattr(choice, name) or value for name, value in place.items()}
