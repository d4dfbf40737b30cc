"""Errors of lists taken over from files, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_, _


class UnusableFile(CentreError):
    """The base of every reason why nothing of a file can be taken over."""


class ImportFileMissing(UnusableFile):
    """No file of that name."""

    words = N_("There is no file “{file}”. Please check the name and the folder, and choose the file again.")


class ImportFileIsFolder(UnusableFile):
    """A folder was given where a file is needed."""

    words = N_("“{file}” is a folder. Please choose one file inside it.")


class ImportFileInUse(UnusableFile):
    """The system does not let us read the file: usually another program has it open."""

    words = N_(
        "“{file}” cannot be opened. Please close it in other programs, or copy it to the desktop, and try again."
    )


class ImportFileEmpty(UnusableFile):
    """Nothing is in the file, or nothing on any of its sheets."""

    words = N_("“{file}” is empty. Please choose the file that holds the list.")


class NotAList(UnusableFile):
    """Neither a workbook nor text: a picture, a program, a document with another ending."""

    words = N_(
        "“{file}” is no list that can be read. Please save the list as .xlsx or .csv and choose that file."
    )


class WebPageNotWorkbook(UnusableFile):
    """Many systems export a web page under the name of a workbook."""

    words = N_(
        "“{file}” is a web page with the name of a workbook. Please open it in Excel or WPS and save it as .xlsx."
    )


class WorkbookDamaged(UnusableFile):
    """A workbook cut short, or with parts that are not what they should be."""

    words = N_(
        "“{file}” is damaged or incomplete. Please copy it again, or open it in Excel or WPS and save it anew."
    )


class WorkbookLocked(UnusableFile):
    """The workbook is encrypted."""

    words = N_(
        "“{file}” is protected by a password. Please open it in Excel or WPS, remove the password and save it."
    )


class WorkbookHasEntities(UnusableFile):
    """Definitions that unfold into gigabytes (billion laughs); no spreadsheet program writes any."""

    words = N_(
        "“{file}” holds definitions that no spreadsheet program writes; it is not opened. Please ask whoever gave it to you "
        "to save the list anew as .xlsx."
    )


class WorkbookOnlyPictures(UnusableFile):
    """A list that was scanned or photographed."""

    words = N_(
        "“{file}” holds pictures only and no cells with text. Please type the list, or let a program recognise the text."
    )


class OwnerFile(UnusableFile):
    """The small file that Excel and WPS keep beside an open workbook."""

    words = N_(
        "“{file}” is only the mark that another program has this workbook open. Please close it there and choose the file "
        "without “~$” before its name."
    )


class BookingStillToCome(CentreError):
    """A list says what became of a booking that has not begun."""

    words = N_("The booking is still to come; it cannot be “{state}” yet. Please check the day or the state.")


class LoanStillToCome(CentreError):
    """A list has a loan, or a return, of a day to come."""

    words = N_("{moment:%Y-%m-%d} is still to come. Please check the day.")


class ImportTooSlow(UnusableFile):
    """A workbook that keeps the reader busy without end."""

    words = N_(
        "Reading “{file}” was stopped after {seconds} seconds. Please open it in Excel or WPS and save only the sheet with the list as .xlsx."
    )


class ImportTooLarge(UnusableFile):
    """More data than a list can have, perhaps packed to harm (a zip bomb)."""

    words = N_(
        "“{file}” unpacks to more than {megabytes} MB. Please keep only the sheet with the list in it, and try again."
    )


class ImportTooManyRows(UnusableFile):
    """Entries beyond the last row or column that is read."""

    words = N_(
        "“{file}” has entries in row {row}, column {column}; lists of up to {limit} rows can be imported. "
        "Please delete stray entries below or beside the list, or split the list into several files."
    )


class TextDamaged(UnusableFile):
    """Bytes that are no letters in any of the encodings that are read."""

    words = N_(
        "Line {row} of “{file}” holds characters that cannot be read. Please save the file again as UTF-8 or .xlsx."
    )


class QuoteNeverClosed(UnusableFile):
    """A cell of a text file began with a quotation mark and ran to the end of the file."""

    words = N_(
        "In “{file}” a quotation mark that opens near row {row} is never closed. Please add the missing mark there."
    )


class CellTooLong(UnusableFile):
    """One cell holds more text than any workbook allows."""

    words = N_(
        "A cell near row {row} of “{file}” is too long to be part of a list. Please shorten it, and try again."
    )


class NoHeadings(UnusableFile):
    """No row with headings of this kind of list was found."""

    words = N_(
        "“{file}” has no row of headings that is known for this kind of list. At least one of these is needed: {needed}. "
        "These are known too: {known}."
    )

    def missing(self) -> str:
        """What to say beside the columns, where they can be said by hand."""
        words = _(
            "None of the columns holds what this kind of list cannot be without: {needed}. Please choose the headings or say what a column holds."
        )
        return words.format(**self.data)
