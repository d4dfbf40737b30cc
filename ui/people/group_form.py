"""Checking in a group: organisation, head-count, a tally by age band and sex, and members who scan their cards meanwhile."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from centre_app.centre import rooms
from centre_app.i18n import _, _n
from centre_app.people import bands, cards, parties, people, visits
from centre_app.people.bands import BAND_LABELS, SEX_LABELS
from ui.kit import card, layout, messages, style, toast
from ui.kit.attempt import told
from ui.kit.form import ChoiceField, FormDialog, NumberField, TextField
from ui.people import dialogs

Then = Callable[[int], object]


class GroupDialog(FormDialog):
    """The form of a group. A card scanned while it is open is a member: part of the head-count, with a visit of their own."""

    def __init__(self, parent: QWidget | None, *, then: Then | None) -> None:
        super().__init__(_("Check in a group"), _("Check in"), parent, width=600)
        self._then = then
        self.members: dict[int, str] = {}
        self.add(
            "group_name", _("Organisation or group"), TextField(placeholder=_("school class, team, company…"))
        )
        self.add(
            "head_count",
            _("Head-count"),
            NumberField(least=1, most=visits.MOST_HEADS),
            required=True,
            beside=True,
        )
        dialogs.add_zone_and_purpose(self, room_id=None, purpose="")
        self.form.add_title(_("Of these, by age (may stay empty)"))
        self.cells: dict[tuple[str, str], NumberField] = {}
        self.form.add_widget(self._build_tally())
        self.scanned_label = card.label("", kind="quiet", wrap=True)
        self.form.add_widget(self.scanned_label)
        self._show_members()
        self.submitted.connect(told(self._save))

    def scanned(self, code: str) -> bool:
        """Take a member's card; anything else goes the way of all codes."""
        person_id = cards.by_card(code)
        if person_id is None:
            return False
        self.members[person_id] = people.person(person_id).name
        self._show_members()
        return True

    def tally(self) -> dict[tuple[str, str], int]:
        """Return what was counted by age band and sex."""
        return {cell: field.value() for cell, field in self.cells.items() if field.value()}

    def _build_tally(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(style.px(6))
        codes = [code for code in bands.codes() if code != bands.UNKNOWN]
        for place, code in enumerate(codes, start=1):
            grid.addWidget(card.label(_(BAND_LABELS[code]), kind="quiet-small"), 0, place)
        for line, sex in enumerate(("F", "M"), start=1):
            grid.addWidget(card.label(_(SEX_LABELS[sex]), kind="quiet"), line, 0)
            for place, code in enumerate(codes, start=1):
                field = self.cells[code, sex] = NumberField(least=0, most=visits.MOST_HEADS, width=72)
                field.set_name(f"{_(BAND_LABELS[code])} {_(SEX_LABELS[sex])}")
                grid.addWidget(field, line, place)
        grid.setColumnStretch(len(codes) + 1, 1)
        return layout.holding(grid, _("Of these, by age"))

    def _show_members(self) -> None:
        names = _(", ").join(self.members.values())
        self.scanned_label.setText(
            _n(
                "{count} member scanned: {names}", "{count} members scanned: {names}", len(self.members)
            ).format(count=len(self.members), names=names)
            if self.members
            else _("Members may scan their cards now; they are part of the head-count.")
        )

    def _save(self, values: dict[str, Any]) -> None:
        zone = rooms.room(values["room"]) if values["room"] is not None else None
        if zone is None or values["head_count"] <= zone.capacity:
            self._check_in(values)
            return
        words = _("{zone} has {places} places. Are there really {count} people?")
        messages.confirm(
            self,
            words.format(zone=zone.name, places=zone.capacity, count=values["head_count"]),
            verb=_("Check in {count} people").format(count=values["head_count"]),
            then=lambda: self._check_in(values),
        )

    def _check_in(self, values: dict[str, Any]) -> None:
        def done(visit_id: int) -> None:
            dialogs.said_group(visits.visit(visit_id), heads=values["head_count"])
            if self._then is not None:
                self._then(visit_id)

        self.attempt(
            parties.check_in_group, group_name=values["group_name"], head_count=values["head_count"], room_id=values["room"],
            purpose=values["purpose"], tally=self.tally(), members=list(self.members), then=done,
        )  # fmt: skip


def open_group_check_in(parent: QWidget | None, *, then: Then | None = None) -> GroupDialog:
    """Ask for a group and check it in; `then(visit_id)` follows."""
    dialog = GroupDialog(parent, then=then)
    dialog.open()
    return dialog


@told
def open_join_group(parent: QWidget | None, visit_id: int) -> FormDialog | None:
    """Ask which of today's groups somebody scanned singly belongs to: they are part of its head-count then."""
    groups = parties.groups_today()
    if not groups:
        toast.show(_("No group came today."), kind="info")
        return None
    row = visits.visit(visit_id)
    dialog = FormDialog(_("{name} belongs to a group").format(name=row.name), _("Save"), parent)
    choices = [
        (
            each.id,
            _("{time:%H:%M} {name} · {count} people, {members} scanned").format(
                time=each.arrived_at,
                name=each.name or _("Group"),
                count=each.head_count,
                members=each.members,
            ),
        )
        for each in groups
    ]
    dialog.add(
        "party", _("Group"), ChoiceField(choices), required=True,
        hint=_("The head-count of the group stays: one fewer of it is nameless."),
    )  # fmt: skip

    def save(values: dict[str, Any]) -> None:
        dialog.attempt(
            parties.join_group, visit_id=visit_id, party_id=values["party"],
            then=lambda _none: toast.show(_("Saved."), undo=True),
        )  # fmt: skip

    dialog.submitted.connect(told(save))
    dialog.open()
    return dialog
