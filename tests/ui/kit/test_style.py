import gc

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from ui.kit import buttons, card, icons, layout, style
from ui.kit.form import ChoiceField, DateField, TextField

ON_SURFACES = ("text", "quiet", "accent", "good", "warning", "bad", "neutral")
PAIRS = [(ink, ground) for ink in ON_SURFACES for ground in ("surface", "background")]
PAIRS += [
    ("accent" if tone == "info" else tone, ("accent" if tone == "info" else tone) + "_soft")
    for tone in style.TONES
]
PAIRS += [
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("text", "hover"),
]
PAIRS += [
    ("on_toast", "toast"),
    ("toast_link", "toast"),
    ("text", "accent_soft"),
    ("quiet", "surface_soft"),
    ("text", "pressed"),
]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_every_text_stands_out_from_its_ground(qapp: QApplication, dark: bool, ink: str, ground: str) -> None:
    style.apply(qapp, dark=dark)
    assert style.contrast(style.token(ink), style.token(ground)) >= 4.5


@pytest.mark.parametrize("index", range(20))
def test_white_text_can_be_read_on_every_rooms_colour(index: int) -> None:
    assert style.contrast(style.room_colour(index), QColor("white")) >= 4.5


def test_rooms_have_different_colours() -> None:
    assert len({style.room_colour(index).name() for index in range(12)}) == 12


@pytest.mark.parametrize("percent", style.PERCENTS)
def test_controls_grow_with_the_text(qapp: QApplication, qtbot: QtBot, percent: int) -> None:
    style.apply(qapp, percent=percent)
    line = layout.row(buttons.primary("预约"), TextField(), DateField(), ChoiceField([(1, "一")]))
    whole = layout.holding(line)
    qtbot.addWidget(whole)
    whole.show()
    kinds = (buttons.Button, QLineEdit, QComboBox)
    heights = {child.height() for kind in kinds for child in whole.findChildren(kind)}
    assert all(abs(height - 32 * percent / 100) <= 1 for height in heights)


def test_the_focused_control_is_no_larger_than_the_others(qtbot: QtBot) -> None:
    line = TextField()
    qtbot.addWidget(line)
    line.show()
    before = line.edit.sizeHint()
    with qtbot.waitActive(line):
        line.activateWindow()
    line.edit.setFocus()
    assert line.edit.hasFocus()
    assert line.edit.sizeHint() == before


def test_the_style_sheet_has_no_name_left_unfilled(qapp: QApplication) -> None:
    style.apply(qapp, percent=125, dark=True)
    assert "@" not in style.sheet()


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_something_in_its_colour(name: str) -> None:
    image = icons.pixmap(name, size=24, tone="bad", ratio=2.0).toImage()
    drawn = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    assert any(colour.alpha() > 200 and colour.rgb() == style.token("bad").rgb() for colour in drawn)


@pytest.mark.parametrize(("mode", "tone"), [(QIcon.Mode.Normal, "bad"), (QIcon.Mode.Disabled, "disabled")])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_an_icon_is_sharp_at_any_size_and_grey_when_disabled(
    mode: QIcon.Mode, tone: str, ratio: float
) -> None:
    shown = icons.icon("book", "bad").pixmap(QSize(17, 17), ratio, mode)
    assert (shown.width(), shown.devicePixelRatio()) == (17 * ratio, ratio)
    image = shown.toImage()
    drawn = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    assert any(colour.alpha() > 200 and colour.rgb() == style.token(tone).rgb() for colour in drawn)


def test_a_copied_icon_draws_as_well(qtbot: QtBot) -> None:
    copied = QIcon(icons.icon("book"))
    copied.addPixmap(icons.pixmap("check"))
    gc.collect()
    assert not copied.pixmap(QSize(16, 16)).isNull()


def test_an_icon_button_says_its_name(qtbot: QtBot) -> None:
    button = buttons.icon_only("left", "前一天")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("前一天", "前一天")


def test_enter_presses_a_focused_button(qtbot: QtBot) -> None:
    button = buttons.plain("批准")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)


def test_a_full_meter_warns_in_its_figure(qtbot: QtBot) -> None:
    row = card.MeterRow("悦享读书区", 11, 10)
    qtbot.addWidget(row)
    assert "warning" in {label.property("tint") for label in row.findChildren(card.QLabel)}


def test_segments_tell_which_choice_was_taken(qtbot: QtBot) -> None:
    segments = buttons.Segments([("day", "日"), ("week", "周")])
    qtbot.addWidget(segments)
    with qtbot.waitSignal(segments.chosen) as told:
        qtbot.mouseClick(segments.findChildren(buttons.Button)[1], Qt.MouseButton.LeftButton)
    assert told.args == ["week"]
    assert segments.value() == "week"


def test_a_long_day_of_painting_does_not_end_the_program(qtbot: QtBot) -> None:
    widget = card.label("一天")
    qtbot.addWidget(widget)
    for number in range(50_000):
        widget.move(number, 0)
    assert widget.x() == 49_999
