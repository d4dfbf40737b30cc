"""What becomes of the rows of lists of books and of copies: which title and which copies each row means.

- A row's title is the known one of the same number in its list (图书ID), the same ISBN, or the same name where authors and
  publisher do not differ; else it is new. A known title gets another copy, never a second record.
- How many copies a row brings is decided in book_lines.py: 套数 and 数量 are pieces; 册数 alone are pieces, but sets where
  the title names one (全7册) and the number is a multiple of its volumes. A set is one copy of n volumes.
- A list of books that has the column 图书ID and none for barcodes, numbers of copies or donors is a register: it brings
  titles only, whose copies follow in a list of copies.
- Rejected: a row without a title, a barcode for the second time in the list, of another title, or equal to a card number.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from centre_app import clock
from centre_app.i18n import _
from centre_app.importing import codes
from centre_app.importing.book_lines import BookLine, book_lines
from centre_app.importing.book_rows import (
    Row,
    is_register,
    lines,
    means,
    odd_number,
    other_name,
    said,
    told,
    unknown,
)
from centre_app.importing.fates import Fate, RowFate, joined
from centre_app.importing.headings import Table
from centre_app.importing.known_copies import Copies
from centre_app.importing.known_titles import KnownTitle, Titles
from centre_app.importing.values import folded
from centre_app.importing.writes import Values, Writes
from centre_app.lending.numbers import plain, shelf_codes_among
from centre_app.progress import Progress

TABLES = frozenset({"title", "copy", "donation", "person", "setting"})
_LONGEST_BARCODE = 60
_EVERY = 500


class BookPlan:
    """Decides row by row; `writes` and `fates` are the outcome."""

    def __init__(self, table: Table, *, donor: str = "", received_on: date | None = None) -> None:
        self.writes = Writes()
        self.fates: dict[int, RowFate] = {}
        self._register = is_register(table.layout)
        self._donor, self._received_on = plain(donor), received_on
        self._titles = Titles(self.writes, keeps_numbers=self._register)
        self._copies = Copies()
        self._first: dict[str, int] = {}
        self._donations: dict[tuple[str, str], int] = {}
        self._waiting: list[Values] = []
        self._cards: set[str] = set()
        self._shelves: set[str] = set()

    def decide(self, table: Table, *, progress: Progress) -> list[RowFate]:
        """The fate of every row, in the order of the list. Barcodes claim their copies before anything is counted."""
        read = list(_read(table, progress=progress))
        self._cards = codes.taken_cards({line.barcode for line in read if line.barcode})
        self._shelves = shelf_codes_among([line.barcode for line in read if line.barcode])
        for line in read:
            if line.barcode and not line.problems:
                self._first.setdefault(line.barcode.casefold(), line.row)
        titles = self._find_titles(read, progress=progress)
        rows = [row for line in read if (row := self._row(line, titles.get(line.row))) is not None]
        for row in sorted(rows, key=lambda one: one.received_on is None):
            self._count_out(row)
        self._give_barcodes(read)
        return [self.fates[line.row] for line in read]

    def _find_titles(self, read: Sequence[BookLine], *, progress: Progress) -> dict[int, KnownTitle]:
        """The title of every row that comes in, looked for again until no row brings or fills one any more.

        A later row may say what makes an earlier one clear; found like this, the list means the same when it comes again.
        """
        while True:
            before, found = self._titles.changes, {}
            for done, line in enumerate(read):
                if done % _EVERY == 0:
                    progress.report(done, len(read), _("Comparing with the catalogue"))
                if not self._problem_of(line) and (title := self._title_of(line)) is not None:
                    found[line.row] = title
            if self._titles.changes == before:
                return found

    def _title_of(self, line: BookLine) -> KnownTitle | None:
        """The row's title, made or filled; None where its barcode is another title's, or nothing tells which it is."""
        there = self._copies.of_barcode(line.barcode) if line.barcode else None
        title = found = self._titles.find(line)
        if there is not None:
            owner = self._titles.by_id[there.title_id]
            title = owner if means(line, owner, found=found) else None
        elif found is None and line.title:
            title = self._titles.add(line, note=self._title_note(line))
        if title is not None:
            self._titles.fill(title, line)
        return title

    def _problem_of(self, line: BookLine) -> str:
        if line.problems or not line.barcode:
            return joined(line.problems)
        barcode = line.barcode
        if len(barcode) > _LONGEST_BARCODE:
            return _("The barcode is longer than {most} characters.").format(most=_LONGEST_BARCODE)
        if (first := self._first[barcode.casefold()]) != line.row:
            return _("The barcode {code} already stands in row {row}.").format(code=barcode, row=first)
        if barcode.casefold() in self._cards:
            return _("The barcode {code} is the number of somebody's card.").format(code=barcode)
        if barcode.casefold() in self._shelves:
            return _("The barcode {code} is the shelf barcode of several pieces.").format(code=barcode)
        return ""

    def _row(self, line: BookLine, title: KnownTitle | None) -> Row | None:
        """The row with the copy that carries its barcode; None where its fate is settled without copies."""
        if title is None:
            self._settle(line, "reject", self._problem_of(line) or self._why_not(line))
            return None
        if self._register:
            self._settle_title(line, title)
            return None
        donor, day = plain(line.donor) or self._donor, line.donated_on or self._received_on
        row = Row(line, title, donor, day, line.barcode, line.copies)
        if title.says("name") != folded(line.title):
            row.remark = other_name(line)
        title.row = title.row or line.row
        self._by_barcode(row)
        return row

    def _why_not(self, line: BookLine) -> str:
        barcode = line.barcode
        there = self._copies.of_barcode(barcode) if barcode else None
        if there is None:
            return unknown(line)
        owner = self._titles.by_id[there.title_id].name
        return _("The barcode {code} belongs to “{title}”.").format(code=barcode, title=owner)

    def _settle(
        self, line: BookLine, fate: Fate, reason: str, title: KnownTitle | None = None, *, info: str = ""
    ) -> None:
        name = line.title or (title.name if title else "") or line.source_id or line.isbn
        detail = line.barcode or line.isbn or line.authors
        self.fates[line.row] = RowFate(line.row, fate, reason, name, detail, info)

    def _settle_title(self, line: BookLine, title: KnownTitle) -> None:
        if title.row is not None:
            self._settle(line, "skip", _("The same title as row {row}.").format(row=title.row), title)
            return
        title.row = line.row
        self._settle(line, "add" if title.id < 0 else "merge", joined(line.notes), title)

    def _by_barcode(self, row: Row) -> None:
        """The one piece that carries the barcode: there already, or new."""
        if not row.barcode:
            return
        row.left -= 1
        there = self._copies.of_barcode(row.barcode)
        if there is None:
            self._add_copy(row, barcode=row.barcode)
        else:
            there.is_claimed = True
            there.fill(self.writes, said(row.line))

    def _count_out(self, row: Row) -> None:
        """Find the pieces without barcode among the copies there are; make those that are missing."""
        for _piece in range(row.left):
            there = self._copies.claim(
                title_id=row.title.id, volumes=row.line.volumes, donor=row.donor, received_on=row.received_on
            )
            if there is not None:
                there.fill(self.writes, said(row.line))
                row.there.append(there.barcode)
            else:
                self._add_copy(row, barcode="")
        fate: Fate = "add" if row.added else "merge"
        self._settle(row.line, fate, joined(row.line.notes), row.title, info=told(row))

    def _add_copy(self, row: Row, *, barcode: str) -> None:
        row.added += 1
        line, day = row.line, row.received_on or clock.today()
        price = line.price if line.price is not None else row.title.values["price_fen"]
        values: Values = {
            "title_id": row.title.id, "barcode": barcode, "volume": "", "volumes": line.volumes, "set_number": None,
            "kind": "book", "donation_id": self._donation(row.donor, day), **(said(line) | {"price_fen": price}),
            "accessioned_on": day.isoformat(), "condition": "good", "condition_on": day.isoformat(),
            "note": self._copy_note(row),
        }  # fmt: skip
        self.writes.insert("copy", values)
        if not barcode:
            self._waiting.append(values)

    def _give_barcodes(self, read: Sequence[BookLine]) -> None:
        typed = {line.barcode.casefold() for line in read if line.barcode}
        for values, code in zip(
            self._waiting, codes.free_barcodes(len(self._waiting), besides=typed), strict=True
        ):
            values["barcode"] = code

    def _donation(self, donor: str, day: date) -> int | None:
        """The batch of this donor and day: there already, or made once."""
        if not donor:
            return None
        key = donor, day.isoformat()
        if key not in self._donations:
            there = codes.donation(donor=donor, day=day)
            self._donations[key] = there or self.writes.insert(
                "donation", {"donor": donor, "received_on": day.isoformat(), "note": ""}
            )
        return self._donations[key]

    def _title_note(self, line: BookLine) -> str:
        """What fits no field of the title; of a register also the remark, which no copy will carry."""
        subject = (
            _("Subject: {subject}").format(subject=line.subject)
            if line.subject and not line.clc_class
            else ""
        )
        return lines(*line.kept, subject, line.remark if self._register else "")

    def _copy_note(self, row: Row) -> str:
        first = row.title.id < 0 and row.title.row == row.line.row
        return lines(row.line.remark, row.remark, *(() if first else (*row.line.kept, odd_number(row))))


def _read(table: Table, *, progress: Progress) -> Iterable[BookLine]:
    for done, line in enumerate(book_lines(table)):
        if done % _EVERY == 0:
            progress.report(done, len(table.rows), _("Reading rows"))
        yield line
