"""Who is found by what is typed, and in which order."""

from datetime import datetime

import pytest

from centre_app.people import people, visits
from centre_app.storage import search
from tests.builders import a_person, a_room, a_visit

pytestmark = pytest.mark.usefixtures("centre")


def found(text: str) -> list[str]:
    return [hit.name for hit in people.find(text)]


LONG = "阿卜杜热西提阿卜杜克热木买买提吐尔逊江依明尼亚孜库尔班艾合买提托合提玉素甫"


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("曦", ["曦", "xi", "x"]),
        (LONG, [LONG, "abdr", "尼亚孜", "abudu", LONG[:10]]),
        ("阿卜杜拉·买买提", ["阿卜杜拉·买买提", "阿卜杜拉买买提", "阿卜杜拉•买买提", "买买提", "mmt", "abudula maimaiti"]),
        ("小明😀", ["小明😀", "😀", "xm", "小明"]),
        ("José García", ["jose", "GARCÍA", "garc", "jose garcia"]),
        ("Anna-Maria O'Neil", ["anna maria", "o'neil", "oneil", "neil"]),
        ("陈𠮷", ["陈𠮷", "𠮷", "chenji", "cj", "陈吉", "陳𠮷"]),
        ("李𬭎", ["李𬭎", "lihong", "lh"]),
        ("曾单", ["zengdan", "cengdan", "zd", "cd"]),
        ("張偉", ["张伟", "張偉", "zhangwei", "張伟"]),
        ("张伟", ["張偉", "张伟", "张偉"]),
    ],
)  # fmt: skip
def test_every_kind_of_name_is_found_by_its_parts_and_readings(name, texts):
    people.register(name=name)
    people.register(name="王五")
    for text in texts:
        assert found(text) == [name], text


@pytest.mark.parametrize("text", ["3456", "1381", "5678", "234567", "138-1234-5678", "+86 13812345678"])
def test_four_digits_of_the_phone_from_anywhere_find_its_owner(text):
    people.register(name="赵晓梅", phone="13812345678")
    people.register(name="王五", phone="15900001111")
    assert found(text) == ["赵晓梅"]


@pytest.mark.parametrize(
    "text",
    ["3幢502", "3栋502", "3号楼502室", "3-502", "3#502", "３－５０２", "3幢 502", "赵 3-502", "zxm 3幢", "3-502 zxm", "3-2-502", "3幢2单元502"],
)  # fmt: skip
def test_building_and_room_find_who_lives_there_however_they_are_written(text):
    people.register(name="赵晓梅", building="3幢", door="2单元502")
    people.register(name="王五", building="13幢", door="502")
    people.register(name="孙二", building="3幢", door="601", phone="13502503502")
    assert found(text)[0] == "赵晓梅"
    assert "王五" not in found(text)


def test_who_lives_there_comes_before_whom_the_digits_only_happen_to_fit():
    people.register(name="甲", phone="13535021111")
    people.register(name="乙", building="3幢", door="502")
    assert found("3-502")[0] == "乙"
    assert found("353-502") == ["甲"]
    assert found("353幢502") == []


def test_moving_away_changes_by_which_address_somebody_is_found():
    person_id = people.register(name="赵晓梅", building="3幢", door="502")
    people.change_person(person_id=person_id, building="8幢", door="101")
    assert (found("3-502"), found("8-101")) == ([], ["赵晓梅"])


def test_several_words_together_narrow():
    people.register(name="张晓明", phone="13800005678")
    people.register(name="周欣梅", phone="13800001234")
    assert found("zxm 5678") == ["张晓明"]
    assert found("5678 zxm") == ["张晓明"]
    assert found("zxm 9999") == []


def test_the_best_comes_first_card_then_exact_then_recent_visitors_then_the_rest():
    room = a_room()
    for name, card in (("王静怡", "R000001"), ("王静文", "R000002"), ("王静", "R000003"), ("丁一", "王静")):
        a_person(name=name, card_number=card)
    later = a_person(name="王静雯", card_number="R000005")
    a_visit(room=room, person=later, arrived_at=datetime(2026, 10, 21, 9), left_at=datetime(2026, 10, 21, 10))
    for _step in search.PERSON.refresh_recent(visits.recent_visitors):
        pass
    assert found("王静")[:3] == ["丁一", "王静", "王静雯"]
    assert set(found("王静")[3:]) == {"王静怡", "王静文"}


def test_an_exact_name_is_first_in_whichever_form_it_is_typed():
    for number in range(60):
        people.register(name=f"張偉{chr(0x4E00 + number)}")
    people.register(name="張偉")
    assert found("张伟")[0] == "張偉"


@pytest.mark.parametrize(
    "text", ["", " ", "-", "·", '"', "*", "NOT", "x OR y", "'; DROP", "3-", "-3", "／", "0-0"]
)
def test_no_text_breaks_the_search(text):
    people.register(name="王五")
    assert isinstance(people.find(text), list)
