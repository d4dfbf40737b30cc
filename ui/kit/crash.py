"""The dialog for bugs: what the clerk can do, and a report to copy. Known errors never come here."""

import logging
import platform
import sys
from types import TracebackType

import PySide6
from PySide6.QtCore import QThread
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from centre_app import clock, faults
from centre_app.errors import CentreError
from centre_app.i18n import _
from centre_app.storage import database
from ui.kit import buttons, card, style, toast
from ui.kit.dialog import Dialog

_log = logging.getLogger(__name__)
_open: list["CrashDialog"] = []


class CrashDialog(Dialog):
    """Says that the program failed and what was not saved; its report can be copied with one button."""

    def __init__(self, text: str) -> None:
        super().__init__(None, _("Something went wrong"), width=620)
        self.add_title(_("Something went wrong"))
        self.body.addWidget(
            card.label(
                _(
                    "This is a fault of the program. What you did last was not saved; everything before it is safe. "
                    "Please copy this report and send it to whoever looks after the program. Only what stands below is "
                    "copied: places in the program, no names and nothing that was typed."
                ),
                wrap=True,
            )
        )
        self.report = QPlainTextEdit(text)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("Report of the fault"))
        self.report.setMinimumHeight(style.px(200))
        self.body.addWidget(self.report, 1)
        self.copy_button = self.add_button(buttons.plain(_("Copy report"), "copy", clicked=self._copy))
        self.add_button(buttons.primary(_("Close"), clicked=self.accept)).setFocus()
        self.finished.connect(_open.clear)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy_button.setText(_("Copied"))


def report(error: BaseException) -> str:
    """Return what a programmer needs: versions, system, places in the code. The clerk sees all of it before sending it."""
    facts = [
        f"{clock.now():%Y-%m-%d %H:%M:%S}  Python {platform.python_version()}  Qt {PySide6.__version__}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
    ]
    return "\n".join([*facts, "", faults.trace(error)])


def show(error: BaseException) -> CrashDialog | None:
    """Show the crash dialog for this error; while one is open further errors are only logged.

    What the disk or a damaged file did is no fault of the program: it gets its sentence.
    """
    known = error if isinstance(error, CentreError) else database.meant(error)
    if known is not None and QApplication.instance() is not None:
        _log.info("told the clerk: %s", type(known).__name__)
        toast.show(known.sentence(), kind="bad")
        return None
    _log.error("a fault of the program\n%s", faults.trace(error))
    if _open or QApplication.instance() is None:
        return None
    made = CrashDialog(report(error))
    _open.append(made)
    made.open()
    return made


def install_hook() -> None:
    """Let errors that escape from event handlers come here instead of vanishing. The window calls it once."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        application = QApplication.instance()
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        elif application is None or QThread.currentThread() != application.thread():
            _log.error("a fault of the program\n%s", faults.trace(error))
        else:
            show(error)

    sys.excepthook = hook
