"""The people that the centre knows under the names of a list, and those the list brings. What a row means is in plan_people.py."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from centre_app.importing.chunks import all_rows, rows_in
from centre_app.importing.writes import Values, Writes
from centre_app.people import identity

_COLUMNS = """
SELECT person.id, name, card_number, phone, sex, birth_date, birth_year, category, household_id, guardian_id, note,
  card_expires_on, id_tail, id_digest, id_region, coalesce(building, ''), coalesce(door, '')
FROM person LEFT JOIN household ON household.id = person.household_id"""
_NAMES = (
    "name", "card_number", "phone", "sex", "birth_date", "birth_year", "category", "household_id", "guardian_id", "note",
    "card_expires_on", *identity.COLUMNS,
)  # fmt: skip
Address = tuple[str, str]


@dataclass(slots=True)
class KnownPerson:
    """A person with what is stored; a negative id is one that the list brings. `row` is the first row that meant them."""

    id: int
    values: Values
    address: Address = ("", "")
    row: int | None = None

    @property
    def name(self) -> str:
        """The full name."""
        return str(self.values["name"])

    def says(self, name: str) -> object:
        """A stored value, None where there is none."""
        return self.values[name] or None


@dataclass(slots=True)
class People:
    """Those of the names and cards of a list, in order of their ids; new ones are added at the end."""

    writes: Writes
    _by_name: dict[str, list[KnownPerson]] = field(default_factory=lambda: defaultdict(list))
    _by_card: dict[str, KnownPerson] = field(default_factory=dict)
    _meant_by_card: dict[str, KnownPerson] = field(default_factory=dict)
    _by_id: dict[int, KnownPerson] = field(default_factory=dict)
    _by_digest: dict[str, KnownPerson] = field(default_factory=dict)
    _households: dict[Address, int] = field(default_factory=dict)

    def load(self, *, names: Iterable[str], cards: Iterable[str], digests: Iterable[str]) -> None:
        """Read everybody of these names, cards and ID numbers, and all addresses."""
        rows = {row[0]: row for row in rows_in(f"{_COLUMNS} WHERE name IN", set(names))}
        rows |= {row[0]: row for row in rows_in(f"{_COLUMNS} WHERE card_number IN", set(cards))}
        rows |= {row[0]: row for row in rows_in(f"{_COLUMNS} WHERE id_digest IN", set(digests))}
        for row_id in sorted(rows):
            _id, *cells, building, door = rows[row_id]
            self._take(KnownPerson(row_id, dict(zip(_NAMES, cells, strict=True)), (building, door)))
        for row_id, building, door in all_rows("SELECT id, building, door FROM household"):
            self._households[building, door] = row_id

    def named(self, name: str) -> list[KnownPerson]:
        """Everybody of that name, those known longest first."""
        return self._by_name.get(name, [])

    def of_card(self, number: str) -> KnownPerson | None:
        """Whose card it is, whatever its case; else who was meant by a row with that number."""
        return self._by_card.get(number.casefold()) or self._meant_by_card.get(number.casefold())

    def of_digest(self, digest: str | None) -> KnownPerson | None:
        """Whose ID number it is."""
        return self._by_digest.get(digest) if digest else None

    def means(self, person: KnownPerson, *, card: str) -> None:
        """Remember that a row of the list calls this person's card so, whatever number they have here."""
        if card:
            self._meant_by_card.setdefault(card.casefold(), person)

    def by_id(self, person_id: int) -> KnownPerson | None:
        """Somebody loaded or new."""
        return self._by_id.get(person_id)

    def add(self, values: Values, *, address: Address) -> KnownPerson:
        """Bring somebody new."""
        made = KnownPerson(self.writes.insert("person", values), values, address)
        self._take(made)
        return made

    def change(self, person: KnownPerson, new: Values) -> None:
        """Write these values of somebody."""
        self.writes.change("person", person.id, new)
        person.values.update(new)
        if new.get("card_number"):
            self._by_card[new["card_number"].casefold()] = person
        if new.get("id_digest"):
            self._by_digest[new["id_digest"]] = person

    def household(self, address: Address) -> int | None:
        """The household at an address, made where there is none; None for no address."""
        if not any(address):
            return None
        if address not in self._households:
            values: Values = {"building": address[0], "door": address[1]}
            self._households[address] = self.writes.insert("household", values)
        return self._households[address]

    def _take(self, person: KnownPerson) -> None:
        self._by_id[person.id] = person
        self._by_name[person.name].append(person)
        if person.values["card_number"]:
            self._by_card[person.values["card_number"].casefold()] = person
        if person.values["id_digest"]:
            self._by_digest[person.values["id_digest"]] = person
