"""Lists of people by a choice: who is in them, keeping them, and putting them out."""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta

import pytest
from python_calamine import CalamineWorkbook

from centre_app import clock, errors
from centre_app.people import (
    bands,
    consents,
    grid,
    grid_levels,
    list_book,
    listing,
    people,
    saved_lists,
    selection,
)
from centre_app.people.models import Person
from centre_app.people.selection import Selection
from centre_app.storage import journal
from centre_app.storage.database import db
from tests.builders import a_person, a_room, a_visit

pytestmark = pytest.mark.usefixtures("centre")


def names(chosen: Selection, **more: object) -> set[str]:
    return {row.name for row in listing.page_of_people(chosen=chosen, **more)}


@pytest.fixture
def unit() -> int:
    """The lowest unit of a small grid; the one two levels above it has the id 1."""
    grid_levels.put_levels([("片", ""), ("组", ""), ("邻", "")])
    top = grid.add_unit(name="东片")
    return grid.add_unit(name="一邻", parent_id=grid.add_unit(name="一组", parent_id=top))


def test_each_line_of_a_choice_leaves_out_who_does_not_meet_it(unit):
    today = clock.today()
    people.register(
        name="王秀英", sex="F", age=70, category="resident", grid_unit_id=unit, tag_ids=[1, 3], needs="hearing",
        consented_on=today, is_volunteer=True, card_expires_on=today + timedelta(days=5),
    )  # fmt: skip
    people.register(
        name="李四",
        sex="M",
        age=30,
        category="worker",
        tag_ids=[3],
        card_expires_on=today - timedelta(days=1),
    )
    for met in (
        Selection(category="resident"), Selection(sex="F"), Selection(bands=("60+",)), Selection(tags=(1,)),
        Selection(tags=(1, 3), all_tags=True), Selection(grid_unit_id=unit), Selection(grid_unit_id=1),
        Selection(need="hearing"), Selection(consent="given"), Selection(volunteer=True), Selection(card="expiring"),
    ):  # fmt: skip
        assert names(met) == {"王秀英"}, met
    assert names(Selection(consent="missing")) == names(Selection(card="expired")) == {"李四"}
    assert names(Selection(tags=(1, 3))) == {"王秀英", "李四"}
    assert names(Selection(card="none")) == names(Selection(tags=(3,), sex="F", category="worker")) == set()


def test_the_filter_of_consent_follows_giving_taking_back_and_giving_again():
    today = clock.today()
    person = people.register(name="王秀英")
    people.register(name="实验小学", category="organisation")
    taken_over = people.register(name="李四", consented_on=today - timedelta(days=3))

    def filed() -> list[set[str]]:
        return [names(Selection(consent=consent)) for consent in ("given", "missing", "withdrawn")]

    assert filed() == [{"李四"}, {"王秀英"}, set()]
    consents.give(person_id=person, given=consents.Given(today))
    consents.withdraw(person_id=person)
    consents.withdraw(person_id=taken_over)
    assert filed() == [set(), set(), {"王秀英", "李四"}]
    journal.undo()
    consents.give(person_id=person, given=consents.Given(today))
    assert filed() == [{"王秀英", "李四"}, set(), set()]


def test_last_visits_before_and_since_a_day_count_who_never_came_as_not_here():
    room, day = a_room(), date(2026, 10, 1)
    for name, came in (
        ("前天", date(2026, 10, 20)),
        ("当天", day),
        ("早先", date(2026, 9, 30)),
        ("从未", None),
    ):
        person = a_person(name=name)
        if came:
            a_visit(
                room=room, person=person, arrived_at=datetime.combine(came, datetime.min.time()), left_at=None
            )
    assert names(Selection(since=day)) == {"前天", "当天"}
    assert names(Selection(not_since=day)) == {"早先", "从未"}


def test_lines_are_combined_with_the_category_above_the_list_and_with_a_search(unit):
    people.register(name="王秀英", grid_unit_id=unit, tag_ids=[1])
    people.register(name="王小明", category="worker", tag_ids=[1])
    people.register(name="王五")
    assert names(Selection(tags=(1,)), category="worker") == {"王小明"}
    assert {row.name for row in listing.found("wang", chosen=Selection(tags=(1,), grid_unit_id=1))} == {
        "王秀英"
    }


@pytest.mark.parametrize(
    "today", [date(2026, 10, 22), date(2028, 2, 29), date(2027, 2, 28), date(2026, 12, 31)]
)
def test_whoever_is_of_a_band_today_is_found_by_it_and_by_no_other(today):
    known: dict[str, tuple[date | None, int | None]] = {"不知": (None, None), "明年": (None, today.year + 1)}
    for age in (0, 1, 6, 7, 8, 17, 18, 19, 34, 35, 36, 59, 60, 61, 99):
        known[f"{age}年"] = (None, today.year - age)
        for days in (-1, 0, 1, 2):  # around the birthday
            known[f"{age}岁{days}"] = (today - timedelta(days=round(age * 365.2425) + days), None)
    for name, (day, year) in known.items():
        Person.create(name=name, birth_date=day, birth_year=year)
    with clock.pretend(datetime.combine(today, datetime.min.time())):
        for code in bands.BAND_LABELS:
            ages = {
                name: bands.age_on(today, birth_date=day, birth_year=year)
                for name, (day, year) in known.items()
            }
            assert names(Selection(bands=(code,))) == {
                name for name, age in ages.items() if bands.age_band(age) == code
            }


def test_a_choice_is_the_same_whether_few_or_many_meet_its_parts(monkeypatch, unit):
    for number in range(40):
        people.register(
            name=f"人{number:02}", tag_ids=[1] if number % 2 else [], grid_unit_id=unit if number % 3 else None, age=number * 2
        )  # fmt: skip
    chosen = Selection(tags=(1,), grid_unit_id=unit, bands=("0-6", "60+", "18-34"))
    found = names(chosen)
    assert len(found) > 5
    for few, sorting, begins in ((0, 1_000_000, 0), (0, 0, 2), (20_000, 0, 1)):
        monkeypatch.setattr(selection, "_FEW", few)
        monkeypatch.setattr(selection, "_SORTING", sorting)
        condition = selection.condition(chosen)
        assert ("person.id IN" in condition) + (") both WHERE" in condition) == begins
        assert names(chosen) == found


def test_a_search_in_a_choice_finds_the_same_whether_few_or_many_meet_it(monkeypatch, unit):
    for number in range(12):
        people.register(
            name=("王秀英", "王小明", "李秀英")[number % 3], tag_ids=[1] if number % 2 else [2], building=f"{number % 4 + 1}幢",
            door="502", phone=f"1390000{number:04}",
        )  # fmt: skip
    texts = ("wang", "王", "xy", "秀英", "2-502", "2幢502", "王 2-502", "13900000003", "0003", "zzz", "3")
    few = [listing.found(text, chosen=Selection(tags=(1,))) for text in texts]
    monkeypatch.setattr(selection, "_LOOKED_THROUGH", 0)
    many = [listing.found(text, chosen=Selection(tags=(1,))) for text in texts]

    assert [{row.id for row in rows} for rows in few] == [{row.id for row in rows} for rows in many]
    assert [bool(rows) for rows in few] == [True] * 9 + [False, True]


def test_a_search_in_a_choice_and_a_category_misses_nobody_behind_fifty_of_another_category(unit):
    for number in range(55):
        people.register(name=f"王{number:02}", tag_ids=[1])
    people.register(name="王小明", tag_ids=[1], category="worker")

    rows = listing.found("王", category="worker", chosen=Selection(tags=(1,)))

    assert [row.name for row in rows] == ["王小明"]


def test_windows_follow_one_another_without_a_gap():
    for number in range(7):
        people.register(name=f"人{number}", tag_ids=[1])
    first = listing.page_of_people(limit=3, chosen=Selection(tags=(1,)))
    rest = listing.page_of_people(after=first[-1].place, chosen=Selection(tags=(1,)))
    assert [row.name for row in first + rest] == [f"人{number}" for number in range(7)]


def test_every_line_of_a_choice_is_kept_under_a_name():
    chosen = Selection(
        category="worker", grid_unit_id=3, bands=("0-6", "60+"), sex="", tags=(1, 2), all_tags=True,
        since=date(2026, 1, 2), not_since=date(2026, 3, 4), consent="missing", volunteer=True, card="expired", need="sight",
    )  # fmt: skip
    assert all(getattr(chosen, field.name) != field.default for field in fields(chosen))
    saved_lists.save_list(name="样样都有", chosen=chosen)
    assert [(row.name, row.selection) for row in saved_lists.saved()] == [("样样都有", chosen)]


def test_a_list_is_renamed_changed_removed_and_brought_back():
    row_id = saved_lists.save_list(name="老人", chosen=Selection(bands=("60+",)))
    saved_lists.change_list(list_id=row_id, name="老年人", chosen=Selection(tags=(1,)))
    assert saved_lists.saved()[0].selection == Selection(tags=(1,))
    saved_lists.remove_list(row_id)
    assert saved_lists.saved() == []
    journal.undo()
    journal.undo()
    assert [(row.name, row.selection) for row in saved_lists.saved()] == [("老人", Selection(bands=("60+",)))]


def test_a_list_needs_a_name_of_its_own_and_a_choice():
    chosen = Selection(volunteer=True)
    saved_lists.save_list(name="志愿者", chosen=chosen)
    with pytest.raises(errors.SavedListTaken):
        saved_lists.save_list(name=" 志愿者 ", chosen=replace(chosen, sex="F"))
    with pytest.raises(errors.WordMissing):
        saved_lists.save_list(name=" ", chosen=chosen)
    with pytest.raises(errors.NothingChosen):
        saved_lists.save_list(name="所有人", chosen=Selection(all_tags=True))


def test_the_workbook_is_masked_unless_a_reason_is_given_which_is_kept(tmp_path, unit):
    person = people.register(
        name="王秀英", phone="13812345678", tag_ids=[1, 3], grid_unit_id=unit, needs="hearing"
    )
    listed = saved_lists.whole(chosen=Selection(tags=(1,)))
    masked = sheet(list_book.write(listed, to=tmp_path / "名单.xlsx"))
    assert (masked[1][0], masked[1][5]) == ("王*英", "138****5678")
    with pytest.raises(errors.ListReasonMissing):
        list_book.write(listed, to=tmp_path / "名单.xlsx", reason="  ")
    assert sheet(tmp_path / "名单.xlsx") == masked
    full = sheet(list_book.write(listed, to=tmp_path / "名单.xlsx", reason="重阳节电话慰问"))
    assert (full[1][0], full[1][5], full[1][7:9]) == (
        "王秀英",
        "13812345678",
        ["东片 / 一组 / 一邻", "老年、党员"],
    )
    assert db.execute_sql("SELECT kind, people, reason FROM list_release").fetchall() == [
        ("workbook", 1, "重阳节电话慰问")
    ]
    assert notes()[-2:] == [
        ("note why a list was put out", ""), ("export a list of people with names", f"person:{person}"),
    ]  # fmt: skip


def test_that_a_list_was_put_out_is_no_step_to_be_undone():
    person = people.register(name="王秀英")
    saved_lists.release(kind="phone_round", person_ids=[person], reason="回访")
    journal.undo()
    assert db.execute_sql("SELECT count(*) FROM list_release").fetchone()[0] == 1
    assert people.find("王秀英") == []


def test_an_empty_list_and_one_too_long_for_paper_are_refused():
    with pytest.raises(errors.ListEmpty):
        saved_lists.whole(chosen=Selection(volunteer=True))
    for number in range(3):
        people.register(name=f"人{number}")
    with pytest.raises(errors.ListTooLong, match="2"):
        saved_lists.whole(chosen=Selection(), most=2)


def sheet(path: object) -> list[list[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def notes() -> list[tuple[str, str]]:
    return db.execute_sql("SELECT label, subject FROM action WHERE kind = 'note' ORDER BY id").fetchall()


def test_every_part_that_few_meet_is_led_to_by_an_index(unit):
    chosen = Selection(
        grid_unit_id=unit, bands=("0-6", "60+", "unknown"), tags=(1, 2), since=date(2026, 1, 2), card="expired",
    )  # fmt: skip
    queries = [part.ids for part in selection._parts(chosen)] + [
        part.ids for part in selection._parts(Selection(tags=(1, 2), all_tags=True, card="none"))
    ]
    plans = [row[3] for ids in queries for row in db.execute_sql(f"EXPLAIN QUERY PLAN {ids}")]
    assert len(queries) == 8
    assert [line for line in plans if line.startswith("SCAN")] == []


@pytest.mark.parametrize(
    ("chosen", "index"),
    [
        (Selection(volunteer=True), "person_volunteer"), (Selection(consent="missing"), "person_no_consent"),
        (Selection(need="hearing"), "person_with_needs"), (Selection(sex=""), "person_no_sex"),
    ],
)  # fmt: skip
def test_what_few_are_is_walked_in_order_by_an_index_of_its_own(chosen, index):
    rows = db.execute_sql(
        f"EXPLAIN QUERY PLAN SELECT id FROM person WHERE {selection.condition(chosen)} ORDER BY name_sort, id LIMIT 500"
    ).fetchall()
    assert rows[0][3].split()[-1] == index
    assert not any(" person " in row[3] for row in rows[1:])
