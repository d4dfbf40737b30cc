"""Things with one shelf barcode: each piece has its own loan, several go at once, and the code is nobody else's."""

from datetime import timedelta

import pytest

from centre_app import clock, errors
from centre_app.lending import adding, catalogue, loans, numbers, shelf_codes, stocktake
from centre_app.lending.models import Copy, CopyFlag, Loan
from centre_app.people import cards
from centre_app.storage import journal
from centre_app.storage.database import db
from tests.builders import a_copy, a_person, a_title, open_daily

pytestmark = pytest.mark.usefixtures("centre")


@pytest.fixture(autouse=True)
def _open(centre: object) -> None:
    open_daily()


def umbrellas(count: int = 5, code: str = "YS001") -> shelf_codes.Shelf:
    title = a_title(name="晴雨伞")
    shelf_codes.add_pieces(
        title_id=title.id, count=count, shelf_code=code, kind="tool", location="便民工具架"
    )
    return shelf(code)


def shelf(code: str = "YS001") -> shelf_codes.Shelf:
    found = shelf_codes.shelf(code)
    assert found is not None
    return found


def test_every_piece_is_a_copy_with_a_number_behind_the_shelf_code() -> None:
    found = umbrellas(3)
    assert [row.barcode for row in found.pieces] == ["YS001-1", "YS001-2", "YS001-3"]
    assert {row.shelf_code for row in found.pieces} == {"YS001"}
    assert len(found.free) == 3


def test_without_a_code_the_shelf_gets_the_next_barcode_which_no_copy_gets_after_it() -> None:
    a_copy(barcode="B000006")
    first = adding.add(title_id=a_title(name="充电宝").id, how="shelf", count=2, kind="tool", barcode="")
    assert Copy.get_by_id(first).shelf_code == "B000007"
    assert numbers.automatic_barcodes() == ["B000008"]


def test_several_are_lent_as_one_step_that_is_undone_as_one() -> None:
    umbrellas()
    person = a_person()
    lent = shelf_codes.lend_pieces(shelf_code="ys001", person_id=person.id, count=3)
    assert (len(lent), len(shelf().free)) == (3, 2)
    journal.undo()
    assert (Loan.select().count(), len(shelf().free)) == (0, 5)


def test_more_than_stand_there_are_refused_whole_and_nobody_is_named_in_full() -> None:
    umbrellas(2)
    person = a_person(name="陈国庆")
    with pytest.raises(errors.TooFewPieces, match="只有 2 件"):
        shelf_codes.lend_pieces(shelf_code="YS001", person_id=person.id, count=3)
    shelf_codes.lend_pieces(shelf_code="YS001", person_id=person.id, count=2)
    with pytest.raises(errors.NoPieceLeft, match=r"陈\*庆 11-") as refused:
        shelf_codes.lend_pieces(shelf_code="YS001", person_id=a_person().id)
    assert "陈国庆" not in refused.value.sentence()
    assert Loan.select().count() == 2


def test_pieces_that_are_all_in_repair_are_said_to_be_kept() -> None:
    for row in umbrellas(2).pieces:
        CopyFlag.create(copy=row.id, flag="in_repair", from_at=clock.now())
    with pytest.raises(errors.NoPieceForLoan):
        shelf_codes.lend_pieces(shelf_code="YS001", person_id=a_person().id)


def test_the_longest_out_comes_back_first() -> None:
    umbrellas()
    person = a_person()
    first = loans.lend(copy_id=shelf().pieces[3].id, person_id=person.id)
    clock.set_for_tests(clock.now() + timedelta(hours=1))
    shelf_codes.lend_pieces(shelf_code="YS001", person_id=person.id)
    done = shelf_codes.return_pieces(shelf_code="YS001", person_id=person.id)
    assert [each.loan_id for each in done] == [first.loan_id]


def test_another_instead_of_the_return_keeps_the_first_loan_and_is_undone_in_one() -> None:
    umbrellas()
    person = a_person()
    shelf_codes.lend_pieces(shelf_code="YS001", person_id=person.id)
    back = shelf_codes.return_pieces(shelf_code="YS001", person_id=person.id)
    kept = [each.loan_id for each in back if each.loan_id is not None]
    shelf_codes.lend_instead(loan_ids=kept, shelf_code="YS001", person_id=person.id, count=2)
    assert len(shelf().out_with(person.id)) == 3
    journal.undo()
    assert len(shelf().out_with(person.id)) == 0


def test_the_quantity_is_raised_and_lowered() -> None:
    umbrellas(3)
    shelf_codes.change_pieces(shelf_code="YS001", count=5)
    assert [row.barcode for row in shelf().stock][-1] == "YS001-5"
    assert {row.location for row in shelf().stock} == {"便民工具架"}
    shelf_codes.change_pieces(shelf_code="YS001", count=2, reason="大风刮坏")
    assert [row.barcode for row in shelf().stock] == ["YS001-1", "YS001-2"]
    assert {flag.reason for flag in CopyFlag.select()} == {"大风刮坏"}
    shelf_codes.change_pieces(shelf_code="YS001", count=3)
    assert [row.barcode for row in shelf().stock][-1] == "YS001-6"


def test_a_piece_that_is_out_is_not_taken_away() -> None:
    umbrellas(3)
    shelf_codes.lend_pieces(shelf_code="YS001", person_id=a_person().id, count=2)
    with pytest.raises(errors.PiecesOut, match="至少保留 2 件"):
        shelf_codes.change_pieces(shelf_code="YS001", count=1)
    assert len(shelf().stock) == 3


@pytest.mark.parametrize("count", [0, -1, 201])
def test_impossible_numbers_are_refused(count: int) -> None:
    umbrellas(1)
    with pytest.raises(errors.PiecesImpossible):
        shelf_codes.change_pieces(shelf_code="YS001", count=count)
    with pytest.raises(errors.PiecesImpossible):
        shelf_codes.lend_pieces(shelf_code="YS001", person_id=a_person().id, count=count)


def test_more_pieces_under_the_titles_own_code_go_on_with_the_numbers() -> None:
    found = umbrellas(2)
    shelf_codes.add_pieces(title_id=found.title_id, count=1, shelf_code="YS001", kind="tool")
    assert [row.barcode for row in shelf().stock] == ["YS001-1", "YS001-2", "YS001-3"]


def test_a_shelf_code_is_no_card_no_barcode_and_no_other_titles() -> None:
    umbrellas()
    a_person(name="赵大爷", card_number="R5")
    a_copy(barcode="B5")
    other = a_title(name="充电宝")
    for taken in ("r5", "b5", "ys001"):
        with pytest.raises(errors.CodeTaken):
            shelf_codes.add_pieces(title_id=other.id, count=1, shelf_code=taken)
    with pytest.raises(errors.CodeTaken, match="晴雨伞"):
        catalogue.add_copy(title_id=other.id, barcode="YS001")
    assert cards._owner("ys001", None) == "晴雨伞"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE person SET card_number = 'ys001'",
        "UPDATE copy SET barcode = 'ys001' WHERE barcode = 'B9'",
        "UPDATE copy SET shelf_code = 'ys001' WHERE barcode = 'B9'",
        "UPDATE copy SET shelf_code = 'b9' WHERE barcode = 'YS001-1'",
        "UPDATE copy SET shelf_code = 'r9' WHERE barcode = 'YS001-1'",
        "INSERT INTO copy (title_id, barcode) SELECT title_id, 'ys001' FROM copy WHERE barcode = 'B9'",
        "INSERT INTO copy (title_id, barcode, shelf_code) SELECT title_id, 'X1', 'r9' FROM copy WHERE barcode = 'B9'",
        "INSERT INTO person (name, card_number, registered_at) VALUES ('甲', 'ys001', '2026-10-22 10:00:00')",
    ],
)
def test_the_file_itself_refuses_a_code_with_two_meanings(statement: str) -> None:
    umbrellas()
    a_person(card_number="R9")
    a_copy(barcode="B9")
    with pytest.raises(Exception, match="guard:CodeTaken"):
        db.execute_sql(statement)


def test_a_stocktake_counts_the_pieces_by_their_one_code() -> None:
    umbrellas(3)
    person = a_person()
    shelf_codes.lend_pieces(shelf_code="YS001", person_id=person.id)
    counting = stocktake.begin(scope="shelf", value="便民工具架")
    groups = [stocktake.scan(stocktake_id=counting, code="ys001") for _one in range(4)]
    assert [(each.row.group, each.again) for each in groups] == [
        ("present", False), ("present", False), ("on_loan", False), ("on_loan", True),
    ]  # fmt: skip


def test_the_catalogue_finds_the_title_by_its_shelf_code() -> None:
    umbrellas()
    assert [row.name for row in catalogue.find("ys001")] == ["晴雨伞"]
