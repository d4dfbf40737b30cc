"""The workbooks of a stocktake: the list to tick at the shelf, and what was found, by group. Without names of people."""

from collections.abc import Callable
from pathlib import Path

from centre_app import clock
from centre_app.access import audit
from centre_app.i18n import N_, _, in_language
from centre_app.lending import stocktake
from centre_app.lending.labels import CONDITION_LABELS
from centre_app.lending.stocktake import Result, StocktakeRow
from centre_app.reports.listing import Column, Row
from centre_app.reports.styles import widths
from centre_app.reports.workbook import Book, Sheet
from centre_app.reports.xlsx import XlsxBook
from centre_app.storage.database import snapshot
from centre_app.storage.placing import as_file_name, placed

_BOOK = (
    Column("title", N_("Title")),
    Column("volume", N_("Volume")),
    Column("barcode", N_("Barcode")),
    Column("call_number", N_("Call number")),
    Column("location", N_("Shelf")),
)
_TICKED = (Column("seen", N_("Seen")), *_BOOK)
_FOUND = (*_BOOK, Column("condition", N_("Condition")), Column("scanned", N_("Scanned at"), "moment"))
_COUNTED = (Column("group", N_("Group")), Column("copies", N_("Number"), "count"))


def worksheet_name(stocktake_id: int) -> str:
    """How the list to tick is usually called."""
    return as_file_name(_("Stocktake list {place}").format(place=stocktake.stocktake(stocktake_id).place))


def result_name(stocktake_id: int) -> str:
    """How the result is usually called."""
    return as_file_name(_("Stocktake result {place}").format(place=stocktake.stocktake(stocktake_id).place))


def write_worksheet(*, stocktake_id: int, to: Path, language: str) -> Path:
    """Write what should be here in shelf order, with a column to tick; what was scanned is ticked.

    Raises NotFound, ReportTargetUnfit, ReportFolderMissing, ReportNotWritten and ReportDiskFull.
    """
    return _write(
        stocktake_id, to, language, label=N_("export the list of a stocktake"), fill=_fill_worksheet
    )


def write_result(*, stocktake_id: int, to: Path, language: str) -> Path:
    """Write what was found: the counts, then a sheet for each group that has rows. Raises as `write_worksheet`."""
    return _write(stocktake_id, to, language, label=N_("export the result of a stocktake"), fill=_fill_result)


def _write(
    stocktake_id: int, to: Path, language: str, *, label: str, fill: Callable[[Book, Result], None]
) -> Path:
    with placed(to) as beside:
        with in_language(language), snapshot(), XlsxBook() as book:
            found = stocktake.result(stocktake_id)
            fill(book, found)
            book.save(beside, title=found.stocktake.place)
        audit.record(label=label, table="stocktake", row_ids=[stocktake_id])
    return to


def _fill_worksheet(book: Book, found: Result) -> None:
    here = {row.copy_id for row in found.rows["present"]}
    rows: list[Row] = [
        ("☑" if row.copy_id in here else "☐", *_book(row))
        for row in stocktake.should_be_here(found.stocktake)
    ]
    _list(book.sheet(_("Stocktake list"), landscape=False), found, _TICKED, rows)


def _fill_result(book: Book, found: Result) -> None:
    counts: list[Row] = [(_(words), found.count(group)) for group, words in stocktake.GROUP_LABELS.items()]
    groups = [group for group in stocktake.GROUP_LABELS if found.count(group)]
    front = book.sheet(_("Stocktake"), landscape=False)
    sheets = [book.sheet(_(stocktake.GROUP_LABELS[group]), landscape=True) for group in groups]
    _list(front, found, _COUNTED, counts)
    for group, sheet in zip(groups, sheets, strict=True):
        rows: list[Row] = [(*_book(row), _condition(row), row.scanned_at) for row in found.rows[group]]
        _list(sheet, found, _FOUND, rows)


def _list(sheet: Sheet, found: Result, columns: tuple[Column, ...], rows: list[Row]) -> None:
    card = found.stocktake
    words = _("{place}, begun {began:%Y-%m-%d %H:%M}; as of {now:%Y-%m-%d %H:%M}")
    if card.kept:
        words = _("{place}, begun {began:%Y-%m-%d %H:%M}, finished {now:%Y-%m-%d %H:%M}")
    until = card.finished_at if card.kept else None
    said = words.format(place=card.place, began=card.started_at, now=until or clock.now())
    notes = [said, *([card.note] if card.note else [])]
    sheet.widths(widths(columns, [_(column.title) for column in columns], rows))
    sheet.freeze_below(2 + len(notes))
    sheet.heading(sheet.title, *notes)
    sheet.table(columns, rows)


def _book(row: StocktakeRow) -> Row:
    return (row.title, row.volume, row.code, row.call_number, row.location)


def _condition(row: StocktakeRow) -> str:
    return _(CONDITION_LABELS[row.condition]) if row.condition else ""
