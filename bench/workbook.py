"""The workbook of a month, its rows read and written, beside openpyxl's bare write of the same cells without looks.

The figures are counted before: `visiting` and `circulation` measure them beside raw SQL.
"""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bench import generate
from bench.generate import LAST_DAY
from bench.measure import Result, percentile, side_by_side
from bench.twin import scratch
from centre_app import clock
from centre_app.i18n import in_language
from centre_app.progress import SILENT
from centre_app.reports.compare import Comparison, compare
from centre_app.reports.periods import Period
from centre_app.reports.recorded import RecordedBook
from centre_app.reports.report import Report
from centre_app.reports.sheet_list import fill
from centre_app.reports.xlsx import XlsxBook

GOAL = 1.2
_PEOPLE, _TIMES = 20_000, 5
_MONTH = Period.parse("2026-09")


def measure(visits: int) -> Result:
    """Measure in a copy of a database with so many past visits, some of them of the month written."""
    file = generate.centre(people=_PEOPLE, visits=visits)
    now = LAST_DAY + timedelta(days=1, hours=10)
    with (
        scratch(file), clock.pretend(now), in_language("zh_CN"),
        tempfile.TemporaryDirectory() as folder,
    ):  # fmt: skip
        figures, book, to = compare(_MONTH), RecordedBook(), Path(folder) / "report.xlsx"
        fill(book, _report(figures), SILENT)
        cells = sum(value is not None for sheet in book.sheets for row in sheet.rows for value in row.values)
        return _result(
            f"a month's workbook, {cells:,} cells",
            lambda _number: _ours(figures, to),
            lambda _number: _bare(book, to),
        )


def _report(figures: Comparison) -> Report:
    return Report(period=_MONTH, centre="", made_at=clock.now(), figures=figures)


def _ours(figures: Comparison, to: Path) -> None:
    with XlsxBook() as book:
        fill(book, _report(figures), SILENT)
        book.save(to, title="")


def _bare(book: RecordedBook, to: Path) -> None:
    from openpyxl import Workbook

    bare = Workbook(write_only=True)
    for sheet in book.sheets:
        plain = bare.create_sheet(sheet.title)
        for row in sheet.rows:
            plain.append(row.values)
    bare.save(to)


def _result(name: str, ours: Callable[[int], object], twin: Callable[[int], object]) -> Result:
    ours(0)
    our_times, twin_times = side_by_side(ours, twin, range(_TIMES))
    ratio = percentile(our_times, 50) / percentile(twin_times, 50)
    return Result(
        name=name, ours_p50=percentile(our_times, 50), ours_p99=percentile(our_times, 99),
        twin_p50=percentile(twin_times, 50), twin_p99=percentile(twin_times, 99), ratio=ratio,
        goal=f"at most {GOAL} bare", ok=ratio <= GOAL, samples=len(our_times),
    )  # fmt: skip
