"""A list of the rows behind a figure, read in the background. Which rows those are comes from outside."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from itertools import islice
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.reports.listing import Column as ReportColumn
from centre_app.reports.listing import Listing
from ui.kit import card, layout
from ui.kit.table import Column, ListView
from ui.reports.latest import Latest
from ui.reports.words import BehindRow, cell

AT_MOST = 500
_LETTER = 8  # pixels at 100 %
_RIGHT = ("count", "number", "money", "percent")
_WIDTHS = {
    "date": 104,
    "time": 68,
    "moment": 148,
    "count": 76,
    "number": 84,
    "money": 100,
    "percent": 84,
    "flag": 84,
}
Read = tuple[Listing, bool]


class RowsList(QWidget):
    """How many rows there are, and the first of them. `read` tells that they are there; `found` holds those first ones."""

    read = Signal()

    def __init__(self, *, none: str, counted: Callable[[int, bool], str], empty: str) -> None:
        """`none` is said where no rows were kept, `counted(rows, more)` above the list, `empty` in it."""
        super().__init__()
        self._none, self._counted, self.empty = none, counted, empty
        self.count_label = card.label(kind="quiet-small", wrap=True)
        self.list: ListView | None = None
        self.about = ""  # which figure of when, as it stands on paper
        self.found: Listing | None = None
        self.box = layout.column(self.count_label, None, spacing=6)
        self.setLayout(self.box)
        self._reader = Latest(_("Reading the rows"), self)
        self._reader.answered.connect(self._on_read)

    def ask(self, key: Hashable, read: Callable[[], Listing | None]) -> None:
        """Show the rows that `read()` finds, which is called in a thread."""
        self.clear(_("Reading…"))
        self._reader.ask(key, lambda: _first(read()))

    def clear(self, said: str = "") -> None:
        """Show no rows."""
        self._set_list(None)
        self.found = None
        self.count_label.setText(said)

    def _on_read(self, _key: object, answer: Read | None) -> None:
        if answer is None:
            self.clear(self._none)
        else:
            self.found, more = answer
            rows = _shown(self.found)
            self._set_list(_list_of(self.found.columns, self.empty))
            assert self.list is not None
            self.list.narrowed_to = lambda: " · ".join(filter(None, (self.about, self.count_label.text())))
            self.list.set_rows(rows)
            self.count_label.setText(self._counted(len(rows), more))
        self.read.emit()

    def show_again(self, listing: Listing) -> None:
        """Show the same rows under other columns."""
        self._on_read(None, _first(listing))

    def _set_list(self, made: ListView | None) -> None:
        if self.list is not None:
            self.box.removeWidget(self.list)
            self.list.deleteLater()
        self.list = made
        if made is not None:
            self.box.insertWidget(1, made, 1000)


def _first(listing: Listing | None) -> Read | None:
    """The first rows of a listing, and whether there are more; runs in a worker."""
    if listing is None:
        return None
    found = list(islice(listing.found, AT_MOST + 1))
    return replace(listing, found=found[:AT_MOST]), len(found) > AT_MOST


def _shown(listing: Listing) -> list[BehindRow]:
    return [
        BehindRow(number, cells, tuple(map(cell, cells, listing.columns)))
        for number, cells in enumerate(listing.rows, start=1)
    ]


def _list_of(columns: tuple[ReportColumn, ...], empty: str) -> ListView:
    shown = [_column(column, place) for place, column in enumerate(columns)]
    return ListView(shown, empty=empty, name=_("Rows behind a figure"), filter=False, many=True)


def _column(column: ReportColumn, place: int) -> Column:
    def text(row: BehindRow) -> str:
        return row.texts[place]

    def key(row: BehindRow) -> Any:
        return row.cells[place] is not None, row.cells[place]

    width = column.width * _LETTER if column.kind == "text" else _WIDTHS[column.kind]
    align = "right" if column.kind in _RIGHT else "center" if column.kind == "flag" else "left"
    return Column(
        _(column.title),
        text,
        sort=None if column.kind == "text" else key,
        align=align,
        width=width or None,
    )


def without_names(count: int, more: bool) -> str:
    """How many rows there are, on a list that never has names."""
    if more:
        return _("The first {count} rows, without names. The workbook has all of them.").format(count=count)
    return _("{count} rows, without names.").format(count=count)
