"""The overdue list as a workbook. Every cell is text but the days late, none a formula."""

from collections.abc import Sequence
from pathlib import Path

from centre_app.access import audit
from centre_app.i18n import N_, _
from centre_app.lending.loan_reads import OutRow
from centre_app.people.masking import masked_name, masked_phone
from centre_app.storage import action, plain_book
from centre_app.storage.placing import placed

_WIDTHS = (36, 12, 14, 14, 16, 12, 10, 12, 18, 48)


def write(rows: Sequence[OutRow], *, to: Path, with_names: bool, reason: str = "") -> Path:
    """Write the workbook, names and phones masked unless `with_names`, and note that it was exported, and why.

    It is written beside and then renamed, so that what stood there stays until it is whole. Raises NotAllowed with names, and what `placed` raises.
    """
    label = N_("export the overdue list with names") if with_names else N_("export the overdue list")
    if with_names:
        action.require("export_names", label=label)
    with placed(to) as beside:
        lines = (_values(row, with_names=with_names) for row in rows)
        plain_book.write(beside, name=_("Overdue"), headings=_headings(), widths=_WIDTHS, rows=lines)
        audit.record(
            label=label, table="loan", row_ids=[row.id for row in rows], reason=reason,
            person_ids=[row.person_id for row in rows],
        )  # fmt: skip
    return to


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
