"""Sets of volumes: lent whole or by volume, asked after when they come back, counted in 套 and 册."""

import pytest

from centre_app import errors
from centre_app.centre import settings
from centre_app.lending import adding, catalogue, loans, sets
from centre_app.lending.models import Copy, Loan
from centre_app.storage import journal
from tests.builders import a_copy, a_person, a_title, open_daily

pytestmark = pytest.mark.usefixtures("centre")


@pytest.fixture(autouse=True)
def _open(centre: object) -> None:
    open_daily()


def a_set(count: int = 4) -> list[int]:
    title = a_title(name="红楼梦")
    adding.add(title_id=title.id, how="set", count=count, barcode="", volume="")
    return [row.id for row in Copy.select().where(Copy.title == title).order_by(Copy.id)]


def test_a_set_has_a_barcode_for_each_volume_and_the_next_set_another_number() -> None:
    first = a_set(3)
    row = Copy.get_by_id(first[0])
    sets.add_set(title_id=row.title_id, count=2)
    pieces = catalogue.copies_of(row.title_id)
    assert [(each.set_number, each.volume) for each in pieces] == [
        (1, "1"),
        (1, "2"),
        (1, "3"),
        (2, "1"),
        (2, "2"),
    ]
    assert len({each.barcode for each in pieces}) == 5


def test_volumes_are_in_the_order_of_their_numbers() -> None:
    assert [row.volume for row in sets.volumes_of(a_set(11)[0])] == [str(number) for number in range(1, 12)]


def test_a_single_piece_is_no_set() -> None:
    assert sets.volumes_of(a_copy().id) == []
    assert sets.volumes_of(a_copy(set_number=1).id) == []


def test_the_rest_of_a_set_is_lent_in_one_step() -> None:
    volumes, person = a_set(4), a_person()
    loans.lend(copy_id=volumes[1], person_id=person.id)
    lent = sets.lend_rest(copy_id=volumes[1], person_id=person.id)
    assert [each.copy_id for each in lent] == [volumes[0], volumes[2], volumes[3]]
    journal.undo()
    assert [loan.copy_id for loan in Loan.select()] == [volumes[1]]


def test_a_set_beyond_the_limit_is_lent_not_at_all() -> None:
    settings.put(name="lend_limit", value=2)
    volumes, person = a_set(4), a_person()
    loans.lend(copy_id=volumes[0], person_id=person.id)
    with pytest.raises(errors.LoanLimitReached):
        sets.lend_rest(copy_id=volumes[0], person_id=person.id)
    assert Loan.select().count() == 1


def test_with_no_other_volume_there_is_nothing_more_to_lend() -> None:
    volumes = a_set(2)
    for copy_id in volumes:
        loans.lend(copy_id=copy_id, person_id=a_person().id)
    with pytest.raises(errors.NoVolumeLeft, match="红楼梦"):
        sets.lend_rest(copy_id=volumes[0], person_id=a_person().id)


def test_volumes_that_do_not_come_back_are_lost_and_found_by_a_return() -> None:
    volumes, person = a_set(3), a_person()
    sets.lend_rest(copy_id=volumes[0], person_id=person.id)
    loans.return_copy(volumes[0])
    sets.mark_missing(copy_id=volumes[0], person_id=person.id, reason="整套归还时缺失")
    assert [catalogue.copy(each).has("lost") for each in volumes] == [False, True, True]  # type: ignore[union-attr]
    assert loans.return_copy(volumes[1]).found_again
    done = sets.return_rest(copy_id=volumes[0], person_id=person.id)
    assert [each.copy_id for each in done] == [volumes[2]]


def test_a_title_counts_its_sets_and_its_volumes() -> None:
    first = a_set(4)
    title = Copy.get_by_id(first[0]).title
    a_copy(title=title, volumes=4)
    a_copy(title=title, condition="withdrawn")
    card = catalogue.title(title.id)
    assert card is not None
    assert card.stock == (2, 8)
