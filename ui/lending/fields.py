"""Fields of the lending forms: text with suggestions from what the centre already has."""

from collections.abc import Callable, Sequence

from centre_app.centre import settings
from centre_app.i18n import _
from centre_app.lending import catalogue, classes, donations
from ui.kit.form import ChoiceField, DateField, Form, Hit, NumberField, PickerField, TextField
from ui.lending import pieces


class SuggestField(PickerField):
    """A line of free text that offers what was written there before. `value()` is the text."""

    def __init__(self, find: Callable[[str], Sequence[Hit]], *, placeholder: str = "") -> None:
        super().__init__(find, placeholder=placeholder, free=True)

    def value(self) -> str:
        return self.text()

    def set_value(self, value: Hit | str | None) -> None:
        super().set_value(Hit(value, value) if isinstance(value, str) and value else None)


class PublishedField(TextField):
    """When something was published, as the title page says it: a year, perhaps with a month, in any writing."""

    def __init__(self) -> None:
        super().__init__(placeholder="2026-01", longest=40)

    def problem(self) -> str:
        if self.value() and not any(char.isnumeric() for char in self.value()):
            return _("Please give a year, perhaps with the month, such as 2026-01.")
        return ""


def class_field() -> SuggestField:
    """A class number, found by code or Chinese name."""
    return SuggestField(
        lambda text: [Hit(code, code, name) for code, name in classes.suggest(text)], placeholder="I247.5"
    )


def donor_field(placeholder: str = "") -> SuggestField:
    """A donor, offered from those who gave before."""
    return SuggestField(_donors, placeholder=placeholder)


def location_field() -> SuggestField:
    """A shelf, offered from those that copies stand on."""
    return SuggestField(_locations, placeholder=" ")


def add_copy_fields(form: Form) -> None:
    """The fields of one piece but its price, named as the arguments of `catalogue.add_copy`."""
    kinds = [(code, _(label)) for code, label in catalogue.KIND_LABELS.items()]
    form.add("barcode", _("Barcode"), TextField(longest=40))
    form.add("kind", _("Kind"), ChoiceField(kinds), beside=True)
    form.add("volume", _("Volume"), TextField(placeholder=_("for example: 2, or I"), longest=40))
    form.add(
        "volumes", _("Volumes under this barcode"), NumberField(least=1, most=1000, unit=_("volumes")), beside=True,
        required=True,
    )  # fmt: skip
    form.add("donor", _("Donor"), donor_field(_("empty if bought")))
    form.add("received_on", _("Received on"), DateField(lean="past"), beside=True, required=True)
    form.add("call_number", _("Call number"), SuggestField(_call_numbers, placeholder="I247.5/12"))
    form.add("location", _("Shelf"), location_field(), beside=True)
    pieces.add_set_number(form)
    form.set_values(kind="book", volumes=1)


def automatic_hint() -> str:
    """What an empty barcode means when a copy is added."""
    return _("empty: next number with {prefix}").format(prefix=settings.get("barcode_prefix"))


def _donors(text: str) -> list[Hit]:
    return [Hit(donor, donor) for donor in donations.donors(text)]


def _locations(text: str) -> list[Hit]:
    return [Hit(place, place) for place in catalogue.locations(text)]


def _call_numbers(text: str) -> list[Hit]:
    return [Hit(code, code, name) for code, name in classes.suggest(text)]
