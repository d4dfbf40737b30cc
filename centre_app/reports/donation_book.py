"""The registers of the stock as workbooks: 总括登记账 of batches, 个别登记账 of copies."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from centre_app import clock
from centre_app.access import audit
from centre_app.i18n import N_, _, in_language
from centre_app.lending import donation_registers as registers
from centre_app.lending.donation_reads import Amount
from centre_app.lending.donation_registers import BatchEntry, CopyEntry
from centre_app.lending.labels import KIND_LABELS
from centre_app.reports.listing import Column, Row
from centre_app.reports.styles import widths
from centre_app.reports.xlsx import XlsxBook
from centre_app.storage.database import snapshot
from centre_app.storage.placing import as_file_name, placed

_COPIES = (
    Column("day", N_("Accessioned on"), "date"),
    Column("barcode", N_("Barcode")),
    Column("title", N_("Title")),
    Column("volume", N_("Volume")),
    Column("volumes", N_("Volumes"), "count"),
    Column("authors", N_("Author")),
    Column("publisher", N_("Publisher")),
    Column("price", N_("List price"), "money"),
    Column("class", N_("Class")),
    Column("source", N_("Source")),
    Column("withdrawn", N_("Withdrawn on"), "date"),
    Column("why", N_("Reason")),
)
_TITLES = {"batches": N_("Register of batches"), "copies": N_("Register of copies")}


def name_of(which: str) -> str:
    """How the workbook of `batches` or `copies` is usually called."""
    return as_file_name(f"{_(_TITLES[which])} {clock.today()}")


def write(*, which: str, first: date | None, last: date | None, to: Path, language: str) -> Path:
    """Write the register of `batches` or of `copies` of a span.

    Raises ReportTargetUnfit, ReportFolderMissing, ReportNotWritten and ReportDiskFull.
    """
    read: Callable[..., tuple[tuple[Column, ...], list[Row]]] = _batches if which == "batches" else _copies
    with placed(to) as beside:
        with in_language(language), snapshot(), XlsxBook() as book:
            columns, rows = read(first=first, last=last)
            sheet = book.sheet(_(_TITLES[which]), landscape=True)
            sheet.widths(widths(columns, [_(column.title) for column in columns], rows))
            sheet.freeze_below(3)
            sheet.heading(sheet.title, f"{span_words(first, last)} · {clock.now():%Y-%m-%d %H:%M}")
            sheet.table(columns, rows)
            book.save(beside, title=_(_TITLES[which]))
        audit.record(label=N_("export a register"), table="copy" if which == "copies" else "donation")
    return to


def span_words(first: date | None, last: date | None) -> str:
    """The span of a register in words."""
    if first is None and last is None:
        return _("from the beginning until today")
    return _("{first} to {last}").format(first=first or "…", last=last or clock.today())


def _batches(*, first: date | None, last: date | None) -> tuple[tuple[Column, ...], list[Row]]:
    entries = registers.batch_register(first=first, last=last)
    kinds = [kind for kind in KIND_LABELS if any(kind in entry.kinds for entry in entries)]
    columns = [
        Column("day", N_("Date"), "date"),
        Column("number", N_("Register number")),
        Column("donor", N_("Donor")),
        *_four("total", ""),
    ]
    for kind in kinds if len(kinds) > 1 else []:
        columns += _four(kind, _(KIND_LABELS[kind]))
    columns += _four("running", _("So far"))[1:]
    shown = kinds if len(kinds) > 1 else []
    return tuple(columns), [_batch_row(entry, shown) for entry in entries]


def _four(key: str, whose: str) -> list[Column]:
    """The columns of an amount."""
    words = (_("Titles"), _("Sets"), _("Volumes"), _("List value"))
    kinds = ("count", "count", "count", "money")
    return [
        Column(f"{key}{place}", f"{whose} {word}".strip(), kind)  # type: ignore[arg-type]
        for place, (word, kind) in enumerate(zip(words, kinds, strict=True))
    ]


def _batch_row(entry: BatchEntry, kinds: Sequence[str]) -> Row:
    cells = [entry.received_on, entry.number, entry.donor, *_cells(entry.total)]
    for kind in kinds:
        cells += _cells(entry.kinds.get(kind, Amount()))
    return (*cells, *_cells(entry.running)[1:])


def _cells(amount: Amount) -> list[int | float]:
    return [amount.titles, amount.sets, amount.volumes, amount.fen / 100]


def _copies(*, first: date | None, last: date | None) -> tuple[tuple[Column, ...], list[Row]]:
    return _COPIES, [_copy_row(entry) for entry in registers.all_copies(first=first, last=last)]


def _copy_row(entry: CopyEntry) -> Row:
    return (
        entry.accessioned_on, entry.barcode, entry.title, entry.volume, entry.volumes, entry.authors, entry.publisher,
        None if entry.price_fen is None else entry.price_fen / 100, entry.clc_class, entry.source,
        entry.withdrawn_on, entry.withdrawn_why,
    )  # fmt: skip
