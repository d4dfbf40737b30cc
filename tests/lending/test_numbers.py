"""ISBN and barcodes: what is accepted, what is kept as a note, what is given automatically."""

from pathlib import Path

import pytest

from centre_app import errors
from centre_app.centre import settings
from centre_app.lending import catalogue
from centre_app.lending.numbers import automatic_barcodes, isbn13
from tests.builders import a_copy, a_person, a_title


@pytest.mark.parametrize(
    "text",
    ["978-7-02-000220-7", "９７８７０２０００２２０７", "ISBN 978 7 02 000220 7", "ISBN：9787020002207"],
)
def test_an_isbn_is_read_with_hyphens_blanks_its_name_or_full_width(text: str) -> None:
    assert isbn13(text) == "9787020002207"


@pytest.mark.parametrize(
    "text", ["9787020002208", "7-02-000220-7", "6901234567892", "978702000220", "", "无"]
)
def test_what_is_no_isbn_is_never_made_one(text: str) -> None:
    assert not isbn13(text)


def test_an_isbn_of_ten_digits_becomes_one_of_thirteen() -> None:
    assert isbn13("0-306-40615-2") == "9780306406157"
    assert isbn13("080442957x") == "9780804429573"


def test_barcodes_run_on_from_the_highest(centre: Path) -> None:
    a_copy(barcode="B000041")
    a_copy(barcode="b000007")
    a_copy(barcode="B99")
    a_copy(barcode="B12345678901")
    assert automatic_barcodes(3) == ["B000042", "B000043", "B000044"]


def test_the_first_barcode_is_number_one(centre: Path) -> None:
    assert automatic_barcodes() == ["B000001"]


def test_after_the_last_barcode_of_six_digits_comes_one_of_seven(centre: Path) -> None:
    a_copy(barcode="B999999")
    assert automatic_barcodes() == ["B1000000"]


def test_an_automatic_barcode_avoids_card_numbers(centre: Path) -> None:
    a_person(card_number="b000001")
    assert automatic_barcodes(2) == ["B000002", "B000003"]


def test_the_prefix_of_barcodes_is_a_setting(centre: Path) -> None:
    a_copy(barcode="B000041")
    settings.put(name="barcode_prefix", value="TS")
    assert automatic_barcodes() == ["TS000001"]


def test_a_given_barcode_in_other_letters_is_the_same_barcode(centre: Path) -> None:
    title = a_title(name="昆虫记")
    a_copy(title=title, barcode="TS-1")
    with pytest.raises(errors.CodeTaken, match="昆虫记"):
        catalogue.add_copy(title_id=title.id, barcode=" ｔｓ-1 ")


def test_a_card_number_cannot_be_a_barcode(centre: Path) -> None:
    a_person(name="陈雨桐", card_number="R000001")
    with pytest.raises(errors.CodeTaken, match="陈雨桐"):
        catalogue.add_copy(title_id=a_title().id, barcode="r000001")
