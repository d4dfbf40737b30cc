"""A copy in the place of another: named once, shown on both, and refused where it makes no sense."""

import pytest

from centre_app import errors
from centre_app.lending import flags, replacing
from centre_app.lending.use_models import Replacement
from centre_app.storage import journal
from tests.builders import a_copy


@pytest.fixture(autouse=True)
def somewhere(centre) -> None:
    pass


def test_both_copies_name_the_other_until_it_is_undone() -> None:
    gone, came = a_copy(barcode="B1", condition="lost"), a_copy(barcode="B2")
    assert replacing.replace(copy_id=gone.id, barcode=" b2").id == came.id
    found = replacing.of_copies([gone.id, came.id])
    assert (found[gone.id].replaced_by, found[gone.id].replaces) == ("B2", "")
    assert (found[came.id].replaced_by, found[came.id].replaces) == ("", "B1")
    journal.undo()
    assert replacing.of_copies([gone.id, came.id]) == {}


def test_a_replacement_that_is_lost_too_can_be_replaced_in_turn() -> None:
    first, second, _third = a_copy(condition="lost"), a_copy(barcode="B2"), a_copy(barcode="B3")
    replacing.replace(copy_id=first.id, barcode="B2")
    flags.put_flag(copy_id=second.id, flag="lost")
    replacing.replace(copy_id=second.id, barcode="B3")
    stands = replacing.of_copies([second.id])[second.id]
    assert (stands.replaced_by, stands.replaces) == ("B3", first.barcode)


def test_it_is_taken_back_by_its_own_verb() -> None:
    gone = a_copy(condition="withdrawn")
    a_copy(barcode="B2")
    replacing.replace(copy_id=gone.id, barcode="B2")
    replacing.take_back(copy_id=gone.id)
    assert Replacement.select().count() == 0
    with pytest.raises(errors.NotFound):
        replacing.take_back(copy_id=gone.id)


def test_what_cannot_stand_in_the_place_of_another_is_refused() -> None:
    gone, here = a_copy(barcode="B1", condition="lost"), a_copy(barcode="B2")
    a_copy(barcode="B3", condition="withdrawn")
    with pytest.raises(errors.CopyNotGone, match="B2"):
        replacing.replace(copy_id=here.id, barcode="B1")
    for code, error in (
        ("B1", errors.ReplacementImpossible),
        ("B3", errors.ReplacementImpossible),
        ("X", errors.NothingHasTheCode),
    ):
        with pytest.raises(error, match=code):
            replacing.replace(copy_id=gone.id, barcode=code)
    replacing.replace(copy_id=gone.id, barcode="B2")
    with pytest.raises(errors.CopyReplacedAlready, match="B2"):
        replacing.replace(copy_id=gone.id, barcode=a_copy(barcode="B4").barcode)
    with pytest.raises(errors.ReplacesAnother, match="B1"):
        replacing.replace(copy_id=a_copy(condition="lost").id, barcode="B2")
