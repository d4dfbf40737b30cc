"""The settings of classes and call numbers. Author marks are offered where rare options are shown, or are in use."""

from centre_app.centre import settings
from centre_app.i18n import _
from ui.kit.form import ChoiceField
from ui.settings.section import SettingsCard

_RARE = "author"


class ClassesCard(SettingsCard):
    """Which classes the catalogue is narrowed by and counted in, and how call numbers come about."""

    def __init__(self) -> None:
        super().__init__(_("Classes and call numbers"), ("class_scheme", "call_number_mode"))
        hints = {
            "class_scheme": _("Titles keep their CLC class; the six classes are worked out from it."),
            "call_number_mode": _(
                "A number is given when a title gets a class. It can be typed over, and a copy may have its own."
            ),
        }
        for name, hint in hints.items():
            self.form.add(name, settings.label(name), ChoiceField(_choices(name)), hint=hint, required=True)

    def refresh(self) -> None:
        """Show what is set; what is typed and not yet saved stays."""
        if not self.form.is_changed():
            self.form.field("call_number_mode").set_choices(_choices("call_number_mode"))
        self.show_values(settings.all_settings())


def _choices(name: str) -> list[tuple[str, str]]:
    hidden = {_RARE} if not settings.get("advanced") and settings.get("call_number_mode") != _RARE else set()
    return [(key, _(words)) for key, words in settings.CHOICES[name].items() if key not in hidden]
