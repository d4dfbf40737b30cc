"""Errors of showing, erasing and handing out what is known of people."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class UnmaskNeedsReason(CentreError):
    """Names and phones are not shown in full without a reason."""

    words = N_("Please say why the names and phones are shown. It is noted.")


class MustStay(CentreError):
    """Something of a person is still under way, so that they cannot be erased."""

    words = N_("{name} cannot be erased yet. {reasons} After that, erase again.")


class NameTypedWrong(CentreError):
    """What was typed to confirm an erasure is not the name."""

    words = N_("What you typed is not the name of this person. Nothing was erased.")
