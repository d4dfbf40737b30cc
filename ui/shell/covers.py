"""What covers the whole window: who is on duty, a doubtful clock, the blank screen. Each only emits what was chosen."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from centre_app.access import clerks, roles
from centre_app.errors import CentreError
from centre_app.i18n import _
from ui.kit import buttons, card, icons, layout, style
from ui.kit.attempt import attempt

_COLUMNS = 2
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class Cover(QWidget):
    """A card in the middle of an otherwise empty window, scrolled where the window is small."""

    def __init__(self, *, width: int = 560) -> None:
        super().__init__()
        self.setObjectName("cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.card = card.Card(padding=28)
        self.card.body.setSpacing(style.px(14))
        self.card.setMaximumWidth(style.px(width))
        self.card.setMinimumWidth(min(style.px(width), style.px(360)))
        self.words = card.label(kind="title", wrap=True)
        self.error = card.label(kind="error", wrap=True)
        self.error.hide()
        middle = layout.row(None, self.card, None)
        middle.setStretch(1, 100)
        holder = layout.holding(layout.column(None, middle, None, margins=20))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(layout.scrolled(holder))

    def focus_first(self) -> None:
        """Put the focus where the clerk begins."""

    def refuse(self, error: CentreError) -> None:
        """Say on the card what went wrong."""
        self.say(error.sentence())

    def say(self, sentence: str) -> None:
        """Say something on the card that must be read."""
        self.error.setText(sentence)
        self.error.show()


class ClerkChooser(Cover):
    """The names of the clerks as large buttons: a click, the number before the name, or arrows and Enter choose."""

    chosen = Signal(int)
    cancelled = Signal()

    def __init__(self, *, may_cancel: bool) -> None:
        super().__init__()
        self._may_cancel = may_cancel
        self.words.setText(_("Who is on duty?"))
        self._grid = QGridLayout()
        self._grid.setSpacing(style.px(10))
        self.name_buttons: list[_NameButton] = []
        self._ids: list[int] = []
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Name of a new clerk"))
        self.line.setAccessibleName(_("Name of a new clerk"))
        self.line.returnPressed.connect(self._add)
        self.add_button = buttons.plain(_("Add"), "plus", clicked=self._add)
        self.card.add(self.words)
        self.card.add(
            card.label(_("Everything done from now on is noted under this name."), kind="quiet", wrap=True)
        )
        self.card.add(self._grid)
        new = layout.holding(layout.row(self.line, self.add_button))
        new.setHidden(roles.in_use())  # from then on a manager adds clerks, in the settings
        self.card.add(new)
        self.card.add(self.error)
        if may_cancel:
            self.card.add(layout.row(None, buttons.link(_("Back") + " Esc", clicked=self.cancelled.emit)))
        self._show_names()

    def focus_first(self) -> None:
        """Put the focus on whoever is on duty, else the first name."""
        present = clerks.on_duty()
        number = self._ids.index(present.id) if present is not None and present.id in self._ids else 0
        (self.name_buttons[number] if self.name_buttons else self.line).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        focus = self.name_buttons.index(focused) if isinstance(focused, _NameButton) else -1
        steps = {
            Qt.Key.Key_Up: -_COLUMNS,
            Qt.Key.Key_Down: _COLUMNS,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
        }
        number = event.key() - Qt.Key.Key_1
        if event.key() == Qt.Key.Key_Escape and self._may_cancel:
            self.cancelled.emit()
        elif 0 <= number < min(9, len(self._ids)) and not event.modifiers() & _COMMANDS:
            self.chosen.emit(self._ids[number])
        elif event.key() in steps and focus >= 0:
            step = steps[Qt.Key(event.key())]
            self.name_buttons[max(0, min(focus + step, len(self._ids) - 1))].setFocus()
        else:
            super().keyPressEvent(event)

    def _show_names(self) -> None:
        for number, clerk in enumerate(clerks.clerks()):
            button = _NameButton(f"{number + 1}   {clerk.name}" if number < 9 else clerk.name)
            button.setAccessibleName(clerk.name)
            if clerk.pin:
                button.setIcon(icons.icon("lock", "quiet"))
            button.clicked.connect(lambda _checked, clerk_id=clerk.id: self.chosen.emit(clerk_id))
            self._grid.addWidget(button, number // _COLUMNS, number % _COLUMNS)
            self.name_buttons.append(button)
            self._ids.append(clerk.id)

    def _add(self) -> None:
        if self.line.text().strip():
            attempt(clerks.add_clerk, name=self.line.text(), then=self.chosen.emit, failed=self.refuse)


class _NameButton(buttons.Button):
    """A large button that leaves arrows and digits to the cover."""

    def __init__(self, text: str) -> None:
        super().__init__(text, kind="name")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ClockDoubt(Cover):
    """The computer's clock says something hard to believe: nothing is written before the clerk has looked."""

    confirmed = Signal()
    refused = Signal()

    def __init__(self, doubt: CentreError) -> None:
        super().__init__()
        self.words.setText(_("Is the clock of this computer right?"))
        self.yes = buttons.primary(_("The clock is right"), "check", clicked=self.confirmed.emit)
        self.no = buttons.plain(_("It is wrong: close the program"), clicked=self.refused.emit)
        self.card.add(layout.row(icons.label("clock", size=28, tone="warning"), self.words, None, spacing=12))
        self.card.add(card.label(doubt.sentence(), wrap=True, selectable=True))
        self.card.add(self.error)
        self.card.add(layout.Flow(self.no, self.yes))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def focus_first(self) -> None:
        """Leave both buttons alone: an Enter in passing must not confirm a wrong clock."""
        self.setFocus()


class Blank(QWidget):
    """Nothing to be seen by whoever stands before the desk. Any key or click emits `woken`. `locked`: a PIN opens it."""

    woken = Signal()

    def __init__(self, centre_name: str, *, locked: bool = False) -> None:
        super().__init__()
        self.setObjectName("cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("The screen is locked") if locked else _("The screen is blanked"))
        name = card.label(centre_name or _("Neighbourhood centre"), kind="title")
        words = _("Locked. Press any key, then type your PIN.") if locked else _("Press any key to go on")
        hint = card.label(words, kind="quiet")
        for each in (name, hint):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(layout.column(None, name, hint, None, spacing=12))

    def event(self, event: QEvent) -> bool:
        """Take every key, also those of shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat() and event.key() not in (
            Qt.Key.Key_Control,
            Qt.Key.Key_Shift,
            Qt.Key.Key_Alt,
        ):
            self.woken.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.woken.emit()
