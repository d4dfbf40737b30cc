"""Errors of holds, each with its sentence."""

from typing import ClassVar

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class HeldForAnother(CentreError):
    """A copy on the hold shelf is for the one it is kept for."""

    words = N_("“{title}” ({barcode}) is kept for {name} until {until:%m-%d}.")
    bare = N_("This copy is kept for somebody else.")
    overridable: ClassVar[bool] = True
    label: ClassVar[str] = N_("Held for another")
    per: ClassVar[str] = "title"


class OthersWaitFirst(HeldForAnother):
    """A copy not kept for anybody, where more people wait for the title than there are copies on the shelf."""

    words = N_("“{title}” ({barcode}) is waited for. People who come first: {count}.")
    bare = N_("Others wait for this title and come first.")


class RenewalRefusedHeld(CentreError):
    """What others wait for goes to them, whatever else is overridden."""

    words = N_("“{title}” cannot be renewed: people waiting for it: {count}. It is due on {due:%m-%d}.")


class HoldAlreadyPlaced(CentreError):
    """A person stands in a queue once."""

    words = N_("{name} already waits for “{title}” since {since:%m-%d}.")
    bare = N_("This person already waits for this title.")


class HoldAlreadyLent(CentreError):
    """Nobody waits for what they have."""

    words = N_("{name} has “{title}” on loan already, until {due:%m-%d}.")


class HoldVolumeUnknown(CentreError):
    """A volume that no copy of the title is."""

    words = N_("“{title}” has no volume “{volume}”.")


class HoldNothingToLend(CentreError):
    """A title without any copy that could ever come back and be lent."""

    words = N_("“{title}” has no copy in stock that is lent, so waiting for it would be in vain.")


class HoldOver(CentreError):
    """A hold that was fulfilled, cancelled or expired meanwhile."""

    words = N_("The hold on “{title}” is over: {status}.")


class HoldNotReady(CentreError):
    """What is done with a copy kept for somebody, where none is."""

    words = N_("No copy of “{title}” is kept for this hold now.")


class CopyUnfitForHold(CentreError):
    """A copy to be kept that is out or of another title; only reached by undoing across other steps."""

    words = N_("The copy cannot be kept for this hold any more: it is out, or it is of another title.")


class HoldCopyTaken(CentreError):
    """One captured hold per copy; only reached by two desks at the same moment."""

    words = N_("The copy is already kept for somebody.")
