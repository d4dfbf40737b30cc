"""What becomes of the rows of a donor's list: each is a line of their donation, with how many are expected at which list price.

A row that is a line already, by ISBN, name and what goes with it, is that line: the k-th such row means the k-th such line, and
the number of the list counts. Barcodes of the list are left out: copies get those of the centre when they are accepted.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from centre_app.i18n import _, _n
from centre_app.importing.book_lines import BookLine, book_lines
from centre_app.importing.book_rows import lines
from centre_app.importing.fates import Fate, RowFate, joined
from centre_app.importing.headings import Table
from centre_app.importing.values import folded, plain, text
from centre_app.importing.writes import Values, Writes
from centre_app.lending import donation_reads
from centre_app.lending.donation_reads import LineRow
from centre_app.progress import Progress
from centre_app.storage.database import db

TABLES = frozenset({"donation", "donation_line", "title"})
_EVERY = 500
Key = tuple[Any, ...]


class ExpectedPlan:
    """Decides row by row; `writes` is the outcome. Raises NotFound when the donation is gone."""

    def __init__(self, table: Table, *, donation_id: int) -> None:
        self.writes = Writes()
        self._donor = donation_reads.batch(donation_id).donor
        self._donation_id = donation_id
        self._given = table.layout.columns.get("isbn", ())
        self._known: dict[Key, list[LineRow]] = defaultdict(list)
        for row in donation_reads.lines(donation_id, limit=-1):
            self._known[_key_of(row)].append(row)
        self._isbns = {
            isbn for (isbn,) in db.execute_sql("SELECT DISTINCT isbn FROM title WHERE isbn <> ''").fetchall()
        }

    def decide(self, table: Table, *, progress: Progress) -> list[RowFate]:
        """The fate of every row, in the order of the list."""
        fates = []
        cells = dict(table.rows)
        for done, line in enumerate(book_lines(table)):
            if done % _EVERY == 0:
                progress.report(done, len(table.rows), _("Reading rows"))
            fates.append(self._fate(line, self._isbn_given(line, cells[line.row])))
        return fates

    def _fate(self, line: BookLine, given: str) -> RowFate:
        if line.problems:
            return self._told(line, "reject", joined(line.problems))
        if not line.title and not given:
            return self._told(line, "reject", _("The title is missing."))
        there = self._known.get(_key(line, given))
        if there:
            row = there.pop(0)
            if row.expected == line.copies:
                return self._told(line, "merge", joined(line.notes))
            self.writes.change("donation_line", row.id, {"expected": line.copies})
            words = _("Expected: {now} instead of {before}.").format(now=line.copies, before=row.expected)
            return self._told(line, "merge", joined(line.notes), words)
        self.writes.insert("donation_line", self._values(line, given))
        return self._told(line, "add", joined(line.notes), self._more(line))

    def _told(self, line: BookLine, fate: Fate, reason: str, info: str = "") -> RowFate:
        return RowFate(line.row, fate, reason, line.title or line.isbn, line.isbn or line.authors, info)

    def _more(self, line: BookLine) -> str:
        words = [_n("{count} copy.", "{count} copies.", line.copies).format(count=line.copies)]
        if line.isbn in self._isbns:
            words.append(_("The catalogue has this title."))
        return joined(words)

    def _values(self, line: BookLine, given: str) -> Values:
        donor = line.donor if folded(line.donor) != folded(self._donor) else ""
        named = _("Donor in the list: {donor}").format(donor=donor) if donor else ""
        place = (
            _("Call number in the list: {number}").format(number=line.call_number) if line.call_number else ""
        )
        kept = [note for note in line.kept if not given or given not in note]
        return {
            "donation_id": self._donation_id, "name": line.title, "isbn": line.isbn, "isbn_given": given,
            "authors": line.authors, "publisher": line.publisher, "published": line.published,
            "clc_class": line.clc_class, "kind": "book", "volumes": line.volumes, "price_fen": line.price,
            "expected": line.copies, "note": lines(*kept, named, place, line.remark),
        }  # fmt: skip

    def _isbn_given(self, line: BookLine, row: Sequence[Any]) -> str:
        """The ISBN as the donor wrote it, also one that is none."""
        for column in self._given:
            said = plain(text(row[column])) if column < len(row) and row[column] is not None else ""
            if said:
                return said
        return line.isbn


def _key(line: BookLine, given: str) -> Key:
    return (
        line.isbn or folded(given), folded(line.title), folded(line.authors), folded(line.publisher), line.price, line.volumes,
    )  # fmt: skip


def _key_of(row: LineRow) -> Key:
    return (
        row.isbn or folded(row.isbn_given), folded(row.name), folded(row.authors), folded(row.publisher), row.price_fen,
        row.volumes,
    )  # fmt: skip
