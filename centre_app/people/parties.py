"""Groups: an organisation's name, how many came, by band and sex as far as counted, and members who were scanned singly.

Members who were scanned are part of the group's head-count: each has a visit of their own, the nameless rest is the remainder.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from centre_app import clock, errors
from centre_app.centre import rooms
from centre_app.i18n import N_
from centre_app.people import bands, presence, visits
from centre_app.people.models import Visit
from centre_app.people.visit_models import Party
from centre_app.storage.action import action
from centre_app.storage.database import db

Tally = Mapping[tuple[str, str], int]
_TODAY = """
SELECT p.id, p.name, p.head_count, p.arrived_at, count(v.person_id), coalesce(max(v.room_id), 0)
FROM party p LEFT JOIN visit v ON v.party_id = p.id WHERE p.arrived_at >= ? GROUP BY p.id ORDER BY p.arrived_at DESC, p.id DESC"""
# Whom a member scanned later is taken from: first those not counted by age, then those of the same sex, then anybody.
_TAKE_FROM = """
SELECT id, head_count FROM visit WHERE party_id = ? AND person_id IS NULL
ORDER BY age_from IS NOT NULL OR sex <> '', age_from IS NOT ?, sex IS NOT ?, id LIMIT 1"""


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A group: everybody in it, and how many of them were scanned singly."""

    id: int
    name: str
    head_count: int
    arrived_at: datetime
    members: int
    room_id: int


@action(N_("check in a group"))
def check_in_group(
    *, group_name: str, head_count: int, room_id: int | None = None, purpose: str = "", tally: Tally | None = None,
    members: Sequence[int] = (), arrived_at: datetime | None = None,
) -> int:  # fmt: skip
    """Open the visit of a group and return its id (a member's where everybody was scanned); the first zone where none is given.

    `tally` counts nameless ones by (band, sex); `members` are persons scanned singly: in with the group, or here already.
    Raises HeadCountImpossible (1 to 10,000), MoreThanTheGroup, TextTooLong, NoRoomYet, RoomNotInUse, VisitInFuture, NotFound.
    """
    visits.check_heads(head_count)
    counted = {key: count for key, count in (tally or {}).items() if count}
    together = sum(counted.values()) + len(set(members))
    if together > head_count:
        raise errors.MoreThanTheGroup(counted=together, heads=head_count)
    zone = _zone(room_id)
    name, purpose = visits.checked_text(group_name), visits.checked_text(purpose)
    at = visits.past(arrived_at)
    party: Any = Party.create(name=name, head_count=head_count, arrived_at=at)
    facts = {
        "room": zone, "group_name": name, "purpose": purpose, "arrived_at": at, "last_seen_at": at, "party_id": party.id,
        "recorded_late": clock.now() - at >= visits.LATE_FROM,
    }  # fmt: skip
    made = [_member(person_id, facts) for person_id in dict.fromkeys(members)]
    rest = head_count - together
    for (band, sex), count in counted.items():
        made.insert(0, Visit.create(**facts, head_count=count, age_from=bands.first_age(band), sex=sex).id)
    if rest:
        made.insert(0, Visit.create(**facts, head_count=rest).id)
    return int(made[0])


@action(N_("count somebody as one of a group"))
def join_group(*, visit_id: int, party_id: int) -> None:
    """Make the visit of somebody scanned singly part of a group's head-count; a group too small was one more.

    Raises NotFound.
    """
    row, party = presence.visit(visit_id), Party.get_or_none(Party.id == party_id)
    if party is None or row.person_id is None:
        raise errors.NotFound
    if row.party_id == party_id:
        return
    db.execute_sql("UPDATE visit SET party_id = ? WHERE id = ?", (party_id, visit_id))
    rest = db.execute_sql(_TAKE_FROM, (party_id, row.age_from, row.sex)).fetchone()
    if rest is None:
        db.execute_sql("UPDATE party SET head_count = head_count + 1 WHERE id = ?", (party_id,))
    elif rest[1] > 1:
        db.execute_sql("UPDATE visit SET head_count = head_count - 1 WHERE id = ?", (rest[0],))
    else:
        db.execute_sql("DELETE FROM visit_stay WHERE visit_id = ?", (rest[0],))
        db.execute_sql("DELETE FROM visit WHERE id = ?", (rest[0],))


@action(N_("change a group"))
def change_group(
    *, visit_id: int, head_count: int, room_id: int | None = None, purpose: str | None = None, left_at: datetime | None = None
) -> None:  # fmt: skip
    """Correct a group by one of its nameless visits: everybody in it, zone, purpose, and the leaving time.

    Raises HeadCountImpossible, MoreThanTheGroup when fewer than were counted, and what `correct_visit` raises.
    """
    visits.check_heads(head_count)
    row = presence.visit(visit_id)
    nameless = _nameless(row.party_id)
    for found, *_counts in nameless:
        visits.change_visit(visit_id=found, room_id=room_id, purpose=purpose)
    scanned = len(_member_ids(row.party_id))
    counted = scanned + sum(count for _id, count, is_counted in nameless if is_counted)
    rest = [(found, count) for found, count, is_counted in nameless if not is_counted]
    if head_count < counted or (head_count == counted and rest and len(nameless) == 1 and not scanned):
        raise errors.MoreThanTheGroup(counted=counted, heads=head_count)
    _set_rest(row, rest[0][0] if rest else None, head_count - counted)
    Party.update(head_count=head_count).where(Party.id == row.party_id).execute()
    if left_at is not None:
        visits.check_out(visit_id=_nameless(row.party_id)[0][0], left_at=left_at)


def groups_today() -> list[PartyRow]:
    """The groups that came today, the latest first."""
    start = datetime.combine(clock.today(), time.min)
    rows = db.execute_sql(_TODAY, (start,))
    return [PartyRow(row[0], row[1], row[2], datetime.fromisoformat(row[3]), row[4], row[5]) for row in rows]


def group(party_id: int) -> PartyRow:
    """One group. Raises NotFound."""
    party: Any = Party.get_or_none(Party.id == party_id)
    if party is None:
        raise errors.NotFound
    return PartyRow(party.id, party.name, party.head_count, party.arrived_at, len(_member_ids(party_id)), 0)


def _zone(room_id: int | None) -> int:
    if room_id is not None:
        visits.check_zone(room_id)
        return room_id
    first = next(iter(rooms.rooms()), None)
    if first is None:
        raise errors.NoRoomYet
    return first.id


def _member(person_id: int, facts: dict[str, Any]) -> int:
    """The visit of somebody scanned with the group: the one they are on, else a new one."""
    here = presence.open_visit_of(person_id)
    visit_id = here.id if here else visits.check_in(
        person_id=person_id, room_id=facts["room"], purpose=facts["purpose"], arrived_at=facts["arrived_at"]
    )  # fmt: skip
    db.execute_sql("UPDATE visit SET party_id = ? WHERE id = ?", (facts["party_id"], visit_id))
    return visit_id


def _nameless(party_id: int | None) -> list[tuple[int, int, bool]]:
    rows = db.execute_sql(
        "SELECT id, head_count, age_from IS NOT NULL OR sex <> '' FROM visit WHERE party_id = ? AND person_id IS NULL",
        (party_id,),
    )
    return [(row[0], row[1], bool(row[2])) for row in rows.fetchall()]


def _member_ids(party_id: int | None) -> list[int]:
    rows = db.execute_sql("SELECT id FROM visit WHERE party_id = ? AND person_id IS NOT NULL", (party_id,))
    return [row[0] for row in rows.fetchall()]


def _set_rest(row: presence.VisitRow, rest_id: int | None, heads: int) -> None:
    """Make the rest of a group that was not counted by age so many."""
    if rest_id is None and heads:
        Visit.create(
            room=row.first_room_id, group_name=row.name, purpose=row.purpose, arrived_at=row.arrived_at, left_at=row.left_at,
            left_assumed=row.left_assumed, last_seen_at=row.arrived_at, head_count=heads, party_id=row.party_id,
        )  # fmt: skip
    elif rest_id is not None and heads:
        db.execute_sql("UPDATE visit SET head_count = ? WHERE id = ?", (heads, rest_id))
    elif rest_id is not None:
        db.execute_sql("DELETE FROM visit_stay WHERE visit_id = ?", (rest_id,))
        db.execute_sql("DELETE FROM visit WHERE id = ?", (rest_id,))
