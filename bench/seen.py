"""All there is to see of a centre, page by page: what `scale.py` measures at two sizes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from bench.generate import LAST_DAY
from centre_app.storage.database import db

if TYPE_CHECKING:
    from ui.shell.work import Work

NOW = LAST_DAY + timedelta(days=1, hours=10)
_MORE_MS, _COUNTED_MS = 100.0, 2_000.0  # for what reads more rows: what is shown, what is counted in a job
_PANES = ("session", "catalogue", "overdue", "out", "donations", "holds")
_SOUGHT = ("wang", "王", "zxm 5678", "12幢", "zzz")
_TITLES_SOUGHT = ("zg", "小说", "wang", "i247", "9787", "zzz")


@dataclass(frozen=True, slots=True)
class Step:
    """Something shown: `do` reads and shows it. `most_ms`: what it may take where more data means more rows to read."""

    name: str
    do: Callable[[], object]
    most_ms: float | None = None


def pages(work: "Work") -> Iterator[Step]:
    """All there is to see, page by page; a page is in front while its steps run."""
    yield from _reports(work)
    yield from _desk(work)
    yield from _rooms(work)
    yield from _lending(work)
    yield from _people(work)
    yield from _settings(work)
    yield from _searches()


def _reports(work: "Work") -> Iterator[Step]:
    """The page once its job has counted."""
    from PySide6.QtCore import QEventLoop

    page: Any = work.show_page("reports")
    loop = QEventLoop()
    page.counted.connect(loop.quit)
    loop.exec()
    yield Step("reports, counted", lambda: page.show_period(page.period))


def _desk(work: "Work") -> Iterator[Step]:
    page = work.show_page("desk")
    yield Step("desk", page.refresh, _MORE_MS)  # with a hundred times as many bookings today
    yield Step("the window's frame", work.refresh)


def _rooms(work: "Work") -> Iterator[Step]:
    page: Any = work.show_page("rooms")
    for view in ("day", "week", "month"):
        yield Step(
            f"rooms: {view}", partial(page.show_view, view), _MORE_MS
        )  # a hundred times as many each day


def _lending(work: "Work") -> Iterator[Step]:
    page: Any = work.show_page("lending")
    for pane in _PANES:
        most = _MORE_MS if pane == "donations" else None  # more of them fill its window
        yield Step(f"lending: {pane}", partial(page.show_pane, pane), most)
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
        yield Step(f"catalogue: {name}", partial(catalogue.page_of_titles, **filters), _MORE_MS)
        yield Step(
            f"catalogue: 小说, {name}", partial(catalogue.find, "小说", limit=200, **filters), _MORE_MS
        )
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
        yield Step(f"people: {name}", partial(listing.page_of_people, chosen=chosen), _MORE_MS)
        yield Step(f"people: 王, {name}", partial(listing.found, "王", chosen=chosen), _MORE_MS)


def _selections() -> Iterator[tuple[str, Any]]:
    from centre_app.people.selection import Selection

    today = NOW.date()
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


def figures() -> Iterator[Step]:
    """What a month is counted from, slice by slice, as the job behind the reports page does."""
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
            f"a month's figures: {name}", partial(lambda name: getattr(Facts(month), name), name), _COUNTED_MS
        )


def _settings(work: "Work") -> Iterator[Step]:
    from ui.settings.page import SECTIONS

    page: Any = work.show_page("settings")
    for section in SECTIONS:
        page.show_argument(section.id)
        yield Step(f"settings: {section.id}", page.refresh, _MORE_MS)


def _searches() -> Iterator[Step]:
    from centre_app.desk import scanning
    from centre_app.lending import catalogue
    from centre_app.people import listing

    for text in _SOUGHT:
        yield Step(f"search people: {text}", partial(listing.found, text))
        yield Step(f"scan field: {text}", partial(scanning.suggest, text))
    for text in _TITLES_SOUGHT:
        yield Step(f"search titles: {text}", partial(catalogue.find, text, limit=200))
