"""What is in the catalogue, as rows to show: titles with what is on the shelf, copies with who has them.

Each function is one query, `find` two. What changes the catalogue is in `catalogue.py`, which offers these too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from peewee import JOIN, fn

from centre_app.lending.models import GONE, Copy, Donation, Loan, Title
from centre_app.lending.numbers import barcode_number, isbn13
from centre_app.lending.tuples import first_of, tuples_of
from centre_app.people.models import Person
from centre_app.storage.search import TITLE

WINDOW = 500


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
    """One piece with its title's name, its donor and, when it is out, its loan. Prices are in fen."""

    id: int
    title_id: int
    title: str
    authors: str
    isbn: str
    barcode: str
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
    loan: CopyLoan | None

    @property
    def lendable(self) -> bool:
        """Whether it is on the shelf and in stock."""
        return self.loan is None and self.condition not in GONE


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
    copies: list[CopyRow]


def find(text: str, *, limit: int = 50) -> list[TitleRow]:
    """Titles a clerk may mean by this text: words, authors, pinyin, initials, ISBN, class; best first."""
    ids = TITLE.find_ids(isbn13(text) or text, limit=limit)
    rows = {row.id: row for row in _title_rows(_titles().where(Title.id.in_(ids)))} if ids else {}
    return [rows[title_id] for title_id in ids if title_id in rows]


def page_of_titles(*, after: TitleRow | None = None, limit: int = WINDOW) -> list[TitleRow]:
    """The next window of all titles in pinyin order, beginning after the given row."""
    query = _titles().order_by(Title.name_sort, Title.id).limit(limit)
    if after is not None:
        query = query.where(
            (Title.name_sort > after.name_sort)
            | ((Title.name_sort == after.name_sort) & (Title.id > after.id))
        ).where(Title.name_sort >= after.name_sort)
    return _title_rows(query)


def titles_by_isbn(isbn: str) -> list[TitleRow]:
    """Titles with this ISBN, in whichever form it is given: several volumes or editions may share one."""
    number = isbn13(isbn)
    return _title_rows(_titles().where(Title.isbn == number).order_by(Title.id)) if number else []


def title(title_id: int) -> TitleCard | None:
    """A title with all its pieces, gone ones too; None when there is no such title."""
    query = Title.select(
        Title.id, Title.name, Title.authors, Title.publisher, Title.published, Title.isbn, Title.clc_class,
        Title.price_fen, Title.source_id, Title.note,
    ).where(Title.id == title_id)  # fmt: skip
    row = first_of(query)
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


def _titles() -> Any:
    stock = Copy.select().where((Copy.title == Title.id) & Copy.condition.not_in(GONE))
    out = Loan.select().where((Loan.copy == Copy.id) & Loan.returned_at.is_null())
    return Title.select(
        Title.id, Title.name, Title.authors, Title.publisher, Title.published, Title.isbn, Title.clc_class,
        Title.name_sort,
        stock.select(fn.COUNT(Copy.id)),
        stock.select(fn.COALESCE(fn.SUM(Copy.volumes), 0)),
        stock.select(fn.COUNT(Copy.id)).where(~fn.EXISTS(out)),
    )  # fmt: skip


def _title_rows(query: Any) -> list[TitleRow]:
    return [TitleRow(*row) for row in tuples_of(query)]


def _copies() -> Any:
    return (
        Copy.select(
            Copy.id, Title.id, Title.name, Title.authors, Title.isbn, Copy.barcode, Copy.volume, Copy.volumes,
            Copy.set_number, Copy.kind, fn.COALESCE(Donation.donor, ""), Copy.condition, Copy.condition_on,
            Copy.call_number, Copy.location, Copy.price_fen, Copy.accessioned_on, Copy.note,
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
    *values, loan_id, person_id, borrower, lent_at, due_at = row
    loan = CopyLoan(loan_id, person_id, borrower, lent_at, due_at.date()) if loan_id is not None else None
    return CopyRow(*[*values, loan])
