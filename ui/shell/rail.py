"""The left rail: the pages, settings below them, then who is on duty and when the last backup was made."""

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout

from centre_app.i18n import _
from ui.kit import buttons, card, icons, layout, style
from ui.kit.action import hint
from ui.shell.pages import PAGES, PageEntry

_WIDTH, _NARROW_WIDTH = 176, 132


class RailButton(buttons.Button):
    """A page's button: icon, name, and its keys where there is room for them."""

    def __init__(self, entry: PageEntry) -> None:
        super().__init__(f" {_(entry.text)}", kind="rail")
        self._icon = entry.icon
        self.setCheckable(True)
        self.setIconSize(QSize(style.px(20), style.px(20)))
        self.setToolTip(f"{_(entry.text)}  {hint(entry.shortcut)}")
        self.setAccessibleName(_(entry.text))
        self.chip = card.key_hint(hint(entry.shortcut))
        self.chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, style.px(10), 0)
        inside.addStretch(1)
        inside.addWidget(self.chip)
        self.toggled.connect(self._colour)
        self._colour(on=False)

    def sizeHint(self) -> QSize:
        wanted = super().sizeHint()
        room = style.px(24) + self.chip.sizeHint().width() if not self.chip.isHidden() else 0
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + style.px(64) + room, wanted.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _colour(self, on: bool) -> None:
        self.setIcon(icons.icon(self._icon, "accent" if on else "text"))


class Rail(QFrame):
    """Emits what was pressed; it shows what it is told."""

    page_chosen = Signal(str)
    clerk_pressed = Signal()
    backup_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(_("Pages"))
        self._narrow = False
        self._clerk = self._backup = ""
        self.name = card.label(wrap=True)
        self.name.setObjectName("centre_name")
        self.name.setContentsMargins(style.px(8), style.px(8), 0, style.px(10))
        self.buttons = {entry.id: RailButton(entry) for entry in PAGES}
        self._group = QButtonGroup(self)
        for page_id, button in self.buttons.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _checked, page_id=page_id: self.page_chosen.emit(page_id))
        self.clerk = _foot_button("user", _("Change the clerk on duty (Ctrl D)"), self.clerk_pressed)
        self.backup = _foot_button("backup", _("Make a backup now"), self.backup_pressed)
        self._build()
        self.set_narrow(on=False)

    def _build(self) -> None:
        pages = [button for page_id, button in self.buttons.items() if page_id != "settings"]
        inside = layout.column(self.name, *pages, None, self.buttons["settings"], spacing=4, margins=8)
        self._area = layout.scrolled(layout.holding(inside))
        foot = layout.column(self.clerk, self.backup, spacing=2, margins=8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._area, 1)
        whole.addLayout(foot)

    def set_narrow(self, on: bool) -> None:
        """Leave out the keys and shorten the foot where the window is small for the size of its text."""
        self._narrow = on
        card.restyle(self.name, narrow="true" if on else "false")
        for button in self.buttons.values():
            button.chip.setVisible(not on)
            card.restyle(button, narrow="true" if on else "false")
        widest = max(button.sizeHint().width() for button in self.buttons.values())
        self.setFixedWidth(max(style.px(_NARROW_WIDTH if on else _WIDTH), widest + style.px(18)))
        self._say_foot()

    def set_page(self, page_id: str) -> None:
        """Mark the page that is shown."""
        self.buttons[page_id].setChecked(True)

    def set_centre_name(self, name: str) -> None:
        """Show the centre's own name."""
        self.name.setText(name or _("Neighbourhood centre"))

    def set_clerk(self, name: str) -> None:
        """Show who is on duty."""
        self._clerk = name or _("nobody")
        self._say_foot()

    def set_backup(self, made: str, *, hint: str, late: bool) -> None:
        """Show when the last backup was made; `late` colours it, `hint` says why."""
        self._backup = made
        card.restyle(self.backup, tone="warning" if late else "")
        self.backup.setIcon(icons.icon("warning" if late else "backup", "warning" if late else "quiet"))
        self.backup.setToolTip(f"{hint}\n" + _("Press to make a backup now."))
        self._say_foot()

    def _say_foot(self) -> None:
        """Write who and when in full, or only the name and the time where there is little room."""
        for button, words, short in (
            (self.clerk, _("On duty: {name}").format(name=self._clerk), self._clerk),
            (self.backup, _("Last backup {time}").format(time=self._backup), self._backup),
        ):
            button.setAccessibleName(words)
            room = self.width() - style.px(60)
            shown = short if self._narrow else words
            button.setText(button.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room))


def _foot_button(icon: str, name: str, pressed: SignalInstance) -> buttons.Button:
    made = buttons.Button(kind="foot")
    made.setIcon(icons.icon(icon, "quiet"))
    made.setIconSize(QSize(style.px(16), style.px(16)))
    made.setToolTip(name)
    made.clicked.connect(lambda _checked: pressed.emit())
    return made
