"""Dialogs about the dates of one loan: setting them by hand, and why it is due when it is."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QWidget

from centre_app.errors import CentreError, DueAlreadyPast
from centre_app.i18n import _
from centre_app.lending import loan_dates
from centre_app.lending.loan_dates import Why
from centre_app.lending.loans import LoanRow
from ui.kit import buttons, card, layout, style
from ui.kit.dialog import Dialog
from ui.kit.form import DateField, FormDialog, TextField
from ui.lending.words import title_and_volume


class DatesDialog(FormDialog):
    """The day something was lent and the day it is due; a reason once the due day is over."""

    def __init__(self, parent: QWidget, row: LoanRow, *, then: Callable[[datetime], object]) -> None:
        super().__init__(_("Dates of the loan"), _("Save"), parent, width=480)
        self.form.add_widget(card.label(title_and_volume(row.title, row.volume), kind="heading", wrap=True))
        self.form.add("lent_on", _("Lent on"), DateField(lean="past"), required=True,
                      hint=_("Dated back, it is due so many days earlier."))  # fmt: skip
        self.form.add("due_on", _("Due on"), DateField(lean="future"), required=True, beside=True)
        self.form.add("reason", _("Reason"), TextField(longest=200))
        self.form.show_entry("reason", False)
        self.form.set_values(lent_on=row.lent_at.date(), due_on=row.due_on, reason="")
        self.submitted.connect(
            lambda values: self.attempt(
                loan_dates.change_dates, loan_id=row.id, then=then, lent_on=values["lent_on"], reason=values["reason"],
                due_on=values["due_on"] if values["due_on"] != row.due_on else None,
            )
        )  # fmt: skip
        self.refused.connect(self._on_refused)

    def _on_refused(self, error: CentreError) -> None:
        if isinstance(error, DueAlreadyPast):
            self.form.show_entry("reason", True)
            self.form.field("reason").setFocus()
            self.fit()


class WhyDialog(Dialog):
    """How a due day came about, which rule gave which number, and what was lent across."""

    def __init__(self, parent: QWidget, row: LoanRow, why: Why) -> None:
        super().__init__(parent, _("Why this due day?"), width=520)
        self.add_title(_("Why this due day?"))
        self.body.addWidget(card.label(title_and_volume(row.title, row.volume), kind="heading", wrap=True))
        self.body.addWidget(card.label("\n".join(why.steps), wrap=True, selectable=True))
        if why.terms:
            self.body.addWidget(layout.holding(_table(why)))
        else:
            self.body.addWidget(
                card.label(_("Lent before there were rules by category and kind."), kind="quiet", wrap=True)
            )
        for label, reason in why.overrides:
            words = _("Lent all the same: {block}. Reason: {reason}").format(block=label, reason=reason)
            self.body.addWidget(card.Note(words, "warning"))
        self.add_button(buttons.primary(_("Close"), clicked=self.accept))


def change(parent: QWidget, *, row: LoanRow, then: Callable[[datetime], object]) -> DatesDialog:
    """Open the dialog of a loan's dates."""
    dialog = DatesDialog(parent, row, then=then)
    dialog.open()
    return dialog


def show_why(parent: QWidget, row: LoanRow) -> WhyDialog:
    """Open the dialog that explains a due day. Raises NotFound."""
    dialog = WhyDialog(parent, row, loan_dates.why(row.id))
    dialog.open()
    return dialog


def _table(why: Why) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(style.px(16))
    grid.setVerticalSpacing(style.px(6))
    grid.setColumnStretch(2, 1)
    for line, given in enumerate(why.terms):
        grid.addWidget(card.label(given.label, kind="quiet"), line, 0)
        grid.addWidget(card.label(str(given.value)), line, 1)
        grid.addWidget(card.label(_("from the rule: {row}").format(row=given.row), wrap=True), line, 2)
    return grid
