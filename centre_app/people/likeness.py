"""How much speaks for two records being one person: what they share, what tells them apart. Reads no tables."""

from dataclasses import dataclass
from datetime import date

from centre_app.i18n import N_

LEAST = 40  # below that two people are not pointed out
VERY_LIKELY, LIKELY = 80, 55
# What is shared, what it is worth, what it is called.
WORTH = {
    "name": (30, N_("same name")),
    "pinyin": (20, N_("same pinyin")),
    "similar": (10, N_("similar name")),
    "phone": (35, N_("same phone")),
    "tail": (20, N_("same end of the phone")),
    "born": (30, N_("same birth date")),
    "year": (12, N_("same year of birth")),
    "address": (20, N_("same address")),
}
WORDS = {code: words for code, (_points, words) in WORTH.items()}
_OTHER_NAME, _OTHER_SEX, _OTHER_BIRTH = -10, -25, -20
_TAIL = 4
_SHORTEST_PART, _SHORTEST_MISTYPED = 2, 3


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a person is compared. `pinyin` is the reading that sorts them."""

    id: int
    name: str
    pinyin: str
    sex: str
    born: date | None
    year: int | None
    phone: str
    household_id: int | None
    is_organisation: bool
    guardian_id: int | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who may be one, the smaller id first; `why` are codes of WORTH."""

    a: int
    b: int
    score: int
    why: tuple[str, ...]

    @property
    def id(self) -> tuple[int, int]:
        """What tells a pair from all others."""
        return (self.a, self.b)


def compare(one: Traits, other: Traits) -> Pair | None:
    """The pair that two people are, None where too little speaks for it, or where one is the other's guardian."""
    if one.is_organisation != other.is_organisation:
        return None
    if one.guardian_id == other.id or other.guardian_id == one.id:
        return None
    shared = tuple(
        code for code in (_names(one, other), _phones(one, other), _births(one, other)) if code in WORTH
    )
    if one.household_id is not None and one.household_id == other.household_id:
        shared += ("address",)
    score = sum(WORTH[code][0] for code in shared) + _against(one, other)
    first, second = sorted((one.id, other.id))
    return Pair(first, second, min(score, 100), shared) if score >= LEAST else None


def _names(one: Traits, other: Traits) -> str:
    if one.name == other.name:
        return "name"
    if one.pinyin and one.pinyin == other.pinyin:
        return "pinyin"
    return "similar" if similar(one.name, other.name) else ""


def similar(one: str, other: str) -> bool:
    """Whether one name is part of the other, or one character of at least three differs."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= _SHORTEST_PART and shorter in longer:
        return True
    differing = sum(mine != yours for mine, yours in zip(one, other, strict=False))
    return len(one) == len(other) >= _SHORTEST_MISTYPED and differing == 1


def _phones(one: Traits, other: Traits) -> str:
    if not one.phone or not other.phone:
        return ""
    if one.phone == other.phone:
        return "phone"
    return "tail" if len(one.phone) > _TAIL and one.phone[-_TAIL:] == other.phone[-_TAIL:] else ""


def _births(one: Traits, other: Traits) -> str:
    """`other` where they differ; by one year only when one of them is no more than a year: it was counted from an age."""
    if one.born and other.born:
        return "born" if one.born == other.born else "other"
    if one.year is None or other.year is None:
        return ""
    apart = abs(one.year - other.year)
    return "year" if apart == 0 else "other" if apart > 1 else ""


def _against(one: Traits, other: Traits) -> int:
    points = 0
    if not _names(one, other):
        points += _OTHER_NAME
    if one.sex and other.sex and one.sex != other.sex:
        points += _OTHER_SEX
    if _births(one, other) == "other":
        points += _OTHER_BIRTH
    return points
