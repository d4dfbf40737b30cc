"""Errors of equipment and its register, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class EquipmentTaken(CentreError):
    """More pieces wanted at one moment than there are."""

    words = N_(
        "Of “{equipment}” only {free} are free then, so {wanted} cannot be given. Please take fewer or another time."
    )
    bare = N_(
        "There are not enough pieces of the equipment free at that time. Please take fewer or another time."
    )


class EquipmentElsewhere(CentreError):
    """What belongs to one room cannot be had in another."""

    words = N_("“{equipment}” belongs to {home} and cannot be used in {room}. Please choose other equipment.")


class EquipmentNotForBooking(CentreError):
    """A machine of the register that nobody books, or one taken out of use."""

    words = N_("“{equipment}” cannot be booked with a room. Please choose other equipment.")


class EquipmentChangeBreaksBookings(CentreError):
    """Fewer pieces, or another home, while bookings need them as they were."""

    words = N_("Bookings ahead need “{equipment}” as it is: {bookings}. Please change what they want first.")


class FaultWithoutWords(CentreError):
    """A fault that does not say what is wrong."""

    words = N_("Please write what is wrong with it.")


class FaultEndsBeforeStart(CentreError):
    """Mended before it broke."""

    words = N_(
        "The fault began on {from_day:%Y-%m-%d}; it cannot be over on {until_day:%Y-%m-%d}. Please correct the day."
    )


class DayNotCome(CentreError):
    """An inspection or a repair on a day that is still to come."""

    words = N_("{day:%Y-%m-%d} is still to come. Please enter a day up to today.")
