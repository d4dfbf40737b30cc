"""Lists of loans: which copy, who, when; what would be out twice is refused row by row."""

from pathlib import Path

import pytest

from centre_app.lending import loans
from centre_app.storage import journal
from tests.builders import a_copy, a_person, a_title
from tests.importing.takeover import brief, everything, imported, planned, stored

HEADINGS = ("借阅人姓名", "读者证号", "图书条码", "书名", "ISBN", "借阅日期", "应还日期", "归还日期")
LOANS = "SELECT copy_id, person_id, lent_at, due_at, returned_at, category, due_by_hand FROM loan ORDER BY id"


@pytest.fixture(autouse=True)
def shelf(centre: Path) -> None:
    """Two copies of one title, one of another, and two people of one name beside a third."""
    journey = a_title(name="西游记", isbn="9787020008735")
    a_copy(title=journey, barcode="B1")
    a_copy(title=journey, barcode="B2")
    a_copy(title=a_title(name="活着"), barcode="B3", condition="lost")
    a_person(name="王芳", card_number="R1")
    a_person(name="李娜", card_number="R2")
    a_person(name="李娜", card_number="R3")


def a_row(
    lent: str,
    back: str = "",
    *,
    name: str = "王芳",
    card: str = "",
    code: str = "B1",
    title: str = "",
    due: str = "",
) -> tuple[str, ...]:
    return (name, card, code, title, "", lent, due, back)


def test_past_and_open_loans_come_in_once_with_terms_and_due_day(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        a_row("2019.3.5", "20190401", due="2019年4月4日"),
        a_row("2026-10-20 10:30", "未还", card="R1"),
    ]

    assert brief(imported(tmp_path, "loans", rows)) == "+2 =0 ~0 -0"

    assert stored(LOANS) == [
        (1, 1, "2019-03-05 09:00:00", "2019-04-04 23:59:59", "2019-04-01 17:00:00", "resident", 1),
        (1, 1, "2026-10-20 10:30:00", "2026-11-19 23:59:59", None, "resident", 0),
    ]
    assert [loan.barcode for loan in loans.loans_of(1)] == ["B1"]
    before = everything()
    assert brief(imported(tmp_path, "loans", rows)) == "+0 =2 ~0 -0"
    assert everything() == before


def test_without_a_barcode_the_first_copy_not_out_is_taken(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        *(
            a_row("2026-10-01", code="", title="《西游记》", name=name, card=card)
            for name, card in (("王芳", ""), ("李娜", "R2"), ("", "R3"))
        ),
    ]

    made = planned(tmp_path, "loans", rows)

    assert [row.fate for row in made.rows] == ["add", "add", "reject"]
    assert [loan["copy_id"] for loan in made.writes.inserts["loan"]] == [1, 2]


def test_what_cannot_have_been_is_told_row_by_row(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        a_row("2020-01-01", "2020-02-01"),
        a_row("2020-01-15", "2020-03-01", name="李娜", card="R2"),
        a_row("2020-02-01", "2020-03-01", name="李娜", card="R2"),
        a_row("2020-01-01", "2020-02-01"),
        a_row("2020-05-05", name="李娜"),
        a_row("2020-05-05", name="没有"),
        a_row("2020-05-05", code="X9"),
        a_row("2020-05-05", "2020-05-01"),
        a_row("2026-12-01"),
        a_row("2020-05-05", "已还"),
        a_row("2026-10-01", code="B3"),
        a_row("2019-10-01", "2019-10-02", code="B3"),
        a_row("", "2019-10-02"),
    ]

    made = planned(tmp_path, "loans", rows)

    assert [row.fate for row in made.rows] == [
        "add",
        "reject",
        "add",
        "skip",
        *["reject"] * 7,
        "add",
        "reject",
    ]
    assert "2" in made.rows[1].reason
    assert "B1" in made.rows[1].reason
    assert "同名" in made.rows[4].reason
    assert all(row.reason for row in made.rows if row.fate in ("reject", "skip"))


def test_a_copy_out_at_the_desk_is_not_out_twice_and_not_returned_by_a_list(tmp_path: Path) -> None:
    loans.lend(copy_id=1, person_id=1)
    rows = [HEADINGS, a_row("2026-10-22", "2026-10-22"), a_row("2026-10-21", name="李娜", card="R2")]

    made = planned(tmp_path, "loans", rows)

    assert [row.fate for row in made.rows] == ["merge", "reject"]
    assert made.rows[0].reason
    assert not made.writes


def test_an_import_of_loans_is_undone_as_one(tmp_path: Path) -> None:
    before = everything()
    imported(tmp_path, "loans", [HEADINGS, a_row("2020-01-01", "2020-02-01"), a_row("2026-10-01")])

    journal.undo_action(stored("SELECT max(id) FROM action")[0][0])

    assert everything() == before
