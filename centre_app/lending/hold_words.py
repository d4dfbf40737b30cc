"""How a hold is told of: where it stands, and what to do with a copy that is kept. For screens, lists of what is to do, and scans."""

from centre_app.i18n import _
from centre_app.lending.hold_reads import STATUS_LABELS, HoldRow
from centre_app.people.masking import masked_name


def state(row: HoldRow) -> str:
    """Where a hold stands, in the few words of a list."""
    if row.status == "waiting":
        return _("No. {place} in the queue").format(place=row.place)
    if row.errand == "fetch":
        return _("To fetch from the shelf")
    if row.errand == "put_back":
        return _("{status}: put the copy back").format(status=_(STATUS_LABELS[row.status]))
    if row.errand == "call":
        return _("Ready, not told yet")
    return _(STATUS_LABELS[row.status])


def tone(row: HoldRow) -> str:
    """The colour of the state."""
    if row.errand:
        return "warning"
    return {"waiting": "info", "captured": "good"}.get(row.status, "neutral")


def keep(row: HoldRow) -> str:
    """What to do with a copy that is kept for somebody."""
    return _("Keep for {name}, hold shelf, until {day:%m-%d}").format(
        name=masked_name(row.person), day=row.pick_up_by or row.placed_at
    )
