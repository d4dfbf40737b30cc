"""The preview of the retention periods: it speaks for the periods in the form, and says nothing before it looked."""

from datetime import datetime

import pytest

from tests.builders import a_person, a_room, a_visit
from ui.kit import changes
from ui.settings.privacy import PrivacySection

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def section(qtbot, centre):
    changes.hub().watch()
    made = PrivacySection()
    qtbot.addWidget(made)
    made.refresh()
    made.show()
    yield made
    changes.hub().rest()


def test_what_was_found_for_other_periods_is_not_left_standing(section, qtbot):
    a_visit(
        person=a_person(name="王芳"),
        room=a_room(),
        arrived_at=datetime(2026, 1, 1, 9),
        left_at=datetime(2026, 1, 1, 10),
    )
    assert not section.list.isVisible()
    months = section.card.form.field("visit_privacy_months")
    months.set_value(1)
    with qtbot.waitSignal(section.on_preview().finished):
        pass
    assert section.list.isVisible()
    assert "1 次（1 人）" in section.said.text()

    months.set_value(24)

    assert not section.list.isVisible()
    assert "1 次" not in section.said.text()
