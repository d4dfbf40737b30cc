"""The one scan field: typing, suggestions, Enter, and what comes of a scan on the screen.

What a code means is decided by `centre_app.desk.scanning`; telling scanners from fingers is in `bursts.py`.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from centre_app.desk.scanning import normalised
from centre_app.errors import CentreError
from centre_app.i18n import _
from centre_app.storage.database import sentences
from ui.kit import buttons, card, layout, style
from ui.shell.hits import Hits

_LONGEST = 500  # no title is longer, and a pasted letter would be looked up word by word
_PASSED_ON = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class ScanField(QLineEdit):
    """The field itself. `entered(text)` on Enter, `hit_entered(hit)` when a suggestion was chosen.

    The input method is off in it, so that a scan never ends in a half-typed Chinese word; F2 turns it on until Enter or Esc.
    """

    entered = Signal(str)
    hit_entered = Signal(object)

    def __init__(self, suggest: Callable[[str], list[Any]]) -> None:
        super().__init__()
        self.setObjectName("scan_field")
        self.setMaxLength(_LONGEST)
        self._suggest = suggest
        self.hits: Hits | None = None
        self.shown_for = ""
        self.setAccessibleName(_("Scan field"))
        self.setClearButtonEnabled(False)
        self._chip = card.key_hint("Ctrl K")
        self.chinese_button = buttons.link(_("Type Chinese") + " F2")
        self.chinese_button.setCheckable(True)
        self.chinese_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.chinese_button.setToolTip(_("Turn the input method on until Enter or Esc, for names in Chinese"))
        self.chinese_button.toggled.connect(self._set_chinese)
        inside = layout.row(None, self.chinese_button, self._chip)
        inside.setContentsMargins(0, 0, style.px(10), 0)
        self.setLayout(inside)
        self._set_chinese(on=False)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.show_suggestions)
        self.textEdited.connect(self._on_edited)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z and Ctrl+Y to the program: here they undo what was done, not what was typed."""
        if isinstance(event, QKeyEvent) and _is_for_the_program(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._on_enter()
        elif key == Qt.Key.Key_Escape and self._half_done():
            self.finish()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.hits is not None and self.hits.isVisible():
            self.hits.step(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self._soon.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self._hide_hits()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.chinese_button.sizeHint().width() + self._chip.sizeHint().width() + style.px(24)
        narrow = self.width() < inside + style.px(220)
        self._chip.setVisible(not narrow)
        used = inside - (self._chip.sizeHint().width() if narrow else 0)
        self.setTextMargins(style.px(4), 0, used, 0)

    def toggle_chinese(self) -> None:
        """Turn the input method on, or off again."""
        self.setFocus()
        self.chinese_button.toggle()

    def show_suggestions(self) -> None:
        """Show what the typed text may mean."""
        self.shown_for = normalised(self.text())
        try:
            with sentences():
                found = self._suggest(self.shown_for) if self.shown_for else []
        except CentreError:
            found = []  # a suggestion is a kindness: Enter will say what is wrong
        self._show_hits(found)

    def offer(self, found: list[Any]) -> None:
        """Let the clerk choose among these: a scan that means several things. None is taken by Enter alone."""
        self.setFocus()
        self._show_hits(found)

    def finish(self) -> None:
        """Empty the field for the next scan."""
        self._soon.stop()
        self.clear()
        self.shown_for = ""
        self.chinese_button.setChecked(False)
        self._hide_hits()

    def _on_enter(self) -> None:
        text = normalised(self.text())
        hit = self.hits.current() if self.hits is not None else None
        if hit is not None:
            self._on_hit_chosen(hit)
        else:
            self.finish()
            self.entered.emit(text)

    def _half_done(self) -> bool:
        shown = self.hits is not None and self.hits.isVisible()
        return bool(self.text()) or self.chinese_button.isChecked() or shown

    def _on_hit_chosen(self, hit: Any) -> None:
        self.finish()
        self.setFocus()
        self.hit_entered.emit(hit)

    def _on_edited(self, _text: str) -> None:
        self._soon.start()  # many keys of one burst are looked up once

    def _show_hits(self, found: list[Any]) -> None:
        if self.hits is None:
            self.hits = Hits(self._area(), name=_("Suggestions"))
            self.hits.hit_chosen.connect(self._on_hit_chosen)
        self.hits.show_hits(found, under=self)

    def _area(self) -> QWidget:
        """Return the widget that fills the window: a list below the field may reach over everything in it."""
        found: QWidget = self
        while (above := found.parentWidget()) is not None and not found.isWindow() and not above.isWindow():
            found = above
        return found

    def _hide_hits(self) -> None:
        if self.hits is not None:
            self.hits.hide()

    def _set_chinese(self, on: bool) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhNone
            if on
            else Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.setPlaceholderText(
            _("Type a name or title in Chinese; Enter or Esc turns it off again")
            if on
            else _(
                "Scan a reader card, a book's barcode or ISBN; or type a name, pinyin initials, the end of a phone number"
            )
        )
        if self.hasFocus():
            QGuiApplication.inputMethod().update(Qt.InputMethodQuery.ImQueryAll)


def _is_for_the_program(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.ShortcutOverride and any(event.matches(key) for key in _PASSED_ON)
