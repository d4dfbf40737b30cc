"""Rooms by weekday and hour: which share of the open time they were occupied, coloured. One table, so that it can be filtered."""

from centre_app.centre.calendar import WEEKDAYS
from centre_app.i18n import N_, _
from centre_app.reports.counts.room_heat import RoomHeat, heat, hours_open
from centre_app.reports.listing import Column, Row
from centre_app.reports.report import Report
from centre_app.reports.styles import letters_of
from centre_app.reports.workbook import Sheet, letter

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Rooms by hour"), False, False
_NAMES = 2  # columns before the hours
_HOUR_LETTERS, _DAY_LETTERS = 3, 8
_ONE_PAGE_ROOMS = 7


def write(sheet: Sheet, report: Report) -> None:
    """Write seven rows for all rooms together and seven for each room; one room's hour is one coloured cell."""
    found = heat(report.period)
    hours = hours_open(found)
    every = _("All rooms")
    names = [heat.name or every for heat in found]
    weekdays = [_(name) for name in WEEKDAYS]
    sheet.widths([
        max(letters_of(name) for name in names), max(letters_of(name) for name in weekdays),
        *[_HOUR_LETTERS] * len(hours), _DAY_LETTERS,
    ])  # fmt: skip
    notes = (
        _("Occupied share of the open time in %, by completed bookings, overlaps counted once."),
        _("08 is 08:00 to 09:00; empty where the room was never open. The darker, the fuller."),
    )
    sheet.freeze_below(4)
    if len(found) <= _ONE_PAGE_ROOMS:
        sheet.one_page()
    sheet.heading(
        sheet.title, f"{report.centre}  {report.period.title}  {report.as_of}".strip(), " ".join(notes)
    )
    columns = (
        Column("room", N_("Zone")), Column("weekday", N_("Weekday")),
        *(Column(f"hour{hour}", f"{hour:02}", "count") for hour in hours),
        Column("day", N_("Whole day"), "count"),
    )  # fmt: skip
    rows = [
        _row(one, name=name, weekday=number, hours=hours)
        for one, name in zip(found, names, strict=True)
        for number in range(7)
    ]
    kinds = ["text", "text", *["middle"] * len(hours), "middle"]
    placed = sheet.table(columns, rows if hours else [], kinds=[kinds] * len(rows))
    if hours:
        first, last = letter(_NAMES + 1), letter(_NAMES + len(hours))
        sheet.heat(f"{first}{placed.first}:{last}{placed.last}")


def _row(one: RoomHeat, *, name: str, weekday: int, hours: range) -> Row:
    return (
        name, _(WEEKDAYS[weekday]), *(one.percent(weekday, hour) for hour in hours), one.percent(weekday),
    )  # fmt: skip
