"""The forms of a donated batch: who gave it, one of its lines, and what becomes of the pieces that arrived."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app import clock
from centre_app.i18n import _, _n
from centre_app.lending import catalogue, donation_batches, donation_decisions
from centre_app.lending.donation_decisions import Accepted
from centre_app.lending.donation_reads import DONOR_KIND_LABELS, MOST_PIECES, BatchRow, LineRow
from centre_app.people import people
from ui.kit import card
from ui.kit.form import (
    ChoiceField,
    DateField,
    FormDialog,
    Hit,
    MoneyField,
    NumberField,
    PickerField,
    TextField,
)
from ui.lending import fields

_LINE_NAMES = (
    "name", "authors", "publisher", "published", "clc_class", "kind", "volumes", "price_fen", "expected", "arrived", "note",
)  # fmt: skip


class BatchDialog(FormDialog):
    """Who gave or will give something when. Choosing a person of the centre fills in the name."""

    def __init__(self, parent: QWidget, *, edited: BatchRow | None = None) -> None:
        title, verb = (_("Edit donation"), _("Save")) if edited else (_("New donation"), _("Record"))
        super().__init__(title, verb, parent, width=560)
        form = self.form
        form.add("donor", _("Donor, as printed"), fields.donor_field(), required=True)
        kinds = [(kind, _(label)) for kind, label in DONOR_KIND_LABELS.items()]
        form.add("donor_kind", _("Who that is"), ChoiceField(kinds))
        form.add("received_on", _("Given on"), DateField(), beside=True, required=True)
        hint = _(
            "Only where the centre knows the donor, so that their record and the donation belong together."
        )
        form.add("person_id", _("Person of the centre"), PickerField(_people), hint=hint)
        form.add("contact", _("Contact"), TextField(placeholder=_("name, phone"), longest=200))
        form.add("note", _("Note"), TextField(lines=2))
        form.field("person_id").changed.connect(self._on_person_chosen)
        if edited is None:
            form.set_values(donor_kind="", received_on=clock.today())
        else:
            known = Hit(edited.person_id, edited.person) if edited.person_id is not None else None
            form.set_values(
                donor=edited.donor, donor_kind=edited.donor_kind, received_on=edited.received_on, person_id=known,
                contact=edited.contact, note=edited.note,
            )  # fmt: skip

    def _on_person_chosen(self) -> None:
        hit = self.form.field("person_id").hit()
        if hit is not None:
            self.form.field("donor_kind").set_value("person")
            if self.form.field("donor").is_empty():
                self.form.field("donor").set_value(hit.title)


class LineDialog(FormDialog):
    """One line of a batch. A scan goes into the ISBN; a known one fills in what the catalogue says."""

    def __init__(self, parent: QWidget, *, edited: LineRow | None = None) -> None:
        title, verb = (_("Edit line"), _("Save")) if edited else (_("Add line"), _("Add"))
        super().__init__(title, verb, parent, width=620)
        form = self.form
        form.add("isbn", _("ISBN"), TextField(placeholder=_("scan or type it"), longest=40))
        form.add(
            "kind",
            _("Kind"),
            ChoiceField([(code, _(label)) for code, label in catalogue.KIND_LABELS.items()]),
            beside=True,
        )
        form.add("name", _("Title"), TextField(longest=300))
        form.add("authors", _("Author"), TextField(longest=300))
        form.add("publisher", _("Publisher"), TextField(longest=200), beside=True)
        form.add("published", _("Published"), fields.PublishedField())
        form.add("clc_class", _("Class (CLC)"), fields.class_field(), beside=True)
        form.add("price_fen", _("List price"), MoneyField())
        form.add(
            "volumes", _("Volumes in each piece"), NumberField(least=1, most=1000), beside=True, required=True
        )
        form.add("expected", _("Should come"), NumberField(most=MOST_PIECES), required=True)
        form.add("arrived", _("Came"), NumberField(most=MOST_PIECES), beside=True, required=True)
        form.add("note", _("Note"), TextField(lines=2))
        if edited is None:
            form.set_values(kind="book", volumes=1, expected=1, arrived=0)
        else:
            form.set_values(isbn=edited.isbn_given, **{name: getattr(edited, name) for name in _LINE_NAMES})
        form.field("isbn").changed.connect(self._on_isbn_changed)

    def scanned(self, code: str) -> bool:
        """Take a scan as the ISBN."""
        self.form.field("isbn").set_value(code)
        self._on_isbn_changed()
        return True

    def _on_isbn_changed(self) -> None:
        known = catalogue.titles_by_isbn(self.form.field("isbn").value())
        found = catalogue.title(known[0].id) if known else None
        if found is not None and self.form.field("name").is_empty():
            for name in ("name", "authors", "publisher", "published", "clc_class", "price_fen"):
                self.form.field(name).set_value(getattr(found, name))


class DecideDialog(FormDialog):
    """What becomes of the pieces of one line: some accepted, some returned, some passed on."""

    def __init__(self, parent: QWidget, row: LineRow) -> None:
        super().__init__(_("Decide on “{title}”").format(title=row.title), _("Decide"), parent, width=560)
        self.row = row
        words = _n(
            "{count} piece arrived and is not decided on.",
            "{count} pieces arrived and are not decided on.",
            row.undecided,
        )
        form, most = self.form, row.undecided
        form.add_widget(card.label(words.format(count=row.undecided), wrap=True))
        form.add("accepted", _("Accept"), NumberField(most=most))
        form.add("location", _("Shelf"), fields.location_field(), beside=True)
        form.add("returned", _("Give back"), NumberField(most=most))
        form.add(
            "returned_reason",
            _("Why returned"),
            TextField(longest=200, placeholder=_("damaged, doubled, unsuitable …")),
            beside=True,
        )
        form.add("passed_on", _("Pass on"), NumberField(most=most))
        form.add("passed_on_to", _("To whom"), TextField(longest=200), beside=True)
        form.add("passed_on_reason", _("Why passed on"), TextField(longest=200))
        form.set_values(accepted=row.undecided, returned=0, passed_on=0)
        for name in ("returned", "passed_on"):
            form.field(name).changed.connect(self._on_counts_changed)

    def _on_counts_changed(self) -> None:
        """What is neither returned nor passed on is accepted, until the clerk says otherwise."""
        gone = sum(self.form.field(name).value() or 0 for name in ("returned", "passed_on"))
        self.form.field("accepted").set_value(max(0, self.row.undecided - gone))


class AcceptDialog(FormDialog):
    """Accept all that is not decided on, of the whole batch or of chosen lines."""

    def __init__(self, parent: QWidget, *, pieces: str) -> None:
        super().__init__(_("Accept into the catalogue"), _("Accept"), parent, width=520)
        self.form.add_widget(card.label(pieces, kind="strong", wrap=True))
        words = _("Known titles get further copies, new ones are added. Barcodes run on by themselves.")
        self.form.add_widget(card.label(words, kind="quiet", wrap=True))
        self.form.add("location", _("Shelf"), fields.location_field())


def new_batch(parent: QWidget, *, then: Callable[[int], object]) -> BatchDialog:
    """Open the form of a new batch; `then` gets its id."""
    dialog = BatchDialog(parent)
    dialog.submitted.connect(
        lambda values: dialog.attempt(donation_batches.record_batch, then=then, **values)
    )
    dialog.open()
    return dialog


def edit_batch(parent: QWidget, row: BatchRow) -> BatchDialog:
    """Open the form of a batch."""
    dialog = BatchDialog(parent, edited=row)
    dialog.submitted.connect(
        lambda values: dialog.attempt(donation_batches.change_batch, donation_id=row.id, **values)
    )
    dialog.open()
    return dialog


def add_line(parent: QWidget, donation_id: int) -> LineDialog:
    """Open the form of a new line."""
    dialog = LineDialog(parent)
    dialog.submitted.connect(
        lambda values: dialog.attempt(donation_batches.add_line, donation_id=donation_id, **values)
    )
    dialog.open()
    return dialog


def edit_line(parent: QWidget, row: LineRow) -> LineDialog:
    """Open the form of a line."""
    dialog = LineDialog(parent, edited=row)
    dialog.submitted.connect(
        lambda values: dialog.attempt(donation_batches.change_line, line_id=row.id, **values)
    )
    dialog.open()
    return dialog


def decide(parent: QWidget, row: LineRow, *, then: Callable[[Accepted], object]) -> DecideDialog:
    """Open the form that decides on a line."""
    dialog = DecideDialog(parent, row)
    dialog.submitted.connect(
        lambda values: dialog.attempt(donation_decisions.decide, line_id=row.id, then=then, **_counts(values))
    )
    dialog.open()
    return dialog


def _counts(values: dict[str, Any]) -> dict[str, Any]:
    return values | {name: values[name] or 0 for name in ("accepted", "returned", "passed_on")}


def _people(text: str) -> list[Hit]:
    return [Hit(hit.id, hit.name, hit.card_number) for hit in people.find(text)]
