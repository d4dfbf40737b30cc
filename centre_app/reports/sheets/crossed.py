"""What the sheets that cross visits with their splits share: filling the table and proving the total and every split by it."""

from centre_app.reports.listing import Listing
from centre_app.reports.report import Report
from centre_app.reports.workbook import Placed, Sheet

_CODES = {
    "room": "visits.by_room", "band": "visits.by_band", "sex": "visits.by_sex", "category": "visits.by_category",
    "returns": "visits.by_return", "naming": "visits.by_naming", "stay": "visits.by_stay",
}  # fmt: skip


def write_crossed(sheet: Sheet, report: Report, listing: Listing, *, note: str) -> Placed:
    """Write a listing of `behind.visit_tables`; its columns are `heads` and `split:part`. Returns where it stands."""
    parts = [column.key for column in listing.columns if ":" in column.key]
    table = report.list_rows(
        sheet, listing, note=note, tally=tuple((key, None) for key in ("heads", *parts)), standing=True
    )
    report.prove("visits.total", table.sum_of("heads"))
    for key in parts:
        split, part = key.split(":", maxsplit=1)
        if split in _CODES:
            report.prove(_CODES[split], table.sum_of(key), part=part)
    return table
