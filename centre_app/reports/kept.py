"""Reports as they were closed or exported: written into the file once, and read again as they were."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

from centre_app.reports import selfcheck
from centre_app.reports.indicator import Value
from centre_app.reports.packing import Rows, pack, unpack
from centre_app.reports.periods import Period
from centre_app.reports.report_models import CLOSING, FORM, KeptCorrection, KeptFigure, KeptReport, KeptRows
from centre_app.reports.selfcheck import Misfit
from centre_app.storage.action import current_clerk
from centre_app.storage.database import db

SPANS = ("now", "previous", "year_before", "to_date")
_REPORTS = """
SELECT r.id, r.kind, r.period, r.first_day, r.last_day, r.at, coalesce(c.name, ''), r.language, r.file_name, r.sha256, r.names, r.problems
FROM kept_report r LEFT JOIN clerk c ON c.id = r.clerk_id WHERE {} ORDER BY r.id DESC LIMIT :limit"""
_FIGURES = (
    f"SELECT code, {', '.join(SPANS)}, by_hand, rows_id FROM kept_figure WHERE report_id = ? ORDER BY id"  # noqa: S608
)
_CORRECTIONS = "SELECT month, code, before, after, rows_before_id, rows_after_id FROM kept_correction WHERE {} ORDER BY id"


class Behind:
    """Rows behind a figure: read from the file when they are asked for, or at hand because they were just counted."""

    def __init__(self, *, row_id: int | None = None, rows: Rows | None = None) -> None:
        self.row_id = row_id
        self._rows = rows

    @cached_property
    def rows(self) -> Rows:
        """The rows."""
        if self._rows is not None:
            return self._rows
        return unpack(db.execute_sql("SELECT body FROM kept_rows WHERE id = ?", (self.row_id,)).fetchone()[0])

    @cached_property
    def packed(self) -> tuple[bytes, str]:
        """The rows as they are kept, and their digest. Ask for it before the file is locked: it takes a while."""
        body = pack(self.rows)
        return body, sha256(body).hexdigest()

    @cached_property
    def kept_id(self) -> int:
        """Inside an action: the number under which the rows are kept; the same rows are written once."""
        if self.row_id is not None:
            return self.row_id
        body, digest = self.packed
        known = db.execute_sql("SELECT id FROM kept_rows WHERE digest = ?", (digest,)).fetchone()
        if known:
            return int(known[0])
        return int(KeptRows.insert(digest=digest, count=self.rows.count, body=body).execute())


@dataclass(frozen=True, slots=True)
class KeptFigures:
    """The figures of a report in the four spans, which of them were given by hand in which spans, and the rows behind."""

    spans: Mapping[str, dict[str, Value]]
    by_hand: Mapping[str, frozenset[str]]
    behind: Mapping[str, Behind]


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure of a closed month that is not any more what was closed: then and now, with the rows behind both."""

    month: str
    code: str
    then: Value
    now: Value
    before: Behind | None = None
    after: Behind | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that is kept of a report: as of `at`, what the self-check found, and the corrections of earlier months."""

    period: Period
    at: datetime
    figures: KeptFigures
    counted: Mapping[str, Value]
    problems: list[Misfit] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A closing or an export in the list: who, when, what, of which file, and what did not fit."""

    id: int
    kind: str
    period: str
    first: date
    last: date
    at: datetime
    clerk: str
    language: str
    file_name: str
    sha256: str
    names: bool
    problems: list[Misfit]

    @property
    def is_closing(self) -> bool:
        """Whether it closed a month; otherwise it is an export."""
        return self.kind == CLOSING

    @property
    def is_form(self) -> bool:
        """Whether a form of the office was filled with it."""
        return self.kind == FORM


def prepare(gathered: Gathered) -> None:
    """Pack the rows, so that storing them keeps nobody waiting."""
    corrected = (behind for each in gathered.corrections for behind in (each.before, each.after) if behind)
    for behind in (*gathered.figures.behind.values(), *corrected):
        if behind.row_id is None:
            assert behind.packed


def store(
    gathered: Gathered, *, kind: str, language: str = "", file_name: str = "", digest: str = "", names: bool = False
) -> int:  # fmt: skip
    """Inside an action: keep a report with its figures and rows for good; returns its number."""
    period, figures = gathered.period, gathered.figures
    report = KeptReport.create(
        kind=kind, period=period.text, first_day=period.first, last_day=period.last, at=gathered.at.replace(microsecond=0),
        clerk=current_clerk.get(), language=language, file_name=file_name, sha256=digest, names=names,
        problems=selfcheck.written(gathered.problems),
    )  # fmt: skip
    for code in figures.spans["now"]:
        values = {span: json.dumps(figures.spans[span].get(code), ensure_ascii=False) for span in SPANS}
        by_hand = " ".join(span for span in SPANS if code in figures.by_hand.get(span, ()))
        behind = figures.behind.get(code)
        rows_id = behind.kept_id if behind else None
        KeptFigure.insert(report=report, code=code, by_hand=by_hand, rows=rows_id, **values).execute()
    for each in gathered.corrections if kind == CLOSING else ():
        KeptCorrection.insert(
            report=report, month=each.month, code=each.code, before=json.dumps(each.then, ensure_ascii=False),
            after=json.dumps(each.now, ensure_ascii=False), rows_before=each.before.kept_id if each.before else None,
            rows_after=each.after.kept_id if each.after else None,
        ).execute()  # fmt: skip
    return int(report.id)


def reports(*, limit: int = 500, before_id: int | None = None) -> list[ReportRow]:
    """Closings and exports, the newest first; the next window is the one before its last id."""
    return _reports("r.id < :before", before=before_id or 1 << 62, limit=limit)


def report(report_id: int) -> ReportRow:
    """One closing or export."""
    return _reports("r.id = :id", id=report_id, limit=1)[0]


def closing_of(month: str) -> ReportRow | None:
    """The closing of a month written as 2026-10, None while it is open."""
    found = _reports("r.period = :month AND r.kind = :kind", month=month, kind=CLOSING, limit=1)
    return found[0] if found else None


def closings() -> list[ReportRow]:
    """The closed months, the latest first."""
    return sorted(
        _reports("r.kind = :kind", kind=CLOSING, limit=-1), key=lambda row: row.period, reverse=True
    )


def figures_of(report_id: int) -> KeptFigures:
    """The figures of a closing or an export as they were."""
    spans: dict[str, dict[str, Value]] = {span: {} for span in SPANS}
    by_hand: dict[str, set[str]] = {span: set() for span in SPANS}
    behind: dict[str, Behind] = {}
    shared: dict[int, Behind] = {}
    for code, *values, marked, rows_id in db.execute_sql(_FIGURES, (report_id,)).fetchall():
        for span, value in zip(SPANS, values, strict=True):
            spans[span][code] = json.loads(value)
        for span in marked.split():
            by_hand[span].add(code)
        if rows_id is not None:
            behind[code] = shared.setdefault(rows_id, Behind(row_id=rows_id))
    return KeptFigures(spans, {span: frozenset(codes) for span, codes in by_hand.items()}, behind)


def corrections_of(report_id: int) -> list[Correction]:
    """What a closing reported as corrected."""
    return _corrections("report_id = ?", report_id)


def corrections_in(month: str) -> list[Correction]:
    """What later closings reported as corrected in a closed month, in their order."""
    return _corrections("month = ?", month)


def _reports(condition: str, **values: Any) -> list[ReportRow]:
    rows: Iterable[Any] = db.execute_sql(_REPORTS.format(condition), values).fetchall()
    return [
        ReportRow(
            row_id, kind, period, date.fromisoformat(first), date.fromisoformat(last), datetime.fromisoformat(at), clerk,
            language, file_name, digest, bool(names), selfcheck.read(problems),
        )
        for row_id, kind, period, first, last, at, clerk, language, file_name, digest, names, problems in rows
    ]  # fmt: skip


def _corrections(condition: str, value: Any) -> list[Correction]:
    return [
        Correction(
            month, code, json.loads(before), json.loads(after),
            Behind(row_id=rows_before) if rows_before else None, Behind(row_id=rows_after) if rows_after else None,
        )
        for month, code, before, after, rows_before, rows_after in db.execute_sql(_CORRECTIONS.format(condition), (value,)).fetchall()
    ]  # fmt: skip
