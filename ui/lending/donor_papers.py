"""Papers for a donor: the dialog that offers receipt, certificate and bookplates of one donation, and what is asked there."""

from functools import partial

from PySide6.QtWidgets import QWidget

from centre_app.access import audit
from centre_app.centre import settings
from centre_app.i18n import N_, _
from centre_app.lending import donor_papers
from centre_app.lending.donor_words import counted
from centre_app.lending.label_sheets import Label
from ui.kit import buttons, card, labels, layout
from ui.kit.attempt import attempt, told
from ui.kit.dialog import Dialog
from ui.kit.form import CheckField
from ui.kit.labels import LabelDialog
from ui.kit.printing import PreviewDialog, Sheet
from ui.lending.donor_sheets import certificate, draw_plate, long_day, receipt

PAPER = "3x7"


class PapersDialog(Dialog):
    """What can be printed for one donation, with or without the donor's name."""

    def __init__(self, parent: QWidget, donation_id: int) -> None:
        super().__init__(parent, _("Papers for the donor"), width=560)
        self.donation_id = donation_id
        self.preview: PreviewDialog | None = None
        self.plates: LabelDialog | None = None
        self.has_title = True
        self.heading = card.label(kind="title", wrap=True)
        self.sums = card.label(kind="quiet", wrap=True)
        self.unnamed = CheckField(_("The donor wants no name on papers"))
        self.receipt_button = buttons.plain(_("Receipt…"), "document", clicked=self.on_receipt)
        self.certificate_button = buttons.plain(_("Certificate…"), "gift", clicked=self.on_certificate)
        self.plates_button = buttons.plain(_("Bookplates…"), "print", clicked=self.on_plates)
        self.why_not = card.label(kind="quiet-small", wrap=True)
        for part in (self.heading, self.sums, self.unnamed):
            self.body.addWidget(part)
        three = layout.row(self.receipt_button, self.certificate_button, self.plates_button, None)
        self.body.addLayout(three)
        self.body.addWidget(self.why_not)
        self.add_button(buttons.primary(_("Close"), clicked=self.accept))
        self._show()
        self.unnamed.changed.connect(self._on_unnamed)

    def on_receipt(self) -> None:
        """Show the receipt."""
        attempt(donor_papers.for_receipt, donation_id=self.donation_id, then=lambda given: self._preview(
            _("Donation receipt {number}").format(number=given.number), receipt(given),
            N_("print a donation receipt"),
        ))  # fmt: skip

    def on_certificate(self) -> None:
        """Show the certificate."""
        attempt(donor_papers.for_certificate, donation_id=self.donation_id, then=lambda given: self._preview(
            _("Donation certificate {number}").format(number=given.number), certificate(given),
            N_("print a donation certificate"),
        ))  # fmt: skip

    def on_plates(self) -> None:
        """Ask for the paper of the bookplates."""
        attempt(donor_papers.plates, donation_id=self.donation_id, then=self._ask_plates)

    def _ask_plates(self, names: list[str]) -> None:
        given = donor_papers.given(self.donation_id)
        words = _("Given by {donor}").format(donor=given.named)
        foot = " · ".join(filter(None, (settings.get("centre_name"), long_day(given.received_on))))
        self.plates = labels.ask(
            self, _("Bookplates"), [Label("", head=name, name=words, foot=foot) for name in names],
            label=N_("print bookplates"), table="donation", row_ids=[self.donation_id], paper=PAPER, draw=draw_plate,
        )  # fmt: skip

    def _preview(self, title: str, sheet: Sheet, label: str) -> None:
        self.preview = PreviewDialog(self, title, sheet)
        record = partial(attempt, audit.record, label=label, table="donation", row_ids=[self.donation_id])
        self.preview.put_out.connect(record)
        self.preview.open()

    def _on_unnamed(self) -> None:
        attempt(
            donor_papers.leave_out_name, donation_id=self.donation_id, anonymous=self.unnamed.value(),
            then=lambda _none: self._show(), failed=lambda _error: self._show(),
        )  # fmt: skip

    @told
    def _show(self) -> None:
        given = donor_papers.given(self.donation_id)
        self.heading.setText(_("{donor}, {day}").format(donor=given.donor, day=long_day(given.received_on)))
        self.sums.setText(counted(len(given.titles), given.volumes, given.value_fen))
        blocked = self.unnamed.blockSignals(True)
        self.unnamed.set_value(given.anonymous)
        self.unnamed.blockSignals(blocked)
        self.receipt_button.setEnabled(bool(given.titles))
        self.plates_button.setEnabled(bool(given.titles))
        self.certificate_button.setEnabled(given.earns_certificate)
        self.why_not.setText(
            _("A certificate is given from {least} books on, as the settings say.").format(
                least=settings.get("certificate_from")
            )
        )
        self.why_not.setVisible(not given.earns_certificate)


@told
def ask(parent: QWidget, donation_id: int) -> PapersDialog:
    """Offer the papers of a donation."""
    dialog = PapersDialog(parent, donation_id)
    dialog.open()
    return dialog
