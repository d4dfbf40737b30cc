"""Errors of settings and zones, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class NumberOutOfRange(CentreError):
    """A number of the settings beyond what is sensible."""

    words = N_("“{label}” must be a whole number from {least} to {most}.")


class PrefixUnfit(CentreError):
    """The letters before running numbers are what tells them from everything else that is scanned."""

    words = N_("“{label}” must be one to three Latin letters.")


class PrefixesAlike(CentreError):
    """Card numbers and barcodes share one space and must be told apart at a glance."""

    words = N_("Card numbers and barcodes cannot both begin with {prefix}. Please choose different letters.")


class ChoiceNotStored(CentreError):
    """The preferences of this computer could not be written: their folder is full or read-only."""

    words = N_("This choice could not be stored in {folder}: {detail}. Everything else goes on as before.")


class SheetNotSaved(CentreError):
    """A sheet could not be written as PDF: the folder is read-only, full, or the file is open elsewhere."""

    words = N_("{path} could not be written. Please close it in other programs or choose another folder.")


class LastRoom(CentreError):
    """Every visit and booking needs a zone."""

    words = N_("“{room}” is the only zone left. Please add or bring back another one first.")


class RoomHasBookings(CentreError):
    """A room that is still booked cannot be taken out of use."""

    words = N_("“{room}” is still booked: {bookings}. Please move or cancel these bookings first.")


class RoomHasVisitors(CentreError):
    """People are checked in to the room that is to be taken out of use."""

    words = N_(
        "{count} people are still checked in to “{room}”. Please check them out or move them to another zone first."
    )
