"""The section of privacy: for how long names are kept, and who would lose theirs by it before anything is saved."""

from centre_app.centre import settings
from centre_app.i18n import N_, _
from centre_app.people.masking import masked_name
from centre_app.privacy import retention
from ui.kit import buttons, card, job, layout, style
from ui.kit.table import Column, ListView
from ui.settings.rules import number
from ui.settings.section import Section, SettingsCard

_HINTS = {
    "visit_privacy_months": N_(
        "0 keeps the names. Age band, sex and category stay for the figures, which do not change. This cannot be undone."
    ),
    "person_privacy_months": N_("0 erases nobody. This cannot be undone."),
}
_WHO = N_(
    "Nothing is changed by looking. A sign of life is a visit, loan, booking or change of the record. Guardians, "
    "organisations, readers who keep their history, and people with something under way are not erased."
)


class PrivacySection(Section):
    """Two periods, each off unless set, and a preview of what they would do. The work is done at the first start of a day."""

    id = "privacy"
    title = N_("Privacy")
    icon = "lock"
    tables = frozenset({"setting"})

    def __init__(self) -> None:
        super().__init__()
        self.card = SettingsCard(_("How long names are kept"), tuple(_HINTS))
        for name, hint in _HINTS.items():
            self.card.form.add(
                name, settings.label(name), number(name, _("months")), required=True, hint=_(hint)
            )
        self.preview_button = buttons.plain(_("Who would be affected?"), "search", clicked=self.on_preview)
        self.preview_button.needs = ""  # it only looks
        self.said = card.label(_(_WHO), kind="quiet", wrap=True)
        self.list = ListView(
            [
                Column(_("Name"), lambda row: masked_name(row.name), bold=True),
                Column(_("Card"), lambda row: row.card_number, quiet=True),
                Column(_("Last sign of life"), lambda row: f"{row.last_sign:%Y-%m-%d}",
                       sort=lambda row: row.last_sign, width=150),
            ],
            empty=card.EmptyState(_("Nobody would be erased."), icon="people"), name=_("Who would be erased"), table="person",
        )  # fmt: skip
        self.list.setMinimumHeight(style.px(150))
        keeping = self.list.sizePolicy()
        keeping.setRetainSizeWhenHidden(True)
        self.list.setSizePolicy(keeping)
        self.list.hide()  # until somebody looked: an empty list would say that nobody is touched
        for name in _HINTS:
            self.card.form.field(name).changed.connect(self._forget)
        whole = card.Card(_("Before you save"), self.preview_button)
        whole.add(self.said)
        whole.add(self.list, 1)
        self.column.addWidget(self.card)
        self.column.addWidget(whole, 1)
        note = _(
            "Loans have a period of their own under Lending. Erasing one person is in their record, under Privacy."
        )
        self.column.addWidget(layout.holding(layout.column(card.Note(note, "info"))))

    def refresh(self) -> None:
        self.card.show_values(settings.all_settings())

    def on_preview(self) -> job.Job | None:
        """Count and list who the periods in the form would touch now."""
        if not self.card.form.validate():
            return None
        values = self.card.form.values()
        visit_months, person_months = values["visit_privacy_months"], values["person_privacy_months"]
        return job.run(
            _("Looking for who would be affected"),
            lambda _progress: retention.preview(visit_months=visit_months, person_months=person_months),
            then=self._show, parent=self,
        )  # fmt: skip

    def _forget(self) -> None:
        """What was found for other periods says nothing about these."""
        self.said.setText(_(_WHO))
        self.list.hide()

    def _show(self, found: retention.Preview) -> None:
        self.list.set_rows(found.people)
        self.list.show()
        words = _(
            "Visits that would lose their name: {visits}, of {visitors} people. People who would be erased: {people}."
        )
        self.said.setText(
            words.format(visits=found.visits, visitors=found.visitors, people=found.people_count)
        )
