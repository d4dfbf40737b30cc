"""Two records side by side: what they share, where they differ, which value stays; merging them, or noting that they are two."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QRadioButton, QWidget

from centre_app.i18n import _, _n
from centre_app.people import comparing, duplicates, merging, people
from centre_app.people.comparing import Comparison, Line, Record
from ui.kit import buttons, card, layout, style, toast
from ui.kit.attempt import attempt, told
from ui.kit.dialog import Dialog
from ui.kit.form import FormDialog, PickerField
from ui.people import words

Then = Callable[[int], object]
_LABEL_WIDTH, _LINE = 116, 30  # pixels at 100 %
_SIDES = ("keep", "away")


class Value(QWidget):
    """A value that can be chosen; its words wrap, and a click on them chooses it too."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.radio = QRadioButton()
        self.radio.setAccessibleName(text or _("nothing"))
        self.words = card.label(text or "—", wrap=True)
        self.radio.toggled.connect(self._on_toggled)
        self.words.setMinimumHeight(style.px(_LINE))
        row = layout.row(spacing=4)
        row.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignTop)
        self.setLayout(row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.radio.setChecked(True)
        super().mousePressEvent(event)

    def _on_toggled(self, chosen: bool) -> None:
        card.restyle(self.words, kind="strong" if chosen else "body")


class Choice(QFrame):
    """A field of both records; on a coloured ground, to be chosen from, where they differ. `changed`: another one was chosen."""

    changed = Signal()

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line
        self.values: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self.setAccessibleName(_(line.label))
        row = QHBoxLayout(self)
        row.setContentsMargins(*[style.px(space) for space in (10, 4, 10, 4)])
        row.setSpacing(style.px(12))
        row.addWidget(self._label(), 0, Qt.AlignmentFlag.AlignTop)
        for side, text in zip(_SIDES, (line.keep, line.away), strict=True):
            made = self._choosable(side, text) if line.differs else card.label(text or "—", wrap=True)
            row.addWidget(made, 1, Qt.AlignmentFlag.AlignTop)
        if line.differs:
            self.setProperty("kind", "note")
            self.setProperty("tone", "warning")
            self.values[line.usual].setChecked(True)
        self._group.buttonClicked.connect(lambda _button: self.changed.emit())

    def side(self) -> str:
        """Return which side is chosen: keep, away or both."""
        return next(side for side, radio in self.values.items() if radio.isChecked())

    def _label(self) -> QWidget:
        name = card.label(_(self.line.label), kind="quiet", wrap=True)
        name.setMinimumHeight(style.px(_LINE if self.line.differs else 0))
        parts: list[QWidget] = [name]
        if self.line.can_be_both:
            both = QRadioButton(_("both"))
            self._take("both", both)
            parts.append(both)
        made = layout.holding(layout.column(*parts, None, spacing=2))
        made.setFixedWidth(style.px(_LABEL_WIDTH))
        return made

    def _choosable(self, side: str, text: str) -> QWidget:
        made = Value(text)
        made.radio.toggled.connect(lambda _chosen: self.changed.emit())
        self._take(side, made.radio)
        return made

    def _take(self, side: str, radio: QRadioButton) -> None:
        self._group.addButton(radio)
        self.values[side] = radio


class MergeDialog(Dialog):
    """Compares two records. `then(id)` follows a merge, `apart()` when they were noted as two people."""

    def __init__(
        self, parent: QWidget | None, shown: Comparison, *, then: Then, apart: Callable[[], object]
    ) -> None:
        super().__init__(parent, _("Compare two records"), width=860)
        self.shown, self._then, self._apart = shown, then, apart
        self.add_title(_("Are these the same person?"))
        self.choices = {line.choice: Choice(line) for line in shown.lines if line.keep or line.away}
        self.differing = [choice for choice in self.choices.values() if choice.line.differs]
        said = _n(
            "{count} field differs: choose what stays. All visits, loans and bookings of both stay; a merge can be undone.",
            "{count} fields differ: choose what stays. All visits, loans and bookings of both stay; a merge can be undone.",
            len(self.differing),
        )
        self.body.addWidget(card.label(said.format(count=len(self.differing)), kind="quiet", wrap=True))
        self._fields = layout.column(self._heads(), *self.choices.values(), None, spacing=4)
        self._inside = layout.holding(self._fields, _("Fields"))
        self._area = layout.scrolled(self._inside)
        self.body.addWidget(self._area, 1)
        self.card_note = card.Note("", "info")
        self.body.addWidget(self.card_note)
        self._build_buttons()
        if "card_number" in self.choices:
            self.choices["card_number"].changed.connect(self._say_card)
        self._say_card()
        self.merge_button.setFocus()

    def values(self) -> dict[str, str]:
        """Return which side is chosen, for every field that differs."""
        return {choice.line.choice: choice.side() for choice in self.differing}

    def fit(self) -> None:
        """Be as high as all fields need, within the screen; the rest scrolls."""
        self._area.setMinimumHeight(style.px(90))
        super().fit()
        width = self._area.viewport().width()
        needed = max(self._inside.heightForWidth(width), self._inside.sizeHint().height())
        widest, highest = self._room()
        height = min(self.height() - self._area.height() + needed, highest)
        self.resize(min(self.width(), widest), height)

    def _build_buttons(self) -> None:
        self.add_button(buttons.plain(_("Cancel"), clicked=self.reject))
        self.apart_button = self.add_button(buttons.plain(_("Not the same"), clicked=self.set_apart))
        self.merge_button = self.add_button(buttons.primary(_("Merge"), "people", clicked=self.merge))

    def merge(self) -> None:
        """Make one record of the two with what is chosen."""
        keep, away = self.shown.keep, self.shown.away

        def done(person_id: int) -> None:
            self.accept()
            toast.show(_("Merged: {name}").format(name=people.person(person_id).name), undo=True)
            self._then(person_id)

        attempt(merging.merge, keep_id=keep.id, away_id=away.id, values=self.values(), then=done)

    def set_apart(self) -> None:
        """Note that these are two people."""
        said_apart(self.shown.keep, self.shown.away, then=self._done_apart)

    def _done_apart(self) -> None:
        self.accept()
        self._apart()

    def _heads(self) -> QWidget:
        gap = QLabel()
        gap.setFixedWidth(style.px(_LABEL_WIDTH))
        row = layout.row(gap, *(_head(record) for record in (self.shown.keep, self.shown.away)), spacing=12)
        row.setContentsMargins(style.px(10), 0, style.px(10), 0)
        row.setStretch(1, 1)
        row.setStretch(2, 1)
        return layout.holding(row)

    def _say_card(self) -> None:
        """Say which of two cards ends."""
        numbers = dict(zip(_SIDES, (self.shown.keep.card_number, self.shown.away.card_number), strict=True))
        self.card_note.setVisible(all(numbers.values()))
        if all(numbers.values()):
            side = self.choices["card_number"].side()
            ended = numbers["away" if side == "keep" else "keep"]
            said = _(
                "The card {ended} is not good any more then: scanning it says whose it was. {number} stays."
            )
            self.card_note.set(said.format(ended=ended, number=numbers[side]), "info")


def open_compare(
    parent: QWidget | None,
    *,
    one_id: int,
    other_id: int,
    then: Then,
    apart: Callable[[], object] | None = None,
) -> None:
    """Show two records side by side, unmasked, which is noted; a pair that cannot be merged is refused by a sentence."""

    def show(_nothing: None) -> None:
        shown = comparing.side_by_side(one_id=one_id, other_id=other_id)
        for person_id in (one_id, other_id):
            people.open_record(person_id)  # that it was opened is noted
        MergeDialog(parent, shown, then=then, apart=apart or (lambda: None)).open()

    def refuse_or_note() -> None:
        merging.both(one_id, other_id)
        reason = _("To compare two records")
        attempt(people.unmask, person_ids=sorted((one_id, other_id)), reason=reason, then=show)

    told(refuse_or_note)()


@told
def open_merge_with(parent: QWidget | None, *, person_id: int, then: Then) -> FormDialog:
    """Ask whom to merge somebody with, those who look like them first, and compare the two."""
    name = people.person(person_id).name
    dialog = FormDialog(_("Merge {name} with…").format(name=name), _("Compare…"), parent)
    dialog.add("other", _("Other record"), PickerField(lambda text: _others(text, person_id)), required=True)

    def compare(other_id: int) -> None:
        dialog.form.mark_unchanged()
        dialog.reject()
        open_compare(parent, one_id=person_id, other_id=other_id, then=then)

    likely = duplicates.rows(duplicates.of_person(person_id))
    for row in likely:
        hit = row.other if row.one.id == person_id else row.one
        link = buttons.link(f"{hit.name} · {words.detail(hit)}", clicked=partial(compare, hit.id))
        link.setToolTip(words.shared(row.pair.why))
        dialog.form.add_widget(layout.holding(layout.row(link, None), _("Perhaps the same")))

    def submitted(values: dict[str, Any]) -> None:
        dialog.attempt(
            merging.both,
            keep_id=person_id,
            away_id=values["other"],
            then=lambda _rows: compare(values["other"]),
        )

    dialog.submitted.connect(submitted)
    dialog.open()
    return dialog


def said_apart(one: Any, other: Any, *, then: Callable[[], object] | None = None) -> None:
    """Note that two people, of whom `id` and `name` are known, are not the same, and say so."""

    def done(_nothing: None) -> None:
        if then is not None:
            then()
        said = _("Noted: {one} and {other} are not the same.").format(one=one.name, other=other.name)
        toast.show(said, undo=True)

    attempt(duplicates.set_apart, one_id=one.id, other_id=other.id, then=done)


def _others(text: str, person_id: int) -> list[Any]:
    return [words.hit(found) for found in people.find(text, limit=20) if found.id != person_id]


def _head(record: Record) -> QWidget:
    """Whose record it is and how much stands in it."""
    registered = f"{record.registered_at:%Y-%m-%d}" if record.registered_at else "—"
    about = _("{visits} visits · {loans} loans · {bookings} bookings").format(
        visits=record.visits, loans=record.loans, bookings=record.bookings
    )
    when = _("registered {day}").format(day=registered)
    if record.last_visit is not None:
        when += " · " + _("last visit {day}").format(day=words.day(record.last_visit))
    name = card.label(record.name, kind="heading", wrap=True, selectable=True)
    return layout.holding(
        layout.column(name, card.label(about, kind="quiet-small", wrap=True), card.label(when, kind="quiet-small", wrap=True), spacing=2),
        record.name,
    )  # fmt: skip
