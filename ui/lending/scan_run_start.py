"""The dialog before a pile is catalogued: go on with a run, or set donor, class, shelf and kind once for all its books."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from centre_app import clock
from centre_app.i18n import _
from centre_app.lending import catalogue, scan_run
from ui.kit import buttons
from ui.kit.attempt import told
from ui.kit.form import CheckField, ChoiceField, DateField, FormDialog
from ui.lending import fields
from ui.lending.scan_run_words import resume_line
from ui.lending.words import day_text

BATCH_DAYS = 7


class StartDialog(FormDialog):
    """What holds for all books of the pile. `then(run id)` follows, for a new run and for one that goes on."""

    def __init__(self, parent: QWidget, *, then: Callable[[int], object]) -> None:
        super().__init__(_("Catalogue a pile"), _("Begin scanning"), parent, width=620)
        self._then = then
        self.resume_buttons = [
            buttons.plain(resume_line(run), "right", clicked=partial(self._resume, run.id))
            for run in scan_run.latest_runs()
        ]
        if self.resume_buttons:
            self.form.add_title(_("Go on with"))
            for button in self.resume_buttons:
                self.form.add_widget(button)
            self.form.add_title(_("Or begin a new one"))
        self._build()
        self.submitted.connect(self._begin)

    def _build(self) -> None:
        batches = scan_run.batches_since(clock.today() - timedelta(days=BATCH_DAYS))
        known = [(row.id, f"{row.donor}, {day_text(row.received_on)}") for row in batches]
        choices: list[tuple[Any, str]] = [("new", _("A new donation")), *known, ("none", _("Not donated"))]
        form = self.form
        form.add("batch", _("Belongs to"), ChoiceField(choices))
        form.add("donor", _("Donor"), fields.donor_field(_("person or organisation")))
        form.add("received_on", _("Received on"), DateField(lean="past"), beside=True, required=True)
        form.add(
            "anonymous", _("Name on papers"), CheckField(_("The donor wants no name on papers")),
            hint=_("The name may then stay empty."),
        )  # fmt: skip
        form.add("clc_class", _("Class (CLC)"), fields.class_field())
        form.add("location", _("Shelf"), fields.location_field(), beside=True)
        kinds = [(code, _(label)) for code, label in catalogue.KIND_LABELS.items()]
        form.add("kind", _("Kind"), ChoiceField(kinds))
        form.add(
            "own_labels", _("Labels"), CheckField(_("Labels are printed and stuck on already")),
            hint=_("After each book its label is scanned. Otherwise each copy gets the next number."),
        )  # fmt: skip
        form.set_values(batch="new", received_on=clock.today(), kind="book")
        form.field("batch").changed.connect(self._on_batch_changed)

    def _on_batch_changed(self) -> None:
        new = self.form.field("batch").value() == "new"
        for name in ("donor", "received_on", "anonymous"):
            self.form.show_entry(name, new)
        QTimer.singleShot(0, self, self.fit)

    def _begin(self, values: dict[str, Any]) -> None:
        batch = values.pop("batch")
        of_donor = {name: values.pop(name) for name in ("donor", "received_on", "anonymous")}
        if batch == "new":
            if not of_donor["donor"] and not of_donor["anonymous"]:
                self.form.show_error(
                    _("Please give the donor, or tick that no name is wanted."), name="donor"
                )
                return
            values |= of_donor
        elif batch != "none":
            values["donation_id"] = batch
        self.attempt(scan_run.begin, then=self._then, **values)

    def _resume(self, run_id: int) -> None:
        self.form.mark_unchanged()
        self.accept()
        self._then(run_id)


@told
def ask(parent: QWidget, *, then: Callable[[int], object]) -> StartDialog:
    """Ask which run; `then` gets its id."""
    dialog = StartDialog(parent, then=then)
    dialog.open()
    return dialog
