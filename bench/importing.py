"""Importing a long list, from the file to the commit, beside bare reading and bare inserting of the same rows.

The twin reads the workbook with the same reader and inserts the very rows, keys for the search among them, in one transaction
under the same triggers (journal, guards, search); it decides nothing. Both are measured in time of the processor, of which a list of
30,000 rows takes seconds.
"""

import gc
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from time import process_time, thread_time

from bench.measure import Result
from centre_app import clock
from centre_app.importing import apply, plan
from centre_app.importing.writes import Writes, write
from centre_app.progress import SILENT
from centre_app.storage import database, opening, tokens
from centre_app.storage.action import run

_GOAL, _RUNS = 2.0, 5
_GARBAGE_THRESHOLD = 50_000
_STALL_MILLISECONDS = 50
_LOOK_SECONDS = 0.001
_SURNAMES, _HOUSES = "王李张刘陈杨赵黄周吴", ("人民文学出版社", "作家出版社", "中华书局", "上海译文出版社")


def measure(rows: int) -> list[Result]:
    """A list of books and a list of people of so many rows, each five times; the longest wait of another thread beside it."""
    sys.setswitchinterval(0.0005)  # all three as the window sets them
    gc.set_threshold(_GARBAGE_THRESHOLD, 20, 20)
    tokens.warm_up()
    with tempfile.TemporaryDirectory() as folder:
        return [
            *_measured("books", _books(Path(folder), rows)),
            *_measured("people", _people(Path(folder), rows)),
        ]


def _measured(kind: plan.Kind, file: Path) -> Iterator[Result]:
    ours: list[float] = []
    twin: list[float] = []
    for _time in range(_RUNS):
        with _centre():
            started = thread_time()
            made = plan.make_plan(kind=kind, file=file)
            apply.apply(made)
            ours.append((thread_time() - started) * 1000)
        with _centre():
            twin.append(_bare(file, made.writes))
    waits: list[float] = []
    count = f"{len(made.rows):,} rows of {kind}"
    del (
        made
    )  # a plan is given up some rows at a time by the dialog that shows it: none ends while it is looked at
    with _centre(), _watching(waits):
        kept = plan.make_plan(kind=kind, file=file)
        apply.apply(kept)
    ratio = min(ours) / min(twin)
    yield Result(
        f"import {count}",
        min(ours),
        max(ours),
        min(twin),
        max(twin),
        ratio,
        f"<= {_GOAL:g} x",
        ratio <= _GOAL,
        _RUNS,
    )
    waits.sort()
    longest, usual = waits[-1] * 1000, waits[len(waits) // 2] * 1000
    yield Result(
        f"wait of the window, {count}", usual, longest, 0, 0, 0, f"<= {_STALL_MILLISECONDS} ms",
        longest <= _STALL_MILLISECONDS, len(waits),
    )  # fmt: skip


def _bare(file: Path, writes: Writes) -> float:
    """Milliseconds of reading the cells and inserting the rows, with nothing decided."""
    import python_calamine as calamine

    started = thread_time()
    with calamine.CalamineWorkbook.from_path(str(file)) as workbook:
        workbook.get_sheet_by_index(0).to_python()
    run("insert", lambda: write(writes, progress=SILENT))
    return (thread_time() - started) * 1000


@contextmanager
def _centre() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        opening.open_database(Path(folder) / "centre.db", wait_ms=0)
        try:
            yield
        finally:
            database.close_database()


@contextmanager
def _watching(waits: list[float]) -> Iterator[None]:
    """Another thread, as the window's is, that wants to run every millisecond: how long the work kept it waiting each time.

    Only time of this process counts, so that a busy machine does not look like a program that keeps the window waiting.
    """
    done = threading.Event()

    def look() -> None:
        before = process_time()
        while not done.wait(_LOOK_SECONDS):
            now = process_time()
            waits.append(now - before)
            before = now

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _books(folder: Path, rows: int) -> Path:
    headings = ["序号", "书名", "作者", "出版社", "出版日期", "定价", "索书号", "条码号", "馆藏地", "备注"]
    return _workbook(folder / "books.xlsx", headings, (
        [number, f"{_title(number)}（{number}）", f"{_SURNAMES[number % 10]}守华", _HOUSES[number % 4],
         f"20{number % 20:02}年{number % 12 + 1}月", f"{number % 90}.80元", f"I247.5/{number}", f"C{number:08}", "三楼东区", ""]
        for number in range(1, rows + 1)
    ))  # fmt: skip


def _title(number: int) -> str:
    """A title of its own of six characters, as different from others as those of a library."""
    return "".join(chr(0x4E00 + (number * step) % 6_000) for step in (7, 131, 1_009, 2_503, 3_571, 4_999))


def _people(folder: Path, rows: int) -> Path:
    born = clock.today() - timedelta(days=80 * 365)
    headings = ["姓名", "性别", "手机号", "出生日期", "楼栋房号", "人员类别", "备注"]
    return _workbook(folder / "people.xlsx", headings, (
        [f"{_SURNAMES[number % 10]}{chr(0x5B50 + number % 97)}{chr(0x660E + number // 97 % 89)}", "男女"[number % 2],
         f"13{800_000_000 + number}", f"{born + timedelta(days=number % 25_000)}", f"{number % 60 + 1}栋{number % 18 + 1}0{number % 4 + 1}",
         "居民", ""]
        for number in range(1, rows + 1)
    ))  # fmt: skip


def _workbook(path: Path, headings: list[str], rows: Iterator[list[object]]) -> Path:
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    sheet.append(headings)
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path
