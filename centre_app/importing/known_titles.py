"""The titles that the centre knows, and those a list brings, found by what a row says of them. Copies are in known_copies.py.

Two records mean the same title when nothing that both state differs, so that a row that says little finds a title that
says more. Only empty fields are ever filled: a row that matched once therefore matches again.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from centre_app.i18n import _
from centre_app.importing.book_lines import BookLine
from centre_app.importing.chunks import all_rows
from centre_app.importing.title_facts import FACTS
from centre_app.importing.values import folded
from centre_app.importing.writes import Values, Writes
from centre_app.lending.call_numbers import joined

_NAMES = (
    "isbn",
    "name",
    "authors",
    "publisher",
    "published",
    "clc_class",
    "price_fen",
    "source_id",
    "note",
    *FACTS,
)
_ALL = f"SELECT id, {', '.join(_NAMES)} FROM title ORDER BY id"  # noqa: S608
_FILLED = ("isbn", "authors", "publisher", "published", "clc_class", "price_fen", "source_id")


@dataclass(slots=True)
class KnownTitle:
    """A title with what it says; a negative id is one that the list brings. `row` is the first row that meant it."""

    id: int
    values: Values
    row: int | None = None

    @property
    def name(self) -> str:
        """The title's name as shown."""
        return str(self.values["name"])

    def says(self, field: str) -> str:
        """A field for comparing."""
        return folded(self.values[field] or "")

    def may_be(self, line: BookLine, *, fields: Iterable[str]) -> bool:
        """Whether nothing differs that both state."""
        for field in fields:
            mine, theirs = self.values[field], getattr(line, field)
            if mine and theirs and mine != theirs and folded(mine) != folded(theirs):
                return False
        return True


class Titles:
    """All titles, looked up by ISBN, by the number they have in their list, and by name."""

    def __init__(self, writes: Writes, *, keeps_numbers: bool) -> None:
        """`keeps_numbers`: the list tells titles apart by their number in it, so another number is another title."""
        self._writes = writes
        self._keeps_numbers = keeps_numbers
        self.changes = 0
        self._by_isbn: dict[str, list[KnownTitle]] = defaultdict(list)
        self._by_source: dict[str, list[KnownTitle]] = defaultdict(list)
        self._by_name: dict[str, list[KnownTitle]] = defaultdict(list)
        self._marks: set[tuple[str, str]] = set()
        self.by_id: dict[int, KnownTitle] = {}
        for row_id, *cells in all_rows(_ALL):
            self._take(KnownTitle(row_id, dict(zip(_NAMES, cells, strict=True))))

    def find(self, line: BookLine) -> KnownTitle | None:
        """The title that the row means: by its number in the list, by ISBN whatever the name is, or by name and what goes with it."""
        if line.source_id and (found := self._numbered(line)):
            return found
        name = folded(line.title)
        if line.isbn:
            alike = [title for title in self._by_isbn.get(line.isbn, ()) if self._is_free(title, line)]
            if alike:
                return next((title for title in alike if title.says("name") == name), alike[0])
        for title in self._by_name.get(name, ()) if name else ():
            if line.isbn and title.values["isbn"]:
                continue
            if self._is_free(title, line) and title.may_be(line, fields=("authors", "publisher")):
                return title
        return None

    def _is_free(self, title: KnownTitle, line: BookLine) -> bool:
        """Whether the number of the title in its list allows it to be this one."""
        return not self._keeps_numbers or not line.source_id or not title.values["source_id"]

    def add(self, line: BookLine, *, note: str) -> KnownTitle:
        """Bring a new title with what the row says."""
        values: Values = {
            "name": line.title,
            "authors": line.authors,
            "publisher": line.publisher,
            "published": line.published,
            "isbn": line.isbn,
            "clc_class": line.clc_class,
            "price_fen": line.price,
            "source_id": line.source_id,
            "note": note,
            **line.facts.values(),
        }
        if self._is_taken(values):
            number = joined(values["clc_class"], values["call_mark"])
            words = _("Call number in the list: {number}").format(number=number)
            values |= {"call_mark": "", "note": "\n".join(text for text in (note, words) if text)}
        self.changes += 1
        made = KnownTitle(self._writes.insert("title", values), values)
        self._take(made)
        return made

    def fill(self, title: KnownTitle, line: BookLine) -> None:
        """Write what the row says into fields of the title that are empty."""
        new: Values = {}
        for field in _FILLED:
            said = line.price if field == "price_fen" else getattr(line, field)
            if said not in ("", None) and title.values[field] in ("", None):
                new[field] = said
        for field, said in line.facts.said().items():
            if said not in ("", None) and title.values[field] in ("", None) and self._may_fill(title, field):
                new[field] = said
        if self._by_isbn.get(new.get("isbn", "")):
            del new["isbn"]  # it is another title's: a set and its volumes share one now and then
        if not new:
            return
        self.changes += 1
        self._writes.change("title", title.id, new)
        title.values.update(new)
        if "isbn" in new:
            self._by_isbn[new["isbn"]].append(title)
        if "source_id" in new:
            self._by_source[new["source_id"]].append(title)

    def _may_fill(self, title: KnownTitle, field: str) -> bool:
        """Whether a fact of a row is the title's: numbers on the shelf and on the book are those it came with."""
        return field != "call_mark" and (field != "isbn_given" or not title.values["isbn"])

    def _is_taken(self, values: Values) -> bool:
        return bool(values["call_mark"]) and (values["clc_class"], values["call_mark"]) in self._marks

    def _numbered(self, line: BookLine) -> KnownTitle | None:
        """The title of that number; of several lists, the one that came last. A name given beside it must agree."""
        alike = self._by_source.get(line.source_id, ())
        if line.title:
            alike = [title for title in alike if title.says("name") == folded(line.title)]
        return max(alike, key=lambda title: (title.id < 0, abs(title.id)), default=None)

    def _take(self, title: KnownTitle) -> None:
        self.by_id[title.id] = title
        self._by_name[title.says("name")].append(title)
        if title.values["call_mark"]:
            self._marks.add((title.values["clc_class"], title.values["call_mark"]))
        if title.values["isbn"]:
            self._by_isbn[title.values["isbn"]].append(title)
        if title.values["source_id"]:
            self._by_source[title.values["source_id"]].append(title)
