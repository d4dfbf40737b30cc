"""The form of who may fetch a child."""

from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.people import people, pick_ups
from ui.kit import buttons, toast
from ui.kit.attempt import told
from ui.kit.form import FormDialog, TextField


@told
def open_fetcher(parent: QWidget, child_id: int, *, pick_up_id: int = 0) -> FormDialog:
    """Ask for somebody who may fetch the child, or change or take away one who is noted."""
    title = _("Who may fetch {name}").format(name=people.person(child_id).name)
    dialog = FormDialog(title, _("Save"), parent)
    dialog.add("name", _("Name"), TextField(longest=40), required=True)
    dialog.add(
        "relation",
        _("Relation"),
        TextField(longest=40, placeholder=_("grandmother, neighbour…")),
        beside=True,
    )
    dialog.add("phone", _("Phone"), TextField(longest=40))
    dialog.add(
        "note",
        _("Note"),
        TextField(longest=200),
        hint=_("Shown when the child leaves, such as: only on Fridays."),
    )

    def saved(_none: object) -> None:
        toast.show(_("Saved."), undo=True)

    def save(values: dict[str, Any]) -> None:
        if pick_up_id:
            dialog.attempt(pick_ups.change, pick_up_id=pick_up_id, then=saved, **values)
        else:
            dialog.attempt(pick_ups.allow, child_id=child_id, then=saved, **values)

    def remove() -> None:
        dialog.form.mark_unchanged()
        dialog.attempt(pick_ups.remove, pick_up_id=pick_up_id, then=saved)

    known = (
        next((each for each in pick_ups.may_fetch(child_id) if each.id == pick_up_id), None)
        if pick_up_id
        else None
    )
    if known is not None:
        dialog.form.set_values(name=known.name, relation=known.relation, phone=known.phone, note=known.note)
        dialog.foot.insertWidget(0, buttons.danger(_("Remove"), "delete", clicked=remove))
    dialog.submitted.connect(told(save))
    dialog.open()
    return dialog
