"""Errors of notes for the desk and of the terms of cards, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class NoteEmpty(CentreError):
    """A note without words."""

    words = N_("The note has no words yet. Please type what the next clerk should know.")


class NoteEnded(CentreError):
    """An ended note is history and is not changed any more."""

    words = N_("This note was ended already. Please write a new one.")


class CardWithoutEnd(CentreError):
    """A card that is good without end needs no extending."""

    words = N_("The card of {name} is good without end already.")


class NothingToExtend(CentreError):
    """None of these people has a card with an end."""

    words = N_("None of these people has a card with an end: there is nothing to extend.")
