"""The whole family in one tap: everybody ticked, choose who came, one step to undo."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from centre_app.i18n import _, _n
from centre_app.people import families, visits
from centre_app.people.families import Relative
from ui.kit import card, layout, toast
from ui.kit.attempt import told
from ui.kit.form import FormDialog
from ui.people import dialogs

_MANY = 12


class FamilyDialog(FormDialog):
    """Who of a family came, to which zone."""

    def __init__(self, parent: QWidget | None, person_id: int, relatives: list[Relative]) -> None:
        super().__init__(_("The whole family"), _("Check in"), parent)
        last = next(iter(visits.visits_of(person_id, limit=1)), None)
        self.boxes = {each.id: QCheckBox(_words(each)) for each in relatives}
        for place, box in enumerate(self.boxes.values()):
            box.setChecked(
                place < _MANY
            )  # a household of three hundred is no family: only the first are ticked
        self.form.add_widget(layout.holding(layout.column(*self.boxes.values(), spacing=6), _("Who came")))
        if len(relatives) > _MANY:
            self.form.add_widget(
                card.label(
                    _("Many live at this address; please tick the others who came."), kind="quiet", wrap=True
                )
            )
        dialogs.add_zone_and_purpose(
            self, room_id=last.room_id if last else None, purpose=last.purpose if last else ""
        )
        self.submitted.connect(told(self._save))

    def _save(self, values: dict[str, Any]) -> None:
        ids = [person_id for person_id, box in self.boxes.items() if box.isChecked()]

        def done(made: list[int]) -> None:
            words = _n(
                "Checked in: {count} person of the family",
                "Checked in: {count} people of the family",
                len(made),
            )
            toast.show(words.format(count=len(made)), kind="good", undo=True)

        self.attempt(
            families.check_in_family,
            person_ids=ids,
            room_id=values["room"],
            purpose=values["purpose"],
            then=done,
        )


@told
def open_family(parent: QWidget | None, person_id: int) -> FamilyDialog | None:
    """Ask who of somebody's family came, and check them in."""
    relatives = families.family_of(person_id)
    if len(relatives) < 2:
        toast.show(
            _("Nobody else of this family is known. Enter the address, or a guardian, first."), kind="info"
        )
        return None
    dialog = FamilyDialog(parent, person_id, relatives)
    dialog.open()
    return dialog


def _words(each: Relative) -> str:
    name = each.name if each.age is None else _("{name}, {age}").format(name=each.name, age=each.age)
    return _("{name} · here already").format(name=name) if each.is_here else name
