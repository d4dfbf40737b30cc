"""The section of this computer: language, text size, colours, and where the data lie. Nothing here is in the data file."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from centre_app import i18n
from centre_app.centre import preferences
from centre_app.i18n import N_, _
from centre_app.storage import database
from ui.kit import buttons, card, layout, messages, style
from ui.kit.attempt import told
from ui.kit.form import CheckField, ChoiceField, Form
from ui.settings import files
from ui.settings.section import Section, held


class ComputerSection(Section):
    """How the program looks on this computer. A choice counts at once."""

    id = "computer"
    title = N_("This computer")
    icon = "text-size"
    needs = ""

    def __init__(self) -> None:
        super().__init__()
        self.form = Form()
        self.language = self.form.add(
            "language",
            _("Language"),
            ChoiceField([*i18n.LANGUAGES.items()], none=_("As the system")),
        )
        self.percent = self.form.add(
            "percent",
            _("Text size"),
            ChoiceField([(percent, f"{percent} %") for percent in style.PERCENTS]),
            beside=True,
        )
        self.dark = self.form.add("dark", _("Colours"), CheckField(_("Dark colours")))
        self.sound = self.form.add(
            "sound", "", CheckField(_("A tone for each scan")),
            hint=_("A short rising tone when something was done and saved, a low one when it was refused."),
        )  # fmt: skip
        self.sound.changed.connect(self._on_sound)
        self._filling = False
        look = card.Card(_("Look and sound"))
        look.add(held(self.form))
        self.column.addWidget(look)
        self.column.addWidget(self._folder_card())
        self.column.addStretch(1)
        for name in ("language", "percent", "dark"):
            self.form.field(name).changed.connect(lambda name=name: self._on_chosen(name))

    def refresh(self) -> None:
        self._filling = True
        self.form.set_values(
            language=preferences.get("language") or None,
            percent=preferences.get("percent"),
            dark=preferences.get("dark"),
            sound=preferences.get("sound"),
        )
        self._filling = False
        self.folder.setText(str(data_folder()))

    def _folder_card(self) -> card.Card:
        made = card.Card(_("Data folder"))
        self.folder = card.label(wrap=True, selectable=True)
        self.open_button = buttons.plain(_("Show the folder"), "folder", clicked=self.on_open)
        made.add(
            card.label(
                _(
                    "Everything the centre records lies in this folder. Please do not move it while the program runs."
                ),
                kind="quiet",
                wrap=True,
            )
        )
        made.add(self.folder)
        self.choose_button = buttons.plain(_("Use another folder…"), clicked=self.on_choose)
        self.choose_button.needs = "settings"  # the next start would begin elsewhere, with nobody's data
        made.add(layout.row(self.open_button, None))
        made.add(layout.row(self.choose_button, None))
        return made

    def on_choose(self) -> None:
        """Choose the folder the program opens from the next start on; what lies in the present one stays there."""
        files.ask_folder(self, _("Folder for the data"), start=data_folder(), then=self.choose)

    @told
    def choose(self, folder: Path) -> None:
        """Remember the folder, and say from when it counts."""
        preferences.put("data_folder", str(folder))
        words = _(
            "From the next start on the program opens {folder}. What is in the present folder stays there."
        )
        messages.inform(self, words.format(folder=folder))

    def on_open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(data_folder())))

    @told
    def _on_sound(self) -> None:
        if not self._filling:
            preferences.put("sound", self.sound.value())

    @told
    def _on_chosen(self, name: str) -> None:
        if self._filling:
            return
        value = self.form.field(name).value()
        if value != preferences.get(name):
            preferences.put(name, value or ("" if name == "language" else value))
            self.asked.emit("rebuild", None)


def data_folder() -> Path:
    """Return the folder of the open centre."""
    return database.database_path().parent
