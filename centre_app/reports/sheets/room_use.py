"""Room utilisation: uses, people announced and come, no-shows, hours open and occupied of each room."""

from centre_app.i18n import N_, _
from centre_app.reports.behind import rooms
from centre_app.reports.report import Report
from centre_app.reports.workbook import Sheet, quotient

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Room utilisation"), True, False


def write(sheet: Sheet, report: Report) -> None:
    """List the rooms."""
    note = " ".join((
        _("Occupied: completed bookings, overlaps counted once, within the hours the room was open."),
        _("Announced: for completed bookings and no-shows together."),
    ))  # fmt: skip
    table = report.list_rows(
        sheet, rooms.by_room(report.period), note=note, tally=(("occupied", None), ("open", None))
    )
    for share in () if table.is_empty else ("utilisation", "noshow"):
        sheet.bars(table.local(share))
    occupied, opened = table.sum_of("occupied"), table.sum_of("open")
    report.prove("rooms.utilisation", quotient(occupied, opened, times=100))
