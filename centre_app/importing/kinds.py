"""Which kind of list a file holds, by the headings that only one kind has, else by its cells. The clerk can say otherwise."""

from collections.abc import Iterable

from centre_app.importing.guessing import guess
from centre_app.importing.headings import find_headings, layout_at
from centre_app.importing.parts import parts_of
from centre_app.importing.reading import Source
from centre_app.importing.shapes import Sheet
from centre_app.importing.vocabulary import Kind

# The first of which enough is there; a list of books may name a donor's phone, a register of visits a room.
_SIGNS: tuple[tuple[Kind, tuple[str, ...], int], ...] = (
    ("loans", ("lent", "due", "returned"), 1),
    ("bookings", ("span", "starts", "ends", "status", "title", "came_count"), 1),
    ("visits", ("arrived", "left", "purpose", "host", "head_count"), 1),
    ("copies", ("barcode", "source_id", "location"), 3),
    ("books", ("authors", "publisher", "isbn", "price", "imprint", "title", "title_and_authors"), 2),
    ("people", ("phone", "sex", "birth", "identity", "home", "address", "card_number", "category"), 1),
    ("books", ("title", "title_and_authors"), 1),
    ("people", ("person",), 1),
    ("copies", ("barcode",), 1),
)
_FOREIGN: dict[Kind, tuple[str, ...]] = {
    "visits": ("title", "isbn", "birth", "identity"),
    "bookings": ("isbn", "authors"),
}
_PROVEN: tuple[Kind, ...] = ("books", "visits", "people")  # by an ISBN, a moment of arriving, a phone


def likely_kind(source: Source) -> Kind:
    """The kind of the first list in the file that has known headings; where none has, the first that its cells prove, or books."""
    for part in _parts(source.sheets):
        for kind, signs, enough in _SIGNS:
            found = _fields(part, kind=kind)
            if len(found & set(signs)) >= enough and not found & set(_FOREIGN.get(kind, ())):
                return kind
    return next(
        (kind for kind in _PROVEN if any(_is_proven(part, kind=kind) for part in _parts(source.sheets))),
        "books",
    )


def _is_proven(part: Sheet, *, kind: Kind) -> bool:
    return guess(part.rows, kind=kind).is_sure


def _parts(sheets: Iterable[Sheet]) -> Iterable[Sheet]:
    for sheet in sorted(sheets, key=lambda one: one.hidden):
        yield from parts_of(sheet)


def _fields(part: Sheet, *, kind: Kind) -> set[str]:
    row = find_headings(part.rows, kind=kind)
    return set() if row is None else set(layout_at(part.rows, row, kind=kind).columns)
