"""Which bookings of a series something is about: this one, this and those after it, or all."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from centre_app.i18n import N_, _
from ui.kit import messages

THIS, FOLLOWING, ALL = "this", "following", "all"
LABELS = {
    THIS: N_("Only this one"),
    FOLLOWING: N_("This one and those after it"),
    ALL: N_("The whole series"),
}


def choices() -> list[tuple[str, str]]:
    """The three as choices of a field."""
    return [(key, _(text)) for key, text in LABELS.items()]


def ask(over: QWidget, question: str, *, then: Callable[[str], object]) -> messages.Message:
    """Ask which; Enter answers: only this one."""
    offered: list[tuple[str, Callable[[], object]]] = [
        (_(LABELS[key]), partial(then, key)) for key in (ALL, FOLLOWING, THIS)
    ]
    return messages.choose(over, question, choices=offered)
