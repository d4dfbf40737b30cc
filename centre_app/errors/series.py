"""Errors of series of bookings and calendar files, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class SeriesWithinDay(CentreError):
    """A rule that recurs within one day."""

    words = N_("A series has at most one date a day. Please book what recurs within a day one by one.")


class SeriesRuleImpossible(CentreError):
    """An interval or count of zero, a 32nd of the month."""

    words = N_("No series can follow this: “every” and “times” must be at least 1, days between 1 and 31.")


class SeriesTooLong(CentreError):
    """More dates than anybody plans."""

    words = N_("This would be more than {most} dates. Please choose an earlier end or fewer days.")


class SeriesEndsBeforeStart(CentreError):
    """The last day of a series lies before its first."""

    words = N_("The series would end on {until}, before it begins on {starts}. Please change one of the two.")


class SeriesHasNoDates(CentreError):
    """A rule without any date in its time."""

    words = N_("No date fits this rule in its time. Please change the days or the end.")


class SeriesCannotMoveDay(CentreError):
    """A rule that names no weekday or day of the month, so that none can be moved."""

    words = N_(
        "This series names no weekday that could be moved. Please change how often it is, or only this one date."
    )


class SeriesWordsUnclear(CentreError):
    """Part of a typed sentence was not understood."""

    words = N_(
        "“{words}” was not understood. Please write for example: every Wednesday and Friday 14:00-16:00, until 12-30."
    )


class DayUnclear(CentreError):
    """A typed day that no calendar has."""

    words = N_("“{words}” is not a day of the calendar. Please write it like 12-30 or 2026-12-30.")


class TimeUnclear(CentreError):
    """A typed time that no clock shows."""

    words = N_("“{words}” is not a time of the day. Please write it like 14:00-16:00.")


class SeriesNothingFree(CentreError):
    """Not one date of a series can be booked."""

    words = N_("None of the {count} dates can be booked. First: {first} Please choose another room or time.")


class SeriesDoesNotFit(CentreError):
    """Bookings of a series cannot go where a change would put them."""

    words = N_(
        "{count} dates do not fit there. First: {first} Please choose for each: leave it, skip it, or move it."
    )


class NotOfSeries(CentreError):
    """A booking of no series was to be changed with its series."""

    words = N_("“{title}” is a single booking and belongs to no series. Please change it on its own.")


class SeriesHasNothingAhead(CentreError):
    """Nothing of a series is left that could be changed or cancelled."""

    words = N_("Nothing of this series is still to come. What has been stays as it was.")


class IcsUnreadable(CentreError):
    """A file that is no calendar."""

    words = N_("{file} is not a calendar that can be read. Please export it again as an .ics file.")


class IcsEmpty(CentreError):
    """A calendar without events."""

    words = N_("{file} is a calendar without any event, so there is nothing to take over.")


class IcsTimeZoneUnknown(CentreError):
    """An event's time zone that nobody knows and the file does not explain."""

    words = N_(
        "The time zone “{zone}” of “{title}” is not known. Please export the calendar with another time zone."
    )


class IcsTooLarge(CentreError):
    """A calendar beyond what a centre exchanges."""

    words = N_("{file} holds more than {most} events. Please export a shorter time.")


class IcsWholeDay(CentreError):
    """An event without times."""

    words = N_("“{title}” is for whole days and has no times. Please book it by hand.")


class IcsRoomUnknown(CentreError):
    """An event whose place is none of the rooms, where no room was chosen."""

    words = N_("“{title}”: “{location}” is none of the zones. Please choose a zone for such events.")


class IcsNothingFits(CentreError):
    """Nothing of a calendar can be booked."""

    words = N_("None of the events can be booked here. Please look at the list for the reasons.")


class IcsNotWritten(CentreError):
    """A calendar file could not be written."""

    words = N_("{path} could not be written. Please choose another folder.")
