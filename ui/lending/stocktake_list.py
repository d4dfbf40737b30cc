"""The list of what a stocktake found: copies and codes of one group."""

from collections.abc import Callable

from centre_app.i18n import _
from centre_app.lending.catalogue import CONDITION_LABELS
from centre_app.lending.numbers import isbn13
from centre_app.lending.stocktake import StocktakeRow
from ui.kit import card
from ui.kit.table import Column, ListView, RowVerb
from ui.lending.words import title_and_volume


def result_list(*, on_isbn: Callable[[StocktakeRow], object] | None = None) -> ListView:
    """The list, empty. `on_isbn`: what the verb of an unknown code that is an ISBN does."""
    verbs = []
    if on_isbn is not None:
        verbs = [RowVerb(_("Choose the copy"), "search", on_isbn, enabled=_is_isbn)]
    return ListView(
        _columns(), empty=card.EmptyState("", icon="check"), actions=verbs, name=_("Stocktake"), many=True
    )


def _is_isbn(row: StocktakeRow) -> bool:
    return row.group == "unknown" and bool(isbn13(row.code))


def _columns() -> list[Column]:
    return [
        Column(_("Title"), lambda row: title_and_volume(row.title, row.volume), bold=True),
        Column(_("Barcode"), lambda row: row.code, width=110),
        Column(_("Call number"), lambda row: row.call_number or row.clc_class),
        Column(_("Shelf"), lambda row: row.location),
        Column(_("Condition"), _condition),
        Column(_("Scanned at"), _when, sort=lambda row: (row.scanned_at is not None, str(row.scanned_at)), width=110),
    ]  # fmt: skip


def _condition(row: StocktakeRow) -> str:
    return _(CONDITION_LABELS[row.condition]) if row.condition else ""


def _when(row: StocktakeRow) -> str:
    return f"{row.scanned_at:%m-%d %H:%M}" if row.scanned_at else ""
