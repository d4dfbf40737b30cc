"""A withdrawal list as a workbook for the auditors: each copy with price and reason, and what they come to."""

from pathlib import Path

from centre_app.access import audit
from centre_app.centre import settings
from centre_app.i18n import N_, _, in_language
from centre_app.lending import withdrawals
from centre_app.lending.withdrawals import Withdrawal
from centre_app.reports.listing import Column, Row
from centre_app.reports.styles import widths
from centre_app.reports.xlsx import XlsxBook
from centre_app.storage.database import snapshot
from centre_app.storage.placing import as_file_name, placed

_COLUMNS = (
    Column("number", N_("No."), "count"),
    Column("barcode", N_("Barcode")),
    Column("title", N_("Title")),
    Column("volume", N_("Volume")),
    Column("volumes", N_("Volumes"), "count"),
    Column("value", N_("List price"), "money"),
    Column("reason", N_("Reason")),
    Column("back", N_("Back in the stock since"), "date"),
)


def book_name(withdrawal: Withdrawal) -> str:
    """How the workbook is usually called."""
    return as_file_name(_("Withdrawal list {day}").format(day=withdrawal.day))


def write(withdrawal: Withdrawal, *, to: Path, language: str) -> Path:
    """Write the list, and note that it was exported.

    Raises ReportTargetUnfit, ReportFolderMissing, ReportNotWritten and ReportDiskFull.
    """
    with placed(to) as beside:
        with in_language(language), snapshot(), XlsxBook() as book:
            found = withdrawals.copies_of(withdrawal)
            rows: list[Row] = [
                (number, row.barcode, row.title, row.volume, row.volumes, row.price_fen / 100, withdrawal.reason, row.back_on)
                for number, row in enumerate(found, start=1)
            ]  # fmt: skip
            sheet = book.sheet(_("Withdrawal list"), landscape=True)
            sheet.widths(widths(_COLUMNS, [_(column.title) for column in _COLUMNS], rows))
            sheet.freeze_below(4)
            total = _("{copies} copies, {volumes} volumes, list value {yuan} yuan").format(
                copies=withdrawal.copies, volumes=withdrawal.volumes, yuan=f"{withdrawal.fen / 100:,.2f}"
            )
            about = " · ".join(filter(None, (settings.get("centre_name"), str(withdrawal.day))))
            sheet.heading(sheet.title, about, total)
            sheet.table(_COLUMNS, rows)
            book.save(beside, title=sheet.title)
        audit.record(label=N_("export a withdrawal list"), table="copy", row_ids=[row.id for row in found])
    return to
