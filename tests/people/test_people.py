"""Registering, changing and finding people."""

from datetime import date, datetime

import pytest

from centre_app import errors
from centre_app.people import cards, history, households, listing, people
from centre_app.people.masking import masked_name, masked_phone
from centre_app.people.models import Person
from centre_app.storage import action, journal, search
from centre_app.storage.database import db
from tests.builders import a_clerk, a_copy, a_person, a_room, a_title, a_visit

pytestmark = pytest.mark.usefixtures("centre")


def test_a_name_is_all_that_registering_needs():
    card = people.person(people.register(name="王小明"))
    assert (card.name, card.card_number, card.category, card.band) == (
        "王小明",
        "R000001",
        "resident",
        "unknown",
    )
    assert card.registered_at == datetime(2026, 10, 22, 10)


@pytest.mark.parametrize(
    "name", ["王", "阿卜杜拉·买买提", "John O'Neil", "𠮷田", "王😀", "长" * 40, "a\"'; --"]
)
def test_any_real_name_is_kept_and_found_again(name):
    person_id = people.register(name=name)
    assert people.person(person_id).name == name
    if name != "a\"'; --":
        assert [hit.id for hit in people.find(name)] == [person_id]


def test_names_are_kept_in_one_spelling():
    card = people.person(people.register(name="　ＬＩ　 明\n\u200b\t"))
    assert card.name == "LI 明"


@pytest.mark.parametrize("name", ["", "   ", "　\t", "\u200b"])
def test_a_person_without_a_name_is_refused(name):
    with pytest.raises(errors.NameMissing):
        people.register(name=name)
    assert listing.count() == 0


def test_a_name_of_41_characters_is_refused():
    with pytest.raises(errors.NameTooLong, match="41"):
        people.register(name="长" * 41)


def test_card_numbers_run_on_past_deleted_and_foreign_ones():
    people.register(name="甲", card_number="R000007")
    people.register(name="乙", card_number="R12")
    assert people.person(people.register(name="丙")).card_number == "R000008"


def test_an_automatic_card_number_is_never_a_barcode():
    a_copy(barcode="R000001")
    assert people.person(people.register(name="甲")).card_number == "R000002"


def test_after_six_nines_card_numbers_have_seven_digits():
    people.register(name="甲", card_number="R999999")
    numbers = [people.person(people.register(name=name)).card_number for name in "乙丙"]
    assert numbers == ["R1000000", "R1000001"]


def test_a_card_number_of_another_card_is_refused_whatever_its_case():
    people.register(name="甲", card_number="vip-1")
    with pytest.raises(errors.CodeTaken, match="甲"):
        people.register(name="乙", card_number="ＶＩＰ-1")


def test_the_barcode_of_a_copy_is_refused_as_card_number():
    a_copy(title=a_title(name="西游记"), barcode="B000009")
    with pytest.raises(errors.CodeTaken, match="西游记"):
        people.register(name="甲", card_number="b000009")


def test_a_person_is_known_by_card_in_any_case_and_width():
    person_id = people.register(name="甲")
    assert [cards.by_card(code) for code in ("r000001", " Ｒ０００００1 ", "R2", "")] == [
        person_id,
        person_id,
        None,
        None,
    ]


def test_changing_keeps_what_is_not_named_and_what_is_found():
    person_id = people.register(name="曾晓明", phone="13812345678", building="3号楼", door="502")
    people.change_person(person_id=person_id, name="曾小明", age=67)
    card = people.person(person_id)
    assert (card.phone, card.address, card.birth_year, card.band) == ("13812345678", "3号楼 502", 1959, "60+")
    assert [[hit.id for hit in people.find(text)] for text in ("zengxiao", "cxm", "5678", "3号楼502", "晓明")] == [
        [person_id], [person_id], [person_id], [person_id], [],
    ]  # fmt: skip


def test_a_birth_can_be_taken_away_again():
    person_id = people.register(name="甲", birth_date=date(1958, 3, 2))
    people.change_person(person_id=person_id, birth_date=None)
    assert people.person(person_id).age is None


def test_saving_without_a_difference_writes_nothing_and_leaves_nothing_to_undo():
    same = {
        "name": "甲", "phone": "13812345678", "sex": "F", "birth_year": 1958, "category": "worker", "building": "3号楼",
        "door": "502", "consented_on": date(2026, 1, 2), "card_number": "R000007", "note": "轮椅",
    }  # fmt: skip
    person_id = people.register(**same, guardian_id=people.register(name="乙"))
    before = db.execute_sql("SELECT max(id) FROM action").fetchone()
    people.change_person(
        person_id=person_id, **same | {"phone": "138 1234 5678", "building": "３号楼 "}, guardian_id=1
    )
    assert db.execute_sql("SELECT max(id) FROM action").fetchone() == before
    people.change_person(person_id=person_id, note="")
    assert (people.person(person_id).note, people.person(person_id).phone) == ("", "13812345678")


def test_changing_somebody_unknown_says_so():
    with pytest.raises(errors.NotFound):
        people.change_person(person_id=99, name="甲")


def test_a_household_is_made_once_and_forgotten_with_its_last_member():
    first = people.register(name="甲", building="3号楼", door="502")
    second = people.register(name="乙", building=" ３号楼", door="502 ")
    household_id = people.person(first).household_id
    assert [member.name for member in households.members(household_id)] == ["甲", "乙"]
    people.change_person(person_id=first, building="4号楼")
    people.change_person(person_id=second, building="", door="")
    assert db.execute_sql("SELECT building FROM household").fetchall() == [("4号楼",)]


def test_nobody_is_their_own_guardian():
    person_id = people.register(name="甲")
    with pytest.raises(errors.GuardianLoop, match="甲"):
        people.change_person(person_id=person_id, guardian_id=person_id)


def test_guardians_never_form_a_circle_however_long():
    ids = [people.register(name="甲")]
    for number in range(8):
        ids.append(people.register(name=f"乙{number}", guardian_id=ids[-1]))
    with pytest.raises(errors.GuardianLoop):
        people.change_person(person_id=ids[0], guardian_id=ids[-1])
    assert people.person(ids[0]).guardian_id is None


def test_an_unknown_guardian_is_refused():
    with pytest.raises(errors.NotFound):
        people.register(name="甲", guardian_id=77)


def test_guardian_and_wards_stand_on_both_cards():
    mother = people.register(name="王芳", phone="13900001111")
    child = people.register(name="李想", birth_date=date(2016, 10, 23), guardian_id=mother)
    card = people.person(child)
    assert (card.guardian_name, card.guardian_phone, card.age, card.is_minor) == (
        "王芳",
        "13900001111",
        9,
        True,
    )
    assert [(ward.name, ward.age) for ward in people.person(mother).wards] == [("李想", 9)]


def test_the_same_phone_or_name_is_pointed_out_phone_first():
    by_name = people.register(name="王秀英")
    by_phone = people.register(name="王秀兰", phone="138 1234 5678")
    hits = people.likely_same(name=" 王秀英 ", phone="+86 138-1234-5678")
    assert [hit.id for hit in hits] == [by_phone, by_name]
    assert people.likely_same(name="", phone="138") == []
    assert people.likely_same(name="王秀英", except_id=by_name) == []


def test_registering_is_undone_as_a_whole():
    person_id = people.register(name="甲", building="1号楼")
    journal.undo()
    assert people.find("甲") == []
    assert households.buildings() == []
    with pytest.raises(errors.NotFound):
        people.person(person_id)


def test_people_are_listed_by_pinyin_in_windows():
    for name in ("张三", "阿依", "李四", "曾五", "李四"):
        people.register(name=name)
    first = listing.page_of_people(limit=2)
    rest = listing.page_of_people(after=first[-1].place, limit=3)
    assert [row.name for row in first + rest] == ["阿依", "李四", "李四", "曾五", "张三"]


def test_the_list_shows_the_last_visit_and_who_is_here():
    person = a_person(name="王小明", category="worker")
    room = a_room()
    a_visit(room=room, person=person, arrived_at=datetime(2026, 10, 1, 9), left_at=datetime(2026, 10, 1, 10))
    a_person(name="李四")
    assert [row.last_visit for row in listing.page_of_people(category="worker")] == [datetime(2026, 10, 1, 9)]
    a_visit(room=room, person=person, arrived_at=datetime(2026, 10, 22, 9))
    assert [row.name for row in listing.page_of_people(here=True)] == ["王小明"]
    assert [row.is_here for row in listing.found("wxm", category="worker")] == [True]
    assert listing.found("wxm", category="guest") == []


def test_a_search_within_a_category_finds_whom_fifty_others_come_before():
    for number in range(60):
        a_person(name=f"王居民{number}")
    guest, there = a_person(name="王访客", category="guest"), a_person(name="王在馆")
    a_visit(room=a_room(), person=there, arrived_at=datetime(2026, 10, 22, 9))
    assert [row.name for row in listing.found("王", category="guest")] == [guest.name]
    assert [row.name for row in listing.found("王", here=True)] == [there.name]
    for _step in search.PERSON.refresh_recent(lambda _count: [there.id]):
        pass
    assert [row.name for row in listing.found("王", category="guest")] == [guest.name]
    assert len(listing.found("王", category="resident")) == 50


def test_a_window_of_a_category_is_read_in_the_order_of_its_index():
    condition = "category = 'guest' AND (name_sort, person.id) > ('wang', 3)"
    plan = db.execute_sql(
        "EXPLAIN QUERY PLAN " + listing._ROWS.format(condition=condition, limit=500)
    ).fetchall()
    steps = [row[3] for row in plan]
    assert any("person_category_name_sort (category=? AND name_sort>?" in step for step in steps)
    assert not any("ORDER BY" in step for step in steps)


def test_lists_ask_a_fixed_number_of_queries(count_queries):
    for number in range(30):
        people.register(name=f"王{number}", building=f"{number}号楼")
    assert count_queries(listing.page_of_people) == 2  # the rows, and the age bands
    assert count_queries(lambda: people.person(1)) == 2


def test_opening_a_record_is_noted_without_the_name_and_a_minors_as_such():
    child = people.register(name="李想", age=9)
    grown = people.register(name="李大", age=40)
    people.open_record(child)
    people.open_record(grown)
    rows = db.execute_sql("SELECT label, subject FROM action WHERE kind = 'note'").fetchall()
    assert rows == [("open a minor's record", f"person:{child}"), ("open a record", f"person:{grown}")]


def test_the_history_says_who_changed_which_fields_when():
    action.current_clerk.set(a_clerk(name="李敏").id)
    person_id = people.register(name="甲")
    people.change_person(person_id=person_id, phone="13812345678", note="轮椅")
    journal.undo()
    undone, changed, made = history.history(person_id)
    assert (undone.kind, undone.fields) == ("undo", ("Phone", "Note"))
    assert (changed.clerk, changed.label, changed.fields) == ("李敏", "change a person", ("Phone", "Note"))
    assert (made.label, made.fields) == ("register a person", ())


def test_every_free_word_about_a_person_has_its_name_in_the_history():
    assert people.FACTS.items() <= history.FIELD_LABELS.items()
    assert history.FIELD_LABELS.keys() <= {field.column_name for field in Person._meta.sorted_fields}


def test_names_and_phones_are_masked_for_onlookers():
    names = [masked_name(name) for name in ("王小明", "王芳", "王", "阿卜杜拉·买买提", "𠮷田明")]
    assert names == ["王*明", "王*", "王", "阿***提", "𠮷*明"]
    phones = [masked_phone(phone) for phone in ("13812345678", "057188886666", "88886666", "12345", "")]
    assert phones == ["138****5678", "057****6666", "****666", "*****", ""]


def test_the_same_name_in_other_characters_is_pointed_out_too():
    traditional = people.register(name="張偉華")
    dotted = people.register(name="阿卜杜拉·买买提")
    people.register(name="张伟")
    assert [hit.id for hit in people.likely_same(name="张伟华")] == [traditional]
    assert [hit.id for hit in people.likely_same(name="阿卜杜拉买买提")] == [dotted]
    assert people.likely_same(name="张伟华", except_id=traditional) == []
