"""The search window for visitors, for a second screen: the catalogue in large type, nothing of any person, nothing to change.

It stands for itself: turning pages or blanking the desk leave it as it is, and no key pressed in it reaches the desk.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFontMetrics, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from centre_app import i18n
from centre_app.centre import settings
from centre_app.i18n import _, _n
from centre_app.lending import catalogue, public_catalogue
from centre_app.lending.public_catalogue import AT_MOST, PublicTitle
from ui.kit import buttons, changes, layout, style
from ui.kit.choice_field import ChoiceField
from ui.lending.public_cards import Cards
from ui.lending.public_field import PublicField
from ui.lending.public_reader import Reader

TABLES = frozenset({"title", "copy", "copy_flag", "loan", "setting"})
IDLE_SECONDS = 60
TYPING_MILLISECONDS = 60
_USED = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
     QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.InputMethod}
)  # fmt: skip
_open: list["PublicSearch"] = []
M = TypeVar("M", bound=Callable[..., Any])


def _in_their_language(method: M) -> M:
    """Let a method of the window speak the language its visitor has chosen, not the clerk's."""

    @wraps(method)
    def speak(self: "PublicSearch", *arguments: Any) -> Any:
        with i18n.in_language(self.language):
            return method(self, *arguments)

    return speak  # type: ignore[return-value]


class PublicSearch(QWidget):
    """What visitors search. After a minute without a touch it begins anew.

    Esc begins anew too. F11 fills the screen. Only Ctrl+Shift+Q and the button on the catalogue close it.
    """

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("public")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowFlag(Qt.WindowType.CustomizeWindowHint, True)
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
        self.setProperty("for_visitors", True)
        self._chosen = ""
        self._look: tuple[str, int] | None = None
        self._leaving = False
        self._build()
        self._wire()
        self.begin_anew()

    @property
    def language(self) -> str:
        """What the visitor chose, else the program's."""
        return self._chosen or i18n.language()

    def titles(self) -> list[PublicTitle]:
        """What is shown now."""
        return self.cards.titles()

    def refresh(self) -> None:
        """Look again for what is typed, or for what is new; until the answer is there, what was known stays."""
        self._dress()
        self._typing.stop()
        text = self.field.text().strip()
        self.start.setVisible(not text)
        filters: dict[str, Any] = {"kind": self.kind.value() or "", "on_shelf": self.on_shelf.isChecked()}
        listed = public_catalogue.newest if self.start.value() == "new" else public_catalogue.most_borrowed

        def look() -> tuple[str, str, list[PublicTitle]]:
            found = public_catalogue.find(text, **filters) if text else listed(**filters)
            return text, settings.get("centre_name"), found

        self.reader.ask(look)

    def begin_anew(self) -> None:
        """Back to the beginning, for the next visitor: no text, no filter, the centre's language."""
        self.idle.stop()
        self._chosen = ""
        self.start.set_value("new")
        self._write_words()
        self.refresh()
        self.field.setFocus()

    def turn_language(self) -> None:
        """Speak the other language."""
        self._chosen = "en" if self.language == "zh_CN" else "zh_CN"
        typed, kind, on_shelf = self.field.text(), self.kind.value(), self.on_shelf.isChecked()
        self._write_words()
        for each in (self.field, self.kind, self.on_shelf):
            each.blockSignals(True)
        self.field.setText(typed)
        self.kind.set_value(kind)
        self.on_shelf.setChecked(on_shelf)
        for each in (self.field, self.kind, self.on_shelf):
            each.blockSignals(False)
        self.refresh()

    def fill_screen(self, screen: QScreen) -> None:
        """Fill a screen."""
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def leave(self) -> None:
        """Close it: the clerk's business alone."""
        self._leaving = True
        self.close()

    def sizeHint(self) -> QSize:
        return QSize(1180, 700)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Q and event.modifiers() == both:
            self.leave()
        elif event.key() == Qt.Key.Key_F11:
            self.showFullScreen()
        elif event.key() == Qt.Key.Key_Escape:
            self.begin_anew()
        elif event.text().strip() and event.text().isprintable():
            self._type(event.text())

    def closeEvent(self, event: QCloseEvent) -> None:
        if event.spontaneous() and not self._leaving:
            event.ignore()
            return
        self.idle.stop()
        self._typing.stop()
        self.reader.stop()
        changes.hub().happened.disconnect(self._on_changes)
        if self in _open:
            _open.remove(self)
        super().closeEvent(event)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _USED:
            self.idle.start()
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.centre, self.said, self.nothing = QLabel(), QLabel(), QLabel()
        for label, name in (
            (self.centre, "public_centre"),
            (self.said, "public_said"),
            (self.nothing, "public_empty"),
        ):
            label.setObjectName(name)
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field, self.cards = PublicField(), Cards()
        self.language_button = buttons.plain("", clicked=self.turn_language)
        self.again_button = buttons.plain("", clicked=self.begin_anew)
        self.on_shelf = buttons.plain("")
        self.on_shelf.setCheckable(True)
        self.kind = ChoiceField()
        self.start = buttons.Segments([("new", ""), ("borrowed", "")])
        self.idle = QTimer(self, singleShot=True, interval=IDLE_SECONDS * 1000)
        self.reader = Reader(self)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MILLISECONDS)
        head = layout.row(self.centre, None, self.again_button, self.language_button)
        filters = layout.Flow(self.start, self.said, self.kind, self.on_shelf, spacing=12)
        self.setLayout(
            layout.column(head, self.field, filters, self.nothing, self.cards, spacing=14, margins=20)
        )
        self.layout().setStretch(3, 1)  # type: ignore[union-attr]
        self.layout().setStretch(4, 100)  # type: ignore[union-attr]

    def _wire(self) -> None:
        self.field.textChanged.connect(lambda _text: self._typing.start())
        self.field.entered.connect(self.refresh)
        self.field.left_downwards.connect(self._to_cards)
        self.cards.typed.connect(self._type)
        self._typing.timeout.connect(self.refresh)
        self.reader.found.connect(self._on_found)
        self.idle.timeout.connect(self.begin_anew)
        self.kind.changed.connect(self.refresh)
        self.on_shelf.toggled.connect(lambda _on: self.refresh())
        self.start.chosen.connect(lambda _key: self.refresh())
        for each in (self, self.cards.viewport(), *self.findChildren(QWidget)):
            each.installEventFilter(self)
        changes.hub().happened.connect(self._on_changes)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.commitDataRequest.connect(self._on_session_ends)

    @_in_their_language
    def _write_words(self) -> None:
        """Write everything in the visitor's language, with nothing typed and nothing chosen."""
        for each in (self.field, self.kind, self.on_shelf):
            each.blockSignals(True)
        self.setWindowTitle(_("Search the shelves"))
        self.field.clear()
        self.field.setPlaceholderText(_("Title, author, pinyin initials, ISBN or class"))
        self.field.setAccessibleName(_("Search the shelves"))
        self.cards.setAccessibleName(_("Titles found"))
        self.language_button.setText("English" if self.language == "zh_CN" else "中文")
        self.again_button.setText(_("Start again"))
        self.on_shelf.setText(_("On the shelf now"))
        self.on_shelf.setChecked(False)
        kinds = [(code, _(label)) for code, label in catalogue.KIND_LABELS.items()]
        self.kind.set_choices([("", _("All kinds")), *kinds])
        self.kind.set_value("")
        self.kind.setAccessibleName(_("Kind"))
        self.start.set_text("new", _("New here"))
        self.start.set_text("borrowed", _("Most borrowed"))
        self.start.setAccessibleName(_("Show"))
        for each in (self.field, self.kind, self.on_shelf):
            each.blockSignals(False)

    def _dress(self) -> None:
        if self._look != style.theme():
            self._look = style.theme()
            self.setStyleSheet(style.sheet("public.qss"))
        font = style.font("body", bold=True)
        font.setPixelSize(style.px(20))
        for button in self.start.findChildren(QPushButton):
            button.setMinimumWidth(QFontMetrics(font).horizontalAdvance(button.text()) + style.px(40))

    @_in_their_language
    def _on_found(self, answer: tuple[str, str, list[PublicTitle]]) -> None:
        text, centre, found = answer
        self.centre.setText(centre or _("Neighbourhood centre"))
        self.cards.show_titles(found, language=self.language)
        self._say(text, found)

    def _say(self, text: str, found: list[PublicTitle]) -> None:
        count = len(found)
        words = _n("{count} title", "{count} titles", count).format(count=count)
        if count == AT_MOST:
            words = _("The first {count}: type more to narrow it down").format(count=count)
        self.said.setText(words)
        self.said.setVisible(bool(text))
        self.nothing.setText(
            _("Nothing found. Try fewer letters, or ask at the desk.") if text else _("Nothing here yet.")
        )
        self.nothing.setVisible(not found)
        self.cards.setVisible(bool(found))

    def _type(self, text: str) -> None:
        self.field.setFocus()
        self.field.insert(text)

    def _to_cards(self) -> None:
        if self.titles():
            self.cards.setFocus()
            self.cards.setCurrentIndex(self.cards.model().index(0, 0))

    def _on_changes(self, tables: frozenset[str]) -> None:
        if tables & TABLES:
            self.refresh()

    def _on_session_ends(self) -> None:
        """The computer is being shut down: do not stand in the way."""
        self._leaving = True


class PublicButton(buttons.Button):
    """Opens the visitors' window, and closes it again."""

    def __init__(self) -> None:
        super().__init__(icon="eye")
        self.clicked.connect(lambda _checked: self.toggle())
        for window in _open:
            window.closed.connect(self._write)
        self._write()

    def toggle(self) -> None:
        """Open the window, or close it where it is open."""
        if _open:
            close_search()
        else:
            show_search(self).closed.connect(self._write)
        self._write()

    def _write(self) -> None:
        self.setText(_("Close public search") if _open else _("Public search"))
        self.setToolTip(
            _(
                "A window for visitors: search only, nothing of any person. Ctrl+Shift+Q closes it, F11 fills the screen."
            )
        )


def show_search(owner: QWidget) -> PublicSearch:
    """Open the window, or bring it to the front: filling the second screen where there is one.

    It closes with the window of `owner`.
    """
    if _open:
        search = _open[0]
        search.raise_()
        search.activateWindow()
        return search
    search = PublicSearch()
    _open.append(search)
    owner.window().destroyed.connect(close_search)
    here = owner.window().screen()
    other = next((screen for screen in QGuiApplication.screens() if screen is not here), None)
    if other is not None:
        search.fill_screen(other)
    else:
        search.resize(search.sizeHint())
        search.show()
    return search


def close_search() -> None:
    """Close the window where it is open."""
    for search in tuple(_open):
        search.leave()
