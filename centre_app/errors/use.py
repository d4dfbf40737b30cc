"""Errors of in-house use, of copies that replace lost ones, and of ISBNs in a stocktake."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class NothingHasTheCode(CentreError):
    """A code at reshelving that belongs to no copy."""

    words = N_("No copy has the code {code}. Nothing was counted.")


class SeveralHaveTheIsbn(CentreError):
    """An ISBN at reshelving that several copies have; `copies` are those it may be."""

    words = N_("{count} copies have the ISBN {isbn}. Please choose the one in your hand.")


class CopyNotGone(CentreError):
    """A copy that is neither lost nor withdrawn was to be replaced."""

    words = N_("“{title}” ({barcode}) is neither lost nor withdrawn, so that nothing can stand in its place.")


class CopyReplacedAlready(CentreError):
    """A copy that has a replacement already."""

    words = N_("“{title}” ({barcode}) is replaced by {other} already. Take that back first.")


class ReplacesAnother(CentreError):
    """A copy that stands in the place of another one already."""

    words = N_("“{title}” ({barcode}) already stands in the place of {other}.")


class ReplacementImpossible(CentreError):
    """A copy that is gone itself, or the very copy that is to be replaced."""

    words = N_(
        "“{title}” ({barcode}) is not in the stock itself. Please scan the copy that came in its place."
    )


class NotAmongTheChoices(CentreError):
    """A copy chosen for an ISBN that does not have that ISBN."""

    words = N_("“{title}” ({barcode}) does not have the ISBN {isbn}.")
