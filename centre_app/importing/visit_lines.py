"""A row of a visitors' register as the import understands it. Who the visitor is, is not asked here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from centre_app.i18n import _
from centre_app.importing import person_values as people
from centre_app.importing.dates import exact_date
from centre_app.importing.headings import Table
from centre_app.importing.lines import LineReader
from centre_app.importing.moments import moment, span
from centre_app.importing.values import count, plain


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A row of a visitors' register. `arrived` is None beside a problem, or where only the `day` is known.

    Without a name it is a nameless group of `head_count`. With any of `problems` the row cannot come in.
    """

    row: int
    name: str
    phone: str
    sex: str
    category: str
    purpose: str
    day: date | None
    arrived: datetime | None
    left: datetime | None
    head_count: int
    organisation: str
    room_name: str
    host: str
    remark: str
    notes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def visit_lines(table: Table) -> Iterator[VisitLine]:
    """Every data row of a table of kind visits, read. Never raises on what people typed."""
    for number, row in table.rows:
        yield _visit_line(LineReader(table.layout, row), number=number)


def _visit_line(reader: LineReader, *, number: int) -> VisitLine:
    day, arrived, left = _times(reader)
    heads, problems = _heads(reader)
    if arrived is None and day is None:
        problems.append(_("The time of arrival is missing or cannot be read."))
    elif arrived is not None and left is not None and left < arrived:
        problems.append(_("The visit ends before it begins."))
    return VisitLine(
        row=number,
        name=reader.words("person", people.name),
        phone=reader.value("phone", people.phone) or "",
        sex=reader.value("sex", people.sex) or "",
        category=reader.value("category", people.category) or "",
        purpose=reader.words("purpose"),
        day=day,
        arrived=arrived,
        left=left,
        head_count=heads,
        organisation=reader.words("organisation"),
        room_name=reader.words("room_name"),
        host=reader.words("host"),
        remark=reader.remarks(),
        notes=tuple(reader.notes),
        kept=tuple(reader.kept),
        problems=tuple(problems),
    )


def _times(reader: LineReader) -> tuple[date | None, datetime | None, datetime | None]:
    """The day, the arrival and the leaving: from one column each, or from one column with both."""
    day = reader.value("day", exact_date)
    both = reader.value("span", lambda cell: span(cell, day=day))
    if both is not None:
        return both.start.date(), both.start, both.end
    notes, kept = len(reader.notes), len(reader.kept)
    arrived = reader.value("arrived", lambda cell: moment(cell, day=day))
    if arrived is None:
        alone = next((found for cell in reader.cells("arrived") if (found := exact_date(cell).value)), None)
        if alone:  # a day without a time is understood: nothing to complain of
            del reader.notes[notes:], reader.kept[kept:]
        return alone or day, None, None
    return arrived.date(), arrived, reader.value("left", lambda cell: moment(cell, day=arrived.date()))


def _heads(reader: LineReader) -> tuple[int, list[str]]:
    for cell in reader.cells("head_count"):
        parsed = count(cell)
        if parsed.value:
            return parsed.value, []
        if plain(cell):
            return 1, [parsed.note or _("The number of persons is 0.")]
    return 1, []
