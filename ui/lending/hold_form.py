"""The dialog that puts somebody into the queue for a title: who, which title, which volume."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app.i18n import _, _n
from centre_app.lending import catalogue, holds
from centre_app.lending.catalogue import TitleCard
from centre_app.lending.holds import HoldRow
from centre_app.people import cards, people
from centre_app.people.people import PersonCard, masked_phone
from ui.kit import card
from ui.kit.form import ChoiceField, FormDialog, TextField
from ui.kit.picker import Hit, PickerField

FOUND_AT_MOST = 20


class HoldForm(FormDialog):
    """Asks for the person and the title, those not known already, and says what to expect. A scanned card is the person."""

    def __init__(self, parent: QWidget, *, title_id: int | None, person: PersonCard | None) -> None:
        super().__init__(_("Place a hold"), _("Place the hold"), parent, width=520)
        self.add("title_id", _("Title"), PickerField(find_titles), required=True)
        self.volume = ChoiceField([("", _("Any volume"))])
        self.add("volume", _("Volume"), self.volume)
        self.add("person_id", _("Person"), PickerField(find_people), required=True)
        self.add("note", _("Note"), TextField(longest=300))
        self.about = card.Note("", "info")
        self.form.add_widget(self.about)
        title = catalogue.title(title_id) if title_id is not None else None
        if title is not None:
            self.form.set_values(title_id=Hit(title.id, title.name))
        if person is not None:
            self.form.set_values(person_id=Hit(person.id, person.name))
        self.form.mark_unchanged()
        self.form.field("title_id").changed.connect(self.on_title_changed)
        self.on_title_changed()

    def scanned(self, code: str) -> bool:
        """A card names the person; a copy's barcode or an ISBN the title."""
        person_id = cards.by_card(code)
        copy = catalogue.copy_by_barcode(code)
        if person_id is not None:
            self.form.set_values(person_id=Hit(person_id, people.person(person_id).name))
        elif copy is not None:
            self.form.set_values(title_id=Hit(copy.title_id, copy.title))
            self.on_title_changed()
        else:
            found = catalogue.titles_by_isbn(code)
            if len(found) == 1:
                self.form.set_values(title_id=Hit(found[0].id, found[0].name))
                self.on_title_changed()
            else:
                self._say_unknown(code, several=bool(found))
        return True

    def _say_unknown(self, code: str, *, several: bool) -> None:
        words = (
            _("Several titles have the ISBN {text}. Please choose one.")
            if several
            else _("“{text}” is not known here.")
        )
        self.about.set(words.format(text=code), "warning")
        self.about.show()
        self.fit()

    def on_title_changed(self) -> None:
        """Offer the volumes of the title that is chosen, and say how long the queue is or that a copy is there."""
        title_id = self.form.field("title_id").value()
        title = catalogue.title(title_id) if title_id is not None else None
        volumes = volumes_of(title) if title is not None else []
        self.volume.set_choices([("", _("Any volume")), *((each, each) for each in volumes)])
        self.form.show_entry("volume", bool(volumes))
        self.about.setVisible(title is not None)
        if title is not None:
            self.about.set(_outlook(title), "info")
        if self.isVisible():
            self.fit()


def ask(
    parent: QWidget, *, title_id: int | None, person: PersonCard | None, then: Callable[[HoldRow], object]
) -> HoldForm:
    """Open the form; `then` gets the hold that was placed."""
    dialog = HoldForm(parent, title_id=title_id, person=person)

    def submit(values: dict[str, Any]) -> None:
        dialog.attempt(holds.place, then=then, **values)

    dialog.submitted.connect(submit)
    dialog.open()
    return dialog


def find_titles(text: str) -> list[Hit]:
    """Titles for a picker, with what is on the shelf."""
    shelf = _("{available} of {copies} on the shelf")
    return [
        Hit(
            row.id,
            row.name,
            " · ".join(filter(None, (row.authors, shelf.format(available=row.available, copies=row.copies)))),
        )
        for row in catalogue.find(text, limit=FOUND_AT_MOST)
    ]


def find_people(text: str) -> list[Hit]:
    """People for a picker, with what tells them apart."""
    return [
        Hit(row.id, row.name, " ".join(filter(None, (row.card_number, masked_phone(row.phone), row.address))))
        for row in people.find(text, limit=FOUND_AT_MOST)
    ]


def volumes_of(title: TitleCard) -> list[str]:
    """The volumes of a title's copies, none when it has but one."""
    volumes = list(dict.fromkeys(copy.volume for copy in title.copies if copy.volume))
    return volumes if len(volumes) > 1 else []


def _outlook(title: TitleCard) -> str:
    """What somebody on the phone is told before the hold is placed."""
    queue = holds.queue(title.id)
    kept = {row.copy_id for row in queue}
    waiting = sum(row.status == "waiting" for row in queue)
    free = sum(copy.lendable and not copy.open_flags and copy.id not in kept for copy in title.copies)
    if free and not waiting:
        return _("A copy is on the shelf: it is kept at once and is to be fetched.")
    ahead = _n("{count} person waits before.", "{count} people wait before.", waiting).format(count=waiting)
    due = min((copy.loan.due_on for copy in title.copies if copy.loan), default=None)
    back = _("The next copy is due back on {day:%m-%d}.").format(day=due) if due else ""
    return " ".join(filter(None, (ahead if waiting else _("Nobody waits before."), back)))
