"""The section of zones: the list in its order, adding, changing, moving, retiring."""

from typing import Any

from centre_app.centre import rooms, settings
from centre_app.centre.rooms import RoomRow
from centre_app.i18n import N_, _
from ui.kit import buttons, card
from ui.kit.attempt import attempt
from ui.kit.form import CheckField, ChoiceField, FormDialog, NumberField, TextField
from ui.kit.table import Column, ListView, RowVerb
from ui.settings.section import Section, saved


class ZonesSection(Section):
    """The zones of the centre, retired ones below."""

    id = "zones"
    title = N_("Zones")
    icon = "room"
    tables = frozenset({"room"})

    def __init__(self) -> None:
        super().__init__()
        self.add_button = buttons.primary(_("Add a zone"), "plus", clicked=self.on_add)
        self.list = ListView(
            [
                Column(_("Zone"), lambda row: row.name, bold=True, width=150),
                Column(_("Kind"), lambda row: _(rooms.KIND_LABELS[row.kind])),
                Column(
                    _("Places"), lambda row: str(row.capacity), sort=lambda row: row.capacity, align="right"
                ),
                Column(_("Used by"), lambda row: _(rooms.SHARING_LABELS[row.sharing])),
                Column(
                    _("Usual stay"),
                    lambda row: _("{minutes} min").format(minutes=row.usual_minutes),
                    sort=lambda row: row.usual_minutes,
                    align="right",
                ),
                Column(_("State"), state, tone=lambda row: "good" if row.active else "neutral"),
            ],
            empty=card.EmptyState(
                _("There are no zones yet. Add the first one: every visit and booking belongs to a zone."),
                icon="room",
                button=_("Add a zone"),
                pressed=self.on_add,
            ),
            actions=[
                RowVerb(_("Change"), "edit", self.on_change, button=True),
                RowVerb(_("Move up"), "up", lambda row: self.on_move(row, by=-1), enabled=self._may_move),
                RowVerb(_("Move down"), "down", lambda row: self.on_move(row, by=1), enabled=self._may_move),
                RowVerb(_("Retire"), "minus", self.on_retire, button=True, enabled=lambda row: row.active),
                RowVerb(
                    _("Bring back"),
                    "refresh",
                    self.on_bring_back,
                    button=True,
                    enabled=lambda row: not row.active,
                ),
            ],
            name=_("Zones"),
        )
        self.up_button = buttons.icon_only(
            "up", _("Move up"), clicked=lambda: self._move_current(-1), framed=True
        )
        self.down_button = buttons.icon_only(
            "down", _("Move down"), clicked=lambda: self._move_current(1), framed=True
        )
        whole = card.Card(_("Zones"))
        for button in (self.up_button, self.down_button, self.add_button):
            whole.set_trailing(button)
        whole.add(self.list, 1)
        self.column.addWidget(whole, 1)
        self.list.row_chosen.connect(self._on_row_chosen)
        self._on_row_chosen(None)

    def refresh(self) -> None:
        self.list.set_rows(rooms.rooms(include_inactive=True))
        self._on_row_chosen(self.list.current())

    def on_add(self) -> None:
        dialog = self._dialog(_("Add a zone"), _("Add"))
        dialog.form.set_values(
            kind="other",
            capacity=10,
            sharing="shared",
            usual_minutes=settings.get("default_usual_minutes"),
            buffer_before=0,
            buffer_after=0,
            needs_approval=False,
        )
        dialog.submitted.connect(
            lambda values: dialog.attempt(rooms.add_room, then=saved(_("The zone was added.")), **values)
        )
        dialog.open()

    def on_change(self, row: RoomRow) -> None:
        dialog = self._dialog(_("Change “{name}”").format(name=row.name), _("Save"))
        before = {name: getattr(row, name) for name in dialog.form.entries}
        dialog.form.set_values(**before)

        def submitted(values: dict[str, Any]) -> None:
            changes = {name: value for name, value in values.items() if value != before[name]}
            dialog.attempt(
                rooms.change_room, then=saved(_("The zone was changed.")), room_id=row.id, **changes
            )

        dialog.submitted.connect(submitted)
        dialog.open()

    def on_retire(self, row: RoomRow) -> None:
        said = _("“{name}” is retired. Its past stays in the reports.").format(name=row.name)
        attempt(rooms.retire_room, then=saved(said), room_id=row.id)

    def on_bring_back(self, row: RoomRow) -> None:
        said = _("“{name}” is in use again.").format(name=row.name)
        attempt(rooms.restore_room, then=saved(said), room_id=row.id)

    def on_move(self, row: RoomRow, *, by: int) -> None:
        """Move a zone up or down in the list."""
        attempt(rooms.move_room, room_id=row.id, by=by)

    def _move_current(self, by: int) -> None:
        row = self.list.current()
        if row is not None:
            self.on_move(row, by=by)

    def _may_move(self, row: RoomRow) -> bool:
        return row.active and sum(each.active for each in self.list.model.all_rows()) > 1

    def _on_row_chosen(self, row: RoomRow | None) -> None:
        for button in (self.up_button, self.down_button):
            button.setEnabled(row is not None and self._may_move(row))

    def _dialog(self, title: str, verb: str) -> FormDialog:
        dialog = FormDialog(title, verb, self)
        least, most = rooms.LIMITS["usual_minutes"]
        dialog.add("name", _("Name of the zone"), TextField(longest=rooms.LONGEST_NAME), required=True)
        dialog.add(
            "kind", _("Kind"), ChoiceField([(code, _(text)) for code, text in rooms.KIND_LABELS.items()])
        )
        dialog.add(
            "capacity", _("Places"), NumberField(least=1, most=rooms.LIMITS["capacity"][1]), required=True
        )
        dialog.add(
            "usual_minutes",
            _("Usual stay"),
            NumberField(least=least, most=most, unit=_("minutes")),
            required=True,
            beside=True,
        )
        dialog.add(
            "sharing",
            _("Used by"),
            ChoiceField([(code, _(text)) for code, text in rooms.SHARING_LABELS.items()]),
            hint=_("With several parties, bookings may overlap as long as all heads together find a place."),
        )
        for place, name in enumerate(("buffer_before", "buffer_after")):
            text = _("Set-up before") if name == "buffer_before" else _("Clean-up after")
            field = NumberField(least=0, most=rooms.LIMITS[name][1], unit=_("minutes"))
            dialog.add(
                name, text, field, required=True, beside=bool(place), hint=_("For bookings made from now on.")
            )
        dialog.add("needs_approval", "", CheckField(_("Bookings need approval")))
        return dialog


def state(row: RoomRow) -> str:
    """Return whether a zone is in use, in words."""
    return _("In use") if row.active else _("Retired")
