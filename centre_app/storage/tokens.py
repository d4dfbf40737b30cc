"""The words under which a person or a title is found, and the words of a query: both sides are folded alike.

What is done with them (tables, ranking) is said in `search.py`. pypinyin and opencc are loaded at the first use.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from centre_app.storage.folding import pieces_of, simple, stands_alone, traditional
from centre_app.storage.readings import likely_spellings, person_readings, phrase_reading, readings_of

LONGEST = 24  # characters kept of a token and of a query's word, so that a long one still finds its like
_MOST_PIECES = 64
_MOST_TERMS = 8
_LONGEST_QUERY = 200


def person_key(
    *, name: str, phone: str | None = "", card_number: str | None = "", extra: Iterable[str] = (),
    whole: Iterable[str] = (),
) -> str:  # fmt: skip
    """The `search_key` of a person: name, pinyin and initials from each syllable on, phone tails, card.

    `extra` holds more texts to be found by any part, such as building and room; `whole` words that stay as they are,
    such as those of `addresses.py`. Equal input gives equal text.
    """
    pieces, readings = _person_read(name)
    found = _spellings(simple(pieces), likely_spellings(readings))
    found += _phone_tails(phone or "")
    found.append(_word(card_number or ""))
    for text in extra:
        found += _suffixes(text)
    found += whole
    return _key(found)


def title_key(
    *,
    name: str,
    authors: str | None = "",
    publisher: str | None = "",
    isbn: str | None = "",
    barcodes: Iterable[str] = (),
    clc_class: str | None = "",
    extra: Iterable[str] = (),
) -> str:
    """The `search_key` of a title: any part of its name and authors, also in pinyin and initials, and its numbers.

    Each character has one reading here, the one its phrase asks for (重庆 is chongqing).
    """
    pieces, syllables = _title_read(name)
    found = _spellings(simple(pieces[:_MOST_PIECES]), [syllables[:_MOST_PIECES]])
    written = pieces_of(authors or "")[:_MOST_PIECES]
    found += _spellings(simple(written), [[readings_of(piece)[0] for piece in written]])
    for text in (publisher or "", *extra):
        found += _suffixes(text)
    found += map(_word, (isbn or "", _isbn10(isbn or ""), *barcodes, clc_class or ""))
    return _key(found)


def name_sort(name: str) -> str:
    """A text by which persons' names sort in pinyin: syllables, then the name itself to keep equal names together."""
    return _sort_text([readings[0] for readings in _person_read(name)[1]], name)


def title_sort(name: str) -> str:
    """A text by which titles sort in pinyin; brackets and quotation marks do not count."""
    return _sort_text(_title_read(name)[1], name)


def terms(text: str) -> list[str]:
    """The words of a query, folded like the keys; none holds a blank, a quotation mark or an operator.

    A word that mixes Chinese and Latin (张xm) counts as several; a country code +86 is left out.
    """
    found: dict[str, None] = {}
    for chunk in unicodedata.normalize("NFKC", text[:_LONGEST_QUERY]).split():
        found.update(dict.fromkeys(_runs(simple(pieces_of(chunk.removeprefix("+86"))))))
    return list(found)[:_MOST_TERMS]


def warm_up() -> None:
    """Load what the first key and the first search need (a quarter of a second): call when the window is idle."""
    title_key(name="重庆")
    traditional("重庆")


@lru_cache(maxsize=1_024)  # a name is read twice: to be sorted and to be found
def _person_read(name: str) -> tuple[list[str], list[Sequence[str]]]:
    """The pieces of a person's name and the readings of each; not to be changed."""
    pieces = pieces_of(name)
    return pieces, person_readings(pieces)


@lru_cache(maxsize=1_024)
def _title_read(name: str) -> tuple[list[str], list[str]]:
    """The pieces of a title and how they are read, one syllable each; not to be changed."""
    pieces = pieces_of(name)
    return pieces, phrase_reading(pieces)


def _key(words: Iterable[str]) -> str:
    """Each word once, in the order of first mention."""
    return " ".join(filter(None, dict.fromkeys(words)))


def _spellings(pieces: Sequence[str], spelled: Sequence[Sequence[str]]) -> list[str]:
    """From each piece on: the text, then the pinyin in each reading, then the initials in each.

    The first in the row stand for the whole, so that `search.py` can rank by place. A single initial is left out:
    every query is a prefix and finds the syllable.
    """
    if len(spelled) == 1:
        return _spelling(pieces, spelled[0])
    joined = "".join(pieces)
    single = len(joined) == len(pieces)  # nearly always: then a slice of the whole will do
    initials = ["".join([syllable[0] for syllable in syllables]) for syllables in spelled]
    found = []
    for start in range(len(pieces)):
        end = start + LONGEST
        found.append(joined[start:end] if single else "".join(pieces[start:end])[:LONGEST])
        found += ["".join(syllables[start:end])[:LONGEST] for syllables in spelled]
        if start + 1 < len(pieces):
            found += [each[start:end] for each in initials]
    return found


def _spelling(pieces: Sequence[str], syllables: Sequence[str]) -> list[str]:
    """What `_spellings` gives of a text with one reading, in half the time: slices of the whole."""
    whole, spelled = "".join(pieces), "".join(syllables)
    initials = "".join([syllable[0] for syllable in syllables])
    found: list[str] = []
    written = read = 0
    for start, (piece, syllable) in enumerate(zip(pieces, syllables, strict=True)):
        found += (
            whole[written : written + LONGEST],
            spelled[read : read + LONGEST],
            initials[start : start + LONGEST],
        )
        written += len(piece)
        read += len(syllable)
    return found[:-1]  # a single initial finds nothing that its syllable does not


@lru_cache(maxsize=1_024)  # the same few publishers and buildings stand in every list
def _suffixes(text: str) -> tuple[str, ...]:
    pieces = simple(pieces_of(text)[:_MOST_PIECES])
    return tuple("".join(pieces[start : start + LONGEST])[:LONGEST] for start in range(len(pieces)))


def _phone_tails(phone: str) -> list[str]:
    """The last four digits first, then the whole number and every tail between."""
    digits = phone
    if not (phone.isascii() and phone.isdigit()):
        digits = "".join(char for char in unicodedata.normalize("NFKC", phone) if char in "0123456789")
    return [digits[-4:], *[digits[start : start + LONGEST] for start in range(len(digits) - 4)]]


def _word(text: str) -> str:
    if not text:
        return ""
    return "".join(simple(pieces_of(text)))[:LONGEST]


def _isbn10(isbn: str) -> str:
    """The old form of an ISBN-13 beginning with 978, as printed on books before 2007; empty for any other."""
    if len(isbn) != 13 or not isbn.isascii() or not isbn.isdigit() or not isbn.startswith("978"):
        return ""
    body = isbn[3:12]
    rest = -sum(int(digit) * weight for digit, weight in zip(body, range(10, 1, -1), strict=True)) % 11
    return body + ("x" if rest == 10 else str(rest))


def _runs(pieces: Sequence[str]) -> Iterator[str]:
    """Neighbouring pieces of one script joined."""
    run = ""
    for piece in pieces:
        if run and stands_alone(run[-1]) != stands_alone(piece[0]):
            yield run[:LONGEST]
            run = ""
        run += piece
    if run:
        yield run[:LONGEST]


def _sort_text(syllables: Iterable[str], name: str) -> str:
    return f"{' '.join(syllables)}\t{name.strip()}"
