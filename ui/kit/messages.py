"""Short questions and messages. They open without blocking and answer by calling back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from centre_app.i18n import _
from ui.kit import buttons, card, icons, style
from ui.kit.dialog import Dialog


class Message(Dialog):
    """An icon, a sentence, perhaps details, and buttons. `confirm_button` is what the question is about."""

    def __init__(
        self, parent: QWidget | None, sentence: str, *, icon: str, tone: str, detail: str = ""
    ) -> None:
        super().__init__(parent, _("Neighbourhood centre"))
        self.confirm_button: buttons.Button | None = None
        self.sentence = card.label(sentence, kind="heading" if detail else "body", wrap=True, selectable=True)
        self.setAccessibleName(sentence)
        self._words = QVBoxLayout()
        self._words.setSpacing(style.px(8))
        self._words.addWidget(self.sentence)
        if detail:
            self._words.addWidget(card.label(detail, wrap=True, selectable=True))
        row = QHBoxLayout()
        row.setSpacing(style.px(14))
        row.addWidget(icons.label(icon, size=28, tone=tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words, 1)
        self.body.addLayout(row)

    def add_line(self, text: str, placeholder: str) -> QLineEdit:
        """Add a line to type in."""
        made = QLineEdit(text)
        made.setPlaceholderText(placeholder)
        made.setAccessibleName(self.sentence.text())
        self._words.addWidget(made)
        return made

    def answer_with(self, button: buttons.Button, pressed: Callable[[], object]) -> None:
        """Make the button close the dialog and then do what was asked."""
        self.confirm_button = self.add_button(button)

        def close_and_do() -> None:
            self.accept()
            pressed()

        button.clicked.connect(close_and_do)
        button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.confirm_button is not None:
            self.confirm_button.click()
            return
        super().keyPressEvent(event)


def warn(
    parent: QWidget | None, sentence: str, *, detail: str = "", then: Callable[[], object] | None = None
) -> Message:
    """Tell the clerk something that must be read; `then` is called when it was."""
    made = Message(parent, sentence, icon="warning", tone="warning", detail=detail)
    made.answer_with(buttons.primary(_("OK")), then or (lambda: None))
    made.open()
    return made


def inform(parent: QWidget | None, sentence: str, *, detail: str = "") -> Message:
    """Show something to be read or copied, with nothing wrong."""
    made = Message(parent, sentence, icon="info", tone="accent", detail=detail)
    made.answer_with(buttons.primary(_("OK")), lambda: None)
    made.open()
    return made


def confirm(
    parent: QWidget | None,
    question: str,
    *,
    verb: str,
    then: Callable[[], object],
    detail: str = "",
    danger: bool = False,
    otherwise: Callable[[], object] | None = None,
    cancel: str = "",
) -> Message:
    """Ask before something that cannot be undone; the button is named by its verb.

    `otherwise` is called on Cancel, which `cancel` may name better.
    """
    made = Message(
        parent,
        question,
        icon="warning" if danger else "help",
        tone="bad" if danger else "accent",
        detail=detail,
    )
    no = made.add_button(buttons.plain(cancel or _("Cancel"), clicked=made.reject))
    made.answer_with(buttons.danger(verb) if danger else buttons.primary(verb), then)
    if danger:
        no.setFocus()
    if otherwise is not None:
        made.rejected.connect(otherwise)
    made.open()
    return made


def confirm_discard(parent: QWidget | None, then: Callable[[], object]) -> Message:
    """Ask before closing what was typed into and is not saved."""
    return confirm(
        parent,
        _("Close without saving what you typed?"),
        verb=_("Close without saving"),
        then=then,
        danger=True,
        cancel=_("Go on filling in"),
    )


def choose(
    parent: QWidget | None,
    question: str,
    *,
    choices: list[tuple[str, Callable[[], object]]],
    detail: str = "",
    warning: bool = False,
) -> Message:
    """Ask which of a few things to do; each is a button, the last the one that Enter presses. `warning`: something is wrong."""
    icon, tone = ("warning", "warning") if warning else ("help", "accent")
    made = Message(parent, question, icon=icon, tone=tone, detail=detail)
    made.add_button(buttons.plain(_("Cancel"), clicked=made.reject))
    for number, (text, pressed) in enumerate(choices, start=1):
        made.answer_with(buttons.primary(text) if number == len(choices) else buttons.plain(text), pressed)
    made.open()
    return made


def ask_text(
    parent: QWidget | None,
    question: str,
    *,
    verb: str,
    then: Callable[[str], object],
    text: str = "",
    placeholder: str = "",
    detail: str = "",
    may_be_empty: bool = False,
    secret: bool = False,
) -> Message:
    """Ask for one line of text; `then(text)` gets it without surrounding blanks. `secret` hides what is typed."""
    made = Message(parent, question, icon="edit", tone="accent", detail=detail)
    line = made.add_line(text, placeholder)
    if secret:
        line.setEchoMode(QLineEdit.EchoMode.Password)
    made.add_button(buttons.plain(_("Cancel"), clicked=made.reject))
    made.answer_with(buttons.primary(verb), lambda: then(line.text().strip()))
    assert made.confirm_button is not None
    confirm_button = made.confirm_button

    def look(typed: str) -> None:
        confirm_button.setEnabled(may_be_empty or bool(typed.strip()))

    line.textChanged.connect(look)
    look(text)
    line.selectAll()
    line.setFocus()
    made.open()
    return made
