"""Errors of the sample centre, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class SampleNeedsEmptyCentre(CentreError):
    """The sample centre never mixes with real data."""

    words = N_(
        "This folder already holds a centre. The sample centre needs an empty folder: please name another one."
    )
