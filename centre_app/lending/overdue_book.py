"""The overdue list as a workbook. Every cell is text but the days late, none a formula."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from centre_app.access import audit
from centre_app.i18n import N_, _
from centre_app.lending.loan_reads import OutRow
from centre_app.people.masking import masked_name, masked_phone
from centre_app.storage.placing import placed

_WIDTHS = (36, 12, 14, 14, 16, 12, 10, 12, 18, 48)
_LONGEST_CELL = 32_000


def write(rows: Sequence[OutRow], *, to: Path, with_names: bool, reason: str = "") -> Path:
    """Write the workbook, names and phones masked unless `with_names`, and note that it was exported, and why.

    It is written beside and then renamed, so that what stood there stays until it is whole. Raises what `placed` raises.
    """
    with placed(to) as beside:
        beside.write_bytes(_workbook(rows, with_names=with_names))
        audit.record(
            label=N_("export the overdue list with names") if with_names else N_("export the overdue list"),
            table="loan", row_ids=[row.id for row in rows], reason=reason,
            person_ids=[row.person_id for row in rows],
        )  # fmt: skip
    return to


def _workbook(rows: Sequence[OutRow], *, with_names: bool) -> bytes:
    from openpyxl import Workbook  # only when first needed: it takes a fifth of a second to load
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_("Overdue"))
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"

    def cell(value: str | int, *, bold: bool = False) -> Any:
        if isinstance(value, int):
            return WriteOnlyCell(sheet, value=value)
        made = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_CELL])
        made.data_type, made.number_format, made.quotePrefix = "s", "@", True
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(words, bold=True) for words in _headings()])
    for row in rows:
        sheet.append([cell(value) for value in _values(row, with_names=with_names)])
    whole = BytesIO()
    workbook.save(whole)
    return whole.getvalue()


def _headings() -> list[str]:
    return [
        _("Title"), _("Barcode"), _("Borrower"), _("Guardian"), _("Phone"), _("Due"), _("Days late"), _("Lent"),
        _("Last call"), _("What was said"),
    ]  # fmt: skip


def _values(row: OutRow, *, with_names: bool) -> list[str | int]:
    title = _("{title} ({volume})").format(title=row.title, volume=row.volume) if row.volume else row.title
    people = (row.borrower, row.guardian, row.phone)
    if not with_names:
        people = (masked_name(row.borrower), masked_name(row.guardian), masked_phone(row.phone))
    called = f"{row.called_at:%Y-%m-%d %H:%M}" if row.called_at else ""
    return [
        title, row.barcode, *people, f"{row.due_on:%Y-%m-%d}", row.days_late, f"{row.lent_at:%Y-%m-%d}", called, row.said,
    ]  # fmt: skip
