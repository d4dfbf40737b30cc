"""What the board shows as a list, to copy, print and save like any other. No personal names, as on the board itself."""

from centre_app import clock
from centre_app.access.shown_list import ShownList
from centre_app.i18n import _, _n
from ui.rooms.shown import Shown, day_title


def board_list(shown: Shown) -> ShownList:
    """The bookings of the board by day, time and room; one that runs over midnight counts once."""
    found = {block.row.id: block for block in shown.blocks}
    blocks = sorted(
        found.values(), key=lambda block: (block.row.starts_at, block.row.room_name, block.row.id)
    )
    count = _n("{count} booking", "{count} bookings", len(blocks)).format(count=len(blocks))
    return ShownList(
        title=_title(shown), words=f"{count} · {clock.now():%Y-%m-%d %H:%M}",
        headings=[_("Date"), _("Time"), _("Room"), _("Booked for"), _("People"), _("State")],
        numeric=[False, False, False, False, True, False],
        rows=[
            [f"{block.row.starts_at:%Y-%m-%d}", block.time, block.row.room_name, block.title, str(block.row.head_count), block.state]
            for block in blocks
        ],
        table="booking", row_ids=[block.row.id for block in blocks],
    )  # fmt: skip


def _title(shown: Shown) -> str:
    days = [track.day for track in shown.tracks]
    first, last = min(days, default=shown.now.date()), max(days, default=shown.now.date())
    if first == last:
        return _("Rooms on {day}").format(day=day_title(first))
    return _("Rooms from {first} to {last}").format(first=first, last=last)
