"""The line above the board: which view, which day, which room, and the button that books. It reads nothing."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from centre_app import clock
from centre_app.centre.rooms import RoomRow
from centre_app.i18n import _
from centre_app.storage.action import WORK
from ui.kit import buttons, card, layout, style
from ui.kit.action import hint
from ui.kit.form import ChoiceField, DateField
from ui.rooms.shown import day_fact

ALL_ROOMS = 0
_TWO_LINES_FROM_PERCENT = 125


class Toolbar(card.Card):
    """What is to be shown. `changed()`: another view, day or room was chosen, or cancelled ones were asked for."""

    changed = Signal()
    stepped = Signal(int)
    new_asked = Signal()
    more_asked = Signal()

    def __init__(self) -> None:
        super().__init__(padding=12)
        self.day = clock.today()
        self._offered: list[tuple[int, str]] = []
        self.room_field = ChoiceField([], none=_("All rooms"))
        self.new_button = buttons.primary(f"{_('New booking')}  {hint('Ctrl+N')}", "plus")
        self.new_button.needs = WORK
        self._build()
        self.show_day(self.day)
        self._wire()

    @property
    def view(self) -> str:
        """The view as `reading.read` names it: a week of one room is a view of its own."""
        chosen = str(self.views.value())
        return "room_week" if chosen == "week" and self.room_id != ALL_ROOMS else chosen

    @property
    def room_id(self) -> int:
        """The one room of a week, ALL_ROOMS for all."""
        return self.room_field.value() or ALL_ROOMS

    def show_view(self, view: str) -> None:
        """Choose day, week or month."""
        self.views.set_value(view)
        self.show_day(self.day)

    def show_day(self, day: date) -> None:
        """Turn to a day."""
        self.day = day
        if self.date_field.value() != day:
            self.date_field.set_value(day)
        self._say_wrong("")
        fact = day_fact(day) if self.view == "day" else ""
        self.holiday.set(fact, "warning")
        self.holiday.setVisible(bool(fact))
        self.today_button.setEnabled(day != clock.today())
        self.room_field.setVisible(self.views.value() == "week")
        names = {"day": (_("Day before"), _("Day after")), "month": (_("Month before"), _("Month after"))}
        before, after = names.get(str(self.views.value()), (_("Week before"), _("Week after")))
        for button, name in ((self.before_button, before), (self.after_button, after)):
            button.setToolTip(name)
            button.setAccessibleName(name)
        self.updateGeometry()

    def show_rooms(self, rooms: list[RoomRow]) -> None:
        """Offer these rooms for a week of their own."""
        choices = [(room.id, room.name) for room in rooms]
        if choices != self._offered:
            kept, self._offered = self.room_field.value(), choices
            self.room_field.set_choices(choices)
            self.room_field.set_value(kept if kept in dict(choices) else None)
        self.new_button.setEnabled(bool(rooms))

    def _build(self) -> None:
        self.views = buttons.Segments(
            [("day", _("One day")), ("week", _("Week")), ("month", _("Month"))], value="day", name=_("View")
        )
        self.holiday = card.Badge(tone="warning")
        self.date_field = DateField()
        self.date_field.set_name(_("Day"))
        self.room_field.set_name(_("Room"))
        self.with_cancelled = QCheckBox(_("Show cancelled"))
        self.today_button = buttons.plain(_("Today"))
        self.before_button = buttons.icon_only("left", _("Day before"), framed=True)
        self.after_button = buttons.icon_only("right", _("Day after"), framed=True)
        self.more_button = buttons.icon_only("more", _("Print and more"), framed=True)
        self.wrong = card.Note("", "bad")
        self.wrong.hide()
        parts: list[QWidget] = [
            self.before_button, self.today_button, self.after_button, self.date_field,
            self.room_field, self.holiday, self.with_cancelled,
        ]  # fmt: skip
        large = style.percent() >= _TWO_LINES_FROM_PERCENT
        first = [self.views] if large else [self.views, *parts]
        line = layout.row(
            layout.holding(layout.Flow(*first, spacing=8)), self.more_button, self.new_button, spacing=10
        )
        line.setStretch(0, 1)
        for button in (self.more_button, self.new_button):
            line.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        self.add(line)
        if large:
            self.add(layout.holding(layout.Flow(*parts, spacing=8)))
        self.add(self.wrong)

    def _wire(self) -> None:
        self.views.chosen.connect(lambda _key: self.changed.emit())
        self.before_button.clicked.connect(lambda: self.stepped.emit(-1))
        self.after_button.clicked.connect(lambda: self.stepped.emit(1))
        self.today_button.clicked.connect(self._on_today)
        self.new_button.clicked.connect(self.new_asked)
        self.more_button.clicked.connect(self.more_asked)
        self.with_cancelled.toggled.connect(lambda _on: self.changed.emit())
        self.room_field.changed.connect(self.changed)
        self.date_field.changed.connect(self._on_date_changed)
        self.date_field.edit.editingFinished.connect(self._on_date_typed)

    def _on_today(self) -> None:
        self.day = clock.today()
        self.changed.emit()

    def _on_date_changed(self) -> None:
        # the first figures of a date mean other days: what is typed counts once it is finished
        if not self.date_field.edit.isModified():
            self._turn_to_date()

    def _on_date_typed(self) -> None:
        typed = self.date_field.edit.text().strip()
        if self.date_field.value() is not None:
            self._turn_to_date()
        elif typed:
            sentence = _(
                "“{text}” is no day that can be shown. Type for example 12-30, +7, tomorrow or 2026-12-30."
            )
            self._say_wrong(sentence.format(text=typed))
        else:
            self.date_field.set_value(self.day)

    def _say_wrong(self, sentence: str) -> None:
        self.wrong.set(sentence, "bad")
        self.wrong.setVisible(bool(sentence))
        self.date_field.set_wrong(bool(sentence))

    def _turn_to_date(self) -> None:
        self._say_wrong("")
        day = self.date_field.value()
        if day is not None and day != self.day:
            self.day = day
            self.changed.emit()
