"""Errors of handing over a shift, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class HandoverToSelf(CentreError):
    """Whoever is on duty cannot take over from themselves."""

    words = N_("You are on duty already. Please choose the clerk who takes over from you.")
