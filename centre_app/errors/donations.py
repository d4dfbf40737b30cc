"""Errors of donated batches and their lines, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class DonorMissing(CentreError):
    """A donation of nobody."""

    words = N_("Please say who gave this donation.")


class LineNeedsName(CentreError):
    """A line of a donation with neither a title nor an ISBN, or one to be accepted without a title."""

    words = N_("A line has no title (ISBN {isbn}). Please type the title of the book first.")
    bare = N_("The line needs a title or an ISBN.")


class CountImpossible(CentreError):
    """More or fewer pieces than a line can have."""

    words = N_("{count} pieces are not possible. Please give a number from 0 to {most}.")


class ArrivedBelowSettled(CentreError):
    """Fewer pieces arrived than were already accepted, returned or passed on."""

    words = N_(
        "{settled} of “{title}” are already accepted, returned or passed on, so no fewer can have arrived. Undo that first."
    )


class MoreThanArrived(CentreError):
    """More pieces to be accepted, returned or passed on than are left of those that arrived."""

    words = N_("Of “{title}” {left} are left to decide on, not {wanted}. Count what arrived first.")


class NothingDecided(CentreError):
    """A decision about no piece at all."""

    words = N_("Please say how many are accepted, returned or passed on.")


class DecisionNeedsReason(CentreError):
    """Pieces returned or passed on without saying why."""

    words = N_("Please type why they are returned or passed on. The reason stays with the line.")


class PassedOnToNobody(CentreError):
    """Pieces passed on without saying to whom."""

    words = N_("Please say to whom they are passed on.")


class NothingToAccept(CentreError):
    """No piece of a donation is left to be accepted."""

    words = N_("Nothing is left to accept. Count what arrived first.")


class NotOnAnyLine(CentreError):
    """A scan that is no ISBN and stands on no line of the donation."""

    words = N_(
        "{code} is no ISBN and on no line of this donation. Please add a line, or type the count in its line."
    )


class LineInUse(CentreError):
    """A line to be removed of which something arrived."""

    words = N_("Something of “{title}” has arrived already. Set the count to 0 before removing the line.")
