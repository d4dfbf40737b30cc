"""What the window prepares while nobody is looking."""

from centre_app.storage import database
from ui.shell.warming import Warming


def test_who_came_lately_is_known_to_the_search_soon_after_the_start(window, qtbot):
    def remembered() -> bool:
        rows = database.db.execute_sql(
            "SELECT 1 FROM temp.sqlite_master WHERE name = 'person_recent'"
        ).fetchall()
        return bool(rows)

    qtbot.waitUntil(remembered)


def test_the_key_of_the_numbers_is_fetched_soon_after_the_start(window, qtbot, key_store):
    asked: list[str] = []
    kept = key_store.get_password
    key_store.get_password = lambda service, username: asked.append(username) or kept(service, username)
    Warming(window)  # that of the window itself may be done by now
    qtbot.waitUntil(lambda: "resident-id" in asked)
