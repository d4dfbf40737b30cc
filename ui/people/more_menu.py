"""What is seldom wanted of a person's record, behind one button."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from centre_app.i18n import N_, _
from centre_app.people.people import PersonCard
from ui.kit import buttons, icons

_ENTRIES = (
    ("hold", N_("Place a hold…"), "clock"),
    ("note", N_("Write a note…"), "edit"),
    ("card", N_("Card…"), "card"),
    ("extend", N_("Extend by a year"), "refresh"),
    ("print_card", N_("Print card"), "print"),
    ("consent", N_("Consent…"), "check"),
    ("photo", N_("Photo…"), "user"),
    ("merge", N_("Merge with…"), "people"),
    ("privacy", N_("Privacy…"), "lock"),
)
_AFTER = ("note", "print_card", "photo")  # a line below these


class MoreMenu:
    """A button and its menu; `asked(verb)` is called with what was chosen."""

    def __init__(self, asked: Callable[[str], object]) -> None:
        self.button = buttons.plain(_("More…"), "more")
        menu = QMenu(self.button)
        self.actions: dict[str, QAction] = {}
        for verb, text, icon in _ENTRIES:
            action = menu.addAction(icons.icon(icon, "quiet"), _(text))
            action.triggered.connect(partial(_chosen, asked, verb))
            self.actions[verb] = action
            if verb in _AFTER:
                menu.addSeparator()
        self.button.setMenu(menu)

    def offer(self, shown: PersonCard) -> None:
        """Let only be chosen what this person has something for."""
        self.actions["print_card"].setEnabled(bool(shown.card_number))
        self.actions["extend"].setEnabled(bool(shown.card_number) and shown.card_expires_on is not None)


def _chosen(asked: Callable[[str], object], verb: str, _checked: bool = False) -> None:
    asked(verb)
