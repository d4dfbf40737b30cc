"""The section of rules for bookings: not arriving, held places, limits a person, and whether rare options are shown."""

from centre_app.centre import settings
from centre_app.i18n import N_, _
from centre_app.rooms import quotas
from ui.kit import buttons, card, layout
from ui.kit.attempt import attempt
from ui.kit.form import CheckField
from ui.settings.rules import number
from ui.settings.section import Section, SettingsCard, saved

_SWITCHES = (
    ("release_no_shows", N_("Otherwise it only stands in the to-do list.")),
    ("complete_at_end", N_("Otherwise the to-do list asks how many came.")),
    (
        "advanced",
        N_(
            "Rooms: set-up and clean-up minutes, equipment, calendar files, moving several bookings at once. "
            "Lending: catalogue records (MARC), author marks, loans by hours, ways of counting days, grace, suspension."
        ),
    ),
)
_MINUTES = ("no_show_minutes", "hold_minutes")


class BookingsSection(Section):
    """What happens to bookings by itself, and how much one person may book."""

    id = "bookings"
    title = N_("Bookings")
    icon = "calendar"
    tables = frozenset({"setting"})

    def __init__(self) -> None:
        super().__init__()
        self.card = SettingsCard(_("Bookings"), (*_MINUTES, *(name for name, _hint in _SWITCHES)))
        for name in _MINUTES:
            self.card.form.add(name, settings.label(name), number(name, _("minutes")), required=True)
        for name, hint in _SWITCHES:
            self.card.form.add(name, "", CheckField(settings.label(name)), hint=_(hint))
        self.limits = SettingsCard(_("Limits a person"), quotas.NAMES)
        for place, name in enumerate(quotas.NAMES):
            self.limits.form.add(
                name, settings.label(name), number(name, ""), required=True, beside=bool(place % 2)
            )
        self.usual_button = buttons.plain(_("Usual limits"), clicked=self.on_usual)
        self.none_button = buttons.plain(_("No limits"), clicked=self.on_none)
        self.limits.add(layout.row(self.usual_button, self.none_button, None))
        self.limits.add(
            card.Note(
                _("0 limits nothing. The clerk can pass a limit with a reason, which is noted."), "info"
            )
        )
        self.column.addWidget(self.card)
        self.column.addWidget(self.limits)
        self.column.addStretch(1)

    def refresh(self) -> None:
        values = settings.all_settings()
        self.card.show_values(values)
        self.limits.show_values(values)

    def on_usual(self) -> None:
        """At most four hours a use and two bookings a month, a day ahead."""
        self.limits.form.mark_unchanged()
        attempt(quotas.use_preset, then=saved(_("The usual limits are set.")))

    def on_none(self) -> None:
        """Limit nothing."""
        self.limits.form.mark_unchanged()
        attempt(quotas.switch_off, then=saved(_("Nothing is limited.")))
