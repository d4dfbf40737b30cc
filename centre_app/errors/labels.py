"""Errors of label sheets that a clerk has measured, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class LeftMarginTooLarge(CentreError):
    """A left margin that leaves no room for one label beside it."""

    words = N_(
        "The left margin of {left} mm is {by} mm too large: with one label of {label} mm it reaches beyond the paper, which is "
        "{paper} mm wide."
    )


class TopMarginTooLarge(CentreError):
    """A margin at the top that leaves no room for one label below it."""

    words = N_(
        "The top margin of {top} mm is {by} mm too large: with one label of {label} mm it reaches beyond the paper, which is "
        "{paper} mm high."
    )


class LabelSheetNameTaken(CentreError):
    """Two label sheets of this computer have different names."""

    words = N_(
        "There is already a label sheet called “{name}”. Please choose another name, or edit that one."
    )


class LabelSheetsNotKept(CentreError):
    """The preferences of this computer could not be written."""

    words = N_("This could not be kept on this computer: the folder {folder} cannot be written to.")
