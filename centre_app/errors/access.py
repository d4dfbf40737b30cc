"""Errors of clerks, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class LastClerk(CentreError):
    """Somebody must be there to be on duty."""

    words = N_("{name} is the only clerk left. Please add or switch on another one first.")


class ClerkIsOnDuty(CentreError):
    """The clerk to be switched off is at the desk now."""

    words = N_("{name} is on duty now. Please let another clerk take over first.")


class ClerkSwitchedOff(CentreError):
    """A clerk was chosen who no longer serves."""

    words = N_("{name} is switched off. Please choose another clerk, or switch {name} on in the settings.")
