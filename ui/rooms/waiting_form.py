"""Putting somebody on the waiting list, from the form whose wish did not fit."""

from collections.abc import Callable
from functools import partial
from typing import Any

from centre_app.i18n import _
from centre_app.rooms import waiting
from ui.kit import card, toast
from ui.kit.form import FormDialog, TextField
from ui.rooms.booking_form import BookingForm

_NAMES = ("room_id", "starts_at", "ends_at", "head_count", "alone")


def ask(form: BookingForm, *, then: Callable[[], object]) -> FormDialog | None:
    """Ask whom to call where the form names nobody, and put the wish on the list."""
    place = form.wish()
    if place is None:
        form.form.validate()
        return None
    values = form.form.values()
    known: dict[str, Any] = {name: place[name] for name in _NAMES}
    known |= {"title": values["title"], "note": values["note"], "person_id": values["person"]}
    dialog = FormDialog(_("Waiting list"), _("Put on the list"), form, width=440)
    words = _(
        "When the place becomes free it is held for the first who waits, and you are reminded to call them."
    )
    dialog.form.add_widget(card.Note(words, "info"))
    hint = _("Name and number") if values["person"] is None else ""
    dialog.add("contact", _("Whom to call"), TextField(longest=80, placeholder=hint), required=True)
    picked = form.form.field("person").hit()
    dialog.form.set_values(contact=picked.title if picked else "")

    def done(_id: int) -> None:
        form.accept()
        toast.show(
            _("On the waiting list: {contact}").format(contact=dialog.form.values()["contact"]), undo=True
        )
        then()

    join = partial(waiting.join, **known)
    dialog.submitted.connect(lambda given: dialog.attempt(join, then=done, **given))
    dialog.open()
    return dialog
