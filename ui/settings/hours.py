"""The section of opening hours: a week's grid with up to three spans a day, valid from a day on."""

from datetime import date

from PySide6.QtWidgets import QGridLayout, QWidget

from centre_app import clock, errors
from centre_app.centre import calendar
from centre_app.centre.hours import WEEKDAYS
from centre_app.i18n import N_, _
from ui.kit import buttons, card, layout, style
from ui.kit.attempt import attempt
from ui.kit.form import DateField, TimeField
from ui.settings.section import Section, saved

SPANS = 3
WORKDAYS = range(5)
WEEKEND = range(5, 7)
Spans = list[tuple[str, str]]


class HoursSection(Section):
    """When the centre is open on each weekday."""

    id = "hours"
    title = N_("Opening hours")
    icon = "clock"
    tables = frozenset({"opening_hours"})

    def __init__(self) -> None:
        super().__init__()
        self.week = WeekGrid()
        self.valid_from = DateField(lean="future")
        self.valid_from.set_name(_("Valid from"))
        self.note = card.Note("", "bad")
        self.note.hide()
        self.save_button = buttons.primary(_("Save the hours"), "check", clicked=self.save)
        self._shown: dict[int, Spans] = {}
        whole = card.Card(_("Opening hours"))
        whole.add(
            card.label(
                _(
                    "Up to three spans a day; a day without any is closed. Days that are over keep their hours."
                ),
                kind="quiet",
                wrap=True,
            )
        )
        whole.add(self.week)
        whole.add(self.note)
        whole.add(layout.Flow(card.label(_("Valid from"), kind="quiet"), self.valid_from, self.save_button))
        self.column.addWidget(whole)
        self.column.addStretch(1)
        self.valid_from.changed.connect(self._on_day_changed)

    def refresh(self) -> None:
        if not self.has_unsaved():
            if self.valid_from.value() is None:
                self.valid_from.set_value(clock.today())
            self._show(calendar.week_hours(self.valid_from.value() or clock.today()))

    def has_unsaved(self) -> bool:
        return bool(self._shown) and self.week.texts() != self._shown

    def save(self) -> None:
        """Let the hours of the grid be valid from the day given."""
        self.note.hide()
        problem = self.week.problem() or self.valid_from.problem()
        if problem:
            self._refuse(problem)
            return
        attempt(
            calendar.set_hours,
            then=self._on_saved,
            failed=lambda error: self._refuse(error.sentence()),
            hours=self.week.texts(),
            valid_from=self._beginning(),
        )

    def _beginning(self) -> date | None:
        """The day chosen; None for the first hours ever from today, which then also count for the past."""
        day: date = self.valid_from.value() or clock.today()
        return None if day == clock.today() and not calendar.has_hours() else day

    def _on_saved(self, _none: None) -> None:
        self._show(calendar.week_hours(self.valid_from.value() or clock.today()))
        saved(_("The opening hours were saved."))(None)

    def _on_day_changed(self) -> None:
        if self.valid_from.value() is not None and not self.has_unsaved():
            self._show(calendar.week_hours(self.valid_from.value()))

    def _show(self, week: dict[int, Spans]) -> None:
        self.week.set_week(week)
        self._shown = self.week.texts()

    def _refuse(self, sentence: str) -> None:
        self.note.set(sentence, "bad")
        self.note.show()


class WeekGrid(QWidget):
    """Seven rows of time fields: weekday, opening and closing of each span, and copying to the other weekdays."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[tuple[int, int], tuple[TimeField, TimeField]] = {}
        self._spans: dict[tuple[int, int], QWidget] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(style.px(6))
        grid.setVerticalSpacing(style.px(6))
        for weekday in range(7):
            grid.addWidget(card.label(_(WEEKDAYS[weekday]), kind="strong"), weekday, 0)
            grid.addWidget(self._copy_button(weekday), weekday, 1)
            spans = [self._span(weekday, span) for span in range(SPANS)]
            grid.addLayout(layout.Flow(*spans, spacing=6), weekday, 2)
        grid.setColumnStretch(2, 1)

    def set_week(self, week: dict[int, Spans]) -> None:
        """Show these hours."""
        for (weekday, span), (opens, closes) in self.fields.items():
            spans = week.get(weekday, [])
            shown = spans[span] if span < len(spans) else ("", "")
            opens.edit.setText(shown[0])
            closes.edit.setText(shown[1])
            self._settle(weekday)

    def texts(self) -> dict[int, Spans]:
        """Return what is filled in, as `HH:MM` where it can be read, as typed otherwise."""
        week: dict[int, Spans] = {weekday: [] for weekday in range(7)}
        for (weekday, _span), (opens, closes) in self.fields.items():
            pair = (_text(opens), _text(closes))
            if any(pair):
                week[weekday].append(pair)
        return week

    def problem(self) -> str:
        """Return why the grid cannot be saved, and go to the field; empty when it can."""
        for (weekday, _span), pair in self.fields.items():
            texts = [_text(field) for field in pair]
            for field in pair:
                field.set_wrong(False)
            wrong = next(
                (field for field in pair if field.problem() or (any(texts) and not _text(field))), None
            )
            if wrong is not None:
                wrong.set_wrong(True)
                wrong.main().setFocus()
                return errors.HoursImpossible(
                    weekday=_(WEEKDAYS[weekday]), opens_at=texts[0], closes_at=texts[1]
                ).sentence()
        return ""

    def copy_day(self, weekday: int) -> None:
        """Give the other working days the hours of this one, or the other day of the weekend."""
        for other in WORKDAYS if weekday in WORKDAYS else WEEKEND:
            for span in range(SPANS):
                for source, target in zip(self.fields[weekday, span], self.fields[other, span], strict=True):
                    target.edit.setText(source.edit.text())

    def _copy_button(self, weekday: int) -> buttons.Button:
        words = _("Copy {weekday}'s hours to Monday to Friday")
        if weekday in WEEKEND:
            words = _("Copy {weekday}'s hours to the whole weekend")
        return buttons.icon_only(
            "copy", words.format(weekday=_(WEEKDAYS[weekday])), clicked=lambda: self.copy_day(weekday)
        )

    def _span(self, weekday: int, span: int) -> QWidget:
        opens, closes = TimeField(), TimeField()
        for field, name in (
            (opens, _("{weekday}, opening {number}")),
            (closes, _("{weekday}, closing {number}")),
        ):
            field.set_name(name.format(weekday=_(WEEKDAYS[weekday]), number=span + 1))
            field.edit.setPlaceholderText("")
            field.edit.setFixedWidth(style.px(64))
            field.changed.connect(lambda: self._settle(weekday))
        self.fields[weekday, span] = (opens, closes)
        made = self._spans[weekday, span] = layout.holding(
            layout.row(opens, card.label("–", kind="quiet"), closes, 10, spacing=4)
        )
        return made

    def _settle(self, weekday: int) -> None:
        """Offer one empty span after the filled ones."""
        filled = [span for span in range(SPANS) if any(_text(field) for field in self.fields[weekday, span])]
        for span in range(SPANS):
            self._spans[weekday, span].setVisible(span <= max(filled, default=-1) + 1)


def _text(field: TimeField) -> str:
    value = field.value()
    return field.edit.text().strip() if value is None else f"{value:%H:%M}"
