"""The people the centre knows: registering, changing, finding and opening them. Visits are in `visits.py`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from centre_app import clock, errors
from centre_app.access import audit
from centre_app.i18n import N_
from centre_app.people import bands, card_terms, cards, fields, further, households, identity, same_name, tags
from centre_app.people.bands import BAND_LABELS, BANDS, CATEGORY_LABELS, SEX_LABELS, age_band
from centre_app.people.cards import by_card, next_card_number
from centre_app.people.masking import masked_name, masked_phone
from centre_app.people.models import CATEGORIES, FACTS, SEXES, Person
from centre_app.storage import addresses, search, tokens
from centre_app.storage.action import action, require
from centre_app.storage.database import db

__all__ = [
    "BANDS", "BAND_LABELS", "CATEGORY_LABELS", "FACTS", "SEX_LABELS", "PersonCard", "PersonHit", "Ward", "age_band",
    "by_card", "change_person", "find", "hits", "is_organisation", "likely_same", "masked_name", "masked_phone", "next_card_number", "open_at_desk", "open_record",
    "person", "register", "unmask",
]  # fmt: skip

_HIT = """
SELECT person.id, person.name, card_number, phone, sex, birth_date, birth_year, category, building, door
FROM person LEFT JOIN household ON household.id = person.household_id"""
_CARD = f"""
SELECT person.id, person.name, person.card_number, person.phone, person.sex, person.birth_date, person.birth_year,
  person.category, building, door, person.household_id, person.guardian_id, guardian.name, guardian.phone,
  person.consented_on, person.registered_at, person.card_expires_on, {", ".join(f"person.{name}" for name in (*FACTS, *further.COLUMNS))}
FROM person LEFT JOIN household ON household.id = person.household_id
LEFT JOIN person guardian ON guardian.id = person.guardian_id WHERE person.id = ?"""  # noqa: S608
_CIRCLE = """
WITH RECURSIVE up(id) AS (SELECT :guardian UNION SELECT guardian_id FROM up JOIN person USING (id) WHERE guardian_id > 0)
SELECT EXISTS (SELECT 1 FROM up WHERE id = :person)"""

_LIKE = """
SELECT id, min(place) AS best FROM (
  SELECT id, 0 AS place FROM person WHERE phone = :phone AND phone <> '' UNION ALL
  SELECT id, 1 FROM person WHERE name = :name)
WHERE id IS NOT :but GROUP BY id ORDER BY best, id LIMIT :limit"""

LONGEST_REASON = 200
_KEEP: Any = object()  # stands for what is not given, where None takes a value away
_ELSEWHERE = {"birth_date", "birth_year", "age", "building", "door"}  # given together, so checked together


@dataclass(frozen=True, slots=True)
class PersonHit:
    """A person among those found: what tells them from others of the same name. `age` in full years today."""

    id: int
    name: str
    card_number: str
    phone: str
    sex: str
    age: int | None
    category: str
    address: str


@dataclass(frozen=True, slots=True)
class Ward:
    """A person somebody is guardian of."""

    id: int
    name: str
    age: int | None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Everything the centre knows about a person, visits aside. `band` is a code of BANDS, today's."""

    id: int
    name: str
    card_number: str
    phone: str
    sex: str
    birth_date: date | None
    birth_year: int | None
    age: int | None
    band: str
    is_minor: bool
    category: str
    building: str
    door: str
    address: str
    household_id: int | None
    guardian_id: int | None
    guardian_name: str
    guardian_phone: str
    wards: tuple[Ward, ...]
    consented_on: date | None
    registered_at: datetime | None
    card_expires_on: date | None
    facts: Mapping[str, Any]

    @property
    def note(self) -> str:
        """Words for the desk, shown when the card is scanned."""
        return str(self.facts["note"])


@action(N_("register a person"))
def register(
    *, name: str, phone: str = "", sex: str = "", birth_date: date | None = None, birth_year: int | None = None,
    age: int | None = None, category: str = "resident", building: str = "", door: str = "", guardian_id: int | None = None,
    consented_on: date | None = None, card_number: str | None = None, card_expires_on: date | None = None,
    tag_ids: Iterable[int] | None = None, **facts: Any,
) -> int:  # fmt: skip
    """Register a person, of whom only the name is needed, and return the id; an empty card number is given automatically.

    `facts` are the free words of FACTS, such as `note`, and the further facts of `further.py`.
    Raises NameMissing, NameTooLong, PhoneImpossible, BirthInFuture, BirthTooEarly, TextTooLong, CardNumberTooLong,
    CodeTaken, IdInText, and NotFound for an unknown guardian. The same name twice is allowed: see `likely_same`.
    """
    born = fields.birth(birth_date=birth_date, birth_year=birth_year, age=age)
    values = _checked(
        None, name=name, phone=phone, sex=sex, category=category, guardian_id=guardian_id,
        consented_on=consented_on, card_number=card_number, card_expires_on=card_expires_on, building=building, door=door, **facts,
    )  # fmt: skip
    values["card_number"] = values["card_number"] or cards.next_card_number()
    values["card_expires_on"] = card_expires_on or card_terms.end_of_new()
    values |= {"birth_date": born.day, "birth_year": born.year, "registered_at": clock.now()}
    values["household"] = households.find_or_make(building=building, door=door)
    values |= found_under(
        name=values["name"],
        phone=values["phone"],
        card_number=values["card_number"],
        building=building,
        door=door,
    )
    created: Any = Person.create(**values)
    tags.put_on(created.id, tag_ids)
    return int(created.id)


def change_person(
    *, person_id: int, name: str = _KEEP, phone: str = _KEEP, sex: str = _KEEP, birth_date: date | None = _KEEP,
    birth_year: int | None = _KEEP, age: int | None = _KEEP, category: str = _KEEP, building: str = _KEEP, door: str = _KEEP,
    guardian_id: int | None = _KEEP, consented_on: date | None = _KEEP, card_number: str | None = _KEEP,
    card_expires_on: date | None = _KEEP, tag_ids: Iterable[int] | None = None, **facts: Any,
) -> None:  # fmt: skip
    """Change what is given, leave the rest; None, an empty text, or no birth at all, takes a value away.

    `facts` are the free words of FACTS and the further facts; without `tag_ids` the tags stay. What makes no difference writes nothing.
    Raises what `register` raises, NotFound, and GuardianLoop.
    """
    given = {
        "name": name, "phone": phone, "sex": sex, "birth_date": birth_date, "birth_year": birth_year, "age": age,
        "category": category, "building": building, "door": door, "guardian_id": guardian_id,
        "consented_on": consented_on, "card_number": card_number, "card_expires_on": card_expires_on,
    }  # fmt: skip
    changes = {key: value for key, value in given.items() if value is not _KEEP} | facts
    if _changed(person(person_id), changes) or tags.differ(person_id, tag_ids):
        _change(person_id=person_id, changes=changes, tag_ids=tag_ids)


@action(N_("change a person"))
def _change(*, person_id: int, changes: dict[str, Any], tag_ids: Iterable[int] | None) -> None:
    present = person(person_id)
    tags.put_on(person_id, tag_ids)
    values = _changed(present, changes)
    building, door = (changes.get(part, getattr(present, part)) for part in ("building", "door"))
    if {"building", "door"} & values.keys():
        del values["building"], values["door"]
        values["household"] = households.find_or_make(building=building, door=door)
    found_by = {key: values.get(key, getattr(present, key)) for key in ("name", "phone", "card_number")}
    values |= found_under(**found_by, building=building, door=door)
    Person.update(**values).where(Person.id == person_id).execute()
    if "household" in values and values["household"] != present.household_id:
        households.remove_if_empty(present.household_id)


def person(person_id: int) -> PersonCard:
    """The person with guardian and wards, in two queries. Raises NotFound."""
    row = db.execute_sql(_CARD, (person_id,)).fetchone()
    if row is None:
        raise errors.NotFound
    born, today = bands.day_of(row[5]), clock.today()
    age = bands.age_on(today, birth_date=born, birth_year=row[6])
    wards = db.execute_sql(
        "SELECT id, name, birth_date, birth_year FROM person WHERE guardian_id = ? ORDER BY id LIMIT 100",
        (person_id,),
    )
    return PersonCard(
        row[0], row[1], row[2] or "", row[3], row[4], born, row[6], age, age_band(age), age is not None and age < bands.ADULT,
        row[7], row[8] or "", row[9] or "", households.address_of(row[8], row[9]), row[10], row[11], row[12] or "",
        row[13] or "",
        tuple(Ward(w[0], w[1], bands.age_on(today, birth_date=bands.day_of(w[2]), birth_year=w[3])) for w in wards),
        bands.day_of(row[14]), datetime.fromisoformat(row[15]) if row[15] else None,
        bands.day_of(row[16]), dict(zip((*FACTS, *further.COLUMNS), row[17:], strict=True)),
    )  # fmt: skip


def is_organisation(person_id: int) -> bool:
    """Whether this is an organisation with a collective card, which borrows but never visits."""
    row = db.execute_sql("SELECT category FROM person WHERE id = ?", (person_id,)).fetchone()
    return row is not None and row[0] == "organisation"


def open_record(person_id: int) -> PersonCard:
    """The person, for showing the whole record to a clerk, which is noted: who looked at whom. Raises NotFound."""
    card = person(person_id)
    label = N_("open a minor's record") if card.is_minor else N_("open a record")
    audit.record(label=label, table="person", row_ids=[person_id])
    return card


def open_at_desk(person_id: int) -> int:
    """Note that somebody is shown at the desk whose card nobody scanned; returns the id."""
    audit.record(label=N_("open somebody at the desk"), table="person", row_ids=[person_id])
    return person_id


def unmask(*, person_ids: list[int], reason: str = "") -> None:
    """Note that names and phones of these people are shown unmasked on the screen, and why. Raises NotAllowed, UnmaskNeedsReason."""
    label, reason = N_("show names and phones unmasked"), " ".join(reason.split())[:LONGEST_REASON]
    require("unmask", label=label)
    if not reason:
        raise errors.UnmaskNeedsReason
    audit.record(label=label, table="person", row_ids=person_ids, reason=reason)


def find(text: str, *, limit: int = search.LIMIT) -> list[PersonHit]:
    """Whom a clerk may mean by a name, pinyin, initials, phone (from four digits), card or address; best first.

    A whole ID number finds the person it was noted for, and nobody else.
    """
    if identity.looks_like(text) and (known := identity.by_number(text)) is not None:
        return hits([known])
    return hits(search.PERSON.find_ids(text, limit=limit))


def likely_same(
    *, name: str, phone: str = "", except_id: int | None = None, limit: int = 10
) -> list[PersonHit]:
    """People with the same phone, then those with the same name, however written, whom a new record might double."""
    try:
        number = fields.phone(phone)
    except errors.PhoneImpossible:
        number = ""
    try:
        known = fields.name(name)
    except (errors.NameMissing, errors.NameTooLong):
        known = ""
    rows = db.execute_sql(_LIKE, {"but": except_id, "phone": number, "name": known, "limit": limit})
    found = [row[0] for row in rows] + [
        each for each in same_name.otherwise_written(known) if each != except_id
    ]
    return hits(list(dict.fromkeys(found))[:limit])


def found_under(
    *, name: str, phone: str, card_number: str | None, building: str, door: str
) -> dict[str, str]:
    """The columns that follow from the others: how the person sorts and what a search finds them by."""
    key = tokens.person_key(name=name, phone=phone, card_number=card_number, extra=[f"{building}{door}"],
                            whole=addresses.words(building=building, door=door))  # fmt: skip
    return {"name_sort": tokens.name_sort(name), "search_key": key}


def _changed(present: PersonCard, changes: Mapping[str, Any]) -> dict[str, Any]:
    """What would be kept of the changes and differs from the present; a changed address as `building` and `door`."""
    values = _checked(present, **changes)
    births = {key: changes[key] for key in ("birth_date", "birth_year", "age") if key in changes}
    if births:
        born = fields.birth(**births)
        values |= {"birth_date": born.day, "birth_year": born.year}
    address = {
        part: fields.address_part(changes.get(part, getattr(present, part))) for part in ("building", "door")
    }
    differing = {key: value for key, value in values.items() if value != _kept(present, key)}
    moved = any(text != _kept(present, part) for part, text in address.items())
    return differing | address if moved else differing


def _kept(present: PersonCard, name: str) -> Any:
    """A value of the person as its column has it."""
    if name == "card_number":
        return present.card_number or None
    return present.facts[name] if name in present.facts else getattr(present, name)


def _checked(present: PersonCard | None, **changes: Any) -> dict[str, Any]:
    """The given values as they are kept; a code that no form offers is a mistake in the program."""
    person_id = present.id if present else None
    if changes.get("sex", "") not in SEXES or changes.get("category", "resident") not in CATEGORIES:
        raise ValueError(changes)
    keep: dict[str, Any] = {
        "name": fields.name, "phone": fields.phone, "sex": str, "category": str, **dict.fromkeys(FACTS, fields.note),
        **further.checks(),
        "consented_on": lambda day: day, "card_expires_on": lambda day: day, "guardian_id": lambda guardian: _guardian(guardian, present),
        "card_number": lambda text: cards.checked_card_number(text, person_id=person_id),
    }  # fmt: skip
    _refuse_id(present, changes)
    unknown = changes.keys() - keep.keys() - _ELSEWHERE
    if unknown:
        raise TypeError(unknown)
    return {name: check(changes[name]) for name, check in keep.items() if name in changes}


def _refuse_id(present: PersonCard | None, changes: Mapping[str, Any]) -> None:
    """Keep no whole ID number in another field; what stands there already is no hindrance. Raises IdInText."""
    for name, value in changes.items():
        if (
            isinstance(value, str)
            and identity.stands_in(value)
            and not (present and _kept(present, name) == value)
        ):
            raise errors.IdInText(where=value[:2] + "…")


def _guardian(guardian_id: int | None, ward: PersonCard | None) -> int | None:
    """The guardian's id. Raises NotFound for nobody, GuardianLoop for the ward or somebody the ward watches over."""
    if guardian_id is None:
        return None
    row = db.execute_sql("SELECT name FROM person WHERE id = ?", (guardian_id,)).fetchone()
    if row is None:
        raise errors.NotFound
    if ward and db.execute_sql(_CIRCLE, {"guardian": guardian_id, "person": ward.id}).fetchone()[0]:
        raise errors.GuardianLoop(name=row[0])
    return guardian_id


def hits(ids: list[int]) -> list[PersonHit]:
    """What tells these people from others of their name, in the order asked for; who is gone is left out."""
    marks = ",".join("?" * len(ids))
    today = clock.today()
    found: dict[int, PersonHit] = {}
    for row in db.execute_sql(f"{_HIT} WHERE person.id IN ({marks})", ids):
        age = bands.age_on(today, birth_date=bands.day_of(row[5]), birth_year=row[6])
        address = households.address_of(row[8], row[9])
        found[row[0]] = PersonHit(row[0], row[1], row[2] or "", row[3], row[4], age, row[7], address)
    return [found[row_id] for row_id in ids if row_id in found]
