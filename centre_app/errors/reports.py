"""Errors of reports, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class PeriodUnreadable(CentreError):
    """A period that is none: mistyped, or a month or week that does not exist."""

    words = N_(
        "“{text}” is not a period. Please write a day like 2026-10-22, a week like 2026-W43, a month like 2026-10, "
        "a quarter like 2026-Q4 or a year like 2026."
    )


class PeriodNotMonth(CentreError):
    """The monthly report was asked for another span."""

    words = N_("“{text}” is not a month. Please write the year and the month, like 2026-10.")


class ReportFolderMissing(CentreError):
    """The folder that a report should be written to does not exist."""

    words = N_("The folder {folder} does not exist. Please choose another one or create it first.")


class ReportTargetUnfit(CentreError):
    """The place named for a report is a folder, or no workbook's name."""

    words = N_("“{path}” cannot be the name of the workbook. Please give a file name that ends in .xlsx.")


class ReportNotWritten(CentreError):
    """The workbook could not be put in its place: open in another program, no right to write, or a failing disk."""

    words = N_(
        "{path} could not be written ({detail}). Please close it if it is open in Excel or WPS, or choose another folder. "
        "An earlier file of that name is unchanged."
    )


class ReportDiskFull(CentreError):
    """No room for the workbook."""

    words = N_("The disk is full: {path} was not written. Please free some space and export again.")


class NamesNeedReason(CentreError):
    """Names leave the centre only with a reason."""

    words = N_("Please write why the names are needed in the report.")
