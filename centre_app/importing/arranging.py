"""How a sheet is taken for a list: which part of it, which row holds the headings, and what each column holds.

Known headings mean something by themselves; without any the content is looked at; what the clerk said of a file of the same
shape comes before both, and what they say now before everything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from centre_app.errors import NoHeadings
from centre_app.importing import guessing, remembered
from centre_app.importing.headings import Layout, Table, find_headings, layout_at, layout_without, table_below
from centre_app.importing.parts import parts_of
from centre_app.importing.reading import Source
from centre_app.importing.shapes import Sheet
from centre_app.importing.vocabulary import KEYS, SERIAL, SHOWN, Kind, words_of

IGNORED = ""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A list on a sheet with its columns. `said` is what the clerk says of columns (from 0), now or in another file like it.

    `is_sure`: known headings, or a memory, or content that leaves no doubt; else the clerk must look at the columns.
    `by_hand`: the clerk changed something, which is worth remembering. `headings_at` is their row (from 0).
    """

    part: Sheet
    layout: Layout
    said: Mapping[int, str] = field(default_factory=dict)
    guessed: Mapping[int, str] = field(default_factory=dict)
    is_sure: bool = True
    by_hand: bool = False
    headings_at: int = 0

    @property
    def kind(self) -> Kind:
        """The kind of list that it is taken for."""
        return self.layout.kind

    @property
    def is_complete(self) -> bool:
        """Whether a column is there that this kind of list cannot be without."""
        return bool(set(KEYS[self.kind]) & self._layout().columns.keys())

    @property
    def fields(self) -> dict[int, str]:
        """What each column holds: a field of `vocabulary`, IGNORED for one that is left out."""
        layout = self._layout()
        found = {column: name for name, columns in layout.columns.items() for column in columns}
        return found | dict.fromkeys(layout.serials, SERIAL)

    def table(self) -> Table:
        """The rows below the headings."""
        return table_below(self.part, layout=self._layout())

    def saying(self, column: int, name: str) -> "Arrangement":
        """The same with a column holding that field, or IGNORED."""
        return replace(self, said={**self.said, column: name}, by_hand=True)

    def remember(self) -> None:
        """Keep what the clerk changed for files of the same shape; inside the action that imports this one."""
        if not self.by_hand:
            return
        rows, kind = self.part.rows, self.kind
        if self.layout.has_headings:
            row = rows[self.headings_at]
            remembered.remember(remembered.of_headings(row, kind=kind), fields=self.said)
        else:
            shape = remembered.without_headings(rows, kind=kind)
            remembered.remember(shape, fields={**self.guessed, **self.said})

    def _layout(self) -> Layout:
        return _with_fields(self.layout, {**self.guessed, **self.said})


def arrangements(source: Source, *, kind: Kind) -> list[Arrangement]:
    """Every list in a file, the likeliest first: with the headings of this kind on a visible sheet, then in order of the file."""
    if source.records:
        return []
    ordered = sorted(source.sheets, key=lambda sheet: sheet.hidden)
    found = [arranged(part, kind=kind) for sheet in ordered for part in parts_of(sheet)]
    return sorted(found, key=lambda one: (not one.is_sure, not one.layout.has_headings))


def arranged(part: Sheet, *, kind: Kind) -> Arrangement:
    """A part of a sheet as it explains itself."""
    if (memory := remembered.recall(part, kind=kind)) is not None:
        row, said = memory
        layout = layout_without(part.rows, kind=kind) if row is None else layout_at(part.rows, row, kind=kind)
        return Arrangement(part, layout, said=said, headings_at=row or 0)
    if (row := find_headings(part.rows, kind=kind)) is not None:
        return Arrangement(part, layout_at(part.rows, row, kind=kind), headings_at=row)
    return without_headings(part, kind=kind)


def without_headings(part: Sheet, *, kind: Kind) -> Arrangement:
    """The part taken for a list that has no headings: what its columns hold is guessed from what stands in them."""
    layout = layout_without(part.rows, kind=kind)
    guess = guessing.guess(part.rows[layout.heading_row :], kind=kind)
    return Arrangement(part, layout, guessed=guess.fields, is_sure=guess.is_sure)


def with_headings(arrangement: Arrangement, row: int) -> Arrangement:
    """The same part with its headings in that row (from 1); 0 for none."""
    part, kind = arrangement.part, arrangement.kind
    if row == 0:
        return replace(without_headings(part, kind=kind), by_hand=True)
    return Arrangement(part, layout_at(part.rows, row - 1, kind=kind), headings_at=row - 1, by_hand=True)


def table_of(source: Source, *, kind: Kind, sheet: str = "", number: int = 1) -> Table:
    """The list that an import without a window takes: the n-th likeliest (from 1), of that sheet where one is named.

    Raises NoHeadings where no list of this kind explains itself, and what reading MARC records raises.
    """
    if source.records:
        return records_of(source, kind=kind)
    found = [
        one for one in arrangements(source, kind=kind)
        if one.is_sure and one.is_complete and sheet in ("", one.part.name)
    ]  # fmt: skip
    if number > len(found):
        raise no_headings(source.file, kind=kind)
    return found[number - 1].table()


def records_of(source: Source, *, kind: Kind) -> Table:
    """The MARC records of a file. Raises MarcOnlyBooks, ImportTooManyRows and ImportFileEmpty."""
    from centre_app.importing import marc  # pymarc, only when first needed

    return marc.table_of(source.records, kind=kind, file=source.file)


def no_headings(file: str, *, kind: Kind) -> NoHeadings:
    """What to say of a file in which no list of this kind was found."""
    needed = " / ".join(word for name in KEYS[kind] for word in words_of(name, kind=kind)[:3])
    known = ", ".join(words_of(name, kind=kind)[0].upper() for name in SHOWN[kind])
    return NoHeadings(file=file, needed=needed, known=known)


def _with_fields(layout: Layout, fields: Mapping[int, str]) -> Layout:
    """The layout with these columns meaning what is said, before any other column of that field."""
    if not fields:
        return layout
    columns: dict[str, tuple[int, ...]] = {}
    for name in dict.fromkeys([*fields.values(), *layout.columns]):
        said = [column for column, one in fields.items() if one == name]
        rest = [column for column in layout.columns.get(name, ()) if column not in fields]
        if name and name != SERIAL and (said or rest):
            columns[name] = (*said, *rest)
    return replace(
        layout, columns=columns, serials=_serials(layout, fields), notes=_but(layout.notes, fields),
        unknown=(*_but(layout.unknown, fields), *(column for column, name in fields.items() if not name)),
    )  # fmt: skip


def _serials(layout: Layout, fields: Mapping[int, str]) -> tuple[int, ...]:
    return (*_but(layout.serials, fields), *(column for column, name in fields.items() if name == SERIAL))


def _but(columns: Sequence[int], fields: Mapping[int, str]) -> tuple[int, ...]:
    return tuple(column for column in columns if column not in fields)
