"""Shapes of labels: what an unknown code is taken for, and which shapes are refused."""

import pytest

from centre_app import errors
from centre_app.centre import code_shapes, settings
from centre_app.desk.code_shapes import read, shape_of
from centre_app.desk.scanning import scan
from centre_app.lending import shelf_codes
from tests.builders import a_copy, a_person, a_title

pytestmark = pytest.mark.usefixtures("centre")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("R000001", "card"), ("r1234567", "card"), ("B000001", "barcode"), ("R12", ""), ("JY000123", "card"),
        ("JY00012", ""), ("JYO00123", ""), ("6901234567892", "barcode"), ("6901234567893", ""),
        ("9787020002207", "barcode"), ("20260001", "card"), ("陈雨桐", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_code_is_known_by_its_shape(code: str, kind: str) -> None:
    settings.put_all(values={"card_shapes": "jy###### ########", "barcode_shapes": "EAN-13"})
    assert shape_of(code) == kind


def test_an_unknown_card_and_an_unknown_barcode_say_so_and_offer_what_fits() -> None:
    settings.put(name="card_shapes", value="JY######")
    card, thing = scan("JY000123"), scan("ｂ００００９９")
    assert (card.words, [offer.verb for offer in card.offers]) == (
        "没有证号为 JY000123 的读者证。",
        ["register"],
    )
    assert (thing.words, [offer.verb for offer in thing.offers]) == (
        "没有条码为 b000099 的物品。",
        ["add_title"],
    )


@pytest.mark.parametrize("text", ["JY", "##,#中", "@@@@", "#" * 41, "R?####"])
def test_what_is_no_shape_is_refused(text: str) -> None:
    with pytest.raises(errors.ShapeUnfit):
        settings.put(name="card_shapes", value=text)


@pytest.mark.parametrize(
    ("cards", "barcodes"),
    [("########", "2026####"), ("@@####", "JY####"), ("#############", "ISBN"), ("EAN13", "978##########")],
)
def test_no_code_may_be_both(cards: str, barcodes: str) -> None:
    with pytest.raises(errors.ShapesAlike):
        settings.put_all(values={"card_shapes": cards, "barcode_shapes": barcodes})


def test_shapes_are_kept_tidy() -> None:
    settings.put(name="barcode_shapes", value=" ean-13，ａ###、 a### ")
    assert settings.get("barcode_shapes") == "EAN13 A###"
    assert code_shapes.fitting("a123", "EAN13 A###") == "A###"


def test_a_code_is_read_without_doing_anything() -> None:
    a_person(name="陈雨桐", card_number="R000777")
    a_copy(title=a_title(name="昆虫记", isbn="9787020002207"), barcode="B000777")
    shelf_codes.add_pieces(title_id=a_title(name="晴雨伞").id, count=2, shelf_code="YS001")
    said = [read(code).words for code in ("R000777", "b000777", "ys001", "7-02-000220-X", "B000999", "你好")]
    assert said == [
        "陈*桐的读者证。", "“昆虫记”的条码。", "“晴雨伞”的架位条码，共 2 件。", "《昆虫记》的 ISBN。",
        "是条码（样式 B######），还没有物品使用。", "不符合任何样式：会按姓名、书名或电话查找。",
    ]  # fmt: skip
