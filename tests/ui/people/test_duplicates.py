"""The dialog of duplicates and two records side by side: what is visible and what is stored."""

from datetime import date

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from centre_app.people import duplicates as pairs
from centre_app.people import merging, people
from centre_app.storage import journal
from centre_app.storage.database import db
from ui.kit import job, toast
from ui.kit.form import FormDialog
from ui.people.duplicates import DuplicatesDialog
from ui.people.merge import MergeDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def shown(kind: type) -> list:
    return [
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()
    ]


def notes() -> list[tuple[str, str]]:
    return db.execute_sql("SELECT label, subject FROM action WHERE kind = 'note'").fetchall()


def texts(dialog: DuplicatesDialog) -> list[list[str]]:
    return [[column.text(row) for column in dialog.pairs.model.columns] for row in dialog.pairs.rows()]


@pytest.fixture
def two(page) -> tuple[int, int]:
    """王秀英, registered twice."""
    first = people.register(name="王秀英", phone="13812345678", birth_year=1950, note="怕狗")
    second = people.register(name="王秀瑛", phone="13812345678", birth_date=date(1950, 2, 3), note="听力弱")
    return first, second


@pytest.fixture
def dialog(page, two, qtbot):
    """The list, the look through all people over."""
    page.top.duplicates.trigger()
    qtbot.waitUntil(lambda: not job.under_way(), timeout=20_000)
    (made,) = shown(DuplicatesDialog)
    yield made
    made.close()


def test_likely_pairs_are_listed_masked_with_what_they_share_and_counted_on_the_button(page, dialog, two):
    assert texts(dialog) == [
        [
            "较可能",
            "王*英 · 76 岁 · 138****5678 · R000001",
            "王*瑛 · 76 岁 · 138****5678 · R000002",
            "同音、同电话、同出生年份",
        ]
    ]
    assert page.top.duplicates.text() == "重复记录（1）"
    assert notes() == []


def test_a_pair_is_compared_side_by_side_unmasked_which_is_noted(dialog, two):
    dialog.compare(dialog.pairs.rows()[0])

    (compare,) = shown(MergeDialog)
    assert {choice.line.choice for choice in compare.differing} == {
        "name",
        "birth_date",
        "card_number",
        "note",
    }
    assert compare.values() == {"name": "keep", "birth_date": "away", "card_number": "keep", "note": "both"}
    assert (
        compare.card_note.text() == "合并后 R000002 号证作废，再扫此证会提示原持证人；R000001 号证继续有效。"
    )
    assert notes() == [
        ("show names and phones unmasked", "person:1-2"), ("open a record", "person:1"), ("open a record", "person:2"),
    ]  # fmt: skip
    compare.close()


def test_merging_keeps_what_is_chosen_takes_the_pair_from_the_list_and_shows_the_person(page, dialog, two):
    dialog.compare(dialog.pairs.rows()[0])
    (compare,) = shown(MergeDialog)
    compare.choices["name"].values["away"].click()
    compare.choices["card_number"].values["away"].click()
    assert "R000001 号证作废" in compare.card_note.text()

    compare.merge_button.click()

    merged = people.person(two[0])
    assert (merged.name, merged.card_number, str(merged.birth_date)) == ("王秀瑛", "R000002", "1950-02-03")
    assert merged.note == "怕狗\n听力弱"
    assert (shown(MergeDialog), dialog.pairs.rows()) == ([], [])
    assert page.person.card.id == two[0]
    assert page.top.duplicates.text() == "重复记录"
    assert toast.shown()[-1] == "已合并：王秀瑛"


def test_undoing_a_merge_brings_the_pair_back_into_the_list(dialog, two):
    dialog.compare(dialog.pairs.rows()[0])
    shown(MergeDialog)[0].merge_button.click()

    journal.undo()

    assert [row.id for row in dialog.pairs.rows()] == [two]


def test_a_pair_that_is_not_the_same_leaves_the_list_and_can_be_taken_back(dialog, two):
    dialog.pairs.run_verb(dialog.pairs.verbs[1], dialog.pairs.rows()[0])
    assert (dialog.pairs.rows(), pairs.find()) == ([], [])
    assert toast.shown()[-1] == "已记下：王秀英与王秀瑛不是同一人。"
    assert dialog.segments._group.button(1).text() == "不是同一人（1）"

    (row,) = dialog.apart.rows()
    dialog.apart.run_verb(dialog.apart.verbs[0], row)

    assert [row.id for row in dialog.pairs.rows()] == [two]
    assert dialog.apart.rows() == []


def test_a_pair_can_be_noted_as_not_the_same_where_it_is_compared(dialog, two):
    dialog.compare(dialog.pairs.rows()[0])
    (compare,) = shown(MergeDialog)
    compare.apart_button.click()
    assert (shown(MergeDialog), dialog.pairs.rows()) == ([], [])


def test_whom_a_merge_made_alike_to_somebody_else_is_listed_too(page, qtbot):
    first = people.register(name="王秀英", phone="13812345678")
    second = people.register(name="王秀英", phone="13812345678", birth_date=date(1950, 2, 3), building="3栋")
    third = people.register(name="王绣颖", birth_date=date(1950, 2, 3))
    page.show_duplicates()
    qtbot.waitUntil(lambda: not job.under_way(), timeout=20_000)
    (dialog,) = shown(DuplicatesDialog)
    assert [row.id for row in dialog.pairs.rows()] == [(first, second), (second, third)]

    dialog.compare(dialog.pairs.rows()[0])
    shown(MergeDialog)[0].merge_button.click()

    assert [row.id for row in dialog.pairs.rows()] == [(first, third)]
    dialog.close()


def test_an_empty_list_says_that_nothing_was_found(page, qtbot):
    page.show_duplicates()
    qtbot.waitUntil(lambda: not job.under_way(), timeout=20_000)
    (dialog,) = shown(DuplicatesDialog)
    assert dialog.pairs.empty._words.text() == "没有发现可能重复的记录。"
    dialog.close()


def test_a_look_can_be_cancelled_and_begun_again(page, two, qtbot):
    dialog = DuplicatesDialog(page)
    dialog.open()
    dialog.look()
    dialog._job.panel.cancel_button.click()
    qtbot.waitUntil(lambda: not job.under_way(), timeout=20_000)
    assert dialog.pairs.empty._words.text() == "已停止。点“重新查找”可再次开始。"

    dialog.again_button.click()
    qtbot.waitUntil(lambda: not job.under_way(), timeout=20_000)
    assert len(dialog.pairs.rows()) == 1
    dialog.close()


def test_a_dialog_closed_while_it_looks_leaves_nothing_behind(page, two, qtbot):
    page.show_duplicates()
    (dialog,) = shown(DuplicatesDialog)
    dialog.close()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    qtbot.waitUntil(lambda: not job.under_way(), timeout=20_000)


def test_somebody_is_merged_from_their_own_record_with_whom_they_look_like(page, two):
    page.open_person(two[0])
    page.person.menu.actions["merge"].trigger()
    (asked,) = shown(FormDialog)
    assert asked.windowTitle() == "将王秀英与另一条记录合并"
    asked.form.field("other").edit.setText("R000002")
    asked.form.field("other").search()
    asked.form.field("other")._on_enter()
    asked.submit()

    (compare,) = shown(MergeDialog)
    compare.merge_button.click()

    assert page.person.card.id == two[0]
    assert people.find("R000001")[0].id == two[0]


def test_guardian_and_ward_are_refused_by_a_sentence_where_they_are_chosen(page):
    guardian = people.register(name="王芳")
    people.register(name="小宝", guardian_id=guardian)
    page._do("merge", guardian)
    (asked,) = shown(FormDialog)
    field = asked.form.field("other")
    field.edit.setText("小宝")
    field.search()
    field._on_enter()
    asked.submit()

    assert asked.isVisible()
    assert not shown(MergeDialog)
    assert "是小宝的监护人" in asked.form.note.text()
    asked.form.mark_unchanged()
    asked.close()


def test_somebody_deleted_meanwhile_is_told_and_nothing_breaks(dialog, two):
    row = dialog.pairs.rows()[0]
    merging.merge(keep_id=two[0], away_id=two[1])
    dialog.compare(row)
    assert not shown(MergeDialog)
    assert toast.shown()
