"""What tests of the reports page stand on: a small centre with an October, the page shown, a folder to save to."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from centre_app.centre import settings
from tests.builders import a_person, a_room, a_visit, open_daily
from ui.kit import job, style, toast
from ui.kit.context import Context
from ui.reports.page import ReportsPage


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, centre: Path) -> Iterator[ReportsPage]:
    """The page of a centre with two visits this October, its figures counted."""
    style.apply(qapp)
    settings.put(name="centre_name", value="星耀蓝天邻里中心")
    open_daily()
    room, person = a_room(name="悦享读书区", kind="reading"), a_person(name="欧阳若溪")
    for day in (5, 6):
        at = datetime(2026, 10, day, 9)
        a_visit(room=room, person=person, arrived_at=at, left_at=at)
    made = ReportsPage()
    made.watch(Context(made))
    made.resize(1110, 658)
    toast.install(made)
    with qtbot.waitSignal(made.counted):
        made.show()
    yield made
    job.stop_all()
    toast.uninstall(made)
    made.close()
    made.deleteLater()
