"""The section of opening hours: a week's grid with up to three spans a day, of the centre or a zone, from when until when."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from centre_app import clock
from centre_app.centre import calendar, rooms
from centre_app.centre.calendar import HourSet
from centre_app.centre.hours import BEGINNING
from centre_app.centre.recurrence import DAY_NAMES
from centre_app.i18n import N_, _
from ui.kit import buttons, card, layout, style
from ui.kit.form import ChoiceField, DateField
from ui.kit.table import Column, ListView, RowVerb
from ui.settings.section import Section
from ui.settings.week_grid import Spans, WeekGrid


class HoursSection(Section):
    """When the centre, or one of its zones, is open on each weekday, from when until when."""

    id = "hours"
    title = N_("Opening hours")
    icon = "clock"
    tables = frozenset({"opening_hours", "room"})

    def __init__(self) -> None:
        super().__init__()
        self.place = ChoiceField(none=_("The whole centre"))
        self.place.set_name(_("Hours of"))
        self.week = WeekGrid()
        self.valid_from = DateField(lean="future")
        self.valid_from.set_name(_("Valid from"))
        self.valid_until = DateField(lean="future", placeholder=_("until further notice"))
        self.valid_until.set_name(_("Until and with"))
        self.about = card.label(kind="quiet", wrap=True)
        self.note = card.Note("", "bad")
        self.note.hide()
        self.save_button = buttons.primary(_("Save the hours"), "check", clicked=self.save)
        self.follow_button = buttons.plain(_("Follow the centre"), "undo", clicked=self.on_follow)
        self.sets = SetsList(self.on_show_set, self.on_drop_set)
        self._shown: dict[int, Spans] = {}
        self._build()
        self.valid_from.changed.connect(self._on_day_changed)
        self.place.changed.connect(self._on_place_changed)

    def refresh(self) -> None:
        self.place.set_choices([(row.id, row.name) for row in rooms.rooms()])
        self._show_sets()
        if not self._is_week_changed():
            if self.valid_from.value() is None:
                self.valid_from.set_value(clock.today())
            self._show_day(self.valid_from.value() or clock.today())

    def has_unsaved(self) -> bool:
        return self._is_week_changed()

    def may_go(self) -> bool:
        chosen = self.place.value() is not None or self.valid_until.value() is not None
        return not chosen and self.valid_from.value() == clock.today() and not self.has_unsaved()

    def typed(self) -> Any:
        return self.place.value(), self.valid_from.value(), self.valid_until.value(), self.week.texts()

    def put_back(self, typed: Any) -> None:
        place, first, last, week = typed
        self.place.set_value(place)
        self._on_place_changed()
        self.valid_from.set_value(first)
        self.valid_until.set_value(last)
        self.week.set_week(week)

    def save(self) -> None:
        """Let the hours of the grid be valid from the day given, after a look at what that hits."""
        self.note.hide()
        problem = self.week.problem() or self.valid_from.problem() or self.valid_until.problem()
        if problem:
            self._refuse(problem)
            return
        last = self.valid_until.value()
        change = partial(
            calendar.set_hours,
            hours=self.week.texts(),
            valid_from=self._beginning(),
            valid_until=None if last is None else last + timedelta(days=1),
            room_id=self.place.value(),
        )
        self._make(change, _("The opening hours were saved."))

    def on_follow(self) -> None:
        """Let the zone have no hours of its own any more, from today on."""
        change = partial(calendar.follow_centre, room_id=self.place.value())
        self._make(change, _("The zone follows the centre's hours."))

    def on_show_set(self, row: HourSet) -> None:
        """Show the hours of a set in the grid, to look at them or to plan others like them."""
        self.valid_from.set_value(max(row.valid_from, clock.today()))
        self.valid_until.set_value(row.valid_until - timedelta(days=1) if row.valid_until else None)
        self._show(row.week)

    def on_drop_set(self, row: HourSet) -> None:
        """Take planned hours back."""
        change = partial(calendar.drop_hours, row.valid_from, room_id=self.place.value())
        self._make(change, _("The planned hours were dropped."))

    def _build(self) -> None:
        whole = card.Card(_("Opening hours"))
        whole.add(layout.row(card.label(_("Hours of"), kind="quiet"), self.place, None))
        whole.add(self.about)
        whole.add(self.week)
        whole.add(self.note)
        days = (
            card.label(_("Valid from"), kind="quiet"), self.valid_from,
            card.label(_("Until and with"), kind="quiet"), self.valid_until,
        )  # fmt: skip
        whole.add(layout.Flow(*days, self.save_button, self.follow_button))
        self.column.addWidget(whole)
        self.column.addWidget(self.sets)
        self.column.addStretch(1)

    def _make(self, change: Callable[[], object], said: str) -> None:
        from ui.settings import impact

        impact.save(
            self,
            change=change,
            said=said,
            then=self._on_saved,
            refused=lambda error: self._refuse(error.sentence()),
        )

    def _beginning(self) -> date | None:
        """The day chosen; None for the first hours ever from today, which then also count for the past."""
        day: date = self.valid_from.value() or clock.today()
        first_ever = self.place.value() is None and not calendar.has_hours()
        return None if day == clock.today() and first_ever else day

    def _on_saved(self) -> None:
        self._show_sets()
        self._show_day(self.valid_from.value() or clock.today())

    def _on_day_changed(self) -> None:
        if self.valid_from.value() is not None and not self._is_week_changed():
            self._show_day(self.valid_from.value())

    def _on_place_changed(self) -> None:
        """What is typed already stays: it may be meant for the place chosen now."""
        self.note.hide()
        self._show_sets()
        if not self._is_week_changed():
            self.valid_until.set_value(None)
            self._show_day(self.valid_from.value() or clock.today())

    def _is_week_changed(self) -> bool:
        return bool(self._shown) and self.week.texts() != self._shown

    def _show_day(self, day: date) -> None:
        """Show the hours valid on a day; those of the centre where a zone has none of its own."""
        room_id = self.place.value()
        week = calendar.week_hours(day, room_id=room_id)
        self._show(week if any(week.values()) else calendar.week_hours(day))

    def _show_sets(self) -> None:
        room_id = self.place.value()
        sets = calendar.hour_sets(room_id=room_id)
        own = any(each.valid_until is None or each.valid_until > clock.today() for each in sets)
        self.sets.show_sets(sets, of_zone=room_id is not None)
        self.follow_button.setVisible(room_id is not None and own)
        if room_id is None:
            said = _(
                "Up to three spans a day; a day without any is closed. Days that are over keep their hours."
            )
        elif own:
            said = _(
                "A zone is open only while the centre is. To open it longer, add an extra opening of the zone."
            )
        else:
            said = _(
                "This zone follows the centre's hours. Shorten them here to give it hours of its own; it is open only while "
                "the centre is."
            )
        self.about.setText(said)

    def _show(self, week: dict[int, Spans]) -> None:
        self.week.set_week(week)
        self._shown = self.week.texts()

    def _refuse(self, sentence: str) -> None:
        self.note.set(sentence, "bad")
        self.note.show()


class SetsList(card.Card):
    """All hours of a place, past, present and planned; shown when there is more than one set to tell apart."""

    def __init__(self, show: Callable[[HourSet], object], drop: Callable[[HourSet], object]) -> None:
        super().__init__(_("Past and planned hours"))
        self._of_zone = False
        self.list = ListView(
            [
                Column(_("Valid from"), self._from, sort=lambda row: row.valid_from, width=150),
                Column(_("Until and with"), _until, sort=lambda row: row.valid_until or date.max),
                Column(_("Opening hours"), week_in_words, bold=True, hint=week_in_words),
                Column(_("State"), _state, tone=_tone),
            ],
            empty=_("There are no hours yet."),
            actions=[
                RowVerb(_("Show"), "eye", show, button=True, needs=""),
                RowVerb(_("Drop"), "delete", drop, button=True, enabled=self._may_drop),
            ],
            name=_("Past and planned hours"),
            filter=False,
        )
        self.list.setMinimumHeight(style.px(150))
        self.add(self.list, 1)

    def show_sets(self, sets: list[HourSet], *, of_zone: bool) -> None:
        """Show these, unless there is nothing to tell apart."""
        self._of_zone = of_zone
        self.setVisible(len(sets) > 1 or (of_zone and bool(sets)))
        self.list.set_rows(list(reversed(sets)))

    def _may_drop(self, row: HourSet) -> bool:
        """Only what was planned, not the usual hours that go on after it."""
        earlier = [each.week for each in self.list.model.all_rows() if each.valid_from < row.valid_from]
        return row.valid_from > clock.today() and row.week not in earlier

    def _from(self, row: HourSet) -> str:
        return _("the beginning") if row.valid_from <= BEGINNING else row.valid_from.isoformat()


def week_in_words(row: HourSet) -> str:
    """The hours of a week in one line: days with the same hours together."""
    groups: list[tuple[int, int, str]] = []
    for weekday in range(7):
        said = ", ".join(f"{opens}–{closes}" for opens, closes in row.week[weekday]) or _("closed")
        if groups and groups[-1][2] == said:
            groups[-1] = (groups[-1][0], weekday, said)
        else:
            groups.append((weekday, weekday, said))
    named = []
    for first, last, said in groups:
        days = _(DAY_NAMES[first]) if first == last else f"{_(DAY_NAMES[first])}–{_(DAY_NAMES[last])}"
        named.append(f"{days} {said}")
    return "; ".join(named)


def _until(row: HourSet) -> str:
    return (row.valid_until - timedelta(days=1)).isoformat() if row.valid_until else _("until further notice")


def _state(row: HourSet) -> str:
    if row.valid_from > clock.today():
        return _("Planned")
    return _("Over") if row.valid_until and row.valid_until <= clock.today() else _("Valid now")


def _tone(row: HourSet) -> str:
    if row.valid_from > clock.today():
        return "info"
    return "neutral" if row.valid_until and row.valid_until <= clock.today() else "good"
