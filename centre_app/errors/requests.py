"""Errors of requests, the waiting list, priority and moving bookings, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class QuotaExceeded(CentreError):
    """A booking beyond what one person should have; the clerk may allow it with a reason."""

    words = N_(
        "This is more than one person should book: {warnings} Please give a reason to book it all the same."
    )


class DeclineNeedsReason(CentreError):
    """Whoever asked for the room must be able to learn why not."""

    words = N_("Please give the reason why the request is declined.")


class DisplaceNeedsReason(CentreError):
    """Whoever had the room must be able to learn why they have to give way."""

    words = N_("Please give the reason why the other booking has to give way.")


class ToldNeedsWhom(CentreError):
    """That somebody was told is worth something only with their name."""

    words = N_("Please write who was told.")


class PlaceStillTaken(CentreError):
    """Priority displaces what is agreed, not what is under way."""

    words = N_(
        "{room} is in use by “{title}” ({status}), which cannot be displaced. Please choose another time or room."
    )


class WaitingTooLate(CentreError):
    """There is nothing to wait for once the time has begun."""

    words = N_("That time has already begun. Please choose a later one.")


class WaitingNeedsContact(CentreError):
    """Nobody could be called when the place comes free."""

    words = N_("Please choose a person, or write down a name and telephone number to call.")


class WaitingOver(CentreError):
    """The verb does not fit what already became of the entry."""

    words = N_("This entry of the waiting list is over: {status}.")


class NothingToMove(CentreError):
    """Several bookings were to be moved, and none was named."""

    words = N_("No booking was chosen. Please choose at least one.")


class SuggestionGone(CentreError):
    """What was free when it was suggested was taken meanwhile, or the booking that was to move has changed."""

    words = N_("This alternative is no longer possible. Please look at the new ones.")
