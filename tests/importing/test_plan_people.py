"""Lists of people: who is known already, who is new, who watches over whom."""

from pathlib import Path

import pytest

from centre_app.importing import apply
from centre_app.people import people
from centre_app.storage import search
from tests.builders import a_copy, a_person
from tests.importing.takeover import brief, everything, imported, planned, stored

HEADINGS = ("姓名", "性别", "联系电话", "出生日期", "楼栋房号", "监护人", "备注")
FATHER = ("王建国", "男", "13800138000", "1988-03-02", "3号楼502", "", "")
CHILD = ("王小明", "男", "", "2018-05-01", "3号楼502", "王建国", "")


@pytest.mark.usefixtures("centre")
def test_a_family_comes_in_with_its_household_and_guardian(tmp_path: Path) -> None:
    assert brief(imported(tmp_path, "people", [HEADINGS, CHILD, FATHER])) == "+2 =0 ~0 -0"

    child = people.person(1)
    assert (child.guardian_name, child.address, child.card_number) == ("王建国", "3号楼 502", "R000001")
    assert search.PERSON.find_ids("wjg") == [2]
    assert search.PERSON.find_ids("3号楼502") == [1, 2]


@pytest.mark.usefixtures("centre")
def test_importing_people_again_adds_nothing(tmp_path: Path) -> None:
    namesakes = [("张伟", "", "", "", "", "", "")] * 2
    rows = [HEADINGS, *namesakes, CHILD, FATHER, ("李娜", "女", "1380", "1990年", "", "刘三", "老党员")]

    assert brief(imported(tmp_path, "people", rows)) == "+5 =0 ~0 -0"
    before = everything()
    assert brief(imported(tmp_path, "people", rows)) == "+0 =5 ~0 -0"
    assert everything() == before


@pytest.mark.usefixtures("centre")
def test_only_empty_fields_of_a_known_person_are_filled(tmp_path: Path) -> None:
    a_person(name="王建国", phone="13800138000", note="常来下棋")

    rows = [HEADINGS, (*FATHER[:-1], "新备注")]
    assert brief(imported(tmp_path, "people", rows)) == "+0 =1 ~0 -0"

    card = people.person(1)
    assert (card.sex, str(card.birth_date), card.address, card.note) == (
        "M",
        "1988-03-02",
        "3号楼 502",
        "常来下棋",
    )
    assert search.PERSON.find_ids("502") == [1]


@pytest.mark.usefixtures("centre")
def test_namesakes_with_other_telephones_are_other_people(tmp_path: Path) -> None:
    a_person(name="王建国", phone="13900139000")

    elsewhere = ("王建国", "男", "13700137000", "1988-03-02", "9号楼101", "", "")
    assert brief(imported(tmp_path, "people", [HEADINGS, FATHER, elsewhere])) == "+2 =0 ~0 -0"


@pytest.mark.usefixtures("centre")
def test_a_row_for_the_same_person_again_is_skipped_or_fills_what_is_missing(tmp_path: Path) -> None:
    again = ("王建国", "", "138 0013 8000", "", "", "", "")
    rows = [HEADINGS, again, FATHER, again]

    assert brief(imported(tmp_path, "people", rows)) == "+1 =1 ~1 -0"
    assert stored("SELECT sex, phone FROM person") == [("M", "13800138000")]


@pytest.mark.usefixtures("centre")
def test_what_cannot_be_read_is_kept_in_the_note_and_only_a_missing_name_rejected(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        ("李娜", "", "138001", "去年", "", "刘三", "党员"),
        ("", "女", "13800138000", "", "", "", ""),
    ]

    made = planned(tmp_path, "people", rows)

    assert [row.fate for row in made.rows] == ["add", "reject"]
    assert "138001" not in made.problems[0]
    apply.apply(made)
    ((note,),) = stored("SELECT note FROM person")
    assert note.split("\n") == ["党员", "出生日期: 去年", "联系电话: 138001", "监护人: 刘三"]


@pytest.mark.usefixtures("centre")
def test_a_card_tells_who_is_meant_and_cannot_be_two_things(tmp_path: Path) -> None:
    a_person(name="王建国", card_number="R000009")
    a_copy(barcode="X1")
    rows = [
        ("读者证号", "姓名"),
        ("r000009", "王建国"),
        ("R000009", "李娜"),
        ("X1", "赵敏"),
        ("K5", "赵敏"),
        ("k5", "孙丽"),
    ]

    made = planned(tmp_path, "people", rows)

    assert [row.fate for row in made.rows] == ["merge", "reject", "reject", "add", "reject"]
    apply.apply(made)
    assert stored("SELECT name, card_number FROM person ORDER BY id") == [
        ("王建国", "R000009"),
        ("赵敏", "K5"),
    ]


@pytest.mark.usefixtures("centre")
def test_two_people_who_are_said_to_watch_over_each_other_do_not(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        ("甲一", "", "", "", "1号楼101", "乙二", ""),
        ("乙二", "", "", "", "1号楼101", "甲一", ""),
    ]

    assert brief(imported(tmp_path, "people", rows)) == "+2 =0 ~0 -0"

    assert stored("SELECT guardian_id FROM person ORDER BY id") == [(2,), (None,)]


@pytest.mark.usefixtures("centre")
def test_names_in_the_preview_are_masked(tmp_path: Path) -> None:
    made = planned(tmp_path, "people", [HEADINGS, FATHER])

    assert (made.rows[0].name, made.rows[0].detail) == ("王*国", "138****8000")


@pytest.mark.usefixtures("centre")
def test_a_further_phone_of_somebody_known_is_kept_in_the_note_once(tmp_path: Path) -> None:
    rows = [
        ("姓名", "联系电话", "出生日期"),
        ("李娜", "13500000001", "1988-08-08"),
        ("李娜", "13500000002", "1988-08-08"),
    ]
    assert "记录中已有其他电话" in planned(tmp_path, "people", rows).rows[1].reason
    assert brief(imported(tmp_path, "people", rows)) == "+1 =1 ~0 -0"
    assert people.person(1).phone == "13500000001"
    assert people.person(1).note == "另一电话：13500000002"
    before = everything()
    imported(tmp_path, "people", rows)
    assert everything() == before


@pytest.mark.usefixtures("centre")
def test_a_surname_set_apart_is_the_same_name(tmp_path: Path) -> None:
    rows = [("姓名", "联系电话"), ("张 三丰", "13500000001"), ("张三丰", "13500000001"), ("John Smith", "")]
    assert brief(imported(tmp_path, "people", rows)) == "+2 =0 ~1 -0"
    assert [people.person(number).name for number in (1, 2)] == ["张三丰", "John Smith"]
