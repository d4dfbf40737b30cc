"""What the window prepares while nobody is looking."""

from PySide6.QtCore import QObject

from centre_app.storage import database
from ui.shell.warming import Warming


def test_who_came_lately_is_known_to_the_search_soon_after_the_start(window, qtbot):
    def remembered() -> bool:
        rows = database.db.execute_sql(
            "SELECT 1 FROM temp.sqlite_master WHERE name = 'person_recent'"
        ).fetchall()
        return bool(rows)

    qtbot.waitUntil(remembered)


def test_the_key_of_the_numbers_is_fetched_soon_after_the_start(centre, qapp, qtbot, key_store):
    asked: list[str] = []
    kept = key_store.get_password
    key_store.get_password = lambda service, username: asked.append(username) or kept(service, username)
    desk = QObject()
    Warming(desk)
    qtbot.waitUntil(lambda: asked == ["resident-id"])
