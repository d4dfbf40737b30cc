"""What a scan means while a pile is catalogued, and what a run has made so far. Nothing is written here."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from peewee import JOIN, fn
from stdnum import ean

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.lending.models import Copy, Donation, Title
from centre_app.lending.numbers import barcode_number, isbn13, plain
from centre_app.lending.scan_run_models import ScannedCopy, ScanRun
from centre_app.lending.tuples import first_of, tuples_of
from centre_app.storage import folding, tokens
from centre_app.storage.database import db

LONGEST = 500  # lines of a run on the screen; its figures count all of them
RUN_DAYS, RUNS_AT_MOST = 7, 4
_BOOK = ("978", "979")
_SERIAL = "977"
_NUMBER = re.compile(r"[0-9]{7,13}X?")
Kind = Literal["isbn", "wrong", "product", "serial", "here", "label", "name", "nothing"]


@dataclass(frozen=True, slots=True)
class KnownTitle:
    """A title that a scan may mean."""

    id: int
    name: str
    authors: str
    publisher: str
    published: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a scan or a typed line is.

    `isbn` a valid one; `wrong` a number in its place that is none, whose check digit or length is wrong; `product` and
    `serial` the number of goods or of a periodical; `here` the label of a copy that is in the catalogue; `label` looks
    like one that nothing has; `name` a title's name. `titles` are those known by the number or of exactly that name.
    """

    kind: Kind
    text: str
    titles: list[KnownTitle]


@dataclass(frozen=True, slots=True)
class RunCard:
    """A run: its batch, where it has one, what was set once, and how many copies came of it."""

    id: int
    donation_id: int | None
    donor: str
    received_on: date | None
    clc_class: str
    location: str
    kind: str
    own_labels: bool
    started_at: datetime
    copies: int


@dataclass(frozen=True, slots=True)
class RunCopy:
    """A copy of a run, named as in the catalogue's rows, with the action that made it. `isbn` as given where it is none."""

    id: int
    title_id: int
    title: str
    volume: str
    isbn: str
    barcode: str
    call_number: str
    location: str
    price_fen: int | None
    action_id: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What a run has made: pieces, 种, 册, 码洋 in fen, and how many pieces have no price."""

    copies: int
    titles: int
    volumes: int
    value_fen: int
    unpriced: int


@dataclass(frozen=True, slots=True)
class Batch:
    """A donation that further books may belong to."""

    id: int
    donor: str
    received_on: date


def read(text: str) -> Meaning:
    """What a scan or a typed line means. A number is never corrected."""
    typed = plain(text)  # a name keeps the signs it is written with
    line = plain(unicodedata.normalize("NFKC", text))
    if not line:
        return Meaning("nothing", "", [])
    number = isbn13(line)
    if number:
        return Meaning("isbn", number, _titles(Title.isbn == number))
    code = re.sub(r"[\s\-‐‑‒–—―－]", "", line).upper().removeprefix("ISBN").lstrip(":")
    here = first_of(Copy.select(Copy.title).where(Copy.barcode == barcode_number(line)))
    if here:
        return Meaning("here", line, _titles(Title.id == here[0]))
    if _NUMBER.fullmatch(code):
        return _number(code)
    if re.fullmatch(rf"{re.escape(str(settings.get('barcode_prefix')))}[0-9]+", code):
        return Meaning("label", code, [])
    return Meaning("name", typed, titles_named(typed))


def titles_named(name: str) -> list[KnownTitle]:
    """Titles of that name, whether its letters and signs are wide or narrow."""
    wanted = folding.pieces_of(name)
    reading = tokens.title_sort(plain(name)).partition("\t")[0]
    same = _titles((Title.name_sort >= f"{reading}\t") & (Title.name_sort < f"{reading}\n"))
    return [title for title in same if folding.pieces_of(title.name) == wanted]


def run(run_id: int) -> RunCard:
    """A run by its id. Raises NotFound."""
    found = _runs(ScanRun.id == run_id)
    if not found:
        raise errors.NotFound
    return found[0]


def latest_runs() -> list[RunCard]:
    """Runs of the last days that made something, newest first: what may go on."""
    since = clock.now() - timedelta(days=RUN_DAYS)
    return [card for card in _runs(ScanRun.started_at >= since) if card.copies][:RUNS_AT_MOST]


def batches_since(day: date, *, limit: int = 20) -> list[Batch]:
    """Donations received on that day or later, newest first."""
    query = Donation.select(Donation.id, Donation.donor, Donation.received_on)
    query = query.where(Donation.received_on >= day)
    return [
        Batch(*row)
        for row in tuples_of(query.order_by(Donation.received_on.desc(), Donation.id.desc()).limit(limit))
    ]


def copies(run_id: int, *, limit: int = LONGEST) -> list[RunCopy]:
    """The copies of a run, latest first; one that was undone is none any more."""
    rows = db.execute_sql(
        "SELECT copy.id, title.id, title.name, copy.volume, coalesce(nullif(title.isbn, ''), title.isbn_given), copy.barcode, copy.call_number, copy.location,"
        " coalesce(copy.price_fen, title.price_fen),"
        " (SELECT action_id FROM change WHERE table_name = 'scanned_copy' AND row_id = scanned_copy.id ORDER BY id DESC LIMIT 1)"
        " FROM scanned_copy JOIN copy ON copy.id = copy_id JOIN title ON title.id = title_id"
        " WHERE run_id = ? ORDER BY scanned_copy.id DESC LIMIT ?",
        (run_id, limit),
    ).fetchall()
    return [RunCopy(*row) for row in rows]


def tally(run_id: int) -> Tally:
    """Count what a run has made."""
    row = db.execute_sql(
        "SELECT count(*), count(DISTINCT title_id), coalesce(sum(volumes), 0),"
        " coalesce(sum(coalesce(copy.price_fen, title.price_fen)), 0),"
        " count(*) - count(coalesce(copy.price_fen, title.price_fen))"
        " FROM scanned_copy JOIN copy ON copy.id = copy_id JOIN title ON title.id = title_id WHERE run_id = ?",
        (run_id,),
    ).fetchone()
    return Tally(*row)


def _number(code: str) -> Meaning:
    """A row of digits that is neither a valid ISBN nor on a label here."""
    if not code.startswith(_BOOK) and len(code) in (8, 12, 13) and ean.is_valid(code.zfill(13)):
        return Meaning("serial" if code.startswith(_SERIAL) else "product", code, [])
    return Meaning(
        "wrong",
        code,
        _titles(
            (Title.isbn == "") & (Title.isbn_given != "") & (fn.REPLACE(Title.isbn_given, "-", "") == code)
        ),
    )


def _titles(which: Any) -> list[KnownTitle]:
    query = Title.select(Title.id, Title.name, Title.authors, Title.publisher, Title.published)
    return [KnownTitle(*row) for row in tuples_of(query.where(which).order_by(Title.id).limit(20))]


def _runs(which: Any) -> list[RunCard]:
    made = ScannedCopy.select(fn.COUNT(ScannedCopy.id)).where(ScannedCopy.run == ScanRun.id)
    query = (
        ScanRun.select(
            ScanRun.id, Donation.id, fn.COALESCE(Donation.donor, ""), Donation.received_on, ScanRun.clc_class,
            ScanRun.location, ScanRun.kind, ScanRun.own_labels, ScanRun.started_at, made,
        )
        .join(Donation, JOIN.LEFT_OUTER)
        .where(which)
        .order_by(ScanRun.started_at.desc(), ScanRun.id.desc())
        .limit(50)
    )  # fmt: skip
    return [RunCard(*row) for row in tuples_of(query)]
