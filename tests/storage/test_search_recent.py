"""Recent visitors come before others, and their in-memory index never shows what is no longer so."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from centre_app import errors
from centre_app.people.models import Person, Visit
from centre_app.storage import action, search, tokens
from centre_app.storage.database import db
from tests.builders import a_person, a_room, a_visit

pytestmark = pytest.mark.usefixtures("centre")


def remember(*people: Person) -> None:
    for _ in search.PERSON.refresh_recent(lambda count: [person.id for person in people][:count]):
        pass


def remembered() -> list[int]:
    return [row[0] for row in db.execute_sql("SELECT rowid FROM temp.person_recent ORDER BY rowid")]


def set_name(person: Person, name: str) -> None:
    key = tokens.person_key(name=name)
    Person.update(name=name, search_key=key).where(Person.id == person.id).execute()


@action.action("fail")
def fail_after(work: Iterable[object]) -> None:
    list(work)
    raise errors.NotFound


def test_recent_visitors_come_before_the_rest_but_after_exact_values() -> None:
    long_ago, recent = a_person(name="王丽华"), a_person(name="王丽娟")
    exact = a_person(name="王丽")
    assert search.PERSON.find_ids("王丽") == [exact.id, long_ago.id, recent.id]
    remember(recent)
    assert search.PERSON.find_ids("王丽") == [exact.id, recent.id, long_ago.id]


def test_a_recent_visitor_is_found_among_more_hits_than_are_looked_at() -> None:
    with db.atomic():
        for number in range(250):
            Person.create(
                name="王伟",
                name_sort="",
                registered_at=datetime(2026, 1, 1),
                search_key=f"王伟 wangwei {number}",
            )
    recent = a_person(name="王威")
    remember(recent)
    assert search.PERSON.find_ids("wangwei")[0] == recent.id


def test_a_half_built_index_already_serves() -> None:
    people = [a_person(name="王丽") for _ in range(120)]
    steps = search.PERSON.refresh_recent(lambda count: [person.id for person in people][:count])
    next(steps)
    assert len(search.PERSON.find_ids("wangli", limit=500)) == 120
    assert list(steps) is not None
    assert len(remembered()) == 120


def test_a_new_visit_makes_a_recent_visitor() -> None:
    remember()
    first, second = a_person(name="王丽华"), a_person(name="王丽娟")
    a_visit(room=a_room(), person=second, arrived_at=datetime(2026, 10, 22, 9))
    assert search.PERSON.find_ids("wangli") == [second.id, first.id]


def test_a_visit_of_a_nameless_group_makes_nobody_recent() -> None:
    remember()
    a_visit(room=a_room(), arrived_at=datetime(2026, 10, 22, 9), head_count=12)
    assert remembered() == []


def test_changes_of_this_connection_are_followed() -> None:
    person = a_person(name="王丽")
    remember(person)
    set_name(person, "李娜")
    assert search.PERSON.find_ids("wangli") == []
    assert search.PERSON.find_ids("lina") == [person.id]
    Person.delete().where(Person.id == person.id).execute()
    assert remembered() == []


def test_a_renamed_recent_visitor_stays_recent() -> None:
    long_ago, recent = a_person(name="李娜英"), a_person(name="王丽")
    remember(recent)
    set_name(recent, "李娜华")
    assert search.PERSON.find_ids("lina") == [recent.id, long_ago.id]


def test_what_is_rolled_back_leaves_the_index_as_it_was() -> None:
    person, room = a_person(name="王丽"), a_room()
    other = a_person(name="王力")
    remember(person)
    with pytest.raises(errors.NotFound):
        fail_after(
            work()
            for work in (
                lambda: set_name(person, "李娜"),
                lambda: Visit.create(
                    room=room,
                    person=other,
                    arrived_at=datetime(2026, 1, 1),
                    last_seen_at=datetime(2026, 1, 1),
                ),
            )
        )
    assert remembered() == [person.id]
    assert set(search.PERSON.find_ids("wangli")) == {person.id, other.id}
    assert search.PERSON.find_ids("lina") == []


def test_another_program_s_changes_are_never_shown_wrongly_and_taken_over_by_refreshing(centre: Path) -> None:
    renamed, gone, kept = a_person(name="王丽"), a_person(name="王力"), a_person(name="王莉")
    remember(renamed, gone, kept)
    other = sqlite.connect(centre, isolation_level=None)
    other.execute("UPDATE person SET search_key = 'lina' WHERE id = ?", (renamed.id,))
    other.execute("DELETE FROM person WHERE id = ?", (gone.id,))
    other.close()
    assert search.PERSON.find_ids("wangli") == [kept.id]
    assert search.PERSON.find_ids("lina") == [renamed.id]
    remember(renamed, gone, kept)
    assert remembered() == [renamed.id, kept.id]


def test_refreshing_twice_forgets_nobody_and_doubles_nobody() -> None:
    people = [a_person(name="王丽") for _ in range(3)]
    remember(*people, people[0])
    remember(*people)
    assert remembered() == [person.id for person in people]
