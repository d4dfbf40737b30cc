"""The section of lending: the default for everybody and everything, and the rules that differ by category and kind."""

from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app.centre import settings
from centre_app.i18n import N_, _
from centre_app.lending import policies
from centre_app.lending.labels import KIND_LABELS
from centre_app.lending.policies import LIMITS, PARAMETERS, PolicyRow
from centre_app.people.bands import CATEGORY_LABELS
from ui.kit import buttons, card
from ui.kit.attempt import attempt
from ui.kit.form import CheckField, ChoiceField, FormDialog, NumberField
from ui.kit.table import Column, ListView, RowVerb
from ui.settings.classes_card import ClassesCard
from ui.settings.rules import number
from ui.settings.section import Section, SettingsCard, saved

_DEFAULTS = (
    ("lend_days", N_("days"), N_("A due day on which the centre is closed moves to the next open day.")),
    ("lend_limit", N_("copies"), N_("Beyond this, the clerk is asked for a reason.")),
    ("renewal_limit", N_("times"), N_("0 means that loans cannot be renewed.")),
    ("renewal_days", N_("days"), ""),
    (
        "certificate_from",
        N_("books"),
        N_("Whoever gives as many books at a time is offered a certificate."),
    ),
    (
        "loan_privacy_months",
        N_("months"),
        N_(
            "Age band, sex and category stay for the figures. 0 keeps the readers. This cannot be undone; a reader who "
            "wishes keeps their history (in their record)."
        ),
    ),
    ("kit_warning_days", N_("days"), N_("Medicine in a kit then stands there until it is replaced.")),
    ("hold_days", N_("days"), N_("Then it goes to the next in the queue, or back to its shelf.")),
)
_RARE_NUMBERS = (
    ("grace_days", N_("days"), ""),
    ("suspension_days", N_("days"), N_("0 means that nobody is suspended for being late.")),
)
_RARE_CHOICES = ("due_mode", "renewal_from")
_RARE = ("loan_hours", "grace_days", "suspension_days")
_UNITS = {"loan_hours": N_("hours"), "loan_limit": N_("pieces"), "renewal_limit": N_("times")}


class LendingSection(Section):
    """For how long and how many. Rare options stand here only once they are switched on, or where one is in use."""

    id = "lending"
    title = N_("Lending")
    icon = "book"
    tables = frozenset({"setting", "loan_policy"})

    def __init__(self) -> None:
        super().__init__()
        self.advanced = bool(settings.get("advanced"))
        self.card = _default_card(rare=self.advanced)
        self.add_button = buttons.plain(_("Add a rule"), "plus", clicked=self.on_add)
        self.list = _rules_list(self)
        rules = card.Card(_("Rules for some people or things"), self.add_button)
        about = _(
            "What a rule leaves empty is as the default says. The more special rule wins, number by number."
        )
        rules.add(card.label(about, kind="quiet", wrap=True))
        rules.add(self.list, 1)
        self.classes = ClassesCard()
        self.column.addWidget(self.card)
        self.column.addWidget(rules, 1)
        self.column.addWidget(self.classes)
        self.column.addWidget(
            card.Note(
                _("Loans that are out keep their due day; the new rules count from the next loan on."), "info"
            )
        )

    def refresh(self) -> None:
        self.card.show_values(settings.all_settings())
        self.list.set_rows(policies.policies())
        self.classes.refresh()

    def on_add(self) -> None:
        """Ask for a rule."""
        dialog = PolicyDialog(self, rare=self.advanced)
        dialog.submitted.connect(
            lambda values: dialog.attempt(
                policies.add_policy, then=saved(_("The rule is set.")), **_given(values)
            )
        )
        dialog.open()

    def on_change(self, row: PolicyRow) -> None:
        """Ask what a rule says."""
        dialog = PolicyDialog(self, row=row, rare=self.advanced)

        def submitted(values: dict[str, Any]) -> None:
            said = {name: value for name, value in _given(values).items() if name in PARAMETERS}
            dialog.attempt(
                policies.change_policy, then=saved(_("The rule is changed.")), policy_id=row.id, **said
            )

        dialog.submitted.connect(submitted)
        dialog.open()

    def on_remove(self, row: PolicyRow) -> None:
        """Let the default hold again."""
        attempt(policies.remove_policy, policy_id=row.id, then=saved(_("The rule is removed.")))


class PolicyDialog(FormDialog):
    """For whom and what a rule is, and the numbers that differ; empty ones are left to the default."""

    def __init__(self, parent: QWidget, *, row: PolicyRow | None = None, rare: bool) -> None:
        super().__init__(_("Rule of lending"), _("Save"), parent, width=560)
        if row is None:
            people = [(code, _(text)) for code, text in CATEGORY_LABELS.items()]
            kinds = [(code, _(text)) for code, text in KIND_LABELS.items()]
            self.form.add("category", _("Category of person"), ChoiceField(people, none=_("All people")))
            self.form.add("kind", _("Kind of thing"), ChoiceField(kinds, none=_("All things")), beside=True)
        else:
            self.form.add_widget(card.label(row.words, kind="heading", wrap=True))
        given = dict(row.values) if row is not None else {}
        names = [
            name
            for name in PARAMETERS
            if name != "in_house_only" and (rare or name not in _RARE or name in given)
        ]
        for place, name in enumerate(names):
            least, most = LIMITS[name]
            field = NumberField(least=least, most=most, unit=_(_UNITS.get(name, N_("days"))))
            self.form.add(name, _(PARAMETERS[name]), field, beside=bool(place % 2))
        self.form.add("in_house_only", "", CheckField(_(policies.IN_HOUSE)))
        self.form.set_values(
            **{name: given.get(name) for name in names}, in_house_only=bool(given.get("in_house_only"))
        )


def _default_card(*, rare: bool) -> SettingsCard:
    numbers = (*_DEFAULTS, *(_RARE_NUMBERS if rare else ()))
    choices = _RARE_CHOICES if rare else ()
    made = SettingsCard(_("Default"), (*(name for name, _unit, _hint in numbers), *choices))
    for name, unit, hint in numbers:
        label = settings.label(name)
        made.form.add(
            name,
            label,
            number(name, _(unit)),
            hint=_(hint) if hint else "",
            required=True,
        )
    for name in choices:
        words = [(code, _(text)) for code, text in settings.CHOICES[name].items()]
        made.form.add(name, settings.label(name), ChoiceField(words))
    return made


def _rules_list(section: LendingSection) -> ListView:
    return ListView(
        [
            Column(_("For"), lambda row: row.words, bold=True),
            Column(_("What it says"), rule_words),
        ],
        empty=card.EmptyState(_("No rule differs from the default."), icon="book"),
        actions=[
            RowVerb(_("Change"), "edit", section.on_change, button=True),
            RowVerb(_("Remove"), "delete", section.on_remove, button=True),
        ],
        filter=False,
        name=_("Rules for some people or things"),
    )


def rule_words(row: PolicyRow) -> str:
    """What a rule says, in a line."""
    colon, comma = _(": "), _(", ")
    parts = [
        _(PARAMETERS[name]) if name == "in_house_only" else f"{_(PARAMETERS[name])}{colon}{value}"
        for name, value in row.values.items()
        if name != "in_house_only" or value
    ]
    return comma.join(parts)


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """The values as the verbs take them: a box not ticked says nothing."""
    made = dict(values)
    made["in_house_only"] = 1 if values.get("in_house_only") else None
    return {name: value or "" if name in ("category", "kind") else value for name, value in made.items()}
