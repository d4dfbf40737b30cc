"""The base of all errors that a clerk can understand. The errors themselves are in the files beside, one a slice."""

from typing import Any, ClassVar

from centre_app.i18n import _


class CentreError(Exception):
    """Something that happened to the clerk's work, with the data to say it clearly."""

    words: ClassVar[str]
    bare: ClassVar[str] = ""
    overridable: ClassVar[bool] = False
    """Whether a clerk may do the thing all the same, with a reason that is kept."""
    label: ClassVar[str] = ""
    """What a block that was passed is called in lists."""
    per: ClassVar[str] = ""
    """The datum for each value of which a clerk is asked anew; empty: once for a person."""

    def __init__(self, **data: Any) -> None:
        super().__init__(type(self).__name__)
        self.data = data
        self.about = ""  # what it was about, where its sentence may not say that

    @property
    def blocks(self) -> "list[CentreError]":
        """All that stands against the thing: more than itself only where several are told at once."""
        return [self]

    @property
    def may_be_passed(self) -> bool:
        """Whether a reason given by the clerk is enough to go on."""
        return all(block.overridable for block in self.blocks)

    @property
    def key(self) -> str:
        """What a reason given by the clerk holds for."""
        return f"{type(self).__name__}:{self.data[self.per]}" if self.per else type(self).__name__

    def sentence(self) -> str:
        """What happened, to what, and what to do next, in the current language."""
        if not self.data and self.bare:
            return _(self.bare)
        return _(self.words).format(**self.data)

    def __str__(self) -> str:
        return self.sentence()
