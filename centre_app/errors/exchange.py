"""Errors of everything going out and coming in, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.errors.importing import UnusableFile
from centre_app.i18n import N_


class ExchangeFolderTaken(CentreError):
    """The folder named for an export holds something already."""

    words = N_(
        "The folder {folder} is not empty. Please name a new folder, so that nothing in it is mixed up."
    )


class NotAnExport(UnusableFile):
    """A file or folder that no export of everything wrote."""

    words = N_(
        "“{file}” is no export of a whole centre. Please choose the workbook, or the folder of .csv files, that "
        "“Export everything” wrote."
    )


class ExchangeNewer(UnusableFile):
    """An export of a newer release has tables or columns that this one does not know."""

    words = N_(
        "“{file}” comes from a newer version of this program ({what}). Please update this program first."
    )


class ExchangeIncomplete(UnusableFile):
    """Rows or files that the export named are not there."""

    words = N_(
        "“{file}” is not whole: of {what} {said} rows were written, {found} are there. Nothing was taken over. "
        "Please use the file as it was exported."
    )


class ExchangeFileMissing(UnusableFile):
    """A photo or a long text that stood beside a table is gone."""

    words = N_(
        "“{file}” is not whole: {what}, which belongs to row {row} of {table}, is missing. Nothing was taken over."
    )


class ExchangeCellUnfit(UnusableFile):
    """A cell holds what its column cannot."""

    words = N_(
        "In “{file}”, row {row} of {table}: “{text}” cannot stand in the column {column}. Nothing was taken over. "
        "Please use the file as it was exported."
    )


class ExchangeRowRefused(UnusableFile):
    """A row breaks a rule of the tables."""

    words = N_("In “{file}”, row {row} of {table} was refused: {why} Nothing was taken over.")


class ExchangeReferenceBroken(UnusableFile):
    """A row points at another that is not there."""

    words = N_(
        "In “{file}”, the entry {id} of {table} points at an entry of {parent} that is not there. Nothing was taken over."
    )


class CentreNotEmpty(CentreError):
    """Everything can only come into a centre that was not used yet."""

    words = N_(
        "This centre is in use already ({what}). All data of another centre can only be taken into an empty one: "
        "please start the program with a new data folder and import there."
    )
