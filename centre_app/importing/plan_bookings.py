"""What becomes of the rows of a list of room bookings.

- Where: the zone of that name; there must be one, for a booking in another room would be wrong.
- Who: somebody the centre knows by name and telephone, or by a name that only one person has. A contact who is not known stands
  in the note; then the booking needs a title or an organisation, since a board shows no names.
- What is over took place with the heads that the list gives, unless it says cancelled or not used. What is to come must keep
  every rule of a booking made at the desk (opening hours, places, quotas); it begins as a request where the room needs approval.
- Nothing is double-booked, also in the past: the list is held against what is booked, and against its own earlier rows.
- The k-th row of the same room, times and title is the k-th such booking that is there.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from centre_app import clock, errors
from centre_app.centre import calendar, rooms
from centre_app.centre.rooms import RoomRow
from centre_app.i18n import _
from centre_app.importing.book_rows import lines as on_lines
from centre_app.importing.booking_lines import BookingLine, booking_lines
from centre_app.importing.chunks import rows_in
from centre_app.importing.fates import Fate, RowFate, joined
from centre_app.importing.headings import Table
from centre_app.importing.lines import reported
from centre_app.importing.room_board import RoomBoard
from centre_app.importing.values import folded
from centre_app.importing.who import Known
from centre_app.importing.writes import Values, Writes
from centre_app.people.masking import masked_name
from centre_app.people.visits import LONGEST_TEXT
from centre_app.progress import Progress
from centre_app.rooms import checks, quotas
from centre_app.rooms.bookings import MOST_CAME
from centre_app.rooms.checks import Wish
from centre_app.rooms.models import HOLDING
from centre_app.rooms.quotas import Use
from centre_app.rooms.states import STATUS_LABELS

TABLES = frozenset({"person", "room", "booking", "opening_hours", "closure", "extra_opening", "setting"})
_LONGEST_NOTE = 2_000
_OVER = ("completed", "no_show", "cancelled")


class BookingPlan:
    """Decides row by row; `writes` and `fates` are the outcome."""

    def __init__(self) -> None:
        self.writes = Writes()
        self.fates: dict[int, RowFate] = {}
        self._now = clock.now()
        self._rooms = {folded(room.name): room for room in reversed(rooms.rooms(include_inactive=True))}
        self._there: Counter[tuple[object, ...]] = Counter()
        self._uses: dict[int, list[Use]] = defaultdict(list)
        self._known = Known(names=())
        self._board: RoomBoard | None = None
        self._times: calendar.OpenTimes | None = None

    def decide(self, table: Table, *, progress: Progress) -> list[RowFate]:
        """The fate of every row, in the order of the list."""
        count = len(table.rows)
        lines = list(reported(booking_lines(table), total=count, what=_("Reading rows"), progress=progress))
        self._load(lines)
        for line in reported(
            lines, total=count, what=_("Comparing with the bookings known"), progress=progress
        ):
            self._decide(line)
        return [self.fates[line.row] for line in lines]

    def _load(self, lines: Sequence[BookingLine]) -> None:
        self._known = Known(names=[line.name for line in lines])
        starts = [line.starts for line in lines if line.starts and line.starts.year >= checks.EARLIEST_YEAR]
        last = self._now + timedelta(days=366 * checks.YEARS_AHEAD + 1)
        first, final = min(starts, default=self._now), min(max(starts, default=self._now), last)
        self._board = RoomBoard(first=first, last=max(first, final) + timedelta(days=2))
        self._times = calendar.OpenTimes(
            first=self._now.date(), last=max(final, self._now).date() + timedelta(days=2)
        )
        known = rows_in(
            "SELECT room_id, starts_at, ends_at, title FROM booking WHERE starts_at IN",
            {start.isoformat(" ") for start in starts},
        )
        self._there.update((room, starts, ends, folded(title)) for room, starts, ends, title in known)

    def _decide(self, line: BookingLine) -> None:
        if line.problems or line.starts is None or line.ends is None:
            self._settle(line, "reject", joined(line.problems))
            return
        room = self._rooms.get(folded(line.room_name))
        if room is None:
            words = _("There is no zone “{room}”. Please correct the name, or add the zone in the settings.")
            self._settle(line, "reject", words.format(room=line.room_name[:LONGEST_TEXT]))
            return
        person_id = self._known.find(line.name, phone=line.phone) if line.name else None
        title = (line.title or line.organisation)[:LONGEST_TEXT]
        same = (room.id, line.starts.isoformat(" "), line.ends.isoformat(" "), folded(title))
        if self._there[same] > 0:
            self._there[same] -= 1
            self._settle(line, "merge", joined(line.notes))
            return
        try:
            if line.came_count is not None and line.came_count > MOST_CAME:
                raise errors.CameCountImpossible(most=MOST_CAME, count=line.came_count)
            status = self._status(line, room)
            wish = self._wish(line, room, starts=line.starts, ends=line.ends)
            self._check(wish, room, status=status, person_id=person_id)
            if not title and person_id is None:
                raise errors.BookingNeedsTitleOrPerson
        except errors.CentreError as error:
            self._settle(line, "reject", joined([*line.notes, error.sentence()]))
            return
        self._add(line, wish, room, title=title, person_id=person_id, status=status)
        unknown = (
            _("The contact is not known by this name: kept in the note.")
            if line.name and person_id is None
            else ""
        )
        self._settle(line, "add", joined([*line.notes, unknown]), info=_(STATUS_LABELS[status]))

    def _status(self, line: BookingLine, room: RoomRow) -> str:
        """The state it comes in with. Raises BookingStillToCome."""
        assert line.starts is not None
        assert line.ends is not None
        if line.ends <= self._now:
            return line.status if line.status in _OVER else "completed"
        if line.starts > self._now and line.status in ("completed", "no_show", "checked_in"):
            raise errors.BookingStillToCome(state=_(STATUS_LABELS[line.status]))
        return line.status or ("requested" if room.needs_approval else "confirmed")

    def _wish(self, line: BookingLine, room: RoomRow, *, starts: datetime, ends: datetime) -> Wish:
        """What is over keeps no time free around it: nobody knows which rule held then."""
        over = ends <= self._now
        before, after = (0, 0) if over else (room.buffer_before, room.buffer_after)
        return Wish(room.id, starts, ends, line.head_count, buffer_before=before, buffer_after=after)

    def _check(self, wish: Wish, room: RoomRow, *, status: str, person_id: int | None) -> None:
        """Raise the first rule that it breaks."""
        checks.check_times(wish)
        checks.check_places(wish, room=room)
        if wish.ends_at > self._now and status not in _OVER:
            if not room.active:
                raise errors.RoomNotInUse(room=room.name)
            checks.check_open(wish, room=room, times=self._times)
            use = Use(wish.starts_at, wish.ends_at)
            uses = self._uses.get(person_id or 0, ())
            quotas.check_quotas(
                starts_at=use.starts_at, ends_at=use.ends_at, person_id=person_id, beside=uses
            )
        clash = self._board.clash(wish, room=room) if self._board and status in HOLDING else None
        if clash:
            raise clash.error()

    def _add(
        self, line: BookingLine, wish: Wish, room: RoomRow, *, title: str, person_id: int | None, status: str
    ) -> None:
        if self._board and status in HOLDING:
            self._board.add(wish, room=room, title=title, status=status)
        if person_id is not None:
            self._uses[person_id].append(Use(wish.starts_at, wish.ends_at))
        contact = " ".join(filter(None, (line.name, line.phone))) if person_id is None else ""
        note = on_lines(
            _("Contact: {name}").format(name=contact) if contact else "",
            _("Organisation: {name}").format(name=line.organisation) if line.organisation not in ("", title) else "",
            *line.kept, line.remark,
        )  # fmt: skip
        values: Values = {
            "room_id": room.id, "person_id": person_id, "title": title, "starts_at": wish.starts_at.isoformat(" "),
            "ends_at": wish.ends_at.isoformat(" "), "buffer_before": wish.buffer_before, "buffer_after": wish.buffer_after,
            "head_count": wish.head_count, "status": status, "note": note[:_LONGEST_NOTE],
            "came_count": (line.came_count or line.head_count) if status == "completed" else None,
            "cancel_reason": _("cancelled in the imported list") if status == "cancelled" else "",
        }  # fmt: skip
        self.writes.insert("booking", values)

    def _settle(self, line: BookingLine, fate: Fate, reason: str, *, info: str = "") -> None:
        name = line.title or line.organisation or masked_name(line.name)
        at = f"{line.starts:%Y-%m-%d %H:%M} {line.room_name}" if line.starts else line.room_name
        self.fates[line.row] = RowFate(line.row, fate, reason, name, at, info)
