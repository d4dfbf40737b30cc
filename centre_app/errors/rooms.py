"""Errors of bookings of rooms, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class RoomAlreadyBooked(CentreError):
    """The room is taken at that time, buffers included."""

    words = N_("{room} is already taken then: {clash}. Please choose another time or room.")
    bare = N_("The room is already taken at that time. Please choose another time or room.")


class RoomFull(CentreError):
    """More people at one moment than the room has places."""

    words = N_("{room} has {capacity} places; {taken} are taken then, so {wanted} more do not fit.")
    bare = N_("The room does not have enough places at that time.")


class BookingEndsBeforeStart(CentreError):
    """The end lies before the start."""

    words = N_(
        "The booking would end at {ends}, before it starts at {starts}. Please correct the start or the end."
    )


class BookingHasNoLength(CentreError):
    """Start and end are the same moment."""

    words = N_("The booking starts and ends at {starts}. Please give a later end.")


class BookingTooLong(CentreError):
    """A booking is for at most 24 hours."""

    words = N_(
        "The booking from {starts} to {ends} is longer than 24 hours. Please make one booking for each day."
    )


class BookingNotWholeMinutes(CentreError):
    """Bookings begin and end on whole minutes."""

    words = N_("Bookings start and end on whole minutes. Please write times like 9:30.")


class BookingTooFarAhead(CentreError):
    """Mostly a mistyped year; hours and holidays that far ahead are unknown."""

    words = N_("{day} is more than {years} years ahead. Please check the year.")
    bare = N_("The date of this booking cannot be right. Please check the year.")


class BookingTooLongAgo(CentreError):
    """A mistyped year: no centre kept its bookings in a computer then."""

    words = N_("{day} is too long ago. Please check the year.")
    bare = N_("The date of this booking cannot be right. Please check the year.")


class BookingBuffersTooLong(CentreError):
    """Buffers are 0 to 720 minutes on each side."""

    words = N_("The minutes kept free before and after a booking must be between 0 and {most}.")


class BookingOutsideHours(CentreError):
    """The room is not open during the whole booking."""

    words = N_("{room} is open on {day} at {hours} only. Please choose a time within these hours.")


class BookingOnClosedDay(CentreError):
    """The centre is not open at all on that weekday."""

    words = N_(
        "{room} is closed on {day}. Please choose another day, or change the opening hours in Settings."
    )


class BookingInClosure(CentreError):
    """A closure of the centre or of the room lies in that time."""

    words = N_("{room} is closed {closed} ({reason}). Please choose another time or room.")


class NoOpeningHours(CentreError):
    """Nothing can be booked before it is known when the centre is open."""

    words = N_("No opening hours are set yet, so nothing can be booked. Please set them in Settings first.")


class BookingHeadCountImpossible(CentreError):
    """Zero or fewer people."""

    words = N_("The number of people must be at least 1, not {count}.")


class RoomTooSmall(CentreError):
    """More people than the room has places, even when it is empty."""

    words = N_("{room} has {capacity} places, too few for {wanted} people. Please choose a larger room.")


class RoomNotInUse(CentreError):
    """The room was taken out of use."""

    words = N_("{room} is no longer in use. Please choose another room.")


class BookingNeedsTitleOrPerson(CentreError):
    """Nobody could tell whose booking it is."""

    words = N_("Please write what the room is booked for, or choose a contact person.")


class CancelNeedsReason(CentreError):
    """Whoever asks later must be able to learn why."""

    words = N_("Please give the reason for the cancellation.")


class BookingStateForbids(CentreError):
    """The verb does not fit what already became of the booking."""

    words = N_("“{title}” is {status}: this can no longer be done with it.")


class BookingNotBegun(CentreError):
    """Too early to say what became of the booking."""

    words = N_("“{title}” is on {when}: that is still to come. Please choose this when it is time.")


class CameCountImpossible(CentreError):
    """A completed booking had people; none at all is a no-show."""

    words = N_(
        "The number of people who came must be between 1 and {most}, not {count}. If nobody came, choose “Did not come”."
    )
