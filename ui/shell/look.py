"""The look that this computer's preferences ask for: language, text size, colours."""

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from centre_app import i18n
from centre_app.centre import preferences
from ui.kit import style

_translators: list[QTranslator] = []


def dress(app: QApplication) -> None:
    """Put the chosen language, text size and colours in force; what was built before must be rebuilt."""
    i18n.use(preferences.language())
    _speak(app)
    style.apply(app, percent=preferences.get("percent"), dark=preferences.get("dark"))


def _speak(app: QApplication) -> None:
    """Let Qt's own dialogs and menus speak the program's language."""
    while _translators:
        app.removeTranslator(_translators.pop())
    if i18n.language() != "en":
        made = QTranslator(app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if made.load(f"qtbase_{i18n.language()}", folder):
            app.installTranslator(made)
            _translators.append(made)
