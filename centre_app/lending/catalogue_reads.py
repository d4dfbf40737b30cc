"""What is in the catalogue, as rows to show: titles with what is on the shelf, copies with who has them.

Each function is one query, `find` two. What changes the catalogue is in `catalogue.py`, which offers these too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from peewee import JOIN, fn

from centre_app.lending import flag_rows
from centre_app.lending.flag_rows import FlagRow
from centre_app.lending.models import GONE, KINDS, NOT_LENT, Copy, CopyFlag, Donation, Loan, Title
from centre_app.lending.numbers import barcode_number, isbn13, plain
from centre_app.lending.tuples import first_of, tuples_of
from centre_app.people.models import Person
from centre_app.storage.database import db
from centre_app.storage.search import TITLE

WINDOW = 500
_ON_SHELF = f"""NOT EXISTS (SELECT 1 FROM loan WHERE copy_id = piece.id AND returned_at IS NULL)
AND NOT EXISTS (SELECT 1 FROM copy_flag WHERE copy_id = piece.id AND until_at IS NULL AND flag IN {NOT_LENT})"""  # noqa: S608
_BY_COPIES = """
SELECT title_id FROM copy JOIN title ON title.id = title_id WHERE barcode = :code AND {among}
UNION SELECT title_id FROM copy JOIN title ON title.id = title_id
WHERE location >= :start AND location < :beyond AND {among}"""
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
    copies: list[CopyRow]


def find(
    text: str, *, limit: int = 50, kind: str = "", on_shelf: bool = False, by_donor: bool = True
) -> list[TitleRow]:
    """Titles a clerk may mean by this text, best first: words, authors, pinyin, initials, ISBN, class.

    After them those with a piece of that barcode, on that shelf (its beginning will do), or from a donor of that name or
    part of a name. With `kind` (of KINDS) or `on_shelf` only titles that have such a piece in stock, or one not lent.
    Without `by_donor` the donors are left alone: what visitors search.
    """
    among = _among(kind, on_shelf=on_shelf)
    ids = TITLE.find_ids(isbn13(text) or text, limit=limit, among=among)
    if len(ids) < limit:
        ids = list(dict.fromkeys((*ids, *_ids_by_copies(text, limit=limit, among=among, by_donor=by_donor))))[
            :limit
        ]
    return titles_of(ids)


def titles_of(ids: Sequence[int]) -> list[TitleRow]:
    """These titles, in the order of their ids as given; those that are no more are left out."""
    rows = {row.id: row for row in _title_rows(_titles().where(Title.id.in_(list(ids))))} if ids else {}
    return [rows[title_id] for title_id in ids if title_id in rows]


def page_of_titles(
    *, after: TitleRow | None = None, limit: int = WINDOW, kind: str = "", on_shelf: bool = False
) -> list[TitleRow]:
    """The next window of all titles in pinyin order, beginning after the given row; filters as in `find`."""
    query = _titles().order_by(Title.name_sort, Title.id).limit(limit)
    if kind or on_shelf:
        pieces = Copy.select().where((Copy.title == Title.id) & Copy.condition.not_in(GONE))
        pieces = pieces.where(Copy.kind == kind) if kind else pieces
        pieces = pieces.where(~fn.EXISTS(_out()) & ~fn.EXISTS(_kept())) if on_shelf else pieces
        query = query.where(fn.EXISTS(pieces))
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


def _among(kind: str, *, on_shelf: bool) -> str:
    """The condition in SQL on a title for the filters of a search, "" for none. Raises ValueError for an unknown kind."""
    wanted = []
    if kind:
        wanted.append(f"piece.kind = '{KINDS[KINDS.index(kind)]}'")
    if on_shelf:
        wanted.append(_ON_SHELF)
    if not wanted:
        return ""
    conditions = " AND ".join((*wanted, f"piece.condition NOT IN {GONE}"))
    return f"EXISTS (SELECT 1 FROM copy piece WHERE piece.title_id = title.id AND {conditions})"  # noqa: S608


def _ids_by_copies(text: str, *, limit: int, among: str, by_donor: bool) -> list[int]:
    """Titles by what is known of their pieces alone: barcode, the beginning of the shelf's name, part of a donor's name."""
    words = plain(text)
    if not words:
        return []
    values = {"code": barcode_number(text), "start": words, "beyond": words + "\U0010ffff", "limit": limit}
    query = f"{_BY_COPIES}{_BY_DONOR if by_donor else ''} LIMIT :limit"
    return [row[0] for row in db.execute_sql(query.format(among=among or "TRUE"), values)]


def _titles() -> Any:
    stock = Copy.select().where((Copy.title == Title.id) & Copy.condition.not_in(GONE))
    return Title.select(
        Title.id, Title.name, Title.authors, Title.publisher, Title.published, Title.isbn, Title.clc_class,
        Title.name_sort,
        stock.select(fn.COUNT(Copy.id)),
        stock.select(fn.COALESCE(fn.SUM(Copy.volumes), 0)),
        stock.select(fn.COUNT(Copy.id)).where(~fn.EXISTS(_out()) & ~fn.EXISTS(_kept())),
    )  # fmt: skip


def _out() -> Any:
    """The open loan of a copy."""
    return Loan.select().where((Loan.copy == Copy.id) & Loan.returned_at.is_null())


def _kept() -> Any:
    """The open flags of a copy that keep it from being lent."""
    return CopyFlag.select().where(
        (CopyFlag.copy == Copy.id) & CopyFlag.until_at.is_null() & CopyFlag.flag.in_(NOT_LENT)
    )


def _title_rows(query: Any) -> list[TitleRow]:
    return [TitleRow(*row) for row in tuples_of(query)]


def _copies() -> Any:
    return (
        Copy.select(
            Copy.id, Title.id, Title.name, Title.authors, Title.isbn, Copy.barcode, Copy.volume, Copy.volumes,
            Copy.set_number, Copy.kind, fn.COALESCE(Donation.donor, ""), Copy.condition, Copy.condition_on,
            Copy.call_number, Copy.location, Copy.price_fen, Copy.accessioned_on, Copy.note, flag_rows.all_of_copy(),
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
