"""Errors of things with one shelf barcode, sets, kits and shapes of labels, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class NoPieceLeft(CentreError):
    """All pieces under a shelf barcode are out."""

    words = N_("No “{title}” is left on the shelf: {who}.")


class NoPieceForLoan(CentreError):
    """The pieces that are not out are damaged beyond lending, lost, in repair or not for loan."""

    words = N_("None of the {count} pieces of “{title}” can be lent now. Open the title to see why.")


class TooFewPieces(CentreError):
    """More pieces were asked for than stand on the shelf."""

    words = N_("Only {free} of “{title}” on the shelf, not {wanted}. Please lend {free} or fewer.")


class PiecesImpossible(CentreError):
    """A number of pieces that no shelf has."""

    words = N_("There can be 1 to {most} pieces, not {count}.")


class PiecesOut(CentreError):
    """Fewer pieces were wanted than are out."""

    words = N_("{out} of “{title}” are out. Return them first, or leave at least {out}.")


class ShelfCodeUnknown(CentreError):
    """A shelf barcode that nothing has any more."""

    words = N_("Nothing has the shelf barcode {code} any more.")


class NobodyOpen(CentreError):
    """Something was to be lent after the borrower was closed."""

    words = N_("Nobody is open any more. Scan the card again, then the thing.")


class NoVolumeLeft(CentreError):
    """The other volumes of a set are all out or not for loan."""

    words = N_("No other volume of “{title}” is on the shelf, so there is nothing more to lend.")


class KitItemNeedsName(CentreError):
    """A thing in a kit without a name."""

    words = N_("A line of the contents has no name. Please type one, or take the line out.")


class KitQuantityImpossible(CentreError):
    """So many of one thing are in no kit."""

    words = N_("There can be 1 to 1000 of “{name}”, not {quantity}.")


class NothingMissing(CentreError):
    """A kit was to be marked as incomplete without saying what is missing."""

    words = N_("Please choose what is missing.")


class ShapeUnfit(CentreError):
    """A shape of labels that cannot be read."""

    words = N_("“{shape}” is no shape: use # for a digit and @ for a letter, such as JY######, or EAN13.")


class ShapesAlike(CentreError):
    """One code could be a card and a barcode."""

    words = N_("A code could fit “{card}” of the cards and “{barcode}” of the barcodes. Please change one.")
