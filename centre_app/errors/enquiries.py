"""Errors of the desk's enquiries."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class EnquiryInFuture(CentreError):
    """Nobody has asked yet."""

    words = N_("Enquiries cannot be counted for a time that is still to come ({moment:%m-%d %H:%M}).")


class EnquiryKindNotInUse(CentreError):
    """A kind that was taken off the desk, perhaps at another one."""

    words = N_("“{kind}” is no longer counted. It can be brought back in the settings.")


class NoEnquiryToTakeBack(CentreError):
    """Nothing of that kind was counted today."""

    words = N_("No “{kind}” was counted today, so none can be taken back.")
