"""Room use: every booking of the period with what became of it."""

from centre_app.i18n import N_, _
from centre_app.reports.behind import rooms
from centre_app.reports.report import Report
from centre_app.reports.workbook import ROWS, Formula, Sheet, quotient
from centre_app.rooms.states import STATUS_LABELS

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Room use"), True, False


def write(sheet: Sheet, report: Report) -> None:
    """List the bookings."""
    listing = rooms.bookings(report.period, names=report.names)
    table = report.list_rows(
        sheet, listing, tally=((ROWS, "status"), ("came", "status"), ("hours", "status"))
    )
    done, absent = (_(label) for label in (STATUS_LABELS["completed"], STATUS_LABELS["no_show"]))
    kept = table.count_of("status", value=done)
    report.prove("rooms.bookings", kept)
    report.prove("rooms.people", table.sum_of("came", by="status", value=done))
    report.prove("rooms.hours", table.sum_of("hours", by="status", value=done))
    missed = table.count_of("status", value=absent)
    every = Formula(f"({kept.text}+{missed.text})", kept.value + missed.value)
    report.prove("rooms.noshow", quotient(missed, every, times=100))
