"""The section of the consent wording: what people agree to, changed as a new version; the old ones can be read."""

from functools import partial

from centre_app import errors
from centre_app.i18n import N_, _
from centre_app.people import consents
from ui.kit import buttons, card, consent, layout
from ui.kit.attempt import attempt
from ui.kit.form import Form, TextField
from ui.settings.section import Section, say_saved


class ConsentSection(Section):
    """The wording in use, to be changed, and the versions before it."""

    id = "consent"
    title = N_("Consent wording")
    icon = "check"
    tables = frozenset({"consent_wording"})

    def __init__(self) -> None:
        super().__init__()
        self.card = card.Card(_("What people consent to"))
        self.form = Form()
        self.text = self.form.add("text", _("Wording"), TextField(lines=16))
        self.save_button = buttons.primary(_("Save as a new version"), "check", clicked=self.save)
        hint = _(
            "It stands on the form to be signed. Consents already given stay with the version they were given to."
        )
        self.card.add(card.label(hint, kind="quiet", wrap=True))
        self.card.add(self.form)
        self.card.add(layout.row(self.save_button, None))
        self.before = card.Card(_("Versions before"))
        self.versions = layout.Flow(spacing=8)
        self.before.add(layout.holding(self.versions))
        for part in (self.card, self.before):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.form.changed.connect(self._settle)

    def refresh(self) -> None:
        used, *before = consents.wordings()
        words = _("version {version}, from {day:%Y-%m-%d}")
        self.card.set_trailing(words.format(version=used.version, day=used.valid_from))
        if not self.form.is_changed():
            self.form.set_values(text=used.text)
        layout.clear(self.versions)
        for old in before:
            said = words.format(version=old.version, day=old.valid_from)
            reading = buttons.link(said, clicked=partial(self._read, said, old.text))
            reading.needs = ""
            self.versions.addWidget(reading)
        self.before.setVisible(bool(before))
        self._settle()

    def save(self) -> None:
        """Use the typed wording from today on."""
        attempt(consents.change_wording, then=self._on_saved, failed=self._on_refused, text=self.text.value())

    def _read(self, title: str, text: str) -> None:
        consent.read(self, title, text)

    def _settle(self) -> None:
        self.save_button.setEnabled(self.form.is_changed())

    def _on_saved(self, version: int) -> None:
        self.form.clear_errors()
        self.form.mark_unchanged()
        self.refresh()
        say_saved(_("Version {version} of the wording is in use.").format(version=version))

    def _on_refused(self, error: errors.CentreError) -> None:
        self.form.show_refusal(error)
