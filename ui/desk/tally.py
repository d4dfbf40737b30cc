"""Counting walk-ins without a card: one button and one key for each age band and sex; every press is one visit."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from centre_app.centre import rooms
from centre_app.i18n import _
from centre_app.people import tallies
from centre_app.people.bands import BAND_LABELS, SEX_LABELS
from ui.kit import buttons, card, changes, layout, style, undo
from ui.kit.attempt import attempt
from ui.kit.dialog import Dialog
from ui.kit.form import ChoiceField

_KEYS = {"F": "123456789", "M": "QWERTYUIO", "": "ASDFGHJKL"}  # three rows of the keyboard, one for each sex


class TallyDialog(Dialog):
    """Stays open while the clerk counts. The buttons show how many there were today."""

    _last_zone: int | None = None

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Walk-ins without a card"), width=640)
        self.add_title(_("Walk-ins without a card"))
        self.zone = ChoiceField([(room.id, room.name) for room in rooms.rooms()])
        self.zone.set_name(_("Zone"))
        if TallyDialog._last_zone is not None:
            self.zone.set_value(TallyDialog._last_zone)
        self.zone.changed.connect(self._on_zone)
        self.body.addLayout(layout.row(card.label(_("Zone"), kind="quiet"), self.zone, None))
        self.buttons: dict[tuple[str, str], buttons.Button] = {}
        self._keys: dict[int, tuple[str, str]] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(style.px(8))
        self.body.addLayout(self._grid)
        self.said = card.label(_("One press or key counts one person."), kind="quiet", wrap=True)
        self.body.addWidget(self.said)
        self.add_button(buttons.plain(_("Undo the last") + "  Ctrl Z", "undo", clicked=undo.undo_last))
        self.add_button(buttons.primary(_("Close"), clicked=self.accept))
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(undo.undo_last)
        self._build()
        changes.hub().happened.connect(self._on_happened)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()

    def count(self, band: str, sex: str) -> None:
        """Count one."""
        words = _("Counted: {band}, {sex}").format(band=_(BAND_LABELS[band]), sex=_sex(sex))
        attempt(
            tallies.tally, room_id=self.zone.value(), band=band, sex=sex,
            then=lambda _id: self.said.setText(words),
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cell = (
            self._keys.get(event.key())
            if not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            else None
        )
        if cell is not None and not event.isAutoRepeat():
            self.count(*cell)
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        cells = tallies.today()
        columns = list(dict.fromkeys(cell.band for cell in cells))
        for place, band in enumerate(columns, start=1):
            self._grid.addWidget(
                card.label(_(BAND_LABELS[band]), kind="quiet"), 0, place, Qt.AlignmentFlag.AlignCenter
            )
        for line, sex in enumerate(_KEYS, start=1):
            self._grid.addWidget(card.label(_sex(sex), kind="quiet"), line, 0)
        for cell in cells:
            place = columns.index(cell.band)
            key = _KEYS[cell.sex][place] if place < len(_KEYS[cell.sex]) else ""
            button = buttons.plain("", clicked=partial(self.count, cell.band, cell.sex))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys count, they do not press what had the focus
            button.setMinimumHeight(style.px(48))
            button.setProperty("key", key)
            button.setAccessibleName(f"{_(BAND_LABELS[cell.band])} {_sex(cell.sex)}")
            self.buttons[cell.band, cell.sex] = button
            if key:
                self._keys[Qt.Key(ord(key))] = (cell.band, cell.sex)
            self._grid.addWidget(button, list(_KEYS).index(cell.sex) + 1, place + 1)
        self._show(cells)

    def _show(self, cells: list[tallies.Cell]) -> None:
        for cell in cells:
            button = self.buttons.get((cell.band, cell.sex))
            if button is not None:
                key = button.property("key")
                button.setText(
                    _("+1   {count}   [{key}]").format(count=cell.count, key=key)
                    if key
                    else f"+1   {cell.count}"
                )

    def _on_happened(self, tables: frozenset[str]) -> None:
        if "visit" in tables:
            self._show(tallies.today())

    def _on_zone(self) -> None:
        TallyDialog._last_zone = self.zone.value()
        self.setFocus()


def _sex(sex: str) -> str:
    return _(SEX_LABELS[sex])


def open_tally(parent: QWidget) -> TallyDialog:
    """Open the counting of walk-ins."""
    dialog = TallyDialog(parent)
    dialog.open()
    return dialog
