"""What a title page says: the number as the book has it, ages, language, subjects, and figures."""

from datetime import datetime
from pathlib import Path

import pytest

from centre_app import errors
from centre_app.lending import catalogue, isbn_words, title_reads
from centre_app.storage import journal
from tests.builders import a_copy, a_donation, a_title
from tests.lending.circumstances import a_loan


def card_of(**values: object) -> catalogue.TitleCard:
    card = catalogue.title(catalogue.add_title(**({"name": "城南旧事"} | values)))  # type: ignore[arg-type]
    assert card is not None
    return card


@pytest.mark.parametrize(
    ("typed", "mark", "told"),
    [
        ("978-7-02-000220-8", "校验位不对", "应为 7"),
        ("7-02-000220-1", "校验位不对", "应为 X"),
        ("6901234567892", "商品条码", "商品条码"),
        ("9771234567003", "期刊号", "ISSN"),
        ("20923655", "不是 ISBN", "不是有效的 ISBN"),
    ],
)
def test_a_number_that_is_no_isbn_is_kept_as_it_is_marked_and_found(
    centre: Path, typed: str, mark: str, told: str
) -> None:
    card = card_of(isbn=typed)
    assert (card.isbn, card.isbn_given, isbn_words.mark(typed)) == ("", typed, mark)
    assert told in isbn_words.sentence(typed)
    assert [row.id for row in catalogue.find(typed)] == [card.id]
    assert [row.id for row in catalogue.page_of_titles(to_check=True)] == [card.id]


@pytest.mark.parametrize("typed", ["978-7-02-000220-7", "7-02-000220-x", "9787020002207"])
def test_a_valid_number_is_stored_in_one_form_and_kept_as_the_book_has_it(centre: Path, typed: str) -> None:
    card = card_of(isbn=typed)
    assert (card.isbn, card.isbn_given) == ("9787020002207", "" if typed.isdecimal() else typed)
    for text in ("9787020002207", "978-7-02-000220-7", "702000220X", "7-02-000220-X", "97870200"):
        assert [row.id for row in catalogue.find(text)] == [card.id], text
    assert catalogue.page_of_titles(to_check=True) == []


def test_the_facts_of_a_title_page_are_kept_and_undone_together(centre: Path) -> None:
    card = card_of(
        language="中文", subjects="北京、童年,童年", age_from=8, age_to=12, set_volumes=4, edition="第2版"
    )
    assert (card.language, card.subjects, card.age_from, card.age_to) == ("chi", "北京；童年", 8, 12)
    assert [row.id for row in catalogue.find("童年")] == [card.id]
    catalogue.change_title(title_id=card.id, edition="第3版", language="纳西语", age_to=None)
    changed = catalogue.title(card.id)
    assert changed is not None
    assert (changed.edition, changed.language, changed.age_to) == ("第3版", "纳西语", None)
    journal.undo()
    assert catalogue.title(card.id) == card


@pytest.mark.parametrize("ages", [(12, 8), (-1, 5), (3, 121)])
def test_impossible_ages_are_refused(centre: Path, ages: tuple[int, int]) -> None:
    with pytest.raises(errors.AgesImpossible):
        card_of(age_from=ages[0], age_to=ages[1])


def test_a_title_page_counts_loans_renewals_what_is_out_and_donors(centre: Path) -> None:
    title = a_title()
    first = a_copy(title=title, donation=a_donation(donor="市新华书店"))
    second = a_copy(title=title, donation=a_donation(donor="居民 周博文"))
    a_copy(title=title, donation=a_donation(donor="市新华书店"))
    a_loan(copy=first, lent_at=datetime(2026, 9, 1, 9), returned_at=datetime(2026, 9, 5, 9))
    a_loan(copy=second, lent_at=datetime(2026, 10, 2, 9))
    found = title_reads.figures(title.id)
    assert (found.loans, found.out, found.last_lent) == (2, 1, datetime(2026, 10, 2, 9))
    assert found.donors == [("市新华书店", 2), ("居民 周博文", 1)]
