"""What is known of donated batches and their lines, as rows to show, with figures in 种, 套, 册 and 码洋. Read only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from centre_app import errors
from centre_app.i18n import N_
from centre_app.lending import donation_models
from centre_app.storage.database import db

WINDOW = 500
MOST_PIECES = donation_models.MOST_PIECES
DONOR_KIND_LABELS = {"": N_("Not said"), "person": N_("A person"), "organisation": N_("Organisation")}
STATE_LABELS = {
    "expected": N_("Expected"),
    "to_decide": N_("To decide"),
    "partly": N_("Part still expected"),
    "done": N_("Settled"),
}
COUNT_LABELS = {
    "expected": N_("Should come"),
    "arrived": N_("Came"),
    "missing": N_("Missing"),
    "extra": N_("Too many"),
    "undecided": N_("To decide"),
    "accepted": N_("Accepted"),
    "returned": N_("Given back"),
    "passed_on": N_("Passed on"),
}
_PIECES = {
    "expected": "expected",
    "arrived": "arrived",
    "missing": "max(0, expected - arrived)",
    "extra": "max(0, arrived - expected)",
    "undecided": "arrived - accepted - returned - passed_on",
    "accepted": "accepted",
    "returned": "returned",
    "passed_on": "passed_on",
}
ONLY = {
    "all": "1",
    "missing": "expected > arrived",
    "extra": "arrived > expected",
    "undecided": "arrived > accepted + returned + passed_on",
}
SETS = "count(DISTINCT CASE WHEN c.set_number IS NULL THEN 'c' || c.id ELSE c.title_id || '/' || c.set_number END)"
AMOUNT_OF_COPIES = f"count(DISTINCT c.title_id), {SETS}, coalesce(sum(c.volumes), 0), coalesce(sum(coalesce(c.price_fen, t.price_fen)), 0)"
# Two lines are one title where the catalogue would make them one.
_SAME = (
    "CASE WHEN isbn <> '' THEN isbn ELSE name || '/' || authors || '/' || publisher || '/' || isbn_given END"
)
_BATCH = "d.id, d.donor, d.donor_kind, d.person_id, p.name, d.contact, d.received_on, d.note, d.complete_on"
_LINE = (
    "id, donation_id, name, isbn, isbn_given, authors, publisher, published, clc_class, kind, volumes, price_fen, expected, "
    "arrived, accepted, returned, returned_reason, passed_on, passed_on_to, passed_on_reason, note"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """How much: different titles (种), sets and single pieces (套), volumes (册), list value (码洋) in fen."""

    titles: int = 0
    sets: int = 0
    volumes: int = 0
    fen: int = 0

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(
            self.titles + other.titles,
            self.sets + other.sets,
            self.volumes + other.volumes,
            self.fen + other.fen,
        )

    def __bool__(self) -> bool:
        return bool(self.sets)


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch: who gave it when, and its figures.

    `figures` are those of its lines by `COUNT_LABELS`, empty without lines; `copies` are all that came of it, however that was.
    """

    id: int
    donor: str
    donor_kind: str
    person_id: int | None
    person: str
    contact: str
    received_on: date
    note: str
    complete_on: date | None
    lines: int
    figures: dict[str, Amount]
    copies: Amount

    @property
    def state(self) -> str:
        """How far it is: one of `STATE_LABELS`. What is missing is no longer waited for once the batch is complete."""
        if self.figures and self.figures["undecided"]:
            return "to_decide"
        if self.figures and self.figures["missing"] and self.complete_on is None:
            return "partly" if self.figures["arrived"] else "expected"
        return "done" if self.figures or self.copies else "expected"


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a batch. Counts are of pieces."""

    id: int
    donation_id: int
    name: str
    isbn: str
    isbn_given: str
    authors: str
    publisher: str
    published: str
    clc_class: str
    kind: str
    volumes: int
    price_fen: int | None
    expected: int
    arrived: int
    accepted: int
    returned: int
    returned_reason: str
    passed_on: int
    passed_on_to: str
    passed_on_reason: str
    note: str

    @property
    def title(self) -> str:
        """What it is called: its ISBN as long as nobody typed a name."""
        return self.name or self.isbn_given

    @property
    def missing(self) -> int:
        """How many were expected and did not come."""
        return max(0, self.expected - self.arrived)

    @property
    def extra(self) -> int:
        """How many came that were not expected."""
        return max(0, self.arrived - self.expected)

    @property
    def settled(self) -> int:
        """How many were accepted, returned or passed on."""
        return self.accepted + self.returned + self.passed_on

    @property
    def undecided(self) -> int:
        """How many came of which nobody said what becomes of them."""
        return self.arrived - self.settled


def batches(*, after: BatchRow | None = None, text: str = "", limit: int = WINDOW) -> list[BatchRow]:
    """The batches, the latest first, from behind one on; with a text those whose donor, contact or note holds it."""
    where = "(:day IS NULL OR (d.received_on, d.id) < (:day, :id))"
    found = " AND (d.donor LIKE :like ESCAPE '!' OR d.contact LIKE :like ESCAPE '!' OR d.note LIKE :like ESCAPE '!')"
    values = {
        "day": after and after.received_on.isoformat(), "id": after.id if after else 0, "limit": limit,
        "like": f"%{_literal(text.strip())}%",
    }  # fmt: skip
    return _batches(where + (found if text.strip() else ""), values)


def batch(donation_id: int) -> BatchRow:
    """One batch. Raises NotFound."""
    found = _batches("d.id = :id", {"id": donation_id, "limit": 1})
    if not found:
        raise errors.NotFound
    return found[0]


def lines(donation_id: int, *, after_id: int = 0, only: str = "all", limit: int = WINDOW) -> list[LineRow]:
    """The lines of a batch in the order of the list, from behind one on; `only` one of `ONLY`."""
    sql = f"SELECT {_LINE} FROM donation_line WHERE donation_id = ? AND id > ? AND {ONLY[only]} ORDER BY id LIMIT ?"  # noqa: S608
    return [LineRow(*row) for row in db.execute_sql(sql, (donation_id, after_id, limit)).fetchall()]


def line(line_id: int) -> LineRow:
    """One line. Raises NotFound."""
    row = db.execute_sql(f"SELECT {_LINE} FROM donation_line WHERE id = ?", (line_id,)).fetchone()  # noqa: S608
    if row is None:
        raise errors.NotFound
    return LineRow(*row)


def lines_of(line_ids: Sequence[int]) -> list[LineRow]:
    """These lines in their order; those that are gone are left out."""
    found: list[LineRow] = []
    ids = sorted(set(line_ids))
    for start in range(0, len(ids), WINDOW):
        some = ids[start : start + WINDOW]
        marks = ", ".join("?" * len(some))
        sql = f"SELECT {_LINE} FROM donation_line WHERE id IN ({marks}) ORDER BY id"  # noqa: S608
        found += [LineRow(*row) for row in db.execute_sql(sql, some).fetchall()]
    return found


def _batches(where: str, values: dict[str, Any]) -> list[BatchRow]:
    sql = f"""
WITH shown AS MATERIALIZED (
  SELECT d.id FROM donation d WHERE {where} ORDER BY d.received_on DESC, d.id DESC LIMIT :limit),
counted AS MATERIALIZED (
  SELECT donation_id, count(*) AS many, {_named_sums()} FROM donation_line
  WHERE donation_id IN (SELECT id FROM shown) GROUP BY donation_id),
kept AS MATERIALIZED (
  SELECT c.donation_id, {_named_copies()} FROM copy c JOIN title t ON t.id = c.title_id
  WHERE c.donation_id IN (SELECT id FROM shown) GROUP BY c.donation_id)
SELECT {_BATCH}, many, k1, k2, k3, k4, {", ".join(f"s{place}" for place in range(4 * len(_PIECES)))}
FROM shown JOIN donation d ON d.id = shown.id LEFT JOIN person p ON p.id = d.person_id
LEFT JOIN counted ON counted.donation_id = d.id LEFT JOIN kept ON kept.donation_id = d.id
ORDER BY d.received_on DESC, d.id DESC"""  # noqa: S608
    return [_batch_row(row) for row in db.execute_sql(sql, values).fetchall()]


def _named_sums() -> str:
    parts = []
    for place, pieces in enumerate(_PIECES.values()):
        first = 4 * place
        parts.append(
            f"count(DISTINCT CASE WHEN {pieces} > 0 THEN {_SAME} END) AS s{first}, sum({pieces}) AS s{first + 1}, "
            f"sum(({pieces}) * volumes) AS s{first + 2}, sum(({pieces}) * coalesce(price_fen, 0)) AS s{first + 3}"
        )
    return ", ".join(parts)


def _named_copies() -> str:
    return (
        f"count(DISTINCT c.title_id) AS k1, {SETS} AS k2, sum(c.volumes) AS k3, "
        "sum(coalesce(c.price_fen, t.price_fen, 0)) AS k4"
    )


def _batch_row(row: Sequence[Any]) -> BatchRow:
    batch_id, donor, donor_kind, person_id, person, contact, received_on, note, complete_on, many = row[:10]
    copies, sums = row[10:14], row[14:]
    figures = {key: Amount(*sums[4 * place : 4 * place + 4]) for place, key in enumerate(_PIECES)}
    return BatchRow(
        id=batch_id,
        donor=donor,
        donor_kind=donor_kind,
        person_id=person_id,
        person=person or "",
        contact=contact,
        received_on=date.fromisoformat(received_on),
        note=note,
        complete_on=date.fromisoformat(complete_on) if complete_on else None,
        lines=many or 0,
        figures=figures if many else {},
        copies=Amount(*(number or 0 for number in copies)),
    )


def _literal(text: str) -> str:
    return "".join(f"!{sign}" if sign in "!%_" else sign for sign in text)
