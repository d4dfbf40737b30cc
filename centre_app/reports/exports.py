"""What was exported and closed: keeping an export, and answering months later which rows made a figure, as of then."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from centre_app.access import audit
from centre_app.i18n import N_, _
from centre_app.lending.labels import KIND_LABELS
from centre_app.people.bands import BAND_LABELS, CATEGORY_LABELS, SEX_LABELS
from centre_app.reports import kept
from centre_app.reports.apart_labels import APART_LABELS
from centre_app.reports.behind.opening import WEEKDAYS
from centre_app.reports.behind.stock import KINDS_OF_STOCK, NUMBERED
from centre_app.reports.corrections import RowChange, differences, used
from centre_app.reports.counts.circulation import CLASS_LABELS
from centre_app.reports.indicators import by_code
from centre_app.reports.kept import Gathered, KeptFigures
from centre_app.reports.listing import AS_WRITTEN, Cell, Column, Listing, Row
from centre_app.reports.packing import Rows, rows_of
from centre_app.reports.periods import Period
from centre_app.rooms.states import STATUS_LABELS
from centre_app.storage.database import db, snapshot

# The words for the codes in kept rows, by column.
WORDS: Mapping[str, Mapping[Any, str]] = {
    "band": BAND_LABELS, "sex": SEX_LABELS, "category": CATEGORY_LABELS, "class": CLASS_LABELS, "status": STATUS_LABELS,
    "kind": KIND_LABELS | KINDS_OF_STOCK, "donor": NUMBERED, "enquiry": AS_WRITTEN, "weekday": WEEKDAYS, "grid": AS_WRITTEN,
    **APART_LABELS,
}  # fmt: skip
# Whose a row is, by its table; and which rows are there still, with whom they belong to.
WHO = {
    "visit": "SELECT v.id, v.person_id, coalesce(p.name, v.group_name) FROM visit v LEFT JOIN person p ON p.id = v.person_id",
    "loan": "SELECT v.id, v.person_id, coalesce(p.name, '') FROM loan v LEFT JOIN person p ON p.id = v.person_id",
    "renewal": "SELECT v.id, l.person_id, coalesce(p.name, '') FROM renewal v JOIN loan l ON l.id = v.loan_id "
    "LEFT JOIN person p ON p.id = l.person_id",
    "booking": "SELECT v.id, v.person_id, coalesce(p.name, '') FROM booking v LEFT JOIN person p ON p.id = v.person_id",
    "person": "SELECT v.id, v.id, v.name FROM person v",
    "donation": "SELECT v.id, NULL, v.donor FROM donation v",
}
_THERE = "SELECT v.id, NULL, '' FROM {} v"
_AT_ONCE = 500
STATE = Column("state", N_("Record"), width=16)
ERASED, GONE = N_("erased since"), N_("deleted since")


@dataclass(frozen=True, slots=True)
class File:
    """The written file of an export: where it lies now, how it will be called, its language, whether it has names."""

    path: Path
    name: str
    language: str
    names: bool


@dataclass(frozen=True, slots=True)
class Since:
    """What became of the rows of a figure since: the rows that came, went and changed, and what they are."""

    rows: Rows
    changes: list[RowChange]


def keep(gathered: Gathered, *, kind: str, file: File) -> int:
    """Inside an action: keep what an export of a kind of report handed in, with the digest of its file."""
    return kept.store(
        gathered,
        kind=kind,
        language=file.language,
        file_name=os.fsencode(file.name).decode("utf-8", "replace"),  # it may be no text
        digest=sha256_of(file.path),
        names=file.names,
    )


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file; of a folder that of the list of its files, each as `digest  name`, as sha256sum writes it."""
    if path.is_dir():
        listed = "".join(f"{sha256_of(each)}  {each.name}\n" for each in sorted(path.iterdir()))
        return sha256(listed.encode()).hexdigest()
    with path.open("rb") as written:
        return file_digest(written, "sha256").hexdigest()


def figures(report_id: int) -> KeptFigures:
    """The figures of a closing or an export as they were."""
    with snapshot():
        return kept.figures_of(report_id)


def rows(*, report_id: int, code: str) -> Listing | None:
    """The rows behind a figure as of then, nameless, saying of each whether its record is there still; None for none kept."""
    with snapshot():
        behind = kept.figures_of(report_id).behind.get(code)
        if behind is None:
            return None
        found = behind.rows
        states = _states(found)
    listed = as_listing(found)
    if not any(states):
        return listed
    shown = [
        (*row[: len(listed.columns)], state, *row[len(listed.columns) :])
        for row, state in zip(listed.found, states, strict=True)
    ]
    return replace(listed, columns=(*listed.columns, STATE), found=shown)


def since(*, report_id: int, code: str) -> Since | None:
    """What became of the rows of a figure since it was closed or exported (报后新增, 更正); None where none were kept."""
    with snapshot():
        report = kept.report(report_id)
        behind = kept.figures_of(report_id).behind.get(code)
        if behind is None:
            return None
        now = rows_of(by_code(code).behind(Period.parse(report.period)))
        return Since(now, list(differences(behind.rows, now, used([code]))))


def names(*, report_id: int, code: str, ids: Iterable[int], reason: str) -> dict[int, str]:
    """Whose the rows with these numbers are, as far as is known still; why they were shown is recorded."""
    wanted = frozenset(ids)
    behind = kept.figures_of(report_id).behind[code].rows
    found = _known(behind.table, [row_id for (row_id,) in behind.of("id") if row_id in wanted])
    people = {person_id for person_id, _name in found.values() if person_id}
    audit.record(
        label=N_("show names behind a figure"),
        table=f"kept_report:{report_id}",
        person_ids=people,
        reason=reason,
    )
    return {row_id: name for row_id, (_person_id, name) in found.items() if name}


def has_names(table: str) -> bool:
    """Whether the rows of a table belong to people or donors."""
    return table in WHO


def as_listing(rows: Rows) -> Listing:
    """Kept rows as a listing: the columns that have titles are shown, with the words for their codes."""
    shown = shown_columns(rows)
    hidden = tuple(column for column in rows.columns if not column.title)
    keys = [column.key for column in (*shown, *hidden)]
    found: list[Row] = list(rows.of(*keys))
    return Listing(shown, found, hidden, rows.table)


def shown_columns(rows: Rows) -> tuple[Column, ...]:
    """The columns of kept rows that people see, with the words for their codes."""
    return tuple(replace(column, words=WORDS.get(column.key)) for column in rows.columns if column.title)


def _states(rows: Rows) -> list[Cell]:
    """What became of each record, in words: nothing where it is there as it was."""
    if not rows.table:
        return [""] * rows.count
    known = _known(rows.table, [row_id for (row_id,) in rows.of("id") if row_id])
    personal = rows.cells.get("personal", [0] * rows.count)
    erased, gone = _(ERASED), _(GONE)
    found: list[Cell] = []
    for (row_id,), named in zip(rows.of("id"), personal, strict=True):
        person_id = known.get(row_id, (None, ""))[0]
        if named and not person_id:
            found.append(erased if row_id in known or rows.table == "person" else gone)
        else:
            found.append("" if row_id in known or not row_id or rows.table == "person" else gone)
    return found


def _known(table: str, ids: Iterable[int]) -> dict[int, tuple[int | None, str]]:
    """The records that are there still: whose they are, by number."""
    query = WHO.get(table) or _THERE.format(table)
    listed = list(dict.fromkeys(ids))
    found: dict[int, tuple[int | None, str]] = {}
    for start in range(0, len(listed), _AT_ONCE):
        marks = ", ".join(str(row_id) for row_id in listed[start : start + _AT_ONCE])
        for row_id, person_id, name in db.execute_sql(f"{query} WHERE v.id IN ({marks})"):
            found[row_id] = person_id, name
    return found
