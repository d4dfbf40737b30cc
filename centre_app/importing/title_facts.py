"""What a list says of a title beside its name, makers, class and price: edition, series, summary, ages and the like."""

import re
import unicodedata
from dataclasses import dataclass

from centre_app.importing.lines import LineReader
from centre_app.importing.shapes import Cell
from centre_app.importing.values import count, plain
from centre_app.importing.writes import Values
from centre_app.lending import languages, title_fields
from centre_app.lending.call_numbers import tidy
from centre_app.lending.numbers import plain as single_spaced

FACTS = (
    "call_mark", "isbn_given", "edition", "series_title", "place", "pages", "language", "summary", "subjects",
    "age_from", "age_to", "set_volumes",
)  # fmt: skip
_LONGEST = 4_000
_OLDEST = 120
_MONTHS = re.compile(r"个?月")
_AGES = re.compile(r"(\d{1,3})?岁?\s*([-~—–～至到]+)\s*(\d{1,3})?")
_FROM = re.compile(r"(\d{1,3})\s*(?:周?岁)?\s*(?:\+|以上|及以上|起)")
_TO = re.compile(r"(\d{1,3})\s*(?:周?岁)?\s*(?:以下|以内)")


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """Texts are "" and numbers None where nothing is said; `isbn_given` is the number on the book where it is no ISBN."""

    call_mark: str = ""
    isbn_given: str = ""
    edition: str = ""
    series_title: str = ""
    place: str = ""
    pages: str = ""
    language: str = ""
    summary: str = ""
    subjects: str = ""
    age_from: int | None = None
    age_to: int | None = None
    set_volumes: int | None = None

    def values(self) -> Values:
        """By column."""
        return {name: getattr(self, name) for name in FACTS}

    def said(self) -> Values:
        """By column, empty where the list says none of them, as most do."""
        return {} if self is _NOTHING else self.values()


def title_facts(reader: LineReader, *, isbn_given: str) -> TitleFacts:
    """What a row says of these; what cannot be read is left out."""
    columns = reader.layout.columns
    if not isbn_given and not _COLUMNS & columns.keys():
        return _NOTHING
    span = next((ages(cell) for cell in reader.cells("reader_age")), (None, None))
    volumes = next((count(cell).value for cell in reader.cells("set_volumes")), None)
    return TitleFacts(
        call_mark=tidy(reader.words("call_mark")),
        isbn_given=reader.words("isbn_given", _line) or isbn_given,
        edition=reader.words("edition", _line),
        series_title=reader.words("series_title", _line),
        place=reader.words("place", _line),
        pages=reader.words("pages", _line),
        language=languages.code_of(reader.words("language", _line)),
        summary=reader.words("summary", _line)[:_LONGEST],
        subjects=title_fields.subjects_of(reader.words("subjects", _line)),
        age_from=span[0],
        age_to=span[1],
        set_volumes=volumes if volumes and volumes <= 1_000 else None,
    )


def ages(cell: Cell) -> tuple[int | None, int | None]:
    """The first and the last age of readers: 6-12岁, 3岁以上, 12岁以下, 7+; None where it is open or cannot be read."""
    words = unicodedata.normalize("NFKC", plain(cell)).replace("周岁", "岁")
    if not words or _MONTHS.search(words):
        return None, None
    if found := _AGES.search(words):
        first, last = _age(found.group(1)), _age(found.group(3))
        return (first, last) if first is None or last is None or first <= last else (last, first)
    if found := _FROM.search(words):
        return _age(found.group(1)), None
    if found := _TO.search(words):
        return None, _age(found.group(1))
    only = re.fullmatch(r"(\d{1,3})岁?", words)
    return (_age(only.group(1)), _age(only.group(1))) if only else (None, None)


def _age(digits: str | None) -> int | None:
    return int(digits) if digits and int(digits) <= _OLDEST else None


def _line(cell: Cell) -> str:
    return single_spaced(plain(cell))


_COLUMNS = frozenset((*FACTS, "reader_age"))
_NOTHING = TitleFacts()
