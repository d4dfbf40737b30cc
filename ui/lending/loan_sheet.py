"""The list of what somebody has borrowed, on A4: one line each, what it comes to, and where to sign."""

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from string import Template

from PySide6.QtWidgets import QWidget

from centre_app import clock
from centre_app.access import audit
from centre_app.centre import settings
from centre_app.i18n import N_, _, _n
from centre_app.lending import loan_list
from centre_app.lending.loan_list import LoanLine
from centre_app.people import people
from centre_app.people.people import PersonCard
from ui.kit.attempt import attempt
from ui.kit.printing import PreviewDialog, Sheet
from ui.lending.words import title_and_volume, yuan

_WIDTHS = (6, 14, 31, 14, 11, 12, 12)  # percent of the page


def preview(parent: QWidget, *, person_id: int, today: bool) -> PreviewDialog:
    """Show the list of a person; when it leaves the screen, that is recorded. Raises NotFound."""
    rows = loan_list.lines(person_id=person_id, today=today)
    title = _("Loan list {day}").format(day=clock.today())
    made = PreviewDialog(parent, title, loan_sheet(people.person(person_id), rows))
    made.put_out.connect(
        lambda: attempt(audit.record, label=N_("print a loan list"), table="person", row_ids=[person_id])
    )
    made.open()
    return made


def loan_sheet(person: PersonCard, rows: Sequence[LoanLine]) -> Sheet:
    """The list: borrower and card, each thing with barcode, price and due day, the total, and lines to sign on."""
    template = Template((files("resources") / "print" / "loan_list.html").read_text(encoding="utf-8"))
    heads = (_("No."), _("Barcode"), _("Title"), _("Call number"), _("List price"), _("Lent on"), _("Due"))
    signatures = (_("Lent by"), _("Received by"), _("Returned in full on"))
    return Sheet(
        template.substitute(
            title=escape(_("Loan list")),
            centre=escape(
                " · ".join(filter(None, (settings.get("centre_name"), f"{clock.now():%Y-%m-%d %H:%M}")))
            ),
            borrower=escape(_("Borrower")),
            name=escape(person.name),
            card=escape(_("Card")),
            number=escape(person.card_number),
            total=escape(total_words(rows)),
            heads="".join(
                f'<th width="{width}%">{escape(each)}</th>'
                for each, width in zip(heads, _WIDTHS, strict=True)
            ),
            rows="".join(_row(number, line) for number, line in enumerate(rows, 1)),
            signatures="".join(f"<td>{escape(each)} ________________</td>" for each in signatures),
        )
    )


def total_words(rows: Sequence[LoanLine]) -> str:
    """What the list comes to: copies, volumes where they are more, and prices."""
    count, volumes, fen = len(rows), sum(row.volumes for row in rows), sum(row.price_fen or 0 for row in rows)
    parts = [_n("{count} copy", "{count} copies", count).format(count=count)]
    if volumes != count:
        parts.append(_n("{count} volume", "{count} volumes", volumes).format(count=volumes))
    return " · ".join([*parts, yuan(fen)])


def _row(number: int, line: LoanLine) -> str:
    cells = (
        str(number), line.barcode, title_and_volume(line.title, line.volume), line.call_number,
        yuan(line.price_fen), f"{line.lent_at:%Y-%m-%d}", f"{line.due_on:%Y-%m-%d}",
    )  # fmt: skip
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
