"""The base of all errors that a clerk can understand. The errors themselves are in the files beside, one a slice."""

from typing import Any, ClassVar

from centre_app.i18n import _


class CentreError(Exception):
    """Something that happened to the clerk's work, with the data to say it clearly."""

    words: ClassVar[str]
    bare: ClassVar[str] = ""

    def __init__(self, **data: Any) -> None:
        super().__init__(type(self).__name__)
        self.data = data

    def sentence(self) -> str:
        """What happened, to what, and what to do next, in the current language."""
        if not self.data and self.bare:
            return _(self.bare)
        return _(self.words).format(**self.data)

    def __str__(self) -> str:
        return self.sentence()
