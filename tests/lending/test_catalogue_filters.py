"""The filters of the catalogue hold together, whichever of them lets fewest titles pass."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from centre_app.lending import catalogue, catalogue_filters
from centre_app.storage.database import db
from tests.builders import a_copy, a_person, a_title, open_daily
from tests.lending.circumstances import a_loan

KINDS: tuple[str, ...] = ("", "book", "toy", "kit")
GROUPS = (None, ("rural", "children"), ("clc", "I"), ("rural", "none"))
AGES = (None, 7, 30)


@pytest.fixture
def shelves(centre: Path) -> None:
    """Titles of several kinds, classes and ages, one of them out."""
    open_daily()
    for name, kind, clc_class, ages in (
        ("夏洛的网", "book", "I712.84", (7, 12)), ("活着", "book", "I247.5", (18, None)), ("积木", "toy", "", (3, 8)),
        ("飞机模型", "toy", "V27", (None, 14)), ("网", "book", "TP393", (None, None)),
    ):  # fmt: skip
        a_copy(title=a_title(name=name, clc_class=clc_class, age_from=ages[0], age_to=ages[1]), kind=kind)
    lent = a_copy(title=a_title(name="网中人", clc_class="I712.84", age_from=7))
    a_loan(copy=lent, person=a_person())


def expected(text: str, *, kind: str, group: Any, age: int | None, on_shelf: bool) -> set[str]:
    rows = (
        ("夏洛的网", "book", {("rural", "children"), ("clc", "I")}, range(7, 13), True),
        ("活着", "book", {("clc", "I")}, range(18, 200), True),
        ("积木", "toy", {("rural", "none")}, range(3, 9), True),
        ("飞机模型", "toy", set(), range(15), True),
        ("网", "book", set(), range(0), True),
        ("网中人", "book", {("rural", "children"), ("clc", "I")}, range(7, 200), False),
    )
    return {
        name
        for name, its_kind, groups, ages, here in rows
        if text in name
        and kind in ("", its_kind)
        and (group is None or group in groups)
        and (age is None or age in ages)
        and (here or not on_shelf)
    }


@pytest.mark.parametrize("few", [0, 2, 2_000])
@pytest.mark.usefixtures("shelves")
def test_any_filters_together_find_what_passes_each_of_them(
    monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(catalogue_filters, "_FEW", few)
    monkeypatch.setattr(catalogue_filters, "_worth_sorting", lambda _limit: few)
    for text, kind, group, age, on_shelf in product(("", "网"), KINDS, GROUPS, AGES, (False, True)):
        filters: Any = {"kind": kind, "group": group, "age": age, "on_shelf": on_shelf}
        rows = catalogue.find(text, **filters) if text else catalogue.page_of_titles(**filters)
        assert {row.name for row in rows} == expected(text, **filters), (text, filters)


@pytest.mark.usefixtures("shelves")
def test_windows_of_a_narrowed_list_follow_each_other_in_order() -> None:
    first = catalogue.page_of_titles(kind="book", limit=2)
    second = catalogue.page_of_titles(kind="book", limit=9, after=first[-1])
    assert [row.name for row in first + second] == ["活着", "网", "网中人", "夏洛的网"]


@pytest.mark.usefixtures("shelves")
def test_a_kind_without_any_piece_looks_at_no_title() -> None:
    plan = " ".join(
        str(row[3])
        for row in db.execute_sql(
            "EXPLAIN QUERY PLAN SELECT title_id FROM copy WHERE kind = 'kit' LIMIT 1"
        ).fetchall()
    )
    assert "copy_kind" in plan
    assert catalogue_filters.few_ids(kind="kit") == []


def test_a_title_of_thousands_of_copies_is_read_whole(centre: Path) -> None:
    title = a_title(name="新华字典", clc_class="H163", call_mark="1")
    a_copy(title=title)
    db.execute_sql(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 7469) "
        "INSERT INTO copy (title_id, barcode, accessioned_on, condition_on) "
        "SELECT ?, 'Z' || i, '2026-01-05', '2026-01-05' FROM n",
        (title.id,),
    )
    card = catalogue.title(title.id)
    assert card is not None
    assert len(card.copies) == 7470
    assert catalogue.find("新华字典")[0].copies == 7470
