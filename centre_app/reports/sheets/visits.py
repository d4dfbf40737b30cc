"""Visits: one nameless row each, which prove the visit figures and all their splits."""

from centre_app.i18n import N_, _
from centre_app.people.bands import BAND_LABELS, CATEGORY_LABELS, SEX_LABELS
from centre_app.reports.apart_labels import APART_LABELS
from centre_app.reports.behind import visits
from centre_app.reports.indicator import NOT_RECORDED
from centre_app.reports.report import Report
from centre_app.reports.workbook import Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Visits"), True, False
_SPLITS = {
    "room": "by_room",
    "band": "by_band",
    "sex": "by_sex",
    "category": "by_category",
    "hour": "by_hour",
    "returns": "by_return",
    "naming": "by_naming",
    "stay": "by_stay",
    "grid": "by_grid",
}
_LABELS = {"band": BAND_LABELS, "sex": SEX_LABELS, "category": CATEGORY_LABELS, **APART_LABELS}


def write(sheet: Sheet, report: Report) -> None:
    """List the visits."""
    tally = (
        ("heads", None),
        ("first", None),
        ("zones", None),
        ("heads", "reading"),
        *(("heads", column) for column in _SPLITS),
    )
    listing = visits.visits(report.period, names=report.names)
    note = _("1 under “First this period” counts a person once; 1 under “Reading” marks reading room visits.")
    table = report.list_rows(sheet, listing, note=note, tally=tally)
    report.prove_sums(table, visits__total="heads", visits__people="first", visits__zone_uses="zones")
    for column, split in _SPLITS.items():
        code = f"visits.{split}"
        parts = report.figures.now[code]
        for part in parts if isinstance(parts, dict) else ():
            report.prove(code, table.sum_of("heads", by=column, value=_shown(column, part)), part=part)
    report.prove("reading.visits", table.sum_of("heads", by="reading", value=1))


def _shown(column: str, part: str) -> str | int:
    """What stands in the column for that part of the split."""
    if part == "unknown":
        return _(NOT_RECORDED)
    if column == "hour":
        return int(part)
    return _(_LABELS[column][part]) if column in _LABELS else part
