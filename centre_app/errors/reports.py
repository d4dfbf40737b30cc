"""Errors of reports, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class PeriodUnreadable(CentreError):
    """A period that is none: mistyped, or a month or week that does not exist."""

    words = N_(
        "“{text}” is not a period. Please write a day like 2026-10-22, a week like 2026-W43, a month like 2026-10, "
        "a quarter like 2026-Q4, a year like 2026 or a span like 2026-10-03..2026-10-19."
    )


class PeriodOtherKind(CentreError):
    """The report of one kind of period was asked for another one."""

    words = N_("“{text}” is not {kind}. Please write it like {example}.")


class PeriodBackwards(CentreError):
    """A span that ends before it begins."""

    words = N_("{last} is before {first}. Please give the first day first.")


class ReportFolderMissing(CentreError):
    """The folder that a report should be written to does not exist."""

    words = N_("The folder {folder} does not exist. Please choose another one or create it first.")


class ReportScheduleFolderGone(CentreError):
    """The folder for the monthly report that is exported by itself cannot be found."""

    words = N_(
        "The monthly report of {period} was not exported: the folder {folder} cannot be found. Please plug in the disk, or choose "
        "another folder in the settings; it is tried again at the next start."
    )


class ReportTargetUnfit(CentreError):
    """The place named for a report is a folder, or no workbook's name."""

    words = N_("“{path}” cannot be the name of the workbook. Please give a file name that ends in .xlsx.")


class ReportKindUnknown(CentreError):
    """A report was asked for as a kind of file that it cannot be."""

    words = N_(
        "A report cannot be written as “{path}”. Please give a name that ends in .xlsx, .pdf or .json, or a folder for one .csv "
        "file a sheet."
    )


class ReportFolderInUse(CentreError):
    """The folder for .csv files holds something else, which writing anew would lose."""

    words = N_(
        "The folder {folder} holds other things than .csv files. Please name a new folder, or one of an earlier export."
    )


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
