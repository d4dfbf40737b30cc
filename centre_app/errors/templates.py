"""Errors of the office's forms that are filled in place, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class TemplateMissing(CentreError):
    """The file of a form cannot be read."""

    words = N_("{path} could not be read ({detail}). Please choose the form again.")


class TemplateUnknown(CentreError):
    """A form that nobody took in, or a file that is not there."""

    words = N_(
        "There is no form called “{name}”, and no file of that name. Forms are taken in on the page Reports."
    )


class TemplateTooLarge(CentreError):
    """More than a form is, packed or unpacked."""

    words = N_(
        "{file} is too large for a form (at most {megabytes} MB). Please take large pictures out of it and save it again."
    )


class TemplateLocked(CentreError):
    """A form with a password."""

    words = N_(
        "{file} has a password. Please open it in Excel or WPS, save it without a password and choose it again."
    )


class TemplateOldFormat(CentreError):
    """An .xls, .et, .doc, .wps or other file that is no .xlsx and no .docx."""

    words = N_(
        "{file} is not in a format that can be filled. Please open it in Excel or WPS, save it as .xlsx (a text as .docx) and choose that."
    )


class TemplateHasMacros(CentreError):
    """A workbook or document with macros."""

    words = N_("{file} contains macros. Please save it as .xlsx or .docx without macros and choose that.")


class TemplateDamaged(CentreError):
    """A file that is cut off, or whose parts are not what they must be."""

    words = N_(
        "{file} is damaged or not complete. Please open it in Excel or WPS, save it again and choose it once more."
    )


class TemplateUnbound(CentreError):
    """Nothing in the form is bound to anything, so that filling would only copy it."""

    words = N_(
        "Nothing in {file} is bound yet. Please choose a cell and what belongs in it, or write for example {{{{visits.total}}}} into the file."
    )


class TemplateSheetGone(CentreError):
    """A binding to a sheet that the file no longer has."""

    words = N_(
        "{file} has no sheet “{sheet}” any more; its cell {cells} was bound. Please bind it again on another sheet or remove it."
    )


class TemplateCellFormula(CentreError):
    """A bound cell counts something itself."""

    words = N_(
        "{sheet}!{cell} holds a formula, which counts by itself. Please bind the cells it counts, or remove the formula."
    )


class TemplateCellHeading(CentreError):
    """A bound cell is the heading of a native table."""

    words = N_("{sheet}!{cell} is the heading of a table, whose words must stay. Please choose another cell.")


class BindingUnreadable(CentreError):
    """What is written in double braces, or bound, is no figure the program knows."""

    words = N_(
        "“{text}” at {where} is not a figure that is known here. Please choose one from the list, or write a code such as visits.total."
    )


class TableTooLong(CentreError):
    """A table's column has more rows than the cells bound to it."""

    words = N_(
        "{where} has {cells} cells, but {needed} are needed this time. Please add rows to the form and bind all of them."
    )


class FormWouldBeLost(CentreError):
    """The filled form was to be written over the form itself."""

    words = N_(
        "{path} is the form itself: filled, it could not be used next month. Please choose another name."
    )


class AnswersMissing(CentreError):
    """Something that only people know was not given."""

    words = N_("Please fill in by hand: {labels}.")
