"""Lists of books: which title and which copies each row means."""

from datetime import date
from pathlib import Path

import pytest

from centre_app.importing import apply, plan
from centre_app.storage import search
from tests.builders import a_copy, a_person, a_title
from tests.importing.takeover import brief, everything, imported, planned, stored

HEADINGS = ("书名", "作者", "出版社", "ISBN", "定价", "册数")
MONKEY = ("西游记", "吴承恩", "人民文学出版社", "9787020008735", "47.2", "")


@pytest.mark.usefixtures("centre")
def test_a_row_brings_a_title_and_a_copy_that_search_finds(tmp_path: Path) -> None:
    assert brief(imported(tmp_path, "books", [HEADINGS, MONKEY])) == "+1 =0 ~0 -0"

    assert stored("SELECT name, authors, isbn, price_fen FROM title") == [
        ("西游记", "吴承恩", "9787020008735", 4720)
    ]
    assert stored("SELECT barcode, volumes, price_fen, accessioned_on FROM copy") == [
        ("B000001", 1, 4720, "2026-10-22")
    ]
    assert search.TITLE.find_ids("xiyouji") == [1]


@pytest.mark.usefixtures("centre")
def test_importing_a_list_again_adds_nothing(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        MONKEY,
        MONKEY,
        ("朝花夕拾", "鲁迅", "", "", "", "3"),
        ("红楼梦（全4册）", "", "", "", "", "8"),
    ]

    assert brief(imported(tmp_path, "books", rows)) == "+4 =0 ~0 -0"
    assert stored("SELECT title_id, volumes FROM copy ORDER BY title_id, id") == [
        (1, 1), (1, 1), (2, 1), (2, 1), (2, 1), (3, 4), (3, 4),
    ]  # fmt: skip
    before = everything()
    assert brief(imported(tmp_path, "books", rows)) == "+0 =4 ~0 -0"
    assert everything() == before


@pytest.mark.usefixtures("centre")
def test_one_more_copy_in_a_row_than_there_are_adds_that_one(tmp_path: Path) -> None:
    imported(tmp_path, "books", [HEADINGS, ("朝花夕拾", "鲁迅", "", "", "", "2")])

    assert (
        brief(imported(tmp_path, "books", [HEADINGS, ("朝花夕拾", "鲁迅", "", "", "", "3")])) == "+1 =0 ~0 -0"
    )
    assert len(stored("SELECT id FROM copy")) == 3


@pytest.mark.usefixtures("centre")
def test_a_known_title_gets_another_copy_and_its_empty_fields_filled(tmp_path: Path) -> None:
    a_copy(title=a_title(name="西游记", authors="吴承恩", isbn="9787020008735"), barcode="X1")
    a_title(name="朝花夕拾", authors="鲁迅")

    rows = [
        ("条码号", *HEADINGS),
        ("X2", *MONKEY),
        ("X3", "朝花夕拾", "", "译林出版社", "9787544711074", "", ""),
    ]
    assert brief(imported(tmp_path, "books", rows)) == "+2 =0 ~0 -0"

    assert stored("SELECT name, publisher, isbn, price_fen FROM title") == [
        ("西游记", "人民文学出版社", "9787020008735", 4720),
        ("朝花夕拾", "译林出版社", "9787544711074", None),
    ]
    assert search.TITLE.find_ids("9787544711074") == [2]


@pytest.mark.usefixtures("centre")
def test_another_edition_is_another_title(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        MONKEY,
        ("西游记", "吴承恩", "中华书局", "", "", ""),
        ("西游记", "吴承恩", "岳麓书社", "9787553801698", "", ""),
    ]

    imported(tmp_path, "books", rows)

    assert len(stored("SELECT id FROM title")) == 3


@pytest.mark.usefixtures("centre")
def test_a_number_that_is_no_isbn_comes_in_as_given_and_never_as_an_isbn(tmp_path: Path) -> None:
    made = planned(tmp_path, "books", [HEADINGS, ("西游记", "", "", "20923655", "", "")])

    assert "20923655" in made.problems[0]
    assert "2" in made.problems[0]
    apply.apply(made)
    assert stored("SELECT isbn, isbn_given, note FROM title") == [("", "20923655", "")]


@pytest.mark.usefixtures("centre")
def test_barcodes_that_cannot_be_are_rejected_with_the_reason(tmp_path: Path) -> None:
    dream = a_title(name="红楼梦")
    a_copy(title=dream, barcode="X8")
    a_copy(title=dream, barcode="X9")
    a_person(card_number="R000007")
    rows = [
        ("条码号", "书名"),
        ("X1", "西游记"),
        ("x1", "西游记"),
        ("X9", "西游记"),
        ("r000007", "西游记"),
        ("X2", ""),
        ("X8", "红楼梦"),
    ]

    made = planned(tmp_path, "books", rows)

    assert [row.fate for row in made.rows] == ["add", "reject", "reject", "reject", "reject", "merge"]
    assert "第 2 行" in made.rows[1].reason
    assert "红楼梦" in made.rows[2].reason


@pytest.mark.usefixtures("centre")
def test_automatic_barcodes_keep_clear_of_those_in_the_list(tmp_path: Path) -> None:
    rows = [("条码号", "书名"), ("", "西游记"), ("B000001", "红楼梦"), ("", "水浒传")]

    imported(tmp_path, "books", rows)

    assert stored("SELECT barcode FROM copy JOIN title ON title.id = title_id ORDER BY title.id") == [
        ("B000002",),
        ("B000001",),
        ("B000003",),
    ]


@pytest.mark.usefixtures("centre")
def test_another_donor_or_day_makes_further_copies_of_the_same_list(tmp_path: Path) -> None:
    rows = [HEADINGS, MONKEY]
    imported(tmp_path, "books", rows, donor="市新华书店")

    assert brief(imported(tmp_path, "books", rows, donor="市新华书店")) == "+0 =1 ~0 -0"
    assert brief(imported(tmp_path, "books", rows, donor="实验小学")) == "+1 =0 ~0 -0"
    given = date(2026, 10, 1)
    assert brief(imported(tmp_path, "books", rows, donor="实验小学", received_on=given)) == "+1 =0 ~0 -0"
    assert stored("SELECT donor, received_on FROM donation") == [
        ("市新华书店", "2026-10-22"),
        ("实验小学", "2026-10-22"),
        ("实验小学", "2026-10-01"),
    ]


@pytest.mark.usefixtures("centre")
def test_a_register_brings_titles_and_its_list_of_copies_the_copies(tmp_path: Path) -> None:
    register = [
        ("图书ID", "书名", "责任者", "定价"),
        ("29", "西游记", "吴承恩", "60"),
        ("30", "西游记", "吴承恩", "80"),
    ]
    copies = [
        ("条码号", "图书ID", "索书号"),
        ("C1", "29", "I242/1"),
        ("C2", "30", "I242/2"),
        ("C3", "31", "I242/3"),
    ]

    made = planned(tmp_path, "books", register)
    assert made.remark
    assert brief(apply.apply(made)) == "+2 =0 ~0 -0"
    assert not stored("SELECT id FROM copy")

    assert brief(imported(tmp_path, "copies", copies)) == "+2 =0 ~0 -1"
    assert stored("SELECT title_id, barcode, call_number, price_fen FROM copy") == [
        (1, "C1", "I242/1", 6000),
        (2, "C2", "I242/2", 8000),
    ]
    assert brief(imported(tmp_path, "books", register)) == "+0 =2 ~0 -0"
    assert brief(imported(tmp_path, "copies", copies)) == "+0 =2 ~0 -1"


@pytest.mark.usefixtures("centre")
def test_a_list_of_copies_finds_its_titles_by_name_or_brings_them(tmp_path: Path) -> None:
    a_title(name="西游记", authors="吴承恩")

    assert (
        brief(imported(tmp_path, "copies", [("条码", "书名"), ("C1", "西游记"), ("C2", "水浒传")]))
        == "+2 =0 ~0 -0"
    )

    assert stored("SELECT title_id FROM copy") == [(1,), (2,)]


@pytest.mark.usefixtures("centre")
def test_total_blank_and_repeated_heading_rows_are_no_data_rows(tmp_path: Path) -> None:
    rows = [("捐赠图书清单", "", ""), ("序号", "书　　名", "册数"), ("1", "西游记", "1"), ("", "", ""),
            ("序号", "书　　名", "册数"), ("2", "", "1"), ("合计", "", "2")]  # fmt: skip

    made = planned(tmp_path, "books", rows)

    assert [(row.number, row.fate) for row in made.rows] == [(3, "add"), (6, "reject")]
    assert made.counts == plan.Counts(rows=2, added=1, merged=0, skipped=0, rejected=1)
