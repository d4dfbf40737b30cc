"""The dialogs of visits: checking in with a choice of zone and purpose, groups, and correcting a visit."""

from collections.abc import Callable
from datetime import datetime, time
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app import clock
from centre_app.centre import rooms
from centre_app.i18n import _, _n
from centre_app.people import people, visits
from ui.kit import buttons, layout, messages, toast
from ui.kit.attempt import told
from ui.kit.form import ChoiceField, FormDialog, NumberField, TextField, TimeField

_MOST_PURPOSES = 8
Then = Callable[[int], object]


@told
def open_check_in(parent: QWidget | None, person_id: int, *, then: Then | None = None) -> FormDialog:
    """Ask for zone, purpose and, for a late entry, the time, and check the person in; `then(visit_id)` follows."""
    name = people.person(person_id).name
    dialog = FormDialog(_("Check in {name}").format(name=name), _("Check in"), parent)
    last = next(iter(visits.visits_of(person_id, limit=1)), None)
    _add_zone_and_purpose(
        dialog, room_id=last.room_id if last else None, purpose=last.purpose if last else ""
    )
    dialog.add("arrived_at", _("Arrived at"), TimeField(step_minutes=5), hint=_("Empty means now."))

    def done(visit_id: int) -> None:
        said_in(visits.visit(visit_id))
        if then is not None:
            then(visit_id)

    def save(values: dict[str, Any]) -> None:
        at = values["arrived_at"]
        dialog.attempt(
            visits.check_in, person_id=person_id, room_id=values["room"], purpose=values["purpose"],
            arrived_at=datetime.combine(clock.today(), at) if at is not None else None, then=done,
        )  # fmt: skip

    return _opened(dialog, save)


def open_group_check_in(parent: QWidget | None, *, then: Then | None = None) -> FormDialog:
    """Ask for a group's name, heads, zone and purpose, and check it in; `then(visit_id)` follows."""
    dialog = FormDialog(_("Check in a group"), _("Check in"), parent)
    dialog.add("group_name", _("Group"), TextField(placeholder=_("school class, team, company…")))
    dialog.add(
        "head_count",
        _("Head-count"),
        NumberField(least=1, most=visits.MOST_HEADS),
        required=True,
        beside=True,
    )
    _add_zone_and_purpose(dialog, room_id=None, purpose="")

    def done(visit_id: int) -> None:
        said_in(visits.visit(visit_id))
        if then is not None:
            then(visit_id)

    def check_in(values: dict[str, Any]) -> None:
        dialog.attempt(
            visits.check_in_group, group_name=values["group_name"], head_count=values["head_count"],
            room_id=values["room"], purpose=values["purpose"], then=done,
        )  # fmt: skip

    def save(values: dict[str, Any]) -> None:
        zone = rooms.room(values["room"])
        if values["head_count"] <= zone.capacity:
            check_in(values)
            return
        words = _("{zone} has {places} places. Are there really {count} people?")
        messages.confirm(
            dialog,
            words.format(zone=zone.name, places=zone.capacity, count=values["head_count"]),
            verb=_("Check in {count} people").format(count=values["head_count"]),
            then=lambda: check_in(values),
        )

    return _opened(dialog, save)


@told
def open_visit(parent: QWidget | None, visit_id: int) -> FormDialog:
    """Correct zone, purpose and head-count of a visit, and a leaving time that was only assumed."""
    row = visits.visit(visit_id)
    title = _("Visit of {name}").format(name=row.name or _("a group"))
    dialog = FormDialog(title, _("Save"), parent)
    _add_zone_and_purpose(dialog, room_id=row.room_id, purpose=row.purpose)
    if row.person_id is None:
        dialog.add("head_count", _("Head-count"), NumberField(least=1, most=visits.MOST_HEADS), required=True)
        dialog.form.set_values(head_count=row.head_count)
    if row.left_at is None or row.left_assumed:
        hint = _("The time now in the record is assumed.") if row.left_assumed else _("Empty: still here.")
        dialog.add("left_at", _("Left at"), TimeField(step_minutes=5), hint=hint)

    def save(values: dict[str, Any]) -> None:
        left: time | None = values.get("left_at")
        dialog.attempt(
            visits.correct_visit, visit_id=visit_id, room_id=values["room"], purpose=values["purpose"],
            head_count=values.get("head_count"),
            left_at=datetime.combine(row.arrived_at.date(), left) if left is not None else None,
            then=lambda _nothing: toast.show(_("Saved."), undo=True),
        )  # fmt: skip

    return _opened(dialog, save)


def said_in(row: visits.VisitRow) -> None:
    """Say who was checked in where, with Undo."""
    name = row.name or _("a group")
    if row.person_id is None:
        name = _n("{name} ({count} person)", "{name} ({count} people)", row.head_count).format(
            name=name, count=row.head_count
        )
    said = _("Checked in: {name}, {room} {time:%H:%M}").format(
        name=name, room=row.room_name, time=row.arrived_at
    )
    toast.show(said, kind="good", undo=True)


def _add_zone_and_purpose(dialog: FormDialog, *, room_id: int | None, purpose: str) -> None:
    heads = {load.room_id: load.heads for load in visits.here_by_room()}
    zones = [
        (
            room.id,
            _("{room} ({heads} of {places})").format(
                room=room.name, heads=heads.get(room.id, 0), places=room.capacity
            ),
        )
        for room in rooms.rooms(include_inactive=True)
        if room.active or room.id == room_id
    ]
    dialog.add("room", _("Zone"), ChoiceField(zones), required=True)
    field = dialog.add("purpose", _("Purpose"), TextField(longest=visits.LONGEST_TEXT))
    known = visits.purposes(limit=_MOST_PURPOSES)
    if known:
        offers = [buttons.link(text, clicked=partial(_write, field, text)) for text in known]
        dialog.form.add_widget(layout.holding(layout.Flow(*offers, spacing=4), _("Frequent purposes")))
    values: dict[str, Any] = {"purpose": purpose}
    if room_id is not None:
        values["room"] = room_id
    dialog.form.set_values(**values)


def _write(field: TextField, text: str) -> None:
    field.set_value(text)
    field.main().setFocus()


def _opened(dialog: FormDialog, save: Callable[[dict[str, Any]], None]) -> FormDialog:
    dialog.submitted.connect(told(save))
    dialog.open()
    return dialog
