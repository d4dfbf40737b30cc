"""The part of the booking form that says how often: a few simple choices, or a sentence in one's own words."""

from dataclasses import replace
from datetime import date, time
from typing import Any

from PySide6.QtCore import QObject

from centre_app import errors
from centre_app.i18n import _, _n
from centre_app.rooms import recurrence
from centre_app.rooms.recurrence import Rule
from ui.kit import card
from ui.kit.form import CheckField, ChoiceField, DateField, Form, TextField

ONCE, TYPED = "once", "typed"
_FIELDS = ("until", "words", "skip_holidays", "follow_makeup")


class RepeatFields(QObject):
    """Fields in a form, and the rule they say. With `words` they begin with a rule that is there, to be changed."""

    def __init__(self, form: Form, *, day: date, words: str = "") -> None:
        super().__init__(form)
        self._form, self._before, self._day = form, words, date.min
        form.add("repeat", _("Repeats"), ChoiceField([(ONCE, _("Once only"))]))
        form.add("until", _("Until"), DateField(lean="future"), beside=True)
        example = _(recurrence.EXAMPLES[0])
        form.add(
            "words",
            _("How often"),
            TextField(placeholder=_("For example: {example}").format(example=example)),
        )
        form.add("skip_holidays", _("Holidays"), CheckField(_("Leave out public holidays")))
        form.add("follow_makeup", _("Workdays"), CheckField(_("Follow make-up workdays")), beside=True)
        self.note = card.Note("", "info")
        self.note.hide()
        form.add_widget(self.note)
        self.show_day(day)
        form.set_values(repeat=TYPED if words else ONCE, words=words)
        form.field("repeat").changed.connect(self.arrange)
        self.arrange()

    @property
    def kind(self) -> str:
        """What is chosen: ONCE, TYPED, or one of the simple rules."""
        return str(self._form.field("repeat").value())

    @property
    def is_changed(self) -> bool:
        """Whether another rule is wished for than the one it began with."""
        return bool(self._before) and (
            self.kind != TYPED or self._form.field("words").value() != self._before
        )

    def show_day(self, day: date | None) -> None:
        """Name the simple choices after this day."""
        if day is None or day == self._day:
            return
        self._day = day
        simple = [(kind, recurrence.sentence(rule)) for kind, rule in simple_rules(day).items()]
        once = [] if self._before else [(ONCE, _("Once only"))]
        self._form.field("repeat").set_choices([*once, *simple, (TYPED, _("In your own words…"))])

    def arrange(self) -> None:
        """Show the fields that the choice needs."""
        simple = self.kind not in (ONCE, TYPED)
        shown = {"until": simple, "words": self.kind == TYPED}
        for name in _FIELDS:
            self._form.show_entry(name, shown.get(name, self.kind != ONCE))
        if self.kind == ONCE:
            self.note.hide()

    def show(self, shown: bool) -> None:
        """Show or hide all of it."""
        if shown:
            self._form.show_entry("repeat", True)
            self.arrange()
            return
        for name in ("repeat", *_FIELDS):
            self._form.show_entry(name, False)
        self.note.hide()

    def typed(self, day: date) -> recurrence.Typed | None:
        """What is wished for, None for once. Raises what `recurrence.typed` raises."""
        form = self._form
        if self.kind == ONCE:
            return None
        if self.kind == TYPED:
            found = recurrence.typed(form.field("words").value(), starts_on=day)
        else:
            rule: Any = simple_rules(day)[self.kind]
            found = recurrence.Typed(replace(rule, until=form.field("until").value()))
        skip = found.rule.skip_holidays or form.field("skip_holidays").value()
        follow = found.rule.follow_makeup_workdays or form.field("follow_makeup").value()
        rule = replace(found.rule, skip_holidays=skip, follow_makeup_workdays=follow)
        return recurrence.Typed(rule, found.starts_time, found.ends_time, found.starts_on)

    def explain(self, day: date, *, starts: time, ends: time) -> recurrence.Typed | None:
        """Say in words what was understood, or why nothing was; returns what was understood."""
        self.note.setVisible(self.kind != ONCE)
        try:
            found = self.typed(day)
            if found is None:
                return None
            self.note.set(_explained(found, day, starts=starts, ends=ends), "info")
        except errors.CentreError as error:
            empty = self.kind == TYPED and not self._form.field("words").value()
            self.note.set(
                _("Say how often, for example as shown in the field.") if empty else error.sentence(),
                "warning",
            )
            return None
        return found


def simple_rules(day: date) -> dict[str, Rule]:
    """The rules one most often wants for something that begins on this day."""
    weekday, nth = (day.weekday(),), (day.day - 1) // 7 + 1
    return {
        "weekly": Rule("weekly", weekdays=weekday),
        "two_weeks": Rule("weekly", interval=2, weekdays=weekday),
        "month_nth": Rule("monthly", nth=nth, weekdays=weekday),
        "month_day": Rule("monthly", month_days=(day.day,)),
        "daily": Rule("daily"),
    }


def _explained(found: recurrence.Typed, day: date, *, starts: time, ends: time) -> str:
    begins, finishes = found.starts_time or starts, found.ends_time or ends
    words = recurrence.sentence(found.rule, starts=f"{begins:%H:%M}", ends=f"{finishes:%H:%M}")
    dates = recurrence.dates(found.rule, found.starts_on or day)
    count = len(dates.days)
    told = [words, _n("{count} date", "{count} dates", count).format(count=count)]
    if dates.limited_to:
        told.append(_("planned until {day}, as far ahead as one can book").format(day=dates.limited_to))
    return " · ".join(told)
