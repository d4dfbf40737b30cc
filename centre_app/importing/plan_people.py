"""What becomes of the rows of a list of people: who is known already, who is new, and who watches over whom.

- The same person: the same ID number and name; else the same card and name; else the same name with the same telephone or the same date of birth (unless
  both telephone and address differ); else the same name with the same year of birth or address, where nothing else differs.
  Two different ID numbers are never the same person. A row that says the name only (and sex, category, remarks) is the k-th person of that name whom no other row means.
- Known people get only their empty fields filled. A row that means the same person as an earlier row is merged into it, and
  skipped where it adds nothing.
- What cannot be read (a telephone, a date) or fits no field is kept in the note. Rejected: a row without a name, a name
  of more than 40 letters, a card number that is or was somebody else's or a barcode, an ID number of somebody of another name.
- A card that comes with the list is good until the day it gives (有效期至), else as long as any card given today.
- A guardian is found by name, first in the same household, then by telephone; one who is not known stays in the note.
"""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from centre_app import clock, errors
from centre_app.i18n import _
from centre_app.importing import codes
from centre_app.importing.fates import Fate, RowFate, joined
from centre_app.importing.headings import Table
from centre_app.importing.known_people import KnownPerson, People
from centre_app.importing.person_facts import Facts, facts
from centre_app.importing.person_lines import person_lines
from centre_app.importing.writes import Values, Writes
from centre_app.people import card_terms, identity
from centre_app.people.masking import masked_name, masked_phone
from centre_app.progress import Progress

TABLES = frozenset({"person", "household", "copy", "setting"})
_EVERY = 500
_NO_ID: Values = {"id_tail": "", "id_digest": None, "id_region": ""}


class PeoplePlan:
    """Decides row by row; `writes` and `fates` are the outcome."""

    def __init__(self) -> None:
        self.writes = Writes()
        self.fates: dict[int, RowFate] = {}
        self._people = People(self.writes)
        self._barcodes: set[str] = set()
        self._former: set[str] = set()
        self._meant: dict[int, KnownPerson] = {}
        self._waiting: dict[int, KnownPerson] = {}
        self._numbers: dict[str, Facts] = {}
        self._card_end = card_terms.end_of_new()
        self._now = clock.now().isoformat(" ")

    def decide(self, table: Table, *, progress: Progress) -> list[RowFate]:
        """The fate of every row in the order of the list. Who is told apart by more than the name is found first."""
        rows = []
        for done, line in enumerate(person_lines(table, today=clock.today())):
            if done % _EVERY == 0:
                progress.report(done, len(table.rows), _("Reading rows"))
            rows.append(facts(line))
        self._load(rows)
        those_that_say_more_first = sorted(rows, key=attrgetter("is_bare"))
        for done, row in enumerate(those_that_say_more_first):
            if done % _EVERY == 0:
                progress.report(done, len(rows), _("Comparing with the people known"))
            self._decide(row)
        for row in rows:
            self._give_guardian(row)
        self._give_cards(rows)
        return [self.fates[row.line.row] for row in rows]

    def _load(self, rows: Sequence[Facts]) -> None:
        names = {row.name for row in rows} | {row.line.guardian for row in rows}
        given = {row.card for row in rows if row.card}
        digests = {row.digest for row in rows if row.digest}
        self._people.load(names=names - {""}, cards=given, digests=digests)
        self._barcodes, self._former = codes.taken_barcodes(given), codes.former_cards(given)

    def _decide(self, row: Facts) -> None:
        problem = joined(row.problems) or self._problem_of_card(row) or self._problem_of_id(row)
        if problem:
            self._settle(row, "reject", problem)
            return
        person = self._find(row)
        if person is None:
            self._settle(row, "add", joined(row.notes))
            self._add(row)
            return
        self._people.means(person, card=row.card)
        further = self._further_phone(person, row)
        filled = self._fill(person, row) or bool(further)
        again = person.row is not None
        person.row = person.row or row.line.row
        self._meant[row.line.row] = person
        if again and not filled:
            self._settle(row, "skip", _("The same person as row {row}.").format(row=person.row))
        else:
            self._settle(row, "merge", joined((*row.notes, further)))

    def _further_phone(self, person: KnownPerson, row: Facts) -> str:
        """Keep in the note a phone that is not the person's own, so that it is not lost; what was said of that, "" for none."""
        note = str(person.says("note") or "")
        if not row.phone or person.says("phone") in (None, row.phone) or row.phone in note:
            return ""
        words = _("Further phone: {phone}").format(phone=row.phone)
        self._people.change(person, {"note": "\n".join(filter(None, (note, words)))})
        return _("The record has another phone: {phone} was put into the note.").format(
            phone=masked_phone(row.phone)
        )

    def _problem_of_card(self, row: Facts) -> str:
        if not row.card:
            return ""
        if row.card.casefold() in self._barcodes:
            return _("The card number {code} is the barcode of a copy.").format(code=row.card)
        if row.card.casefold() in self._former:
            return _("The card number {code} was given before and is no longer good.").format(code=row.card)
        owner = self._people.of_card(row.card)
        if owner is None or owner.name == row.name:
            return ""
        if owner.row is not None:
            return _("The card number {code} already stands in row {row}.").format(
                code=row.card, row=owner.row
            )
        return _("The card number {code} belongs to somebody else.").format(code=row.card)

    def _problem_of_id(self, row: Facts) -> str:
        words = _("The ID number already stands in row {row}, under another name.")
        if row.line.id_number:
            first = self._numbers.setdefault(row.line.id_number, row)
            if first.name != row.name:
                return words.format(row=first.line.row)
        owner = self._people.of_digest(row.digest)
        if owner is None or owner.name == row.name:
            return ""
        return errors.IdTaken().sentence() if owner.row is None else words.format(row=owner.row)

    def _find(self, row: Facts) -> KnownPerson | None:
        """Who the row means, by the rules above; the longest known of several."""
        if owner := self._people.of_digest(row.digest) or (
            self._people.of_card(row.card) if row.card else None
        ):
            return owner
        named = [one for one in self._people.named(row.name) if not _other_id(one, row)]
        if not named:
            return None
        if row.is_bare:
            return next((one for one in named if one.row is None), None)
        for same in (_same_phone, _same_birth, _same_place):
            if found := next((one for one in named if same(one, row)), None):
                return found
        return None

    def _add(self, row: Facts) -> None:
        values: Values = {
            "name": row.name, "card_number": row.card or None, "phone": row.phone, "sex": row.line.sex,
            "birth_date": _text(row.line.birth_date), "birth_year": row.year, "category": row.line.category or "resident",
            "household_id": self._people.household(row.address), "guardian_id": None, "note": row.note,
            "registered_at": self._now, "card_expires_on": _text(row.line.card_until or self._card_end),
            **(_NO_ID | row.identity),
        }  # fmt: skip
        person = self._people.add(values, address=row.address)
        person.row = row.line.row
        self._meant[row.line.row] = person
        if not row.card:
            self._waiting[person.id] = person

    def _fill(self, person: KnownPerson, row: Facts) -> bool:
        """Write what the row says into empty fields; whether there was anything to write."""
        said = {"phone": row.phone, "sex": row.line.sex, "card_number": row.card, "note": row.note} | _birth(
            person, row
        )
        new: Values = {name: value for name, value in said.items() if value and not person.says(name)}
        if "birth_date" in new:
            new["birth_year"] = None
        if any(row.address) and person.says("household_id") is None:
            new["household_id"] = self._people.household(row.address)
            person.address = row.address
        if not person.says("id_tail"):
            new |= row.identity
        if (row.line.card_until or "card_number" in new) and not person.says("card_expires_on"):
            new["card_expires_on"] = _text(row.line.card_until or self._card_end)
        if "card_number" in new:
            self._waiting.pop(person.id, None)
        self._people.change(person, new)
        return bool(new)

    def _give_guardian(self, row: Facts) -> None:
        person = self._meant.get(row.line.row)
        if person is None or not row.line.guardian or person.says("guardian_id"):
            return
        guardian = self._guardian_of(person, row)
        if guardian is not None:
            self._people.change(person, {"guardian_id": guardian.id})
            return
        if person.id < 0 and row.guardian_note not in str(person.values["note"]):
            words = (str(person.values["note"]), row.guardian_note)
            self._people.change(person, {"note": "\n".join(text for text in words if text)})

    def _guardian_of(self, ward: KnownPerson, row: Facts) -> KnownPerson | None:
        named = [one for one in self._people.named(row.line.guardian) if not self._leads_back(one, ward)]
        phone = row.guardian_phone
        here = [one for one in named if any(ward.address) and one.address == ward.address]
        same_phone = [one for one in named if phone and one.says("phone") == phone]
        return next(iter(here or same_phone), None)

    def _leads_back(self, guardian: KnownPerson, ward: KnownPerson) -> bool:
        """Whether the ward watches over the guardian, at whatever distance."""
        step: KnownPerson | None = guardian
        for _generation in range(10):
            if step is None:
                return False
            if step is ward:
                return True
            above = step.values["guardian_id"]
            step = self._people.by_id(above) if above else None
            if above and step is None:
                return ward.id > 0  # somebody not in the list, who can only watch over people known before
        return True

    def _give_cards(self, rows: Sequence[Facts]) -> None:
        typed = {row.card.casefold() for row in rows if row.card}
        numbers = codes.free_card_numbers(len(self._waiting), besides=typed)
        for person, number in zip(self._waiting.values(), numbers, strict=True):
            self._people.change(person, {"card_number": number})

    def _settle(self, row: Facts, fate: Fate, reason: str) -> None:
        self.fates[row.line.row] = RowFate(
            row.line.row, fate, reason, masked_name(row.name), masked_phone(row.phone)
        )


def _other_id(person: KnownPerson, row: Facts) -> bool:
    """Whether both have an ID number and the numbers differ; digests of another computer's key cannot be compared."""
    tails = person.says("id_tail"), row.identity.get("id_tail")
    if not all(tails):
        return False
    return tails[0] != tails[1] or not identity.may_be_same(person.values["id_digest"], row.digest)


def _same_phone(person: KnownPerson, row: Facts) -> bool:
    return bool(row.phone) and person.values["phone"] == row.phone


def _same_birth(person: KnownPerson, row: Facts) -> bool:
    phone = row.phone and person.says("phone") and person.values["phone"] != row.phone
    if phone and any(row.address) and any(person.address) and person.address != row.address:
        return False
    return row.line.birth_date is not None and person.values["birth_date"] == _text(row.line.birth_date)


def _same_place(person: KnownPerson, row: Facts) -> bool:
    """The same address or year of birth, while telephone, birth and address do not differ."""
    years = _year(person), row.line.birth_year
    days = person.says("birth_date"), _text(row.line.birth_date)
    address = (person.address if any(person.address) else None), (row.address if any(row.address) else None)
    pairs = ((person.says("phone"), row.phone or None), years, days, address)
    if any(mine is not None and theirs is not None and mine != theirs for mine, theirs in pairs):
        return False
    return any(mine is not None and mine == theirs for mine, theirs in (years, address))


def _birth(person: KnownPerson, row: Facts) -> Values:
    """The date or year of birth of a row as far as it does not contradict what is known."""
    known = _year(person)
    if known is not None and known != row.line.birth_year:
        return {}
    return {"birth_date": _text(row.line.birth_date), "birth_year": None if known else row.year}


def _year(person: KnownPerson) -> int | None:
    day: Any = person.values["birth_date"]
    year: int | None = int(day[:4]) if day else person.values["birth_year"]
    return year


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
