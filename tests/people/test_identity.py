"""Resident ID numbers: what they say, what is kept of them, and whom they find."""

from datetime import date
from pathlib import Path

import pytest
from peewee import IntegrityError
from stdnum.cn import ric

from centre_app import errors
from centre_app.desk import scanning
from centre_app.people import identity, listing, people, registration
from centre_app.storage import journal, keystore
from centre_app.storage.database import db
from tests.builders import a_person, an_id

NUMBER = an_id()


def kept(person_id: int) -> tuple[str, str | None, str]:
    return db.execute_sql(
        "SELECT id_tail, id_digest, id_region FROM person WHERE id = ?", (person_id,)
    ).fetchone()


def test_a_number_says_sex_birth_and_region():
    found = identity.read(NUMBER)
    assert (found.sex, found.born, found.tail) == ("F", date(1958, 3, 2), NUMBER[-4:])
    assert found.region == "浙江省西湖区"
    assert identity.read(an_id(order="001")).sex == "M"


@pytest.mark.parametrize("born", ["19000101", "20240229"])
def test_births_at_the_edge_are_read(born):
    assert f"{identity.read(an_id(born=born)).born:%Y%m%d}" == born


def test_a_number_may_be_typed_with_blanks_full_width_digits_and_a_small_x():
    with_x = next(number for order in range(100, 130) if (number := an_id(order=f"{order}")).endswith("X"))
    full_width = with_x.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    typed = f" {full_width[:6]} {full_width[6:14]}-{full_width[14:].lower()} "
    assert identity.read(typed) == identity.read(with_x)


WRONG = NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")


@pytest.mark.parametrize(
    ("number", "error", "word"),
    [
        (NUMBER[:-1], errors.IdWrongLength, "17"),
        ("110105491231002", errors.IdWrongLength, "15"),
        ("33010X195803020024", errors.IdHasOtherSigns, "17 位数字"),
        ("三三〇一〇六一九五八〇三〇二〇〇二四", errors.IdHasOtherSigns, "17 位数字"),
        ("²" * 18, errors.IdCheckDigitWrong, None),
        (WRONG, errors.IdCheckDigitWrong, "校验位"),
        (an_id(born="19580230"), errors.IdBirthImpossible, "出生日期"),
        (an_id(born="20261023"), errors.IdBirthInFuture, "还没到"),
        (an_id(region="990101"), errors.IdRegionUnknown, "地区"),
        (an_id(region="000000"), errors.IdRegionUnknown, "地区"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_a_sentence_that_does_not_repeat_it(number, error, word):
    with pytest.raises(errors.CentreError) as refused:
        identity.read(number)
    if word is not None:
        assert isinstance(refused.value, error)
        assert word in refused.value.sentence()
    assert number[6:] not in refused.value.sentence()


def test_a_county_that_was_founded_after_the_birth_is_told_by_its_name():
    number = an_id(region="310115", born="19500101")  # Pudong, founded in 1992
    assert not ric.is_valid(number)
    assert identity.read(number).region == "上海市浦东新区"


def test_registering_takes_sex_and_birth_from_the_number_where_they_are_empty(centre):
    first = people.person(registration.register(name="王秀英", id_number=NUMBER))
    assert (first.sex, first.birth_date) == ("F", date(1958, 3, 2))
    other = an_id(order="004")
    second = people.person(registration.register(name="王秀兰", id_number=other, sex="M", birth_year=1960))
    assert (second.sex, second.birth_date, second.birth_year) == ("M", None, 1960)


def test_only_the_tail_the_region_and_a_keyed_digest_are_kept(centre, key_store):
    person_id = registration.register(name="王秀英", id_number=NUMBER)
    tail, digest, region = kept(person_id)
    assert (tail, region) == (NUMBER[-4:], "浙江省西湖区")
    assert len(digest) == 8 + 1 + 64
    key_store.clear()
    keystore.use(key_store)  # another key: another digest
    assert identity.by_number(NUMBER) is None
    assert identity.has_foreign_digests()


def test_no_byte_of_the_number_is_in_any_file_after_registering_changing_and_undoing(centre: Path, key_store):
    other = an_id(order="004")
    person_id = registration.register(name="王秀英", id_number=NUMBER)
    registration.change(person_id=person_id, id_number=other, name="王秀兰")
    journal.undo()
    registration.change(person_id=person_id, forget_id=True)
    people.find(NUMBER)
    scanning.scan(NUMBER)
    files = list(centre.parent.rglob("centre.db*"))
    assert len(files) >= 2  # the file and its WAL
    (key,) = key_store.values()
    written = b"".join(file.read_bytes() for file in files)
    assert NUMBER[-4:].encode() in written
    for secret in (NUMBER, other, NUMBER[:17], NUMBER[:14], key):
        assert secret.encode() not in written
        assert secret.encode().hex().upper().encode() not in written
    assert bytes.fromhex(key) not in written


def test_one_number_is_one_person_and_the_refusal_names_who_has_it(centre):
    registration.register(name="王秀英", id_number=NUMBER)
    with pytest.raises(errors.IdTaken) as refused:
        registration.register(name="王秀兰", id_number=f" {NUMBER} ")
    assert "王秀英" in refused.value.sentence()
    assert "R000001" in refused.value.sentence()
    assert people.find("王秀兰") == []
    digest = kept(1)[1]
    other = people.register(name="李四")
    with pytest.raises(IntegrityError):
        db.execute_sql("UPDATE person SET id_digest = ? WHERE id = ?", (digest, other))


def test_the_same_number_again_for_the_same_person_is_no_clash(centre):
    person_id = registration.register(name="王秀英", id_number=NUMBER)
    registration.change(person_id=person_id, id_number=NUMBER, phone="13812345678")
    assert people.person(person_id).phone == "13812345678"


def test_a_number_finds_its_person_by_search_list_and_scan(centre):
    person_id = registration.register(name="王秀英", id_number=NUMBER)
    assert [hit.id for hit in people.find(NUMBER.lower())] == [person_id]
    assert [row.id for row in listing.found(NUMBER)] == [person_id]
    shown = scanning.scan(NUMBER)
    assert (shown.kind, shown.person_id, shown.wrote) == ("person_shown", person_id, False)


def test_the_list_keeps_to_its_category_when_a_number_is_searched(centre):
    registration.register(name="王秀英", id_number=NUMBER)
    assert listing.found(NUMBER, category="worker") == []
    assert listing.found(NUMBER, here=True) == []


def test_an_unknown_number_is_told_by_its_tail_alone_and_can_be_registered(centre):
    found = scanning.scan(NUMBER)
    assert found.kind == "unknown"
    assert NUMBER[-4:] in found.words
    assert NUMBER[:14] not in found.words
    assert [offer.verb for offer in found.offers] == ["register"]


def test_without_a_key_store_no_digest_is_kept_and_the_tail_is(centre):
    keystore.use(None)
    person_id = registration.register(name="王秀英", id_number=NUMBER)
    assert kept(person_id) == (NUMBER[-4:], None, "浙江省西湖区")
    assert identity.by_number(NUMBER) is None
    assert not identity.can_find()
    registration.register(name="王秀兰", id_number=NUMBER)  # nobody can tell


def test_noting_changing_and_forgetting_a_number_can_be_undone(centre):
    person_id = people.register(name="王秀英")
    registration.change(person_id=person_id, id_number=NUMBER)
    assert identity.by_number(NUMBER) == person_id
    registration.change(person_id=person_id, forget_id=True)
    assert kept(person_id) == ("", None, "")
    journal.undo()
    assert identity.by_number(NUMBER) == person_id
    journal.undo()
    assert kept(person_id) == ("", None, "")


def test_a_wrong_number_changes_nothing_else_either(centre):
    person_id = people.register(name="王秀英")
    with pytest.raises(errors.IdCheckDigitWrong):
        registration.change(person_id=person_id, id_number=WRONG, name="王秀兰")
    assert people.person(person_id).name == "王秀英"


@pytest.mark.parametrize("field", ["name", "card_number", "note", "building"])
def test_a_whole_number_is_kept_in_no_other_field(centre, field):
    with pytest.raises(errors.IdInText) as refused:
        people.register(**{"name": "王秀英", field: f"号{NUMBER.lower()}号"})
    assert NUMBER[:14] not in refused.value.sentence()
    person_id = people.register(name="王秀英", note=f"订单 9{NUMBER}")  # a longer number is none
    with pytest.raises(errors.IdInText):
        people.change_person(person_id=person_id, **{field: NUMBER})


def test_a_number_that_stands_in_an_old_note_hinders_no_other_change(centre):
    person = a_person(name="王秀英", note=f"身份证 {NUMBER}")
    people.change_person(person_id=person.id, note=f"身份证 {NUMBER}", phone="13812345678")
    assert people.person(person.id).phone == "13812345678"
