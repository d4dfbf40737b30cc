"""What the steps of an import have in common: the line on top that says which of the four it is, and the size of lists."""

from PySide6.QtWidgets import QLabel, QWidget

from centre_app.i18n import N_, _
from ui.kit import card, icons, layout, style

STEPS = {"file": N_("File"), "columns": N_("Columns"), "rows": N_("Check the rows"), "done": N_("Done")}
_LARGE = 125


def lines(usual: int) -> int:
    """How many rows a list of an import shows at least: fewer where large text needs the room."""
    return min(usual, 3) if style.percent() > _LARGE else usual


class Steps(QWidget):
    """The names of the steps in order, the present one strong. It is read aloud as one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: dict[str, QLabel] = {}
        parts: list[QWidget] = []
        for number, (step, words) in enumerate(STEPS.items(), 1):
            if parts:
                parts.append(icons.label("right", size=14, tone="quiet"))
            self._labels[step] = card.label(f"{number}  {_(words)}", kind="quiet")
            parts.append(self._labels[step])
        self.setLayout(layout.row(*parts))

    def show_step(self, step: str) -> None:
        """Make this one the present step."""
        for name, label in self._labels.items():
            card.restyle(label, kind="strong" if name == step else "quiet")
        place = list(STEPS).index(step) + 1
        self.setAccessibleName(
            _("Step {number} of {count}: {name}").format(number=place, count=len(STEPS), name=_(STEPS[step]))
        )
