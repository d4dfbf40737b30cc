"""The copies that a list of loans may mean, and when each was out: here already, or by an earlier row of the list."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from centre_app.importing.chunks import all_rows, rows_in
from centre_app.importing.loan_lines import LoanLine
from centre_app.importing.values import folded
from centre_app.lending.numbers import barcode_number

_COPIES = """
SELECT copy.id, barcode, copy.kind, condition, title.isbn, title.name FROM copy JOIN title ON title.id = title_id WHERE"""


@dataclass(frozen=True, slots=True)
class Out:
    """A time a copy was out; `ended` is None while it still is, `person_id` None where its reader was forgotten. `row`: of the list."""

    person_id: int | None
    begun: datetime
    ended: datetime | None
    row: int = 0

    def meets(self, other: "Out") -> bool:
        """Whether both cannot be true. Days are compared, since few lists tell the hour; back and out again on one day can be."""
        mine, theirs = self.ended or datetime.max, other.ended or datetime.max
        return self.begun.date() < theirs.date() and other.begun.date() < mine.date()

    def is_same(self, other: "Out") -> bool:
        """Whether it is the same loan: begun on the same day by the same person, as far as that is still known."""
        return self.begun.date() == other.begun.date() and (
            self.person_id == other.person_id or None in (self.person_id, other.person_id)
        )


@dataclass(slots=True)
class Lendable:
    """A copy with the times it was out."""

    id: int
    barcode: str
    kind: str
    condition: str
    isbn: str
    title: str
    times: list[Out] = field(default_factory=list)

    def same(self, wanted: Out) -> Out | None:
        """The loan that is there already."""
        return next((one for one in self.times if one.is_same(wanted)), None)

    def clash(self, wanted: Out) -> Out | None:
        """What stands in its way."""
        return next((one for one in self.times if one.meets(wanted)), None)


class Lendables:
    """All copies that the rows may mean, read in a fixed number of queries."""

    def __init__(self, lines: Sequence[LoanLine]) -> None:
        without = [line for line in lines if not line.barcode]
        names = _wanted(without)
        found = rows_in(
            f"{_COPIES} barcode IN", {barcode_number(line.barcode) for line in lines if line.barcode}
        )
        found += rows_in(f"{_COPIES} title.isbn IN", {line.isbn for line in without if line.isbn})
        found += rows_in(f"{_COPIES} title.name IN", names)
        self._by_id = {row[0]: Lendable(*row) for row in sorted(found)}
        self._by_barcode = {one.barcode.casefold(): one for one in self._by_id.values()}
        self._by_isbn: dict[str, list[Lendable]] = defaultdict(list)
        self._by_title: dict[str, list[Lendable]] = defaultdict(list)
        for one in self._by_id.values():
            self._by_isbn[one.isbn].append(one)
            self._by_title[folded(one.title)].append(one)
        self.held = {row[0] for row in all_rows("SELECT copy_id FROM hold WHERE status = 'captured'")}
        for copy_id, person_id, begun, ended in rows_in(
            "SELECT copy_id, person_id, lent_at, returned_at FROM loan WHERE copy_id IN", self._by_id
        ):
            end = datetime.fromisoformat(ended) if ended else None
            self._by_id[copy_id].times.append(Out(person_id, datetime.fromisoformat(begun), end))

    def of(self, line: LoanLine) -> Sequence[Lendable]:
        """The copies that a row may mean: the one of its barcode, else those of its ISBN, else of its title."""
        if line.barcode:
            one = self._by_barcode.get(barcode_number(line.barcode).casefold())
            return [one] if one else []
        return self._by_isbn.get(line.isbn, ()) if line.isbn else self._by_title.get(folded(line.title), ())


def _wanted(lines: Iterable[LoanLine]) -> set[str]:
    """The names as the catalogue has them: looked for by their folded form, which no index knows."""
    folds = {folded(line.title) for line in lines if line.title and not line.isbn}
    if not folds:
        return set()
    return {name for (name,) in all_rows("SELECT DISTINCT name FROM title") if folded(name) in folds}
