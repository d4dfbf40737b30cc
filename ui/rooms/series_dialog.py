"""All dates of one series: what became of each, which were left out and why; those can be tried again, and its end be changed."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.centre import calendar
from centre_app.centre.calendar import Span
from centre_app.errors import CentreError
from centre_app.i18n import _
from centre_app.rooms import series, series_edit
from centre_app.rooms.bookings import STATUS_LABELS
from centre_app.rooms.series import SeriesCard
from centre_app.rooms.series_reads import SKIP_LABELS
from ui.kit import buttons, card, changes, style, toast
from ui.kit.attempt import attempt
from ui.kit.dialog import Dialog
from ui.kit.form import DateField, FormDialog
from ui.kit.table import Column, ListView, RowVerb
from ui.rooms.preview import PreviewDialog
from ui.rooms.tones import TONES

_TABLES = frozenset({"booking", "series", "skipped_occurrence"})


@dataclass(frozen=True, slots=True)
class Line:
    """A date of the series: booked (`booking_id`) or left out (`skipped_id`)."""

    id: int
    day: date
    starts_at: datetime
    ends_at: datetime
    room_name: str
    state: str
    tone: str
    detail: str
    booking_id: int = 0
    skipped_id: int = 0


class SeriesDialog(Dialog):
    """Shows a series. `booking_opened(id)`: show that booking on the board."""

    booking_opened = Signal(int)

    def __init__(self, over: QWidget | None, shown: SeriesCard, *, anchor_id: int) -> None:
        super().__init__(over, shown.title or _("Series"), width=860)
        self._series_id, self._anchor_id = shown.id, anchor_id
        self._build(shown)
        self._show(shown)
        changes.hub().happened.connect(self._on_happened)

    def retry(self, line: Line) -> None:
        """Try once more to book a date that was left out."""
        attempt(
            partial(series.retry_skipped, line.skipped_id),
            then=lambda _id: toast.show(_("Booked: {title}").format(title=f"{line.day:%Y-%m-%d}"), undo=True),
            failed=self._on_refused,
        )

    def open_booking(self, line: Line) -> None:
        """Show a booking of the series on the board."""
        self.accept()
        self.booking_opened.emit(line.booking_id)

    def ask_end(self) -> FormDialog:
        """Ask until when the series is to go on, and show what that changes."""
        dialog = FormDialog(_("Another end"), _("Look at the dates…"), self, width=360)
        dialog.add("until", _("Until"), DateField(lean="future"), required=True)

        def look(values: dict[str, Any]) -> None:
            part = {"booking_id": self._anchor_id, "until": values["until"]}
            try:
                preview = PreviewDialog(
                    self, _("What changes"),
                    read=lambda choices: series_edit.preview_extend(**part, choices=choices),
                    save=lambda choices: series_edit.extend_series(**part, choices=choices),
                    then=lambda _done: toast.show(_("The series has another end."), undo=True),
                )  # fmt: skip
            except CentreError as error:
                dialog.form.show_refusal(error)
                return
            dialog.accept()
            preview.open()

        dialog.submitted.connect(look)
        dialog.open()
        return dialog

    def _build(self, shown: SeriesCard) -> None:
        self.add_title(shown.title or _("Series"))
        self.words = card.label(kind="body", wrap=True)
        self.body.addWidget(self.words)
        self.note = card.Note("", "warning")
        self.note.hide()
        self.body.addWidget(self.note)
        self.list = ListView(
            [
                Column(_("Date"), lambda line: _when(line.starts_at), width=104, sort=lambda line: line.starts_at),
                Column(_("Time"), lambda line: str(Span(line.starts_at, line.ends_at)), width=102),
                Column(_("Room"), lambda line: line.room_name),
                Column(_("State"), lambda line: line.state, tone=lambda line: line.tone, width=118),
                Column(_("Details"), lambda line: line.detail, quiet=True, hint=lambda line: line.detail),
            ],
            empty=_("No dates."), name=_("Dates of the series"), filter=False,
            actions=[
                RowVerb(_("Try again"), "refresh", self.retry, button=True, enabled=lambda line: bool(line.skipped_id)),
                RowVerb(_("Show"), "calendar", self.open_booking, enabled=lambda line: bool(line.booking_id)),
            ],
        )  # fmt: skip
        self.list.setMinimumHeight(style.px(300))
        self.body.addWidget(self.list, 1)
        self.end_button = self.add_button(buttons.plain(_("Another end…"), clicked=self.ask_end))
        self.add_button(buttons.primary(_("Close"), clicked=self.accept))

    def _show(self, shown: SeriesCard) -> None:
        self.words.setText(shown.words)
        self.list.set_rows(_lines(shown))

    def _on_happened(self, tables: frozenset[str]) -> None:
        if tables & _TABLES and self.isVisible():
            self.note.hide()
            try:
                self._show(series.series_card(self._series_id))
            except CentreError:  # its making was undone
                self.reject()

    def _on_refused(self, error: CentreError) -> None:
        self.note.set(error.sentence(), "warning")
        self.note.show()
        self.fit()


def _lines(shown: SeriesCard) -> list[Line]:
    booked = [
        Line(
            row.booking_id, row.occurrence_on, row.starts_at, row.ends_at, row.room_name,
            _(STATUS_LABELS[row.status]), TONES[row.status], _("changed on its own") if row.is_exception else "",
            booking_id=row.booking_id,
        )
        for row in shown.occurrences
    ]  # fmt: skip
    left_out = [
        Line(
            -row.id, row.occurrence_on, row.starts_at, row.ends_at, row.room_name,
            _("left out"), "warning", row.detail or _(SKIP_LABELS[row.reason]), skipped_id=row.id,
        )
        for row in shown.skipped
    ]  # fmt: skip
    return sorted([*booked, *left_out], key=lambda line: line.starts_at)


def _when(moment: datetime) -> str:
    return f"{moment:%m-%d} {_(calendar.WEEKDAYS[moment.weekday()])}"
