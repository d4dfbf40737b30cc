from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from centre_app.access.shown_list import ShownList
from ui.kit.table import Column, ListView, RowVerb

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@dataclass(frozen=True)
class Visitor:
    id: int
    name: str
    heads: int = 1


WANG, CHEN, ZHAO = Visitor(1, "王小明", 10), Visitor(2, "陈雨桐", 9), Visitor(3, "赵淑兰", 2)
COLUMNS = [
    Column("姓名", lambda row: row.name, bold=True),
    Column("人数", lambda row: str(row.heads), sort=lambda row: row.heads, align="right", width=70),
    Column("状态", lambda row: "多人" if row.heads > 5 else "", tone="info"),
]


def a_list(qtbot: QtBot, *verbs: RowVerb, load_more: Callable[[], object] | None = None) -> ListView:
    made = ListView(COLUMNS, empty="还没有人。", actions=verbs, name="在馆", load_more=load_more, many=True)
    made.resize(700, 400)
    qtbot.addWidget(made)
    made.set_rows([WANG, CHEN, ZHAO])
    made.show()
    qtbot.waitExposed(made)
    return made


def test_typing_in_the_filter_box_leaves_the_rows_that_match(qtbot: QtBot) -> None:
    shown = a_list(qtbot)
    shown.filter_box.insert("雨桐")
    assert shown.rows() == [CHEN]
    assert shown.count_words == "1 / 共 3 行"


def test_a_filter_that_finds_nothing_says_so_and_can_be_changed(qtbot: QtBot) -> None:
    shown = a_list(qtbot)
    shown.set_filter("无此人")
    assert shown.rows() == []
    assert shown.count_words == "没有符合筛选条件的内容。"
    assert shown.filter_box.isVisible()


def test_without_rows_there_is_a_sentence_and_no_filter_box(qtbot: QtBot) -> None:
    shown = a_list(qtbot)
    shown.set_rows([])
    assert shown.empty.isVisible()
    assert not shown.filter_box.isVisible()


def test_a_click_on_a_heading_sorts_chinese_by_pinyin(qtbot: QtBot) -> None:
    shown = a_list(qtbot)
    header = shown.view.horizontalHeader()
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, header.height() // 2))
    assert [row.name for row in shown.rows()] == ["陈雨桐", "王小明", "赵淑兰"]


def test_figures_sort_by_value_and_not_by_letters(qtbot: QtBot) -> None:
    shown = a_list(qtbot)
    shown.sort_by(1, descending=True)
    assert [row.heads for row in shown.rows()] == [10, 9, 2]


def test_selection_stays_on_the_same_row_when_rows_change(qtbot: QtBot) -> None:
    shown = a_list(qtbot)
    shown.select_id(CHEN.id)
    told: list[object] = []
    shown.row_chosen.connect(told.append)
    shown.set_rows([ZHAO, Visitor(CHEN.id, "陈雨桐（新）"), WANG])
    assert [row.id for row in shown.selected()] == [CHEN.id]
    assert not told
    assert shown.current().name == "陈雨桐（新）"


def test_a_row_chosen_by_the_program_is_the_only_one_also_while_ctrl_is_held(qtbot: QtBot) -> None:
    shown = a_list(qtbot)
    shown.select_id(ZHAO.id)
    window = shown.window().windowHandle()
    QTest.keyPress(window, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    try:
        assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
        shown.select_id(WANG.id)
        assert shown.selected() == [WANG]
    finally:
        QTest.keyRelease(window, Qt.Key.Key_Control)


def test_a_chosen_row_that_vanished_is_told(qtbot: QtBot) -> None:
    shown = a_list(qtbot)
    shown.select_id(CHEN.id)
    with qtbot.waitSignal(shown.row_chosen) as told:
        shown.set_rows([WANG])
    assert told.args == [None]
    assert shown.selected() == []


def test_ctrl_c_copies_the_selected_rows_with_headings(qtbot: QtBot) -> None:
    shown = a_list(qtbot)
    shown.view.selectAll()
    qtbot.keyClick(shown.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[:2] == ["姓名\t人数\t状态", "王小明\t10\t多人"]
    assert len(lines) == 4


def test_enter_does_the_first_verb_that_is_possible(qtbot: QtBot) -> None:
    done: list[tuple[str, Visitor]] = []
    shown = a_list(
        qtbot,
        RowVerb("签退", None, lambda row: done.append(("out", row)), enabled=lambda row: row.heads < 5),
        RowVerb("打开", None, lambda row: done.append(("open", row))),
    )
    shown.select_id(WANG.id)
    qtbot.keyClick(shown.view, Qt.Key.Key_Return)
    shown.select_id(ZHAO.id)
    qtbot.keyClick(shown.view, Qt.Key.Key_Return)
    assert done == [("open", WANG), ("out", ZHAO)]


def test_enter_opens_a_row_without_verbs(qtbot: QtBot) -> None:
    shown = a_list(qtbot)
    shown.select_id(CHEN.id)
    with qtbot.waitSignal(shown.row_opened) as told:
        qtbot.keyClick(shown.view, Qt.Key.Key_Return)
    assert told.args == [CHEN]


def test_the_button_at_a_rows_end_acts_on_that_row(qtbot: QtBot) -> None:
    done: list[Visitor] = []
    verb = RowVerb("签退", "check-out", done.append, button=True)
    shown = a_list(qtbot, verb)
    place = shown.parts.delegate.button_place(shown.model.index(1, len(COLUMNS)), verb)
    qtbot.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert done == [CHEN]
    assert shown.current() == CHEN
    assert shown.view.viewport().rect().contains(place)


def test_a_row_shows_no_button_for_what_it_does_not_allow(qtbot: QtBot) -> None:
    verb = RowVerb("签退", None, button=True, enabled=lambda row: row.heads < 5)
    shown = a_list(qtbot, verb)
    assert shown.model.buttons_of(WANG) == []
    assert shown.model.buttons_of(ZHAO) == [verb]


def test_the_menu_key_offers_the_rows_verbs_and_copying(qtbot: QtBot) -> None:
    shown = a_list(qtbot, RowVerb("签退", "check-out"))
    shown.select_id(CHEN.id)
    qtbot.keyClick(shown.view, Qt.Key.Key_Menu)
    menu = shown.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert menu.isVisible()
    assert [action.text().split("\t")[0] for action in menu.actions() if action.text()] == [
        "签退",
        "复制所选行",
        "打印清单…",
        "另存清单（.xlsx）…",
    ]
    menu.close()


def test_more_rows_are_asked_for_at_the_end_of_a_long_list(qtbot: QtBot) -> None:
    asked: list[int] = []
    shown = a_list(qtbot, load_more=lambda: asked.append(1))
    shown.set_rows([Visitor(number, f"来访者{number}") for number in range(500)], more=True)
    bar = shown.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert asked == [1]
    shown.append_rows([Visitor(500, "来访者500")])
    assert len(shown.rows()) == 501


def test_sorting_a_long_list_first_fetches_all_of_it(qtbot: QtBot) -> None:
    windows = [[Visitor(3, "安")], [Visitor(4, "白")]]
    shown = a_list(qtbot, load_more=lambda: shown.append_rows(windows.pop(0), more=bool(windows)))
    shown.set_rows([WANG], more=True)
    shown.sort_by(0)
    assert [row.name for row in shown.rows()] == ["安", "白", "王小明"]


def test_columns_fill_the_width_and_leave_room_for_buttons(qtbot: QtBot) -> None:
    shown = a_list(qtbot, RowVerb("签退", None, button=True))
    widths = [shown.view.columnWidth(number) for number in range(len(COLUMNS) + 1)]
    assert sum(widths) == shown.view.viewport().width()
    assert widths[1] == 70


def test_every_row_and_list_can_be_read_aloud(qtbot: QtBot) -> None:
    shown = a_list(qtbot, RowVerb("签退", None, button=True))
    role = Qt.ItemDataRole.AccessibleTextRole
    assert shown.view.accessibleName() == "在馆"
    assert shown.filter_box.accessibleName()
    assert shown.model.index(0, 0).data(role) == "王小明"
    assert shown.model.index(0, 3).data(role) == "签退"


def test_the_filter_and_scroll_place_stay_when_rows_change(qtbot: QtBot) -> None:
    shown = a_list(qtbot)
    rows = [Visitor(number, f"来访者{number}") for number in range(300)]
    shown.set_rows(rows)
    shown.view.verticalScrollBar().setValue(120)
    shown.set_rows(list(rows))
    assert shown.view.verticalScrollBar().value() == 120


def test_a_list_nobody_looks_at_has_no_parts_and_all_of_them_in_its_first_picture(qtbot: QtBot) -> None:
    both = QStackedWidget()
    qtbot.addWidget(both)
    both.resize(700, 400)
    first, second = (ListView(COLUMNS, empty="还没有人。", name="在馆", many=True) for _number in range(2))
    both.addWidget(first)
    both.addWidget(second)
    both.show()
    qtbot.waitExposed(both)

    second.set_rows([WANG, CHEN])
    assert (second.rows(), second.current(), second.selected(), second.filter_words()) == (
        [WANG, CHEN],
        None,
        [],
        "",
    )
    assert second.findChildren(QWidget) == [second.empty, *second.empty.findChildren(QWidget)]

    both.setCurrentWidget(second)
    assert second.view.isVisible()
    assert second.filter_box.isVisible()
    assert second.view.viewport().width() > 600
    assert second.select_id(CHEN.id)
    assert second.current() is CHEN


@pytest.mark.parametrize("filled", [True, False])
def test_tab_goes_through_a_list_where_it_stands_whenever_its_parts_were_made(
    qtbot: QtBot, filled: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    above, below = QPushButton("上"), QPushButton("下")
    first, second = (ListView(COLUMNS, empty="还没有人。", name=name) for name in ("甲", "乙"))
    column = QVBoxLayout(window)
    for each in (above, first, second, below):
        column.addWidget(each)
    for each in (first, second):
        each.set_rows([WANG, CHEN] if filled else [])
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    above.setFocus()

    stops = [part for each in (first, second) for part in stops_of(each)] if filled else []
    order = [above, *stops, below, above]
    for key, wanted in ((Qt.Key.Key_Tab, order[1:]), (Qt.Key.Key_Backtab, order[-2::-1])):
        passed = []
        for _step in wanted:
            QTest.keyClick(QApplication.focusWidget(), key)
            passed.append(QApplication.focusWidget())
        assert passed == wanted


def stops_of(shown: ListView) -> list[QWidget]:
    """Where Tab stops in a list with rows: there first, then at the filter, which it would otherwise never reach."""
    return [shown.view, shown.filter_box, shown.parts.row.more_button]


def test_a_window_of_rows_that_could_not_be_read_is_asked_for_at_the_next_scrolling(qtbot: QtBot) -> None:
    asked: list[int] = []

    def fails_once() -> None:
        asked.append(1)
        if len(asked) == 1:
            raise RuntimeError("busy")

    shown = a_list(qtbot, load_more=fails_once)
    shown.set_rows([Visitor(number, f"来访者{number}") for number in range(100)], more=True)
    bar = shown.view.verticalScrollBar()
    with capture_exceptions() as raised:
        bar.setValue(bar.maximum())
    assert [str(error) for _type, error, _trace in raised] == ["busy"]
    bar.setValue(0)
    bar.setValue(bar.maximum())
    assert len(asked) == 2


def test_rows_that_could_not_be_shown_do_not_make_the_list_deaf(qtbot: QtBot) -> None:
    shown = a_list(qtbot)
    shown.sort_by(1)
    with pytest.raises(AttributeError):
        shown.set_rows([object()])
    shown.set_rows([WANG, CHEN])
    with qtbot.waitSignal(shown.row_chosen) as told:
        shown.select_id(CHEN.id)
    assert told.args == [CHEN]


def test_what_is_just_being_typed_into_the_filter_stands_on_the_paper_too(qtbot: QtBot) -> None:
    shown = a_list(qtbot)
    shown.set_rows([Visitor(number, f"来访者{number}") for number in range(3000)])
    shown.filter_box.insert("2999")
    put_out: list[ShownList] = []
    shown.out._read(put_out.append)
    qtbot.waitUntil(lambda: bool(put_out))
    assert len(put_out[0].rows) == 1


def test_buttons_take_the_room_of_those_that_are_shown_and_none_where_there_are_none(qtbot: QtBot) -> None:
    ten, few = (
        RowVerb("十人", None, button=True, enabled=lambda row: row.heads == 10),
        RowVerb("少于十人的", None, button=True, enabled=lambda row: row.heads < 10),
    )
    shown = a_list(qtbot, ten, few)
    both = shown.view.columnWidth(len(COLUMNS))
    shown.set_rows([WANG])
    only_ten = shown.view.columnWidth(len(COLUMNS))
    assert 0 < only_ten < both
    shown.set_rows([Visitor(9, "无", 11)])
    assert shown.view.isColumnHidden(len(COLUMNS))
    widths = [shown.view.columnWidth(number) for number in range(len(COLUMNS) + 1)]
    assert sum(widths) == shown.view.viewport().width()
    shown.set_rows([CHEN])
    assert shown.view.columnWidth(len(COLUMNS)) == both
