"""Coming in and going on to a zone at the desk, each said with Undo."""

from functools import partial

from centre_app.i18n import _
from centre_app.people import presence, stays, visits
from ui.kit import toast
from ui.kit.attempt import attempt


def go_on(person_id: int, *, room_id: int) -> None:
    """Let somebody go on to a zone; whoever is not here is checked in there."""
    visit = presence.open_visit_of(person_id)
    if visit is None:
        attempt(visits.check_in, person_id=person_id, room_id=room_id, then=_say_zone)
    else:
        attempt(stays.move_on, visit_id=visit.id, room_id=room_id, then=partial(_say_moved, visit.id))


def say_in(done: visits.ScanIn) -> None:
    """Say what a check-in did."""
    if done.kind == "already_here":
        words = _("{name} is here already · {room}, since {time:%H:%M}")
    else:
        words = _("Checked in: {name} · {room} {time:%H:%M}")
    said = words.format(name=done.name, room=done.room_name, time=done.arrived_at)
    toast.show(said, kind="info" if done.kind == "already_here" else "good", undo=done.kind != "already_here")


def _say_moved(visit_id: int, moved: bool) -> None:
    if moved:
        _say_zone(visit_id)


def _say_zone(visit_id: int) -> None:
    row = visits.visit(visit_id)
    toast.show(_("{name} is now in {room}").format(name=row.name, room=row.room_name), undo=True)
