"""Withdrawing copies together: the form that says why, and the list of them on paper for the auditors to sign."""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from importlib.resources import files
from string import Template

from PySide6.QtWidgets import QWidget

from centre_app import clock
from centre_app.access import audit
from centre_app.centre import settings
from centre_app.i18n import N_, _, _n
from centre_app.lending import catalogue, flags
from centre_app.lending.catalogue import CopyRow
from centre_app.lending.withdrawals import Withdrawn
from ui.kit import card, style, toast
from ui.kit.attempt import attempt
from ui.kit.form import FormDialog, TextField
from ui.kit.printing import PreviewDialog, Sheet
from ui.kit.table import Column, ListView, RowVerb
from ui.lending.words import title_and_volume, yuan

_HEADS = ((N_("No."), 6), (N_("Barcode"), 17), (N_("Title"), 42), (N_("List price"), 14), (N_("Reason"), 21))


class WithdrawDialog(FormDialog):
    """The copies to withdraw with one reason. A scan puts the copy with that barcode beside them."""

    def __init__(self, parent: QWidget, rows: Sequence[CopyRow]) -> None:
        super().__init__(_("Withdraw copies"), _("Withdraw"), parent, width=620)
        self.copies = ListView(
            [
                Column(_("Barcode"), lambda row: row.barcode, bold=True),
                Column(_("Title"), lambda row: title_and_volume(row.title, row.volume)),
                Column(_("List price"), lambda row: yuan(row.price_fen), align="right"),
            ],
            empty=card.EmptyState(_("Scan the barcodes of the copies to withdraw."), icon="scan"),
            actions=[RowVerb(_("Leave out"), "close", self._leave_out)],
            filter=False,
            name=_("Copies to withdraw"),
            table="copy",
        )
        self.copies.setMinimumHeight(style.px(220))
        self.copies.set_rows(list(rows))
        hint = _("Scan further barcodes to withdraw them together with these.")
        self.form.add_widget(card.label(hint, kind="quiet", wrap=True))
        self.form.add_widget(self.copies)
        self.form.add("reason", _("Reason"), TextField(longest=300), required=True)

    def scanned(self, code: str) -> bool:
        """Take a scan as a further copy to withdraw."""
        found = catalogue.copy_by_barcode(code)
        if found is None:
            toast.show(_("No copy has the barcode {barcode}.").format(barcode=code), kind="warning")
        elif found.id not in [row.id for row in self.copies.rows()]:
            self.copies.append_rows([found])
        return True

    def _leave_out(self, row: CopyRow) -> None:
        self.copies.set_rows([each for each in self.copies.rows() if each.id != row.id])


def withdraw(
    parent: QWidget, *, rows: Sequence[CopyRow], then: Callable[[list[CopyRow], str], object]
) -> WithdrawDialog:
    """Open the form; `then` gets the withdrawn copies and the reason."""
    dialog = WithdrawDialog(parent, rows)
    dialog.submitted.connect(
        lambda values: dialog.attempt(
            flags.withdraw, copy_ids=[row.id for row in dialog.copies.rows()], reason=values["reason"],
            then=lambda gone: then(gone, values["reason"]),
        )
    )  # fmt: skip
    dialog.open()
    return dialog


def preview(
    parent: QWidget, *, rows: Sequence[CopyRow | Withdrawn], reason: str, day: date | None = None
) -> PreviewDialog:
    """Show the withdrawal list, of today or of another day; when it leaves the screen, that is recorded."""
    title = _("Withdrawal list {day}").format(day=day or clock.today())
    made = PreviewDialog(parent, title, withdrawal_sheet(rows, reason=reason, day=day))
    made.put_out.connect(
        lambda: attempt(
            audit.record, label=N_("print a withdrawal list"), table="copy", row_ids=[row.id for row in rows]
        )
    )
    made.open()
    return made


def withdrawal_sheet(rows: Sequence[CopyRow | Withdrawn], *, reason: str, day: date | None = None) -> Sheet:
    """The withdrawn copies with price and reason, what they come to, and the lines to sign on."""
    template = Template((files("resources") / "print" / "withdrawal.html").read_text(encoding="utf-8"))
    count, fen = len(rows), sum(row.price_fen or 0 for row in rows)
    total = _n("{count} copy, {yuan}", "{count} copies, {yuan}", count).format(count=count, yuan=yuan(fen))
    return Sheet(
        template.substitute(
            title=escape(_("Withdrawal list")),
            subtitle=escape(
                " · ".join(filter(None, (settings.get("centre_name"), f"{day or clock.today()}", total)))
            ),
            heads="".join(f'<th width="{width}%">{escape(_(head))}</th>' for head, width in _HEADS),
            rows="".join(_html_row(number, row, reason) for number, row in enumerate(rows, start=1)),
            signatures="".join(
                f'<td width="33%">{escape(words)} ____________</td>'
                for words in (_("Withdrawn by:"), _("Checked by:"), _("Date:"))
            ),
        )
    )


def _html_row(number: int, row: CopyRow | Withdrawn, reason: str) -> str:
    title = title_and_volume(row.title, row.volume)
    said = reason.strip()
    if isinstance(row, Withdrawn) and row.back_on:
        said = _("{reason} (back in the stock since {day})").format(reason=said, day=row.back_on)
    cells = (str(number), row.barcode, title, yuan(row.price_fen), said)
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
