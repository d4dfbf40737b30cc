"""Own label sheets and the alignment of the printer, from the dialog that asks for the paper of labels."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from centre_app.lending import label_sheets, own_sheets
from centre_app.lending.label_sheets import Label, Preset
from ui.kit import labels, style
from ui.kit.label_setup import OffsetForm, SheetForm, trial_sheet
from ui.kit.labels import LabelDialog, label_sheet
from ui.kit.messages import Message
from ui.kit.printing import DrawnSheet

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SCALE = 8  # dots a millimetre
TAGS: dict[str, Any] = {
    "name": "书脊小标签", "paper_width": 210.0, "paper_height": 297.0, "width": 45.7, "height": 21.2, "columns": 4,
    "rows": 12, "left": 9.5, "top": 21.5, "gap_across": 2.5, "gap_down": 0.0,
}  # fmt: skip


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication) -> Iterator[LabelDialog]:
    style.apply(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = labels.ask(window, "标签", [Label("B000231")], label="print labels of copies")
    yield made
    if isValid(made):
        made.form.mark_unchanged()
        made.reject()


def dialog_of(kind: Any) -> Any:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    )


def box_of(sheet: DrawnSheet) -> tuple[float, float, float, float]:
    """What is printed on the first page, in millimetres: left, top, right, bottom."""
    assert sheet.paper is not None
    width, height = (round(side * SCALE) for side in sheet.paper)
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.scale(SCALE, SCALE)
    sheet.pages[0](painter, QRectF(0, 0, *sheet.paper))
    painter.end()
    lines = [bytes(image.constScanLine(line))[:width] for line in range(height)]
    rows = [number for number, line in enumerate(lines) if min(line) < 128]
    columns = [number for number in range(width) if any(lines[row][number] < 128 for row in rows)]
    return columns[0] / SCALE, rows[0] / SCALE, columns[-1] / SCALE, rows[-1] / SCALE


def test_a_margin_larger_than_the_paper_is_said_beside_its_field_and_nothing_typed_is_lost(
    dialog: LabelDialog,
) -> None:
    dialog.new_button.click()
    form = dialog_of(SheetForm)
    form.form.set_values(**TAGS | {"left": 250.0})
    form.submit()
    assert form.isVisible()
    assert form.form.entries["left"].error_label.text().startswith("左边距 250 毫米大了 85.7 毫米")
    assert form.form.field("name").value() == "书脊小标签"
    form.form.field("left").set_value(9.5)
    form.submit()
    assert own_sheets.own()[0].left == 9.5


def test_an_own_sheet_is_chosen_at_once_and_can_be_changed_and_deleted(dialog: LabelDialog) -> None:
    assert not dialog.edit_button.isVisible()
    dialog.new_button.click()
    form = dialog_of(SheetForm)
    form.form.set_values(**TAGS)
    form.submit()
    assert dialog.sheet().own == "书脊小标签"
    dialog.edit_button.click()
    form = dialog_of(SheetForm)
    assert {name: form.form.field(name).value() for name in TAGS} == TAGS
    form.form.field("rows").set_value(10)
    form.submit()
    assert (dialog.sheet().rows, len(own_sheets.own())) == (10, 1)
    dialog.delete_button.click()
    dialog_of(Message).confirm_button.click()
    assert own_sheets.own() == []
    assert dialog.sheet() in label_sheets.PRESETS
    assert not dialog.delete_button.isVisible()


def test_labels_are_printed_on_the_own_sheet_where_it_has_them(dialog: LabelDialog) -> None:
    kept = own_sheets.save(**TAGS)
    dialog._show_papers(kept.key)
    dialog.form.field("start").set_value(48)
    dialog.submit()
    assert dialog.preview is not None
    left, top, right, bottom = box_of(dialog.preview._sheet)
    frame = QRectF(9.5 + 3 * 48.2, 21.5 + 11 * 21.2, 45.7, 21.2)
    assert frame.contains(QRectF(left, top, right - left, bottom - top))
    dialog.preview.reject()


def test_what_is_printed_moves_by_what_the_printer_is_beside_its_place(dialog: LabelDialog) -> None:
    straight = box_of(label_sheet(labels=[Label("B000231")], on=label_sheets.preset("3x8")))
    dialog.align_button.click()
    form = dialog_of(OffsetForm)
    form.form.set_values(x=2.0, y=-0.5)
    form.submit()
    dialog.form.set_values(paper="3x8", start=1)
    dialog.submit()
    assert dialog.preview is not None
    moved = box_of(dialog.preview._sheet)
    assert moved == pytest.approx(
        [straight[0] + 2, straight[1] - 0.5, straight[2] + 2, straight[3] - 0.5], abs=0.2
    )
    dialog.preview.reject()


def test_the_test_page_frames_every_label_moved_as_typed_before_it_is_saved(dialog: LabelDialog) -> None:
    dialog.form.set_values(paper="5x13")
    dialog.align_button.click()
    form = dialog_of(OffsetForm)
    form.form.set_values(x=1.0, y=2.0)
    form.test_button.click()
    on = label_sheets.preset("5x13")
    expected = [on.left + 1, on.top + 2, on.left + 4 * on.across + on.width + 1, on.top + 13 * on.down + 2]
    assert box_of(form.preview._sheet) == pytest.approx(expected, abs=0.3)
    assert own_sheets.offset() == (0.0, 0.0)
    form.preview.reject()
    form.form.mark_unchanged()
    form.reject()


@pytest.mark.parametrize("on", label_sheets.PRESETS, ids=lambda on: on.key)
def test_every_paper_has_a_test_page_within_it(qapp: QApplication, on: Preset) -> None:
    left, top, right, bottom = box_of(trial_sheet(on, offset=(0.0, 0.0)))
    assert left >= 0
    assert top >= 0
    assert right <= on.paper[0]
    assert bottom <= on.paper[1]


@pytest.mark.parametrize(
    ("typed", "read"), [("38.1", 38.1), ("38，1", 38.1), ("-2 mm", -2.0), ("３", 3.0), ("1.005", 1.0)]
)
def test_millimetres_are_read_as_they_are_written(dialog: LabelDialog, typed: str, read: float) -> None:
    dialog.align_button.click()
    form = dialog_of(OffsetForm)
    field = form.form.field("x")
    field.edit.setText(typed)
    assert field.value() == read
    assert bool(field.problem()) == (read > 20)
    form.form.mark_unchanged()
    form.reject()


@pytest.mark.parametrize("typed", ["x", "1.2.3", "21", "--1", "nan", "1e3"])
def test_what_is_no_length_is_said(dialog: LabelDialog, typed: str) -> None:
    dialog.align_button.click()
    form = dialog_of(OffsetForm)
    form.form.field("x").edit.setText(typed)
    form.submit()
    assert form.isVisible()
    assert "例如 38.1" in form.form.entries["x"].error_label.text()
    form.form.mark_unchanged()
    form.reject()
