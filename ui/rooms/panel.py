"""The panel beside the board: one booking with all that is known of it, and the buttons for what can be done now."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from centre_app.centre.calendar import WEEKDAYS, Span
from centre_app.i18n import N_, _
from centre_app.people.masking import masked_phone
from centre_app.rooms import bookings, equipment
from centre_app.rooms.bookings import STATUS_LABELS, BookingRow
from centre_app.rooms.displacing import DisplacementRow, displacement_of
from centre_app.storage.action import WORK
from ui.kit import buttons, card, layout, style
from ui.rooms.history_view import HistoryView
from ui.rooms.tones import TONES

VERBS = (
    ("approve", N_("Approve"), "check"),
    ("accept", N_("They take it"), "check"),
    ("arrive", N_("Arrived"), "check-in"),
    ("complete", N_("Done…"), "check"),
    ("correct", N_("Correct who came…"), "edit"),
    ("told", N_("Tell them…"), "phone"),
    ("reactivate", N_("Take up again…"), "undo"),
    ("decline", N_("Decline…"), ""),
    ("no_show", N_("Did not come"), ""),
    ("change", N_("Change…"), "edit"),
    ("dates", N_("Dates of the series…"), "calendar"),
    ("displace", N_("Give way…"), ""),
    ("cancel", N_("Cancel booking…"), ""),
)
_FIRST = ("approve", "accept", "arrive", "complete", "told", "reactivate")
_STACKED_FROM = 150  # percent of text size: names stand above what they name


class BookingPanel(card.Card):
    """Shows a booking. `verb_asked(verb)`, `phone_asked(person id)`, `person_asked(person id)`."""

    verb_asked = Signal(str)
    phone_asked = Signal(int)
    person_asked = Signal(int)

    def __init__(self, empty: QWidget) -> None:
        super().__init__()
        self.row: BookingRow | None = None
        self.buttons: dict[str, buttons.Button] = {}
        self._phone_shown_for = 0
        self._empty = empty
        self._title = card.label(kind="title", wrap=True, selectable=True)
        self._state = card.Badge()
        self._facts = QGridLayout()
        self._facts.setColumnStretch(1, 1)
        self._verbs = layout.Flow(spacing=8)
        self.history = HistoryView()
        inside = layout.column(
            self._title,
            layout.row(self._state, None),
            4,
            self._facts,
            8,
            self._verbs,
            8,
            self.history,
            spacing=8,
        )
        self._whole = layout.holding(inside)
        self.add(layout.scrolled(layout.holding(layout.column(self._empty, self._whole, None))), 1)
        self.show_booking(None)

    def show_booking(self, row: BookingRow | None) -> None:
        """Show this booking; None shows what the panel holds otherwise."""
        if row is None or (self.row is not None and row.id != self.row.id):
            self._phone_shown_for = 0
        self.row = row
        self._empty.setVisible(row is None)
        self._whole.setVisible(row is not None)
        self.history.show_booking(row.id if row else 0)
        layout.clear(self._facts)
        if row is None:
            layout.clear(self._verbs)
            self.buttons = {}
            return
        gave_way = displacement_of(row.id) if row.status == "displaced" else None
        self._title.setText(row.label)
        state = _("held") if row.is_held else _(STATUS_LABELS[row.status])
        self._state.set(state, "warning" if row.is_held else TONES[row.status])
        for line, (name, what) in enumerate([*self._facts_of(row), *_more_facts(row, gave_way)]):
            self._add_fact(line, name, what)
        self._show_verbs(_verbs_of(row, gave_way))

    def show_phone(self) -> None:
        """Show the phone number in full, until another booking is chosen."""
        if self.row is not None:
            self._phone_shown_for = self.row.id
            self.show_booking(self.row)

    def focus_first(self) -> None:
        """Put the keyboard on the first thing that can be done."""
        if self.buttons:
            next(iter(self.buttons.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def _facts_of(self, row: BookingRow) -> list[tuple[str, str | QWidget]]:
        day = f"{row.starts_at:%Y-%m-%d} {_(WEEKDAYS[row.starts_at.weekday()])}"
        facts: list[tuple[str, str | QWidget]] = [
            (_("Time"), f"{day}\n{Span(row.starts_at, row.ends_at)}"),
            (_("Room"), row.room_name),
            (_("People"), str(row.head_count)),
        ]
        if row.came_count is not None:
            facts.append((_("Came"), str(row.came_count)))
        if row.alone:
            facts.append((_("Use"), _("the room to themselves")))
        if row.person_id is not None:
            facts.append((_("Contact"), self._person_link(row)))
            if row.person_phone:
                facts.append((_("Phone"), self._phone(row)))
        return facts

    def _person_link(self, row: BookingRow) -> QWidget:
        person_id = row.person_id or 0
        return buttons.link(row.person_name, clicked=lambda: self.person_asked.emit(person_id))

    def _phone(self, row: BookingRow) -> QWidget:
        if self._phone_shown_for == row.id:
            return card.label(row.person_phone, selectable=True)
        person_id = row.person_id or 0
        shown = card.label(masked_phone(row.person_phone))
        show = buttons.icon_only(
            "eye", _("Show the whole number"), clicked=lambda: self.phone_asked.emit(person_id)
        )
        return layout.holding(layout.row(shown, show, None, spacing=4))

    def _add_fact(self, line: int, name: str, what: str | QWidget) -> None:
        top, left = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignLeft
        stacked = style.percent() >= _STACKED_FROM
        self._facts.setHorizontalSpacing(style.px(10))
        self._facts.addWidget(card.label(name, kind="quiet"), 2 * line, 0, top)
        place = (2 * line + 1, 0, 1, 2) if stacked else (2 * line, 1, 1, 1)
        if isinstance(what, str):
            self._facts.addWidget(card.label(what, wrap=True, selectable=True), *place)
        else:
            self._facts.addWidget(what, *place, left)

    def _show_verbs(self, possible: list[str]) -> None:
        focused = next((verb for verb, button in self.buttons.items() if button.hasFocus()), None)
        layout.clear(self._verbs)
        self.buttons = {}
        for number, (verb, text, icon) in enumerate(each for each in VERBS if each[0] in possible):
            make = buttons.primary if number == 0 and verb in _FIRST else buttons.plain
            button = make(_(text), icon or None, clicked=lambda verb=verb: self.verb_asked.emit(verb))  # type: ignore[misc]
            button.needs = "override" if verb == "displace" else WORK
            self.buttons[verb] = button
            self._verbs.addWidget(button)
            button.show()
        if focused is not None:
            self.focus_first()


def _verbs_of(row: BookingRow, gave_way: DisplacementRow | None) -> list[str]:
    possible = bookings.possible(row)
    if row.status == "requested":
        possible = [verb for verb in possible if verb != "cancel"]  # declining is the desk's word for it
    if row.series_id is not None:
        possible.append("dates")
    if gave_way is not None:
        possible.append("told")
    return possible


def _more_facts(row: BookingRow, gave_way: DisplacementRow | None) -> list[tuple[str, str]]:
    held = f"{row.held_until:%H:%M}" if row.is_held else ""
    facts = [
        (_("Held until"), held),
        (_("Equipment"), equipment.of_bookings([row.id]).get(row.id, "")),
        (_("Note"), row.note),
        (_("Reason"), row.cancel_reason),
        (_("Exception"), row.override_reason),
    ]
    if gave_way is not None:
        facts += [
            (_("Gave way to"), gave_way.by_title),
            (_("Reason"), gave_way.reason),
            (
                _("Told"),
                f"{gave_way.told_whom} {gave_way.told_at:%m-%d %H:%M}"
                if gave_way.told_at
                else _("nobody yet"),
            ),
            (_("Answer"), gave_way.answer),
        ]
    return [(name, text) for name, text in facts if text]
