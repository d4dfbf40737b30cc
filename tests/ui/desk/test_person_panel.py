"""The open person at the desk: what the clerk must know while they stand there."""

import pytest

from centre_app.lending import loans
from centre_app.people import people, registration
from ui.desk.person_panel import PersonPanel

pytestmark = [
    pytest.mark.usefixtures("centre"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]


@pytest.mark.parametrize(("needs", "said"), [("wheelchair,hearing", "特殊需要：轮椅、听力不便"), ("", "")])
def test_needs_are_pointed_out_where_there_are_any(qtbot, needs, said):
    person = people.register(name="王秀英", needs=needs)
    panel = PersonPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.show_person(
        people.person(person), visit=None, standing=loans.standing(person), about=registration.about(person)
    )
    assert panel.needs.isVisible() == bool(said)
    assert not said or panel.needs.text() == said
