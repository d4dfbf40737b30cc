"""Which group of a stocktake is listed: side by side with how many each has, or in one field where there is no room for that."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.lending.stocktake import GROUP_LABELS
from ui.kit import buttons, layout, style
from ui.kit.form import ChoiceField

ROOM_FOR_DIGITS = 60  # pixels at 100 %: the numbers grow


class GroupSwitch(QWidget):
    """The groups with their numbers; `chosen` when the clerk picked another. `room`: how wide it may be, in real pixels."""

    chosen = Signal()

    def __init__(self, counts: Mapping[str, int], *, room: int) -> None:
        super().__init__()
        self.segments = buttons.Segments(_choices(counts), name=_("Show"))
        self.field = ChoiceField(_choices(counts))
        self.field.set_name(_("Show"))
        self.narrow = self.segments.sizeHint().width() + style.px(ROOM_FOR_DIGITS) > room
        self.segments.chosen.connect(lambda _group: self.chosen.emit())
        self.field.changed.connect(self.chosen)
        self.setLayout(layout.row(*((self.field, None) if self.narrow else (self.segments,))))

    def value(self) -> str:
        """The group in front."""
        return str(self.field.value() if self.narrow else self.segments.value())

    def set_value(self, group: str) -> None:
        """Bring a group to the front."""
        self.segments.set_value(group)
        self.field.set_value(group)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Write the numbers anew."""
        if self.narrow:
            self.field.set_choices(_choices(counts))
            return
        for group, text in _choices(counts):
            self.segments.set_text(group, text)


def _choices(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    return [(group, f"{_(words)} {counts[group]}") for group, words in GROUP_LABELS.items()]
