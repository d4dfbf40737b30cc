"""ID numbers and card terms of a list of people: what is kept, whom they mean, and how long the cards are good."""

from pathlib import Path

import pytest

from centre_app.centre import settings
from centre_app.people import identity
from centre_app.storage import keystore
from tests.builders import a_person, an_id
from tests.importing.takeover import brief, everything, imported, planned, stored

pytestmark = pytest.mark.usefixtures("centre")
NUMBER, OTHER = an_id(), an_id(order="006")
HEADINGS = ("姓名", "身份证号", "手机号", "有效期至")
KEPT = "SELECT id_tail, id_digest IS NOT NULL, id_region, sex, birth_date FROM person"


def test_four_digits_the_region_and_the_digest_of_an_id_number_are_kept(tmp_path: Path) -> None:
    rows = [HEADINGS, ("李娜", NUMBER, "", "")]

    assert brief(imported(tmp_path, "people", rows)) == "+1 =0 ~0 -0"

    assert stored(KEPT) == [(NUMBER[-4:], 1, "浙江省西湖区", "F", "1958-03-02")]
    assert identity.by_number(NUMBER) == 1
    assert NUMBER not in str(everything())
    before = everything()
    assert brief(imported(tmp_path, "people", rows)) == "+0 =1 ~0 -0"
    assert everything() == before


def test_without_a_key_store_the_four_digits_are_kept_alone(tmp_path: Path) -> None:
    keystore.use(None)

    imported(tmp_path, "people", [HEADINGS, ("李娜", NUMBER, "", "")])

    assert stored(KEPT) == [(NUMBER[-4:], 0, "浙江省西湖区", "F", "1958-03-02")]


def test_a_wrong_id_number_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    wrong = NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")
    made = planned(
        tmp_path, "people", [HEADINGS, ("李娜", wrong, "", ""), ("王芳", an_id(region="990101"), "", "")]
    )

    assert [row.fate for row in made.rows] == ["add", "add"]
    assert all(row.reason and wrong not in row.reason for row in made.rows)
    assert all(
        values["id_digest"] is None and values["id_tail"] == "" for values in made.writes.inserts["person"]
    )


def test_an_id_number_finds_its_person_and_tells_namesakes_apart(tmp_path: Path) -> None:
    a_person(name="李娜")
    identity.note_number(person_id=1, number=NUMBER)
    rows = [
        HEADINGS,
        ("李娜", NUMBER, "13800138000", ""),
        ("李娜", OTHER, "13800138000", ""),
        ("王芳", NUMBER, "", ""),
        ("王芳", OTHER, "", ""),
    ]

    made = planned(tmp_path, "people", rows)

    assert [row.fate for row in made.rows] == ["merge", "add", "reject", "reject"]
    assert NUMBER not in made.rows[2].reason
    assert "3" in made.rows[3].reason


def test_imported_cards_are_good_as_long_as_the_list_or_the_centre_says(tmp_path: Path) -> None:
    settings.put(name="card_months", value=12)
    a_person(name="旧人", card_number=None)

    imported(tmp_path, "people", [HEADINGS, ("李娜", "", "", "2027-05-31"), ("王芳", "", "", "")])

    assert stored("SELECT name, card_expires_on FROM person ORDER BY id") == [
        ("旧人", None),
        ("李娜", "2027-05-31"),
        ("王芳", "2027-10-22"),
    ]
