"""Errors of merging two records of people, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class MergeWithSelf(CentreError):
    """Two records are needed for a merge."""

    words = N_("This is one and the same record of {name}. Please choose another one to merge with it.")


class MergeGuardianWithWard(CentreError):
    """A guardian and the child they answer for are two people, however alike their records are."""

    words = N_(
        "{guardian} is the guardian of {ward}, so these are two people and cannot be merged. "
        "If that is a mistake, first take the guardian out of the record of {ward}."
    )


class MergeWithOrganisation(CentreError):
    """An organisation borrows and never visits; a person does both."""

    words = N_("{organisation} is an organisation and {person} a person: they cannot be merged.")


class MergeClash(CentreError):
    """Both records have an entry of which only one may be."""

    words = N_(
        "Both records have an entry in “{table}” of which there can be only one, so nothing was merged. "
        "Please remove one of the two first."
    )
