"""Fields for dates and times of day: typed shortcuts, tidied on leaving, and a calendar in the program's language."""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from centre_app import clock
from centre_app.i18n import _
from ui.kit import buttons, card, style
from ui.kit.dates import read_date, read_time
from ui.kit.fields import LineField, locale


class DateField(LineField):
    """A date. Up and down move by a day, Alt+Down opens the calendar; the weekday stands behind it.

    `lean` says which year a date without one belongs to: "near", "past" (birthdays) or "future" (bookings).
    """

    def __init__(self, *, lean: str = "near", placeholder: str = "") -> None:
        super().__init__(width=150)
        self._lean = lean
        usual = _("today, yesterday, 12-30") if lean == "past" else _("+7, tomorrow, wed, 12-30")
        self.edit.setPlaceholderText(placeholder or usual)
        self.edit.setToolTip(
            _("Type +7, today, tomorrow, wed, 12-30 or 2026-12-30; the arrow keys move by a day.")
        )
        self.button = buttons.icon_only("calendar", _("Open the calendar"), clicked=self.open_calendar)
        self.weekday = card.label(kind="quiet")
        self.row.insertWidget(1, self.button)
        self.row.insertWidget(2, self.weekday)
        self.edit.textChanged.connect(self._show_weekday)

    def read(self, text: str) -> date | None:
        return read_date(text, today=clock.today(), lean=self._lean)

    def write(self, value: date) -> str:
        return value.isoformat()

    def step(self, by: int) -> None:
        self.edit.setText(
            ((self.value() or clock.today() - timedelta(days=by)) + timedelta(days=by)).isoformat()
        )

    def problem(self) -> str:
        if self.edit.text().strip() and self.value() is None:
            return _("This is no date. Type for example 12-30, +7 or tomorrow.")
        return ""

    def open_calendar(self) -> "CalendarPopup":
        """Show the calendar below the field."""
        popup = CalendarPopup(self, self.value() or clock.today())
        popup.calendar.clicked.connect(self._on_day_chosen)
        popup.calendar.activated.connect(self._on_day_chosen)
        popup.show_below(self.edit)
        return popup

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self.open_calendar()
            return True
        return super().eventFilter(watched, event)

    def _on_day_chosen(self, day: QDate) -> None:
        self.edit.setText(date(day.year(), day.month(), day.day()).isoformat())
        self.edit.setFocus()

    def _show_weekday(self) -> None:
        value = self.value()
        self.weekday.setText(
            "" if value is None else locale().dayName(value.isoweekday(), locale().FormatType.ShortFormat)
        )


class TimeField(LineField):
    """A time of day: `9`, `930`, `14:30`, 下午2点. Up and down move by `step_minutes`."""

    def __init__(self, *, step_minutes: int = 30) -> None:
        super().__init__(width=100)
        self._step_minutes = step_minutes
        self.edit.setPlaceholderText("14:30")
        self.edit.setToolTip(
            _("Type 9, 930, 14:30 or 2pm; the arrow keys move by {minutes} minutes.").format(
                minutes=step_minutes
            )
        )

    def read(self, text: str) -> time | None:
        return read_time(text)

    def write(self, value: time) -> str:
        return f"{value:%H:%M}"

    def step(self, by: int) -> None:
        value = self.value()
        if value is None:
            now = clock.now().time()
            value = time(now.hour)
        moved = datetime.combine(date(2000, 1, 2), value) + timedelta(minutes=by * self._step_minutes)
        self.edit.setText(self.write(moved.time()))

    def problem(self) -> str:
        if self.edit.text().strip() and self.value() is None:
            return _("This is no time of day. Type for example 930 or 14:30.")
        return ""


class CalendarPopup(QFrame):
    """A month to pick a day from, in the program's language, Monday first. Esc or a click elsewhere closes it."""

    def __init__(self, parent: QWidget, chosen: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("kind", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)  # for the round corners
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(locale())
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.calendar.setSelectedDate(QDate(chosen.year, chosen.month, chosen.day))
        self.calendar.setMinimumSize(style.px(308), style.px(280))
        self.calendar.clicked.connect(lambda _day: self.close())
        self.calendar.activated.connect(lambda _day: self.close())
        self._colour()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[style.px(6)] * 4)
        whole.addWidget(self.calendar)

    def show_below(self, widget: QWidget) -> None:
        """Open under a field, or above it where the screen ends."""
        self.adjustSize()
        place = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        room = widget.screen().availableGeometry()
        if place.y() + self.height() > room.bottom():
            place.setY(widget.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2)
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        self.move(place)
        self.show()
        self.calendar.setFocus()

    def _colour(self) -> None:
        heading, weekend, today = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        heading.setForeground(style.token("quiet"))
        heading.setBackground(style.token("surface"))
        weekend.setForeground(style.token("bad"))
        today.setForeground(style.token("accent"))
        today.setFontWeight(700)
        self.calendar.setHeaderTextFormat(heading)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, weekend)
        now = clock.today()
        self.calendar.setDateTextFormat(QDate(now.year, now.month, now.day), today)
