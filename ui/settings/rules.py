"""The sections that are plain forms over the centre's settings: the centre itself, and visits."""

from centre_app.centre import settings
from centre_app.i18n import N_, _
from ui.kit.form import CheckField, ChoiceField, NumberField, TextField
from ui.settings.section import Section, SettingsCard


class CentreSection(Section):
    """What the centre is called, and when its months end for the statistics."""

    id = "centre"
    title = N_("Centre")
    icon = "desk"
    tables = frozenset({"setting"})

    def __init__(self) -> None:
        super().__init__()
        self.card = SettingsCard(_("Centre"), ("centre_name", "statistical_month_end"))
        self.card.form.add(
            "centre_name",
            settings.label("centre_name"),
            TextField(longest=settings.LONGEST_NAME),
            required=True,
            hint=_("Shown in the window and printed on workbooks and sheets."),
        )
        ends = [(0, _("the last of the calendar month"))]
        ends += [(day, _("day {day}").format(day=day)) for day in range(1, 29)]
        self.card.form.add(
            "statistical_month_end",
            settings.label("statistical_month_end"),
            ChoiceField(ends),
            hint=_(
                "Figures, comparisons and reports go by it: with day 25, October is from 26 September to 25 October. Closed "
                "months keep their days."
            ),
        )
        self.column.addWidget(self.card)
        self.column.addStretch(1)

    def refresh(self) -> None:
        self.card.show_values(settings.all_settings())


class VisitsSection(Section):
    """How long a stay usually is, what a second scan means, what opens a visit, and the age bands."""

    id = "visits"
    title = N_("Visits")
    icon = "check-in"
    tables = frozenset({"setting"})

    _NAMES = (
        "default_usual_minutes",
        "scan_checks_out",
        "card_months",
        "rescan_minutes",
        "joins_visit",
        "age_bands",
    )

    def __init__(self) -> None:
        super().__init__()
        self.card = SettingsCard(_("Visits"), self._NAMES)
        self.card.form.add(
            "default_usual_minutes",
            settings.label("default_usual_minutes"),
            number("default_usual_minutes", _("minutes")),
            required=True,
            hint=_(
                "Offered for new zones. Each zone has its own; visits that nobody ended are closed after it."
            ),
        )
        self.card.form.add(
            "scan_checks_out",
            settings.label("scan_checks_out"),
            CheckField(settings.label("scan_checks_out")),
            hint=_("Otherwise a second scan never checks out: that is a button of the open person."),
        )
        self.card.form.add(
            "card_months",
            settings.label("card_months"),
            number("card_months", _("months")),
            required=True,
            hint=_("0 means that a new card is good without end. Cards given already keep their last day."),
        )
        self.card.form.add(
            "rescan_minutes",
            settings.label("rescan_minutes"),
            number("rescan_minutes", _("minutes")),
            required=True,
            hint=_("Sooner nothing changes. 0: only after the usual stay of the zone."),
        )
        self.card.form.add(
            "joins_visit",
            settings.label("joins_visit"),
            CheckField(settings.label("joins_visit")),
            hint=_(
                "Whoever borrows or arrives for a booking has one visit that day: the one there is, or a new one."
            ),
        )
        self.card.form.add(
            "age_bands",
            settings.label("age_bands"),
            TextField(longest=60),
            required=True,
            hint=_(
                "6, 17, 34, 59 means 0–6, 7–17, 18–34, 35–59, 60 and over. Tally buttons and reports go by them."
            ),
        )
        self.column.addWidget(self.card)
        self.column.addStretch(1)

    def refresh(self) -> None:
        self.card.show_values(settings.all_settings())


def number(name: str, unit: str) -> NumberField:
    """Return a field for a number with the limits of its setting."""
    least, most = settings.LIMITS[name]
    return NumberField(least=least, most=most, unit=unit)
