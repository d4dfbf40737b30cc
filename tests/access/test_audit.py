"""The audit says who did, saw, printed or exported what, newest first."""

from pathlib import Path

from centre_app.access import audit, clerks
from centre_app.storage import journal
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


def test_entries_can_be_narrowed_to_a_kind_and_a_clerk(centre: Path) -> None:
    here = a_clerk()
    a_clerk(name="王师傅")
    clerks.put_on_duty(clerk_id=here.id)
    clerks.add_clerk(name="丙")
    journal.undo()
    assert [row.label for row in audit.entries(kinds=["undo"])] == ["add a clerk"]
    assert [row.kind for row in audit.entries(clerk_id=here.id)] == ["undo", "do", "note"]
