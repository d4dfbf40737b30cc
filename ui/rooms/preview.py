"""All dates of a series before anything is saved: what would become of each, and a choice for every one that does not fit."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from centre_app.centre import calendar, rooms
from centre_app.centre.calendar import Span
from centre_app.errors import CentreError
from centre_app.i18n import _, _n
from centre_app.rooms.series import FATE_LABELS, STATE_LABELS, Choice, Occurrence, Preview
from ui.kit import buttons, card, layout, style
from ui.kit.attempt import attempt
from ui.kit.dialog import Dialog
from ui.kit.form import ChoiceField, DateField, FormDialog, TimeField
from ui.kit.table import Column, ListView, RowVerb

Choices = dict[date, Choice]
_TONES = {"free": "good", "skipped": "neutral", "past": "neutral", "holiday": "warning"}
_FATE_TONES = {"kept": "neutral", "same": "neutral", "falls_away": "warning"}


class PreviewDialog(Dialog):
    """Shows what `read(choices)` says of every date, and saves by `save(choices=…)`; then `then(result)`."""

    def __init__(
        self, over: QWidget | None, title: str, *,
        read: Callable[[Choices], Preview], save: Callable[..., Any], then: Callable[[Any], object],
    ) -> None:  # fmt: skip
        super().__init__(over, title, width=820)
        self.choices: Choices = {}
        self._read, self._save, self._then = read, save, then
        self._build(title)
        self.look()

    def look(self) -> None:
        """Ask again what becomes of every date."""
        self.preview = self._read(dict(self.choices))
        lines = self.preview.lines
        waiting = sum(line.needs_choice for line in lines)
        self.list.set_rows(lines)
        self._on_line_chosen(self.list.current())
        self.summary.set(_told(self.preview), "warning" if self.preview.problems else "good")
        count = sum(line.will_happen for line in lines)
        self.save_button.setText(_n("Save {count} date", "Save {count} dates", count).format(count=count))
        self.save_button.setEnabled(waiting == 0)
        self.save_button.setToolTip(
            "Ctrl+Enter" if not waiting else _("First choose for every date that must not be lost.")
        )

    def choose(self, line: Occurrence, choice: Choice | None) -> None:
        """Take a choice for one date, or take it back."""
        self.choices.pop(line.day, None)
        if choice is not None:
            self.choices[line.day] = choice
        self.look()
        self.list.select_id(line.id)

    def save(self) -> None:
        """Save what is shown; a refusal is shown here."""
        if not self.save_button.isEnabled():
            return
        self.save_button.setEnabled(False)
        attempt(self._save, choices=dict(self.choices), then=self._on_saved, failed=self._on_refused)

    def ask_place(self, line: Occurrence) -> FormDialog:
        """Ask for another room or time for one date."""
        dialog = FormDialog(_("Another room or time"), _("Take it"), self, width=440)
        offered = [(room.id, room.name) for room in rooms.rooms()]
        dialog.add("room", _("Room"), ChoiceField(offered), required=True)
        dialog.add("day", _("Day"), DateField(), required=True, beside=True)
        dialog.add("start", _("Starts"), TimeField(), required=True)
        dialog.add("end", _("Ends"), TimeField(), required=True, beside=True)
        starts_at, ends_at = line.starts_at, line.ends_at
        dialog.form.set_values(
            room=line.room_id, day=starts_at.date(), start=starts_at.time(), end=ends_at.time()
        )

        def take(values: dict[str, Any]) -> None:
            begin = datetime.combine(values["day"], values["start"])
            end = datetime.combine(values["day"], values["end"])
            end += timedelta(days=1) if end <= begin else timedelta()
            dialog.accept()
            self.choose(line, Choice("move", values["room"], begin, end))

        dialog.submitted.connect(take)
        dialog.open()
        return dialog

    def _build(self, title: str) -> None:
        self.add_title(title)
        self.summary = card.Note("", "info")
        self.body.addWidget(self.summary)
        self.list = ListView(
            [
                Column(_("Date"), lambda line: _when(line.starts_at), width=104, sort=lambda line: line.day),
                Column(_("Time"), lambda line: str(Span(line.starts_at, line.ends_at)), width=102),
                Column(_("Room"), lambda line: line.room_name),
                Column(_("State"), _state, tone=_tone, width=118),
                Column(_("Details"), _detail, quiet=True, hint=_detail),
            ],
            empty=_("No dates."), actions=self._verbs(), name=_("Dates of the series"), filter=False,
        )  # fmt: skip
        self.list.setMinimumHeight(style.px(260))
        self.body.addWidget(self.list, 1)
        self.detail = card.label(kind="small", wrap=True)
        self.body.addWidget(self.detail)
        self.verb_buttons = [self._verb_button(verb) for verb in self.list.verbs]
        self.body.addWidget(layout.holding(layout.Flow(*self.verb_buttons, spacing=8)))
        self.list.row_chosen.connect(self._on_line_chosen)
        self.add_button(buttons.plain(_("Back"), clicked=self.reject))
        self.save_button = self.add_button(buttons.primary(_("Save"), clicked=self.save))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _verbs(self) -> list[RowVerb]:
        return [
            RowVerb(
                _("Leave out"), "minus", lambda line: self.choose(line, Choice("skip")),
                enabled=lambda line: line.choice is None and _may_choose(line),
            ),
            RowVerb(_("Elsewhere…"), "edit", self.ask_place, enabled=_may_choose),
            RowVerb(
                _("Book all the same"), "check", lambda line: self.choose(line, Choice("take")),
                enabled=lambda line: line.choice is None and line.state in ("past", "holiday"),
            ),
            RowVerb(
                _("Leave where it is"), "lock", lambda line: self.choose(line, Choice("stay")),
                enabled=lambda line: line.choice is None and line.needs_choice,
            ),
            RowVerb(
                _("As planned"), "undo", lambda line: self.choose(line, None),
                enabled=lambda line: line.choice is not None,
            ),
        ]  # fmt: skip

    def _verb_button(self, verb: RowVerb) -> buttons.Button:
        def press() -> None:
            line = self.list.current()
            if line is not None:
                self.list.run_verb(verb, line)

        return buttons.plain(verb.text, verb.icon, clicked=press)

    def _on_line_chosen(self, line: Occurrence | None) -> None:
        """Say all about the line, and show what can be chosen for it."""
        self.detail.setText(_detail(line) if line else "")
        self.detail.setVisible(bool(self.detail.text()))
        for verb, button in zip(self.list.verbs, self.verb_buttons, strict=True):
            button.setVisible(line is not None and verb.enabled(line))

    def _on_saved(self, result: Any) -> None:
        self.accept()
        self._then(result)

    def _on_refused(self, error: CentreError) -> None:
        self.look()
        self.summary.set(error.sentence(), "bad")


def _may_choose(line: Occurrence) -> bool:
    return line.fate not in ("kept", "falls_away")


def _when(moment: datetime) -> str:
    return f"{moment:%m-%d} {_(calendar.WEEKDAYS[moment.weekday()])}"


def _state(line: Occurrence) -> str:
    if line.fate in _FATE_TONES:
        return _(FATE_LABELS[line.fate])
    return _(STATE_LABELS[line.state])


def _tone(line: Occurrence) -> str:
    return _FATE_TONES.get(line.fate) or _TONES.get(line.state, "bad")


def _detail(line: Occurrence) -> str:
    before = line.before
    told = []
    if before is not None and (before.starts_at, before.room_id) != (line.starts_at, line.room_id):
        was = f"{before.starts_at:%m-%d} {Span(before.starts_at, before.ends_at)} {before.room_name}"
        told.append(_("until now {place}").format(place=was))
    return " · ".join(filter(None, (*told, line.detail)))


def _told(preview: Preview) -> str:
    lines = preview.lines
    told = [_n("{count} date", "{count} dates", len(lines)).format(count=len(lines))]
    if preview.problems:
        count = len(preview.problems)
        told.append(
            _n(
                "{count} does not fit and is left out unless you choose otherwise",
                "{count} do not fit and are left out unless you choose otherwise",
                count,
            ).format(count=count)
        )
    if preview.limited_to:
        told.append(_("planned until {day}, as far ahead as one can book").format(day=preview.limited_to))
    return " · ".join(told)
