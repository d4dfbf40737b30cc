"""From an empty folder, through a day at the desk, to the month's workbook: one story through the real window."""

from datetime import time

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from centre_app import clock, schema
from centre_app.lending.models import Copy, Loan
from centre_app.people.models import Person, Visit
from centre_app.rooms.models import Booking
from centre_app.storage import backup, database, opening
from ui.importing.dialog import ImportDialog
from ui.people.form import PersonForm

BOOKS = """书目清单,,,,,
序号,书　名,作者,出版社,ISBN号,定价,条码号
1,西游记,吴承恩,人民文学出版社,978-7-02-000873-5,47.20元,B000101
2,昆虫记（全3册）,法布尔,作家出版社,12345,￥96.00,B000102
,合计,,,,143.20,
"""


def import_books(clerk, tmp_path):
    file = tmp_path / "书单.csv"
    file.write_bytes(BOOKS.encode("gb18030"))
    clerk.work.show_page("lending")
    clerk.work.context.go("import:books")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    dialog.on_file_chosen(file)
    clerk.wait_for_jobs()
    clerk.bot.waitUntil(dialog.import_button.isVisible)
    dialog.import_button.click()
    clerk.wait_for_jobs()
    clerk.bot.waitUntil(lambda: dialog.outcome is not None)
    dialog.close_button.click()


def register(clerk, *, name):
    clerk.work.show_page("people")
    clerk.press(Qt.Key.Key_N)
    form = QApplication.activeModalWidget()
    assert isinstance(form, PersonForm)
    form.form.set_values(name=name, phone="13900005678", check_in=False)
    form.submit()
    clerk.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    return Person.get(Person.name == name)


def book_a_room(clerk, *, title):
    page = clerk.work.show_page("rooms")
    clerk.press(Qt.Key.Key_N)
    form = QApplication.activeModalWidget()
    form.form.set_values(start=time(14), end=time(16), title=title, heads=6)
    form.submit()
    clerk.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert page.isVisible()


def export_the_month(clerk, tmp_path):
    page = clerk.work.show_page("reports")
    clerk.wait_for_jobs()
    target = tmp_path / "月报.xlsx"
    page.export.write(period=page.period, to=target, language="zh_CN")
    clerk.wait_for_jobs()
    return load_workbook(target)


def test_a_first_day_from_the_empty_folder_to_the_workbook(clerk, tmp_path):
    clerk.sets_up_the_centre()
    assert backup.backups_in(tmp_path / "data" / "backups")
    import_books(clerk, tmp_path)
    assert [(copy.barcode, copy.volumes) for copy in Copy.select()] == [("B000101", 1), ("B000102", 3)]
    person = register(clerk, name="陈雨桐")

    clerk.work.show_page("desk")
    clerk.scan(person.card_number)
    assert Visit.get().person_id == person.id
    assert clerk.work.page().person.name.text() == "陈雨桐"

    book_a_room(clerk, title="读书会")
    assert Booking.get().title == "读书会"

    clerk.work.show_page("desk")
    clerk.scan(person.card_number)
    clerk.scan("B000102")
    assert Loan.get().returned_at is None
    clerk.press(Qt.Key.Key_Z)
    assert Loan.select().count() == 0
    clerk.scan("B000102")
    clerk.scan("B000102")
    assert Loan.get().returned_at == clock.now()

    workbook = export_the_month(clerk, tmp_path)
    summary = {row[1]: row[3] for row in workbook["汇总"].iter_rows(min_row=3, values_only=True)}
    assert (summary["接待人次"], summary["书刊文献外借册次"]) == (1, 3)
    everything = " ".join(
        str(cell)
        for sheet in workbook
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    )
    assert "陈雨桐" not in everything
    assert schema.check() == []


def test_the_day_survives_closing_and_opening_the_window_again(clerk, tmp_path):
    clerk.sets_up_the_centre()
    person = register(clerk, name="陈雨桐")
    clerk.scan(person.card_number)
    clerk.wait_for_jobs()
    clerk.window.close()

    opening.open_database(tmp_path / "data" / database.FILE_NAME)

    assert [visit.person_id for visit in Visit.select()] == [person.id]
    assert schema.check() == []
