"""How holds are written on the lending page: what is waited for, until when, what was placed. Knows no widget."""

from centre_app import clock
from centre_app.i18n import _, _n
from centre_app.lending.hold_words import keep, state, tone
from centre_app.lending.holds import HoldRow
from centre_app.people.people import masked_name
from ui.lending.words import day_text, title_and_volume

__all__ = ["ends_today", "hint", "keep", "placed", "queue_name", "state", "tone", "until", "what"]


def until(row: HoldRow) -> str:
    """The last day to pick it up, or the day it ended."""
    moment = row.ended_at or row.pick_up_by
    return day_text(moment.date()) if moment else ""


def ends_today(row: HoldRow) -> bool:
    """Whether what is kept has to be picked up today."""
    return row.status == "captured" and row.pick_up_by is not None and row.pick_up_by.date() <= clock.today()


def what(row: HoldRow) -> str:
    """The title with the volume waited for."""
    return title_and_volume(row.title, row.volume)


def hint(row: HoldRow) -> str:
    """All of a hold, for whoever rests on its line."""
    parts = [
        what(row),
        _("placed {day}").format(day=day_text(row.placed_at.date())),
        " ".join(part for part in (row.barcode, row.location) if part),
        _("The phone is the guardian's.") if row.guardian else "",
        row.note,
    ]
    return "\n".join(part for part in parts if part)


def placed(row: HoldRow) -> str:
    """What the toast says of a hold just placed: the place in the queue, or the copy to fetch."""
    name = masked_name(row.person)
    if row.status == "captured":
        words = _(
            "On the shelf: please fetch “{title}” ({barcode}, {place}) and keep it for {name} until {day}."
        )
        return words.format(
            title=row.title,
            barcode=row.barcode,
            place=row.location or _("shelf not noted"),
            name=name,
            day=until(row),
        )
    return _("{name} waits for “{title}”: no. {place} in the queue.").format(
        name=name, title=what(row), place=row.place
    )


def queue_name(count: int) -> str:
    """The queue's name with how many are in it."""
    return _n("Queue ({count})", "Queue ({count})", count).format(count=count) if count else _("Queue")
