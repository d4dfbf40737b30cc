"""Where holds are asked for on the lending page, wired to what then happens."""

from typing import TYPE_CHECKING

from centre_app import errors
from centre_app.lending import holds
from ui.kit import unmask

if TYPE_CHECKING:
    from ui.lending.page import LendingPage


def wire(page: "LendingPage") -> None:
    """Connect the list of holds, the queue of a title and the holds of the person served."""
    deeds, shown = page.deeds.holds, page.holds
    shown.place_asked.connect(lambda: deeds.on_place(person_id=page.context.open_person_id))
    shown.call_asked.connect(deeds.on_call)
    shown.fetched_asked.connect(deeds.on_fetched)
    shown.put_back_asked.connect(deeds.on_put_back)
    shown.person_asked.connect(page.on_person_asked)
    shown.title_opened.connect(page.open_title)
    shown.unmask_asked.connect(
        lambda ids: unmask.show(page, person_ids=ids, then=lambda _none: shown.show_unmasked(ids))
    )
    for asking in (page.catalogue_list, page.title_pane):
        asking.hold_asked.connect(
            lambda title_id: deeds.on_place(title_id=title_id, person_id=page.context.open_person_id)
        )
    page.borrower.hold_asked.connect(lambda person_id: deeds.on_place(person_id=person_id))
    for where in (page.title_pane, page.borrower):
        where.hold_cancel_asked.connect(deeds.on_cancel)
    shown.cancel_asked.connect(deeds.on_cancel)
    for place in (shown, page.title_pane, page.borrower):
        place.slip_asked.connect(deeds.on_slip)


def show(page: "LendingPage", what: str, number: int) -> None:
    """Open what another page asks for: a hold in the list, the slip of a hold, or the form for a person to wait."""
    if what == "hold":
        page.deeds.holds.on_place(person_id=number)
        return
    try:
        row = holds.hold(number)
    except errors.NotFound:
        return
    page.show_pane("holds")
    which = {"waiting": "waiting", "captured": "ready"}.get(row.status, "over")
    page.holds.show_which(which, hold_id=row.id)
    if what == "hold_slip":
        page.deeds.holds.on_slip(row.id)
