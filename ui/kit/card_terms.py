"""Extending cards by a year and printing them, from wherever it is asked."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from centre_app.centre import settings
from centre_app.i18n import N_, _, _n
from centre_app.lending.label_sheets import Label
from centre_app.people import card_terms
from centre_app.people.card_terms import HeldCard
from ui.kit import labels, toast
from ui.kit.attempt import attempt


def extend(person_id: int) -> None:
    """Extend somebody's card by a year and say until when, with Undo."""
    attempt(
        card_terms.extend, person_id=person_id,
        then=lambda day: toast.show(_("The card is good until {day:%Y-%m-%d}.").format(day=day), undo=True),
    )  # fmt: skip


def extend_all(person_ids: Sequence[int]) -> None:
    """Extend the cards of all these people by a year and say how many, with Undo."""

    def said(count: int) -> None:
        words = _n("{count} card extended by a year.", "{count} cards extended by a year.", count)
        toast.show(words.format(count=count), undo=True)

    attempt(card_terms.extend_all, person_ids=list(person_ids), then=said)


def print_cards(parent: QWidget, person_ids: Sequence[int]) -> labels.LabelDialog | None:
    """Ask for the paper of these people's cards; None where nobody of them has one."""
    cards = card_terms.held_cards(person_ids)
    if not cards:
        toast.show(_("None of these people has a card."), kind="info")
        return None
    title = _("Member card") if len(cards) == 1 else _("Member cards")
    return labels.ask(
        parent, title, [card_label(each) for each in cards], label=N_("print a member card"), table="person",
        row_ids=[each.person_id for each in cards], paper="2x5",
    )  # fmt: skip


def card_label(held: HeldCard) -> Label:
    """A card as it is printed: the centre's name, whose it is, its number as bars and as a square, and its last day."""
    foot = _("Good until {day:%Y-%m-%d}").format(day=held.ends_on) if held.ends_on else ""
    return Label(
        held.card_number, head=settings.get("centre_name"), name=held.name, foot=foot, with_dots=True
    )
