"""Errors of people, cards and visits, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class CodeTaken(CentreError):
    """A card number or barcode that already means something else: the two share one space."""

    words = N_("The number {code} already belongs to {owner}. Please use another one.")
    bare = N_("This number already belongs to another card or copy. Please use another one.")


class AlreadyHere(CentreError):
    """One open visit per person."""

    words = N_("{name} is already checked in since {since:%H:%M}.")
    bare = N_("This person is already checked in.")


class GuardianLoop(CentreError):
    """Nobody is their own guardian, directly or in a circle."""

    words = N_("{name} cannot be the guardian here: nobody is their own guardian, directly or in a circle.")
    bare = N_("Two people cannot be guardians of each other, and nobody is their own guardian.")


class NameMissing(CentreError):
    """A person without a name, or with blanks for a name."""

    words = N_("The name is missing. Please type at least one character.")


class NameTooLong(CentreError):
    """More than a name."""

    words = N_(
        "The name has {length} characters; at most {most} fit. Please shorten it and put the rest in the note."
    )


class TextTooLong(CentreError):
    """More than fits into a field."""

    words = N_("“{text}…” is too long: at most {most} characters fit here. Please shorten it.")


class PhoneImpossible(CentreError):
    """No exchange could connect this number."""

    words = N_(
        "“{phone}” cannot be a telephone number. A mobile number has 11 digits and begins with 1; "
        "a landline is typed with its area code, such as 0571 88886666."
    )


class BirthUnreadable(CentreError):
    """Neither a date nor a year nor an age."""

    words = N_("“{text}” is no date, year or age. Please type for example 1958-03-02, 1958 or 67.")


class BirthInFuture(CentreError):
    """Not born yet."""

    words = N_("The date of birth is in the future. Please check it.")


class BirthTooEarly(CentreError):
    """Older than anybody alive."""

    words = N_("The year of birth is before {year}. Please check it.")


class CardNumberTooLong(CentreError):
    """More than a card number."""

    words = N_("The card number is too long: at most {most} characters fit. Please check it.")


class AlreadyLeft(CentreError):
    """A visit that was checked out cannot be checked out again."""

    words = N_("{name} was already checked out at {left:%H:%M}.")


class LeftBeforeArrived(CentreError):
    """A visit cannot end before it began."""

    words = N_(
        "The leaving time {left:%m-%d %H:%M} is before the arrival at {arrived:%m-%d %H:%M}. Please correct it."
    )


class VisitInFuture(CentreError):
    """Nobody has come or gone at a time that is still to come."""

    words = N_("{moment:%Y-%m-%d %H:%M} is still to come. Please enter a time up to now.")


class NoRoomYet(CentreError):
    """Visits are counted by zone, and there is no zone."""

    words = N_("There is no zone yet to check in to. Please add one in Settings first.")


class HeadCountImpossible(CentreError):
    """A group of nobody, or of a whole town."""

    words = N_("A group has between 1 and {most} people. Please check the number.")


class NoCard(CentreError):
    """A card was to end that nobody has."""

    words = N_("This person has no card now. A new one can be given.")


class BarNeedsReason(CentreError):
    """Barring somebody without saying why."""

    words = N_("Please type why. The next clerk will read it when this person wants to borrow.")
