"""All data out of a centre and into another, from the settings."""

from pathlib import Path

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from centre_app.access import audit, clerks
from centre_app.storage import database, opening
from tests.builders import a_person
from ui.kit import toast
from ui.kit.messages import Message
from ui.settings.page import SettingsPage


def test_all_data_go_out_with_a_reason_and_into_an_empty_centre(
    qtbot: QtBot, page: SettingsPage, tmp_path: Path
) -> None:
    a_person(name="王小明")
    page.show_argument("backups")
    card = page.section("backups").everything
    to = tmp_path / "全部.xlsx"
    reasons: list[str] = []

    asked = card.ask_reason(reasons.append)
    assert not asked.confirm_button.isEnabled()
    asked.findChild(QLineEdit).setText("换电脑")
    asked.confirm_button.click()
    with qtbot.waitSignal(card.export(to, reason=reasons[0]).finished):
        pass
    assert to.is_file()
    assert "全部.xlsx" in toast.shown()[-1]
    assert audit.entries(limit=1)[0].reason == "换电脑"

    with qtbot.waitSignal(card.take_over(to).finished):
        pass
    assert "已经在使用" in page.window().findChildren(Message)[-1].sentence.text()

    database.close_database()
    opening.open_database(tmp_path / "新" / database.FILE_NAME)
    with qtbot.waitSignal(page.context.page_requested) as gone:
        card.take_over(to)
    assert gone.args == ["restart", None]
    assert [row.name for row in clerks.clerks()] == ["李敏", "王师傅"]
