"""The dialog of somebody's card: its number, those before it, a new one, and a bar from borrowing."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.people import card_history, people
from centre_app.people.card_history import ENDS, FormerCard
from ui.kit import buttons, card, card_terms, layout, toast
from ui.kit.attempt import attempt, told
from ui.kit.dialog import Dialog
from ui.kit.form import CheckField, DateField, FormDialog, TextField


class CardDialog(Dialog):
    """What can be done with a card; each press does it, says so, and closes."""

    def __init__(self, parent: QWidget, shown: people.PersonCard, former: list[FormerCard], bar: str) -> None:
        super().__init__(parent, _("Card of {name}").format(name=shown.name), width=520)
        self.shown = shown
        self.add_title(_("Card of {name}").format(name=shown.name))
        self.number = card.label(shown.card_number or _("No card"), kind="heading", selectable=True)
        self.body.addWidget(self.number)
        if shown.card_expires_on is not None:
            self.body.addWidget(card.label(_("Good until {day:%Y-%m-%d}").format(day=shown.card_expires_on)))
        if former:
            self.body.addWidget(
                card.label("\n".join(map(former_line, former)), kind="quiet", wrap=True, selectable=True)
            )
        if bar:
            self.body.addWidget(card.Note(bar, "warning"))
        self.new_button = buttons.primary(_("Give a new card…"), "card", clicked=self._ask_new)
        self.lost_button = buttons.plain(_("Card lost"), clicked=partial(self._end, "lost"))
        self.returned_button = buttons.plain(_("Card given back"), clicked=partial(self._end, "returned"))
        self.extend_button = buttons.plain(_("Extend by a year"), "refresh", clicked=self._extend)
        self.extend_button.setVisible(bool(shown.card_number) and shown.card_expires_on is not None)
        self.bar_button = buttons.plain(_("Bar from borrowing…"), clicked=self._ask_bar)
        self.lift_button = buttons.plain(_("Let borrow again"), clicked=self._lift)
        self.bar_button.needs = self.lift_button.needs = "override"
        for button in (self.lost_button, self.returned_button):
            button.setVisible(bool(shown.card_number))
        self.bar_button.setVisible(not bar)
        self.lift_button.setVisible(bool(bar))
        verbs = (
            self.new_button,
            self.extend_button,
            self.lost_button,
            self.returned_button,
            self.bar_button,
            self.lift_button,
        )
        self.body.addWidget(layout.holding(layout.Flow(*verbs), _("What can be done")))
        self.add_button(buttons.plain(_("Close"), clicked=self.reject))

    def _end(self, why: str) -> None:
        words = _("The card {number} is not good any more ({why}).").format(
            number=self.shown.card_number, why=_(ENDS[why])
        )
        attempt(
            card_history.end_card, person_id=self.shown.id, why=why, then=lambda _nothing: self._said(words)
        )

    def _extend(self) -> None:
        self.accept()
        card_terms.extend(self.shown.id)

    def _lift(self) -> None:
        words = _("{name} can borrow again.").format(name=self.shown.name)
        attempt(card_history.lift_bar, person_id=self.shown.id, then=lambda _nothing: self._said(words))

    def _ask_new(self) -> None:
        had = bool(self.shown.card_number)
        dialog = FormDialog(_("Give a new card"), _("Give"), self, width=440)
        field = TextField(placeholder=_("automatic: {number}").format(number=people.next_card_number()))
        dialog.form.add("number", _("Card number"), field)
        field.main().setProperty("takes_scans", True)
        dialog.form.add("lost", "", CheckField(_("The old card was lost")))
        dialog.form.show_entry("lost", had)

        def submitted(values: dict[str, Any]) -> None:
            dialog.attempt(
                card_history.replace_card, person_id=self.shown.id, number=values["number"],
                lost=bool(values["lost"]),
                then=lambda number: self._said(_("New card: {number}").format(number=number)),
            )  # fmt: skip

        dialog.submitted.connect(submitted)
        dialog.open()

    def _ask_bar(self) -> None:
        dialog = FormDialog(_("Bar from borrowing"), _("Bar"), self, width=440)
        dialog.form.add("reason", _("Reason"), TextField(longest=200), required=True)
        dialog.form.add("until", _("Until"), DateField(lean="future"), hint=_("Empty: until it is lifted"))
        words = _("{name} is barred from borrowing.").format(name=self.shown.name)
        dialog.submitted.connect(
            lambda values: dialog.attempt(
                card_history.bar, person_id=self.shown.id, then=lambda _nothing: self._said(words), **values
            )
        )
        dialog.open()

    def _said(self, words: str) -> None:
        self.accept()
        toast.show(words, undo=True)


@told
def open_card(parent: QWidget, *, person_id: int) -> CardDialog:
    """Open the dialog of somebody's card."""
    bars = card_history.bar_words(person_id)
    dialog = CardDialog(parent, people.person(person_id), card_history.former_of(person_id), bars)
    dialog.open()
    return dialog


def former_line(former: FormerCard) -> str:
    """A number of before, and why it ended."""
    words = _("Before: {number}, {why} on {day:%Y-%m-%d}")
    return words.format(number=former.number, why=_(ENDS[former.ended_why]), day=former.ended_at)
