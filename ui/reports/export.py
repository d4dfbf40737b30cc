"""Exporting the report: where to, as what, in which language, with names and why; then the job that writes it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from centre_app.i18n import N_, _, in_language
from centre_app.reports import kept, kinds, periodic
from centre_app.reports.periods import Period
from centre_app.reports.selfcheck import Misfit
from ui.kit import buttons, icons, job, messages, toast
from ui.kit.action import Action
from ui.kit.file_dialog import ask_target, documents
from ui.reports.closing import told as told_problems

# The ending of each kind of file, its words in the menu, and what the file dialog calls it.
_KINDS = {
    ".xlsx": (N_("Export Excel"), N_("Excel workbook (*.xlsx)")),
    ".pdf": (N_("Export PDF…"), N_("PDF for printing (*.pdf)")),
    "": (N_("Export .csv files…"), N_("Folder of .csv files (*)")),
    ".json": (N_("Export .json…"), N_("Data for other programs (*.json)")),
}
_MORE = (".pdf", "", ".json")


class MoreMenu:
    """A button with the other kinds of file, for which `asked(ending)` is called, and the export with names."""

    def __init__(self, asked: Callable[[str], object], *, named: Callable[[], object]) -> None:
        self._asked, self._named = asked, named
        self.button = buttons.plain(_("More…"), "more")
        self.menu = QMenu(self.button)
        for action in self.page_actions():
            chosen = self.menu.addAction(icons.icon(action.icon, "quiet"), action.text)
            chosen.triggered.connect(partial(_call, action.callback))
        self.button.setMenu(self.menu)

    def add(self, icon: str, text: str, chosen: Callable[[], object]) -> None:
        """Offer something else of the page below."""
        self.menu.addAction(icons.icon(icon, "quiet"), text).triggered.connect(partial(_call, chosen))

    def page_actions(self) -> list[Action]:
        """The same as actions of the page."""
        made = [
            Action(
                f"reports.export{ending or '.csv'}",
                _(_KINDS[ending][0]),
                "",
                "document",
                partial(self._asked, ending),
            )
            for ending in _MORE
        ]
        return [*made, Action("reports.names", _("Export with names…"), "", "export", self._named)]


class Export:
    """Exports of one page; the folder chosen last is offered again."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._folder = documents()
        self.dialog: QFileDialog | None = None

    def ask_reason(self, *, period: Period, language: str) -> messages.Message:
        """Ask why names are needed, then where to save."""
        return messages.ask_text(
            self._parent,
            _("Why are names needed in this report?"),
            verb=_("Export with names"),
            detail=_("Names of residents and donors will be in the file. The reason is kept in the records."),
            then=lambda reason: self.ask_target(period=period, language=language, reason=reason),
        )

    def ask_target(
        self, *, period: Period, language: str, reason: str | None = None, ending: str = ".xlsx"
    ) -> QFileDialog:
        """Ask where to save, then write."""
        with in_language(language):
            name = periodic.file_name(period, ending=ending)
        self.dialog = ask_target(
            self._parent, _("Export: {report}").format(report=kinds.title(period)), start=self._folder / name,
            ending=ending, kinds=_(_KINDS[ending][1]),
            then=lambda to: self.write(period=period, to=to, language=language, reason=reason),
        )  # fmt: skip
        return self.dialog

    def write(self, *, period: Period, to: Path, language: str, reason: str | None = None) -> job.Job:
        """Write the report in a job and say where it lies."""
        from ui.reports import pdf

        self._folder = to.parent
        return job.run(
            _("Exporting {name}").format(name=to.name),
            lambda progress: _written(
                progress=progress,
                period=period,
                to=to,
                language=language,
                names_reason=reason,
                paint=pdf.paint,
            ),
            then=_tell,
            failed=lambda error: messages.warn(self._parent, error.sentence()),
        )


def _written(**how: Any) -> tuple[Path, list[Misfit]]:
    """Write the report, and see what the self-check found; runs in a worker."""
    return periodic.write(**how), kept.reports(limit=1)[0].problems


def _tell(found: tuple[Path, list[Misfit]]) -> None:
    """Say that it was saved and that all was verified, or what does not fit."""
    path, problems = found
    if problems:
        saved = _("{name} was saved.").format(name=path.name)
        messages.warn(None, saved, detail=told_problems(problems))
        return
    toast.show(
        _("{name} was saved and verified.").format(name=path.name),
        kind="good",
        button=_("Open folder"),
        pressed=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))),
    )


def _call(callback: Callable[[], object], _checked: bool = False) -> None:
    callback()
