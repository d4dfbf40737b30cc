"""Blank visit sheets to be printed in advance for a power cut: one for each zone, with the bookings of that day. No names."""

from datetime import date, timedelta
from html import escape
from importlib.resources import files
from string import Template

from PySide6.QtWidgets import QWidget

from centre_app import clock
from centre_app.access import audit
from centre_app.centre import rooms, settings
from centre_app.centre.rooms import RoomRow
from centre_app.i18n import N_, _
from centre_app.rooms import bookings
from centre_app.rooms.reads import BookingRow
from ui.kit.attempt import attempt
from ui.kit.form import DateField, FormDialog
from ui.kit.printing import PreviewDialog, Sheet

LINES = 20
_HEADS = (("", 6), (N_("Name or card"), 34), (N_("Arrival"), 14), (N_("Left"), 14), (N_("Purpose"), 32))


def ask_day(parent: QWidget) -> FormDialog:
    """Ask for which day, tomorrow unless another is typed, and show the sheets."""
    dialog = FormDialog(_("Print blank visit sheets"), _("Preview"), parent, width=440)
    dialog.submit_button.needs = ""
    dialog.add(
        "day", _("Day"), DateField(), required=True,
        hint=_("One sheet for each zone, with the bookings of that day: for when there is no power."),
    )  # fmt: skip
    dialog.form.set_values(day=clock.today() + timedelta(days=1))

    def show(values: dict[str, date]) -> None:
        dialog.accept()
        preview(parent, values["day"])

    dialog.submitted.connect(show)
    dialog.open()
    return dialog


def preview(parent: QWidget, day: date) -> PreviewDialog:
    """Show the sheets of a day."""
    made = PreviewDialog(parent, _("Visit sheets {day}").format(day=day), visit_sheets(day))
    made.put_out.connect(lambda: attempt(audit.record, label=N_("print blank visit sheets"), table="room"))
    made.open()
    return made


def visit_sheets(day: date) -> Sheet:
    """The sheets of all zones in use, each on its own page."""
    template = Template((files("resources") / "print" / "visit_sheet.html").read_text(encoding="utf-8"))
    booked = bookings.day_board(day, include_cancelled=False)
    pages = [
        _page(room, number, [row for row in booked if row.room_id == room.id], day=day)
        for number, room in enumerate(rooms.rooms(), start=1)
    ]
    return Sheet(template.substitute(pages="".join(pages)))


def _page(room: RoomRow, number: int, booked: list[BookingRow], *, day: date) -> str:
    style = "" if number == 1 else ' style="page-break-before: always;"'
    title = _("{number} {room} · {day:%Y-%m-%d}").format(number=number, room=room.name, day=day)
    quiet = " · ".join(filter(None, (settings.get("centre_name"), _("Visit sheet"))))
    heads = "".join(f'<th width="{width}%">{escape(_(head) if head else "")}</th>' for head, width in _HEADS)
    lines = [
        _line(place, booked[place - 1] if place <= len(booked) else None) for place in range(1, LINES + 1)
    ]
    return (
        f"<h1{style}>{escape(title)}</h1><p class='quiet'>{escape(quiet)}</p>"
        '<table width="100%" border="1" cellspacing="0" cellpadding="6" '
        'style="border-collapse: collapse; border-color: #9AA7B4; border-style: solid;">'
        f"<thead><tr>{heads}</tr></thead>{''.join(lines)}</table>"
    )


def _line(place: int, booking: BookingRow | None) -> str:
    purpose = ""
    if booking is not None:
        purpose = _("{start:%H:%M}–{end:%H:%M} {title}").format(
            start=booking.starts_at, end=booking.ends_at, title=booking.label
        )
    cells = (str(place), "", "", "", purpose)
    return f"<tr>{''.join(f'<td>{escape(cell) or chr(160)}</td>' for cell in cells)}</tr>"
