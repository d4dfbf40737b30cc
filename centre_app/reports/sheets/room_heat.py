"""Rooms by weekday and hour: which share of the open time they were occupied, coloured. One table, so that it can be filtered."""

from centre_app.centre.calendar import WEEKDAYS
from centre_app.i18n import N_, _
from centre_app.reports.counts.room_heat import RoomHeat, heat, hours_open
from centre_app.reports.listing import Column, Row
from centre_app.reports.report import Report
from centre_app.reports.styles import letters_of
from centre_app.reports.workbook import Cells, Placed, Sheet

TITLE, LANDSCAPE, AFTER_OTHERS = N_("Rooms by hour"), False, False
KEY = "room_heat"
_NAMES = 2  # columns before the hours
_HOUR_LETTERS, _DAY_LETTERS = 3, 8
_ONE_PAGE_ROOMS = 7


def write(sheet: Sheet, report: Report) -> None:
    """Write eight rows for all rooms together, the whole week the last, and seven for each room; one room's hour is one coloured cell."""
    found = heat(report.period)
    hours = hours_open(found)
    every = _("All rooms")
    names = [heat.name or every for heat in found]
    weekdays = [_(name) for name in WEEKDAYS]
    sheet.widths([
        max(letters_of(name) for name in names), max(letters_of(name) for name in (*weekdays, _("Whole week"))),
        *[_HOUR_LETTERS] * len(hours), _DAY_LETTERS,
    ])  # fmt: skip
    notes = (
        _("Occupied share of the open time in %, by completed bookings, overlaps counted once."),
        _("08 is 08:00 to 09:00; empty where the room was never open. The darker, the fuller."),
    )
    sheet.freeze_below(4)
    if len(found) <= _ONE_PAGE_ROOMS:
        sheet.one_page()
    sheet.heading(sheet.title, report.line, " ".join(notes))
    columns = (
        Column("room", N_("Zone")), Column("weekday", N_("Weekday")),
        *(Column(f"hour{hour}", f"{hour:02}", "count") for hour in hours),
        Column("day", N_("Whole day"), "count"),
    )  # fmt: skip
    rows = [
        _row(one, name=name, weekday=number, hours=hours)
        for one, name in zip(found, names, strict=True)
        for number in (*range(7), *([None] if one is found[0] else []))
    ]
    kinds = ["text", "text", *["middle"] * len(hours), "middle"]
    placed = sheet.table(columns, rows if hours else [], kinds=[kinds] * len(rows))
    if hours:
        sheet.heat(placed.local(columns[_NAMES].key, columns[-2].key))
        report.tables[KEY] = placed


def hour_cells(placed: Placed) -> tuple[Cells, Cells]:
    """The cells with the hours, and those with the shares of all rooms over the whole week."""
    left, right, whole = _NAMES + 1, len(placed.keys) - 1, placed.first + 7
    head = placed.first - 1
    return (
        Cells(placed.sheet, left, head, right, head, (1, head)),
        Cells(placed.sheet, left, whole, right, whole, (1, whole)),
    )


def _row(one: RoomHeat, *, name: str, weekday: int | None, hours: range) -> Row:
    return (
        name, _("Whole week") if weekday is None else _(WEEKDAYS[weekday]), *(one.percent(weekday, hour) for hour in hours), one.percent(weekday),
    )  # fmt: skip
