"""Titles and copies: what is stored, what is shown, what is found."""

from datetime import date
from pathlib import Path

import pytest

from centre_app import errors
from centre_app.centre import settings
from centre_app.lending import catalogue, donations, flags
from centre_app.lending.models import Copy, Donation, Title
from centre_app.storage import journal
from tests.builders import a_copy, a_person, a_title
from tests.lending.circumstances import a_loan


def test_a_title_is_found_by_name_pinyin_initials_author_and_isbn(centre: Path) -> None:
    title_id = catalogue.add_title(name="西游记", authors="吴承恩", isbn="978-7-02-000220-7")
    for text in ("西游", "xyj", "xiyou", "吴承恩", "9787020002207", "978-7-02-000220-7"):
        assert [row.id for row in catalogue.find(text)] == [title_id], text


def test_a_title_with_a_number_that_is_no_isbn_comes_in_and_keeps_the_number(centre: Path) -> None:
    card = catalogue.title(catalogue.add_title(name="城南旧事", isbn="12345", note="旧书"))
    assert card is not None
    assert (card.isbn, card.isbn_given, card.note) == ("", "12345", "旧书")


def test_a_title_without_a_name_is_refused(centre: Path) -> None:
    with pytest.raises(errors.TitleNeedsName):
        catalogue.add_title(name="　 ")


def test_two_titles_may_share_an_isbn(centre: Path) -> None:
    first = catalogue.add_title(name="三体（上）", isbn="9787020002207")
    second = catalogue.add_title(name="三体（下）", isbn="9787020002207")
    assert [row.id for row in catalogue.titles_by_isbn("978-7-02-000220-7")] == [first, second]


def test_changing_a_title_changes_what_it_is_found_by(centre: Path) -> None:
    title_id = catalogue.add_title(name="昆虫记", authors="法布尔")
    catalogue.change_title(title_id=title_id, name="昆虫记（青少版）")
    assert [row.name for row in catalogue.find("qsb")] == ["昆虫记（青少版）"]
    assert [row.name for row in catalogue.find("法布尔")] == ["昆虫记（青少版）"]


def test_correcting_an_isbn_keeps_what_the_note_says(centre: Path) -> None:
    title_id = catalogue.add_title(name="昆虫记", note="签名本")
    catalogue.change_title(title_id=title_id, isbn="12345")
    catalogue.change_title(title_id=title_id, isbn="9787020002207")
    card = catalogue.title(title_id)
    assert card is not None
    assert (card.isbn, card.isbn_given, card.note) == ("9787020002207", "", "签名本")


def test_a_copy_gets_a_barcode_a_donor_and_the_day_it_came(centre: Path, frozen: object) -> None:
    copy_id = catalogue.add_copy(title_id=a_title().id, donor=" 市新华书店 ", volumes=4, price_fen=9800)
    row = catalogue.copy(copy_id)
    assert row is not None
    assert (row.barcode, row.donor, row.volumes, row.price_fen) == ("B000001", "市新华书店", 4, 9800)
    assert row.accessioned_on == date(2026, 10, 22)


def test_copies_of_one_donor_on_one_day_are_one_donation(centre: Path) -> None:
    title = a_title()
    for day in (date(2026, 5, 1), date(2026, 5, 1), date(2026, 5, 2)):
        catalogue.add_copy(title_id=title.id, donor="居民 周博文", received_on=day)
    assert Donation.select().count() == 2
    assert donations.donors("周") == ["居民 周博文"]


def test_adding_title_and_copy_is_one_step_to_undo(centre: Path) -> None:
    catalogue.add_title_with_copy(title={"name": "城南旧事"}, copy={"donor": "市新华书店"})
    journal.undo()
    assert (Title.select().count(), Copy.select().count(), Donation.select().count()) == (0, 0, 0)


def test_a_title_that_cannot_get_its_copy_is_not_added_either(centre: Path) -> None:
    a_person(card_number="R000001")
    with pytest.raises(errors.CodeTaken):
        catalogue.add_title_with_copy(title={"name": "城南旧事"}, copy={"barcode": "R000001"})
    assert Title.select().count() == 0


def test_a_title_counts_its_copies_its_volumes_and_those_on_the_shelf(centre: Path) -> None:
    title = a_title()
    copies = [a_copy(title=title, volumes=volumes) for volumes in (4, 1, 1)]
    a_loan(copy=copies[0])
    flags.put_flag(copy_id=copies[2].id, flag="lost")
    row = catalogue.find("西游记")[0]
    assert (row.copies, row.volumes, row.available) == (2, 5, 1)


def test_a_title_without_copies_has_none_on_the_shelf(centre: Path) -> None:
    a_title()
    for row in (catalogue.find("西游记")[0], catalogue.page_of_titles()[0]):
        assert (row.copies, row.volumes, row.available) == (0, 0, 0)


def test_a_copy_says_who_has_it(centre: Path) -> None:
    copy = a_copy(barcode="B000009")
    a_loan(copy=copy, person=a_person(name="赵子轩"))
    found = catalogue.copy_by_barcode(" ｂ000009")
    assert found is not None
    assert found.loan is not None
    assert (found.loan.borrower, found.lendable) == ("赵子轩", False)


def test_a_scanned_isbn_offers_copies_on_the_shelf_first(centre: Path) -> None:
    title = a_title(isbn="9787020002207")
    out, here, lost = (a_copy(title=title, barcode=f"B00000{n}") for n in (1, 2, 3))
    a_loan(copy=out)
    flags.put_flag(copy_id=lost.id, flag="lost")
    assert [row.id for row in catalogue.copies_by_isbn("9787020002207")] == [here.id, out.id]


def test_barcodes_are_suggested_by_their_beginning(centre: Path) -> None:
    for code in ("B000011", "B000012", "B000021"):
        a_copy(barcode=code)
    assert [row.barcode for row in catalogue.copies_beginning("b00001")] == ["B000011", "B000012"]


def test_the_catalogue_is_read_in_windows_in_pinyin_order(centre: Path) -> None:
    for name in ("西游记", "城南旧事", "《红楼梦》", "城南旧事"):
        catalogue.add_title(name=name)
    first = catalogue.page_of_titles(limit=2)
    second = catalogue.page_of_titles(after=first[-1], limit=2)
    assert [row.name for row in first + second] == ["城南旧事", "城南旧事", "《红楼梦》", "西游记"]
    assert catalogue.page_of_titles(after=second[-1]) == []


def test_a_copy_that_is_out_cannot_be_withdrawn(centre: Path) -> None:
    copy = a_copy()
    a_loan(copy=copy, person=a_person(name="赵子轩"))
    with pytest.raises(errors.WithdrawWhileOut, match="赵子轩"):
        flags.put_flag(copy_id=copy.id, flag="withdrawn")


def test_a_condition_carries_the_day_it_was_seen(centre: Path) -> None:
    copy = a_copy()
    flags.put_flag(copy_id=copy.id, flag="damaged")
    row = catalogue.copy(copy.id)
    assert row is not None
    assert (row.condition, row.condition_on) == ("damaged", date(2026, 10, 22))


def test_a_copy_can_be_given_to_another_donor_and_another_barcode(centre: Path) -> None:
    copy_id = catalogue.add_copy(title_id=a_title().id, donor="市新华书店")
    catalogue.change_copy(copy_id=copy_id, donor="市文化执法支队", barcode="X-1", location="A3")
    row = catalogue.copy(copy_id)
    assert row is not None
    assert (row.donor, row.barcode, row.location) == ("市文化执法支队", "X-1", "A3")


@pytest.mark.parametrize("changes", [{"volumes": 0}, {"volumes": 1001}, {"price_fen": -1}, {"barcode": " "}])
def test_impossible_values_of_a_copy_are_refused(centre: Path, changes: dict[str, int | str]) -> None:
    copy = a_copy()
    with pytest.raises((errors.VolumesImpossible, errors.PriceImpossible, errors.CopyNeedsBarcode)):
        catalogue.change_copy(copy_id=copy.id, **changes)


def test_a_copy_of_an_unknown_title_is_refused(centre: Path) -> None:
    with pytest.raises(errors.NotFound):
        catalogue.add_copy(title_id=99)


def test_an_isbn_is_no_barcode_of_a_copy_unless_the_labels_of_the_centre_are_of_that_shape(
    centre: Path,
) -> None:
    title = a_title(isbn="9787020002207")
    copy = a_copy(title=title)
    with pytest.raises(errors.BarcodeIsIsbn, match="9787020002207"):
        catalogue.add_copy(title_id=title.id, barcode="9787020002207")
    with pytest.raises(errors.BarcodeIsIsbn):
        catalogue.add_copy(title_id=title.id, barcode="978-7-02-000220-7")
    with pytest.raises(errors.BarcodeIsIsbn):
        catalogue.change_copy(copy_id=copy.id, barcode="９７８７０２０００２２０７")
    assert Copy.select().count() == 1
    taken_over = a_copy(title=title, barcode="9787020002207")
    catalogue.change_copy(copy_id=taken_over.id, barcode="9787020002207", location="二号架")
    assert Copy.get_by_id(taken_over.id).location == "二号架"

    settings.put(name="barcode_shapes", value="ISBN")
    assert catalogue.add_copy(title_id=title.id, barcode="9787115428028")
