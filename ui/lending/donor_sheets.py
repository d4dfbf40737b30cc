"""The papers for donors as they stand on paper: receipt, certificate, bookplate, statement. Asking for them is not here."""

from collections.abc import Sequence
from datetime import date
from html import escape
from importlib.resources import files
from string import Template

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from centre_app import clock
from centre_app.centre import settings
from centre_app.i18n import _
from centre_app.lending.donor_papers import Given
from centre_app.lending.donor_statement import Statement
from centre_app.lending.donor_words import STATE_LABELS, counted, figures, readers_line
from centre_app.lending.label_sheets import Label
from centre_app.people.bands import BAND_LABELS
from ui.kit.printing import DrawnSheet, Sheet, write_in

_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_GOLD, _RED = QColor("#A87B2D"), QColor("#9B1C1C")


def long_day(day: date) -> str:
    """A day as papers write it out."""
    return _("{year}-{month:02d}-{day:02d}").format(year=day.year, month=day.month, day=day.day)


def receipt(given: Given) -> Sheet:
    """The receipt: from whom, when, how much, every title, and room for both to sign."""
    rows = "".join(
        f"<tr><td>{place}</td><td>{escape(line.name)}</td><td>{escape(line.isbn)}</td>"
        f'<td class="number">{line.volumes}</td><td class="number">{_yuan(line.value_fen)}</td></tr>'
        for place, line in enumerate(given.titles, 1)
    )
    total = counted(len(given.titles), given.volumes, given.value_fen)
    if given.sets != given.copies:
        total += " · " + _("{count} sets and single books").format(count=given.sets)
    if given.unpriced:
        total += " · " + _("{count} without a price").format(count=given.unpriced)
    blank = "____________________"
    html = _template("donation_receipt.html").substitute(
        title=escape(_("Donation receipt")),
        subtitle=escape(_("No. {number}").format(number=given.number)),
        from_whom=escape(
            _("Received from {donor} on {day}:").format(donor=given.named, day=long_day(given.received_on))
        ),
        sum=escape(total), rows=rows, place=escape(_("No.")), name=escape(_("Title")), isbn=escape(_("ISBN")),
        volumes=escape(_("Volumes")), value=escape(_("List value")),
        thanks=escape(_("Thank you. These books stand on our shelves for everybody to read.")),
        donor_signs=escape(_("Donor: {line}").format(line=blank)),
        centre_signs=escape(_("Received by: {line}").format(line=blank)),
        centre=escape(" · ".join(filter(None, (settings.get("centre_name"), long_day(clock.today()))))),
    )  # fmt: skip
    return Sheet(html)


def certificate(given: Given) -> DrawnSheet:
    """The certificate, A4 lying across."""
    return DrawnSheet([lambda painter, room: _draw_certificate(painter, room, given)], landscape=True)


_SMALLEST_SHARE = 0.65  # of the usual size, so that a name stands on one line


def draw_plate(painter: QPainter, room: QRectF, label: Label) -> None:
    """A bookplate: its name above, who gave the book in the middle, below the book, the centre and the day."""
    edge = room.adjusted(2.5, 2.5, -2.5, -2.5)
    _frame(painter, edge, _GOLD, width=0.4)
    _frame(painter, edge.adjusted(0.9, 0.9, -0.9, -0.9), _GOLD, width=0.15)
    inner = edge.adjusted(2.5, 1.8, -2.5, -1.8)
    line = min(inner.height() / 6, 5.5)
    points = line * 2.0
    head, foot = QRectF(inner), QRectF(inner)
    head.setHeight(line)
    foot.setTop(inner.bottom() - line)
    book = foot.translated(0, -line)
    middle = QRectF(inner.left(), head.bottom(), inner.width(), book.top() - head.bottom())
    painter.setPen(_GOLD)
    write_in(painter, head, _("E X   L I B R I S"), points=points, align=_CENTRE)
    painter.setPen(Qt.GlobalColor.black)
    write_in(
        painter, middle, label.name, points=_fitting(label.name, middle, points * 1.5), bold=True, align=_CENTRE,
        wrap=True,
    )  # fmt: skip
    write_in(painter, book, label.head, points=points * 0.85, align=_CENTRE)
    write_in(painter, foot, label.foot, points=points * 0.8, align=_CENTRE)


def statement(found: Statement) -> Sheet:
    """The statement: what was given, how often it was lent, the five most read, where it all is now, and every title."""
    parts = [_table((_("What"), _("Number")), [(what, _figure(value)) for what, value in figures(found)])]
    if found.top:
        top = [(f"{place}. {row.name}", str(row.loans)) for place, row in enumerate(found.top, 1)]
        parts += [_heading(_("Read most")), _table((_("Title"), _("Loans")), top)]
    if found.years:
        years = [(str(year), str(count)) for year, count in found.years]
        parts += [_heading(_("Loans by year")), _table((_("Year"), _("Loans")), years)]
    if found.bands:
        bands = [(_(BAND_LABELS[band]), str(count)) for band, count in found.bands.items()]
        parts += [_heading(_("Readers by age")), _table((_("Age"), _("Different readers")), bands)]
    states = [(_(STATE_LABELS[state]), str(count)) for state, count in found.states.items()]
    parts += [_heading(_("Where they are now")), _table((_("State"), _("Pieces")), states)]
    titles = [(row.name, str(row.volumes), _yuan(row.value_fen), str(row.loans)) for row in found.titles]
    columns = (_("Title"), _("Volumes"), _("List value"), _("Loans"))
    parts += [_heading(_("All titles")), _table(columns, titles)]
    first, last = found.batches[-1].received_on, found.batches[0].received_on
    span = long_day(last) if first == last else f"{long_day(first)} – {long_day(last)}"
    subtitle = (
        settings.get("centre_name"), _("Donations of {span}").format(span=span),
        _("as of {day}").format(day=long_day(clock.today())),
    )  # fmt: skip
    html = _template("donor_statement.html").substitute(
        title=escape(_("What became of the gifts of {donor}").format(donor=found.donor)),
        subtitle=escape(" · ".join(filter(None, subtitle))),
        parts="".join(parts), readers=escape(readers_line(found)),
    )  # fmt: skip
    return Sheet(html)


def _draw_certificate(painter: QPainter, room: QRectF, given: Given) -> None:
    _frame(painter, room, _GOLD, width=1.6)
    _frame(painter, room.adjusted(2.6, 2.6, -2.6, -2.6), _GOLD, width=0.4)
    inner = room.adjusted(26, 18, -26, -14)
    painter.setPen(_RED)
    title = QRectF(inner.left(), inner.top(), inner.width(), 24)
    write_in(painter, title, _("Certificate of Donation"), points=42, bold=True, align=_CENTRE)
    painter.setPen(_GOLD)
    write_in(
        painter, QRectF(inner.left(), title.bottom() + 2, inner.width(), 7),
        _("No. {number}").format(number=given.number), points=11, align=_CENTRE,
    )  # fmt: skip
    painter.setPen(Qt.GlobalColor.black)
    whom = QRectF(inner.left(), title.bottom() + 17, inner.width(), 13)
    write_in(painter, whom, _("To {donor}:").format(donor=given.named), points=22, bold=True)
    centre = settings.get("centre_name") or _("our centre")
    words = _(
        "On {day} you gave {centre} {titles} titles in {volumes} volumes. Your books are read here by many, and every page"
        " turned passes your kindness on."
    ).format(day=long_day(given.received_on), centre=centre, titles=len(given.titles), volumes=given.volumes)
    body = QRectF(inner.left(), whom.bottom() + 5, inner.width(), 38)
    write_in(painter, body, words, points=19, align=_TOP, wrap=True, anywhere=False)
    thanks = QRectF(inner.left(), body.bottom(), inner.width(), 11)
    write_in(painter, thanks, _("With this certificate we thank you."), points=19)
    foot = QRectF(inner.left(), inner.bottom() - 20, inner.width(), 10)
    write_in(painter, foot, settings.get("centre_name"), points=17, align=_RIGHT)
    write_in(painter, foot.translated(0, 10), long_day(clock.today()), points=15, align=_RIGHT)


def _frame(painter: QPainter, room: QRectF, colour: QColor, *, width: float) -> None:
    painter.save()
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(room)
    painter.restore()


def _fitting(text: str, room: QRectF, points: float) -> float:
    """A size in points in which a text of Chinese width fits a room of millimetres in as many lines as it takes.

    A somewhat smaller size that needs but one line comes first: no last sign stands alone on a second.
    """
    units = sum(1.0 if ord(sign) > 0x2E7F else 0.6 for sign in text)
    alone = room.width() * 0.94 / max(units, 1) * 72 / 25.4
    if alone >= points * _SMALLEST_SHARE:
        return min(alone, points)
    size = points
    while size > 4:
        em = size * 25.4 / 72
        lines = -(-units * em // max(room.width() - em, em))
        if lines * em * 1.3 <= room.height():
            break
        size *= 0.9
    return size


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = (70, 30) if len(heads) == 2 else (58, 12, 18, 12)
    kinds = ["", *[' class="number"'] * (len(heads) - 1)]
    head = "".join(
        f'<th width="{width}%"{kind}>{escape(text)}</th>'
        for text, kind, width in zip(heads, kinds, widths, strict=True)
    )
    lines = "".join(
        "<tr>"
        + "".join(f"<td{kind}>{escape(cell)}</td>" for cell, kind in zip(row, kinds, strict=True))
        + "</tr>"
        for row in rows
    )
    return (
        '<table width="100%" border="1" cellspacing="0" cellpadding="3" style="border-collapse: collapse;'
        f' border-color: #9AA7B4"><tr>{head}</tr>{lines}</table>'
    )


def _figure(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.2f}"


def _yuan(fen: int | None) -> str:
    return "" if fen is None else f"{fen / 100:.2f}"


def _template(name: str) -> Template:
    return Template((files("resources") / "print" / name).read_text(encoding="utf-8"))
