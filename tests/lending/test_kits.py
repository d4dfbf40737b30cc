"""Kits: their contents, what is missing when they come back, and what expires."""

from datetime import date, timedelta

import pytest

from centre_app import clock, errors
from centre_app.centre import settings
from centre_app.desk.todo import todo
from centre_app.lending import catalogue, flags, kits
from centre_app.lending.kits import Item
from centre_app.lending.models import Copy
from centre_app.storage import journal
from tests.builders import a_copy, a_title

pytestmark = pytest.mark.usefixtures("centre")
TODAY = date(2026, 10, 22)


def a_kit(*items: Item) -> Copy:
    kit = a_copy(title=a_title(name="急救箱"), kind="kit", barcode="B000900")
    kits.put_items(
        copy_id=kit.id, items=items or (Item("碘伏", 1, TODAY + timedelta(days=10)), Item("纱布", 5))
    )
    return kit


def test_the_contents_are_changed_line_by_line_and_undone_as_a_whole() -> None:
    kit = a_kit()
    iodine, gauze = kits.items_of(kit.id)
    kits.put_items(copy_id=kit.id, items=[Item(" 纱布 ", 8, id=gauze.id), Item("剪刀")])
    assert [(row.name, row.quantity) for row in kits.items_of(kit.id)] == [("纱布", 8), ("剪刀", 1)]
    assert kits.items_of(kit.id)[0].id == gauze.id
    journal.undo()
    assert kits.items_of(kit.id) == [iodine, gauze]


@pytest.mark.parametrize(
    ("item", "error"),
    [
        (Item("  "), errors.KitItemNeedsName),
        (Item("纱布", 0), errors.KitQuantityImpossible),
        (Item("纱布", 1001), errors.KitQuantityImpossible),
    ],
)
def test_a_line_that_says_nothing_is_refused_with_the_whole_list(item: Item, error: type[Exception]) -> None:
    kit = a_kit()
    with pytest.raises(error):
        kits.put_items(copy_id=kit.id, items=[Item("剪刀"), item])
    assert len(kits.items_of(kit.id)) == 2


def test_what_expires_within_the_days_of_the_settings_or_has_expired_is_to_be_done() -> None:
    kit = a_kit(
        Item("碘伏", 1, TODAY + timedelta(days=30)), Item("退热贴", 2, TODAY - timedelta(days=2)),
        Item("创可贴", 20, TODAY + timedelta(days=31)), Item("剪刀"),
    )  # fmt: skip
    found = [row for row in todo() if row.kind == "expiring"]
    assert [(row.state, row.words) for row in found] == [
        ("10-20 已过期", "退热贴 × 2 · 急救箱"), ("30 天后到期", "碘伏 · 急救箱"),
    ]  # fmt: skip
    settings.put(name="kit_warning_days", value=31)
    assert len(kits.due(TODAY)) == 3
    flags.withdraw(copy_ids=[kit.id], reason="箱体破裂")
    assert kits.due(TODAY) == []


def test_a_replacement_takes_it_off_the_list_until_undone() -> None:
    a_kit()
    (row,) = kits.due(TODAY)
    kits.replace(item_id=row.id, expires_on=TODAY + timedelta(days=700), quantity=2)
    assert kits.due(TODAY) == []
    journal.undo()
    assert kits.due(TODAY) == [row]


def test_what_is_missing_becomes_a_mark_with_its_reason_and_is_looked_at_anew() -> None:
    kit = a_kit()
    iodine, gauze = kits.items_of(kit.id)
    assert (
        kits.note_missing(copy_id=kit.id, item_ids=[iodine.id, gauze.id], note="明天补")
        == "碘伏、纱布 × 5、明天补"
    )
    clock.set_for_tests(clock.now() + timedelta(days=1))
    kits.note_missing(copy_id=kit.id, item_ids=[gauze.id])
    row = catalogue.copy(kit.id)
    assert row is not None
    assert [flag.reason for flag in row.open_flags] == ["纱布 × 5"]
    assert kits.note_complete(copy_id=kit.id)
    assert not kits.note_complete(copy_id=kit.id)
    assert catalogue.copy(kit.id).condition == "good"  # type: ignore[union-attr]


def test_nothing_missing_is_no_mark() -> None:
    with pytest.raises(errors.NothingMissing):
        kits.note_missing(copy_id=a_kit().id, item_ids=[], note="  ")


def test_what_was_taken_out_of_the_kit_cannot_be_replaced() -> None:
    kit = a_kit()
    gone = kits.items_of(kit.id)[0].id
    kits.put_items(copy_id=kit.id, items=[])
    with pytest.raises(errors.NotFound):
        kits.replace(item_id=gone, expires_on=TODAY)
    with pytest.raises(errors.NotFound):
        kits.put_items(copy_id=4711, items=[])
