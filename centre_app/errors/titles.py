"""Errors of what a title says of itself and of its place on the shelf, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class AgesImpossible(CentreError):
    """Ages a book is meant for, from the older to the younger, or of nobody."""

    words = N_(
        "A book for readers from {first} to {last} cannot be. Ages go from 0 to {most}, the younger first."
    )


class CallNumberTaken(CentreError):
    """One call number leads to one title."""

    words = N_(
        "The call number {call_number} is that of “{title}”. Please choose another, or leave it empty."
    )
    bare = N_("This call number is another title's by now. Please choose another, or leave it empty.")


class NothingToNumber(CentreError):
    """Call numbers were to be given, but none of the titles lacks one that has a class."""

    words = N_("None of these titles needs a call number: they have one, or they have no class yet.")


class NumbersByHand(CentreError):
    """Call numbers were to be given by the program, which the settings leave to people."""

    words = N_(
        "The settings leave call numbers to be typed by hand. Choose another way in Settings → Lending first."
    )
