"""A week of opening hours to type into: seven lines with up to three spans each. Saves nothing."""

from PySide6.QtWidgets import QGridLayout, QWidget

from centre_app import errors
from centre_app.centre.hours import WEEKDAYS
from centre_app.i18n import _
from ui.kit import buttons, card, layout, style
from ui.kit.form import TimeField

SPANS = 3
WORKDAYS = range(5)
WEEKEND = range(5, 7)
Spans = list[tuple[str, str]]


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
