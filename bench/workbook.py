"""The workbook of a month beside openpyxl's bare write of the same cells: no style, no table, no formula, no figure counted."""

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
from centre_app.reports import periodic
from centre_app.reports.compare import compare
from centre_app.reports.periods import Period
from centre_app.reports.recorded import RecordedBook
from centre_app.reports.report import Report
from centre_app.reports.sheet_list import fill

GOAL = 1.2
_PEOPLE, _TIMES = 20_000, 5
_MONTH = Period.parse("2026-09")


def measure(visits: int) -> list[Result]:
    """Measure in a copy of a database with so many past visits; a fraction of them are of the month written."""
    file = generate.centre(people=_PEOPLE, visits=visits)
    with (
        scratch(file),
        clock.pretend(LAST_DAY + timedelta(days=1, hours=10)),
        tempfile.TemporaryDirectory() as folder,
    ):
        book = _recorded()
        cells = sum(value is not None for sheet in book.sheets for row in sheet.rows for value in row.values)
        to = Path(folder) / "report.xlsx"

        def ours(_number: int) -> None:
            periodic.write(period=_MONTH, to=to, language="zh_CN")

        return [_result(f"a month's workbook, {cells:,} cells", ours, lambda _number: _bare(book, to))]


def _recorded() -> RecordedBook:
    book = RecordedBook()
    with in_language("zh_CN"):
        report = Report(period=_MONTH, centre="", made_at=clock.now(), figures=compare(_MONTH))
        fill(book, report, SILENT)
    return book


def _bare(book: RecordedBook, to: Path) -> None:
    from openpyxl import Workbook

    bare = Workbook(write_only=True)
    for sheet in book.sheets:
        plain = bare.create_sheet(sheet.title)
        for row in sheet.rows:
            plain.append(
                [
                    f"'{value}" if isinstance(value, str) and value[:1] == "=" else value
                    for value in row.values
                ]
            )
    bare.save(to)


def _result(name: str, ours: Callable[[int], object], twin: Callable[[int], object]) -> Result:
    ours(0)
    our_times, twin_times = side_by_side(ours, twin, range(_TIMES))
    ratio = percentile(our_times, 50) / percentile(twin_times, 50)
    return Result(
        name=name, ours_p50=percentile(our_times, 50), ours_p99=percentile(our_times, 99),
        twin_p50=percentile(twin_times, 50), twin_p99=percentile(twin_times, 99), ratio=ratio,
        goal=f"at most {GOAL}", ok=ratio <= GOAL, samples=len(our_times),
    )  # fmt: skip
