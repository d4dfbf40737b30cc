"""Scans of shelf barcodes, sets and kits: what they do, and what is asked beside them."""

from datetime import timedelta

import pytest

from centre_app import clock, errors
from centre_app.desk import things
from centre_app.desk.scanning import Offer, Outcome, choose, scan
from centre_app.lending import catalogue, kits, loans, sets, shelf_codes
from centre_app.lending.models import Copy, Loan
from centre_app.storage import journal
from tests.builders import a_copy, a_person, a_room, a_title, open_daily


@pytest.fixture(autouse=True)
def desk(centre: object) -> None:
    open_daily()
    a_room(name="悦享读书区", kind="reading", sharing="shared", usual_minutes=120)
    shelf_codes.add_pieces(title_id=a_title(name="晴雨伞").id, count=5, shelf_code="YS001", kind="tool")


def out() -> int:
    return int(Loan.select().where(Loan.returned_at.is_null()).count())


def later(**time: int) -> None:
    clock.set_for_tests(clock.now() + timedelta(**time))


def offer_of(outcome: Outcome | None, verb: str) -> Offer:
    assert outcome is not None
    return next(offer for offer in outcome.offers if offer.verb == verb)


def test_a_shelf_barcode_lends_one_piece_to_the_open_person_each_time() -> None:
    person = a_person(name="陈雨桐")
    done = scan("YS001", open_person_id=person.id)
    assert (done.kind, done.words) == ("lent", "已借出：《晴雨伞》给 陈雨桐，应还 11-21 · 架上还剩 4/5")
    assert scan("ｙｓ００１", open_person_id=person.id).kind == "lent"
    assert out() == 2


@pytest.mark.parametrize("typed", ["3*YS001", "3×ys001", "３＊ＹＳ００１", "3 x YS001"])
def test_a_number_before_it_lends_so_many_in_one_step(typed: str) -> None:
    person = a_person()
    done = scan(typed, open_person_id=person.id)
    assert (done.kind, len(done.more_loan_ids), out()) == ("lent", 2, 3)
    journal.undo()
    assert out() == 0


def test_one_more_is_offered_as_long_as_there_is_one() -> None:
    person = a_person()
    done = things.take(
        offer_of(scan("YS001", open_person_id=person.id), "lend_another"), open_person_id=person.id
    )
    assert (done.kind, out()) == ("lent", 2)
    assert scan("3*YS001", open_person_id=person.id).offers == ()


def test_one_lent_a_while_ago_comes_back_and_the_other_reading_is_offered() -> None:
    person = a_person()
    scan("YS001", open_person_id=person.id)
    later(minutes=9)
    assert scan("YS001", open_person_id=person.id).kind == "lent"
    later(minutes=2)
    done = scan("YS001", open_person_id=person.id)
    assert (done.kind, out()) == ("returned", 1)
    again = things.take(offer_of(done, "lend_another"), open_person_id=person.id)
    assert (again.kind, out()) == ("lent", 3)


def test_with_nobody_open_the_only_borrower_brings_it_back() -> None:
    person = a_person(name="陈雨桐")
    shelf_codes.lend_pieces(shelf_code="YS001", person_id=person.id, count=2)
    done = scan("YS001")
    assert (done.kind, done.person_id, out()) == ("returned", person.id, 1)
    assert done.words == "已归还：《晴雨伞》，借阅人 陈雨桐 · 还有 1 件未还"


def test_with_nobody_open_and_several_borrowers_one_is_chosen() -> None:
    for name in ("陈雨桐", "赵大爷"):
        shelf_codes.lend_pieces(shelf_code="YS001", person_id=a_person(name=name).id)
    done = scan("YS001")
    assert (done.kind, [hit.title for hit in done.hits], out()) == ("choices", ["陈*桐", "赵*爷"], 2)
    assert choose(done.hits[1]).person_id == Loan.select().order_by(Loan.id.desc()).get().person_id
    assert out() == 1


def test_with_nobody_open_and_none_out_the_shelf_is_shown() -> None:
    done = scan("YS001")
    assert (done.kind, done.words) == ("copy_shown", "“晴雨伞”：5 件中 5 件在架。先扫读者证才能借出。")


def test_none_left_is_a_sentence() -> None:
    shelf_codes.lend_pieces(shelf_code="YS001", person_id=a_person(name="赵大爷").id, count=5)
    with pytest.raises(errors.NoPieceLeft, match=r"赵\*爷"):
        scan("YS001", open_person_id=a_person().id)


def test_a_number_far_too_large_is_refused_with_the_bounds() -> None:
    with pytest.raises(errors.PiecesImpossible, match="9999"):
        scan("9999*YS001", open_person_id=a_person().id)


def test_nonsense_before_the_code_is_refused_or_no_shelf_at_all() -> None:
    with pytest.raises(errors.PiecesImpossible):
        scan("0*YS001", open_person_id=a_person().id)
    assert scan("3*没有这个", open_person_id=a_person().id).kind == "unknown"


def a_set() -> list[Copy]:
    title = a_title(name="红楼梦")
    sets.add_set(title_id=title.id, count=4)
    return list(Copy.select().where(Copy.title == title).order_by(Copy.id))


def test_after_one_volume_the_whole_set_is_one_press_away() -> None:
    volumes, person = a_set(), a_person()
    done = scan(volumes[1].barcode, open_person_id=person.id)
    whole = things.take(offer_of(done, "lend_set"), open_person_id=person.id)
    assert (whole.kind, len(whole.more_loan_ids), out()) == ("lent", 2, 4)
    assert "《红楼梦》3 册给" in whole.words
    last = volumes[0]
    loans.return_copy(last.id)
    assert [each.verb for each in scan(last.barcode, open_person_id=person.id).offers] == []


def test_a_volume_that_comes_back_asks_after_the_others() -> None:
    volumes, person = a_set(), a_person(name="陈雨桐")
    sets.lend_rest(copy_id=volumes[0].id, person_id=person.id)
    for volume in (volumes[0], volumes[2]):
        done = scan(volume.barcode)
    assert done.asked is not None
    assert done.asked.words == "《红楼梦》共 4 册，在馆 2 册，第 2、4 册还在陈*桐处。"
    marked = things.take(offer_of(done.asked, "set_missing"), open_person_id=None)
    assert (marked.wrote, marked.words) == (True, "已标为遗失：第 2、4 册")
    journal.undo()
    back = things.take(offer_of(done.asked, "return_set"), open_person_id=None)
    assert (back.kind, out()) == ("returned", 0)


def test_the_last_volume_asks_nothing() -> None:
    volumes, person = a_set(), a_person()
    loans.lend(copy_id=volumes[0].id, person_id=person.id)
    loans.lend(copy_id=volumes[1].id, person_id=a_person().id)
    assert scan(volumes[0].barcode).asked is None


def a_kit() -> Copy:
    kit = a_copy(title=a_title(name="急救箱"), kind="kit", barcode="B000900")
    yesterday = clock.today() - timedelta(days=1)
    kits.put_items(copy_id=kit.id, items=[kits.Item("碘伏", 1, yesterday), kits.Item("纱布", 5)])
    return kit


def test_a_kit_tells_what_is_in_it_when_it_goes_and_asks_when_it_comes_back() -> None:
    a_kit()
    done = scan("B000900", open_person_id=a_person().id)
    assert done.asked is not None
    assert done.asked.words == "“急救箱”内有：碘伏、纱布 × 5 已过期：碘伏！"
    back = scan("B000900")
    assert back.asked is not None
    assert back.asked.words == "“急救箱”里的东西齐全吗？碘伏、纱布 × 5"
    assert [offer.verb for offer in back.asked.offers] == ["kit_complete", "kit_missing"]


def test_a_complete_kit_loses_its_mark() -> None:
    kit = a_kit()
    kits.note_missing(copy_id=kit.id, item_ids=[], note="纱布")
    scan("B000900", open_person_id=a_person().id)
    asked = scan("B000900").asked
    assert asked is not None
    assert asked.words.endswith("此前缺：纱布。")
    assert things.take(offer_of(asked, "kit_complete"), open_person_id=None).wrote
    assert catalogue.copy(kit.id).condition == "good"  # type: ignore[union-attr]
    assert not things.take(offer_of(asked, "kit_complete"), open_person_id=None).wrote


def test_a_kit_in_the_catalogue_counts_in_pieces_and_no_volumes() -> None:
    card = catalogue.title(a_kit().title_id)
    assert card is not None
    assert not card.is_print


def test_what_was_offered_needs_somebody_open() -> None:
    with pytest.raises(errors.NobodyOpen):
        things.take(Offer("lend_another", "", text="YS001 1 "), open_person_id=None)


def test_volumes_under_one_barcode_are_asked_for_when_they_come_back() -> None:
    copy = a_copy(title=a_title(name="少年读史记"), barcode="T1", volumes=5)
    person = a_person(name="陈雨桐")
    scan("T1", open_person_id=person.id)
    later(minutes=1)

    asked = scan("T1").asked

    assert asked is not None
    assert asked.words == "《少年读史记》：5 册齐全吗？"
    assert [offer.words for offer in asked.offers] == ["齐全", "缺册…"]
    kits.note_missing(copy_id=copy.id, item_ids=[], note="第三册")
    scan("T1", open_person_id=person.id)
    later(minutes=1)
    again = scan("T1").asked
    assert again is not None
    assert "第三册" in again.words
    done = things.take(offer_of(again, "kit_complete"), open_person_id=None)
    assert done.words == "已记录：齐全。"
    found = catalogue.copy(copy.id)
    assert found is not None
    assert not found.open_flags
