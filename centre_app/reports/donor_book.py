"""The statement for a donor as a workbook: the figures, and every title with its loans. Nothing in it names a reader."""

from pathlib import Path

from centre_app import clock
from centre_app.access import audit
from centre_app.i18n import N_, _, in_language
from centre_app.lending import donor_statement
from centre_app.lending.donor_statement import Statement
from centre_app.lending.donor_words import STATE_LABELS, figures, readers_line
from centre_app.people.bands import BAND_LABELS
from centre_app.reports.listing import Column, Row
from centre_app.reports.styles import widths
from centre_app.reports.workbook import Book, Sheet
from centre_app.reports.xlsx import XlsxBook
from centre_app.storage.database import snapshot
from centre_app.storage.placing import as_file_name, placed

_FIGURES = (Column("what", N_("What")), Column("figure", N_("Number"), "number"))
_TITLES = (
    Column("title", N_("Title")),
    Column("authors", N_("Author")),
    Column("isbn", N_("ISBN")),
    Column("copies", N_("Copies"), "count"),
    Column("volumes", N_("Volumes"), "count"),
    Column("value", N_("List value"), "money"),
    Column("loans", N_("Loans"), "count"),
)
_BATCHES = (
    Column("day", N_("Received on"), "date"),
    Column("copies", N_("Copies"), "count"),
    Column("volumes", N_("Volumes"), "count"),
    Column("value", N_("List value"), "money"),
)


def book_name(donor: str) -> str:
    """How the workbook is usually called."""
    return as_file_name(_("Donor statement {donor}").format(donor=donor))


def write(*, donor: str, to: Path, language: str) -> Path:
    """Write the statement. Raises NotFound, ReportTargetUnfit, ReportFolderMissing, ReportNotWritten and ReportDiskFull."""
    with placed(to) as beside:
        with in_language(language), snapshot(), XlsxBook() as book:
            found = donor_statement.statement(donor)
            _fill(book, found)
            book.save(beside, title=_("Donor statement {donor}").format(donor=donor))
        audit.record(
            label=N_("export a donor statement"), table="donation", row_ids=[row.id for row in found.batches]
        )
    return to


def _fill(book: Book, found: Statement) -> None:
    front = book.sheet(_("Donor statement"), landscape=False)
    titles = book.sheet(_("Titles"), landscape=True)
    batches = book.sheet(_("Donations"), landscape=False)
    lines: list[Row] = [*figures(found)]
    lines += [(_("Lent in {year}").format(year=year), count) for year, count in found.years]
    lines += [
        (_("Of these now: {state}").format(state=_(STATE_LABELS[state])), count)
        for state, count in found.states.items()
    ]
    lines += [
        (_("Readers aged {band}").format(band=_(BAND_LABELS[band])), count)
        for band, count in found.bands.items()
    ]
    lines += [
        (_("Most lent, no. {place}: {title}").format(place=place, title=row.name), row.loans)
        for place, row in enumerate(found.top, 1)
    ]
    _list(front, found, _FIGURES, lines)
    _list(
        titles, found, _TITLES,
        [
            (row.name, row.authors, row.isbn, row.copies, row.volumes, _yuan(row.value_fen), row.loans)
            for row in found.titles
        ],
    )  # fmt: skip
    _list(
        batches, found, _BATCHES,
        [(row.received_on, row.copies, row.volumes, _yuan(row.value_fen)) for row in found.batches],
    )  # fmt: skip


def _list(sheet: Sheet, found: Statement, columns: tuple[Column, ...], rows: list[Row]) -> None:
    said = _("{donor}, as of {now:%Y-%m-%d %H:%M}").format(donor=found.donor, now=clock.now())
    sheet.widths(widths(columns, [_(column.title) for column in columns], rows))
    notes = [said, readers_line(found)]
    sheet.freeze_below(2 + len(notes))
    sheet.heading(sheet.title, *notes)
    sheet.table(columns, rows)


def _yuan(fen: int | None) -> float | None:
    return None if fen is None else fen / 100
