"""The README's pictures: the real window on the sample centre, at a fixed afternoon, in both languages. `make shots`."""

import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

PICTURES = Path("docs/pictures")
AFTERNOON = datetime(2026, 11, 19, 16, 10)
PAGES = ("desk", "rooms", "lending", "people", "reports")
SIZE = (1280, 760)


def main() -> None:
    """Fill a sample centre in a scratch folder, show every page in both languages, save the pictures."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QTimer

    from centre_app import clock, i18n, sample
    from centre_app.access import clerks
    from centre_app.centre import preferences
    from centre_app.storage import database, opening
    from ui.shell import start

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        preferences.use_file(Path(folder) / "preferences.json")
        preferences.put("backup_folder", str(Path(folder) / "stick"))
        clock.set_for_tests(AFTERNOON)
        opening.open_database(Path(folder) / database.FILE_NAME, wait_ms=0)
        sample.fill(months=3, seed=1)
        app = start.application()
        clerks.put_on_duty(clerk_id=clerks.clerks()[0].id)
        window = start.show_window(app)
        window.resize(*SIZE)
        window.show()
        steps = [(language, page) for language in i18n.LANGUAGES for page in PAGES]
        QTimer.singleShot(1500, app, lambda: _next(window, steps))
        app.exec()
        database.close_database()


def _next(window: "MainWindow", steps: list[tuple[str, str]]) -> None:
    """Show a page, let it settle, take its picture, go on."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from centre_app.centre import preferences
    from ui.kit import toast

    if not steps:
        window.close()
        QApplication.exit(0)
        return
    language, page = steps[0]
    if preferences.language() != language or preferences.get("language") != language:
        preferences.put("language", language)
        window.rebuild()
    assert window.work is not None
    shown = window.work.show_page(page)
    _dress_up(window, page)

    def take() -> None:
        for said in window.findChildren(toast.Toast):
            said.leave()
        PICTURES.mkdir(parents=True, exist_ok=True)
        window.grab().save(str(PICTURES / f"{page}-{language}.png"))
        print(PICTURES / f"{page}-{language}.png")
        _next(window, steps[1:])

    shown.refresh()
    QTimer.singleShot(5000 if page == "reports" else 900, window, take)


def _dress_up(window: "MainWindow", page: str) -> None:
    """Let somebody be served on the pages that show it."""
    from centre_app.lending import loans

    assert window.work is not None
    context = window.work.context
    if page == "lending":
        out = next(row for row in loans.out_now() if loans.standing(row.person_id).loans > 1)
        context.open_person(out.person_id)
    else:
        context.close_person()


if __name__ == "__main__":
    main()
