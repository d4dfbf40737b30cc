"""Merging loses nothing: whatever points at either record, in every table of the file, points at the one kept afterwards."""

from collections.abc import Callable
from datetime import datetime

import pytest

from centre_app.access import audit
from centre_app.access.audit import Asked
from centre_app.people import merging, people, references
from centre_app.storage import journal, schema
from centre_app.storage.action import run
from centre_app.storage.database import db
from tests.builders import a_copy, a_person, a_room, a_title

pytestmark = pytest.mark.usefixtures("centre")
Values = dict[str, object]
AT, LATER = datetime(2026, 10, 22, 9), datetime(2026, 10, 22, 10)
# The least that a row of each table needs to point at a person by that column, which comes besides.
ROWS: dict[tuple[str, str], Callable[[], Values]] = {
    ("booking", "person_id"): lambda: {"room_id": a_room().id, "title": "棋局", "starts_at": AT, "ends_at": LATER},
    ("card_record", "person_id"): lambda: {"number": "R800001", "ended_at": AT, "ended_why": "lost"},
    ("consent", "person_id"): lambda: {"given_on": AT.date()},
    ("donation", "person_id"): lambda: {"donor": "王秀英", "received_on": AT.date()},
    ("grid_unit", "head_id"): lambda: {"depth": 1, "name": "东片"},
    ("hold", "person_id"): lambda: {"title_id": a_title().id, "placed_at": AT},
    ("loan", "person_id"): lambda: {"copy_id": a_copy().id, "lent_at": AT, "due_at": LATER},
    ("not_same", "person_a_id"): lambda: {"person_b_id": a_person().id, "noted_at": AT},
    ("not_same", "person_b_id"): lambda: {"person_a_id": 1, "noted_at": AT},
    ("person", "guardian_id"): lambda: {"name": "小宝"},
    ("person_merge", "person_id"): lambda: {"away_id": 900, "merged_at": AT},
    ("person_note", "person_id"): lambda: {"written_at": AT, "text": "怕狗"},
    ("person_photo", "person_id"): lambda: {"image": b"\x01", "added_at": AT},
    ("person_tag", "person_id"): lambda: {"tag_id": 1},
    ("pick_up", "child_id"): lambda: {"name": "外婆"},
    ("series", "person_id"): lambda: {
        "room_id": a_room().id, "title": "棋局", "rule": "FREQ=DAILY", "starts_on": AT.date(), "starts_time": "09:00", "ends_time": "10:00",
    },
    ("visit", "person_id"): lambda: {"room_id": a_room().id, "arrived_at": AT},
    ("waiting_entry", "person_id"): lambda: {"room_id": a_room().id, "starts_at": AT, "ends_at": LATER, "waiting_since": AT},
}  # fmt: skip


def everything() -> dict[str, list[Values]]:
    """Every row of every table the clerk fills, by column."""
    found = {}
    for table in schema.journalled_tables():
        cursor = db.execute_sql(f'SELECT * FROM "{table}" ORDER BY id')
        names = [column[0] for column in cursor.description]
        found[table] = [dict(zip(names, row, strict=True)) for row in cursor]
    return found


def insert(table: str, values: Values) -> None:
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    words = f"INSERT INTO {table} ({names}) VALUES ({marks})"
    run("prepare a test", lambda: db.execute_sql(words, tuple(values.values())))


def test_every_foreign_key_to_a_person_follows_and_nothing_else_of_its_row_changes():
    a_person(name="第一人")  # whom the pairs are told apart from
    keep, away = people.register(name="王秀英"), people.register(name="王秀英")
    pointing = references.references()
    assert set(pointing) == ROWS.keys(), "a key that is new needs a row here"
    for table, column in pointing:
        insert(table, {column: away} | ROWS[table, column]())
    before = everything()

    merging.merge(keep_id=keep, away_id=away)

    after = everything()
    columns = {table: {column for name, column in pointing if name == table} for table, _column in pointing}
    for table, keys in columns.items():
        for row in before[table]:
            moved = row | {key: keep for key in keys if row[key] == away}
            if table == "not_same":
                low, high = sorted(moved.pop(key) for key in ("person_a_id", "person_b_id"))
                moved |= {"person_a_id": low, "person_b_id": high}
            if table != "person" or row["id"] not in (keep, away):
                assert moved in after[table], table
    assert not any(references.count(away).values())
    journal.undo()
    assert everything() == before


def test_who_looked_at_the_record_that_went_is_still_told():
    keep, away = people.register(name="王秀英"), people.register(name="王秀英")
    people.open_record(away)

    merging.merge(keep_id=keep, away_id=away)

    assert "open a record" in [look.label for look in audit.entries(Asked(person_id=keep))]
    journal.undo()
    assert "open a record" not in [look.label for look in audit.entries(Asked(person_id=keep))]
