"""Behaviour of likely pairs: who is pointed out, in which order, never twice, and never again once noted as two."""

from datetime import date

import pytest

from centre_app import errors
from centre_app.people import duplicates, merging, people
from centre_app.progress import Cancelled
from centre_app.storage import journal
from centre_app.storage.database import db
from tests.builders import a_person


def found() -> list[tuple[int, int]]:
    return [pair.id for pair in duplicates.find()]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"name": "王秀英", "phone": "13812345678"}, {"name": "王秀英", "phone": "13812345678"}, ("name", "phone")),
        ({"name": "王晓明", "phone": "13812345678"}, {"name": "王小明", "phone": "13812345678"}, ("pinyin", "phone")),
        ({"name": "张偉", "phone": "13812345678"}, {"name": "张伟", "phone": "13812345678"}, ("pinyin", "phone")),
        ({"name": "王秀英", "phone": "13812345678"}, {"name": "王秀芝", "phone": "13812345678"}, ("similar", "phone")),
        ({"name": "李芳", "birth_date": date(1950, 2, 3)}, {"name": "李芳", "birth_date": date(1950, 2, 3)}, ("name", "born")),
        ({"name": "李芳", "birth_date": date(1950, 2, 3)}, {"name": "李芳", "birth_year": 1950}, ("name", "year")),
        ({"name": "李芳", "birth_date": date(1950, 2, 3)}, {"name": "李方", "birth_date": date(1950, 2, 3)}, ("pinyin", "born")),
        ({"name": "李芳", "building": "3栋"}, {"name": "李方", "building": "3栋"}, ("pinyin", "address")),
        ({"name": "李芳", "phone": "13812345678"}, {"name": "李方", "phone": "13912345678"}, ("pinyin", "tail")),
        ({"name": "李芳", "birth_date": date(1950, 2, 3), "building": "3栋"},
         {"name": "Fang Li", "birth_date": date(1950, 2, 3), "building": "3栋"}, ("born", "address")),
        ({"name": "𠮷田", "phone": "13812345678"}, {"name": "𠮷田", "phone": "13812345678"}, ("name", "phone")),
    ],
)  # fmt: skip
def test_two_who_share_enough_are_pointed_out_with_what_they_share(centre, one, other, why):
    first, second = people.register(**one), people.register(**other)
    people.register(name="赵无关", phone="13800000000", building="9栋")

    (pair,) = duplicates.find()

    assert (pair.id, pair.why) == ((first, second), why)
    assert duplicates.of_person(first) == duplicates.of_person(second) == [pair]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "王伟"}, {"name": "王伟"}),
        ({"name": "王伟", "phone": "13812345678"}, {"name": "李芳", "phone": "13812345678"}),
        ({"name": "王小明", "phone": "13812345678", "birth_year": 2015},
         {"name": "王小红", "phone": "13812345678", "birth_year": 2018}),
        ({"name": "王伟", "building": "3栋", "birth_year": 1950}, {"name": "王伟", "building": "3栋", "birth_year": 1980}),
        ({"name": "李龙", "sex": "M", "birth_date": date(2015, 1, 1), "building": "3栋"},
         {"name": "王凤", "sex": "F", "birth_date": date(2015, 1, 1), "building": "3栋"}),
        ({"name": "实小", "phone": "13812345678", "category": "organisation"}, {"name": "实小", "phone": "13812345678"}),
    ],
)  # fmt: skip
def test_namesakes_siblings_and_families_are_not_pointed_out(centre, one, other):
    first = people.register(**one)
    people.register(**other)

    assert duplicates.find() == []
    assert duplicates.of_person(first) == []


def test_a_guardian_is_never_a_double_of_the_ward(centre):
    mother = people.register(name="王芳", phone="13812345678")
    people.register(name="王芳", phone="13812345678", guardian_id=mother)
    assert duplicates.find() == []


def test_the_likeliest_pair_comes_first_and_each_stands_once_however_much_it_shares(centre):
    alike = {"name": "王秀英", "phone": "13812345678", "birth_date": date(1950, 2, 3), "building": "3栋"}
    weak = [people.register(name="李芳", birth_year=1950) for _number in range(2)]
    strong = [people.register(**alike) for _number in range(3)]

    pairs = found()

    assert pairs == [(strong[0], strong[1]), (strong[0], strong[2]), (strong[1], strong[2]), tuple(weak)]


def test_a_pair_noted_as_two_people_is_not_pointed_out_until_that_is_taken_back(centre):
    one, other = (people.register(name="王秀英", phone="13812345678") for _number in range(2))

    duplicates.set_apart(one_id=other, other_id=one)
    duplicates.set_apart(one_id=one, other_id=other)
    assert (found(), duplicates.of_person(one)) == ([], [])
    (noted,) = duplicates.set_apart_ones()
    assert (noted.one.id, noted.other.id) == (one, other)

    duplicates.take_back(noted.id)
    assert (found(), duplicates.set_apart_ones()) == ([(one, other)], [])
    journal.undo()
    journal.undo()
    assert found() == [(one, other)]


def test_nobody_is_noted_as_not_the_same_as_themselves_or_somebody_gone(centre):
    person = a_person(name="王秀英")
    with pytest.raises(errors.MergeWithSelf):
        duplicates.set_apart(one_id=person.id, other_id=person.id)
    with pytest.raises(errors.NotFound):
        duplicates.set_apart(one_id=person.id, other_id=999)
    with pytest.raises(errors.NotFound):
        duplicates.take_back(999)


def test_after_a_merge_no_pair_stands_twice_and_what_was_noted_of_the_one_holds_for_the_other(centre):
    one, two, three, four = (people.register(name="王秀英", phone="13812345678") for _number in range(4))
    duplicates.set_apart(one_id=two, other_id=three)
    duplicates.set_apart(one_id=one, other_id=three)
    duplicates.set_apart(one_id=two, other_id=four)
    duplicates.set_apart(one_id=one, other_id=two)
    before = duplicates.find()

    merging.merge(keep_id=four, away_id=one)

    noted = db.execute_sql("SELECT person_a_id, person_b_id FROM not_same ORDER BY 1, 2").fetchall()
    assert noted == [(two, three), (two, four), (three, four)]
    assert found() == []
    assert duplicates.standing(before) == []


def test_many_who_share_everything_are_compared_with_their_neighbours_only(centre):
    for _number in range(100):
        a_person(name="测试", phone="13812345678")
    pairs = found()
    assert len(pairs) == len(set(pairs)) < 100 * 31
    assert {person_id for pair in pairs for person_id in pair} == {
        row[0] for row in db.execute_sql("SELECT id FROM person")
    }


def test_looking_for_pairs_can_be_stopped(centre):
    class Impatient:
        def report(self, done: int, total: int, what: str) -> None:
            assert what
            raise Cancelled

    with pytest.raises(Cancelled):
        duplicates.find(Impatient())


def test_a_window_of_pairs_takes_as_many_queries_as_a_short_one(count_queries):
    for _number in range(12):
        people.register(name="王秀英", phone="13812345678")
    pairs = duplicates.find()
    assert (
        count_queries(lambda: duplicates.rows(pairs[:1]))
        == count_queries(lambda: duplicates.rows(pairs))
        == 1
    )
    assert count_queries(lambda: duplicates.standing(pairs)) == 2
    assert count_queries(lambda: duplicates.of_person(pairs[0].a)) == 4


def test_ages_counted_in_different_years_are_no_contradiction(centre):
    born = date(1950, 2, 3)
    people.register(name="李芳", birth_date=born, building="3栋")
    people.register(name="李芳", birth_year=born.year + 1, building="3栋")
    assert len(duplicates.find()) == 1
