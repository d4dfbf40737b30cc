"""The line above the list of people: the saved lists, the filter, and what can be done with a whole list."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from centre_app.access import roles
from centre_app.i18n import _
from centre_app.people import grid, saved_lists, tags
from centre_app.people.saved_lists import SavedRow
from centre_app.people.selection import Selection
from ui.kit import buttons, card, icons, layout, messages, style, toast
from ui.kit.attempt import attempt
from ui.kit.form import ChoiceField
from ui.people import filter_dialog, selection_words

EVERYBODY = Selection()


class ListBar(QWidget):
    """`chosen` is the choice in force; `changed` when it changed. `asked(kind)`: workbook, labels, phone_round or tag."""

    changed = Signal()
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.chosen = EVERYBODY
        self.lists: list[SavedRow] = []
        self.saved = ChoiceField(none=_("Saved lists"))
        self.saved.set_name(_("Saved lists"))
        self.saved.box.setMinimumWidth(style.px(120))
        self.filter_button = buttons.plain(_("Filter…"), "search", clicked=self.ask_filter)
        self.more_button = buttons.plain(_("This list"), "more")
        self.words = card.label(kind="quiet", wrap=True)
        self.clear_button = buttons.icon_only("close", _("Show everybody again"), clicked=self.clear)
        self._said = layout.holding(layout.row(self.words, self.clear_button, spacing=4))
        whole = layout.column(
            layout.row(self.saved, self.filter_button, self.more_button, None), self._said, spacing=4
        )
        self.setLayout(whole)
        self._build_menu()
        self.saved.changed.connect(self._on_saved_chosen)
        self._say()

    def refresh(self) -> None:
        """Read the saved lists again; the one in force follows what was changed of it."""
        before = self.current()
        self.lists = saved_lists.saved()
        blocked = self.saved.blockSignals(True)
        self.saved.set_choices([(row.id, row.name) for row in self.lists])
        if before is not None and before.selection == self.chosen:
            now = self.current()
            self.chosen = now.selection if now is not None else EVERYBODY
        self.saved.blockSignals(blocked)
        self._say()

    def show_selection(self, chosen: Selection) -> None:
        """Put a choice in force; the saved list of the same choice is shown as chosen."""
        self.chosen = chosen
        same = next((row.id for row in self.lists if row.selection == chosen), None)
        blocked = self.saved.blockSignals(True)
        self.saved.set_value(same)
        self.saved.blockSignals(blocked)
        self._say()
        self.changed.emit()

    def clear(self) -> None:
        """Show everybody."""
        self.show_selection(EVERYBODY)

    def ask_filter(self) -> None:
        """Ask whom to list."""
        filter_dialog.open_filter(self, present=self.chosen, chosen=self.show_selection)

    def ask_save(self) -> None:
        """Keep the choice in force under a name."""
        messages.ask_text(
            self, _("Under which name is this list kept?"), verb=_("Save the list"), then=self._save,
            detail=self.words.text(),
        )  # fmt: skip

    def ask_rename(self) -> None:
        """Give the saved list another name, and the choice in force."""
        row = self.current()
        if row is None:
            return

        def change(name: str) -> None:
            attempt(
                saved_lists.change_list, list_id=row.id, name=name, chosen=self.chosen,
                then=lambda _nothing: toast.show(_("Saved: {name}").format(name=name), undo=True),
            )  # fmt: skip

        messages.ask_text(
            self, _("What is the list called?"), verb=_("Save the list"), then=change, text=row.name
        )

    def remove(self) -> None:
        """Remove the saved list; this can be undone."""
        row = self.current()
        if row is not None:
            words = _("The list “{name}” was removed. The people in it stay.").format(name=row.name)
            attempt(
                saved_lists.remove_list, list_id=row.id, then=lambda _nothing: toast.show(words, undo=True)
            )

    def _build_menu(self) -> None:
        menu = QMenu(self.more_button)
        self.for_choice = menu.addAction(icons.icon("check"), _("Save this list…"), self.ask_save)
        self.for_saved = [
            menu.addAction(icons.icon("edit"), _("Rename the saved list…"), self.ask_rename),
            menu.addAction(icons.icon("delete"), _("Remove the saved list"), self.remove),
        ]
        menu.addSeparator()
        for kind, icon, text in (
            ("workbook", "export", _("Export the list (.xlsx)…")),
            ("labels", "print", _("Address labels of the list…")),
            ("phone_round", "phone", _("Phone round sheet of the list…")),
            ("tag", "user", _("Give everybody in the list a tag…")),
        ):
            made = menu.addAction(icons.icon(icon), text)
            made.triggered.connect(lambda _on, kind=kind: self.asked.emit(kind))
            if kind == "workbook":
                self.for_workbook = made
        menu.setToolTipsVisible(True)
        self.more_button.setMenu(menu)
        menu.aboutToShow.connect(self._offer)

    def _offer(self) -> None:
        self.for_choice.setEnabled(not self.chosen.is_empty())
        for action in self.for_saved:
            action.setEnabled(self.current() is not None)
        refusal = roles.why_not("export_names")
        self.for_workbook.setEnabled(not refusal)
        self.for_workbook.setToolTip(refusal or self.for_workbook.text())

    def _save(self, name: str) -> None:
        def then(_list_id: int) -> None:
            toast.show(_("Saved: {name}").format(name=name), undo=True)
            self.refresh()
            self.show_selection(self.chosen)

        attempt(saved_lists.save_list, name=name, chosen=self.chosen, then=then)

    def current(self) -> SavedRow | None:
        """Return the saved list in force."""
        return next((row for row in self.lists if row.id == self.saved.value()), None)

    def _on_saved_chosen(self) -> None:
        row = self.current()
        self.show_selection(row.selection if row is not None else EVERYBODY)

    def _say(self) -> None:
        filtered = not self.chosen.is_empty()
        self._said.setVisible(filtered)
        if filtered:
            units = {row.id: row.path for row in grid.units()}
            self.words.setText(selection_words.describe(self.chosen, tags=tags.names(), units=units))
