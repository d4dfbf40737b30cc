"""What stands against lending to somebody, and errors of loan policies and due days, each with its sentence."""

from typing import ClassVar

from centre_app.errors.base import CentreError
from centre_app.i18n import N_, _


class LendingRefused(CentreError):
    """Several things stand against a loan; all are said at once. `blocks` has each."""

    words = N_("Several things stand against lending this.")

    def __init__(self, *, blocks: list[CentreError]) -> None:
        super().__init__()
        self._blocks = blocks

    @property
    def blocks(self) -> list[CentreError]:
        """All that stands against it, the hard ones first."""
        return self._blocks

    def sentence(self) -> str:
        """Every block on a line of its own."""
        return "\n".join((_(self.words), *(f"· {block.sentence()}" for block in self._blocks)))


class CardExpired(CentreError):
    """A card that is past its last day."""

    words = N_("The card of {name} expired on {expired:%Y-%m-%d}. Extend it in the record of the person.")


class CardEnded(CentreError):
    """The number of a card that was lost, replaced or given back."""

    words = N_(
        "The card {number} of {name} is not good any more since {ended:%Y-%m-%d} ({why}). Open {name} by name, and give a new card."
    )


class Barred(CentreError):
    """Somebody the centre lends nothing to."""

    words = N_("{name} is barred from borrowing ({reason}).")


class InHouseOnly(CentreError):
    """A kind of thing that these people use here only."""

    words = N_("“{title}” ({barcode}) is used here only and not lent ({row}).")


class Suspended(CentreError):
    """Somebody who brought something back late borrows nothing for some days."""

    words = N_("{name} brought something back late and borrows again after {until:%Y-%m-%d}.")
    overridable: ClassVar[bool] = True
    label: ClassVar[str] = N_("Suspended")


class SameTitleOut(CentreError):
    """Somebody has another copy of the same title."""

    words = N_("{name} already has another copy of “{title}” ({barcode}).")
    overridable: ClassVar[bool] = True
    label: ClassVar[str] = N_("Has the same title")
    per: ClassVar[str] = "title"


class KindLimitReached(CentreError):
    """As many things of one kind as somebody may have."""

    words = N_("{kind}: {count} of {limit} allowed {unit} are already out. Please return one first.")
    overridable: ClassVar[bool] = True
    label: ClassVar[str] = N_("Limit of the kind reached")


class TooYoung(CentreError):
    """A thing for older readers."""

    words = N_("“{title}” is for readers of {age} and over; {name} is {years}.")
    overridable: ClassVar[bool] = True
    label: ClassVar[str] = N_("Too young for it")
    per: ClassVar[str] = "title"


class ReasonMissing(CentreError):
    """Something was to be lent in spite of a block, without saying why."""

    words = N_("Please type why. The reason is kept with the loan.")


class ReturnBeforeLoan(CentreError):
    """A return dated before its loan."""

    words = N_(
        "“{title}” was lent on {lent:%Y-%m-%d %H:%M}, so it cannot have come back on {returned:%Y-%m-%d %H:%M}. Please check the day."
    )


class ReturnInFuture(CentreError):
    """A return at a time that is still to come."""

    words = N_("{moment:%Y-%m-%d %H:%M} is still to come. Please enter a time up to now.")


class LentWhileOut(CentreError):
    """A loan dated back into another loan of the same copy."""

    words = N_("“{title}” was out until {until:%Y-%m-%d %H:%M}. Please choose a later day for this loan.")


class DueBeforeLent(CentreError):
    """A due day before the day of the loan."""

    words = N_(
        "The due day {due:%Y-%m-%d} is before the day of the loan, {lent:%Y-%m-%d}. Please correct one."
    )


class DueTooFar(CentreError):
    """A due day set by hand that nobody means."""

    words = N_("{due:%Y-%m-%d} is more than a year away. Please correct the due day.")


class DueBeyondCard(CentreError):
    """A due day set by hand after the card has ended."""

    words = N_(
        "The card of {name} ends on {expires:%Y-%m-%d}: the due day cannot be later. Extend the card first, or choose an earlier day."
    )


class LentTooLongAgo(CentreError):
    """A day of the loan so long ago that a digit is wrong."""

    words = N_(
        "{lent:%Y-%m-%d} is more than a year ago. Please correct the day of the loan; loans of that time come in as a list."
    )


class DueAlreadyPast(CentreError):
    """A due day set by hand that is over."""

    words = N_("{due:%Y-%m-%d} is over: the loan would be overdue at once.")
    overridable: ClassVar[bool] = True
    label: ClassVar[str] = N_("Due day in the past")


class RenewalBeyondCard(CentreError):
    """A renewal would gain nothing, as the card ends first."""

    words = N_(
        "“{title}” is due on {due:%m-%d} and cannot be renewed further: the card expires on {expires:%Y-%m-%d}."
    )


class PolicyForNobody(CentreError):
    """A loan policy for everybody and everything, which the default is."""

    words = N_(
        "Please choose a category of people, a kind of thing, or both. What holds for all is the default above."
    )


class PolicyEmpty(CentreError):
    """A loan policy that says nothing."""

    words = N_("Please fill in at least one number; what stays empty is as the default says.")


class PolicyThere(CentreError):
    """Two loan policies for the same."""

    words = N_("There is already a rule for “{row}”. Please change that one.")


class PolicyTwoTimes(CentreError):
    """A loan time in days and in hours."""

    words = N_("The loan time is given in days and in hours. Please give one of them.")
