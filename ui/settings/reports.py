"""The section of the monthly report that is exported by itself: from which day, as what, into which folder of this computer."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from centre_app.centre import preferences, settings
from centre_app.i18n import N_, _
from centre_app.reports import schedule
from ui.kit import buttons, card, layout
from ui.kit.attempt import told
from ui.kit.form import ChoiceField
from ui.settings import files
from ui.settings.rules import number
from ui.settings.section import Section, SettingsCard


class ReportsSection(Section):
    """When the monthly report is exported by itself, and what was exported last."""

    id = "reports"
    title = N_("Monthly report")
    icon = "report"
    tables = frozenset({"setting"})

    def __init__(self) -> None:
        super().__init__()
        self.card = SettingsCard(_("When and as what"), ("report_day", "report_kinds"))
        self.card.form.add(
            "report_day", settings.label("report_day"), number("report_day", _("of the month")), required=True,
            hint=_("At the first start on or after this day the report of the month before is exported. 0: not at all."),
        )  # fmt: skip
        kinds = [(key, _(words)) for key, words in settings.CHOICES["report_kinds"].items()]
        self.card.form.add("report_kinds", settings.label("report_kinds"), ChoiceField(kinds))
        self.folder = card.label(wrap=True, selectable=True)
        self.note = card.Note("", "info")
        self.choose_button = buttons.plain(_("Choose the folder…"), "folder", clicked=self.on_choose)
        self.open_button = buttons.plain(_("Show the folder"), clicked=self.on_open)
        where = card.Card(_("Folder on this computer"))
        where.add(self.folder)
        where.add(self.note)
        where.add(layout.row(self.choose_button, self.open_button, None))
        self.column.addWidget(self.card)
        self.column.addWidget(where)
        self.column.addStretch(1)

    def refresh(self) -> None:
        self.card.show_values(settings.all_settings())
        folder = preferences.get("report_folder")
        there = bool(folder) and Path(folder).is_dir()
        self.folder.setText(folder or _("No folder is chosen yet: nothing is exported."))
        self.open_button.setEnabled(there)
        self._show_note(gone=bool(folder) and not there)

    def on_choose(self) -> None:
        start = Path(preferences.get("report_folder") or Path.home())
        files.ask_folder(self, _("Folder for the monthly report"), start=start, then=self.choose)

    @told
    def choose(self, folder: Path) -> None:
        """Remember the folder."""
        preferences.put("report_folder", str(folder))
        self.refresh()

    def on_open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(preferences.get("report_folder")))

    def _show_note(self, *, gone: bool) -> None:
        done = schedule.last_done()
        if gone:
            self.note.set(_("This folder cannot be reached now. Is the disk plugged in?"), "warning")
        elif done is not None:
            words = _("Last exported by itself: {report}, on {day}.")
            self.note.set(words.format(report=done.period.title, day=done.day), "good")
        self.note.setVisible(gone or done is not None)
