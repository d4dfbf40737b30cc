"""ID number, consent, photo and family in the window: what is visible and what is stored."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from centre_app.people import consents, identity, people, photos, registration, visits
from centre_app.people.consents import Given
from centre_app.storage import journal, keystore
from centre_app.storage.database import db
from tests.builders import a_person, a_room, an_id
from ui.kit import toast
from ui.kit.printing import PreviewDialog
from ui.people import consent, family_form, form, photo

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NUMBER = an_id()


def opened(kind: type) -> object:
    return next(
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()
    )


def typed(dialog: form.PersonForm, **texts: str) -> None:
    for name, text in texts.items():
        dialog.form.field(name).edit.setText(text)


def badges(page) -> list[str]:
    shown = page.person.badges
    return [shown.itemAt(place).widget().text() for place in range(shown.count())]


def picture(path: Path, width: int, height: int) -> Path:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor("#336699"))
    assert image.save(str(path))
    return path


def test_an_id_number_fills_in_sex_and_birth_and_says_what_is_kept(page):
    dialog = form.open_register(page, then=page.open_person)
    typed(dialog, name="王秀英", id_number=NUMBER)
    assert dialog.form.field("sex").value() == "F"
    assert dialog.form.field("birth").edit.text() == "1958-03-02"
    assert "浙江省西湖区" in dialog.id.line.text()
    assert "后四位" in dialog.id.line.text()
    dialog.submit()
    assert identity.by_number(NUMBER) == page.person.card.id
    shown = page.person.findChildren(type(page.person.name))
    assert any(f"{'*' * 14}{NUMBER[-4:]} · 浙江省西湖区" == label.text() for label in shown)


def test_an_id_number_leaves_what_was_typed_as_it_is(page):
    dialog = form.open_register(page, then=page.open_person)
    typed(dialog, birth="1960")
    dialog.form.field("sex").set_value("M")
    typed(dialog, id_number=NUMBER)
    assert (dialog.form.field("birth").edit.text(), dialog.form.field("sex").value()) == ("1960", "M")


def test_a_wrong_id_number_is_said_as_soon_as_it_is_complete(page):
    dialog = form.open_register(page, then=page.open_person)
    typed(dialog, name="王秀英", id_number=NUMBER[:-1])
    assert not dialog.form.has_errors()
    wrong = NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")
    typed(dialog, id_number=wrong)
    assert "校验位" in dialog.form.entries["id_number"].error_label.text()
    dialog.submit()
    assert dialog.isVisible()
    assert people.find("王秀英") == []


def test_who_has_the_number_already_is_pointed_out(page):
    known = registration.register(name="王秀英", id_number=NUMBER)
    dialog = form.open_register(page, then=page.open_person)
    typed(dialog, name="王秀兰", id_number=NUMBER)
    dialog.look_for_same()
    assert dialog.same.isVisible()
    dialog.submit()
    assert "王秀英" in dialog.form.note.text()
    dialog._open_instead(known)
    assert page.person.card.id == known


def test_without_a_key_store_the_form_says_so_quietly(page):
    keystore.use(None)
    dialog = form.open_register(page, then=page.open_person)
    typed(dialog, id_number=NUMBER)
    assert "密钥库" in dialog.id.line.text()


def test_an_id_number_in_the_scan_field_begins_the_form_with_it(page):
    dialog = form.open_register(page, text=NUMBER)
    assert dialog.form.field("id_number").value() == NUMBER
    assert dialog.form.field("phone").value() == ""


def test_editing_shows_the_tail_alone_and_can_forget_it(page):
    person_id = registration.register(name="王秀英", id_number=NUMBER)
    form.open_edit(page, person_id=person_id)
    dialog = opened(form.PersonForm)
    assert dialog.form.field("id_number").value() == ""
    assert NUMBER[-4:] in dialog.form.field("id_number").edit.placeholderText()
    dialog.form.field("forget_id").set_value(True)
    dialog.submit()
    assert identity.by_number(NUMBER) is None
    journal.undo()
    assert identity.by_number(NUMBER) == person_id


def test_a_refused_child_is_led_to_the_consent_which_scrolls_into_view_with_the_cursor(page, qtbot):
    dialog = form.open_register(page, then=page.open_person)
    typed(dialog, name="李想", birth="9岁")
    part = dialog.form.entries["consent"]
    dialog.resize(dialog.width(), 360)
    qtbot.waitUntil(lambda: part.visibleRegion().isEmpty())
    dialog.submit()
    assert dialog.focusWidget() is dialog.consent.ticked.main()
    qtbot.waitUntil(lambda: not part.error_label.visibleRegion().isEmpty())
    assert people.find("李想") == []


def test_a_child_without_consent_is_offered_the_form_and_a_nameless_visit(page):
    a_room()
    dialog = form.open_register(page, then=page.open_person)
    assert not dialog.consent.note_box.isVisible()
    typed(dialog, name="李想", birth="9岁")
    dialog.form.field("sex").set_value("F")
    assert dialog.consent.note_box.isVisible()
    dialog.submit()
    assert "李想未满 14 岁" in dialog.form.entries["consent"].error_label.text()
    dialog.consent.print_button.click()
    preview = opened(PreviewDialog)
    assert "李想" in preview._sheet.document.toPlainText()
    assert "监护人签字" in preview._sheet.document.toPlainText()
    preview.reject()
    dialog.consent.count_button.click()
    assert not dialog.isVisible()
    here = visits.here_now()
    assert [(row.name, row.head_count, row.age_from, row.sex) for row in here] == [("", 1, 7, "F")]
    assert toast.shown()[-1].startswith("已计：7–17，女")
    assert db.execute_sql("SELECT count(*) FROM person").fetchone() == (0,)
    journal.undo()
    assert visits.here_now() == []


def test_a_childs_consent_is_typed_with_guardian_and_day(page):
    dialog = form.open_register(page, then=page.open_person)
    typed(dialog, name="李想", birth="9岁")
    dialog.form.field("consent").set_value(True)
    assert not dialog.consent.note_box.isVisible()
    assert dialog.form.entries["given_by"].isVisible()
    dialog.submit()
    assert dialog.form.entries["given_by"].error_label.text() == "请填写此项。"
    typed(dialog, given_by="李强")
    dialog.submit()
    last = consents.state(page.person.card.id).last
    assert (last.given_on, last.given_by, last.relation) == (date(2026, 10, 22), "李强", "parent")
    assert "缺监护人同意" not in badges(page)


def test_an_adult_consents_in_person(page):
    dialog = form.open_register(page, then=page.open_person)
    typed(dialog, name="王秀英", birth="67")
    dialog.form.field("consent").set_value(True)
    assert not dialog.form.entries["given_by"].isVisible()
    dialog.submit()
    assert consents.state(page.person.card.id).kind == "given"


def test_missing_given_and_withdrawn_consent_show_on_the_page(page):
    child = a_person(name="李想", birth_year=2019)
    page.open_person(child.id)
    assert "缺监护人同意" in badges(page)
    page.person.menu.actions["consent"].trigger()
    opened(consent.ConsentDialog).give_button.click()
    asked = next(each for each in QApplication.topLevelWidgets() if type(each).__name__ == "FormDialog")
    typed(asked, given_by="李强")
    asked.submit()
    assert toast.shown()[-1].startswith("已登记李想的同意")
    assert "缺监护人同意" not in badges(page)
    consent.open_consent(page, person_id=child.id)._withdraw()
    assert "已撤回同意" in badges(page)
    journal.undo()
    page.refresh()
    assert "已撤回同意" not in badges(page)


def test_a_printed_consent_form_is_noted(page):
    person = a_person(name="王小明")
    dialog = consent.open_consent(page, person_id=person.id)
    dialog.print_button.click()
    opened(PreviewDialog).put_out.emit()
    rows = db.execute_sql("SELECT label, subject FROM action WHERE kind = 'note'").fetchall()
    assert rows == [("print a consent form", f"person:{person.id}")]


def test_a_photo_is_made_small_shown_and_taken_away(page, tmp_path):
    person = a_person(name="王小明")
    page.open_person(person.id)
    assert not page.person.photo.isVisible()
    photo.open_photo(page, person_id=person.id).take(picture(tmp_path / "face.png", 3000, 1500))
    kept = photos.image(person.id)
    assert len(kept) <= photos.MOST_BYTES
    assert (QImage.fromData(kept).width(), QImage.fromData(kept).height()) == (400, 200)
    assert page.person.photo.isVisible()
    photo.open_photo(page, person_id=person.id).on_remove()
    assert photos.image(person.id) is None
    assert not page.person.photo.isVisible()
    journal.undo()
    assert photos.image(person.id) == kept


def test_a_noisy_picture_still_fits(page, tmp_path):
    image = QImage.fromData(
        b"P6 400 400 255\n" + bytes((place * place * 7919) >> 5 & 255 for place in range(480_000))
    )
    assert image.save(str(tmp_path / "noise.png"))
    person = a_person()
    photo.open_photo(page, person_id=person.id).take(tmp_path / "noise.png")
    assert 0 < len(photos.image(person.id)) <= photos.MOST_BYTES


@pytest.mark.qt_log_ignore("JPEG datastream", extend=True)
@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff\xe0broken", b"\x89PNG\r\n\x1a\nbroken", b"<svg/>", b"words"]
)
def test_a_broken_file_gets_a_sentence(page, tmp_path, content):
    person = a_person()
    (tmp_path / "face.jpg").write_bytes(content)
    dialog = photo.open_photo(page, person_id=person.id)
    dialog.take(tmp_path / "face.jpg")
    assert "不是能打开的图片" in dialog.problem.text()
    assert dialog.isVisible()
    dialog.take(tmp_path / "gone.jpg")
    assert photos.image(person.id) is None


def test_a_huge_file_gets_a_sentence(page, tmp_path):
    path = tmp_path / "huge.jpg"
    with path.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    dialog = photo.open_photo(page, person_id=a_person().id)
    dialog.take(path)
    assert "20 MB" in dialog.problem.text()


def test_a_family_is_registered_from_its_button_in_one_step(page):
    page.top.family.click()
    dialog = opened(family_form.FamilyForm)
    typed(dialog, name="王芳", phone="13812345678", building="3号楼", door="501")
    for line, (name, birth) in zip(dialog.members.lines, (("王小明", "7"), ("王小红", "2020")), strict=True):
        line.name.edit.setText(name)
        line.birth.edit.setText(birth)
    dialog.submit()
    assert "监护人同意后才能登记" in dialog.form.entries["children"].error_label.text()
    dialog.form.field("children").set_value(True)
    dialog.submit()
    assert page.person.card.name == "王芳"
    assert [ward.name for ward in page.person.card.wards] == ["王小明", "王小红"]
    assert toast.shown()[-1].startswith("已登记：王芳和另外 2 人")
    journal.undo()
    assert people.find("王") == []


def test_somebody_of_the_same_name_is_taken_into_the_family_until_the_name_is_changed(page):
    known = a_person(name="王小明", birth_date=date(2018, 5, 1))
    dialog = family_form.open_family(page)
    typed(dialog, name="王芳")
    line = dialog.members.lines[0]
    line.name.edit.setText("王小明")
    line.known.look()
    assert line.known.same.isVisible()
    line.known.take(known.id)
    assert not line.birth.isEnabled()
    line.name.edit.setText("王小")
    assert line.known.person_id is None
    assert line.birth.isEnabled()
    line.known.take(known.id)
    dialog.form.field("children").set_value(True)
    dialog.submit()
    assert people.person(known.id).guardian_name == "王芳"


def test_an_empty_family_and_an_unreadable_birth_are_said_in_the_form(page):
    dialog = family_form.open_family(page)
    typed(dialog, name="王芳")
    dialog.submit()
    assert dialog.form.entries["members"].error_label.text()
    line = dialog.members.lines[1]
    line.name.edit.setText("王小明")
    line.birth.edit.setText("去年")
    dialog.submit()
    assert "去年" in dialog.form.entries["members"].error_label.text()
    dialog.members.lines[1].remove.click()
    assert len(dialog.members.lines) == 1
    assert people.find("王芳") == []


def test_a_typed_family_is_not_lost_without_asking(page):
    dialog = family_form.open_family(page)
    dialog.members.lines[0].name.edit.setText("王小明")
    dialog.reject()
    assert dialog.isVisible()


def test_same_names_are_told_apart_by_building_age_and_phone_tail(page):
    for building, phone, year in (("3号楼", "13812345678", 1958), ("5号楼", "13900001234", 1990)):
        people.register(name="王秀英", building=building, phone=phone, birth_year=year)
    dialog = form.open_register(page, then=page.open_person)
    typed(dialog, name="王秀英")
    dialog.look_for_same()
    said = " ".join(label.text() for label in dialog.same.findChildren(type(page.person.name)))
    for part in ("3号楼", "68 岁", "5678", "5号楼", "36 岁", "1234"):
        assert part in said


def test_the_consent_given_by_a_guardian_already_chosen_needs_no_typing(page):
    guardian = a_person(name="王芳")
    dialog = form.open_register(page, then=page.open_person)
    typed(dialog, name="王小明", birth="9")
    dialog.form.field("guardian").set_value(form.Hit(guardian.id, "王芳"))
    dialog.form.field("consent").set_value(True)
    assert dialog.form.field("given_by").value() == "王芳"


def test_a_withdrawn_consent_shows_at_the_desk(page):
    from centre_app.lending import loans
    from ui.desk.person_panel import PersonPanel

    person = a_person()
    consents.give(person_id=person.id, given=Given(date(2026, 1, 1)))
    consents.withdraw(person_id=person.id)
    panel = PersonPanel()
    panel.show_person(
        people.person(person.id), visit=None, standing=loans.standing(person.id),
        about=registration.about(person.id),
    )  # fmt: skip
    assert panel.consent.text() == "已撤回同意"
    assert not panel.consent.isHidden()
    panel.deleteLater()
