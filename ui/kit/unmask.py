"""Showing names and phones in full: why is asked once for a page or dialog until it is left, and noted with whom it showed."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from centre_app.access import roles
from centre_app.errors import CentreError
from centre_app.i18n import N_, _
from centre_app.people import people
from ui.kit import buttons, card, layout, toast
from ui.kit.attempt import attempt
from ui.kit.dialog import Dialog
from ui.kit.page import UNMASK_REASON, Page

QUICK = (
    N_("To call or write to them"),
    N_("To be sure who it is"),
    N_("They asked about their own data"),
    N_("For a list the office asked for"),
)


class ReasonDialog(Dialog):
    """A few usual reasons, each a button, and a line for any other."""

    def __init__(self, parent: QWidget, then: Callable[[str], object]) -> None:
        super().__init__(parent, _("Why are names and phones shown?"), width=480)
        self._then = then
        self.add_title(_("Why are names and phones shown?"))
        said = _(
            "It is noted with your name, the time and whom it shows. Asked once until you leave this page."
        )
        self.body.addWidget(card.label(said, kind="quiet", wrap=True))
        self.quick = [buttons.plain(_(text), clicked=partial(self._give, _(text))) for text in QUICK]
        self.body.addWidget(layout.holding(layout.Flow(*self.quick, spacing=8), _("Usual reasons")))
        self.line = QLineEdit()
        self.line.setMaxLength(people.LONGEST_REASON)
        self.line.setPlaceholderText(_("Another reason"))
        self.line.setAccessibleName(_("Another reason"))
        self.body.addWidget(self.line)
        self.add_button(buttons.plain(_("Cancel"), clicked=self.reject))
        self.show_button = self.add_button(buttons.primary(_("Show"), "eye", clicked=self._give_typed))
        self.line.textChanged.connect(self._settle)
        self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.show_button.isEnabled():
            self._give_typed()
            return
        super().keyPressEvent(event)

    def _settle(self) -> None:
        self.show_button.setEnabled(bool(self.line.text().strip()))

    def _give_typed(self) -> None:
        self._give(self.line.text().strip())

    def _give(self, reason: str) -> None:
        self.accept()
        self._then(reason)


def reason_of(owner: QWidget) -> str:
    """Return why names are shown on this page now, empty where nobody said."""
    return str(_host(owner).property(UNMASK_REASON) or "")


def remember(owner: QWidget, reason: str) -> None:
    """Take a reason as given until the page is left."""
    _host(owner).setProperty(UNMASK_REASON, reason)


def with_reason(owner: QWidget, then: Callable[[str], object]) -> ReasonDialog | None:
    """Call `then(reason)`, at once where the clerk already said why on this page."""
    known = reason_of(owner)
    if known:
        then(known)
        return None

    def given(reason: str) -> None:
        remember(owner, reason)
        then(reason)

    dialog = ReasonDialog(owner, given)
    dialog.open()
    return dialog


def show(
    owner: QWidget,
    *,
    person_ids: Sequence[int],
    then: Callable[[None], object],
    failed: Callable[[CentreError], object] | None = None,
) -> None:
    """Ask why, note it with these people, then call `then(None)`; nothing happens where the clerk gives no reason.

    Whose role does not show names is told so at once.
    """
    if refusal := roles.why_not("unmask"):
        toast.show(refusal, kind="bad")
        return

    def noted(reason: str) -> None:
        attempt(people.unmask, person_ids=list(person_ids), reason=reason, then=then, failed=failed)

    with_reason(owner, noted)


def _host(owner: QWidget) -> QWidget:
    """The page or dialog that the owner stands on."""
    host = owner
    while not isinstance(host, Page) and not host.isWindow() and (parent := host.parentWidget()) is not None:
        host = parent
    return host
