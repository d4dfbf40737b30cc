"""What happened with a person by time: visits, loans and bookings in one list, or those of one kind, in windows."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.desk import timeline
from centre_app.desk.timeline import KINDS, WINDOW, Event, Kind
from centre_app.i18n import N_, _
from ui.kit import card, layout
from ui.kit.table import Column, ListView, RowVerb
from ui.people import words

_NAMES = {"visit": N_("Visit"), "loan": N_("Loan"), "booking": N_("Booking")}
_TONES = {"visit": "neutral", "loan": "info", "booking": "warning"}
_EMPTY = {
    (): N_("Nothing has happened with this person yet."),
    ("loan",): N_("This person has never borrowed anything."),
    ("booking",): N_("This person has never booked a room."),
}


class EventList(QWidget):
    """The events of one person. `opened(event)`: a line was entered. Reads only when `show_person` is called."""

    opened = Signal(object)

    def __init__(self, kinds: Sequence[Kind] = ()) -> None:
        super().__init__()
        self._only = tuple(kinds)
        self._person_id: int | None = None
        self.list = ListView(
            self._columns(),
            empty=card.EmptyState(_(_EMPTY[self._only]), icon="clock"),
            actions=[RowVerb(_("Open"), "right", self.opened.emit)],
            name=_("What happened"), load_more=self._on_more, filter=False,
        )  # fmt: skip
        self.setLayout(layout.column(self.list))

    def show_person(self, person_id: int) -> None:
        """Read as far down as was shown of this person already, or the first window of another."""
        same = person_id == self._person_id
        self._person_id = person_id
        self._read(max(WINDOW, len(self.list.model.all_rows())) if same else WINDOW)

    def _columns(self) -> list[Column]:
        kind = Column("", lambda row: _(_NAMES[row.kind]), tone=lambda row: _TONES[row.kind], width=64)
        columns = [
            Column(_("When"), lambda row: f"{row.at:%Y-%m-%d %H:%M}", width=128, hint=_span),
            Column(_("What"), lambda row: row.what, hint=lambda row: f"{row.what}\n{_span(row)}"),
            Column(_("State"), lambda row: row.state, tone=_tone),
        ]
        return columns if self._only else [columns[0], kind, *columns[1:]]

    def _read(self, limit: int) -> None:
        if self._person_id is not None:
            rows = timeline.events_of(self._person_id, kinds=self._only or KINDS, limit=limit)
            self.list.set_rows(rows, more=len(rows) == limit)

    def _on_more(self) -> None:
        rows = self.list.model.all_rows()
        if self._person_id is None or not rows:
            return
        after: Event = min(rows, key=timeline.place)
        following = timeline.events_of(self._person_id, kinds=self._only or KINDS, after=after)
        self.list.append_rows(following, more=len(following) == WINDOW)


def _tone(event: Event) -> str | None:
    if not event.state:
        return None
    return "bad" if event.is_bad else "good" if event.is_open else "neutral"


def _span(event: Event) -> str:
    """From when to when it was, in full."""
    if event.until is None:
        return f"{event.at:%Y-%m-%d %H:%M}"
    if event.until.date() == event.at.date():
        return f"{event.at:%Y-%m-%d} {words.stay(arrived_at=event.at, left_at=event.until)}"
    return f"{event.at:%Y-%m-%d %H:%M} – {_full(event.until)}"


def _full(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
