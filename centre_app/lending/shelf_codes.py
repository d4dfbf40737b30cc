"""Several like things with one code on their shelf: umbrellas, power banks. Each piece is a copy, so that each has its loan.

The pieces have barcodes of their own, the shelf code with a number behind it; nobody needs to stick them on.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from centre_app import errors
from centre_app.i18n import N_, _
from centre_app.lending import catalogue, catalogue_reads, flags, loans, numbers
from centre_app.lending.catalogue_reads import CopyRow
from centre_app.lending.loans import Lent, Returned
from centre_app.lending.models import GONE, Copy, Loan, Title
from centre_app.lending.tuples import first_of, tuples_of
from centre_app.people.masking import masked_name
from centre_app.people.models import Person
from centre_app.storage.action import action

MOST_PIECES = 200
_TOLD = 3  # so many of those who have one are named


@dataclass(frozen=True, slots=True)
class Shelf:
    """The pieces under one shelf code, those that are withdrawn left out."""

    code: str
    title_id: int
    title: str
    pieces: tuple[CopyRow, ...]

    @property
    def stock(self) -> list[CopyRow]:
        """The pieces that belong to the centre now."""
        return [row for row in self.pieces if row.condition not in GONE]

    @property
    def free(self) -> list[CopyRow]:
        """The pieces that can be lent."""
        return [row for row in self.pieces if row.lendable]

    @property
    def out(self) -> list[CopyRow]:
        """The pieces that somebody has, the longest out first."""
        return sorted((row for row in self.pieces if row.loan), key=_since)

    def out_with(self, person_id: int) -> list[CopyRow]:
        """The pieces this person has, the longest out first."""
        return [row for row in self.out if row.loan is not None and row.loan.person_id == person_id]

    def refusal(self, count: int) -> errors.CentreError | None:
        """Why so many cannot be lent, None if they can; nobody is named in full."""
        free = len(self.free)
        if free >= count:
            return None
        if free:
            return errors.TooFewPieces(title=self.title, free=free, wanted=count)
        if not self.out:
            return errors.NoPieceForLoan(title=self.title, count=len(self.stock))
        return errors.NoPieceLeft(title=self.title, who=self._who())

    def _who(self) -> str:
        told = [
            _("{name} until {day:%m-%d}").format(name=masked_name(row.loan.borrower), day=row.loan.due_on)
            for row in self.out[:_TOLD]
            if row.loan is not None
        ]
        more = len(self.out) - _TOLD
        return _(", ").join([*told, _("{count} more are out").format(count=more)] if more > 0 else told)


def shelf(code: str) -> Shelf | None:
    """The pieces under this shelf code; None for any other code."""
    rows = catalogue_reads.copies_by_shelf_code(code)
    return Shelf(rows[0].shelf_code, rows[0].title_id, rows[0].title, tuple(rows)) if rows else None


def is_shelf_code(code: str) -> bool:
    """Whether several like pieces have this code."""
    given = numbers.barcode_number(code)
    return bool(given) and Copy.select().where((Copy.shelf_code == given) & (Copy.shelf_code != "")).exists()


def next_piece(code: str, *, besides: Collection[str]) -> str:
    """The barcode to take a counted piece for: of those under this shelf code the next that is not among `besides`.

    Pieces that should be on the shelf come first. Once all are counted it is the last; any other code is itself.
    """
    found = shelf(code)
    if found is None:
        return code
    counted = {each.casefold() for each in besides}
    rows = sorted(found.pieces, key=lambda row: (row.loan is not None, row.has("lost")))
    return next((row.barcode for row in rows if row.barcode.casefold() not in counted), rows[-1].barcode)


@action(N_("add pieces with one shelf barcode"))
def add_pieces(*, title_id: int, count: int, shelf_code: str = "", **copy: Any) -> list[int]:
    """Add so many like pieces under one code, the next automatic one where none is given; returns their ids.

    Under a code that the title has already they are more of the same. The rest is named as in `catalogue.add_copy`.
    Raises PiecesImpossible, CodeTaken, and what `add_copy` raises.
    """
    code = numbers.barcode_number(shelf_code) or numbers.automatic_barcodes()[0]
    _refuse_if_taken(code, title_id=title_id)
    before = tuples_of(Copy.select(Copy.barcode).where(Copy.shelf_code == code))
    if count < 1 or count + len(before) > MOST_PIECES:
        raise errors.PiecesImpossible(count=count, most=MOST_PIECES - len(before))
    first = max((_number(barcode, code) for (barcode,) in before), default=0) + 1
    made = [
        catalogue.add_copy(title_id=title_id, barcode=f"{code}-{number}", **copy)
        for number in range(first, first + count)
    ]
    Copy.update(shelf_code=code).where(Copy.id.in_(made)).execute()
    return made


@action(N_("change pieces with one shelf barcode"))
def change_pieces(*, shelf_code: str, count: int, code: str = "", reason: str = "") -> None:
    """Have so many pieces from now on: new ones like the first, or free ones withdrawn, the latest first.

    `code` puts another code on the shelf. Raises ShelfCodeUnknown, PiecesImpossible, PiecesOut and CodeTaken.
    """
    found = shelf(shelf_code)
    if found is None:
        raise errors.ShelfCodeUnknown(code=shelf_code)
    if not 1 <= count <= MOST_PIECES:
        raise errors.PiecesImpossible(count=count, most=MOST_PIECES)
    more = count - len(found.stock)
    if more > 0:
        first = found.pieces[0]
        add_pieces(
            title_id=found.title_id, count=more, shelf_code=found.code, kind=first.kind, location=first.location,
            call_number=first.call_number, price_fen=first.price_fen, volumes=first.volumes,
        )  # fmt: skip
    elif more < 0:
        leaving = [row.id for row in reversed(found.stock) if row.loan is None][:-more]
        if len(leaving) < -more:
            raise errors.PiecesOut(title=found.title, out=len(found.stock) - len(leaving))
        flags.withdraw(copy_ids=leaving, reason=reason or _("fewer pieces"))
    wanted = numbers.barcode_number(code) or found.code
    if wanted != found.code:
        _refuse_if_taken(wanted, title_id=found.title_id)
        Copy.update(shelf_code=wanted).where(Copy.shelf_code == found.code).execute()


@action(N_("lend pieces with one shelf barcode"))
def lend_pieces(
    *, shelf_code: str, person_id: int, count: int = 1, reasons: Mapping[str, str] | None = None
) -> list[Lent]:
    """Lend so many free pieces, all or none.

    Raises ShelfCodeUnknown, NoPieceLeft, NoPieceForLoan, TooFewPieces, and what `loans.lend` raises.
    """
    found = _shelf(shelf_code, count)
    if refusal := found.refusal(count):
        raise refusal
    return [loans.lend(copy_id=row.id, person_id=person_id, reasons=reasons) for row in found.free[:count]]


@action(N_("return pieces with one shelf barcode"))
def return_pieces(*, shelf_code: str, person_id: int, count: int = 1) -> list[Returned]:
    """Take back so many pieces that a person has, the longest out first; fewer if they have fewer. Raises ShelfCodeUnknown."""
    found = _shelf(shelf_code, count)
    return [loans.return_copy(row.id) for row in found.out_with(person_id)[:count]]


@action(N_("lend another piece instead of the return"))
def lend_instead(
    *,
    loan_ids: list[int],
    shelf_code: str,
    person_id: int,
    count: int = 1,
    reasons: Mapping[str, str] | None = None,
) -> list[Lent]:
    """The pieces just returned stay with their borrower after all, and so many more are lent. Raises as `lend_pieces`."""
    Loan.update(returned_at=None).where(Loan.id.in_(loan_ids)).execute()
    return lend_pieces(shelf_code=shelf_code, person_id=person_id, count=count, reasons=reasons)


def _shelf(code: str, count: int) -> Shelf:
    found = shelf(code)
    if found is None:
        raise errors.ShelfCodeUnknown(code=code)
    if not 1 <= count <= MOST_PIECES:
        raise errors.PiecesImpossible(count=count, most=MOST_PIECES)
    return found


def _refuse_if_taken(code: str, *, title_id: int) -> None:
    """See that a shelf code is nobody's card, no piece's barcode and no other title's. Raises CodeTaken."""
    held = (Copy.barcode == code) | (
        (Copy.shelf_code == code) & (Copy.shelf_code != "") & (Copy.title != title_id)
    )
    if row := first_of(Copy.select(Title.name).join(Title).where(held)):
        raise errors.CodeTaken(code=code, owner=_("a copy of “{title}”").format(title=row[0]))
    if row := first_of(Person.select(Person.name).where(Person.card_number == code)):
        raise errors.CodeTaken(code=code, owner=_("the card of {name}").format(name=row[0]))


def _number(barcode: str, code: str) -> int:
    tail = barcode[len(code) + 1 :]
    return int(tail) if tail.isascii() and tail.isdecimal() else 0


def _since(row: CopyRow) -> Any:
    return (row.loan.lent_at, row.id) if row.loan else None
