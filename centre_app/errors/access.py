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


class LastManager(CentreError):
    """Somebody must be there who may manage."""

    words = N_(
        "{name} is the only manager who could go on duty. Please make another clerk a manager, with a PIN, first."
    )


class NotAllowed(CentreError):
    """Whoever is on duty has a role that does not do this."""

    words = N_(
        "Only a {roles} may do this: {what}. {name} is on duty as {role}. Please let a {roles} go on duty (Ctrl+D)."
    )


class PinUnfit(CentreError):
    """Something else than 4 to 12 digits."""

    words = N_("A PIN is {least} to {most} digits. Please choose another one.")


class PinTooSimple(CentreError):
    """Digits that anybody would try first."""

    words = N_(
        "This PIN is too easy to guess. Please choose one that is no row like 1234 and not one digit repeated."
    )


class PinsDiffer(CentreError):
    """The PIN and its repetition."""

    words = N_("The two PINs are not the same. Please type both again.")


class PinWrong(CentreError):
    """Not the clerk's PIN."""

    words = N_("This is not the PIN of {name}. Please try again.")


class PinPaused(CentreError):
    """Too many wrong tries: the next is taken after a while."""

    words = N_("Too many wrong tries for {name}. The next one is taken in {wait}.")


class PinNeeded(CentreError):
    """A clerk with a PIN cannot go on duty without it."""

    words = N_("{name} goes on duty with a PIN. Please type it.")


class PinMustChange(CentreError):
    """A PIN given by somebody else is good once, for choosing one's own."""

    words = N_("The PIN of {name} was given by somebody else. Please choose one of your own first.")


class ManagerPinFirst(CentreError):
    """With the first PIN the roles begin to count, and somebody must be there who may manage."""

    words = N_(
        "The first PIN must be a manager's own: with it the roles begin to count. Please let a manager set theirs first."
    )


class ClerkUnknown(CentreError):
    """A name that is nobody's, typed on the command line."""

    words = N_("No clerk is called “{name}”. Known are: {known}.")
