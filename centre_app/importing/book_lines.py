"""A row of a list of books or copies as the import understands it. Whether the centre knows it already is not asked here."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from centre_app.i18n import _
from centre_app.importing import book_values as book
from centre_app.importing.dates import exact_date
from centre_app.importing.dates import published as published_on
from centre_app.importing.headings import Table
from centre_app.importing.imprints import Imprint, details, imprint, title_and_authors
from centre_app.importing.lines import LineReader
from centre_app.importing.title_facts import TitleFacts, title_facts
from centre_app.importing.values import count, plain
from centre_app.lending.numbers import isbn13

MOST_COPIES = 1_000
LONGEST_GIVEN = 60
_NONE = Imprint()


class BookLine(NamedTuple):
    """A row of a list of books or copies; texts are "" where nothing is said. `row` is its number in the file.

    `price` in fen; `copies` pieces, each of `volumes` 册. `notes` say what was not read; `kept` are the texts to keep as a
    note ("ISBN: 20923655"); with any of `problems` the row cannot come in.
    """

    row: int
    title: str
    authors: str
    publisher: str
    published: str
    price: int | None
    isbn: str
    clc_class: str
    subject: str
    call_number: str
    barcode: str
    location: str
    source_id: str
    copies: int
    volumes: int
    donor: str
    donated_on: date | None
    remark: str
    facts: TitleFacts
    notes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def book_lines(table: Table) -> Iterator[BookLine]:
    """Every data row of a table of kind books or copies, read. Never raises on what people typed."""
    for number, row in table.rows:
        yield _book_line(LineReader(table.layout, row), number=number, damage=table.problems.get(number, ""))


def _book_line(reader: LineReader, *, number: int, damage: str = "") -> BookLine:
    columns = reader.layout.columns
    together = _together(reader) if {"imprint", "details", "title_and_authors"} & columns.keys() else _NONE
    name = reader.words("title", book.title) or together.title
    price = reader.value("price", book.price)
    copies, volumes, problems = _amounts(reader, title=name, together=together)
    source_id = reader.words("source_id")
    isbn, given = _isbn(reader, together)
    if damage:
        problems = [damage]
    elif not name and not (reader.layout.kind == "copies" and (source_id or isbn)):
        problems.insert(0, _("The title is missing."))
    subject = reader.words("subject")
    return BookLine(
        row=number,
        title=name,
        authors=reader.words("authors", book.authors) or together.authors,
        publisher=reader.words("publisher", book.publisher) or together.publisher,
        published=reader.value("published", published_on) or together.published or "",
        price=price if price is not None else together.price,
        isbn=isbn,
        clc_class=reader.value("clc_class", book.clc_class) or book.clc_class(subject).value or "",
        subject=subject,
        call_number=reader.words("call_number", book.call_number),
        barcode=reader.words("barcode", book.barcode),
        location=reader.words("location"),
        source_id=source_id,
        copies=copies,
        volumes=volumes,
        donor=reader.words("donor"),
        donated_on=reader.value("donated_on", exact_date),
        remark=reader.remarks(),
        facts=title_facts(reader, isbn_given=given),
        notes=tuple(reader.notes) + together.notes,
        kept=tuple(reader.kept) + together.kept,
        problems=tuple(problems),
    )


def _isbn(reader: LineReader, together: Imprint) -> tuple[str, str]:
    """The ISBN of its own column, else of a combined one, and how the book writes it where that is another way.

    Only without either is the odd number told and kept as given.
    """
    for cell in reader.cells("isbn"):
        if found := book.isbn(cell).value:
            given = plain(cell)
            return found, given if given != found and isbn13(given) == found else ""
    found = together.isbn or reader.value("isbn", book.isbn, keep=False) or ""
    odd = "" if found else next((given for cell in reader.cells("isbn") if (given := plain(cell))), "")
    return found, odd[:LONGEST_GIVEN]


def _together(reader: LineReader) -> Imprint:
    """What the columns say that hold several things: 出版信息, 题名与责任者, 规格; the first that says a part counts."""
    said = [imprint(cell) for cell in reader.cells("imprint")]
    said += [title_and_authors(cell) for cell in reader.cells("title_and_authors")]
    said += [details(cell) for cell in reader.cells("details")]

    def first(part: str) -> object:
        return next((value for one in said if (value := getattr(one, part))), getattr(_NONE, part))

    return Imprint(**{part: first(part) for part in Imprint.__slots__})  # type: ignore[arg-type]


def _amounts(reader: LineReader, *, title: str, together: Imprint) -> tuple[int, int, list[str]]:
    """Pieces and volumes in each, and what is wrong with the counts.

    套数 are pieces, and 册数 beside it their volumes together. 册数 alone counts single books, but whole sets where the title
    names a set and the number is a multiple of its volumes. In a list of copies each row is one piece of one volume.
    """
    problems: list[str] = []
    said = {
        name: _amount(reader, name, problems=problems) for name in ("sets", "copies", "pieces", "volumes")
    }
    if reader.layout.kind == "copies":
        return 1, said["volumes"] or 1, problems
    in_price = next((found for cell in reader.cells("price") if (found := book.volumes(cell).value)), None)
    volumes = said["volumes"] or book.volumes(title).value or together.volumes or in_price or 1
    pieces = said["pieces"]
    if said["sets"]:
        copies = said["sets"]
        volumes = pieces // copies if pieces and pieces % copies == 0 else volumes
    elif said["copies"]:
        copies = said["copies"]
    elif pieces and pieces % volumes == 0:
        copies = pieces // volumes
    else:
        copies, volumes = pieces or 1, 1 if pieces else volumes
    if copies > MOST_COPIES:
        problems.append(
            _("{count} copies in one row are more than {limit}.").format(count=copies, limit=MOST_COPIES)
        )
    return copies, volumes, problems


def _amount(reader: LineReader, name: str, *, problems: list[str]) -> int | None:
    """A count of one or more; None where nothing is said."""
    for cell in reader.cells(name):
        parsed = count(cell)
        if parsed.value:
            return parsed.value
        if plain(cell):
            problems.append(parsed.note or _("The number of copies is 0."))
            return None
    return None
