"""A dialog with lists in it: high enough for them to be read, as far as the screen lets it."""

from ui.kit import style
from ui.kit.dialog import Dialog

HEIGHT = 620  # pixels at 100 %


class TallDialog(Dialog):
    """A dialog that is high even where its words need little room."""

    def fit(self) -> None:
        super().fit()
        self.resize(self.width(), max(self.height(), min(style.px(HEIGHT), self._room()[1])))
