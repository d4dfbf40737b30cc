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


class MonthNotOver(CentreError):
    """A month was to be closed before its last day was over."""

    words = N_("{month} ends on {last}. It can be closed from the day after.")


class MonthClosed(CentreError):
    """A month was to be closed, or given figures by hand, that is closed already."""

    words = N_("{month} is closed: its figures stay as they are. Later changes appear as corrections.")
    bare = N_("This month is closed: its figures stay as they are. Later changes appear as corrections.")


class MonthOutOfTurn(CentreError):
    """Months are closed one after the other; another one is next."""

    words = N_("Months are closed one after the other. The next one is {month}.")


class HandedInStays(CentreError):
    """Something tried to change what was closed or handed in."""

    words = N_("What was closed or handed in cannot be changed or removed.")


class OpeningStockGiven(CentreError):
    """The opening stock is given once; a second one was to be added."""

    words = N_("The opening stock was given already. Please change that one.")


class MonthIsCounted(CentreError):
    """A figure was to be given by hand for a month that the program counted itself."""

    words = N_("“{figure}” of {month} is counted by the program and cannot be given by hand.")


class HistoryUnreadable(CentreError):
    """A cell of the earlier figures holds no number that its figure can have."""

    words = N_("“{figure}”, {month}: “{text}” is not a number this figure can have.")


class HistoryShapeless(CentreError):
    """A file that should hold earlier figures is not shaped as the grid is exported."""

    words = N_(
        "“{file}” does not have the shape of the earlier figures: a column “{code}” and a column for each month, such as "
        "2025-03. Please export the grid and fill that file in."
    )


class HistoryCodeUnknown(CentreError):
    """A file of earlier figures names a figure that there is not, or that cannot be given by hand."""

    words = N_("“{file}”: “{code}” is no figure that can be given by hand. Nothing was changed.")


class HistoryEmpty(CentreError):
    """A file of earlier figures has no figure in it."""

    words = N_("“{file}” holds no figures. Nothing was changed.")
