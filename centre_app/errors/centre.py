"""Errors of the place, its hours and closures, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class NameTaken(CentreError):
    """Rooms and clerks are told apart by name."""

    words = N_("There is already one called “{name}”. Please choose another name.")
    bare = N_("This name is already used. Please choose another name.")


class RoomChangeBreaksBookings(CentreError):
    """A room was made smaller or exclusive while bookings need it as it was."""

    words = N_(
        "“{room}” has bookings that would no longer fit: {bookings}. Please change or cancel them first."
    )
    bare = N_("The room has bookings that would no longer fit. Please change or cancel them first.")


class HoursImpossible(CentreError):
    """Opening hours that are no times, or that close before they open."""

    words = N_(
        "The opening hours of {weekday} cannot be “{opens_at}” to “{closes_at}”. Please write times like 08:30 and 21:00, "
        "the closing time after the opening time."
    )


class PastHoursStay(CentreError):
    """Hours that were in force are part of the past's figures and are never rewritten."""

    words = N_(
        "Opening hours cannot be changed for days that are over ({day:%Y-%m-%d}). Please let them begin today or later."
    )


class ClosureImpossible(CentreError):
    """A closure that ends before it starts, or lasts longer than ten years."""

    words = N_(
        "A closure cannot last from {starts_at:%Y-%m-%d %H:%M} to {ends_at:%Y-%m-%d %H:%M}. "
        "Please give an end that is after the start, within ten years."
    )
