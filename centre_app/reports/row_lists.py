"""The rows behind a figure as the screen shows them: of a month as they are, or as they were closed; of a part, with names."""

from collections.abc import Mapping
from dataclasses import replace

from centre_app.i18n import N_
from centre_app.reports import exports, kept
from centre_app.reports.correction_lists import HAPPENED, described
from centre_app.reports.folds import FOLDS
from centre_app.reports.indicators import by_code
from centre_app.reports.listing import ID, Cell, Column, Listing, Row
from centre_app.reports.periods import Period
from centre_app.storage.database import snapshot

NAME = Column("who", N_("Name"), width=18)
_SINCE = (
    Column("happened", N_("Since then"), width=12, words=HAPPENED),
    Column("changed", N_("Different"), width=28),
    Column("row", N_("Which record"), width=60),
)


def of_period(*, code: str, period: Period, part: str = "", to_date: bool = False) -> Listing | None:
    """The rows of a month's figure, or of its year to date; those of a closed month as they were closed, None where none were."""
    with snapshot():
        closing = None if to_date else kept.closing_of(period.text)
        if closing is not None:
            return of_report(report_id=closing.id, code=code, part=part)
        listing = by_code(code).rows(period.year_to_date() if to_date else period)
        return of_part(listing, code=code, part=part)


def of_report(*, report_id: int, code: str, part: str = "") -> Listing | None:
    """The rows of a figure as they were closed or exported; None where none were kept."""
    listing = exports.rows(report_id=report_id, code=code)
    return of_part(listing, code=code, part=part) if listing is not None else None


def since(*, report_id: int, code: str) -> Listing | None:
    """What became of those rows: added later, gone, changed; nameless. None where none were kept."""
    found = exports.since(report_id=report_id, code=code)
    return Listing(_SINCE, described(found.rows, found.changes, [code])) if found is not None else None


def of_part(listing: Listing, *, code: str, part: str) -> Listing:
    """The rows of one part of a split; all of them for no part."""
    fold = FOLDS.get(code)
    if not part or fold is None or fold.part is None:
        return listing
    place = [column.key for column in (*listing.columns, *listing.hidden)].index(fold.uses[0])
    part_of = fold.part
    return replace(listing, found=(row for row in listing.found if part_of(row[place]) == part))


def ids(listing: Listing) -> list[int]:
    """The numbers of the records of the rows, which can be walked through again."""
    place = _place_of_id(listing)
    return [number for row in listing.found if isinstance(number := row[place], int)]


def with_names(listing: Listing, names: Mapping[int, str]) -> Listing:
    """The rows with the names that go with their numbers."""
    place, width = _place_of_id(listing), len(listing.columns)

    def named(row: Row) -> Row:
        number: Cell = row[place]
        name = names.get(number, "") if isinstance(number, int) else ""
        return (*row[:width], name, *row[width:])

    return replace(listing, columns=(*listing.columns, NAME), found=map(named, listing.found))


def _place_of_id(listing: Listing) -> int:
    return [column.key for column in (*listing.columns, *listing.hidden)].index(ID.key)
