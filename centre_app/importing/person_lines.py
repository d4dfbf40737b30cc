"""A row of a list of people as the import understands it. Whether the centre knows the person is not asked here."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from centre_app.i18n import _
from centre_app.importing import person_values as people
from centre_app.importing.dates import Birth, age, birth, exact_date
from centre_app.importing.headings import Table
from centre_app.importing.lines import LineReader
from centre_app.importing.person_values import Home

_KEPT = (
    "politics",
    "skills",
    "emergency_contact",
    "emergency_phone",
)  # no field has them: they go into the note


class PersonLine(NamedTuple):
    """A row of a list of people; texts are "" where nothing is said. `sex` is F or M, `category` resident, worker or guest.

    `birth_year` is known wherever `birth_date` is. With any of `problems` the row cannot come in.
    """

    row: int
    name: str
    phone: str
    sex: str
    birth_date: date | None
    birth_year: int | None
    category: str
    building: str
    room: str
    address: str
    grid: str
    card_number: str
    head_of_household: str
    relation: str
    guardian: str
    guardian_phone: str
    organisation: str
    remark: str
    card_until: date | None = None
    id_number: str = ""
    notes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"PersonLine of row {self.row}"  # no report of a fault may tell who it is, or an ID number


def person_lines(table: Table, *, today: date) -> Iterator[PersonLine]:
    """Every data row of a table of kind people, read; ages count from `today`. Never raises on what people typed."""
    kept = [field for field in _KEPT if field in table.layout.columns]
    for number, row in table.rows:
        yield _person_line(LineReader(table.layout, row), number=number, kept=kept, today=today)


def _person_line(reader: LineReader, *, number: int, kept: Sequence[str], today: date) -> PersonLine:
    name = reader.words("person", people.name)
    identity = reader.value("identity", people.identity, keep=False)
    born = reader.value("birth", lambda cell: birth(cell, today=today))
    sex = reader.value("sex", people.sex) or ""
    if identity is not None and (born is None or born.day is None) and identity.born <= today:
        born = Birth(identity.born.year, identity.born)
    elif identity is not None and born is not None and born.day != identity.born:
        reader.notes.append(_("The ID number says another day of birth than the list."))
    if identity is not None and sex and sex != identity.sex:
        reader.notes.append(_("The ID number says another sex than the list."))
    if born is None:
        born = reader.value("age", lambda cell: age(cell, today=today))
    home = next((people.home(cell) for cell in reader.cells("home")), Home("", ""))
    for field in kept:
        reader.keep(field)
    return PersonLine(
        row=number,
        name=name,
        phone=reader.value("phone", people.phone) or "",
        sex=sex or (identity.sex if identity else ""),
        birth_date=born.day if born else None,
        birth_year=born.year if born else None,
        category=reader.value("category", people.category) or "",
        building=reader.words("building") or home.building,
        room=reader.words("room") or home.room,
        address=reader.words("address"),
        grid=reader.words("grid"),
        card_number=reader.words("card_number"),
        head_of_household=reader.words("head_of_household", people.name),
        relation=reader.words("relation"),
        guardian=reader.words("guardian", people.name),
        guardian_phone=reader.value("guardian_phone", people.phone) or "",
        organisation=reader.words("organisation"),
        remark=reader.remarks(),
        card_until=reader.value("card_until", exact_date),
        id_number=identity.number if identity is not None else "",
        notes=tuple(reader.notes),
        kept=tuple(reader.kept),
        problems=() if name else (_("The name is missing."),),
    )
