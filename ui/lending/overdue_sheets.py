"""What is printed of overdue things: reminder slips, several on a page and one for each borrower, and a call sheet."""

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from string import Template

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTextDocument
from PySide6.QtPrintSupport import QPrinter

from centre_app import clock
from centre_app.centre import settings
from centre_app.i18n import _, _n
from centre_app.lending.loans import OutRow
from ui.kit.printing import DrawnSheet, Sheet, paper_font, printer
from ui.lending.words import late_text, title_and_volume

_GAP_MILLIMETRES = 4.0
_INCH = 25.4
Slip = tuple[QTextDocument, float]  # and its height in millimetres


def slips(rows: Sequence[OutRow]) -> DrawnSheet:
    """One slip for each borrower of these rows, as many on a page as fit whole."""
    device = printer()
    room = device.pageRect(QPrinter.Unit.Millimeter)
    template = _template("overdue_slip.html")
    pages: list[list[Slip]] = [[]]
    used = 0.0
    for theirs in by_borrower(rows):
        slip = _laid_out(template.substitute(slip_words(theirs)), device, width=room.width())
        if pages[-1] and used + slip[1] > room.height():
            pages.append([])
            used = 0.0
        pages[-1].append(slip)
        used += slip[1] + _GAP_MILLIMETRES
    return DrawnSheet([_Page(page, device.resolution()) for page in pages])


def by_borrower(rows: Sequence[OutRow]) -> list[list[OutRow]]:
    """The rows of each borrower together, in the order of their first."""
    found: dict[int, list[OutRow]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return list(found.values())


def slip_words(rows: Sequence[OutRow]) -> dict[str, str]:
    """What a borrower's slip says, ready for its template."""
    first = rows[0]
    whom = first.borrower
    if first.guardian:
        whom = _("{name} (guardian: {guardian})").format(name=first.borrower, guardian=first.guardian)
    lines = "".join(
        f"<tr><td>{escape(title_and_volume(row.title, row.volume))}</td><td>{escape(row.barcode)}</td>"
        f"<td>{row.due_on:%Y-%m-%d}</td><td>{escape(late_text(row.days_late))}</td></tr>"
        for row in rows
    )
    ask = _n(
        "The following is overdue. Please bring it back or call us to renew it.",
        "The following {count} are overdue. Please bring them back or call us to renew them.",
        len(rows),
    )
    return {
        "title": escape(_("Reminder")),
        "whom": escape(whom),
        "ask": escape(ask.format(count=len(rows))),
        "thing": escape(_("Title")),
        "barcode": escape(_("Barcode")),
        "due": escape(_("Due")),
        "late": escape(_("Late")),
        "rows": lines,
        "foot": escape(" · ".join(filter(None, (settings.get("centre_name"), f"{clock.today():%Y-%m-%d}")))),
    }


def call_sheet(rows: Sequence[OutRow]) -> Sheet:
    """Everybody to be called, one line each with all their things of these rows, and room for what was said."""
    people = by_borrower(rows)
    count = len(people)
    template = _template("overdue_calls.html")
    told = _n("{count} person to call", "{count} people to call", count).format(count=count)
    html = template.substitute(
        title=escape(_("Overdue: call sheet")),
        subtitle=escape(f"{told} · {clock.now():%Y-%m-%d %H:%M}"),
        who=escape(_("Whom to call")), phone=escape(_("Phone")), what=escape(_("Overdue")),
        before=escape(_("Last call")), said=escape(_("What was said")),
        rows="".join(map(_call_row, people)),
    )  # fmt: skip
    return Sheet(html, landscape=True)


def _call_row(rows: Sequence[OutRow]) -> str:
    first = rows[0]
    whom = first.borrower
    if first.guardian:
        whom = _("{guardian}, guardian of {name}").format(guardian=first.guardian, name=first.borrower)
    things = "<br>".join(
        escape(f"{title_and_volume(row.title, row.volume)} ({row.barcode}) · {late_text(row.days_late)}")
        for row in rows
    )
    said = "<br>".join(escape(f"{row.called_at:%m-%d} {row.said}") for row in rows if row.called_at)
    cells = (escape(whom), escape(first.phone), things, said, "")
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


class _Page:
    """Draws the slips of one page below each other."""

    def __init__(self, page: Sequence[Slip], resolution: int) -> None:
        self.page, self.resolution = page, resolution

    def __call__(self, painter: QPainter, room: QRectF) -> None:
        down = 0.0
        for document, height in self.page:
            painter.save()
            painter.translate(room.x(), room.y() + down)
            painter.scale(_INCH / self.resolution, _INCH / self.resolution)
            document.drawContents(painter)
            painter.restore()
            down += height + _GAP_MILLIMETRES


def _laid_out(html: str, device: QPrinter, *, width: float) -> Slip:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(device)
    document.setDefaultFont(paper_font(10.5))
    document.setDocumentMargin(0)
    document.setHtml(html)
    document.setTextWidth(width / _INCH * device.resolution())
    return document, document.size().height() * _INCH / device.resolution()


def _template(name: str) -> Template:
    return Template((files("resources") / "print" / name).read_text(encoding="utf-8"))
