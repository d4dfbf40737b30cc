"""The real window without a screen, every page and every section of the settings shown once."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from centre_app.lending import own_sheets
from ui.kit import changes, crash, job, toast
from ui.settings.page import SECTIONS, SettingsPage
from ui.shell import look, pages
from ui.shell.window import MainWindow
from ui.shell.work import Work


def application() -> QApplication:
    """The one application, its faults shown as at the desk."""
    app = cast(QApplication, QApplication.instance() or QApplication([]))
    crash.install_hook()
    return app


def fault() -> str:
    """What the dialog for faults of the program says, if it is shown; it is closed."""
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, crash.CrashDialog) and dialog.isVisible():
            dialog.accept()
            return dialog.report.toPlainText().replace("\n", " | ")
    return ""


def shown() -> str:
    """Open the window on the open centre, show all there is, close it. The fault, if there was one."""
    look.dress(application())
    changes.hub().watch()
    window, work = MainWindow(), Work()
    try:
        work.show()
        work.refresh()
        for each in pages.PAGES:
            work.show_page(each.id)
        settings_page = cast(SettingsPage, work.pages["settings"])
        for section in SECTIONS:
            settings_page.section(section.id)
        own_sheets.choices()
    finally:
        changes.hub().rest()
        job.stop_all()
        for each in (work, window):
            gone(each)
    return fault()


def gone(widget: QWidget) -> None:
    """Close a window and have it deleted."""
    toast.uninstall(widget)
    if isinstance(widget, Work):
        widget.rest()
    widget.hide()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
