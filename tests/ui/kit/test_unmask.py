"""Names and phones are shown in full only with a reason, asked once until the page is left."""

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from centre_app import errors
from centre_app.people import people
from centre_app.storage.database import db
from tests.builders import a_person
from ui.kit import unmask
from ui.kit.page import Page

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(qtbot, qapp: QApplication, centre) -> Page:
    made = Page()
    made.inside = QWidget()
    QVBoxLayout(made).addWidget(made.inside)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def dialog_of() -> unmask.ReasonDialog:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, unmask.ReasonDialog))


def notes() -> list[tuple[str, str]]:
    return db.execute_sql("SELECT subject, reason FROM action WHERE kind = 'note'").fetchall()


def test_a_usual_reason_is_one_press_and_is_not_asked_again_on_this_page(page: Page) -> None:
    first, second, shown = a_person(), a_person(name="李四"), []
    unmask.show(page.inside, person_ids=[first.id], then=shown.append)
    assert notes() == []
    dialog_of().quick[0].click()
    unmask.show(page.inside, person_ids=[second.id], then=shown.append)
    assert notes() == [(f"person:{first.id}", "电话或短信联系"), (f"person:{second.id}", "电话或短信联系")]
    assert len(shown) == 2


def test_another_reason_is_typed_and_none_shows_nothing(page: Page) -> None:
    person, shown = a_person(), []
    unmask.show(page.inside, person_ids=[person.id], then=shown.append)
    dialog = dialog_of()
    assert not dialog.show_button.isEnabled()
    dialog.reject()
    assert (notes(), shown) == ([], [])
    again = unmask.with_reason(page.inside, shown.append)
    again.line.setText(" 核对捐赠名单 ")
    again.show_button.click()
    assert shown == ["核对捐赠名单"]


def test_leaving_the_page_forgets_the_reason(page: Page) -> None:
    unmask.remember(page.inside, "电话联系")
    assert unmask.reason_of(page) == "电话联系"
    page.hide()
    assert unmask.reason_of(page) == ""


def test_the_centre_itself_refuses_without_a_reason(centre) -> None:
    with pytest.raises(errors.UnmaskNeedsReason):
        people.unmask(person_ids=[a_person().id], reason="  ")
    assert notes() == []
