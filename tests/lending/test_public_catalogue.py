"""What visitors find in the catalogue, and what is not told to them."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from centre_app import clock
from centre_app.lending import loans, public_catalogue
from centre_app.storage import tokens
from centre_app.storage.action import run
from tests.builders import a_copy, a_donation, a_person, a_title, open_daily


@pytest.fixture(autouse=True)
def opened(centre: Path) -> None:
    open_daily()


def names(text: str, **filters: object) -> list[str]:
    return [title.name for title in public_catalogue.find(text, **filters)]


@pytest.mark.parametrize(
    "typed",
    ["西游", "xyj", "吴承恩", "wce", "9787020002207", "978-7-02-000220-7", "I242.4", "少儿架", "B004711"],
)
def test_a_visitor_finds_a_title_by_what_stands_on_it(typed: str) -> None:
    title = a_title(name="西游记", authors="吴承恩", isbn="9787020002207")
    title.search_key = tokens.title_key(
        name="西游记", authors="吴承恩", isbn="9787020002207", clc_class="I242.4"
    )
    run("prepare a test", title.save)
    a_copy(title=title, barcode="B004711", location="少儿架2层")
    a_copy(title=a_title(name="昆虫记"))
    assert names(typed) == ["西游记"]


def test_a_visitor_finds_nothing_by_a_donor_or_a_card() -> None:
    a_copy(donation=a_donation(donor="王秀兰女士"))
    a_person(name="王秀兰", card_number="R000888", phone="13800138000")
    assert [names(typed) for typed in ("王秀兰女士", "王秀兰", "R000888", "13800138000", "8000")] == [[]] * 5


def test_it_is_told_until_when_a_title_is_out_but_not_with_whom() -> None:
    copy = a_copy()
    lent = loans.lend(copy_id=copy.id, person_id=a_person(name="陈晓雯").id)
    (title,) = public_catalogue.find("西游记")
    assert (title.state, title.back_on) == ("out", lent.due_on)
    assert "陈晓雯" not in repr(title)


def test_a_day_that_has_passed_is_not_told() -> None:
    copy = a_copy()
    loans.lend(copy_id=copy.id, person_id=a_person().id)
    clock.set_for_tests(clock.now() + timedelta(days=60))
    (title,) = public_catalogue.find("西游记")
    assert (title.state, title.back_on) == ("out", None)


def test_the_piece_on_the_shelf_is_the_one_to_look_for() -> None:
    title = a_title()
    out = a_copy(title=title, location="A架", call_number="I242.4/1")
    a_copy(title=title, location="C架", condition="lost")
    a_copy(title=title, location="B架", call_number="I242.4/2")
    loans.lend(copy_id=out.id, person_id=a_person().id)
    (found,) = public_catalogue.find("西游记")
    assert (found.shelf, found.call_number, found.available, found.copies) == ("B架", "I242.4/2", 1, 2)
    assert (found.state, found.back_on) == ("on_shelf", None)


@pytest.mark.parametrize(("condition", "state"), [("not_for_loan", "read_here"), ("in_repair", "away")])
def test_what_is_not_lent_is_said(condition: str, state: str) -> None:
    a_copy(condition=condition)
    (title,) = public_catalogue.find("西游记")
    assert title.state == state


def test_a_title_without_anything_in_stock_is_not_shown() -> None:
    a_copy(title=a_title(name="西游记"), condition="withdrawn")
    a_title(name="西游补")
    assert names("西游") == []
    assert public_catalogue.newest() == []


def test_the_filters_narrow_what_is_found_and_what_is_new() -> None:
    book, model = a_copy(title=a_title(name="飞机大全")), a_copy(title=a_title(name="飞机模型"), kind="model")
    loans.lend(copy_id=book.id, person_id=a_person().id)
    assert names("飞机", kind="model") == names("飞机", on_shelf=True) == ["飞机模型"]
    assert [title.name for title in public_catalogue.newest(kind="book")] == ["飞机大全"]
    assert [title.id for title in public_catalogue.newest(on_shelf=True)] == [model.title_id]


def test_the_newest_and_the_most_borrowed_come_first() -> None:
    old = a_copy(title=a_title(name="三体"), accessioned_on=date(2020, 1, 1))
    new = a_copy(title=a_title(name="昆虫记"), accessioned_on=date(2026, 10, 1))
    person = a_person()
    for copy in (old, old, new):
        loans.lend(copy_id=copy.id, person_id=person.id)
        loans.return_copy(copy.id)
    assert [title.name for title in public_catalogue.newest()] == ["昆虫记", "三体"]
    assert [title.name for title in public_catalogue.most_borrowed()] == ["三体", "昆虫记"]
