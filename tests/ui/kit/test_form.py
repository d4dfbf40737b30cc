from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from centre_app.errors import NothingToUndo, UndoRefused
from centre_app.storage.action import action
from ui.kit import style
from ui.kit.form import (
    ChoiceField,
    DateField,
    Form,
    FormDialog,
    Hit,
    MoneyField,
    NumberField,
    PickerField,
    TextField,
    TimeField,
)
from ui.kit.messages import Message

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CHEN, LIU = Hit(7, "陈雨桐", "女 13 岁"), Hit(8, "刘建军", "男 1958")


def a_dialog(qtbot: QtBot, window: QWidget) -> FormDialog:
    dialog = FormDialog("新预约", "预约", window)
    dialog.add("title", "名称", TextField(), required=True)
    dialog.add("heads", "人数", NumberField(least=1, most=12, unit="人"))
    dialog.open()
    qtbot.waitUntil(dialog.form.field("title").edit.hasFocus)
    return dialog


def typed(qtbot: QtBot, field: DateField | TimeField | MoneyField | NumberField, text: str) -> str:
    """What stands in the field after typing a text and leaving it."""
    qtbot.addWidget(field)
    field.edit.setText(text)
    field.edit.editingFinished.emit()
    return field.edit.text()


def test_a_date_is_tidied_when_the_field_is_left(qtbot: QtBot) -> None:
    field = DateField()
    assert typed(qtbot, field, "明天") == "2026-10-23"
    assert field.value() == date(2026, 10, 23)
    assert field.weekday.text() == "周五"


def test_what_is_no_date_stays_and_is_explained(qtbot: QtBot) -> None:
    field = DateField()
    assert typed(qtbot, field, "改天") == "改天"
    assert field.value() is None
    assert field.problem()


def test_the_arrow_keys_move_a_date_by_a_day(qtbot: QtBot) -> None:
    field = DateField()
    qtbot.addWidget(field)
    qtbot.keyClick(field.edit, Qt.Key.Key_Up)
    qtbot.keyClick(field.edit, Qt.Key.Key_Up)
    assert field.value() == date(2026, 10, 23)


def test_a_day_picked_in_the_calendar_stands_in_the_field(qtbot: QtBot, window: QWidget) -> None:
    field = DateField()
    field.setParent(window)
    field.show()
    popup = field.open_calendar()
    assert popup.calendar.locale().name() == "zh_CN"
    popup.calendar.clicked.emit(popup.calendar.selectedDate().addDays(3))
    assert field.value() == date(2026, 10, 25)


def test_a_time_is_tidied_when_the_field_is_left(qtbot: QtBot) -> None:
    field = TimeField()
    assert typed(qtbot, field, "下午2点半") == "14:30"
    assert field.value() == time(14, 30)


@pytest.mark.parametrize(
    ("text", "fen"),
    [("12.5", 1250), ("¥1,200", 120000), ("0.05", 5), ("３元", 300), (" 3 元", 300), (".5", 50)],
)
def test_yuan_are_read_as_whole_fen(qtbot: QtBot, text: str, fen: int) -> None:
    field = MoneyField()
    typed(qtbot, field, text)
    assert field.value() == fen


@pytest.mark.parametrize("text", ["1.234", "-5", "1.", "十元", "1e3"])
def test_an_amount_that_cannot_be_right_is_refused(qtbot: QtBot, text: str) -> None:
    field = MoneyField()
    typed(qtbot, field, text)
    assert field.value() is None
    assert field.problem()


def test_a_number_out_of_bounds_says_the_bounds(qtbot: QtBot) -> None:
    field = NumberField(least=1, most=12)
    typed(qtbot, field, "13")
    assert "1" in field.problem()
    assert "12" in field.problem()


def test_a_choice_stays_when_the_choices_are_offered_anew(qtbot: QtBot) -> None:
    field = ChoiceField([(1, "学习议事区"), (2, "航模展示区")], none="不限")
    qtbot.addWidget(field)
    field.set_value(2)
    field.set_choices([(2, "航模展示区"), (3, "悦享读书区")])
    assert field.value() == 2


def test_a_long_list_of_choices_can_be_searched(qtbot: QtBot) -> None:
    field = ChoiceField([(number, f"分类 {number}") for number in range(30)])
    qtbot.addWidget(field)
    assert field.box.isEditable()
    field.box.setEditText("没有这一类")
    assert field.problem()


def test_typing_finds_a_person_and_enter_takes_the_first(qtbot: QtBot, window: QWidget) -> None:
    field = PickerField(lambda text: [hit for hit in (CHEN, LIU) if text in hit.title])
    field.setParent(window)
    field.show()
    field.edit.insert("刘")
    assert field.value() is None
    assert field.problem()
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.value() == LIU.id
    assert field.edit.text() == "刘建军"


def test_changing_the_text_forgets_the_person_chosen(qtbot: QtBot) -> None:
    field = PickerField(lambda text: [])
    qtbot.addWidget(field)
    field.set_value(CHEN)
    qtbot.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert field.value() is None


def test_a_contact_who_is_not_registered_may_be_written_down(qtbot: QtBot) -> None:
    field = PickerField(lambda text: [], free=True)
    qtbot.addWidget(field)
    field.edit.insert("书画队队长")
    assert not field.problem()
    assert field.text() == "书画队队长"


def test_what_is_missing_is_said_beside_its_field(qtbot: QtBot, window: QWidget) -> None:
    dialog = a_dialog(qtbot, window)
    with qtbot.assertNotEmitted(dialog.submitted):
        qtbot.mouseClick(dialog.submit_button, Qt.MouseButton.LeftButton)
    entry = dialog.form.entries["title"]
    assert entry.error_label.isVisible()
    assert entry.error_label.text() == "请填写此项。"
    assert entry.field.main().hasFocus()


def test_enter_moves_on_and_submits_on_the_last_field(qtbot: QtBot, window: QWidget) -> None:
    dialog = a_dialog(qtbot, window)
    dialog.form.field("title").edit.setText("书画队排练")
    qtbot.keyClick(dialog.form.field("title").edit, Qt.Key.Key_Return)
    assert dialog.form.field("heads").edit.hasFocus()
    with qtbot.waitSignal(dialog.submitted) as told:
        qtbot.keyClick(dialog.form.field("heads").edit, Qt.Key.Key_Return)
    assert told.args == [{"title": "书画队排练", "heads": None}]


def test_ctrl_enter_submits_once_from_the_first_field(qtbot: QtBot, window: QWidget) -> None:
    dialog = a_dialog(qtbot, window)
    told: list[dict[str, object]] = []
    dialog.submitted.connect(told.append)
    dialog.form.field("title").edit.setText("书画队排练")
    qtbot.keyClick(dialog.form.field("title").edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(told) == 1


def test_the_dialog_closes_when_the_verb_has_succeeded(qtbot: QtBot, window: QWidget) -> None:
    dialog = a_dialog(qtbot, window)
    results: list[int] = []
    with qtbot.waitSignal(dialog.accepted):
        dialog.attempt(lambda *, heads: heads + 1, heads=3, then=results.append)
    assert results == [4]


def test_a_refusal_is_shown_in_the_dialog_and_it_stays_open(qtbot: QtBot, window: QWidget) -> None:
    def refuse() -> None:
        raise NothingToUndo

    dialog = a_dialog(qtbot, window)
    dialog.attempt(refuse)
    assert dialog.isVisible()
    assert dialog.submit_button.isEnabled()
    assert dialog.form.note.isVisible()
    assert dialog.form.note.text() == NothingToUndo().sentence()


def test_a_refusal_about_one_field_stands_beside_it(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    form.add("later", "后来", TextField())
    form.show_refusal(UndoRefused(later="还书"))
    assert "还书" in form.entries["later"].error_label.text()
    assert form.note.isHidden()


def test_the_button_stays_under_the_mouse_when_a_field_is_wrong(qtbot: QtBot, window: QWidget) -> None:
    dialog = a_dialog(qtbot, window)
    place, bar = dialog.submit_button.geometry(), dialog._area.verticalScrollBar()
    dialog.submit()
    qtbot.waitUntil(dialog.form.entries["title"].error_label.isVisible)
    assert dialog.submit_button.geometry() == place
    assert bar.maximum() == 0


def test_a_long_form_scrolls_to_what_is_wrong(qtbot: QtBot, window: QWidget) -> None:
    dialog = a_dialog(qtbot, window)
    for number in range(14):
        dialog.add(f"field{number}", f"第 {number} 项", TextField())
    dialog.fit()
    bar = dialog._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    dialog.submit()
    label = dialog.form.entries["title"].error_label
    qtbot.waitUntil(lambda: not label.visibleRegion().isEmpty())
    dialog.form.mark_unchanged()


def test_a_form_opens_in_the_first_field_to_be_filled_in(qtbot: QtBot, window: QWidget) -> None:
    dialog = FormDialog("闭馆", "添加", window)
    first = dialog.add("first", "第一天", DateField(), required=True)
    dialog.add("begins", "从", TimeField())
    reason = dialog.add("reason", "原因", TextField(), required=True)
    dialog.form.set_values(first=date(2026, 10, 22))
    dialog.form.focus_first()
    assert dialog.focusWidget() is reason.edit
    dialog.form.set_values(reason="检修")
    dialog.form.focus_first()
    assert dialog.focusWidget() is first.edit


def test_two_fields_of_a_form_cannot_have_one_name(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    form.add("price_fen", "定价", MoneyField())
    with pytest.raises(ValueError, match="price_fen"):
        form.add("price_fen", "本册定价", MoneyField())


def test_esc_closes_an_untouched_form_at_once(qtbot: QtBot, window: QWidget) -> None:
    dialog = a_dialog(qtbot, window)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_esc_asks_before_throwing_away_what_was_typed(qtbot: QtBot, window: QWidget) -> None:
    dialog = a_dialog(qtbot, window)
    dialog.form.field("title").edit.setText("书画队排练")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    question = dialog.findChild(Message)
    assert isinstance(question, Message)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.rejected):
        question.confirm_button.click()


def test_filling_in_a_form_is_no_change(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    form.add("day", "日期", DateField())
    form.set_values(day=date(2026, 10, 22))
    assert not form.is_changed()
    form.field("day").edit.setText("10-22")
    assert not form.is_changed()
    form.field("day").edit.setText("+1")
    assert form.is_changed()


def test_a_hidden_field_is_neither_asked_for_nor_checked(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    form.add("guardian", "监护人", TextField(), required=True)
    form.show_entry("guardian", False)
    assert form.validate()


def test_a_tall_form_scrolls_at_the_largest_text(qtbot: QtBot, window: QWidget, qapp: object) -> None:
    style.apply(qapp, percent=175)  # type: ignore[arg-type]
    dialog = FormDialog("登记", "保存", window)
    for number in range(14):
        dialog.add(f"field{number}", f"第 {number} 项", TextField(), hint="说明")
    dialog.open()
    qtbot.waitExposed(dialog)
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    assert dialog.submit_button.geometry().bottom() < dialog.height()
    dialog.form.mark_unchanged()


def test_every_field_has_its_label_as_accessible_name(qtbot: QtBot, window: QWidget) -> None:
    dialog = a_dialog(qtbot, window)
    assert {entry.field.main().accessibleName() for entry in dialog.form.entries.values()} == {"名称", "人数"}


@action("fail")
def fail(**_values: object) -> None:
    raise ZeroDivisionError


def test_after_a_fault_what_was_typed_can_be_saved_again(
    qtbot: QtBot, window: QWidget, centre: Path, caplog: pytest.LogCaptureFixture
) -> None:
    dialog, saved = a_dialog(qtbot, window), []
    dialog.form.set_values(title="读书会")
    dialog.attempt(fail, **dialog.form.values())
    QApplication.activeModalWidget().accept()
    caplog.clear()
    assert dialog.isVisible()
    assert dialog.submit_button.isEnabled()
    dialog.submitted.connect(
        lambda values: dialog.attempt(lambda **_given: None, then=saved.append, **values)
    )
    dialog.submit()
    dialog.submit()
    assert saved == [None]
