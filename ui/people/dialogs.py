"""The dialogs of visits: checking in with a choice of zone and purpose or later, going on, and correcting a visit."""

from collections.abc import Callable
from datetime import datetime, time
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app import clock
from centre_app.centre import rooms
from centre_app.i18n import _, _n
from centre_app.people import paper, parties, people, stays, visits
from ui.kit import buttons, layout, toast
from ui.kit.attempt import told
from ui.kit.form import ChoiceField, DateField, FormDialog, NumberField, TextField, TimeField

_MOST_PURPOSES = 8
Then = Callable[[int], object]


@told
def open_check_in(parent: QWidget | None, person_id: int, *, then: Then | None = None) -> FormDialog:
    """Ask for zone, purpose and, for a late entry, the time, and check the person in; `then(visit_id)` follows."""
    name = people.person(person_id).name
    dialog = FormDialog(_("Check in {name}").format(name=name), _("Check in"), parent)
    last = next(iter(visits.visits_of(person_id, limit=1)), None)
    add_zone_and_purpose(dialog, room_id=last.room_id if last else None, purpose=last.purpose if last else "")
    dialog.add("arrived_at", _("Arrived at"), TimeField(step_minutes=5), hint=_("Empty means now."))
    dialog.add("left_at", _("Left at"), TimeField(step_minutes=5), hint=_("Empty: still here."), beside=True)
    dialog.add("day", _("Day of the visit"), DateField(lean="past"), hint=_("Empty means today."))

    def done(visit_id: int) -> None:
        said_in(visits.visit(visit_id))
        if then is not None:
            then(visit_id)

    def save(values: dict[str, Any]) -> None:
        at, left, day = values["arrived_at"], values["left_at"], values["day"] or clock.today()
        where = {"person_id": person_id, "room_id": values["room"], "purpose": values["purpose"]}
        if at is None and (left is not None or day != clock.today()):
            dialog.form.show_error(_("Please enter when they arrived."), name="arrived_at")
        elif left is not None or day != clock.today():
            ends = datetime.combine(day, left) if left is not None else None
            dialog.attempt(
                paper.enter_late, arrived_at=datetime.combine(day, at), left_at=ends, then=done, **where
            )
        else:
            starts = datetime.combine(day, at) if at is not None else None
            dialog.attempt(visits.check_in, arrived_at=starts, then=done, **where)

    return _opened(dialog, save)


@told
def open_visit(parent: QWidget | None, visit_id: int) -> FormDialog:
    """Correct zone, purpose and head-count of a visit, and a leaving time that was only assumed."""
    row = visits.visit(visit_id)
    title = _("Visit of {name}").format(name=row.name or _("a group"))
    dialog = FormDialog(title, _("Save"), parent)
    add_zone_and_purpose(dialog, room_id=row.room_id, purpose=row.purpose)
    group = parties.group(row.party_id) if row.person_id is None and row.party_id is not None else None
    if row.person_id is None and not row.is_tallied:
        hint = (
            _n("{count} of them was scanned singly.", "{count} of them were scanned singly.", group.members)
            if group
            else ""
        )
        dialog.add(
            "head_count", _("Head-count"), NumberField(least=1, most=visits.MOST_HEADS), required=True,
            hint=hint.format(count=group.members) if group and group.members else "",
        )  # fmt: skip
        dialog.form.set_values(head_count=group.head_count if group else row.head_count)
    if row.left_at is None or row.left_assumed:
        hint = _("The time now in the record is assumed.") if row.left_assumed else _("Empty: still here.")
        dialog.add("left_at", _("Left at"), TimeField(step_minutes=5), hint=hint)

    def save(values: dict[str, Any]) -> None:
        left: time | None = values.get("left_at")
        dialog.attempt(
            parties.change_group if group else visits.correct_visit, visit_id=visit_id, room_id=values["room"],
            purpose=values["purpose"], head_count=values.get("head_count"),
            left_at=datetime.combine(row.arrived_at.date(), left) if left is not None else None,
            then=lambda _nothing: toast.show(_("Saved."), undo=True),
        )  # fmt: skip

    return _opened(dialog, save)


@told
def open_next_zone(parent: QWidget | None, visit_id: int) -> FormDialog:
    """Ask where somebody who is here goes on to: a further stay of the same visit."""
    row = visits.visit(visit_id)
    dialog = FormDialog(
        _("{name} goes on").format(name=row.name or _("A group")), _("Go on"), parent, width=420
    )
    choices = [(room.id, room.name) for room in rooms.rooms() if room.id != row.room_id]
    dialog.add(
        "room", _("Next zone"), ChoiceField(choices), required=True,
        hint=_("The visit goes on: it still counts once, for {room} first.").format(room=row.room_name),
    )  # fmt: skip

    def save(values: dict[str, Any]) -> None:
        dialog.attempt(
            stays.move_on, visit_id=visit_id, room_id=values["room"],
            then=lambda _moved: toast.show(_("Saved."), undo=True),
        )  # fmt: skip

    return _opened(dialog, save)


def said_group(row: visits.VisitRow, *, heads: int) -> None:
    """Say which group of how many was checked in where, with Undo."""
    words = _n(
        "Checked in: {name} ({count} person), {room}", "Checked in: {name} ({count} people), {room}", heads
    )
    toast.show(
        words.format(name=row.name or _("a group"), count=heads, room=row.room_name), kind="good", undo=True
    )


def said_in(row: visits.VisitRow) -> None:
    """Say who was checked in where, or that a visit of the past was entered, with Undo."""
    words = (
        _("Visit entered: {name}, {room} {time:%m-%d %H:%M}")
        if row.left_at is not None
        else _("Checked in: {name}, {room} {time:%H:%M}")
    )
    said = words.format(name=row.name, room=row.room_name, time=row.arrived_at)
    toast.show(said, kind="good", undo=True)


def add_zone_and_purpose(dialog: FormDialog, *, room_id: int | None, purpose: str) -> None:
    """Add the two fields, zones with their heads and frequent purposes to be pressed."""
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
    dialog.add("room", _("Zone"), ChoiceField(zones), required=bool(zones))  # none: the verb says what to do
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
