"""Errors of scan-run cataloguing and of the papers for donors, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class LabelIsIsbn(CentreError):
    """A book's own number where the label stuck on it was wanted: every copy of the book has that."""

    words = N_(
        "{code} is an ISBN, which every copy of the book has. Please scan the label stuck on this copy."
    )


class CopiesAtOnceImpossible(CentreError):
    """More copies in one go than anybody would want by a key."""

    words = N_("1 to {limit} copies can be added at a time, not {count}.")


class CertificateNotYet(CentreError):
    """A certificate for fewer books than the centre thanks for with one."""

    words = N_(
        "A certificate is given from {least} books on; this donation has {count}. The number can be changed in the settings."
    )


class NothingGiven(CentreError):
    """A paper about a donation of which no copy is in the catalogue."""

    words = N_("Nothing of this donation is in the catalogue yet, so there is nothing to print.")
