"""A row of a list of loans as the import understands it. Which copy and whom it means is not asked here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from centre_app.i18n import _
from centre_app.importing import book_values as book
from centre_app.importing import person_values as people
from centre_app.importing.dates import exact_date
from centre_app.importing.headings import Table
from centre_app.importing.lines import LineReader
from centre_app.importing.moments import moment
from centre_app.importing.values import folded, plain

_FROM, _UNTIL = time(9), time(17)  # what a day without a time counts from, and when such a return was
_STILL_OUT = frozenset(["未还", "未归还", "在借", "借出", "借阅中", "未", "否", "no", "out"])


@dataclass(frozen=True, slots=True)
class LoanLine:
    """A row of a list of loans; texts are "" where nothing is said. `returned` is None for what is still out.

    With any of `problems` the row cannot come in.
    """

    row: int
    barcode: str
    isbn: str
    title: str
    name: str
    phone: str
    card_number: str
    lent: datetime | None
    due: date | None
    returned: datetime | None
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def loan_lines(table: Table) -> Iterator[LoanLine]:
    """Every data row of a table of kind loans, read. Never raises on what people typed."""
    for number, row in table.rows:
        yield _line(LineReader(table.layout, row), number=number)


def _line(reader: LineReader, *, number: int) -> LoanLine:
    lent = _moment(reader, "lent", at=_FROM)
    returned, problems = _returned(reader)
    barcode, isbn = reader.words("barcode", book.barcode), reader.value("isbn", book.isbn) or ""
    title = reader.words("title", book.title)
    name, card = reader.words("person", people.name), reader.words("card_number")
    if lent is None:
        problems.append(_("The day of the loan is missing or cannot be read."))
    if not (barcode or isbn or title):
        problems.append(_("Neither barcode nor ISBN nor title says which copy it was."))
    if not name and not card:
        problems.append(_("Neither name nor card number says who borrowed it."))
    return LoanLine(
        row=number, barcode=barcode, isbn=isbn, title=title, name=name,
        phone=reader.value("phone", people.phone) or "", card_number=card, lent=lent,
        due=reader.value("due", exact_date), returned=returned, notes=tuple(reader.notes), problems=tuple(problems),
    )  # fmt: skip


def _returned(reader: LineReader) -> tuple[datetime | None, list[str]]:
    """When it came back: None for 未还 and the like; anything else that is no day is a problem, not a loan still out."""
    said = next((plain(cell) for cell in reader.cells("returned") if plain(cell)), "")
    if not said or folded(said) in _STILL_OUT:
        return None, []
    found = _moment(reader, "returned", at=_UNTIL)
    return found, [] if found else [
        _("“{text}” does not say on which day it came back.").format(text=said[:40])
    ]


def _moment(reader: LineReader, name: str, *, at: time) -> datetime | None:
    """A day with its time, or with this one where none is given."""
    for cell in reader.cells(name):
        exact = moment(cell).value
        if exact is not None and exact.time() != time():
            return exact
        day = exact.date() if exact is not None else exact_date(cell).value
        if day is not None:
            return datetime.combine(day, at)
    return None
