"""The line above list and record: registering, groups, and behind one button what is done more seldom."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from centre_app.i18n import _
from centre_app.storage.action import WORK
from ui.kit import buttons, icons, layout
from ui.people.card_menu import CardMenu
from ui.people.people_list import PeopleList


class TopRow(QWidget):
    """What is done with nobody in particular."""

    def __init__(
        self, people: PeopleList, *, register: Callable[[], object], family: Callable[[], object],
        group: Callable[[], object], duplicates: Callable[[], object], bring: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self.register = buttons.primary(_("Register"), "plus", clicked=register)
        self.family = buttons.plain(_("Register a family"), "people", clicked=family)
        self.group = buttons.plain(_("Check in a group"), "group", clicked=group)
        self.more = buttons.plain(_("More…"), "more")
        buttons.need(WORK, self.register, self.family, self.group)
        menu = QMenu(self.more)
        self.duplicates = menu.addAction(icons.icon("people", "quiet"), "", duplicates)
        self.bring = menu.addAction(icons.icon("import", "quiet"), _("Import…"), bring)
        menu.addSeparator()
        self.cards = CardMenu(self, people, menu)
        self.more.setMenu(menu)
        self.count_duplicates(0)
        self.setLayout(layout.Flow(self.register, self.family, self.group, self.more, people.eye))

    def count_duplicates(self, count: int) -> None:
        """Say how many pairs may be of one person."""
        self.duplicates.setText(_("Duplicates ({count})").format(count=count) if count else _("Duplicates"))
