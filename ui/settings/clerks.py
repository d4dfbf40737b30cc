"""The section of clerks: who may be on duty, by which name, role and PIN; and when the screen locks."""

from centre_app.access import clerks, pins, roles
from centre_app.access.clerks import ClerkRow
from centre_app.centre import settings
from centre_app.i18n import N_, _
from ui.kit import buttons, card, changes, job, layout, messages, style
from ui.kit.attempt import attempt
from ui.kit.form import ChoiceField, FormDialog, TextField
from ui.kit.table import Column, ListView, RowVerb
from ui.settings.own_pin import open_own_pin
from ui.settings.role_table import RoleTable, capital
from ui.settings.rules import number
from ui.settings.section import Section, SettingsCard, saved

_MENU_FROM = (
    150  # percent of text size: beyond it there is room for one button a row, the others are in its menu
)
_PINS = {"": N_("none"), "set": N_("set"), "temporary": N_("given, to be changed")}


class ClerksSection(Section):
    """The clerks; those who left are switched off and stay, because what they did is theirs."""

    id = "clerks"
    title = N_("Clerks")
    icon = "user"
    needs = "clerks"
    tables = frozenset({"clerk", "setting"})

    def __init__(self) -> None:
        super().__init__()
        self.add_button = buttons.primary(_("Add a clerk"), "plus", clicked=self.on_add)
        self.pin_button = buttons.plain(_("My PIN…"), "lock", clicked=lambda: open_own_pin(self))
        self.pin_button.needs = ""
        self.state = card.Note("", "info")
        self.list = self._build_list()
        self.list.setMinimumHeight(style.px(280))
        self._on_duty: int | None = None
        self.lock = SettingsCard(_("Lock"), ("lock_minutes",))
        self.lock.form.add(
            "lock_minutes", settings.label("lock_minutes"), number("lock_minutes", _("minutes")), required=True,
            hint=_("0: never by itself. Only while somebody with a PIN is on duty."),
        )  # fmt: skip
        whole = card.Card(_("Clerks"), self.add_button)
        whole.add(self.state)
        whole.add(self.list, 1)
        whole.add(layout.row(self.pin_button, None))
        self.column.addWidget(whole)
        self.column.addWidget(self.lock)
        self.column.addWidget(RoleTable())
        self.column.addStretch(1)

    def refresh(self) -> None:
        here = clerks.on_duty()
        self._on_duty = None if here is None else here.id
        self.pin_button.setEnabled(here is not None)
        rows = clerks.clerks(include_inactive=True)
        self.list.set_rows(rows)
        self.lock.show_values(settings.all_settings())
        self._say_state(rows)

    def on_add(self) -> None:
        dialog = FormDialog(_("Add a clerk"), _("Add"), self)
        dialog.add("name", _("Name"), TextField(longest=clerks.LONGEST_NAME), required=True)
        dialog.add("role", _("Role"), _role_field(roles.CLERK))
        dialog.submitted.connect(
            lambda values: dialog.attempt(clerks.add_clerk, then=saved(_("The clerk was added.")), **values)
        )
        dialog.open()

    def on_rename(self, row: ClerkRow) -> None:
        dialog = FormDialog(_("Rename “{name}”").format(name=row.name), _("Save"), self)
        dialog.add("name", _("Name"), TextField(longest=clerks.LONGEST_NAME), required=True)
        dialog.form.set_values(name=row.name)
        dialog.submitted.connect(
            lambda values: dialog.attempt(
                clerks.rename_clerk, then=saved(_("The clerk was renamed.")), clerk_id=row.id, **values
            )
        )
        dialog.open()

    def on_role(self, row: ClerkRow) -> None:
        """Ask for another role."""
        dialog = FormDialog(_("Role of {name}").format(name=row.name), _("Save"), self, width=420)
        dialog.add("role", _("Role"), _role_field(row.role))
        said = _("The role of {name} was changed.").format(name=row.name)
        dialog.submitted.connect(
            lambda values: dialog.attempt(clerks.give_role, then=saved(said), clerk_id=row.id, **values)
        )
        dialog.open()

    def on_reset(self, row: ClerkRow) -> messages.Message:
        """Ask before a clerk's PIN is replaced by one that is good once."""
        return messages.confirm(
            self,
            _("Give {name} a new PIN?").format(name=row.name),
            verb=_("Give a new PIN"),
            detail=_("The one until now is not good any more. The new one is shown once; {name} chooses another with it.").format(
                name=row.name
            ),
            then=lambda: self._reset(row),
        )  # fmt: skip

    def on_switch_off(self, row: ClerkRow) -> None:
        said = _("{name} is switched off and no longer offered.").format(name=row.name)
        attempt(clerks.switch_off, then=saved(said), clerk_id=row.id)

    def on_switch_on(self, row: ClerkRow) -> None:
        said = _("{name} can be on duty again.").format(name=row.name)
        attempt(clerks.switch_on, then=saved(said), clerk_id=row.id)

    def _build_list(self) -> ListView:
        active, gone = (lambda row: row.active), (lambda row: not row.active)
        shown = style.percent() < _MENU_FROM
        return ListView(
            [
                Column(_("Name"), lambda row: row.name, bold=True),
                Column(_("Role"), lambda row: capital(_(roles.LABELS[row.role])), width=96),
                Column(_("PIN"), lambda row: _(_PINS[row.pin]), quiet=True),
                Column(_("State"), self._state, tone=self._tone, width=136),
            ],
            empty=card.EmptyState(
                _("No clerks are known yet. Add the people who serve at the desk."),
                icon="user",
                button=_("Add a clerk"),
                pressed=self.on_add,
            ),
            actions=[
                RowVerb(_("Role…"), "people", self.on_role, enabled=active),
                RowVerb(_("Rename"), "edit", self.on_rename),
                RowVerb(_("PIN…"), "lock", self.on_reset, button=shown, enabled=active),
                RowVerb(_("Switch off"), "minus", self.on_switch_off, button=True, enabled=active),
                RowVerb(_("Switch on"), "refresh", self.on_switch_on, button=True, enabled=gone),
            ],
            name=_("Clerks"),
        )

    def _reset(self, row: ClerkRow) -> None:
        job.run(
            _("Keeping the PIN"),
            lambda _progress: pins.reset(clerk_id=row.id),
            then=lambda pin: self._show_pin(row, pin),
            parent=self,
        )

    def _show_pin(self, row: ClerkRow, pin: str) -> None:
        changes.hub().happened.emit(
            frozenset({"clerk"})
        )  # PINs are not journalled, so nobody else tells of them
        messages.inform(
            self,
            _("The new PIN of {name}: {pin}").format(name=row.name, pin=f"{pin[:3]} {pin[3:]}"),
            detail=_("It is good once and shown only now. Tell {name} and nobody else.").format(
                name=row.name
            ),
        )

    def _say_state(self, rows: list[ClerkRow]) -> None:
        open_doors = [row.name for row in rows if row.active and not row.pin]
        if not roles.in_use():
            words = _("Nobody has a PIN yet: anybody may go on duty under any name and do everything. Roles count from the first PIN on, which is a manager's: “My PIN…”.")  # fmt: skip
            self.state.set(words, "info")
        elif open_doors:
            words = _("Anybody can go on duty under these names, also at the locked screen, because they have no PIN: {names}. Managers among them count as clerks.")  # fmt: skip
            self.state.set(words.format(names=_(", ").join(open_doors)), "warning")
        self.state.setVisible(not roles.in_use() or bool(open_doors))

    def _state(self, row: ClerkRow) -> str:
        if not row.active:
            return _("Switched off")
        return _("On duty now") if row.id == self._on_duty else _("Can be on duty")

    def _tone(self, row: ClerkRow) -> str:
        if not row.active:
            return "neutral"
        return "good" if row.id == self._on_duty else "info"


def _role_field(present: str) -> ChoiceField:
    made = ChoiceField([(role, capital(_(words))) for role, words in roles.LABELS.items()])
    made.set_value(present)
    return made
