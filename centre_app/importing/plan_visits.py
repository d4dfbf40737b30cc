"""What becomes of the rows of a visitors' register.

- Who: somebody the centre knows by name and telephone, or by a name that only one person has. Anybody else, and every row
  that counts more than one head, is a counted group under the name (or organisation) in the list.
- When: a date without a time counts from the centre's opening that day (09:00 on a closed day). A visit without an end is
  closed as assumed by the rule of `people/assumed.py`; nobody is left in the centre by a list.
- Where: the zone of that name, else the first zone, which is said. A centre without any zone gets those that the list names.
- The k-th row of the same name, arrival and heads is the k-th such visit that is there.
- Rejected: a row without a readable day, in the future, ending before it begins, or with an impossible number of heads.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from centre_app import clock, errors
from centre_app.centre.calendar import OpenTimes
from centre_app.i18n import _
from centre_app.importing.chunks import all_rows, rows_in
from centre_app.importing.fates import Fate, RowFate, joined
from centre_app.importing.headings import Table
from centre_app.importing.lines import reported
from centre_app.importing.values import folded
from centre_app.importing.visit_lines import VisitLine, visit_lines
from centre_app.importing.who import Known, name_of
from centre_app.importing.writes import Values, Writes
from centre_app.people import assumed
from centre_app.people.masking import masked_name
from centre_app.people.visits import LONGEST_TEXT, MOST_HEADS
from centre_app.progress import Progress

TABLES = frozenset({"person", "visit", "room", "opening_hours", "closure"})
_OPENING = time(9, 0)
_USUAL_MINUTES = 120
_NEW_CAPACITY = 100
_EARLIEST = datetime(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class _Room:
    id: int
    name: str
    usual_minutes: int


class VisitPlan:
    """Decides row by row; `writes` and `fates` are the outcome."""

    def __init__(self) -> None:
        self.writes = Writes()
        self.fates: dict[int, RowFate] = {}
        self._now = clock.now()
        self._rooms: dict[str, _Room] = {}
        self._known = Known(names=())
        self._there: Counter[tuple[str, str, int]] = Counter()
        self._open: list[tuple[assumed.Stay, Values]] = []
        self._times: OpenTimes | None = None

    def decide(self, table: Table, *, progress: Progress) -> list[RowFate]:
        """The fate of every row, in the order of the list."""
        count = len(table.rows)
        lines = list(reported(visit_lines(table), total=count, what=_("Reading rows"), progress=progress))
        days = [line.day for line in lines if line.day and line.arrived is None]
        if days:
            self._times = OpenTimes(first=min(days), last=max(days))
        told = [self._with_arrival(line) for line in lines]
        self._load([line for line, _note in told])
        for line, note in reported(
            told, total=count, what=_("Comparing with the visits known"), progress=progress
        ):
            self._decide(line, note)
        self._close_open()
        return [self.fates[line.row] for line in lines]

    def _with_arrival(self, line: VisitLine) -> tuple[VisitLine, str]:
        """The row with the opening time where it gives a day only, and the word that says so."""
        if line.arrived is not None or line.day is None or self._times is None:
            return line, ""
        spans = self._times.spans(line.day)
        arrived = spans[0].starts if spans else datetime.combine(line.day, _OPENING)
        note = _("No time is given; it counts from {time:%H:%M}.").format(time=arrived)
        return replace(line, arrived=arrived), note

    def _load(self, lines: Sequence[VisitLine]) -> None:
        for row_id, name, usual in all_rows(
            "SELECT id, name, usual_minutes FROM room ORDER BY active DESC, position, id"
        ):
            self._rooms[folded(name)] = _Room(row_id, name, usual)
        self._known = Known(names=[line.name for line in lines])
        moments = {line.arrived.isoformat(" ") for line in lines if line.arrived}
        known = rows_in(
            "SELECT arrived_at, coalesce(name, group_name), head_count FROM visit LEFT JOIN person ON person.id = person_id"
            " WHERE arrived_at IN",
            moments,
        )
        self._there.update((at, folded(name), heads) for at, name, heads in known)

    def _decide(self, line: VisitLine, note: str) -> None:
        problem = joined(line.problems) or self._problem_of(line)
        if problem or line.arrived is None:
            self._settle(line, "reject", problem)
            return
        person_id = self._person(line)
        shown = name_of(line.name) if person_id else _group_name(line)
        same = (line.arrived.isoformat(" "), folded(shown), line.head_count)
        notes = [
            note,
            *line.notes,
            *([] if person_id or not line.name else [_("Not known by this name: comes in as a group.")]),
        ]
        if self._there[same] > 0:
            self._there[same] -= 1
            self._settle(line, "merge", joined(notes))
            return
        room, said = self._room(line.room_name)
        self._add(line, person_id=person_id, group_name="" if person_id else shown, room=room)
        self._settle(line, "add", joined([*notes, said]))

    def _problem_of(self, line: VisitLine) -> str:
        if line.arrived is None:
            return _("The time of arrival is missing or cannot be read.")
        if line.arrived > self._now or (line.left is not None and line.left > self._now):
            return errors.VisitInFuture(moment=max(line.arrived, line.left or line.arrived)).sentence()
        if line.arrived < _EARLIEST:
            return _("The visit is before {year}.").format(year=_EARLIEST.year)
        if line.head_count > MOST_HEADS:
            return errors.HeadCountImpossible(most=MOST_HEADS).sentence()
        return ""

    def _person(self, line: VisitLine) -> int | None:
        if line.head_count > 1 or not line.name:
            return None
        return self._known.find(line.name, phone=line.phone)

    def _room(self, name: str) -> tuple[_Room, str]:
        """The zone and, where it is not the one named, a word about it."""
        if found := self._rooms.get(folded(name)):
            return found, ""
        first = next(iter(self._rooms.values()), None)
        if first is None or (first.id < 0 and name):
            return self._new_room(name)
        if not name:
            return first, ""
        return first, _("There is no zone “{name}”; it counts for “{room}”.").format(
            name=name, room=first.name
        )

    def _new_room(self, name: str) -> tuple[_Room, str]:
        name = name[:LONGEST_TEXT] or _("Whole centre")
        position = len(self._rooms)
        values: Values = {
            "name": name, "kind": "other", "capacity": _NEW_CAPACITY, "sharing": "shared",
            "usual_minutes": _USUAL_MINUTES, "position": position, "active": 1,
        }  # fmt: skip
        room = _Room(self.writes.insert("room", values), name, _USUAL_MINUTES)
        self._rooms[folded(name)] = room
        return room, _("The zone “{room}” is new.").format(room=name)

    def _add(self, line: VisitLine, *, person_id: int | None, group_name: str, room: _Room) -> None:
        arrived = line.arrived or self._now
        values: Values = {
            "person_id": person_id, "room_id": room.id, "arrived_at": arrived.isoformat(" "),
            "left_at": line.left.isoformat(" ") if line.left else None, "left_assumed": int(line.left is None),
            "last_seen_at": arrived.isoformat(" "), "head_count": line.head_count, "group_name": group_name,
            "purpose": line.purpose[:LONGEST_TEXT], "grid_unit_id": self._known.grid_unit.get(person_id or 0),
        }  # fmt: skip
        self.writes.insert("visit", values)
        if line.left is None:
            self._open.append((assumed.Stay(len(self._open), arrived, arrived, room.usual_minutes), values))

    def _close_open(self) -> None:
        """End what the list leaves open, in a fixed number of queries."""
        ends = assumed.ends_of_forgotten([stay for stay, _values in self._open], now=self._now)
        for stay, values in self._open:
            values["left_at"] = min(ends.get(stay.visit_id, self._now), self._now).isoformat(" ")

    def _settle(self, line: VisitLine, fate: Fate, reason: str) -> None:
        at = f"{line.arrived:%Y-%m-%d %H:%M}" if line.arrived else _day(line.day)
        self.fates[line.row] = RowFate(
            line.row, fate, reason, masked_name(line.name) or line.organisation, at
        )


def _group_name(line: VisitLine) -> str:
    words = (line.organisation or line.name) if line.head_count > 1 else (line.name or line.organisation)
    return words[:LONGEST_TEXT]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
