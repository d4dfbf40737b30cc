"""Taking bookings over from a calendar file: first a plan that writes nothing, then all of it as one action."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from centre_app import clock, errors
from centre_app.centre import rooms
from centre_app.i18n import N_, _
from centre_app.rooms import bookings, recurrence
from centre_app.rooms.checks import EARLIEST_YEAR, YEARS_AHEAD
from centre_app.rooms.ics import own_name
from centre_app.rooms.ics_reading import IcsEvent, read_events
from centre_app.rooms.models import Booking, Series
from centre_app.rooms.recurrence import MOST_OCCURRENCES, Rule
from centre_app.rooms.series import book_series, preview
from centre_app.rooms.series_board import Board, line, wish_at
from centre_app.rooms.series_lines import Choice, Choices, Occurrence, SeriesWish
from centre_app.storage.action import action


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One event of the file and what it would become; `problem` is why it cannot be taken over, "" when it can.

    `already_here`: it is in this centre already and will not be booked twice. `occurrences` are its dates as in a preview.
    """

    key: int
    title: str
    words: str
    room_name: str
    starts_at: datetime
    ends_at: datetime
    is_series: bool
    occurrences: list[Occurrence]
    problem: str = ""
    already_here: bool = False
    wish: SeriesWish | None = None
    choices: Choices | None = None
    event: IcsEvent | None = None

    @property
    def id(self) -> int:
        """A number for lists."""
        return self.key


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Every event of a file, in the order of the file."""

    lines: list[ImportLine]

    @property
    def importable(self) -> list[ImportLine]:
        """The events of which at least one date can be booked."""
        return [
            line for line in self.lines
            if not line.problem and not line.already_here and any(found.will_happen for found in line.occurrences)
        ]  # fmt: skip

    @property
    def clashes(self) -> list[Occurrence]:
        """The dates that cannot be booked, of events that are not here already."""
        return [
            found
            for line in self.lines
            if not line.already_here
            for found in line.occurrences
            if found.is_problem
        ]


@dataclass(frozen=True, slots=True)
class Imported:
    """How many bookings and series were made, and how many dates of the file were left out."""

    bookings: int
    series: int
    skipped: int


def plan_import(path: Path, *, room_id: int | None = None) -> ImportPlan:
    """What a calendar file would become; an event goes to the room its LOCATION names, else to `room_id`.

    A series in another time zone whose dates do not follow its rule on the centre's clock becomes single bookings. Raises
    IcsUnreadable, IcsEmpty, IcsTooLarge, IcsTimeZoneUnknown, RuleUnreadable.
    """
    events = read_events(path)
    try:
        return _planned(events, room_id)
    except OverflowError as error:  # a day before the first or after the last there is
        raise errors.IcsUnreadable(file=path.name) from error


def _planned(events: list[IcsEvent], room_id: int | None) -> ImportPlan:
    names = {room.name: room.id for room in rooms.rooms()}
    here = _already_here(events)
    drafts = [_draft(key, event, names, room_id) for key, event in enumerate(_single_days(events))]
    spans = [draft for draft in drafts if draft.wish is not None]
    board = Board(first=min((_first(draft) for draft in spans), default=date(2000, 1, 1)),
                  last=max((_last(draft) for draft in spans), default=date(2000, 1, 1)))  # fmt: skip
    lines = []
    for draft in drafts:
        uid = draft.event.uid if draft.event else ""
        known = uid in here or uid.rpartition("/")[0] in here
        lines.append(replace(draft, already_here=True) if known else _tried(draft, board))
    return ImportPlan(lines)


@action(N_("take bookings over from a calendar file"))
def apply_import(plan: ImportPlan) -> Imported:
    """Book what the plan says, checked anew; what no longer fits is left out. Raises IcsNothingFits when that is all."""
    made, series, left_out = 0, 0, 0
    for planned in plan.lines:
        if planned.already_here:
            continue
        try:
            booked, skipped = _apply(planned)
        except errors.CentreError:
            left_out += max(len(planned.occurrences), 1)
            continue
        made, left_out = made + booked, left_out + skipped
        series += planned.is_series
    if not made:
        raise errors.IcsNothingFits
    return Imported(made, series, left_out)


@action(N_("take a booking over from a calendar file"))
def _apply(planned: ImportLine) -> tuple[int, int]:
    wish, event = planned.wish, planned.event
    if planned.problem or wish is None or event is None:
        raise errors.IcsNothingFits
    if planned.is_series:
        done = book_series(wish, choices=planned.choices or {}, uid=event.uid)
        _apply_changed(done.series_id, event)
        chosen = sum(choice.kind == "skip" for choice in (planned.choices or {}).values())
        return len(done.booking_ids), max(done.skipped - chosen, 0)
    booking_id = bookings.book(
        room_id=wish.room_id, starts_at=event.starts, ends_at=event.ends, title=wish.title, head_count=wish.head_count,
        alone=wish.alone, buffer_before=wish.buffer_before, buffer_after=wish.buffer_after,
    )  # fmt: skip
    asked = {"status": "requested"} if event.tentative else {}
    Booking.update(uid=event.uid, **asked).where(Booking.id == booking_id).execute()
    return 1, 0


def _apply_changed(series_id: int, event: IcsEvent) -> None:
    """Give the exceptions of an imported series what else they have of their own: title, head-count, buffers."""
    by_day = {original.date(): changed for original, changed in event.changed.items()}
    for row in Booking.select().where(Booking.series == series_id, Booking.occurrence_on.in_(list(by_day))):
        changed = by_day[row.occurrence_on]
        before, after = changed.buffers or (row.buffer_before, row.buffer_after)
        bookings.change_booking(
            row.id, title=changed.title, head_count=changed.head_count, alone=changed.alone, buffer_before=before,
            buffer_after=after,
        )  # fmt: skip
        if changed.tentative:
            Booking.update(status="requested").where(Booking.id == row.id).execute()


def _single_days(events: Iterable[IcsEvent]) -> Iterable[IcsEvent]:
    """The events, with a series that cannot stay one on the centre's clock, and dates added to one, as single events."""
    for event in events:
        if event.problem or not (event.rule or event.added):
            yield event
            continue
        try:
            moments = _moments_of(event)
        except errors.CentreError as error:
            yield replace(event, problem=error)
            continue
        regular = event.rule and _is_regular(event, moments)
        if regular:
            yield event
        days = [] if regular else [moment for moment in moments if moment not in event.left_out]
        for moment in sorted({*days, *event.added}):
            changed = event.changed.get(moment)
            yield changed or replace(
                event, uid=f"{event.uid}/{moment:%Y%m%dT%H%M}", rule="", added=(), left_out=(), changed={},
                starts=moment, ends=moment + (event.ends - event.starts),
            )  # fmt: skip


def _moments_of(event: IcsEvent) -> list[datetime]:
    """When the rule falls, on the centre's wall clock. Raises SeriesTooLong, RuleUnreadable, SeriesHasNoDates."""
    if not event.rule:
        return [event.starts]
    rule = event.rule
    if "UNTIL=" not in rule and "COUNT=" not in rule:
        rule += f";UNTIL={recurrence.horizon():%Y%m%d}T235959"
    found = recurrence.moments(rule, event.own_starts, limit=MOST_OCCURRENCES + 1, zone=event.zone)
    if len(found) > MOST_OCCURRENCES:
        raise errors.SeriesTooLong(most=MOST_OCCURRENCES)
    if not found:
        raise errors.SeriesHasNoDates
    if event.zone is None:
        return found
    return [moment.replace(tzinfo=event.zone).astimezone().replace(tzinfo=None) for moment in found]


def _is_regular(event: IcsEvent, moments: list[datetime]) -> bool:
    """Whether the rule, followed on the centre's clock, gives the very dates, all at one time of the day."""
    if (
        len({moment.time() for moment in moments}) > 1
        or event.ends - event.starts > _A_DAY
        or event.ends <= event.starts
    ):
        return False
    try:
        days = recurrence.dates(_rule(event), moments[0].date(), limit=date(2999, 12, 31)).days
    except errors.CentreError:
        return False
    return days == [moment.date() for moment in moments]


_A_DAY = datetime(2000, 1, 2) - datetime(2000, 1, 1)


def _rule(event: IcsEvent) -> Rule:
    rule = recurrence.from_text(event.rule, starts_time=event.own_starts.time(), zone=event.zone)
    return rule if rule.until or rule.count else replace(rule, until=recurrence.horizon())


def _draft(key: int, event: IcsEvent, names: dict[str, int], room_id: int | None) -> ImportLine:
    """The event as a line that was not tried on the board yet."""
    where = names.get(event.location, room_id)
    unknown = None if where else errors.IcsRoomUnknown(title=event.title, location=event.location)
    problem = event.problem or _wrong_year(event.starts) or unknown
    line = ImportLine(
        key, event.title, f"{event.starts:%Y-%m-%d %H:%M}–{event.ends:%H:%M}",
        next((name for name, number in names.items() if number == where), event.location), event.starts, event.ends,
        bool(event.rule), [], problem.sentence() if problem else "", event=event,
    )  # fmt: skip
    if problem or where is None:
        return line
    before, after = event.buffers or (None, None)
    rule = _rule(event) if event.rule else Rule("daily", count=1)
    wish = SeriesWish(
        rule, event.starts.date(), event.starts.time(), event.ends.time(), where, event.title or _("Booked"),
        head_count=event.head_count, alone=event.alone, buffer_before=before, buffer_after=after,
    )  # fmt: skip
    words = wish.words() if event.rule else line.words
    return replace(line, wish=wish, words=words, choices=_choices(event, wish, names) if event.rule else {})


def _wrong_year(starts: datetime) -> errors.CentreError | None:
    """Why the board need not even be read for that year; what is just too far ahead it says itself."""
    day = f"{starts.date()}"
    if starts.year < EARLIEST_YEAR:
        return errors.BookingTooLongAgo(day=day)
    far = starts.year > clock.today().year + 100
    return errors.BookingTooFarAhead(day=day, years=YEARS_AHEAD) if far else None


def _choices(event: IcsEvent, wish: SeriesWish, names: dict[str, int]) -> dict[date, Choice]:
    """What the file says of single dates: left out, moved; past ones were booked, so they are taken over."""
    days = recurrence.dates(wish.rule, wish.starts_on, limit=date(2999, 12, 31)).days
    choices = {day: Choice("take") for day in days}
    choices |= {moment.date(): Choice("skip") for moment in event.left_out}
    for original, changed in event.changed.items():
        where = names.get(changed.location, wish.room_id)
        moved = Choice("move", where, changed.starts, changed.ends)
        choices[original.date()] = Choice("skip") if changed.cancelled else moved
    return choices


def _tried(draft: ImportLine, board: Board) -> ImportLine:
    """The line with its dates as the board has room for them."""
    wish, event = draft.wish, draft.event
    if wish is None or event is None:
        return draft
    try:
        if draft.is_series:
            return replace(draft, occurrences=preview(wish, choices=draft.choices or {}, board=board).lines)
        place = Choice("move", wish.room_id, event.starts, event.ends)
        found = replace(line(board, wish, day=event.starts.date(), choice=place), choice=None)
        if found.will_happen:
            board.put(wish_at(wish, found, board), title=wish.title, holds=not event.tentative)
        return replace(draft, occurrences=[found])
    except errors.CentreError as error:
        return replace(draft, problem=error.sentence())


def _first(draft: ImportLine) -> date:
    moved = [choice.starts_at.date() for choice in (draft.choices or {}).values() if choice.starts_at]
    return min([draft.starts_at.date(), *moved])


def _last(draft: ImportLine) -> date:
    moved = [choice.starts_at.date() for choice in (draft.choices or {}).values() if choice.starts_at]
    return max([draft.starts_at.date(), *moved, *(draft.choices or {})])


def _already_here(events: list[IcsEvent]) -> set[str]:
    """The UIDs that stand for bookings or series of this centre: imported before, or exported here."""
    ours: set[str] = set()
    for table, kind in ((Booking, "booking"), (Series, "series")):
        model: Any = table
        query: Any = model.select(model.uid).where(model.uid != "")
        ours.update(uid for (uid,) in query.tuples())
        own = [
            event.uid
            for event in events
            if event.uid.startswith(f"{kind}-") and event.uid.endswith(f"@{own_name()}")
        ]
        ids = {
            int(number): uid for uid in own if (number := uid[len(kind) + 1 :].partition("@")[0]).isdecimal()
        }
        query = model.select(model.id).where(model.id.in_(list(ids)))
        ours.update(ids[found] for (found,) in query.tuples())
    return ours
