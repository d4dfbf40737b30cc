"""The donors' list, a donor's statement, and the papers of a donation."""

from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from centre_app.access import audit
from centre_app.centre import settings
from centre_app.lending import catalogue, donor_papers, donor_statement
from centre_app.lending.label_sheets import PRESETS, Label
from tests.builders import a_copy, a_donation, a_title
from tests.lending.circumstances import a_loan
from ui.kit import job
from ui.kit.labels import LabelDialog, label_sheet
from ui.lending import donor_sheets, donors
from ui.lending.donor_papers import PapersDialog
from ui.lending.donors import DonorsDialog, StatementDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def dialog_of(kind: Any) -> Any:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    )


def a_gift(*, donor: str = "陈伯", count: int = 1) -> Any:
    batch = a_donation(donor=donor)
    for number in range(count):
        a_copy(title=a_title(name=f"西游记 {number}", price_fen=1000), donation=batch)
    return batch


def words_of(sheet: Any) -> str:
    return sheet.document.toPlainText()


def test_the_donors_are_listed_found_and_opened(qtbot, page):
    a_gift(donor="市新华书店")
    a_gift(count=2)
    page.show_pane("catalogue")
    page.catalogue_list.more.donors.trigger()
    listed = dialog_of(DonorsDialog)
    assert {row.id for row in listed.list.rows()} == {"市新华书店", "陈伯"}
    listed.list.set_filter("陈")
    (row,) = listed.list.rows()
    assert [column.text(row) for column in listed.list.model.columns][1:5] == ["1", "2", "2", "20.00 元"]
    listed.list.run_verb(listed.list.verbs[0], row)
    assert dialog_of(StatementDialog).sums.text() == "2 种 · 2 册 · 码洋 20.00 元 · 借出 0 次"


def test_the_titles_page_leads_to_its_donor(page):
    batch = a_gift()
    a_loan(copy=a_copy(title=a_title(name="史记"), donation=batch))
    own = a_copy(title=a_title(name="茶馆"))
    page.open_title(own.title_id)
    assert not page.title_pane.donor_button.isVisible()
    page.open_title(catalogue.find("史记")[0].id)
    page.title_pane.donor_button.click()
    opened = dialog_of(StatementDialog)
    assert [(row.name, row.loans) for row in opened.lists["titles"].rows()] == [("史记", 1), ("西游记 0", 0)]
    assert opened.told.text() == "为避免认出读者本人，读者人数满 5 人才显示。"


def test_the_statement_is_exported_and_noted(qtbot, page, tmp_path):
    a_gift()
    opened = donors.show_statement(page, "陈伯")
    to = tmp_path / "反馈.xlsx"
    donors.export(opened, "陈伯", to=to)
    qtbot.waitUntil(lambda: not job.under_way(), timeout=30_000)
    assert load_workbook(to).sheetnames[1] == "种数"
    assert audit.entries()[0].label == "export a donor statement"


def test_the_statement_is_printed_with_its_loans_but_no_reader(page, tmp_path):
    batch = a_gift()
    a_loan(copy=a_copy(title=a_title(name="史记"), donation=batch))
    opened = donors.show_statement(page, "陈伯")
    opened.print_button.click()
    opened.preview.save_pdf(tmp_path / "反馈.pdf")
    assert (tmp_path / "反馈.pdf").stat().st_size > 1000
    assert audit.entries()[0].label == "print a donor statement"
    words = words_of(donor_sheets.statement(donor_statement.statement("陈伯")))
    assert "1. 史记" in words
    assert "王小明" not in words
    assert "读者年龄段" not in words


def test_the_receipt_lists_every_title_with_room_to_sign(page, tmp_path):
    settings.put(name="centre_name", value="阳光社区邻里中心")
    batch = a_gift(count=2)
    papers = PapersDialog(page, batch.id)
    papers.open()
    papers.receipt_button.click()
    papers.preview.save_pdf(tmp_path / "收据.pdf")
    assert audit.entries()[0].label == "print a donation receipt"
    words = words_of(donor_sheets.receipt(donor_papers.given(batch.id)))
    for part in (
        "今于2026年1月5日收到 陈伯 捐赠",
        "2 种 · 2 册 · 码洋 20.00 元",
        "西游记 1",
        "签名",
        "阳光社区邻里中心",
    ):
        assert part in words


def test_a_name_with_markup_stands_on_the_receipt_as_it_is(page):
    batch = a_gift(donor="<b>陈&伯</b>")
    assert "收到 <b>陈&伯</b> 捐赠" in words_of(donor_sheets.receipt(donor_papers.given(batch.id)))


def test_the_certificate_waits_for_five_books(qtbot, page, tmp_path):
    few, many = a_gift(count=4), a_gift(donor="市新华书店", count=5)
    papers = PapersDialog(page, few.id)
    papers.open()
    assert not papers.certificate_button.isEnabled()
    assert papers.why_not.text() == "按设置，捐赠满 5 册发给捐赠证书。"
    papers = PapersDialog(page, many.id)
    papers.open()
    papers.certificate_button.click()
    assert papers.preview._sheet.landscape
    papers.preview.save_pdf(tmp_path / "证书.pdf")
    assert audit.entries()[0].label == "print a donation certificate"


def test_no_name_on_papers_is_remembered(qtbot, page):
    batch = a_gift()
    papers = PapersDialog(page, batch.id)
    papers.open()
    papers.unnamed.box.setChecked(True)
    assert "爱心人士" in words_of(donor_sheets.receipt(donor_papers.given(batch.id)))
    again = PapersDialog(page, batch.id)
    again.open()
    assert again.unnamed.value() is True


def test_each_copy_gets_a_bookplate(page):
    settings.put(name="centre_name", value="阳光社区邻里中心")
    batch = a_gift(count=3)
    papers = PapersDialog(page, batch.id)
    papers.open()
    papers.plates_button.click()
    asked = dialog_of(LabelDialog)
    assert [(each.name, each.head) for each in asked._labels] == [
        ("由 陈伯 捐赠", f"西游记 {number}") for number in range(3)
    ]
    asked.submit()
    assert asked.preview._sheet.page_count() == 1


def test_a_donors_name_on_a_bookplate_is_made_smaller_before_it_breaks(qapp):
    room = QRectF(0, 0, 55, 12)
    points = donor_sheets._fitting("由 市文化执法支队 捐赠", room, 16)
    assert 16 * 0.65 <= points < 16
    assert points * 25.4 / 72 * 11.2 <= room.width()
    assert donor_sheets._fitting("由 王芳 捐赠", room, 16) == 16


@pytest.mark.parametrize("key", [preset.key for preset in PRESETS])
def test_a_bookplate_stays_within_its_label(qapp, key):
    preset = next(each for each in PRESETS if each.key == key)
    label = Label(
        "", head="西游记" * 20, name="由 " + "中国人民解放军某部" * 4 + " 捐赠", foot="阳光社区邻里中心"
    )
    image = QImage(round(preset.paper[0] * 6), round(preset.paper[1] * 6), QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.scale(6, 6)
    label_sheet(labels=[label], on=preset, draw=donor_sheets.draw_plate).pages[0](painter, QRectF())
    painter.end()
    right, below = round((preset.left + preset.width) * 6), round((preset.top + preset.height) * 6)
    marked = [
        (x, y)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y).lightness() < 200
    ]
    assert marked
    assert max(x for x, _y in marked) < right
    assert max(y for _x, y in marked) < below
