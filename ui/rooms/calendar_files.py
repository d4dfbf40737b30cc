"""Calendar files (.ics): saving what the board shows or one booking, and taking over the bookings of a file after a look at them."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from centre_app.centre.calendar import Span
from centre_app.errors import CentreError
from centre_app.i18n import _, _n
from centre_app.rooms import ics, ics_import
from centre_app.rooms.bookings import BookingRow
from centre_app.rooms.ics_import import Imported, ImportLine, ImportPlan
from ui.kit import buttons, card, messages, style, toast
from ui.kit.attempt import attempt
from ui.kit.dialog import Dialog
from ui.kit.file_dialog import FileDialog
from ui.kit.table import Column, ListView


def save_booking(over: QWidget, row: BookingRow) -> QFileDialog:
    """Ask where, and save one booking or, of a series, the whole series."""

    def content() -> bytes:
        return ics.booking_ics(row.id) if row.series_id is None else ics.series_ics(row.series_id)

    return _ask_target(over, f"{row.starts_at:%Y-%m-%d}", content)


def save_days(over: QWidget, *, first: date, last: date, room_id: int) -> QFileDialog:
    """Ask where, and save the bookings of these days, of one room or (0) of all."""

    def content() -> bytes:
        if room_id:
            return ics.room_ics(room_id, first=first, last=last)
        return ics.centre_ics(first=first, last=last)

    return _ask_target(over, f"{first:%Y-%m-%d}_{last:%Y-%m-%d}", content)


def ask_file(over: QWidget, *, room_id: int) -> QFileDialog:
    """Ask for a file, and show what it would bring; events without a known room go to this one."""
    dialog = FileDialog(over.window(), _("Calendar file to read"), str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_("Calendar files (*.ics)"), _("All files (*)")])
    return _opened(dialog, partial(show_plan, over, room_id=room_id))


def show_plan(over: QWidget, path: Path, *, room_id: int) -> "ImportDialog | messages.Message":
    """Show what a file would bring, or say why it cannot be read."""
    try:
        plan = ics_import.plan_import(path, room_id=room_id)
    except CentreError as error:
        return messages.warn(over, error.sentence())
    dialog = ImportDialog(over, plan)
    dialog.open()
    return dialog


class ImportDialog(Dialog):
    """The events of a file and what would become of each."""

    def __init__(self, over: QWidget, plan: ImportPlan) -> None:
        super().__init__(over, _("Bookings from a calendar file"), width=760)
        self._plan = plan
        self.add_title(_("Bookings from a calendar file"))
        count, left_out = len(plan.importable), len(plan.clashes)
        told = [
            _n("{count} entry can be taken over", "{count} entries can be taken over", count).format(
                count=count
            )
        ]
        if left_out:
            words = _n(
                "{count} date does not fit and is left out",
                "{count} dates do not fit and are left out",
                left_out,
            )
            told.append(words.format(count=left_out))
        self.note = card.Note(" · ".join(told), "warning" if left_out else "info")
        self.body.addWidget(self.note)
        self.list = ListView(
            [
                Column(_("What for"), lambda line: line.title),
                Column(_("When"), _when, width=230),
                Column(_("Room"), lambda line: line.room_name),
                Column(_("State"), _state, tone=_tone, hint=_state),
            ],
            empty=_("No bookings in this file."), name=_("Bookings from a calendar file"), filter=False,
        )  # fmt: skip
        self.list.setMinimumHeight(style.px(260))
        self.list.set_rows(plan.lines)
        self.body.addWidget(self.list, 1)
        self.add_button(buttons.plain(_("Cancel"), clicked=self.reject))
        self.take_button = self.add_button(buttons.primary(_("Take them over"), clicked=self.take_over))
        self.take_button.setEnabled(bool(count))

    def take_over(self) -> None:
        """Book what can be booked, as one action."""
        attempt(ics_import.apply_import, plan=self._plan, then=self._on_taken, failed=self._on_refused)

    def _on_taken(self, made: Imported) -> None:
        self.accept()
        words = _("Taken over: {bookings} bookings, {series} series; {skipped} dates left out")
        toast.show(words.format(bookings=made.bookings, series=made.series, skipped=made.skipped), undo=True)

    def _on_refused(self, error: CentreError) -> None:
        self.note.set(error.sentence(), "bad")


def _ask_target(over: QWidget, name: str, content: Callable[[], bytes]) -> QFileDialog:
    dialog = FileDialog(over.window(), _("Save as a calendar file"), str(Path.home()))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("ics")
    dialog.setNameFilter(_("Calendar files (*.ics)"))
    dialog.selectFile(f"{_('bookings')}-{name}.ics")
    return _opened(dialog, partial(_save, content))


def _save(content: Callable[[], bytes], path: Path) -> None:
    attempt(
        lambda: ics.save(path, content()),
        then=lambda _none: toast.show(_("Saved: {file}").format(file=path.name)),
    )


def _opened(dialog: QFileDialog, then: Callable[[Path], object]) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
    return dialog


def _when(line: ImportLine) -> str:
    return line.words if line.is_series else f"{line.starts_at:%Y-%m-%d} {Span(line.starts_at, line.ends_at)}"


def _state(line: ImportLine) -> str:
    if line.already_here:
        return _("here already")
    if line.problem:
        return line.problem
    count = sum(found.is_problem for found in line.occurrences)
    if count == len(line.occurrences) == 1:
        return line.occurrences[0].detail
    return (
        _n("{count} date does not fit", "{count} dates do not fit", count).format(count=count)
        if count
        else _("fits")
    )


def _tone(line: ImportLine) -> str:
    if line.already_here:
        return "neutral"
    return "bad" if line.problem or any(found.is_problem for found in line.occurrences) else "good"
