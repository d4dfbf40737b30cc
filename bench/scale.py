"""Every page, list, filter and search at the full size beside a hundredth of it: queries, reading, painting, and memory.

Each size is measured in a process of its own, in a copy of its file. The milliseconds are those of the processor, and the
least of several times: whatever else the machine does is no growth of ours. `python -m bench.scale` prints the table alone.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from time import thread_time
from typing import TYPE_CHECKING, Any

from bench import full
from bench.generate import LAST_DAY
from bench.measure import Result
from bench.twin import scratch
from centre_app import clock
from centre_app.storage.database import db

if TYPE_CHECKING:
    from ui.shell.work import Work

GROWTH, FRAME_MS, MEMORY_MB = 1.5, 16.0, 200
_TIMES, _SIZE = 7, (1280, 720)
_NOW = LAST_DAY + timedelta(days=1, hours=10)
_PANES = ("session", "catalogue", "overdue", "out", "donations", "holds")
_SOUGHT = ("wang", "王", "zxm 5678", "12幢", "zzz")
_TITLES_SOUGHT = ("zg", "小说", "wang", "i247", "9787", "zzz")


@dataclass(frozen=True, slots=True)
class Step:
    """Something shown: `do` reads and shows it; `more` where more rows must be read for more data, as counting must."""

    name: str
    do: Callable[[], object]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What a step took: queries, milliseconds to read and to paint."""

    name: str
    queries: int
    read_ms: float
    paint_ms: float
    more: bool


def measure() -> list[Result]:
    """Run every step at both sizes; the last line is the memory with every page open at the full size."""
    small, large = _child(100), _child(1)
    lines = [
        _line(Taken(**less), Taken(**most)) for less, most in zip(small["steps"], large["steps"], strict=True)
    ]
    return [*lines, _memory(small["megabytes"], large["megabytes"])]


def _line(less: Taken, most: Taken) -> Result:
    ours, twin = most.read_ms + most.paint_ms, less.read_ms + less.paint_ms
    flat = ours <= GROWTH * twin or ours < FRAME_MS
    return Result(
        name=f"{most.name} ({most.queries} queries, {less.queries})",
        ours_p50=ours, ours_p99=most.read_ms, twin_p50=twin, twin_p99=less.read_ms, ratio=ours / twin,
        goal="reads more rows" if most.more else f"at most {GROWTH:g} times, or under {FRAME_MS:g} ms",
        ok=most.more or (flat and most.queries == less.queries), samples=_TIMES,
    )  # fmt: skip


def _memory(less: float, most: float) -> Result:
    return Result(
        name="resident memory in MB, every page opened", ours_p50=most, ours_p99=most, twin_p50=less, twin_p99=less,
        ratio=most / less, goal=f"under {MEMORY_MB}", ok=most < MEMORY_MB, samples=1,
    )  # fmt: skip


def _child(share: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.scale", str(full.centre(share=share))]
    said = subprocess.run(
        command,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    return found


def _run(file: Path) -> None:
    """In the child: open the window's desk on a copy, run the steps, print what they took."""
    import psutil
    from PySide6.QtGui import QPixmap

    from ui.shell import start

    with scratch(file):
        clock.set_for_tests(_NOW)
        app = start.application()
        from ui.shell.work import Work

        work = Work()
        work.resize(*_SIZE)
        work.show()
        canvas = QPixmap(*_SIZE)
        taken = []
        for step in _steps(work):
            taken.append(_take(step, work, canvas))
            app.processEvents()
        megabytes = psutil.Process().memory_info().rss / 1e6
        found = {"steps": [vars_of(each) for each in taken], "megabytes": megabytes}
        work.rest()
        work.hide()
    print(json.dumps(found))


def vars_of(taken: Taken) -> dict[str, Any]:
    """The fields, for the parent."""
    return {name: getattr(taken, name) for name in Taken.__slots__}


def _take(step: Step, work: "Work", canvas: Any) -> Taken:
    asked: list[object] = []
    db.query_hooks.append(asked.append)
    step.do()
    db.query_hooks.clear()
    read, painted = [], []
    for _ in range(_TIMES):
        began = thread_time()
        step.do()
        between = thread_time()
        work.render(canvas)
        read.append((between - began) * 1000)
        painted.append((thread_time() - between) * 1000)
    return Taken(step.name, len(asked), min(read), min(painted), step.more)


def _steps(work: "Work") -> Iterator[Step]:
    """All there is to see, page by page; a page is in front while its steps run."""
    yield from _desk(work)
    yield from _rooms(work)
    yield from _lending(work)
    yield from _people(work)
    yield from _settings(work)
    yield from _searches()
    yield from _figures()


def _desk(work: "Work") -> Iterator[Step]:
    page = work.show_page("desk")
    yield Step("desk", page.refresh)
    yield Step("the window's frame", work.refresh)


def _rooms(work: "Work") -> Iterator[Step]:
    page: Any = work.show_page("rooms")
    for view in ("day", "week", "month"):
        yield Step(f"rooms: {view}", partial(page.show_view, view))


def _lending(work: "Work") -> Iterator[Step]:
    page: Any = work.show_page("lending")
    for pane in _PANES:
        yield Step(f"lending: {pane}", partial(page.show_pane, pane))
    title_id = db.execute_sql("SELECT title_id FROM copy JOIN loan ON copy_id = copy.id LIMIT 1").fetchone()[
        0
    ]
    yield Step("lending: a title", partial(page.open_title, title_id))
    yield from _catalogue()


def _catalogue() -> Iterator[Step]:
    from centre_app.lending import catalogue, catalogue_reads, loans

    half = db.execute_sql("SELECT count(*) / 2 FROM title").fetchone()[0]
    middle = db.execute_sql("SELECT id FROM title ORDER BY name_sort LIMIT 1 OFFSET ?", (half,)).fetchone()[0]
    (after,) = catalogue_reads.titles_of([middle])
    yield Step("catalogue: scrolled to the middle", partial(catalogue.page_of_titles, after=after))
    for name, filters in (
        ("kind of which there is none", {"kind": "toy"}), ("kind", {"kind": "tool"}), ("on the shelf", {"on_shelf": True}),
        ("class", {"group": ("clc", "I")}), ("class and on the shelf", {"group": ("clc", "TS"), "on_shelf": True}),
        ("no class", {"group": ("clc", "none")}), ("age", {"age": 5}), ("age, kind and on the shelf", {"age": 5, "kind": "tool", "on_shelf": True}),
    ):  # fmt: skip
        yield Step(f"catalogue: {name}", partial(catalogue.page_of_titles, **filters))
        yield Step(f"catalogue: 小说, {name}", partial(catalogue.find, "小说", limit=200, **filters))
    yield Step("out now: the next window", partial(loans.out_now, after=loans.out_now(limit=50)[-1]))


def _people(work: "Work") -> Iterator[Step]:
    from centre_app.people import listing

    page: Any = work.show_page("people")
    yield Step("people", page.refresh)
    borrower = db.execute_sql("SELECT person_id FROM loan WHERE returned_at IS NULL LIMIT 1").fetchone()[0]
    page.show_argument(borrower)
    yield Step("people, with a record", page.refresh)
    half = db.execute_sql("SELECT count(*) / 2 FROM person").fetchone()[0]
    after = db.execute_sql(
        "SELECT name_sort, id FROM person ORDER BY name_sort LIMIT 1 OFFSET ?", (half,)
    ).fetchone()
    yield Step("people: scrolled to the middle", partial(listing.page_of_people, after=after))
    for category in ("resident", "guest", "organisation"):
        yield Step(f"people: {category}", partial(listing.page_of_people, category=category))
    yield Step("people: here now", partial(listing.page_of_people, here=True))
    for name, chosen in _selections():
        yield Step(f"people: {name}", partial(listing.page_of_people, chosen=chosen))
        yield Step(f"people: 王, {name}", partial(listing.found, "王", chosen=chosen))


def _selections() -> Iterator[tuple[str, Any]]:
    from centre_app.people.selection import Selection

    today = _NOW.date()
    yield "a common tag", Selection(tags=(1,))
    yield "a rare tag", Selection(tags=(6,))
    yield "two tags", Selection(tags=(4, 5), all_tags=True)
    yield "an age band", Selection(bands=("7-17",))
    yield "an age nobody has", Selection(bands=("118-119",))
    yield "not recorded sex", Selection(sex="")
    yield "a grid unit", Selection(grid_unit_id=10)
    yield "here in a week", Selection(since=today - timedelta(days=7))
    yield "not here in a year", Selection(not_since=today - timedelta(days=365))
    yield "no consent", Selection(consent="missing")
    yield "volunteers", Selection(volunteer=True)
    yield "cards about to expire", Selection(card="expiring")
    yield "old, tagged, not seen", Selection(bands=("60+",), tags=(2,), not_since=today - timedelta(days=90))
    yield "a mixture", Selection(bands=("7-17", "60+"), grid_unit_id=1, tags=(1, 2), sex="F", consent="given")
    yield "a mixture few meet", Selection(
        category="worker", bands=("7-17",), grid_unit_id=20, volunteer=True, consent="missing", since=date(2026, 9, 1)
    )  # fmt: skip


def _figures() -> Iterator[Step]:
    from centre_app.reports.facts import Facts
    from centre_app.reports.periods import Period

    month = Period.month_of(LAST_DAY.date()).previous()
    for name in (
        "visits",
        "apart",
        "people",
        "reading",
        "cards",
        "stock",
        "loans",
        "circulation",
        "never_lent",
        "rooms",
    ):
        yield Step(
            f"a month's figures: {name}", partial(lambda name: getattr(Facts(month), name), name), more=True
        )


def _settings(work: "Work") -> Iterator[Step]:
    from ui.settings.page import SECTIONS

    page: Any = work.show_page("settings")
    for section in SECTIONS:
        page.show_argument(section.id)
        yield Step(f"settings: {section.id}", page.refresh)


def _searches() -> Iterator[Step]:
    from centre_app.desk import scanning
    from centre_app.lending import catalogue
    from centre_app.people import listing

    for text in _SOUGHT:
        yield Step(f"search people: {text}", partial(listing.found, text))
        yield Step(f"scan field: {text}", partial(scanning.suggest, text))
    for text in _TITLES_SOUGHT:
        yield Step(f"search titles: {text}", partial(catalogue.find, text, limit=200))


def main() -> int:
    """Print the table of the steps alone."""
    if len(sys.argv) > 1:
        _run(Path(sys.argv[1]))
        return 0
    from bench.__main__ import show

    results = measure()
    show(results)
    return 0 if all(result.ok for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
