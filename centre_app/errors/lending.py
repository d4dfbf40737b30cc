"""Errors of titles, copies and loans, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class CopyAlreadyLent(CentreError):
    """One open loan per copy."""

    words = N_("“{title}” ({barcode}) is out with {borrower} since {since:%m-%d}. Return it first.")
    bare = N_("This copy is already out. Return it first.")


class CopyLost(CentreError):
    """A copy marked lost is not lent; taking it back marks it found."""

    words = N_(
        "“{title}” ({barcode}) is marked as lost. If it is here, return it first: it then counts as found."
    )


class CopyWithdrawn(CentreError):
    """A copy taken out of the stock is not lent."""

    words = N_(
        "“{title}” ({barcode}) was withdrawn and is not lent. If it belongs to the stock again, mark it as good first."
    )


class LoanLimitReached(CentreError):
    """A person has as many copies as the settings allow."""

    words = N_("{count} of {limit} allowed copies are already out. Please return one first.")


class BorrowerOverdue(CentreError):
    """Somebody with something overdue borrows nothing more."""

    words = N_("“{title}” ({barcode}) was due on {due:%m-%d}. Please return or renew it first.")


class RenewalLimitReached(CentreError):
    """A loan was renewed as often as the settings allow."""

    words = N_("“{title}” has had its {times} of {limit} renewals. It is due on {due:%m-%d}.")


class RenewalTooEarly(CentreError):
    """A renewal today would not make the last day of the loan any later."""

    words = N_(
        "“{title}” is due on {due:%m-%d}, and renewing it today would not make that later. Renew it from {start:%m-%d} on."
    )


class LoanEnded(CentreError):
    """A loan to be renewed was returned meanwhile."""

    words = N_("“{title}” was already returned on {returned:%m-%d %H:%M}, so the loan cannot be renewed.")


class NotOnLoan(CentreError):
    """Something was to be returned that is not out."""

    words = N_(
        "“{title}” ({barcode}) is not out, so there is nothing to return. It can go back to its shelf."
    )


class WithdrawWhileOut(CentreError):
    """A copy leaves the stock only from the shelf."""

    words = N_("“{title}” ({barcode}) is out with {borrower}. Return it before withdrawing it.")


class TitleNeedsName(CentreError):
    """A title without a name cannot be found again."""

    words = N_("The title has no name yet. Please type one.")


class CopyNeedsBarcode(CentreError):
    """A copy is known by its barcode."""

    words = N_("The copy needs a barcode. Please scan or type one.")


class VolumesImpossible(CentreError):
    """The volumes under one barcode, as a number no set has."""

    words = N_("One barcode can stand for 1 to 1000 volumes, not {volumes}.")


class PriceImpossible(CentreError):
    """A price below zero or beyond any book's."""

    words = N_("{yuan} yuan cannot be the price. Please check the number.")


class LabelsTooWide(CentreError):
    """Labels that reach beyond the right edge of their paper."""

    words = N_(
        "“{labels}” does not fit: it needs {needed} mm across, the paper has {paper} mm, {by} mm too few."
    )


class LabelsTooHigh(CentreError):
    """Labels that reach beyond the lower edge of their paper."""

    words = N_(
        "“{labels}” does not fit: it needs {needed} mm down, the paper has {paper} mm, {by} mm too few."
    )


class LabelStartImpossible(CentreError):
    """A place on the sheet that it does not have."""

    words = N_("The sheet has labels 1 to {count}, so printing cannot begin at label {start}.")


class NoLabels(CentreError):
    """Labels were to be printed of nothing."""

    words = N_("There is nothing here that a label could be printed for.")
