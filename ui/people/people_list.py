"""The list of people: windows of 500 by pinyin, or whom a search finds; masked until the clerk unmasks it."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from centre_app.errors import CentreError
from centre_app.i18n import N_, _
from centre_app.people import bands, listing, masking
from ui.kit import buttons, card, icons, toast, unmask
from ui.kit.table import Column, ListView, RowVerb
from ui.people import words
from ui.people.list_bar import ListBar

Row = listing.PersonRow
_EVERYBODY, _HERE = "", "here"
_SHOWN = ((_EVERYBODY, N_("All")), *bands.CATEGORY_LABELS.items(), (_HERE, N_("Here now")))


class PeopleList(card.Card):
    """Shows people and says what the clerk wants: `opened(id)`, and by verb name and row in `asked(verb, row)`.

    `passed(id)`: another row became current, by the arrow keys perhaps.
    """

    opened = Signal(int)
    passed = Signal(int)
    asked = Signal(str, object)
    register_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.unmasked = False
        self._noted: set[int] = set()
        self._build()
        self.list.row_chosen.connect(lambda row: self.passed.emit(row.id) if row is not None else None)
        self.list.filtered.connect(lambda _text: self.refresh())
        self.segments.chosen.connect(lambda _key: self._begin_anew())
        self.bar.changed.connect(self._begin_anew)

    def refresh(self) -> None:
        """Read the rows again as far down as is seen or chosen; the rest comes when it is scrolled to."""
        self.bar.refresh()
        text = self.list.filter_box.text().strip()
        if text:
            self._show(listing.found(text, **self.condition()), more=False)
            return
        most = self._rows_needed()
        rows = listing.page_of_people(limit=most, **self.condition())
        self._show(rows, more=len(rows) == most)

    def _begin_anew(self) -> None:
        """Read another list from its top: where the last one was scrolled to means nothing in it."""
        self.list.view.scrollToTop()
        self.refresh()
        self.list.view.scrollToTop()

    def set_unmasked(self, unmasked: bool) -> None:
        """Show names and phones in full, which is noted, or mask them again."""
        if unmasked and not self.unmasked:
            self._note(self.list.rows(), then=lambda: self._show_masks(unmasked=True))
        elif not unmasked and self.unmasked:
            self._noted.clear()
            self._show_masks(unmasked=False)

    def condition(self) -> dict[str, Any]:
        """Whom the list holds without a search, as the reads of lists take it."""
        key = self.segments.value()
        narrowed: dict[str, Any] = {"here": True} if key == _HERE else {"category": key or None}
        return narrowed | {"chosen": self.bar.chosen}

    def segment_words(self) -> str:
        """The choice above the list in words; nothing where all are listed."""
        key = self.segments.value()
        return "" if key == _EVERYBODY else _(dict(_SHOWN)[str(key)])

    def toggle_mask(self) -> None:
        """Unmask a masked list, mask an unmasked one."""
        self.set_unmasked(not self.unmasked)

    def selected_ids(self) -> list[int]:
        """The ids of those selected, in the order shown."""
        return [row.id for row in self.list.selected()]

    def listed_ids(self, *, limit: int) -> list[int]:
        """The ids of all that the list stands for, also those further down than was read; at most `limit`."""
        if self.list.filter_box.text().strip():
            return [row.id for row in self.list.rows()][:limit]
        return listing.ids_of(limit=limit, **self.condition())

    def _build(self) -> None:
        self.eye = buttons.plain("", "eye", clicked=self.toggle_mask)
        self._mark(unmasked=False)
        self.segments = buttons.Segments(
            [(key, _(text)) for key, text in _SHOWN], name=_("Who is listed"), wraps=True
        )
        verbs = [
            RowVerb(_("Open record"), "user", lambda row: self.opened.emit(row.id)),
            *(
                RowVerb(_(text), icon, partial(self.asked.emit, verb), enabled=enabled)
                for verb, text, icon, enabled in _VERBS
            ),
            RowVerb(_("Copy card number"), "copy", _copy_card, enabled=lambda row: bool(row.card_number)),
        ]
        nobody = card.EmptyState(
            _("Nobody is registered here yet. Register the first person, or import a list."),
            icon="people", button=_("Register a person"), pressed=self.register_asked.emit,
        )  # fmt: skip
        self.list = ListView(
            self._columns(), empty=nobody, actions=verbs, name=_("Residents"), table="person", load_more=self._on_more,
            found_by_page=True, many=True,
        )  # fmt: skip
        self.list.filter_box.setPlaceholderText(_("Name, pinyin, phone, card or address"))
        self.bar = ListBar()
        self.add(self.segments)
        self.add(self.bar)
        self.add(self.list, 1)

    def _columns(self) -> list[Column]:
        return [
            Column(_("Name"), self._name, sort=lambda row: row.place, bold=True),
            Column(_("Age"), lambda row: words.age(row.age), sort=lambda row: -1 if row.age is None else row.age,
                   align="right", width=52, hint=lambda row: _(bands.BAND_LABELS[row.band])),
            Column(_("Category"), lambda row: _(bands.CATEGORY_LABELS[row.category]), quiet=True),
            Column(_("Phone"), self._phone, width=118),
            Column(_("Card"), lambda row: row.card_number, quiet=True),
            Column(_("Last visit"), _last_visit, sort=lambda row: str(row.last_visit or ""),
                   tone=lambda row: "good" if row.is_here else None),
        ]  # fmt: skip

    def _name(self, row: Row) -> str:
        return row.name if row.id in self._noted else masking.masked_name(row.name)

    def _phone(self, row: Row) -> str:
        return row.phone if row.id in self._noted else masking.masked_phone(row.phone)

    def _rows_needed(self) -> int:
        model, view = self.list.model, self.list.view
        if model.sorted_by is not None:
            return max(listing.WINDOW, len(model.all_rows()))
        seen = view.indexAt(view.viewport().rect().bottomLeft()).row()
        chosen = [index.row() for index in view.selectionModel().selectedRows()]
        return (max(seen, *chosen, 0) // listing.WINDOW + 1) * listing.WINDOW

    def _on_more(self) -> None:
        rows = self.list.model.all_rows()
        after = max(row.place for row in rows) if rows else None
        following = listing.page_of_people(after=after, **self.condition())
        self.list.append_rows(following, more=len(following) == listing.WINDOW)
        self._note(following)

    def _show(self, rows: list[Row], *, more: bool) -> None:
        self.list.set_rows(rows, more=more, narrowed=not self.bar.chosen.is_empty())
        if self.unmasked:
            self._note(rows)

    def _note(self, rows: list[Row], then: Any = None) -> None:
        """Note who is shown unmasked, once for each person until the list is masked again.

        Only who was noted is shown in full; where that is refused, the list is masked again.
        """
        ids = {row.id for row in rows} - self._noted

        def noted(_nothing: None) -> None:
            self._noted.update(ids)
            if then is None:
                self.list.view.viewport().update()
            else:
                then()

        def refused(error: CentreError) -> None:
            toast.show(error.sentence(), kind="bad")
            self.set_unmasked(False)

        if ids and (self.unmasked or then is not None):
            unmask.show(self, person_ids=sorted(ids), then=noted, failed=refused)
        elif then is not None:
            then()

    def _show_masks(self, *, unmasked: bool) -> None:
        self._mark(unmasked=unmasked)
        self.refresh()

    def _mark(self, *, unmasked: bool) -> None:
        self.unmasked = unmasked
        self.eye.setText(_("Mask names") if unmasked else _("Show names"))
        self.eye.setIcon(icons.icon("eye-off" if unmasked else "eye", "quiet"))
        self.eye.setToolTip(_("Names and phones in full; this is noted (Ctrl+U)"))


_VERBS = (
    ("check_in", N_("Check in"), "check-in", lambda row: not row.is_here),
    ("check_in_as", N_("Check in to a zone…"), "room", lambda row: not row.is_here),
    ("check_out", N_("Check out"), "check-out", lambda row: row.is_here),
    ("edit", N_("Edit…"), "edit", lambda _row: True),
    ("merge", N_("Merge with…"), "people", lambda _row: True),
)


def _last_visit(row: Row) -> str:
    return _("here") if row.is_here else words.when(row.last_visit)


def _copy_card(row: Row) -> None:
    QGuiApplication.clipboard().setText(row.card_number)
    toast.show(_("Copied: {number}").format(number=row.card_number))
