"""Reading all of a list for paper, clipboard or a workbook: window after window between two events, so that nothing stalls."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer

from centre_app import clock
from centre_app.access.shown_list import ShownList
from centre_app.i18n import _, _n
from ui.kit import toast
from ui.kit.attempt import told
from ui.kit.job import SHOW_AFTER_MILLISECONDS, ProgressPanel
from ui.kit.unmask import reason_of

if TYPE_CHECKING:
    from ui.kit.table import ListView


@runtime_checkable
class Narrower(Protocol):
    """A choice above a list that narrows it."""

    def words(self) -> str:
        """What is chosen, in words; nothing where all is shown."""


_AT_ONCE = 250
_STEP_SECONDS = 0.008


class Reading(QObject):
    """One list being read. The panel appears after half a second."""

    def __init__(self, source: "ListView", then: Callable[[ShownList], object]) -> None:
        super().__init__(source)
        self._source, self._then = source, then
        self._rows: list[Any] | None = None
        self._cells: list[list[str]] = []
        self._begun = time.monotonic()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self.go_on)
        self._panel = ProgressPanel(_("Reading the list"), source.window())
        self._panel.hide()
        self._panel.cancel_button.clicked.connect(self.stop)

    def start(self) -> None:
        """Begin; a short list is read at once."""
        self._timer.start()
        self.go_on()

    def stop(self) -> None:
        """Give up; nothing was put out."""
        self._leave()
        toast.show(_("Stopped. Nothing was changed."), kind="info")

    def go_on(self) -> None:
        """Read on for some milliseconds."""
        goes_on = None
        try:
            goes_on = told(self._read_on)()
        finally:
            if not goes_on:  # all is read, or the clerk was told why it cannot be
                self._leave()
        if goes_on:
            self._tell()
        elif goes_on is not None:
            self._then(_shown(self._source, self._rows or [], self._cells))

    def _read_on(self) -> bool:
        """Whether something is left to read."""
        until = time.monotonic() + _STEP_SECONDS
        while time.monotonic() < until:
            if self._rows is None:
                if not self._source.load_next():
                    self._rows = self._source.rows()[:]
            elif len(self._cells) < len(self._rows):
                here = self._rows[len(self._cells) : len(self._cells) + _AT_ONCE]
                self._cells += _texts(self._source, here)
            else:
                return False
        return True

    def _tell(self) -> None:
        if (time.monotonic() - self._begun) * 1000 < SHOW_AFTER_MILLISECONDS:
            return
        self._panel.show()
        if self._rows is None:
            self._panel.tell(0, 0, self._source.count_words)
        else:
            self._panel.tell(len(self._cells), len(self._rows), self._source.heading())

    def _leave(self) -> None:
        self._timer.stop()
        self._panel.hide()
        self._panel.deleteLater()
        self.deleteLater()


def read_all(source: "ListView", then: Callable[[ShownList], object]) -> None:
    """Give `then` the whole list as it is filtered and sorted."""
    Reading(source, then).start()


def shown_rows(source: "ListView", rows: Sequence[Any]) -> ShownList:
    """Give some rows of a list as they are shown."""
    return _shown(source, rows, _texts(source, rows))


def people_of(row: Any) -> tuple[int, ...]:
    """Give the ids of the people that a row shows: its `person_id`, where it has one."""
    person_id = getattr(row, "person_id", None)
    return () if person_id is None else (person_id,)


def _texts(source: "ListView", rows: Sequence[Any]) -> list[list[str]]:
    columns = source.model.columns
    return [[column.text(row) for column in columns] for row in rows]


def _shown(source: "ListView", rows: Sequence[Any], cells: list[list[str]]) -> ShownList:
    columns = source.model.columns
    people = {person_id for row in rows for person_id in source.people_of(row)}
    numbered = bool(source.table) and all(isinstance(row.id, int) for row in rows)
    return ShownList(
        title=source.heading(), words=_words(source, len(rows)),
        headings=[column.title for column in columns], numeric=[column.align == "right" for column in columns],
        rows=cells, table=source.table, row_ids=[row.id for row in rows] if numbered else (),
        person_ids=sorted(people), reason=reason_of(source),
    )  # fmt: skip


def _words(source: "ListView", count: int) -> str:
    """The filter, the order, how many rows, and when: what must be known to read the list on paper."""
    typed, sorted_by = source.filter_words(), source.model.sorted_by
    order = ""
    if sorted_by is not None:
        words = _("sorted by {column}, descending") if sorted_by[1] else _("sorted by {column}")
        order = words.format(column=source.model.columns[sorted_by[0]].title)
    parts = (
        source.narrowed_to(), *(each.words() for each in source.narrowed_by), _("filter: {words}").format(words=typed) if typed else "", order,
        _n("{count} row", "{count} rows", count).format(count=count), f"{clock.now():%Y-%m-%d %H:%M}",
    )  # fmt: skip
    return " · ".join(filter(None, parts))
