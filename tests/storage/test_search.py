"""The search tables: order of hits, staying in step with their table, and what is left after erasing."""

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from centre_app import errors
from centre_app.people.models import Person
from centre_app.storage import action, database, journal, search, tokens
from centre_app.storage.database import db
from tests.builders import a_person, a_title

pytestmark = pytest.mark.usefixtures("centre")


@action.action("rename")
def rename(person: Person, name: str) -> None:
    key = tokens.person_key(name=name, phone=person.phone, card_number=person.card_number)
    Person.update(name=name, search_key=key).where(Person.id == person.id).execute()


@action.action("remove")
def remove(person: Person) -> None:
    Person.delete().where(Person.id == person.id).execute()


def test_exact_values_come_before_beginnings_and_those_before_inner_parts() -> None:
    inner = a_person(name="欧王丽").id
    longer = a_person(name="王丽华").id
    exact = a_person(name="王丽").id
    assert search.PERSON.find_ids("王丽") == [exact, longer, inner]
    assert search.PERSON.find_ids("wangli")[-1] == inner


@pytest.mark.parametrize("typed", ["r000777", "R000777", "13812345678", "138 1234 5678", "王伟", " 王伟 "])
def test_card_phone_and_name_typed_in_full_come_first(typed: str) -> None:
    for number in range(60):
        a_person(name=f"王伟{number}", phone=f"138123456780{number}", card_number=f"R000777{number}")
    wanted = a_person(name="王伟", phone="13812345678", card_number="R000777")
    assert search.PERSON.find_ids(typed)[0] == wanted.id


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("沈丽华", "沈麗華"),
        ("姜丽华", "姜麗華"),
        ("余丽华", "余麗華"),
        ("余丽华", "餘麗華"),
        ("钟历台", "鍾歷臺"),
        ("张后", "張后"),
    ],
)
def test_a_name_in_traditional_characters_is_among_many_that_begin_alike(typed: str, written: str) -> None:
    for number in range(60):
        a_person(name=f"{written}{chr(0x4E00 + number)}")
    wanted = a_person(name=written)
    for number in range(60):
        a_person(name=f"{written}{chr(0x5E00 + number)}")
    assert search.PERSON.find_ids(typed)[0] == wanted.id


def test_the_last_four_digits_come_before_the_same_digits_inside_a_number() -> None:
    a_person(phone="13856781111")
    tail = a_person(phone="13811115678")
    assert search.PERSON.find_ids("5678")[0] == tail.id


def test_no_more_hits_than_asked_for_and_none_twice() -> None:
    for _ in range(30):
        a_person(name="王伟")
    assert len(search.PERSON.find_ids("王伟", limit=20)) == 20
    found = search.PERSON.find_ids("王")
    assert len(found) == len(set(found)) == 30


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'",
        "-",
        "*",
        "(",
        "wang OR",
        "NOT wang",
        "wang*",
        "a:b",
        "^w",
        "{w}",
        "\x00",
        "\ud800",
        "NEAR(w)",
    ],
)
def test_nothing_that_can_be_typed_is_an_error(typed: str) -> None:
    a_person(name="王伟")
    assert isinstance(search.PERSON.find_ids(typed), list)
    assert isinstance(search.PERSON.match(typed), list)


def test_nothing_typed_finds_nobody() -> None:
    a_person()
    assert search.PERSON.find_ids("") == search.PERSON.find_ids(" -“” ") == search.PERSON.match("") == []


def test_titles_are_found_by_any_part_and_isbn_first() -> None:
    book = a_title(name="城南旧事", authors="林海音", isbn="9787020002207")
    other = a_title(name="9787020002207的故事")
    assert search.TITLE.find_ids("旧事") == search.TITLE.find_ids("lhy") == [book.id]
    assert search.TITLE.find_ids("9787020002207") == [book.id, other.id]


def test_search_follows_changes_undo_and_redo() -> None:
    person = a_person(name="王丽")
    rename(person, "李娜")
    assert search.PERSON.match("wangli") == []
    assert search.PERSON.match("lina") == [person.id]
    journal.undo()
    assert search.PERSON.match("lina") == []
    assert search.PERSON.match("wangli") == [person.id]
    journal.redo()
    assert search.PERSON.match("lina") == [person.id]
    assert search.PERSON.in_step()


def test_search_follows_deletion_and_its_undo() -> None:
    person = a_person(name="王丽")
    remove(person)
    assert search.PERSON.find_ids("wangli") == []
    journal.undo()
    assert search.PERSON.find_ids("wangli") == [person.id]
    assert search.PERSON.in_step()


def test_an_action_that_fails_leaves_the_search_as_it_was() -> None:
    person = a_person(name="王丽")

    @action.action("fail")
    def fail() -> None:
        rename(person, "李娜")
        raise errors.NotFound

    with pytest.raises(errors.NotFound):
        fail()
    assert search.PERSON.match("wangli") == [person.id]
    assert search.PERSON.match("lina") == []


def test_saving_a_row_whose_key_stays_the_same_does_not_write_the_search_table() -> None:
    person = a_person()
    before = db.execute_sql("SELECT count(*), sum(length(block)) FROM person_search_data").fetchone()
    Person.update(note="later", search_key=person.search_key).where(Person.id == person.id).execute()
    assert db.execute_sql("SELECT count(*), sum(length(block)) FROM person_search_data").fetchone() == before


def test_check_notices_a_search_table_out_of_step_and_rebuilding_mends_it() -> None:
    person = a_person(name="王丽")
    db.execute_sql(
        "INSERT INTO person_search (person_search, rowid, search_key) VALUES ('delete', ?, ?)",
        (person.id, person.search_key),
    )
    assert not search.PERSON.in_step()
    search.PERSON.rebuild()
    assert search.PERSON.in_step()
    assert search.PERSON.match("wangli") == [person.id]


def test_check_notices_a_missing_and_a_changed_trigger() -> None:
    db.execute_sql("DROP TRIGGER person_search_update")
    assert not search.PERSON.in_step()
    search.PERSON.create()
    assert search.PERSON.in_step()
    db.execute_sql("DROP TRIGGER title_search_delete")
    db.execute_sql("CREATE TRIGGER title_search_delete AFTER DELETE ON title BEGIN SELECT 1; END")
    assert not search.TITLE.in_step()


def test_check_notices_a_missing_search_table() -> None:
    db.execute_sql("DROP TABLE person_search")
    assert not search.PERSON.in_step()


SECRETS = ("诸葛独特", "zhugedute", "13877776666", "13899990000")


def erase(person: Person) -> None:
    db.execute_sql("DELETE FROM change WHERE table_name = 'person' AND row_id = ?", (person.id,))
    blank = {"name": "-", "name_sort": "", "phone": "", "search_key": ""}
    Person.update(blank).where(Person.id == person.id).execute()
    db.execute_sql("DELETE FROM change WHERE table_name = 'person' AND row_id = ?", (person.id,))


def test_after_erasing_and_purging_no_byte_is_left_in_the_file(centre: Path) -> None:
    people = [a_person() for _ in range(50)]
    person = a_person(name="诸葛独特", phone="13877776666")
    Person.update(phone="13899990000", search_key=f"{person.search_key} 13899990000").execute()
    erase(person)
    for other in people:
        Person.update(phone="", search_key=other.search_key).where(Person.id == other.id).execute()
    db.execute_sql("DELETE FROM change")
    search.purge()
    files = [centre, centre.with_name(centre.name + "-wal")]
    raw = b"".join(file.read_bytes() for file in files if file.exists())
    assert [secret for secret in SECRETS if secret.encode() in raw] == []


def test_purging_while_another_program_reads_says_so(centre: Path) -> None:
    db.pragma("busy_timeout", 0)
    person = a_person(name="诸葛独特")
    other = sqlite.connect(centre, isolation_level=None)
    try:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM person").fetchone()
        erase(person)
        with pytest.raises(errors.EraseIncomplete):
            search.purge()
    finally:
        other.close()
    search.purge()


def test_purging_while_another_program_writes_says_so(centre: Path) -> None:
    db.pragma("busy_timeout", 0)
    erase(a_person(name="诸葛独特"))
    other = sqlite.connect(centre, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(errors.EraseIncomplete):
            search.purge()
    finally:
        other.close()


def test_search_works_from_another_thread_s_connection(centre: Path) -> None:
    from threading import Thread

    person = a_person(name="王丽")
    found: list[int] = []

    def look() -> None:
        with database.worker_connection():
            found.extend(search.PERSON.find_ids("wangli"))

    thread = Thread(target=look)
    thread.start()
    thread.join()
    assert found == [person.id]
