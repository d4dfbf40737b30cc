"""What can be done with many cards: those of the people selected in the list, or of all it lists."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from centre_app.i18n import _, _n
from ui.kit import card_terms, icons, messages, toast
from ui.people.people_list import PeopleList

MOST_AT_ONCE = 2000
Do = Callable[[list[int], bool], object]


class CardMenu:
    """The part of a menu that prints and extends cards; the list says whose."""

    def __init__(self, parent: QWidget, people: PeopleList, menu: QMenu) -> None:
        self._parent, self._people = parent, people
        self.print_selected = self._entry(menu, "print", self._print, whole=False)
        self.extend_selected = self._entry(menu, "refresh", self._extend, whole=False)
        menu.addSeparator()
        self.print_listed = self._entry(menu, "print", self._print, whole=True)
        self.extend_listed = self._entry(menu, "refresh", self._extend, whole=True)
        self.print_selected.setText(_("Print the cards of those selected…"))
        self.extend_selected.setText(_("Extend the cards of those selected by a year"))
        self.print_listed.setText(_("Print the cards of all listed…"))
        self.extend_listed.setText(_("Extend the cards of all listed by a year…"))
        menu.aboutToShow.connect(self.offer)

    def offer(self) -> None:
        """Let only be chosen what there are people for."""
        for action in (self.print_selected, self.extend_selected):
            action.setEnabled(bool(self._people.list.selected()))
        for action in (self.print_listed, self.extend_listed):
            action.setEnabled(bool(self._people.list.rows()))

    def _entry(self, menu: QMenu, icon: str, do: Do, *, whole: bool) -> QAction:
        made = menu.addAction(icons.icon(icon, "quiet"), "")
        made.triggered.connect(partial(self._with_people, do, whole=whole))
        return made

    def _with_people(self, do: Do, _checked: bool = False, *, whole: bool) -> None:
        ids = self._people.listed_ids(limit=MOST_AT_ONCE + 1) if whole else self._people.selected_ids()
        if len(ids) > MOST_AT_ONCE:
            words = _("More than {most} people are listed. Please narrow the list first.")
            toast.show(words.format(most=MOST_AT_ONCE), kind="warning")
        elif ids:
            do(ids, whole)

    def _print(self, ids: list[int], _whole: bool) -> None:
        card_terms.print_cards(self._parent, ids)

    def _extend(self, ids: list[int], whole: bool) -> None:
        if not whole:
            card_terms.extend_all(ids)
            return
        words = _n(
            "Extend the card of {count} person by a year?",
            "Extend the cards of {count} people by a year?",
            len(ids),
        )
        messages.confirm(
            self._parent, words.format(count=len(ids)), verb=_("Extend"), then=partial(card_terms.extend_all, ids)
        )  # fmt: skip
