"""The section of tags: the words for groups of people, in the order in which forms offer them."""

from centre_app.i18n import N_, _
from centre_app.people import tags
from centre_app.people.tags import TagRow
from ui.kit import buttons, card, messages
from ui.kit.attempt import attempt
from ui.kit.table import Column, ListView, RowVerb
from ui.settings.section import Section, saved


class TagsSection(Section):
    """All tags; those no longer offered are said to be so."""

    id = "tags"
    title = N_("Tags")
    icon = "people"
    tables = frozenset({"tag", "person_tag"})

    def __init__(self) -> None:
        super().__init__()
        self.add_button = buttons.primary(_("Add a tag"), "plus", clicked=self.on_add)
        self.list = ListView(
            [
                Column(_("Tag"), lambda row: row.name, bold=True, width=180),
                Column(_("People"), lambda row: str(row.people), sort=lambda row: row.people, align="right"),
                Column(
                    _("State"),
                    lambda row: _("offered") if row.active else _("no longer offered"),
                    tone=lambda row: "good" if row.active else "neutral",
                ),
            ],
            empty=card.EmptyState(
                _("There are no tags. Add words for groups of people, such as veterans."),
                icon="people",
                button=_("Add a tag"),
                pressed=self.on_add,
            ),
            actions=[
                RowVerb(_("Rename…"), "edit", self.on_rename, button=True),
                RowVerb(_("Move up"), "up", lambda row: self.on_move(row, by=-1)),
                RowVerb(_("Move down"), "down", lambda row: self.on_move(row, by=1)),
                RowVerb(_("Offer no longer"), "minus", self.on_retire, button=True, enabled=lambda row: row.active),
                RowVerb(_("Offer again"), "refresh", self.on_bring_back, button=True, enabled=lambda row: not row.active),
                RowVerb(_("Remove"), "delete", self.on_remove),
            ],
            name=_("Tags"),
        )  # fmt: skip
        self.up_button = buttons.icon_only(
            "up", _("Move up"), clicked=lambda: self._move_current(-1), framed=True
        )
        self.down_button = buttons.icon_only(
            "down", _("Move down"), clicked=lambda: self._move_current(1), framed=True
        )
        self.remove_button = buttons.icon_only(
            "delete", _("Remove"), clicked=self._remove_current, framed=True
        )
        whole = card.Card(_("Tags"))
        for button in (self.up_button, self.down_button, self.remove_button, self.add_button):
            whole.set_trailing(button)
        words = _(
            "A person can have several. A tag is renamed for everybody who has it; one that nobody has can be removed."
        )
        whole.add(card.label(words, kind="quiet", wrap=True))
        whole.add(self.list, 1)
        self.column.addWidget(whole, 1)
        self.list.row_chosen.connect(self._on_row_chosen)
        self._on_row_chosen(None)

    def refresh(self) -> None:
        self.list.set_rows(tags.tags(include_inactive=True))
        self._on_row_chosen(self.list.current())

    def on_add(self) -> None:
        """Ask what the new tag is called."""
        messages.ask_text(self, _("What is the new tag called?"), verb=_("Add"), then=self._add)

    def on_rename(self, row: TagRow) -> None:
        """Ask what a tag is to be called."""

        def rename(name: str) -> None:
            attempt(tags.rename_tag, tag_id=row.id, name=name, then=saved(_("The tag was renamed.")))

        messages.ask_text(self, _("What is the tag called?"), verb=_("Save"), then=rename, text=row.name)

    def on_move(self, row: TagRow, *, by: int) -> None:
        attempt(tags.move_tag, tag_id=row.id, by=by)

    def on_retire(self, row: TagRow) -> None:
        said = _("“{name}” is no longer offered. Who has it keeps it.").format(name=row.name)
        attempt(tags.offer_tag, tag_id=row.id, active=False, then=saved(said))

    def on_bring_back(self, row: TagRow) -> None:
        said = _("“{name}” is offered again.").format(name=row.name)
        attempt(tags.offer_tag, tag_id=row.id, active=True, then=saved(said))

    def on_remove(self, row: TagRow) -> None:
        said = _("The tag “{name}” was removed.").format(name=row.name)
        attempt(tags.remove_tag, tag_id=row.id, then=saved(said))

    def _add(self, name: str) -> None:
        attempt(tags.add_tag, name=name, then=saved(_("The tag was added.")))

    def _move_current(self, by: int) -> None:
        row = self.list.current()
        if row is not None:
            self.on_move(row, by=by)

    def _remove_current(self) -> None:
        row = self.list.current()
        if row is not None:
            self.on_remove(row)

    def _on_row_chosen(self, row: TagRow | None) -> None:
        for button in (self.up_button, self.down_button, self.remove_button):
            button.setEnabled(row is not None)
