"""The frame of an import: its four steps on top of each other, its buttons, and the one job under way."""

from collections.abc import Callable
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from centre_app.errors import CentreError
from centre_app.i18n import _
from ui.importing.choose import ChooseFile
from ui.importing.columns import Columns
from ui.importing.preview import Preview
from ui.importing.steps import STEPS, Steps
from ui.importing.summary import Summary
from ui.kit import buttons, card, job, layout
from ui.kit.dialog import Dialog

_WIDTH = 1120


class Frame(Dialog):
    """Shows one step at a time; while a job runs nothing can be pressed but Cancel, which stops it."""

    def __init__(self, parent: QWidget | None, pages: tuple[ChooseFile, Columns, Preview, Summary]) -> None:
        super().__init__(parent, "", width=_WIDTH)
        self.choose, self.columns, self.preview, self.summary = pages
        self.job: job.Job | None = None
        self.has_title = True
        self.heading = card.label(kind="title", wrap=True)
        self.steps = Steps()
        self.stack = QStackedWidget()
        for page in (self.choose, layout.scrolled(self.columns), layout.scrolled(self.preview), self.summary):
            self.stack.addWidget(page)
        line = layout.row(self.heading, self.steps)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.stack, 1)
        self.back_button = buttons.plain(_("Columns"), "left")
        self.foot.insertWidget(0, self.back_button)
        self.close_button = self.add_button(buttons.plain(_("Cancel"), clicked=self.reject))
        self.next_button = self.add_button(buttons.primary(_("Check the rows"), "right"))
        self.import_button = self.add_button(buttons.primary(_("Import"), "import"))

    def settle(self) -> None:
        """Enable the buttons that can be pressed now."""
        raise NotImplementedError

    def reject(self) -> None:
        """Close; work under way is stopped first and leaves nothing."""
        if self.job is not None:
            self.job.cancel()
            return
        super().reject()

    def run_job(
        self, title: str, doing: Callable[[Any], Any], *, then: Callable[[Any], object],
        failed: Callable[[CentreError], object], quietly: bool = False,
    ) -> None:  # fmt: skip
        """Do the work in a thread; quietly: the clerk goes on meanwhile."""
        self.job = job.run(title, doing, then=then, failed=failed, cancelled=lambda: None, parent=self)
        if not quietly:
            self.stack.setEnabled(False)
        for button in (self.back_button, self.next_button, self.import_button):
            button.setEnabled(False)
        self.job.finished.connect(partial(self._on_finished, quietly))

    def show_step(self, step: str, *, can_go_back: bool = False) -> None:
        """Show this step with its buttons."""
        self.steps.show_step(step)
        self.stack.setCurrentIndex(list(STEPS).index(step))
        self.next_button.setVisible(step == "columns")
        self.import_button.setVisible(step == "rows")
        self.back_button.setVisible(step == "rows" and can_go_back)
        self.close_button.setText(_("Close") if step == "done" else _("Cancel"))
        self.settle()
        QTimer.singleShot(0, self, self.fit)  # once the layout knows how high it is

    def name(self, title: str) -> None:
        """Write what is imported over the dialog."""
        self.setWindowTitle(title)
        self.heading.setText(title)

    def _on_finished(self, quietly: bool) -> None:
        if not shiboken6.isValid(self):  # closed while something was still read
            return
        self.job = None
        self.stack.setEnabled(True)
        self.settle()
        if not quietly:
            shown = [
                one for one in (self.import_button, self.next_button, self.choose.button) if one.isVisible()
            ]
            next((one for one in shown if one.isEnabled()), self.close_button).setFocus()
