"""Finding titles by what is known of their pieces, and narrowing a search to what can be lent or is of one kind."""

from pathlib import Path

import pytest

from centre_app.lending import catalogue
from tests.builders import a_copy, a_donation, a_person, a_title, open_daily
from tests.lending.circumstances import a_loan


def names(text: str = "", **filters: object) -> list[str]:
    rows = catalogue.find(text, **filters) if text else catalogue.page_of_titles(**filters)
    return [row.name for row in rows]


def test_a_title_is_found_by_the_shelf_and_the_donor_of_a_piece(centre: Path) -> None:
    a_copy(title=a_title(name="西游记"), location="A架3层", donation=a_donation(donor="市新华书店"))
    a_copy(title=a_title(name="昆虫记"), location="B架1层")

    assert names("A架") == ["西游记"]
    assert names("新华") == ["西游记"]
    assert names("b架1层") == []


def test_a_title_is_found_by_the_barcode_of_a_piece_whatever_its_width(centre: Path) -> None:
    a_copy(title=a_title(name="西游记"), barcode="B004711")

    assert names("Ｂ００４７１１") == ["西游记"]
    assert names("B00471") == []


def test_words_of_the_title_come_before_a_donor_of_that_name(centre: Path) -> None:
    a_copy(title=a_title(name="昆虫记"), donation=a_donation(donor="三体读书会"))
    a_copy(title=a_title(name="三体"))

    assert names("三体") == ["三体", "昆虫记"]


@pytest.mark.parametrize("typed", ["架", ""])
def test_only_what_stands_on_the_shelf_is_shown_when_asked(centre: Path, typed: str) -> None:
    open_daily()
    lent = a_copy(title=a_title(name="书架的故事"))
    a_copy(title=a_title(name="十字架下"))
    a_copy(title=a_title(name="衣架"), condition="lost")
    a_loan(copy=lent, person=a_person())

    assert names(typed, on_shelf=True) == ["十字架下"]


@pytest.mark.parametrize("typed", ["架", ""])
def test_a_kind_narrows_the_search_to_titles_that_have_such_a_piece(centre: Path, typed: str) -> None:
    a_copy(title=a_title(name="书架的故事"))
    a_copy(title=a_title(name="三脚架"), kind="tool")

    assert names(typed, kind="tool") == ["三脚架"]
    assert sorted(names(typed)) == ["三脚架", "书架的故事"]
