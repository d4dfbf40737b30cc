"""The dialog before a stocktake: go on with an open one, or say what is to be counted now."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from centre_app.i18n import _, _n
from centre_app.lending import catalogue, stocktake
from centre_app.lending.stocktake import StocktakeCard
from ui.kit import buttons
from ui.kit.attempt import told
from ui.kit.form import ChoiceField, FormDialog, TextField
from ui.lending import fields
from ui.lending.stocktake_finished import FinishedDialog

SHELVES_AT_MOST = 5000


class StartDialog(FormDialog):
    """What to count. `then(stocktake id)` follows, for a new one and for one that goes on."""

    def __init__(self, parent: QWidget, *, then: Callable[[int], object]) -> None:
        super().__init__(_("Stocktake"), _("Begin counting"), parent, width=520)
        self._then, self._over = then, parent
        self.resume_buttons = [self._resume_button(each) for each in stocktake.open_stocktakes()]
        if self.resume_buttons:
            self.form.add_title(_("Go on with"))
            for button in self.resume_buttons:
                self.form.add_widget(button)
            self.form.add_title(_("Or begin a new one"))
        shelves = sorted(catalogue.locations(limit=SHELVES_AT_MOST))
        scopes = [("shelf", _("A shelf")), ("class", _("A class")), ("all", _("The whole stock"))]
        self.form.add("scope", _("What is counted"), ChoiceField(scopes if shelves else scopes[1:]))
        self.form.add("shelf", _("Shelf"), ChoiceField([(each, each) for each in shelves]))
        self.form.add(
            "clc_class", _("Class"), fields.class_field(), hint=_("Everything whose class begins like this.")
        )
        self.form.add("note", _("Note"), TextField(longest=200))
        finished = buttons.plain(_("Finished stocktakes…"), "document", clicked=self._on_finished_asked)
        self.finished_button = finished
        self.form.add_widget(finished)
        finished.setVisible(bool(stocktake.finished_stocktakes()))
        self.form.field("scope").changed.connect(self._on_scope_changed)
        self._on_scope_changed()
        self.form.mark_unchanged()
        self.submitted.connect(self._begin)

    def _on_scope_changed(self) -> None:
        scope = self.form.field("scope").value()
        self.form.show_entry("shelf", scope == "shelf")
        self.form.show_entry("clc_class", scope == "class")
        QTimer.singleShot(0, self, self.fit)

    def _on_finished_asked(self) -> None:
        """Show those that ended in place of this question."""
        self.form.mark_unchanged()
        self.accept()
        FinishedDialog(self._over).open()

    def _begin(self, values: dict) -> None:
        value = {"shelf": values["shelf"], "class": values["clc_class"], "all": ""}[values["scope"]]
        self.attempt(
            stocktake.begin, scope=values["scope"], value=value or "", note=values["note"], then=self._then
        )

    def _resume_button(self, found: StocktakeCard) -> buttons.Button:
        said = _n("{count} scan", "{count} scans", found.scans).format(count=found.scans)
        words = _("{place}, begun {began:%m-%d %H:%M}, {scans}").format(
            place=found.place, began=found.started_at, scans=said
        )
        return buttons.plain(words, "right", clicked=partial(self._resume, found.id))

    def _resume(self, stocktake_id: int) -> None:
        self.form.mark_unchanged()
        self.accept()
        self._then(stocktake_id)


@told
def ask(parent: QWidget, *, then: Callable[[int], object]) -> StartDialog:
    """Ask which stocktake; `then` gets its id."""
    dialog = StartDialog(parent, then=then)
    dialog.open()
    return dialog
