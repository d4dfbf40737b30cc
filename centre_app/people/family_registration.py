"""Registering a family in one go (家庭登记): a guardian, the children and whoever else lives there, one action to undo."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from centre_app import errors
from centre_app.i18n import N_
from centre_app.people import consents, people, registration
from centre_app.people.consents import Given
from centre_app.people.fields import Birth
from centre_app.storage.action import action

MEMBER_LABELS = {
    "parent": N_("child"),
    "grandparent": N_("grandchild"),
    "guardian": N_("other ward"),
    "": N_("other member"),
}

_UNKNOWN = Birth()


@dataclass(frozen=True, slots=True)
class Member:
    """One line of a family; a person known already by `person_id` alone.

    `relation`: what the guardian is to them (of RELATIONS), "" for somebody who needs no guardian.
    """

    name: str = ""
    sex: str = ""
    birth: Birth = _UNKNOWN
    phone: str = ""
    relation: str = ""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """The ids of those registered or taken into the family."""

    guardian_id: int
    member_ids: tuple[int, ...]


@action(N_("register a family"))
def register_family(
    *, guardian: Member, members: Sequence[Member], building: str = "", door: str = "",
    children_consent_on: date | None = None, own_consent_on: date | None = None,
) -> Family:  # fmt: skip
    """Register guardian and members at one address, as one action; those known already keep their facts.

    The consents are those of the guardian: for every ward, and for themselves. Raises FamilyEmpty, MemberTwice, what
    `registration.register` raises, and GuardianLoop.
    """
    if not members:
        raise errors.FamilyEmpty
    _refuse_twice(guardian, members)
    guardian_id = _taken(
        guardian, building=building, door=door, guardian_id=None, consent=_own(own_consent_on)
    )
    chief = people.person(guardian_id)
    taken = []
    for member in members:
        ward = bool(member.relation)
        consent = None
        if ward and children_consent_on is not None:
            consent = Given(children_consent_on, chief.name, member.relation)
        taken.append(
            _taken(member, building=chief.building, door=chief.door, guardian_id=guardian_id if ward else None,
                   consent=consent)
        )  # fmt: skip
    return Family(guardian_id, tuple(taken))


def _taken(
    member: Member, *, building: str, door: str, guardian_id: int | None, consent: Given | None
) -> int:
    """The member's id, registered or moved into the family."""
    facts: dict[str, Any] = {}
    if member.person_id is None or building or door:
        facts |= {"building": building, "door": door}
    if guardian_id is not None:
        facts["guardian_id"] = guardian_id
    if member.person_id is None:
        return registration.register(
            name=member.name, sex=member.sex, birth_date=member.birth.day, birth_year=member.birth.year,
            phone=member.phone, consent=consent, **facts,
        )  # fmt: skip
    people.change_person(person_id=member.person_id, **facts)
    if consent is not None:
        consents.give(person_id=member.person_id, given=consent)
    return member.person_id


def _own(day: date | None) -> Given | None:
    return None if day is None else Given(day)


def _refuse_twice(guardian: Member, members: Sequence[Member]) -> None:
    seen: set[int] = set()
    for member in (guardian, *members):
        if member.person_id is not None:
            if member.person_id in seen:
                raise errors.MemberTwice(who=people.person(member.person_id).name)
            seen.add(member.person_id)
