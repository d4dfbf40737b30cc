"""The section of enquiries: the kinds the desk counts, in the order of their keys."""

from collections.abc import Callable

from centre_app.i18n import N_, _
from centre_app.people import enquiries
from centre_app.people.enquiries import KindRow
from ui.kit import buttons, card
from ui.kit.attempt import attempt
from ui.kit.form import FormDialog, TextField
from ui.kit.table import Column, ListView, RowVerb
from ui.settings.section import Section, saved


class EnquiriesSection(Section):
    """The kinds of enquiries, retired ones below."""

    id = "enquiries"
    title = N_("Enquiries")
    icon = "help"
    tables = frozenset({"enquiry", "enquiry_kind"})

    def __init__(self) -> None:
        super().__init__()
        self.add_button = buttons.primary(_("Add a kind"), "plus", clicked=self.on_add)
        self.list = self._build_list()
        whole = card.Card(_("Kinds of enquiries"), self.add_button)
        words = _(
            "Each kind is a button at the desk; the first eight have the keys F3 to F10 in this order. Right-click a line to move it."
        )
        whole.add(card.label(words, kind="quiet", wrap=True))
        whole.add(self.list, 1)
        self.column.addWidget(whole, 1)

    def refresh(self) -> None:
        self.list.set_rows(enquiries.kinds(include_inactive=True))

    def on_add(self) -> None:
        """Ask for the name of a new kind."""
        self._ask(
            _("Add a kind of enquiry"),
            _("Add"),
            name="",
            does=enquiries.add_kind,
            said=_("The kind was added."),
        )

    def on_rename(self, row: KindRow) -> None:
        """Ask for another name."""
        title = _("Rename “{name}”").format(name=row.name)
        self._ask(
            title,
            _("Save"),
            name=row.name,
            does=enquiries.rename_kind,
            said=_("The kind was renamed."),
            kind_id=row.id,
        )

    def on_retire(self, row: KindRow) -> None:
        """Take a kind off the desk."""
        said = _("“{name}” is no longer counted. Its past stays in the reports.").format(name=row.name)
        attempt(enquiries.retire_kind, then=saved(said), kind_id=row.id)

    def on_bring_back(self, row: KindRow) -> None:
        """Put a kind back on the desk."""
        said = _("“{name}” is counted again.").format(name=row.name)
        attempt(enquiries.restore_kind, then=saved(said), kind_id=row.id)

    def on_move(self, row: KindRow, *, by: int) -> None:
        """Move a kind up or down."""
        attempt(enquiries.move_kind, kind_id=row.id, by=by)

    def _ask(
        self, title: str, verb: str, *, name: str, does: Callable[..., object], said: str, **more: object
    ) -> None:
        dialog = FormDialog(title, verb, self)
        dialog.add("name", _("Name"), TextField(longest=enquiries.LONGEST_NAME), required=True)
        dialog.form.set_values(name=name)
        dialog.submitted.connect(lambda values: dialog.attempt(does, then=saved(said), **more, **values))
        dialog.open()

    def _build_list(self) -> ListView:
        return ListView(
            [
                Column(_("Kind of enquiry"), lambda row: row.name, bold=True),
                Column(_("Today"), lambda row: str(row.today), sort=lambda row: row.today, align="right"),
                Column(
                    _("State"), lambda row: _("In use") if row.active else _("Retired"),
                    tone=lambda row: "good" if row.active else "neutral",
                ),
            ],
            empty=card.EmptyState(
                _("No kinds yet. Add the first one to count enquiries at the desk."), icon="help",
                button=_("Add a kind"), pressed=self.on_add,
            ),
            actions=[
                RowVerb(_("Rename"), "edit", self.on_rename, button=True),
                RowVerb(_("Move up"), "up", lambda row: self.on_move(row, by=-1), enabled=lambda row: row.active),
                RowVerb(_("Move down"), "down", lambda row: self.on_move(row, by=1), enabled=lambda row: row.active),
                RowVerb(_("Retire"), "minus", self.on_retire, button=True, enabled=lambda row: row.active),
                RowVerb(_("Bring back"), "refresh", self.on_bring_back, button=True, enabled=lambda row: not row.active),
            ],
            name=_("Kinds of enquiries"),
        )  # fmt: skip
