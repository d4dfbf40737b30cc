"""A row of a list of people brought into the shape in which the centre keeps facts; what has no place goes into the note."""

from collections.abc import Callable
from typing import NamedTuple

from centre_app import errors
from centre_app.i18n import N_, _
from centre_app.importing.person_lines import PersonLine
from centre_app.importing.person_values import home
from centre_app.importing.writes import Values
from centre_app.people import fields, identity

_LONGEST_NOTE = 2000


class Facts(NamedTuple):
    """A row with its values as stored. `year` only where no date is known; `is_bare` where nothing tells the person apart.

    `note` is kept with the person, `notes` are sentences for the clerk, with any of `problems` the row cannot come in.
    `identity` are the columns that keep what may be kept of an ID number; none where there is no right one.
    """

    line: PersonLine
    name: str
    phone: str
    card: str
    year: int | None
    address: tuple[str, str]
    guardian_phone: str
    note: str
    notes: tuple[str, ...]
    problems: tuple[str, ...]
    identity: Values

    @property
    def guardian_note(self) -> str:
        """What is kept of a guardian who is not known."""
        said = (self.line.guardian, self.line.guardian_phone)
        return _("Guardian: {name}").format(name=" ".join(filter(None, said)))

    @property
    def is_bare(self) -> bool:
        """Whether the row says no more than a name."""
        said = (self.phone, self.card, self.year, self.line.birth_date, *self.address, self.digest)
        return not any(said)

    @property
    def digest(self) -> str | None:
        """By what the ID number can be compared; None without a number or without a key store."""
        found: str | None = self.identity.get("id_digest")
        return found


def facts(line: PersonLine) -> Facts:
    """Check and fold what the row says. Never raises."""
    notes, kept, problems = list(line.notes), list(line.kept), list(line.problems)

    def checked(check: Callable[[str], str], text: str, label: str) -> str:
        try:
            return check(text) if text else ""
        except errors.CentreError as error:
            notes.append(error.sentence())
            kept.append(f"{_(label)}: {text}")
            return ""

    name = ""
    if line.name:
        try:
            name = fields.name(line.name)
        except errors.CentreError as error:
            problems.append(error.sentence())
    phone = checked(fields.phone, line.phone, N_("Phone"))
    card = checked(fields.card, line.card_number, N_("Card number"))
    address, rest = _address(line)
    guardian_phone = checked(fields.phone, line.guardian_phone, N_("Guardian's phone"))
    kept_of_id = _identity(line.id_number, notes=notes)
    words = [line.remark, *kept, *rest, *_said_of(line)]
    return Facts(
        line=line, name=name, phone=phone, card=card, year=None if line.birth_date else line.birth_year, address=address,
        guardian_phone=guardian_phone, note="\n".join(dict.fromkeys(text for text in words if text))[:_LONGEST_NOTE],
        notes=tuple(notes), problems=tuple(problems), identity=kept_of_id,
    )  # fmt: skip


def _identity(number: str, *, notes: list[str]) -> Values:
    """What is kept of an ID number, or why nothing is."""
    if not number:
        return {}
    try:
        return dict(zip(identity.COLUMNS, identity.kept(number, identity.read(number)), strict=True))
    except errors.CentreError as error:
        notes.append(error.sentence())
        return {}


def _address(line: PersonLine) -> tuple[tuple[str, str], list[str]]:
    """Building and room, and what of the address is for the note: a postal address names no household by itself."""
    building, room = line.building, line.room
    words = [_("Address: {address}").format(address=line.address)] if line.address else []
    if line.address and not building and not room and (split := home(line.address)).building and split.room:
        building, room, words = split.building, split.room, []
    if not building and not room:
        return ("", ""), words
    try:
        return (fields.address_part(building), fields.address_part(room)), words
    except errors.CentreError:
        return ("", ""), [*words, _("Address: {address}").format(address=f"{building} {room}".strip())]


def _said_of(line: PersonLine) -> list[str]:
    """What the record has no field for yet."""
    if not (line.grid or line.organisation or line.head_of_household or line.relation):
        return []
    said = (
        (N_("Grid"), line.grid),
        (N_("Organisation"), line.organisation),
        (N_("Head of household"), line.head_of_household),
        (N_("Relation to the head of household"), line.relation),
    )
    return [f"{_(label)}: {text}" for label, text in said if text]
