"""The first start in an empty data folder: an empty centre of one's own, or a look around in the sample centre."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QWidget

from centre_app import i18n
from centre_app.access import clerks, pins, roles
from centre_app.centre import hours, rooms, settings
from centre_app.i18n import N_, _
from centre_app.storage import backup, encryption
from centre_app.storage.action import action
from ui.kit import buttons, card, layout, style
from ui.kit.attempt import attempt
from ui.kit.form import ChoiceField, Field, NumberField, TextField, TimeField
from ui.settings import files
from ui.settings.encryption import plain_words
from ui.shell.covers import Cover

_OPENS, _CLOSES = time(8, 30), time(21)


@action(N_("set up the centre"))
def set_up(
    *,
    name: str,
    clerk: str,
    pin: str = "",
    repeated: str = "",
    opens: str,
    closes: str,
    weekdays: Iterable[int],
    zones: Iterable[dict[str, Any]],
) -> int:
    """Set up a centre as one action: its name, zones, hours (`HH:MM`) on these weekdays, and the first clerk, who is its manager.

    Without a PIN roles do not count yet. Returns the clerk. Raises PinsDiffer, PinUnfit, PinTooSimple.
    """
    hashed = pins.hash_of(pin, repeated=repeated) if pin or repeated else ""
    settings.put(name="centre_name", value=name)
    for zone in zones:
        rooms.add_room(**zone)
    hours.set_hours({weekday: [(opens, closes)] for weekday in weekdays})
    clerk_id = clerks.add_clerk(name=clerk, role=roles.MANAGER)
    if hashed:
        pins.keep_first(clerk_id, hashed)
    return clerk_id


class FirstRun(Cover):
    """Asks which of the three; `language_chosen` wants everything rebuilt, `own_chosen`, `sample_chosen` and `backup_chosen` end it."""

    language_chosen = Signal(str)
    sample_chosen = Signal()
    own_chosen = Signal()
    backup_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(width=640)
        self.words.setText(_("Welcome to the front desk of your neighbourhood centre"))
        language = buttons.Segments(list(i18n.LANGUAGES.items()), value=i18n.language(), name=_("Language"))
        language.chosen.connect(lambda key: self.language_chosen.emit(str(key)))
        self.own_button = _large(
            _("Start an empty centre"), "plus", primary=True, clicked=self.own_chosen.emit
        )
        self.sample_button = _large(
            _("Look around in the sample centre"), "eye", clicked=self.sample_chosen.emit
        )
        self.bring_button = _large(
            _("Bring a centre from another computer"), "import", clicked=self.ask_backup
        )
        head = layout.row(self.words, language, spacing=16)
        head.setStretch(0, 1)
        self.card.add(head)
        self.card.add(
            card.label(_("Nothing is set up in this folder yet. How would you like to begin?"), wrap=True)
        )
        self.card.add(self.own_button)
        self.card.add(
            _below(_("Five zones and opening hours are suggested; you can change all of it, now and later."))
        )
        self.card.add(self.sample_button)
        self.card.add(
            _below(
                _("About 600 made-up residents, 326 books and three months of visits, to try everything out.")
            )
        )
        self.card.add(self.bring_button)
        self.card.add(
            _below(_("From its newest backup. If that is encrypted, have the recovery sheet at hand."))
        )
        state = encryption.state()
        if not state.number and not state.can_keep_keys:
            self.card.add(card.Note(plain_words(), "warning"))
        self.card.add(self.error)

    def focus_first(self) -> None:
        """Enter starts an empty centre."""
        self.own_button.setFocus()

    def ask_backup(self) -> QFileDialog:
        """Ask for the backup of the other computer."""
        kinds = _("Backups") + f" (*{backup.SUFFIX})"
        return files.ask_file(
            self, self.bring_button.text(), start=Path.home(), kinds=kinds, then=self.backup_chosen.emit
        )


@dataclass
class _ZoneLine:
    wanted: QCheckBox
    name: TextField
    capacity: NumberField
    sharing: ChoiceField
    preset: rooms.ZonePreset

    def values(self) -> dict[str, Any]:
        return {
            "name": self.name.value(),
            "kind": self.preset.kind,
            "capacity": self.capacity.value() or 0,
            "sharing": self.sharing.value(),
            "usual_minutes": self.preset.usual_minutes,
            "buffer_before": self.preset.buffer_before,
            "buffer_after": self.preset.buffer_after,
            "needs_approval": self.preset.needs_approval,
        }


class OwnCentre(Cover):
    """The form for a centre of one's own, filled in with what is usual. `set_up_done(clerk id)` when it is stored."""

    set_up_done = Signal(int)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__(width=800)
        self.words.setText(_("Your centre"))
        self.name = TextField(
            placeholder=_("for example: Blue Sky Neighbourhood Centre"), longest=settings.LONGEST_NAME
        )
        self.clerk = TextField(placeholder=_("whoever serves at the desk"), longest=clerks.LONGEST_NAME)
        self.pin, self.repeated = (TextField(secret=True, longest=pins.MOST_DIGITS) for _each in range(2))
        self.opens, self.closes = TimeField(), TimeField()
        self.opens.set_value(_OPENS)
        self.closes.set_value(_CLOSES)
        self.weekdays = [QCheckBox(_(name)) for name in hours.WEEKDAYS]
        self.zones = [_zone_line(preset) for preset in rooms.five_zones()]
        self.done_button = buttons.primary(_("Open the centre"), "check", clicked=self.finish)
        self._build()

    def focus_first(self) -> None:
        """Begin with the name."""
        self.name.setFocus()

    def finish(self) -> None:
        """Store all of it, or say what is missing, mark it and go there."""
        self.error.hide()
        for field in self._fields():
            field.set_wrong(False)
        for sentence, field in self._missing():
            self.error.setText(sentence)
            self.error.show()
            field.set_wrong(True)
            field.main().setFocus()
            return
        attempt(
            set_up,
            name=self.name.value(),
            clerk=self.clerk.value(),
            pin=self.pin.value(),
            repeated=self.repeated.value(),
            opens=f"{self.opens.value():%H:%M}",
            closes=f"{self.closes.value():%H:%M}",
            weekdays=[number for number, box in enumerate(self.weekdays) if box.isChecked()],
            zones=[line.values() for line in self.zones if line.wanted.isChecked()],
            then=self.set_up_done.emit,
            failed=self.refuse,
        )

    def _fields(self) -> list[Field]:
        of_zones = [field for line in self.zones for field in (line.name, line.capacity)]
        return [self.name, self.clerk, self.pin, self.repeated, *of_zones, self.opens, self.closes]

    def _missing(self) -> Iterator[tuple[str, Field]]:
        """What keeps the centre from opening, each with the field it is about, from top to bottom."""
        if not self.name.value():
            yield _("Please give the centre a name."), self.name
        if not self.clerk.value():
            yield _("Please say who is on duty."), self.clerk
        wanted = [line for line in self.zones if line.wanted.isChecked()]
        if not wanted:
            yield _("Please keep at least one zone: everybody who comes is noted in one."), self.zones[0].name
        for line in wanted:
            if not line.name.value():
                yield _("Please give the zone a name."), line.name
            problem = line.capacity.problem() or ("" if line.capacity.value() else _("Please fill this in."))
            if problem:
                said = _("{zone}, places: {problem}")
                yield said.format(zone=line.name.value(), problem=problem), line.capacity
        for field in (self.opens, self.closes):
            if field.value() is None:
                yield _("Please say when the centre opens and closes."), field

    def _build(self) -> None:
        self.card.add(self.words)
        top = QGridLayout()
        top.setHorizontalSpacing(style.px(16))
        top.setVerticalSpacing(style.px(12))
        for number, (text, field) in enumerate(
            (
                (_("Name of the centre"), self.name), (_("First clerk on duty, the manager"), self.clerk),
                (_("Their PIN, 4 to 12 digits"), self.pin), (_("The PIN again"), self.repeated),
            )
        ):  # fmt: skip
            line, column = divmod(number, 2)
            top.addLayout(layout.column(card.label(text, kind="small"), field, spacing=4), line, column)
            field.set_name(text)
            field.submitted.connect(self.finish)
        self.card.add(top)
        self.card.add(
            _quiet(
                _(
                    "Without a PIN anybody at this computer can act under this name and do everything. "
                    "You can leave it empty and set one later under Settings, Clerks."
                )
            )
        )
        self.card.add(self._zone_grid())
        self.card.add(card.section_title(_("Opening hours")))
        self.opens.set_name(_("Opens at"))
        self.closes.set_name(_("Closes at"))
        later = _quiet(_("Different hours on some days, closures and everything else can be set later."))
        times = layout.row(self.opens, card.label("–"), self.closes, later)
        times.setStretch(3, 1)
        self.card.add(times)
        for box in self.weekdays:
            box.setChecked(True)
        self.card.add(layout.Flow(*self.weekdays, spacing=10))
        room = self.error.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # the button stays under the mouse when an error appears
        self.error.setSizePolicy(room)
        self.card.add(self.error)
        back = buttons.plain(_("Back"), "left", clicked=self.cancelled.emit)
        self.card.add(layout.row(back, None, self.done_button))

    def _zone_grid(self) -> QGridLayout:
        made = QGridLayout()
        made.setHorizontalSpacing(style.px(10))
        made.setVerticalSpacing(style.px(6))
        for column, text in enumerate(("", _("Zone name"), _("Places"), _("Way of use"))):
            made.addWidget(card.label(text, kind="quiet-small"), 0, column)
        for row, line in enumerate(self.zones, start=1):
            for column, widget in enumerate((line.wanted, line.name, line.capacity, line.sharing)):
                made.addWidget(widget, row, column)
        made.setColumnStretch(1, 1)
        return made


def _zone_line(preset: rooms.ZonePreset) -> _ZoneLine:
    made = _ZoneLine(
        QCheckBox(),
        TextField(longest=rooms.LONGEST_NAME),
        NumberField(least=1, most=10_000, width=90),
        ChoiceField([(code, _(text)) for code, text in rooms.SHARING_LABELS.items()]),
        preset,
    )
    made.wanted.setChecked(True)
    made.wanted.setAccessibleName(_("Keep the zone {name}").format(name=preset.name))
    made.name.set_value(preset.name)
    made.name.set_name(_("Zone name"))
    made.capacity.set_value(preset.capacity)
    made.capacity.set_name(_("Places"))
    made.sharing.set_value(preset.sharing)
    made.sharing.set_name(_("Way of use"))
    for field in (made.name, made.capacity, made.sharing):
        made.wanted.toggled.connect(field.setEnabled)
    return made


def _large(text: str, icon: str, *, clicked: Callable[[], object], primary: bool = False) -> buttons.Button:
    return (buttons.primary if primary else buttons.plain)(text, icon, clicked=clicked)


def _quiet(text: str) -> QWidget:
    return card.label(text, kind="quiet-small", wrap=True)


def _below(text: str) -> QWidget:
    made = card.label(text, kind="quiet-small", wrap=True)
    made.setContentsMargins(0, 0, 0, style.px(8))
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made
