"""The question before a stocktake's result is put right: each group with what will happen to it, to be left out or not."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.lending import stocktake
from centre_app.lending.stocktake import Plan, Result
from ui.kit import buttons, card
from ui.kit.dialog import Dialog
from ui.kit.form import CheckField
from ui.lending.stocktake_words import fix_words


class FixDialog(Dialog):
    """The groups that have something to put right, with a box each. `then(wanted)` gets which are wanted.

    What was not found is only marked as lost where the clerk ticks it.
    """

    def __init__(self, parent: QWidget, found: Result, *, then: Callable[[dict[str, bool]], object]) -> None:
        super().__init__(parent, _("Put right"), width=520)
        self._found, self._then = found, then
        self.add_title(_("Put right"))
        self.body.addWidget(
            card.label(_("All of this is one step and can be undone as one."), kind="quiet", wrap=True)
        )
        everything = _counts(stocktake.plan(found))
        self.boxes = {kind: CheckField("") for kind, count in everything.items() if count}
        for kind, box in self.boxes.items():
            box.set_value(kind != "losses")
            box.changed.connect(self._say)
            self.body.addWidget(box)
        self.add_button(buttons.plain(_("Cancel"), clicked=self.reject))
        self.do_button = self.add_button(buttons.primary(_("Put right"), clicked=self._done))
        self._say()

    def wanted(self) -> dict[str, bool]:
        """Which groups are ticked."""
        return {
            kind: kind in self.boxes and self.boxes[kind].value()
            for kind in ("returns", "finds", "moves", "losses")
        }

    def _say(self) -> None:
        """Write at each box how many it is about; what is moved depends on what is returned and found."""
        wanted = self.wanted()
        for kind, box in self.boxes.items():
            count = _counts(stocktake.plan(self._found, **{**wanted, kind: True}))[kind]
            box.box.setText(fix_words(kind, count, self._found.stocktake))
        self.do_button.setEnabled(bool(stocktake.plan(self._found, **wanted)))

    def _done(self) -> None:
        self.accept()
        self._then(self.wanted())


def _counts(plan: Plan) -> dict[str, int]:
    return {
        "returns": len(plan.returned),
        "finds": len(plan.found),
        "moves": len(plan.moved),
        "losses": len(plan.lost),
    }
