"""A person's holds on their record: what they wait for, at which place, cancelled there; and the way to a new one."""

from typing import Any

import pytest

from centre_app.lending import holds, loans
from tests.builders import a_copy, a_person, a_title, open_daily
from ui.kit import toast
from ui.kit.context import Context
from ui.people.page import PeoplePage


@pytest.fixture
def page(qtbot: Any, qapp: Any, centre: Any) -> PeoplePage:
    open_daily()
    made = PeoplePage()
    made.watch(Context())
    qtbot.addWidget(made)
    made.resize(1190, 660)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_record_shows_the_persons_holds_with_their_place_and_cancels_them(page):
    copy, person = a_copy(title=a_title(name="西游记")), a_person(name="陈建华")
    loans.lend(copy_id=copy.id, person_id=a_person(name="赵六").id)
    holds.place(title_id=copy.title_id, person_id=a_person(name="李娜").id)
    row = holds.place(title_id=copy.title_id, person_id=person.id)
    page.open_person(person.id)
    page.person.tabs._group.button(2).click()
    listed = page.person.holds
    assert listed.isVisible()
    assert [column.text(listed.rows()[0]) for column in listed.model.columns if column.title][:2] == [
        "西游记",
        "排第 2 位",
    ]
    listed.run_verb(listed.verbs[0], listed.rows()[0])
    assert holds.hold(row.id).status == "cancelled"
    assert toast.shown()[-1] == "已取消对《西游记》的预约。"


def test_the_button_asks_the_lending_page_for_a_hold(page, qtbot):
    person = a_person(name="陈建华")
    page.open_person(person.id)
    with qtbot.waitSignal(page.context.page_requested) as asked:
        page.person.buttons["hold"].click()
    assert asked.args == ["lending", ("hold", person.id)]
