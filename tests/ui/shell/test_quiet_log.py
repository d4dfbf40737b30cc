"""A day at the desk leaves no name, phone, card, ID number or title in the log or on the terminal, whatever goes wrong."""

import logging
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from centre_app.lending import catalogue
from centre_app.people import people, registration
from centre_app.storage import backup, keystore, rotation
from tests import builders
from ui.kit import crash, job
from ui.kit.attempt import attempt, told
from ui.shell import daily
from ui.shell.work import Work

NAME, PHONE, CARD, TITLE, ID_NUMBER = "欧阳小满", "13987654321", "R000977", "边城夜雨集", "11010519491231002X"
PERSONAL = (NAME, PHONE, CARD, TITLE, ID_NUMBER, "ouyang")


def test_a_day_with_faults_names_nobody_in_the_log(
    work: Work,
    qtbot: QtBot,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    person = registration.register(name=NAME, phone=PHONE, card_number=CARD, id_number=ID_NUMBER)
    title = builders.a_title(name=TITLE)
    builders.a_copy(title=title, barcode="B000977")
    for typed in (CARD, "B000977", NAME, "ouyang", "R999999", ID_NUMBER, TITLE):
        work.scans.seconds = lambda: float("inf")
        work.scans.enter(typed)
    people.unmask(person_ids=[person], reason=f"联系{NAME}")
    daily.back_up(work, then=lambda: None)
    qtbot.waitUntil(lambda: not job.under_way())
    rotation.thin_out(backup.folder_of(tmp_path / "centre.db"), megabytes=1)

    def broken(**_values: str) -> None:
        raise KeyError(f"{NAME} {PHONE}")

    attempt(broken, name=NAME)  # a fault in a verb, in what reads for the screen, and in a job
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, crash.CrashDialog)
    shown = dialog.report.toPlainText()
    dialog.copy_button.click()
    assert QApplication.clipboard().text() == shown
    dialog.accept()
    told(lambda: people.person(10**9))()
    job.run(NAME, lambda _progress: broken(name=PHONE), parent=work)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), crash.CrashDialog))
    QApplication.activeModalWidget().accept()
    keystore.use(None)
    out, err = capfd.readouterr()
    for said in (caplog.text, out, err, shown):
        assert not [each for each in PERSONAL if each in said]
    assert "KeyError" in shown
    assert "KeyError" in caplog.text
    assert catalogue.page_of_titles(limit=1)
    caplog.clear()
