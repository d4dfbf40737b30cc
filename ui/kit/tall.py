"""A dialog with lists in it: high enough for them to be read, as far as the screen lets it."""

from ui.kit import style
from ui.kit.dialog import Dialog


class TallDialog(Dialog):
    """A dialog that is high even where its words need little room: `height_wanted` is in pixels at 100 %."""

    height_wanted = 620

    def fit(self) -> None:
        super().fit()
        self.resize(self.width(), max(self.height(), min(style.px(self.height_wanted), self._room()[1])))
