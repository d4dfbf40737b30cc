"""What the clerk does with a series: look at its dates before they are saved, change or cancel a part of it, try again what was left out."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app.errors import CentreError
from centre_app.i18n import _, _n
from centre_app.rooms import series, series_edit
from centre_app.rooms.bookings import BookingRow
from centre_app.rooms.series import Booked
from ui.kit import toast
from ui.kit.form import CheckField, ChoiceField, FormDialog, TextField
from ui.rooms import scope
from ui.rooms.booking_form import BookingForm
from ui.rooms.preview import PreviewDialog
from ui.rooms.series_dialog import SeriesDialog


def book(
    form: BookingForm, values: dict[str, Any], *, then: Callable[[Booked], object]
) -> PreviewDialog | None:
    """Show the dates of a new series, and book them from there."""
    try:
        wish = form.series_wish(values)
        return _open(
            form, _("The dates of the series"),
            read=lambda choices: series.preview(wish, choices=choices),
            save=lambda choices: series.book_series(wish, choices=choices), then=then,
        )  # fmt: skip
    except CentreError as error:
        form.form.show_refusal(error)
        return None


def change_by_form(
    form: BookingForm, row: BookingRow, values: dict[str, Any], *, then: Callable[[Any], object]
) -> PreviewDialog | None:
    """Show what the form would do to a part of the series, and do it from there."""

    def done(result: Any) -> None:
        form.accept()
        then(result)

    try:
        arguments = form.verb_arguments(values)
        changes = {name: value for name, value in arguments.items() if value != getattr(row, name)}
        if form.repeat.is_changed and (typed := form.repeat.typed(values["day"])) is not None:
            changes["rule"] = typed.rule
    except CentreError as error:
        form.form.show_refusal(error)
        return None
    return change(form, row, which=form.scope, changes=changes, then=done, failed=form.form.show_refusal)


def change(
    over: QWidget, row: BookingRow, *, which: str, changes: dict[str, Any], then: Callable[[Any], object],
    failed: Callable[[CentreError], object] | None = None,
) -> PreviewDialog | None:  # fmt: skip
    """Show what a change would do to a part of the series, and do it from there."""
    part: dict[str, Any] = {"booking_id": row.id, "scope": which, "changes": changes}
    try:
        return _open(
            over, _("What changes"),
            read=lambda choices: series_edit.preview_change(**part, choices=choices),
            save=lambda choices: series_edit.change_series(**part, choices=choices), then=then,
        )  # fmt: skip
    except CentreError as error:
        tell = failed or (lambda refused: toast.show(refused.sentence(), kind="warning"))
        tell(error)
        return None


def cancel(over: QWidget, row: BookingRow, *, then: Callable[[], object]) -> FormDialog:
    """Ask which bookings of the series, and why, and cancel them."""
    dialog = FormDialog(_("Cancel bookings of a series"), _("Cancel booking"), over, width=460)
    dialog.add("scope", _("What to cancel"), ChoiceField(scope.choices()))
    dialog.add("reason", _("Reason"), TextField(longest=200), required=True)
    dialog.add(
        "exceptions_too", _("Changed singly"), CheckField(_("Also those that were changed on their own"))
    )

    def arrange() -> None:
        dialog.form.show_entry("exceptions_too", dialog.form.field("scope").value() != scope.THIS)

    arrange()
    dialog.form.field("scope").changed.connect(arrange)
    dialog.submitted.connect(
        lambda values: dialog.attempt(
            partial(series_edit.cancel_series, row.id), then=lambda _done: then(), **values
        )
    )
    dialog.open()
    return dialog


def show_dates(over: QWidget, row: BookingRow, *, opened: Callable[[int], object]) -> SeriesDialog | None:
    """Show all dates of the series of a booking."""
    card = series.series_of(row.id)
    if card is None:
        return None
    dialog = SeriesDialog(over, card, anchor_id=row.id)
    dialog.booking_opened.connect(opened)
    dialog.open()
    return dialog


def booked_words(made: Booked) -> str:
    """What was booked, and how many dates were left out."""
    count = len(made.booking_ids)
    told = _n("Series booked: {count} date", "Series booked: {count} dates", count).format(count=count)
    if made.skipped:
        told += " · " + _("{count} left out").format(count=made.skipped)
    return told


def _open(over: QWidget, title: str, **how: Any) -> PreviewDialog:
    dialog = PreviewDialog(over, title, **how)
    dialog.open()
    return dialog
