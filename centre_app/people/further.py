"""Further facts of a person, none of them needed: grid unit, languages, needs, emergency contact, volunteer; and the tags."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from centre_app import errors
from centre_app.i18n import N_, _
from centre_app.people import fields, grid, tags

NEEDS = {
    "wheelchair": N_("Wheelchair"),
    "walking": N_("Walks with difficulty"),
    "hearing": N_("Hard of hearing"),
    "sight": N_("Poor sight"),
    "speech": N_("Speaks with difficulty"),
    "memory": N_("Forgetful"),
    "company": N_("Must be accompanied"),
    "allergy": N_("Allergies"),
}
LABELS = {
    "grid_unit_id": N_("Grid unit"),
    "languages": N_("Languages"),
    "needs": N_("Needs"),
    "emergency_name": N_("Emergency contact"),
    "emergency_phone": N_("Phone of the emergency contact"),
    "emergency_relation": N_("Relation of the emergency contact"),
    "is_volunteer": N_("Volunteer"),
}
COLUMNS = tuple(LABELS)
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Further:
    """What the page of a person shows of all this; `tags` by id, `grid` None for nobody's unit."""

    tags: Mapping[int, str]
    grid: grid.UnitRow | None


def further(person_id: int, *, grid_unit_id: int | None) -> Further:
    """Tags and grid unit of a person, in at most three queries."""
    unit = None
    if grid_unit_id is not None:
        unit = next((row for row in grid.units() if row.id == grid_unit_id), None)
    return Further(tags.tags_of([person_id])[person_id], unit)


def needs_words(codes: str) -> str:
    """The needs in words: `轮椅、听力不便`."""
    return _(", ").join(_(NEEDS[code]) for code in codes.split(",") if code in NEEDS)


def checks() -> dict[str, Callable[[Any], Any]]:
    """How each of these facts is kept, for registering and changing."""
    return {
        "grid_unit_id": grid.checked, "languages": _short, "needs": _needs, "emergency_name": _name,
        "emergency_phone": _phone, "emergency_relation": _short, "is_volunteer": bool,
    }  # fmt: skip


def _needs(codes: str | Iterable[str]) -> str:
    """The codes in the order of NEEDS, comma-separated; a code that no form offers is a mistake in the program."""
    given = set(filter(None, codes.split(",") if isinstance(codes, str) else codes))
    if not given <= NEEDS.keys():
        raise ValueError(codes)
    return ",".join(code for code in NEEDS if code in given)


def _name(text: str) -> str:
    return fields.name(text) if text.strip() else ""


def _phone(text: str) -> str:
    """As any phone; the error says that it is this one. Raises EmergencyPhoneImpossible."""
    try:
        return fields.phone(text)
    except errors.PhoneImpossible as error:
        raise errors.EmergencyPhoneImpossible(emergency_phone=error.data["phone"]) from error


def _short(text: str) -> str:
    return fields.limited(" ".join(text.split()), most=_LONGEST)
