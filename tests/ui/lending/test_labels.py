"""Labels as they come out of the printer: read back by a scanner, asked for on the pages, noted in the audit."""

from datetime import date

import pytest
import zxingcpp
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel

from centre_app.access import audit
from centre_app.lending import label_sheets
from centre_app.lending.label_sheets import PRESETS, Label
from tests.builders import a_copy, a_title
from ui.kit.labels import LabelDialog, label_sheet
from ui.lending import label_printing
from ui.lending.label_printing import WhichLabels

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
DPI = 300


def drawn(label: Label, key: str) -> QImage:
    """The first page with the label on it."""
    preset = label_sheets.preset(key)
    scale = DPI / 25.4
    width, height = (round(side * scale) for side in preset.paper)
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.scale(scale, scale)
    label_sheet(labels=[label], on=preset).pages[0](painter, QRectF(0, 0, *preset.paper))
    painter.end()
    return image


def scanned(label: Label, key: str) -> set[tuple[str, str]]:
    """What a scanner reads off the page: kinds and texts."""
    image = drawn(label, key)
    width, height = image.width(), image.height()
    grey = b"".join(bytes(image.constScanLine(line))[:width] for line in range(height))
    found = zxingcpp.read_barcodes(memoryview(grey).cast("B", shape=[height, width]))
    return {("bars" if "128" in str(each.format) else "dots", each.text) for each in found}


@pytest.mark.parametrize("key", [preset.key for preset in PRESETS])
@pytest.mark.parametrize("code", ["B000231", "9787020002207", "b12C-7x"])
def test_the_bars_of_a_copy_are_read_back_from_every_preset(qapp, key, code):
    label = Label(code, head="I242.4/21", name="西游记", foot="阳光社区邻里中心")
    kinds = {"bars"} if code != "9787020002207" else {"bars", "dots"}
    found = scanned(label, key)
    assert {text for _kind, text in found} == {code}
    assert {kind for kind, _text in found} <= kinds


def test_a_card_is_read_back_by_its_bars_and_by_its_dots(qapp):
    card = Label("R000017", head="阳光社区邻里中心", name="王小明", with_dots=True)
    assert scanned(card, "2x5") == {("bars", "R000017"), ("dots", "R000017")}


def test_a_shelf_named_in_chinese_is_read_back(qapp):
    shelf = Label("少儿区 A-03", name="少儿区 A-03", with_bars=False, with_dots=True)
    assert scanned(shelf, "3x8") == {("dots", "少儿区 A-03")}


def test_the_end_of_a_long_shelf_name_stands_on_its_label(qapp):
    first, second = (
        drawn(Label("A3", name=f"悦享读书区·文化艺术书架{end}", with_bars=False, with_dots=True), "3x8")
        for end in "上下"
    )
    assert first != second


def dialog_of(kind):
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    )


def test_the_selected_copies_get_their_labels_and_that_is_noted(page, tmp_path):
    title = a_title(name="西游记")
    copies = [a_copy(title=title, barcode=f"B00023{number}", call_number="I242.4/21") for number in range(3)]
    page.open_title(title.id)
    page.title_pane.copies.view.selectAll()
    verb = next(each for each in page.title_pane.copies.verbs if each.text == "打印标签")
    page.title_pane.copies.run_verb(verb, page.title_pane.copies.rows()[1])
    dialog = dialog_of(LabelDialog)
    dialog.form.set_values(paper="3x7", start=20)
    dialog.submit()
    assert dialog.preview is not None
    dialog.preview.save_pdf(tmp_path / "labels.pdf")
    assert (tmp_path / "labels.pdf").read_bytes().startswith(b"%PDF")
    (entry,) = [
        row for row in audit.entries(audit.Asked(way="printed")) if row.label == "print labels of copies"
    ]
    assert entry.subject == f"copy:{copies[0].id}-{copies[2].id}"
    dialog.preview.reject()


def test_a_place_beyond_the_sheet_is_said_in_the_dialog(page):
    dialog = label_printing.print_shelves(page, ["少儿区"])
    dialog.form.set_values(paper="3x8", start=25)
    dialog.submit()
    assert dialog.isVisible()
    assert any("第 24 张" in label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
    dialog.reject()


@pytest.mark.parametrize(
    ("which", "count"), [(("recent", ""), 1), (("shelf", "少儿区"), 2), (("shelves", ""), 1)]
)
def test_labels_are_for_new_copies_or_a_shelf_or_the_shelves(page, which, count):
    a_copy(location="少儿区", accessioned_on=date(2026, 10, 20))
    a_copy(location="少儿区")
    a_copy(location="少儿区", condition="withdrawn")
    page.ask_labels()
    asked = dialog_of(WhichLabels)
    asked.form.set_values(which=which)
    asked.submit()
    dialog = dialog_of(LabelDialog)
    assert len(dialog._labels) == count
    dialog.reject()


def test_where_nothing_is_to_be_labelled_no_empty_sheet_is_offered(page):
    page.ask_labels()
    asked = dialog_of(WhichLabels)
    asked.submit()
    assert asked.isVisible()
    assert asked.form.entries["which"].error_label.text() == "这里没有要打印的标签。"
    asked.reject()
