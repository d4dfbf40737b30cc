"""Errors of titles, copies and loans, each with its sentence."""

from typing import ClassVar

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
        "“{title}” ({barcode}) was withdrawn and is not lent. If it belongs to the stock again, end that flag first."
    )


class CopyInRepair(CentreError):
    """A copy being repaired is not lent."""

    words = N_("“{title}” ({barcode}) is in repair and is not lent. If it is back, end that flag first.")


class CopyNotForLoan(CentreError):
    """A copy to be read here only is not lent."""

    words = N_("“{title}” ({barcode}) is not for loan. It can be read here.")


class FlagAlreadyPut(CentreError):
    """Each thing that is the matter with a copy stands once."""

    words = N_("“{title}” ({barcode}) is already marked “{flag}” since {since:%Y-%m-%d}.")


class FlagNotPut(CentreError):
    """A flag was to be ended that the copy does not have."""

    words = N_("“{title}” ({barcode}) is not marked “{flag}” any more.")


class LoanLimitReached(CentreError):
    """A person has as many copies as the settings allow."""

    words = N_("{count} of {limit} allowed {unit} are already out. Please return one first.")
    overridable: ClassVar[bool] = True
    label: ClassVar[str] = N_("Limit reached")


class BorrowerOverdue(CentreError):
    """Somebody with something overdue borrows nothing more."""

    words = N_("“{title}” ({barcode}) was due on {due:%m-%d}. Please return or renew it first.")
    overridable: ClassVar[bool] = True
    label: ClassVar[str] = N_("Has something overdue")


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


class WithdrawalNeedsReason(CentreError):
    """The auditors ask why a copy left the stock."""

    words = N_("Please say why these copies are withdrawn. The auditors will ask for it.")


class NothingToWithdraw(CentreError):
    """All that was to be withdrawn was so already, or nothing was chosen."""

    words = N_("None of these copies is in the stock, so there is nothing to withdraw.")


class TitleNeedsName(CentreError):
    """A title without a name cannot be found again."""

    words = N_("The title has no name yet. Please type one.")


class CopyNeedsBarcode(CentreError):
    """A copy is known by its barcode."""

    words = N_("The copy needs a barcode. Please scan or type one.")


class BarcodeIsIsbn(CentreError):
    """A book's own number where that of this one copy was wanted."""

    words = N_(
        "{code} is an ISBN, which every copy of the book has. Leave the barcode empty for a number of its own, or scan the "
        "label stuck on the copy; it is found by its ISBN as well."
    )


class VolumesImpossible(CentreError):
    """The volumes under one barcode, as a number no set has."""

    words = N_("One barcode can stand for 1 to 1000 volumes, not {volumes}.")


class PriceImpossible(CentreError):
    """A price below zero or beyond any book's."""

    words = N_("{yuan} yuan cannot be the price. Please check the number.")


class StocktakeNeedsPlace(CentreError):
    """A stocktake of a shelf or class without its name."""

    words = N_("Please say which shelf or class is to be counted.")


class StocktakeAlreadyOpen(CentreError):
    """The same shelf or class is being counted already."""

    words = N_("A stocktake of this is open since {since:%m-%d %H:%M}. Please continue that one.")


class StocktakeFinished(CentreError):
    """A stocktake that was finished meanwhile takes no more scans."""

    words = N_("This stocktake was finished on {finished:%m-%d %H:%M}. Please begin a new one.")


class ContactNeedsWords(CentreError):
    """A note of a call that says nothing."""

    words = N_("The note is empty. Please type what was said.")


class AmnestyNeedsReason(CentreError):
    """A new due day that counts as no renewal, without saying why."""

    words = N_("Please type why these loans get a new due day. The reason is kept in their notes.")


class DueDayPast(CentreError):
    """A new due day before today."""

    words = N_("{day:%Y-%m-%d} is over. Please choose today or a later day.")


class DueDayNotLater(CentreError):
    """A new due day that would give a loan no more time."""

    words = N_("“{title}” ({barcode}) is due on {due:%Y-%m-%d}, and {day:%Y-%m-%d} would not be later.")


class NoLoansChosen(CentreError):
    """Work on several loans, of which none is there."""

    words = N_("No loans are selected. Select lines of the list first.")


class ListTooLongToPrint(CentreError):
    """More lines than anybody would want on paper."""

    words = N_(
        "The list has more than {limit} lines, too many to print. Filter it, or export it as a workbook."
    )


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
