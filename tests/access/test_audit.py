"""The audit says who did, saw, printed or exported what, newest first."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from centre_app import clock
from centre_app.access import audit, clerks
from centre_app.access.audit import Asked
from centre_app.people import people
from centre_app.storage import journal
from centre_app.storage.database import db
from tests.builders import a_clerk, a_person


def test_what_was_seen_is_kept_as_ids_and_never_as_names(centre: Path) -> None:
    person = a_person(name="王小明")
    audit.record(label="show a phone number", table="person", row_ids=[person.id])
    newest = audit.entries(limit=1)[0]
    assert (newest.kind, newest.label, newest.subject) == (
        "note",
        "show a phone number",
        f"person:{person.id}",
    )


def test_a_long_list_of_ids_is_kept_as_ranges(centre: Path) -> None:
    audit.record(label="print a list", table="person", row_ids=[*range(1, 601), 900])
    assert audit.entries(limit=1)[0].subject == "person:1-600,900"


def test_a_change_names_the_first_row_and_how_many(centre: Path) -> None:
    clerk = a_clerk()
    newest = audit.entries(limit=1)[0]
    assert (newest.subject, newest.changes, newest.kind) == (f"clerk:{clerk.id}", 1, "do")


def test_times_are_local(centre: Path, frozen: object) -> None:
    a_clerk()
    assert audit.entries(limit=1)[0].at == frozen


def test_the_next_window_begins_where_the_last_ended(centre: Path) -> None:
    for name in ("甲", "乙", "丙", "丁"):
        a_clerk(name=name)
    first = audit.entries(limit=2)
    second = audit.entries(limit=2, before_id=first[-1].id)
    assert [row.subject for row in (*first, *second)] == ["clerk:4", "clerk:3", "clerk:2", "clerk:1"]


def test_entries_can_be_narrowed_to_a_clerk(centre: Path) -> None:
    here = a_clerk()
    a_clerk(name="王师傅")
    clerks.put_on_duty(clerk_id=here.id)
    clerks.add_clerk(name="丙")
    journal.undo()
    assert [row.kind for row in audit.entries(Asked(clerk_id=here.id))] == ["undo", "do", "note"]


@pytest.mark.parametrize(
    ("way", "labels"),
    [
        ("saw", ["show names and phones unmasked"]), ("printed", ["print a phone list"]),
        ("exported", ["export a list of people"]), ("did", ["add a clerk", "prepare a test"]),
    ],
)  # fmt: skip
def test_what_was_seen_printed_and_exported_is_told_apart(centre: Path, way: str, labels: list[str]) -> None:
    person = a_person()
    for label in ("show names and phones unmasked", "print a phone list", "export a list of people"):
        audit.record(label=label, table="person", row_ids=[person.id])
    clerks.add_clerk(name="丙")
    assert [row.label for row in audit.entries(Asked(way=way))] == labels


def test_entries_are_those_of_the_days_asked_for_both_included(centre: Path, frozen: datetime) -> None:
    for day in range(4):
        clock.set_for_tests(frozen + timedelta(days=day))
        a_clerk(name=f"第{day}天")
    today = frozen.date()
    shown = audit.entries(Asked(first=today + timedelta(days=1), last=today + timedelta(days=2)))
    assert [row.at.date() for row in shown] == [today + timedelta(days=2), today + timedelta(days=1)]


def test_words_are_looked_for_in_the_deed_as_it_is_called_now_and_in_the_reason(
    centre: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "_SLICE", 2)
    person = a_person()
    people.unmask(person_ids=[person.id], reason="电话通知换证")
    clerks.add_clerk(name="丙")
    a_person(name="别人")
    assert [row.label for row in audit.entries(Asked(words="换证"))] == ["show names and phones unmasked"]
    assert [row.label for row in audit.entries(Asked(words="值班人"))] == ["add a clerk"]


@pytest.mark.parametrize("way", ["saw", "printed", "exported", "refused"])
def test_a_rare_way_is_found_by_its_index(centre: Path, way: str) -> None:
    query = audit._ENTRIES.format(conditions=audit._conditions(Asked(way=way, clerk_id=1)))
    values = {"low": 0, "high": 9, "limit": 9, "clerk": 1}
    plan = db.execute_sql(f"EXPLAIN QUERY PLAN {query}", values).fetchall()
    assert any("INDEX action_way (way=?" in row[3] for row in plan), plan
