"""Whom a row of a register or of a list of loans means, among the people that the centre knows. Nobody is made here."""

from collections import defaultdict
from collections.abc import Iterable

from centre_app import errors
from centre_app.i18n import _
from centre_app.importing.chunks import rows_in
from centre_app.people import fields

_PERSON = "SELECT id, name, phone, category, card_number, grid_unit_id FROM person WHERE"


class Known:
    """The people of the names and cards of a list; `category` and `grid_unit` by id."""

    def __init__(self, *, names: Iterable[str], cards: Iterable[str] = ()) -> None:
        wanted, numbers = {name_of(name) for name in names} - {""}, {card_of(card) for card in cards} - {""}
        rows = {row[0]: row for row in rows_in(f"{_PERSON} name IN", wanted)}
        rows |= {row[0]: row for row in rows_in(f"{_PERSON} card_number IN", numbers)}
        self.category: dict[int, str] = {}
        self.grid_unit: dict[int, int | None] = {}
        self._by_name: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._by_card: dict[str, tuple[int, str]] = {}
        for row_id, name, phone, category, card, unit_id in rows.values():
            self.category[row_id] = category
            self.grid_unit[row_id] = unit_id
            self._by_name[name].append((row_id, phone))
            if card:
                self._by_card[card.casefold()] = row_id, name

    def find(self, name: str, *, phone: str = "", card: str = "") -> int | None:
        """By the card, where it belongs to that name; else by name and telephone; else by a name that only one person has."""
        if card and (owner := self._by_card.get(card_of(card).casefold())):
            return owner[0] if name_of(name) in ("", owner[1]) else None
        named = self._by_name.get(name_of(name), [])
        alike = [one for one in named if one[1] == phone] if phone else named
        silent = alike or [one for one in named if not one[1]]
        return silent[0][0] if len(silent) == 1 or (phone and alike) else None

    def why_not(self, name: str, *, phone: str = "", card: str = "") -> str:
        """Why `find` found nobody, and what to do."""
        if card and (owner := self._by_card.get(card_of(card).casefold())) and name_of(name) != owner[1]:
            return _("The card number {code} belongs to somebody of another name.").format(code=card_of(card))
        if card and not name:
            return _("Nobody has the card number {code}. Please import the list of people first.").format(
                code=card_of(card)
            )
        if not phone and len(self._by_name.get(name_of(name), ())) > 1:
            return _("Several people have this name. Please add the telephone or the card number.")
        return _("Nobody is known by this name and telephone. Please import the list of people first.")


def name_of(text: str) -> str:
    """The name as people are stored under it, "" for none that can be."""
    try:
        return fields.name(text)
    except errors.CentreError:
        return ""


def card_of(text: str) -> str:
    """The card number in one spelling, "" for none that can be."""
    try:
        return fields.card(text)
    except errors.CentreError:
        return ""
