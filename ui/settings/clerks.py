"""The section of clerks: who may be on duty, by which name."""

from centre_app.access import clerks
from centre_app.access.clerks import ClerkRow
from centre_app.i18n import N_, _
from ui.kit import buttons, card
from ui.kit.attempt import attempt
from ui.kit.form import FormDialog, TextField
from ui.kit.table import Column, ListView, RowVerb
from ui.settings.section import Section, saved


class ClerksSection(Section):
    """The clerks; those who left are switched off and stay, because what they did is theirs."""

    id = "clerks"
    title = N_("Clerks")
    icon = "user"
    tables = frozenset({"clerk"})

    def __init__(self) -> None:
        super().__init__()
        self.add_button = buttons.primary(_("Add a clerk"), "plus", clicked=self.on_add)
        self.list = ListView(
            [
                Column(_("Name"), lambda row: row.name, bold=True),
                Column(_("State"), self._state, tone=self._tone),
            ],
            empty=card.EmptyState(
                _("No clerks are known yet. Add the people who serve at the desk."),
                icon="user",
                button=_("Add a clerk"),
                pressed=self.on_add,
            ),
            actions=[
                RowVerb(_("Rename"), "edit", self.on_rename, button=True),
                RowVerb(
                    _("Switch off"), "minus", self.on_switch_off, button=True, enabled=lambda row: row.active
                ),
                RowVerb(
                    _("Switch on"),
                    "refresh",
                    self.on_switch_on,
                    button=True,
                    enabled=lambda row: not row.active,
                ),
            ],
            name=_("Clerks"),
        )
        self._on_duty: int | None = None
        whole = card.Card(_("Clerks"), self.add_button)
        whole.add(self.list, 1)
        self.column.addWidget(whole, 1)

    def refresh(self) -> None:
        here = clerks.on_duty()
        self._on_duty = None if here is None else here.id
        self.list.set_rows(clerks.clerks(include_inactive=True))

    def on_add(self) -> None:
        dialog = self._dialog(_("Add a clerk"), _("Add"))
        dialog.submitted.connect(
            lambda values: dialog.attempt(clerks.add_clerk, then=saved(_("The clerk was added.")), **values)
        )
        dialog.open()

    def on_rename(self, row: ClerkRow) -> None:
        dialog = self._dialog(_("Rename “{name}”").format(name=row.name), _("Save"))
        dialog.form.set_values(name=row.name)
        dialog.submitted.connect(
            lambda values: dialog.attempt(
                clerks.rename_clerk, then=saved(_("The clerk was renamed.")), clerk_id=row.id, **values
            )
        )
        dialog.open()

    def on_switch_off(self, row: ClerkRow) -> None:
        said = _("{name} is switched off and no longer offered.").format(name=row.name)
        attempt(clerks.switch_off, then=saved(said), clerk_id=row.id)

    def on_switch_on(self, row: ClerkRow) -> None:
        said = _("{name} can be on duty again.").format(name=row.name)
        attempt(clerks.switch_on, then=saved(said), clerk_id=row.id)

    def _dialog(self, title: str, verb: str) -> FormDialog:
        dialog = FormDialog(title, verb, self)
        dialog.add("name", _("Name"), TextField(longest=clerks.LONGEST_NAME), required=True)
        return dialog

    def _state(self, row: ClerkRow) -> str:
        if not row.active:
            return _("Switched off")
        return _("On duty now") if row.id == self._on_duty else _("Can be on duty")

    def _tone(self, row: ClerkRow) -> str:
        if not row.active:
            return "neutral"
        return "good" if row.id == self._on_duty else "info"
