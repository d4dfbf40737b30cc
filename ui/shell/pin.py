"""Covers that ask for a PIN: the clerk's own to go on duty or unlock, and a new one in place of one given by somebody else."""

import shiboken6
from PySide6.QtCore import QRegularExpression, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit

from centre_app.access import pins, roles
from centre_app.access.clerks import ClerkRow
from centre_app.errors import CentreError
from centre_app.i18n import _
from ui.kit import buttons, card, icons, job, layout, style
from ui.shell.covers import Cover

_TICK_MILLISECONDS = 1000
_FIELD_WIDTH = 220


class PinLine(QLineEdit):
    """A line for digits that shows none of them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(pins.MOST_DIGITS)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhHiddenText)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # full-width digits are no PIN
        self.setAccessibleName(name)
        self.setFixedWidth(style.px(_FIELD_WIDTH))


class PinCover(Cover):
    """Asks one clerk for the PIN. `proven(proof)`; `other` wants somebody else; `cancelled` only where that may be.

    `verb` names the button. While wrong tries cost time, the seconds left are counted down and nothing can be typed.
    """

    proven = Signal(object)
    other = Signal()
    cancelled = Signal()

    def __init__(self, clerk: ClerkRow, *, verb: str, may_cancel: bool) -> None:
        super().__init__(width=460)
        self.clerk = clerk
        self._may_cancel = may_cancel
        self.words.setText(clerk.name)
        self.line = PinLine(_("PIN of {name}").format(name=clerk.name))
        self.line.returnPressed.connect(self.submit)
        self.ok_button = buttons.primary(verb, "check", clicked=self.submit)
        self.other_button = buttons.link(_("Somebody else…"), "user", clicked=self.other.emit)
        self.card.add(layout.row(icons.label("lock", size=24, tone="accent"), self.words, None, spacing=10))
        self.card.add(card.label(_("Type your PIN, then Enter."), kind="quiet", wrap=True))
        self.card.add(layout.row(self.line, self.ok_button, None))
        self.card.add(self.error)
        self.card.add(
            card.label(
                _("Forgotten? A manager gives you a new one under Settings, Clerks."),
                kind="quiet-small", wrap=True,
            )
        )  # fmt: skip
        back = buttons.link(_("Back") + " Esc", clicked=self.cancelled.emit) if may_cancel else None
        self.card.add(layout.row(self.other_button, None, *([back] if back else [])))
        self._countdown = QTimer(self, interval=_TICK_MILLISECONDS)
        self._countdown.timeout.connect(self._count_down)
        self._count_down()

    def focus_first(self) -> None:
        """Digits can be typed at once."""
        self.line.setFocus()

    def submit(self) -> None:
        """Compare what was typed, in a job: it takes as long as guessing is to take."""
        pin, clerk_id = self.line.text(), self.clerk.id
        if not pin or not self.line.isEnabled():
            return
        self._let_type(on=False)
        job.run(
            _("Checking the PIN"),
            lambda _progress: pins.prove(clerk_id=clerk_id, pin=pin),
            then=self._on_proven,
            failed=self._on_refused,
            parent=self,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            (self.cancelled if self._may_cancel else self.other).emit()
        else:
            super().keyPressEvent(event)

    def _on_proven(self, proof: pins.Proof) -> None:
        if shiboken6.isValid(self):
            self.proven.emit(proof)

    def _on_refused(self, error: CentreError) -> None:
        if not shiboken6.isValid(self):
            return
        self.line.clear()
        self._let_type(on=True)
        self.refuse(error)
        self._count_down()

    def _count_down(self) -> None:
        left = pins.pause_left(self.clerk.id)
        if left:
            words = _("Too many wrong tries for {name}. The next one is taken in {wait}.")
            self.say(words.format(name=self.clerk.name, wait=pins.wait_words(left)))
            self._let_type(on=False)
            self._countdown.start()
        elif self._countdown.isActive():
            self._countdown.stop()
            self.error.hide()
            self._let_type(on=True)

    def _let_type(self, *, on: bool) -> None:
        self.line.setEnabled(on)
        self.ok_button.setEnabled(on)
        if on:
            self.line.setFocus()


class NewPin(Cover):
    """Asks for a PIN of one's own, twice. `chosen(proof)` when it is kept."""

    chosen = Signal(object)

    def __init__(self, proof: pins.Proof, name: str) -> None:
        super().__init__(width=460)
        self._proof = proof
        self.words.setText(_("A PIN of your own"))
        self.first, self.second = PinLine(_("New PIN")), PinLine(_("New PIN again"))
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.submit)
        self.ok_button = buttons.primary(_("Keep it"), "check", clicked=self.submit)
        said = _(
            "{name}, the PIN you typed was given by somebody else and is good once. Please choose your own, {least} to {most} digits."
        )
        self.card.add(self.words)
        self.card.add(
            card.label(said.format(name=name, least=pins.LEAST_DIGITS, most=pins.MOST_DIGITS), wrap=True)
        )
        for text, line in ((_("New PIN"), self.first), (_("New PIN again"), self.second)):
            self.card.add(layout.column(card.label(text, kind="quiet"), layout.row(line, None), spacing=4))
        self.card.add(self.error)
        self.card.add(layout.row(None, self.ok_button))

    def focus_first(self) -> None:
        """Digits can be typed at once."""
        self.first.setFocus()

    def submit(self) -> None:
        """Keep the PIN, in a job."""
        first, second, proof = self.first.text(), self.second.text(), self._proof
        job.run(
            _("Keeping the PIN"),
            lambda _progress: pins.renew(proof=proof, pin=first, repeated=second),
            then=self._on_kept,
            failed=self._on_refused,
            parent=self,
        )

    def _on_kept(self, proof: pins.Proof) -> None:
        if shiboken6.isValid(self):
            self.chosen.emit(proof)

    def _on_refused(self, error: CentreError) -> None:
        if shiboken6.isValid(self):
            self.second.clear()
            self.first.setFocus()
            self.first.selectAll()
            self.refuse(error)


def on_duty_words(clerk: ClerkRow) -> str:
    """Return the name of who is on duty, with the role where it is not the usual one."""
    found = roles.standing(clerk.id)
    if found is None or not found.counts or found.role == roles.CLERK:
        return clerk.name
    return _("{name} ({role})").format(name=clerk.name, role=_(roles.LABELS[found.role]))
