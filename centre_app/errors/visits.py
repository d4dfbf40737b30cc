"""Errors of visits beyond coming and going: groups, families, late entries and paper sheets."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class MoreThanTheGroup(CentreError):
    """The parts of a group cannot be more than the whole."""

    words = N_(
        "{counted} people are counted by age or scanned singly, but the group has only {heads}. Please check the numbers."
    )


class VisitOverlaps(CentreError):
    """Nobody is here twice at the same time."""

    words = N_(
        "{name} was already recorded here from {arrived:%m-%d %H:%M}. Please check the times, or correct that visit."
    )


class NobodyChosen(CentreError):
    """A family of which nobody came."""

    words = N_("Nobody is ticked. Please tick who came.")


class AgeBandsUnfit(CentreError):
    """Bands follow one another."""

    words = N_(
        "Please type the last age of each band, rising and separated by commas, such as 6, 17, 34, 59. "
        "There may be one to eight of them, between 0 and 120."
    )


class TimeUnreadable(CentreError):
    """A time of a paper sheet that is none."""

    words = N_("“{text}” is no time. Please type for example 9:05 or 905.")


class ArrivalMissing(CentreError):
    """A line of a paper sheet without an arrival."""

    words = N_("The arrival is missing. Please type a time such as 9:05.")


class VisitorUnknown(CentreError):
    """A name or card of a paper sheet that nobody has."""

    words = N_(
        "Nobody is registered as “{text}”. Please register them first, or leave the name empty to count them nameless."
    )


class SeveralVisitors(CentreError):
    """A name of a paper sheet that several have."""

    words = N_(
        "{count} people are called {text}. Please type the card number instead, or the name and the last four digits of the phone."
    )


class ZoneUnknown(CentreError):
    """A zone of a paper sheet that is none."""

    words = N_("“{text}” is no zone in use. Please type its number or the beginning of its name.")


class FetcherMissing(CentreError):
    """Who fetches a child has a name."""

    words = N_("Please type the name of the one who fetches the child.")
