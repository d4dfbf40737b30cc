"""Priority use: a meeting may take the place of a booking, with a reason; and who gave way is told."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app.centre.calendar import Span
from centre_app.errors import CentreError
from centre_app.i18n import _
from centre_app.rooms import displacing
from centre_app.rooms.bookings import BookingRow
from centre_app.rooms.displacing import Priority
from ui.kit import card, messages
from ui.kit.attempt import attempt
from ui.kit.form import FormDialog, TextField
from ui.rooms.booking_form import BookingForm


def ask(form: BookingForm, *, then: Callable[[Priority], object]) -> FormDialog | None:
    """Ask why the wish of a form goes before what is there, naming what would give way; then book it."""
    if not form.form.validate():
        return None
    arguments = form.verb_arguments(form.form.values())
    place = {name: value for name, value in arguments.items() if name in form.wish()}  # type: ignore[operator]
    try:
        going = displacing.in_the_way(**place)
    except CentreError as error:
        form.form.show_refusal(error)
        return None
    dialog = FormDialog(_("Use with priority"), _("Book with priority"), form, width=480)
    told = "\n".join(
        f"{row.starts_at:%m-%d} {Span(row.starts_at, row.ends_at)}  {_named(row)}" for row in going
    )
    dialog.form.add_widget(card.Note(_("These bookings give way:") + "\n" + told, "warning"))
    hint = _("They are kept as “displaced”: nobody's fault, and you are reminded to tell them.")
    dialog.add("reason", _("Reason"), TextField(longest=200), required=True, hint=hint)

    def done(made: Priority) -> None:
        form.accept()
        then(made)

    book = partial(displacing.book_with_priority, **arguments)
    dialog.submitted.connect(lambda values: dialog.attempt(book, then=done, **values))
    dialog.open()
    return dialog


def ask_displace(over: QWidget, row: BookingRow, *, then: Callable[[], object]) -> messages.Message:
    """Ask why a booking gives way, and let it."""
    return messages.ask_text(
        over, _("For what must “{title}” give way?").format(title=row.label), verb=_("Let it give way"),
        detail=_("It is kept as “displaced”: nobody's fault, and you are reminded to tell them."),
        then=lambda reason: attempt(
            partial(displacing.displace, row.id), then=lambda _id: then(), reason=reason
        ),
    )  # fmt: skip


def ask_told(over: QWidget, row: BookingRow, *, then: Callable[[], object]) -> FormDialog | None:
    """Ask whom one told that a booking gave way, and what they answered."""
    found = displacing.displacement_of(row.id)
    if found is None:
        return None
    dialog = FormDialog(_("Who was told?"), _("Keep it"), over, width=420)
    reason = _("“{title}” gave way: {reason}").format(title=row.label, reason=found.reason)
    dialog.form.add_widget(card.Note(reason, "info"))
    dialog.add("whom", _("Told"), TextField(longest=80), required=True)
    dialog.add("answer", _("Their answer"), TextField(longest=200))
    dialog.form.set_values(whom=found.told_whom or row.person_name, answer=found.answer)

    def keep(values: dict[str, Any]) -> None:
        dialog.attempt(partial(displacing.told, found.id), then=lambda _none: then(), **values)

    dialog.submitted.connect(keep)
    dialog.open()
    return dialog


def _named(row: BookingRow) -> str:
    return " · ".join(filter(None, (row.label, row.person_name)))
