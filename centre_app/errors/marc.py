"""Errors of MARC records, read and written, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.errors.importing import UnusableFile
from centre_app.i18n import N_


class MarcOnlyBooks(UnusableFile):
    """A file of catalogue records was chosen where another kind of list is imported."""

    words = N_("“{file}” holds catalogue records (MARC). Please choose it where a list of books is imported.")


class NothingToExport(CentreError):
    """No title is there, or none of those asked for any more."""

    words = N_("There are no titles to export.")


class NotInGbk(CentreError):
    """Letters of the titles that GBK has no place for; nothing was written."""

    words = N_(
        "GBK cannot hold these characters: {letters} (titles: {count}, such as “{title}”). Nothing was written; "
        "please export in UTF-8 or as MARCXML."
    )


class MarcTooLong(CentreError):
    """A field of more than 9,999 bytes, which ISO 2709 cannot count; nothing was written."""

    words = N_(
        "A text of “{title}” is too long for ISO 2709, which holds 9,999 bytes in a field. Nothing was written; please "
        "shorten it, or export as MARCXML."
    )
