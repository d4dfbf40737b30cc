"""Who did, saw, printed or exported what, and when: read from the journal's actions. Nothing is ever changed here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from centre_app.i18n import _
from centre_app.progress import SILENT, Progress
from centre_app.storage import action
from centre_app.storage.database import db

# An action's rows in `change` are contiguous; the first one stands for them all.
_ENTRIES = """
SELECT action.id, action.at, coalesce(clerk.name, ''), action.label,
  CASE WHEN action.subject <> '' OR action.first_change IS NULL THEN action.subject
    ELSE (SELECT table_name || ':' || row_id FROM change WHERE change.id >= action.first_change LIMIT 1) END,
  action.kind, coalesce(action.last_change - action.first_change + 1, 0), action.reason, action.way
FROM action LEFT JOIN clerk ON clerk.id = action.clerk_id
WHERE action.id >= :low AND action.id < :high{conditions} ORDER BY action.id DESC LIMIT :limit"""
# Every note about a person and every change of their record, and of records merged into it: walks of an index.
_ABOUT = " UNION SELECT action_id FROM action_about WHERE block = {block} AND mask & {bit}"
_CHANGED = "SELECT action_id FROM change WHERE table_name = 'person' AND row_id IN ({ids})"
_MERGED = "SELECT away_id FROM person_merge WHERE person_id = ?"
_CONDITIONS = {
    "clerk": " AND action.clerk_id = :clerk",
    "clerk_too": " AND +action.clerk_id = :clerk",  # +: the index of the rare ways leads to fewer
    "did": " AND action.way = ''",
    "saw": " AND action.way = 'saw' AND action.way <> ''",
    "printed": " AND action.way = 'printed' AND action.way <> ''",
    "exported": " AND action.way = 'exported' AND action.way <> ''",
    "refused": " AND action.way = 'refused' AND action.way <> ''",
}
WINDOW = 500
_SLICE = 50_000  # entries looked through at a time for words, between two reports of progress
_NEWEST = 2**62


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One entry: `at` in local time, `label` a message id, `subject` table and ids (`person:12`), `changes` rows written.

    `kind` is `do`, `undo`, `redo`, or `note` for what changed nothing that undo could bring back; `way` says of notes
    whether something was seen, printed, exported or refused.
    """

    id: int
    at: datetime
    clerk: str
    label: str
    subject: str
    kind: str
    changes: int
    reason: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries are asked for. `way` is did, saw, printed, exported or refused; `words` stand in what was done or why.

    Days are local, both included. Empty or None: all.
    """

    clerk_id: int | None = None
    way: str = ""
    first: date | None = None
    last: date | None = None
    words: str = ""
    person_id: int | None = None

    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self == Asked()


def record(
    *,
    label: str,
    table: str = "",
    row_ids: Iterable[int] = (),
    reason: str = "",
    person_ids: Iterable[int] = (),
    also: Callable[[], object] = lambda: None,
) -> None:
    """Note that rows were seen, printed or exported. `label` is a message id; names are never kept, only ids.

    The verb that the label begins with says whether it was seen, printed or exported (`journal_models.WAYS`).
    `person_ids` are the people whom rows of another table than theirs show; `reason` is why, in the clerk's words. `also`
    writes what is kept with it, in the same transaction.
    """
    rows = set(row_ids)
    ids = _ranges(sorted(rows))
    about = rows if table == "person" else set(person_ids)
    subject = f"{table}:{ids}" if ids else table
    action.note(label, subject=subject, reason=reason, about=about, also=also)


def entries(
    asked: Asked = Asked(), *, limit: int = WINDOW, before_id: int | None = None, progress: Progress = SILENT
) -> list[AuditRow]:
    """The latest entries that were asked for, newest first; the next window is the one before its last id.

    Words are looked for in slices, some seconds for millions of entries: call it from a job with them. Raises NotAllowed,
    but for those of one person, which belong to that record, and Cancelled.
    """
    if asked.person_id is None:
        action.check("records")
    low, high = _span(asked.first, asked.last)
    high = min(high, before_id or high)
    values = {"clerk": asked.clerk_id}
    conditions = _conditions(asked)
    wanted, found = asked.words.strip().casefold(), list[AuditRow]()
    newest = high
    while high > low and len(found) < limit:
        floor = max(low, high - _SLICE) if wanted else low
        said = _saying(wanted, low=floor, high=high) if wanted else {}
        more = f" AND {said.pop('condition')}" if said else ""
        rows = db.execute_sql(
            _ENTRIES.format(conditions=conditions + more),
            {**values, **said, "low": floor, "high": high, "limit": limit - len(found)},
        ).fetchall()
        found += [AuditRow(row[0], local(row[1]), *row[2:]) for row in rows]
        high = floor
        progress.report(newest - high, newest - low, _("Looking through the records"))
    return found


def _conditions(asked: Asked) -> str:
    """What the entries must fulfil besides standing between two ids."""
    parts = [_CONDITIONS[asked.way] if asked.way else ""]
    if asked.clerk_id is not None:
        parts.append(_CONDITIONS["clerk" if asked.way in ("", "did") else "clerk_too"])
    if asked.person_id is not None:
        parts.append(_about(asked.person_id))
    return "".join(parts)


def _span(first: date | None, last: date | None) -> tuple[int, int]:
    """The ids from the first to the last day, the upper one excluded; ids grow with time."""
    (newest,) = db.execute_sql("SELECT coalesce(max(id), 0) + 1 FROM action").fetchone()
    begins, ends = _utc(first), _utc(last + timedelta(days=1) if last else None)
    low = _id_from(begins, newest) if begins else 0
    return low, _id_from(ends, newest) if ends else newest


def _id_from(moment: datetime, newest: int) -> int:
    row = db.execute_sql("SELECT id FROM action WHERE at >= ? ORDER BY at, id LIMIT 1", (moment,)).fetchone()
    return int(row[0]) if row else newest


def _utc(day: date | None) -> datetime | None:
    """The local midnight that a day begins with, as the journal writes it."""
    if day is None:
        return None
    return datetime.combine(day, time.min).astimezone().astimezone(UTC).replace(tzinfo=None)


def _about(person_id: int) -> str:
    """The condition for entries about a person, or about a record that was merged into theirs."""
    ids = [person_id, *(int(row[0]) for row in db.execute_sql(_MERGED, (person_id,)).fetchall())]
    changed = _CHANGED.format(ids=", ".join(map(str, ids)))
    notes = (_ABOUT.format(block=each // action.BLOCK, bit=1 << each % action.BLOCK) for each in ids)
    return f" AND action.id IN ({changed}{''.join(notes)})"


def _saying(wanted: str, *, low: int, high: int) -> dict[str, Any]:
    """The condition for entries of a slice whose deed, in the language of now, or reason has the words; with its values."""
    labels = db.execute_sql(
        "SELECT DISTINCT label FROM action WHERE id >= ? AND id < ?", (low, high)
    ).fetchall()
    hits = [label for (label,) in labels if wanted in _(label).casefold()]
    marks = {f"label{number}": label for number, label in enumerate(hits)}
    condition = f"(action.label IN ({', '.join(f':{name}' for name in marks)}) OR instr(lower(action.reason), :words))"
    return {"condition": condition, "words": wanted, **marks}


def local(at: str) -> datetime:
    """A moment of the journal on the centre's clock."""
    return datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone().replace(tzinfo=None)


def _ranges(ids: list[int]) -> str:
    """`1-3,7`: a printed list of thousands stays one short line."""
    parts = []
    for _offset, group in groupby(enumerate(ids), lambda pair: pair[1] - pair[0]):
        run = [row_id for _place, row_id in group]
        parts.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return ",".join(parts)
