"""Asking for the recovery sheet to be printed: after the first run, after encrypting, after a change of the key."""

from PySide6.QtCore import Signal

from centre_app.centre import recovery_sheet
from centre_app.i18n import _
from ui.kit import buttons, card, layout
from ui.kit.attempt import attempt
from ui.kit.fields import TextField
from ui.settings.recovery_sheet import RecoveryPreview
from ui.shell.covers import Cover


class RecoveryCover(Cover):
    """The sheet is looked at, printed, and shown to be at hand by two of its words. `confirmed`, or `postponed` until the next start."""

    confirmed = Signal()
    postponed = Signal()

    def __init__(self) -> None:
        super().__init__(width=640)
        self.words.setText(_("Print the recovery sheet"))
        self.sheet_button = buttons.primary(_("Show and print the sheet"), "print", clicked=self.show_sheet)
        self.places = recovery_sheet.places()
        self.fields = [TextField(longest=20) for _place in self.places]
        self.done_button = buttons.plain(_("The sheet is locked away"), "check", clicked=self.finish)
        self.later = buttons.link(_("Later: ask again at the next start"), clicked=self.postponed.emit)
        self._build()
        self._allow_words(False)

    def focus_first(self) -> None:
        """Begin with the sheet."""
        self.sheet_button.setFocus()

    def show_sheet(self) -> RecoveryPreview:
        """Open the preview, which prints and saves; from then on words can be typed from it."""
        made = RecoveryPreview(self)
        made.finished.connect(lambda _result: self._allow_words(True))
        made.open()
        return made

    def finish(self) -> None:
        """Compare the two words with the sheet."""
        self.error.hide()
        attempt(
            recovery_sheet.confirm,
            typed={place: field.value() for place, field in zip(self.places, self.fields, strict=True)},
            then=lambda _none: self.confirmed.emit(),
            failed=self.refuse,
        )

    def _build(self) -> None:
        self.card.add(self.words)
        self.card.add(
            card.label(
                _(
                    "The data of the centre are encrypted, and the key is in the key store of this computer. If the computer "
                    "is lost, broken or set up anew, only this sheet opens the data and their backups again."
                ),
                wrap=True,
            )
        )
        self.card.add(
            card.Note(
                _("Lock the sheet away, not at the desk and not with the backups: it opens everything."),
                "warning",
            )
        )
        self.card.add(layout.row(self.sheet_button, None))
        self.asked = card.label(
            _("When it is printed, please type two of its words, so that it is certain to be readable:"),
            wrap=True,
        )
        self.card.add(self.asked)
        cells = []
        for place, field in zip(self.places, self.fields, strict=True):
            name = _("Word {place}").format(place=place)
            field.set_name(name)
            field.submitted.connect(self.finish)
            field.changed.connect(self._settle)
            cells.append(
                layout.holding(layout.column(card.label(name, kind="small"), field, None, spacing=4))
            )
        self.card.add(layout.row(*cells, spacing=16))
        self.card.add(self.error)
        self.card.add(layout.Flow(self.done_button, self.later))

    def _allow_words(self, allowed: bool) -> None:
        for each in (self.asked, *self.fields):
            each.setEnabled(allowed)
        if allowed:
            self.fields[0].setFocus()
        self._settle()

    def _settle(self) -> None:
        self.done_button.setEnabled(all(field.isEnabled() and field.value() for field in self.fields))
