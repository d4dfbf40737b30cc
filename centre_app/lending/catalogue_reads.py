"""What is in the catalogue, as rows to show: titles with what is on the shelf, copies with who has them.

Each function is one query, `find` two or three, and one more for each filter. What changes the catalogue is in `catalogue.py`, which offers these too.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Unpack

from peewee import JOIN, fn

from centre_app.lending import catalogue_filters, flag_rows, title_fields
from centre_app.lending.catalogue_filters import Filters
from centre_app.lending.flag_rows import FlagRow
from centre_app.lending.models import GONE, PRINT_KINDS, Copy, Donation, Loan, Title
from centre_app.lending.numbers import barcode_number, isbn13, isbn_signs, plain
from centre_app.lending.tuples import first_of, tuples_of
from centre_app.people.models import Person
from centre_app.storage.database import db
from centre_app.storage.search import TITLE

WINDOW = 500
_TITLES = f"""
SELECT title.id, name, authors, publisher, published, isbn, clc_class, call_mark, name_sort, count(piece.id),
coalesce(sum(piece.volumes), 0), count(CASE WHEN {catalogue_filters.ON_SHELF} THEN piece.id END)
FROM title LEFT JOIN copy piece ON piece.title_id = title.id AND piece.condition NOT IN {GONE}
WHERE {{among}} GROUP BY title.id ORDER BY {{order}}"""  # noqa: S608
_START_OF_ISBN = re.compile(r"97[89][0-9]{4,9}")
_BY_ISBN = """
SELECT id FROM title WHERE isbn >= ? AND isbn < ? || ':' AND {among}
UNION ALL SELECT id FROM title WHERE isbn = '' AND isbn_given <> '' AND replace(isbn_given, '-', '') LIKE ? AND {among}
LIMIT ?"""
_BY_COPIES = """
SELECT title_id FROM copy JOIN title ON title.id = title_id WHERE barcode = :code AND {among}
UNION SELECT title_id FROM copy JOIN title ON title.id = title_id WHERE shelf_code = :code AND shelf_code <> '' AND {among}
UNION SELECT title_id FROM copy JOIN title ON title.id = title_id
WHERE location >= :start AND location < :beyond AND {among}
UNION SELECT title_id FROM copy JOIN title ON title.id = title_id WHERE call_number = :number AND {among}
UNION SELECT id FROM title WHERE clc_class = :clc AND call_mark = :mark AND call_mark <> '' AND {among}"""
_BY_DONOR = """
UNION SELECT title_id FROM donation CROSS JOIN copy ON donation_id = donation.id JOIN title ON title.id = title_id
WHERE instr(donor, :start) AND {among}"""


@dataclass(frozen=True, slots=True)
class TitleRow:
    """A title in a list. `copies` are the pieces in stock, `volumes` the 册 in them, `available` those on the shelf."""

    id: int
    name: str
    authors: str
    publisher: str
    published: str
    isbn: str
    clc_class: str
    call_mark: str
    name_sort: str
    copies: int
    volumes: int
    available: int


@dataclass(frozen=True, slots=True)
class CopyLoan:
    """Who has a copy since when, and the last day."""

    loan_id: int
    person_id: int
    borrower: str
    lent_at: datetime
    due_on: date


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One piece with its title's name, its donor, its flags and, when it is out, its loan. Prices are in fen."""

    id: int
    title_id: int
    title: str
    authors: str
    isbn: str
    barcode: str
    shelf_code: str
    volume: str
    volumes: int
    set_number: int | None
    kind: str
    donor: str
    condition: str
    condition_on: date | None
    call_number: str
    location: str
    price_fen: int | None
    accessioned_on: date | None
    note: str
    age_from: int | None
    flags: tuple[FlagRow, ...]
    loan: CopyLoan | None

    @property
    def lendable(self) -> bool:
        """Whether it is on the shelf, in stock and for loan."""
        return self.loan is None and self.kept_by is None

    @property
    def open_flags(self) -> list[FlagRow]:
        """What is the matter with it now, the gravest first."""
        return [row for row in self.flags if row.until_at is None]

    @property
    def kept_by(self) -> str | None:
        """The gravest flag that keeps it from being lent, if any does."""
        return flag_rows.kept_by(self.flags, condition=self.condition)

    def has(self, flag: str) -> bool:
        """Whether this is the matter with it now."""
        return self.condition == flag or any(row.flag == flag for row in self.open_flags)


CopyCard = CopyRow


@dataclass(frozen=True, slots=True)
class TitleCard:
    """All that is known of a title, with its pieces."""

    id: int
    name: str
    authors: str
    publisher: str
    published: str
    isbn: str
    clc_class: str
    price_fen: int | None
    source_id: str
    note: str
    call_mark: str
    isbn_given: str
    edition: str
    series_title: str
    place: str
    pages: str
    language: str
    summary: str
    subjects: str
    age_from: int | None
    age_to: int | None
    set_volumes: int | None
    copies: list[CopyRow]

    @property
    def is_print(self) -> bool:
        """Whether all its pieces are books, periodicals or audio-visual, which are counted in 套 and 册."""
        return all(row.kind in PRINT_KINDS for row in self.copies)

    @property
    def stock(self) -> tuple[int, int]:
        """How many 套 and 册 are in stock: pieces with one set number are one set, any other piece is one by itself."""
        here = [row for row in self.copies if row.condition not in GONE]
        sets = {f"copy {row.id}" if row.set_number is None else row.set_number for row in here}
        return len(sets), sum(row.volumes for row in here)


def find(text: str, *, limit: int = 50, by_donor: bool = True, **filters: Unpack[Filters]) -> list[TitleRow]:
    """Titles a clerk may mean by this text, best first: words, authors, pinyin, initials, ISBN, class.

    After them those with a piece of that barcode or call number, on that shelf (its beginning will do), or from a donor
    of that name or part of a name. With filters only titles that pass them all. Without `by_donor` the donors are left
    alone: what visitors search.
    """
    few = catalogue_filters.few_ids(**filters)
    if few is not None:
        among = catalogue_filters.one_of(few)
        ids = TITLE.find_among(isbn13(text) or text, few, limit=limit) if few else []
    else:
        among = catalogue_filters.condition(**filters)
        ids = _ids_by_isbn(text, limit=limit, among=among)
        ids = ids or TITLE.find_ids(isbn13(text) or text, limit=limit, among=among)
    if len(ids) < limit and few != []:
        ids = list(dict.fromkeys((*ids, *_ids_by_copies(text, limit=limit, among=among, by_donor=by_donor))))[
            :limit
        ]
    return titles_of(ids)


def titles_of(ids: Sequence[int]) -> list[TitleRow]:
    """These titles, in the order of their ids as given; those that are no more are left out."""
    if not ids:
        return []
    rows = {row.id: row for row in _title_rows(catalogue_filters.one_of(ids), order="title.id")}
    return [rows[title_id] for title_id in ids if title_id in rows]


def page_of_titles(
    *, after: TitleRow | None = None, limit: int = WINDOW, **filters: Unpack[Filters]
) -> list[TitleRow]:
    """The next window of all titles in pinyin order, beginning after the given row; filters as in `find`."""
    last = None if after is None else (after.name_sort, after.id)
    query, values = catalogue_filters.window(after=last, limit=limit, **filters)
    return _title_rows(f"title.id IN ({query})", values, order="title.name_sort, title.id")


def titles_by_isbn(isbn: str) -> list[TitleRow]:
    """Titles with this ISBN, in whichever form it is given: several volumes or editions may share one."""
    number = isbn13(isbn)
    return _title_rows("title.isbn = ?", (number,), order="title.id") if number else []


def title(title_id: int) -> TitleCard | None:
    """A title with all its pieces, gone ones too; None when there is no such title."""
    row = first_of(Title.select(*title_fields.columns()).where(Title.id == title_id))
    return TitleCard(*[*row, copies_of(title_id)]) if row else None


def copies_of(title_id: int) -> list[CopyRow]:
    """A title's pieces by set, volume and barcode."""
    order = (Copy.set_number, Copy.volume, Copy.barcode)
    return _copy_rows(_copies().where(Copy.title == title_id).order_by(*order))


def copy(copy_id: int) -> CopyRow | None:
    """One piece by its id."""
    return next(iter(_copy_rows(_copies().where(Copy.id == copy_id))), None)


def copy_by_barcode(code: str) -> CopyRow | None:
    """The piece with this barcode, letters in either case; None when nothing has it."""
    return next(iter(_copy_rows(_copies().where(Copy.barcode == barcode_number(code)))), None)


def copies_by_shelf_code(code: str) -> list[CopyRow]:
    """The pieces under this shelf code that are not withdrawn, in the order of their numbers; none for any other code."""
    given = barcode_number(code)
    query = _copies().where(
        (Copy.shelf_code == given) & (Copy.shelf_code != "") & (Copy.condition != "withdrawn")
    )
    return _copy_rows(query.order_by(Copy.id)) if given else []


def copies_by_isbn(isbn: str, *, limit: int = 50) -> list[CopyRow]:
    """Pieces in stock of the titles with this ISBN, those on the shelf first: what a scanned ISBN may mean."""
    number = isbn13(isbn)
    if not number:
        return []
    query = _copies().where((Title.isbn == number) & Copy.condition.not_in(GONE))
    return _copy_rows(query.order_by(Loan.id.is_null(False), Copy.barcode).limit(limit))


def copies_beginning(code: str, *, limit: int = 20) -> list[CopyRow]:
    """Pieces whose barcode begins like this, for suggestions while a number is typed."""
    start = barcode_number(code)
    if not start:
        return []
    query = _copies().where((Copy.barcode >= start) & (Copy.barcode < start + "\U0010ffff"))
    return _copy_rows(query.order_by(Copy.barcode).limit(limit))


def copies_since(day: date, *, limit: int = 5000) -> list[CopyRow]:
    """Pieces in stock that came in on that day or later, in the order of their barcodes."""
    query = _copies().where((Copy.accessioned_on >= day) & Copy.condition.not_in(GONE))
    return _copy_rows(query.order_by(Copy.barcode).limit(limit))


def copies_listed(ids: Sequence[int]) -> list[CopyRow]:
    """These pieces, in the order given; what is gone meanwhile is left out."""
    rows: dict[int, CopyRow] = {}
    for start in range(0, len(ids), WINDOW):
        found = _copy_rows(_copies().where(Copy.id.in_(list(ids[start : start + WINDOW]))))
        rows.update({row.id: row for row in found})
    return [rows[copy_id] for copy_id in ids if copy_id in rows]


def copies_at(location: str, *, limit: int = 5000) -> list[CopyRow]:
    """Pieces in stock on that shelf, in the order they stand there."""
    query = _copies().where((Copy.location == location) & Copy.condition.not_in(GONE))
    return _copy_rows(query.order_by(Copy.call_number, Copy.barcode).limit(limit))


def locations(text: str = "", *, limit: int = 20) -> list[str]:
    """Shelves in use that hold the text, the most used first."""
    query = (
        Copy.select(Copy.location).where((Copy.location != "") & Copy.location.contains(text))
        .group_by(Copy.location).order_by(fn.COUNT(Copy.id).desc()).limit(limit)
    )  # fmt: skip
    return [place for (place,) in tuples_of(query)]


def _ids_by_isbn(text: str, *, limit: int, among: str) -> list[int]:
    """Titles whose ISBN begins with this: so many have seven digits in common that the words would be slow to look at."""
    start = isbn_signs(text)
    if not _START_OF_ISBN.fullmatch(start):
        return []
    return [
        row[0]
        for row in db.execute_sql(_BY_ISBN.format(among=among or "TRUE"), (start, start, f"{start}%", limit))
    ]


def _ids_by_copies(text: str, *, limit: int, among: str, by_donor: bool) -> list[int]:
    """Titles by what is known of their pieces alone: barcode, the beginning of the shelf's name, part of a donor's name."""
    words = plain(text)
    if not words:
        return []
    clc_class, stroke, mark = words.partition("/")
    values = {
        "code": barcode_number(text), "start": words, "beyond": words + "\U0010ffff", "limit": limit,
        "number": words, "clc": title_fields.class_of(clc_class), "mark": mark if stroke else "",
    }  # fmt: skip
    query = f"{_BY_COPIES}{_BY_DONOR if by_donor else ''} LIMIT :limit"
    return [row[0] for row in db.execute_sql(query.format(among=among or "TRUE"), values)]


def _title_rows(among: str, values: Sequence[Any] = (), *, order: str) -> list[TitleRow]:
    """The rows of the titles that meet a condition in SQL; in words of our own, since a keystroke waits for 200 of them."""
    return [TitleRow(*row) for row in db.execute_sql(_TITLES.format(among=among, order=order), values)]


def _copies() -> Any:
    return (
        Copy.select(
            Copy.id, Title.id, Title.name, Title.authors, Title.isbn, Copy.barcode, Copy.shelf_code, Copy.volume, Copy.volumes,
            Copy.set_number, Copy.kind, fn.COALESCE(Donation.donor, ""), Copy.condition, Copy.condition_on,
            Copy.call_number, Copy.location, Copy.price_fen, Copy.accessioned_on, Copy.note, Title.age_from, flag_rows.all_of_copy(),
            Loan.id, Person.id, Person.name, Loan.lent_at, Loan.due_at,
        )
        .join(Title)
        .switch(Copy).join(Donation, JOIN.LEFT_OUTER)
        .switch(Copy).join(Loan, JOIN.LEFT_OUTER, on=(Loan.copy == Copy.id) & Loan.returned_at.is_null())
        .join(Person, JOIN.LEFT_OUTER)
    )  # fmt: skip


def _copy_rows(query: Any) -> list[CopyRow]:
    return [_copy_row(row) for row in tuples_of(query)]


def _copy_row(row: Iterable[Any]) -> CopyRow:
    *values, flags, loan_id, person_id, borrower, lent_at, due_at = row
    loan = CopyLoan(loan_id, person_id, borrower, lent_at, due_at.date()) if loan_id is not None else None
    return CopyRow(*[*values, flag_rows.rows_of(flags), loan])
