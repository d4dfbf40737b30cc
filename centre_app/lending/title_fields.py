"""The facts of a title beside its copies: which there are, how they are stored, and under which words they are found."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, TypedDict

from centre_app import errors
from centre_app.lending import languages, numbers
from centre_app.lending.models import Title
from centre_app.storage import tokens

COLUMNS = (
    "id", "name", "authors", "publisher", "published", "isbn", "clc_class", "price_fen", "source_id", "note",
    "call_mark", "isbn_given", "edition", "series_title", "place", "pages", "language", "summary", "subjects",
    "age_from", "age_to", "set_volumes",
)  # fmt: skip
"""The columns of a title's card, in its order."""

FOUND_BY = ("name", "authors", "publisher", "isbn", "isbn_given", "clc_class", "series_title", "subjects")
"""The columns that a title is searched by: `keys` needs them all."""

_TEXTS = (
    "name", "authors", "publisher", "published", "clc_class", "source_id", "edition", "series_title", "place",
    "pages", "summary",
)  # fmt: skip
_OLDEST = 120
_BETWEEN_SUBJECTS = re.compile(r"\s*[;；,，、\n]\s*")
_LETTERS = re.compile(r"^[a-z]{1,2}")


class MoreFacts(TypedDict, total=False):
    """What a title page says beside what every form asks for. `call_mark` None means the next by the settings."""

    call_mark: str | None
    edition: str
    series_title: str
    place: str
    pages: str
    language: str
    summary: str
    subjects: str
    age_from: int | None
    age_to: int | None
    set_volumes: int | None


def values_of(**fields: Any) -> dict[str, Any]:
    """The columns to write. Raises TitleNeedsName, PriceImpossible, AgesImpossible and VolumesImpossible.

    A valid ISBN becomes 13 digits; what else stood in its place, or how the book writes it, is kept in `isbn_given`.
    """
    values = {
        name: numbers.plain(value) if name in _TEXTS and value is not None else value
        for name, value in fields.items()
    }
    if unknown := values.keys() - set(COLUMNS):
        raise TypeError(unknown)
    if values.get("name") == "":
        raise errors.TitleNeedsName
    check_price(values)
    _check_numbers(values)
    if "clc_class" in values:
        values["clc_class"] = class_of(values["clc_class"])
    if "language" in values:
        values["language"] = languages.code_of(values["language"])
    if "subjects" in values:
        values["subjects"] = subjects_of(values["subjects"])
    if "note" in values:
        values["note"] = values["note"].strip()
    if "isbn" in values:
        given = numbers.plain(values["isbn"])
        values["isbn"] = numbers.isbn13(given)
        values["isbn_given"] = "" if given == values["isbn"] else given
    return values


def keys(values: Mapping[str, Any]) -> dict[str, str]:
    """How the title sorts and is found. Barcodes stay out: they are looked up by equality."""
    return {
        "name_sort": tokens.title_sort(values["name"]),
        "search_key": tokens.title_key(
            name=values["name"], authors=values["authors"], publisher=values["publisher"], isbn=values["isbn"],
            clc_class=values["clc_class"], barcodes=_given(values),
            extra=[values["series_title"], *values["subjects"].split("；")],
        ),
    }  # fmt: skip


def found_by(row: Any) -> dict[str, Any]:
    """The columns of `FOUND_BY` of a stored title."""
    return {name: getattr(row, name) for name in FOUND_BY}


def columns() -> list[Any]:
    """The columns of a title's card, to select."""
    return [getattr(Title, name) for name in COLUMNS]


def class_of(text: str) -> str:
    """A class number as it is stored: half-width, its letters capital, no blanks around."""
    words = numbers.plain(unicodedata.normalize("NFKC", text))
    return _LETTERS.sub(lambda found: found.group().upper(), words)


def subjects_of(text: str) -> str:
    """Subjects, each once, parted by one sign whichever was typed."""
    return "；".join(dict.fromkeys(word for word in _BETWEEN_SUBJECTS.split(text.strip()) if word))


def check_price(values: Mapping[str, Any]) -> None:
    """Raises PriceImpossible for a price below zero or beyond any book's."""
    price = values.get("price_fen")
    if price is not None and not 0 <= price <= 10_000_000_00:
        raise errors.PriceImpossible(yuan=f"{price / 100:.2f}")


def _check_numbers(values: Mapping[str, Any]) -> None:
    ages = [age for name in ("age_from", "age_to") if (age := values.get(name)) is not None]
    if any(not 0 <= age <= _OLDEST for age in ages) or ages != sorted(ages):
        raise errors.AgesImpossible(first=ages[0], last=ages[-1], most=_OLDEST)
    volumes = values.get("set_volumes")
    if volumes is not None and not 1 <= volumes <= 1000:
        raise errors.VolumesImpossible(volumes=volumes)


def _given(values: Mapping[str, Any]) -> list[str]:
    """The number on the book where it is no ISBN, as it may be typed."""
    return [numbers.isbn_signs(values["isbn_given"])] if not values["isbn"] and values["isbn_given"] else []
