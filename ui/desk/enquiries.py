"""The strip of enquiries at the desk: a button and a key for each kind, with how many there were today."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from centre_app import clock
from centre_app.i18n import _
from centre_app.people import enquiries
from centre_app.people.enquiries import KindRow
from centre_app.storage.action import WORK
from ui.kit import buttons, card, icons, layout, toast
from ui.kit.action import Action
from ui.kit.attempt import attempt
from ui.kit.form import ChoiceField, FormDialog, TextField, TimeField

KEYS = ("F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10")  # no letters, no Alt+Shift, which switches languages


class EnquiryStrip(QWidget):
    """One line above the list of who is here. `settings_asked` wants the list of kinds."""

    settings_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Enquiries"))
        self._kinds: list[KindRow] = []
        self.buttons: list[buttons.Button] = []
        self.title = card.label("", kind="quiet")
        self.more_button = buttons.icon_only(
            "more", _("More about enquiries"), framed=True, clicked=self.open_more
        )
        self._line = layout.Flow(self.title, self.more_button)
        self.setLayout(self._line)

    def show_kinds(self, kinds: list[KindRow]) -> None:
        """Show the kinds in use and today's counts."""
        if [(kind.id, kind.name) for kind in kinds] != [(kind.id, kind.name) for kind in self._kinds]:
            self._rebuild(kinds)
        self._kinds = kinds
        total = sum(kind.today for kind in kinds)
        self.title.setText(_("Enquiries {count}").format(count=total))
        self.title.setToolTip(_("Counted today"))
        for button, kind, key in zip(self.buttons, kinds, _keys(len(kinds)), strict=True):
            button.setText(f"{kind.name}  {kind.today}")
            button.setToolTip(_("Count one ({key})").format(key=key) if key else _("Count one"))
            button.setAccessibleName(f"{kind.name} {kind.today}")
        self.updateGeometry()

    def count(self, place: int) -> None:
        """Count one of the kind at that place, from 0; nothing where there is none."""
        if place < len(self._kinds):
            kind = self._kinds[place]
            attempt(enquiries.count, kind_id=kind.id, then=lambda _id: _say_counted(kind.name))

    def take_back(self, kind: KindRow) -> None:
        """Count one less of a kind."""
        said = _("One less: {kind}").format(kind=kind.name)
        attempt(enquiries.take_back, kind_id=kind.id, then=lambda _none: toast.show(said, undo=True))

    def ask(self) -> FormDialog:
        """Ask for an enquiry with a note, or of an earlier time today."""
        dialog = FormDialog(_("Note an enquiry"), _("Count"), self)
        dialog.add(
            "kind_id",
            _("Kind of enquiry"),
            ChoiceField([(kind.id, kind.name) for kind in self._kinds]),
            required=True,
        )
        dialog.add("time", _("Time"), TimeField(), required=True, beside=True)
        dialog.add(
            "note",
            _("Note"),
            TextField(longest=enquiries.LONGEST_NOTE),
            hint=_("Stays at the desk: it is in no report."),
        )
        now = clock.now()
        dialog.form.set_values(time=now.time().replace(second=0, microsecond=0))

        def submitted(values: dict[str, object]) -> None:
            given = values.pop("time")
            at = now.replace(hour=given.hour, minute=given.minute, second=0, microsecond=0)  # type: ignore[attr-defined]
            name = next(kind.name for kind in self._kinds if kind.id == values["kind_id"])
            dialog.attempt(enquiries.count, then=lambda _id: _say_counted(name), at=at, **values)

        dialog.submitted.connect(submitted)
        dialog.open()
        return dialog

    def open_more(self) -> QMenu:
        """Show what is seldom wanted: a note, one less, the list of kinds."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icons.icon("edit"), _("Note an enquiry…")).triggered.connect(lambda _on: self.ask())
        less = menu.addMenu(icons.icon("minus"), _("Take one back"))
        for kind in self._kinds:
            chosen = less.addAction(f"{kind.name}  {kind.today}")
            chosen.setEnabled(bool(kind.today))
            chosen.triggered.connect(lambda _on, kind=kind: self.take_back(kind))
        menu.addSeparator()
        menu.addAction(icons.icon("settings"), _("Kinds of enquiries…")).triggered.connect(
            lambda _on: self.settings_asked.emit()
        )
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))
        return menu

    def page_actions(self) -> list[Action]:
        """The keys, one for each of the first kinds."""
        return [
            Action(
                f"desk.enquiry{number}", _("Count an enquiry of kind {number}").format(number=number), key, "plus",
                partial(self.count, number - 1),
            )
            for number, key in enumerate(KEYS, start=1)
        ]  # fmt: skip

    def _rebuild(self, kinds: list[KindRow]) -> None:
        for widget in (*self.buttons, self.more_button):
            self._line.removeWidget(widget)
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = [buttons.plain("", clicked=partial(self.count, place)) for place in range(len(kinds))]
        buttons.need(WORK, *self.buttons)
        for widget in (*self.buttons, self.more_button):
            self._line.addWidget(widget)


def _keys(count: int) -> list[str]:
    return [KEYS[place] if place < len(KEYS) else "" for place in range(count)]


def _say_counted(name: str) -> None:
    toast.show(_("Counted: {kind}").format(kind=name), undo=True)
