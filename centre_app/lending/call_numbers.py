"""Call numbers: class and running number (种次号) or author mark, one a title, and what is added for volumes and copies.

A number that stands on a copy itself (`copy.call_number`: free numbers, those of imported lists) goes before its title's.
The file refuses the same mark twice in a class; here it is said first, and numbers are only given inside an action,
which has the file to itself: two windows never give the same one.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import fn

from centre_app import errors
from centre_app.centre import settings
from centre_app.i18n import N_
from centre_app.lending.author_marks import letters_of
from centre_app.lending.catalogue_reads import CopyRow
from centre_app.lending.models import Copy, Title
from centre_app.lending.tuples import first_of, tuples_of
from centre_app.storage.action import action
from centre_app.storage.database import db

_HIGHEST = """SELECT max(CAST(substr(call_mark, :start) AS INTEGER)) FROM title
WHERE clc_class = :clc AND call_mark <> '' AND call_mark >= :before AND call_mark < :beyond
AND substr(call_mark, :start) NOT GLOB '*[^0-9]*'"""
# What is on the label of a `copy` of a `title` in SQL, as `of_copies` writes it, but for which copy of several it is.
LABEL = """CASE WHEN copy.call_number <> '' AND (title.call_mark = ''
    OR copy.call_number NOT IN (title.clc_class, title.clc_class || '/' || title.call_mark)) THEN copy.call_number
  WHEN title.call_mark = '' THEN title.clc_class
  ELSE ltrim(title.clc_class || '/' || title.call_mark, '/') || CASE copy.volume WHEN '' THEN '' ELSE '/' || copy.volume END END"""
_DIGITS = re.compile(r"[0-9]{1,9}")
_LETTERS_SORT_AFTER = ":"  # the sign after 9


@dataclass(frozen=True, slots=True)
class Given:
    """What a bulk numbering did: how many titles got a number, and how many still have no class to get one in."""

    count: int
    without_class: int


class Running:
    """Gives one number after the other, each class looked up once. Valid as long as nobody else gives any."""

    def __init__(self) -> None:
        self._mode = settings.get("call_number_mode")
        self._given: dict[tuple[str, str], int] = {}

    def next(self, *, clc_class: str, authors: str, name: str) -> str:
        """The mark of a title of this class, "" where the settings leave it to people or it has no class."""
        if self._mode == "hand" or not clc_class:
            return ""
        letters = letters_of(authors=authors, name=name) if self._mode == "author" else ""
        key = clc_class, letters
        before = self._given[key] if key in self._given else _highest(clc_class, letters)
        self._given[key] = before + 1
        return _written(letters, before + 1)

    def forget(self, clc_class: str) -> None:
        """A title adopted a number of its own, which may be higher than those given so far."""
        self._given.pop((clc_class, ""), None)


def joined(clc_class: str, mark: str) -> str:
    """The call number of a title: its class and mark; "" while it has no mark."""
    return "/".join(part for part in (clc_class, mark) if part) if mark else ""


def offered(*, clc_class: str, authors: str, name: str, title_id: int = 0) -> str:
    """The mark that a title of this class would get now, "" where the settings leave it to people."""
    mode = settings.get("call_number_mode")
    if mode == "hand" or not clc_class:
        return ""
    if adopted := _own_number(clc_class, title_id):
        return adopted
    return _next(clc_class, letters_of(authors=authors, name=name) if mode == "author" else "")


def mark_for(values: Mapping[str, Any], *, given: str | None, title_id: int = 0) -> str:
    """The mark to write for a title with these values: the one given, or the next. Raises CallNumberTaken."""
    clc_class = values["clc_class"]
    mark = tidy(given or "")
    if mark:
        _refuse_if_taken(clc_class, mark, title_id=title_id)
        return mark
    if given == "":
        return ""
    return offered(clc_class=clc_class, authors=values["authors"], name=values["name"], title_id=title_id)


def lacking(title_ids: Sequence[int] | None = None) -> list[int]:
    """The titles (None: of all) that have a class and no call number."""
    wanted = (Title.clc_class != "") & (Title.call_mark == "")
    if title_ids is None:
        return [row[0] for row in tuples_of(Title.select(Title.id).where(wanted))]
    return [row[0] for row in _of(title_ids) if row[1] and not row[4]]


@action(N_("give call numbers"))
def give(*, title_ids: Sequence[int]) -> Given:
    """Give the titles among these that have a class and no call number the next one each, in the order of the catalogue.

    Raises NumbersByHand, and NothingToNumber where none needs one.
    """
    if settings.get("call_number_mode") == "hand":
        raise errors.NumbersByHand
    rows = [row for row in _of(title_ids) if not row[4]]
    wanted = [row for row in rows if row[1]]
    if not wanted:
        raise errors.NothingToNumber
    running = Running()
    for title_id, clc_class, authors, name, _mark in wanted:
        mark = _own_number(clc_class, title_id)
        if mark:
            running.forget(clc_class)
        else:
            mark = running.next(clc_class=clc_class, authors=authors, name=name)
        Title.update(call_mark=mark).where(Title.id == title_id).execute()
    return Given(len(wanted), len(rows) - len(wanted))


def of_copies(rows: Iterable[CopyRow]) -> dict[int, str]:
    """The call number of each of these copies by its id, as it stands on the label: I247.5/12/2 c.3.

    A volume follows its title's number after a stroke; the second and further copies of the same volume are counted.
    """
    wanted = list(rows)
    titles = {row[0]: row for row in _of({row.title_id for row in wanted})}
    ranks = _ranks(title_id for title_id, row in titles.items() if row[4])
    return {row.id: _of_copy(row, titles[row.title_id], ranks.get(row.id, 1)) for row in wanted}


def _of_copy(row: CopyRow, title: Sequence[Any], rank: int) -> str:
    clc_class, mark = title[1], title[4]
    if row.call_number and (not mark or row.call_number not in (clc_class, joined(clc_class, mark))):
        return row.call_number
    if not mark:
        return str(clc_class)
    volume = f"/{row.volume}" if row.volume else ""
    return f"{joined(clc_class, mark)}{volume}{f' c.{rank}' if rank > 1 else ''}"


def _ranks(title_ids: Iterable[int]) -> dict[int, int]:
    """Which copy of its title and volume each copy is, in the order they came."""
    counts: dict[tuple[int, str], int] = defaultdict(int)
    found: dict[int, int] = {}
    ids = list(title_ids)
    for start in range(0, len(ids), 500):
        some = Copy.title.in_(ids[start : start + 500])
        for copy_id, title_id, volume in tuples_of(
            Copy.select(Copy.id, Copy.title, Copy.volume).where(some).order_by(Copy.id)
        ):
            counts[title_id, volume] += 1
            found[copy_id] = counts[title_id, volume]
    return found


def _of(title_ids: Iterable[int]) -> list[tuple[Any, ...]]:
    """Id, class, authors, name and mark of these titles, in the order of the catalogue."""
    ids, found = list(title_ids), []
    for start in range(0, len(ids), 500):
        query = Title.select(
            Title.id, Title.clc_class, Title.authors, Title.name, Title.call_mark, Title.name_sort
        )
        found += tuples_of(query.where(Title.id.in_(ids[start : start + 500])))
    return [row[:5] for row in sorted(found, key=lambda row: (row[5], row[0]))]


def _next(clc_class: str, letters: str) -> str:
    return _written(letters, _highest(clc_class, letters) + 1)


def _written(letters: str, number: int) -> str:
    return f"{letters}{number:02d}" if letters else str(number)


def _highest(clc_class: str, letters: str) -> int:
    """The highest running number after these letters in the class, on titles or on copies that have a number of their own."""
    values = {
        "clc": clc_class, "start": len(letters) + 1, "before": f"{letters}0", "beyond": letters + _LETTERS_SORT_AFTER,
    }  # fmt: skip
    highest: int = db.execute_sql(_HIGHEST, values).fetchone()[0] or 0
    start = f"{clc_class}/{letters}"
    free = Copy.select(fn.DISTINCT(Copy.call_number)).where(
        (Copy.call_number >= f"{start}0") & (Copy.call_number < start + _LETTERS_SORT_AFTER)
    )
    tails = (_DIGITS.match(number[len(start) :]) for (number,) in tuples_of(free))
    return max(highest, *(int(tail.group()) for tail in tails if tail), 0)


def _own_number(clc_class: str, title_id: int) -> str:
    """The running number that the title's copies have on their labels already, where it is free."""
    if not title_id:
        return ""
    start = f"{clc_class}/"
    numbers = {
        number
        for (number,) in tuples_of(
            Copy.select(Copy.call_number)
            .where((Copy.title == title_id) & (Copy.call_number != ""))
            .limit(1000)
        )
    }
    tails = {number.removeprefix(start) for number in numbers if number.startswith(start)}
    mark = next(iter(tails)) if len(tails) == 1 else ""
    return mark if _DIGITS.fullmatch(mark) and not _owner(clc_class, mark, title_id=title_id) else ""


def _refuse_if_taken(clc_class: str, mark: str, *, title_id: int) -> None:
    if owner := _owner(clc_class, mark, title_id=title_id):
        raise errors.CallNumberTaken(call_number=joined(clc_class, mark), title=owner)


def _owner(clc_class: str, mark: str, *, title_id: int) -> str:
    """The name of another title that has this number, or a copy with it; "" while it is free."""
    same = (Title.clc_class == clc_class) & (Title.call_mark == mark) & (Title.call_mark != "")
    row = first_of(Title.select(Title.name).where(same & (Title.id != title_id)))
    number = joined(clc_class, mark)
    on_copy = (Copy.call_number == number) & (Copy.title != title_id)
    row = row or first_of(Title.select(Title.name).join(Copy).where(on_copy))
    return str(row[0]) if row else ""


def shelf_order(number: str) -> tuple[str, list[tuple[int, str]]]:
    """What call numbers are sorted by as books stand: by class, then 2 before 10."""
    clc_class, _stroke, rest = number.partition("/")
    parts = [part for part in re.split(r"([0-9]+)", rest) if part]
    return clc_class, [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def tidy(mark: str) -> str:
    """A mark as it is stored: half-width, no blanks, a number without zeros before it."""
    words = "".join(unicodedata.normalize("NFKC", mark).split())
    return str(int(words)) if _DIGITS.fullmatch(words) else words
