"""A key on paper: as 24 words in Chinese or English, and as the digits of a square code; and back from what was typed.

The words are those of BIP-39, whose last word carries a checksum. The code holds digits alone: a scanner types them the
same on every keyboard, and an input method for Chinese lets them through.
"""

import hashlib
import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from centre_app import errors
from centre_app.storage import cipher

if TYPE_CHECKING:
    from mnemonic import Mnemonic

WORDS = 24
_LISTS = {"zh_CN": "chinese_simplified", "en": "english"}
_DIGITS, _CHECK_DIGITS = 78, 4
_CODE = re.compile(rf"1\d{{{_DIGITS + _CHECK_DIGITS}}}")
_PREFIX = 4  # letters that tell every English word of the list from the others


def words_of(key: bytes, *, language: str) -> list[str]:
    """The 24 words of a key, in that language of the program."""
    words: list[str] = _list(language).to_mnemonic(key).split(" ")
    return words


def code_of(key: bytes) -> str:
    """The digits that the square code holds."""
    return f"1{int.from_bytes(key):0{_DIGITS}d}{_check(key)}"


def read(text: str, *, wanted: str = "") -> bytes:
    """The key that words or the digits of a code mean. `wanted` is the number of the key that is needed, if that is known.

    Raises WordsUnfit, WordUnknown, WordMistaken or WordsSwapped (which, where nothing else is wrong), WordsMistaken,
    CodeUnfit, and KeyOfAnother for a whole key with another number.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    compact = re.sub(r"[\s-]", "", plain)
    key = _of_code(compact) if compact.isdigit() else _of_words(plain, wanted)
    number = cipher.number_of(key)
    if wanted and number != wanted:
        raise errors.KeyOfAnother(number=number, wanted=wanted)
    return key


def unlock(text: str, *, wanted: str) -> bool:
    """Read the key that is needed and keep it; False where the system has no key store, so that it is known for this run only.

    Raises what `read` raises.
    """
    return cipher.keep(read(text, wanted=wanted))


def is_code(text: str) -> bool:
    """Whether a whole code was typed, as a scanner does."""
    return bool(_CODE.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", text))))


def _of_code(digits: str) -> bytes:
    if not _CODE.fullmatch(digits):
        raise errors.CodeUnfit
    value = int(digits[1 : 1 + _DIGITS])
    if value >> (8 * cipher.KEY_BYTES):
        raise errors.CodeUnfit
    key = value.to_bytes(cipher.KEY_BYTES)
    if digits[-_CHECK_DIGITS:] != _check(key):
        raise errors.CodeUnfit
    return key


def _of_words(text: str, wanted: str) -> bytes:
    language, words = _split(text)
    if len(words) != WORDS:
        raise errors.WordsUnfit(count=len(words))
    known = _list(language)
    places = [_place(word, number, known.wordlist) for number, word in enumerate(words, start=1)]
    key = _joined(places)
    if key is not None and (not wanted or cipher.number_of(key) == wanted):
        return key
    if wanted:
        _name_the_mistake(places, words, wanted)
    if key is None:
        raise errors.WordsMistaken
    return key


def _split(text: str) -> tuple[str, list[str]]:
    """The language of what was typed, and its words; numbers and punctuation between them do not count."""
    chinese = re.findall(r"[\u3400-\u9fff]", text)
    if chinese:
        return "zh_CN", chinese
    return "en", re.findall(r"[^\W\d_]+", text)


def _place(word: str, number: int, known: list[str]) -> int:
    """Where a word stands in its list; its first four letters are enough in English. Raises WordUnknown."""
    if word in known:
        return known.index(word)
    found = [each for each in known if len(word) >= _PREFIX and each.startswith(word)]
    if len(found) != 1:
        raise errors.WordUnknown(place=number, word=word)
    return known.index(found[0])


def _joined(places: list[int]) -> bytes | None:
    """The key of 24 places in the list; None where the checksum says that they are none."""
    whole = 0
    for place in places:
        whole = whole << 11 | place
    key = (whole >> 8).to_bytes(cipher.KEY_BYTES)
    return key if hashlib.sha256(key).digest()[0] == whole & 0xFF else None


def _name_the_mistake(places: list[int], words: list[str], wanted: str) -> None:
    """Try every word in every place, and every two swapped, for the key that is wanted: some 50,000 tries, a blink.

    Raises WordsSwapped or WordMistaken when that gives it.
    """

    def fits(tried: list[int]) -> bool:
        key = _joined(tried)
        return key is not None and cipher.number_of(key) == wanted

    for number, (one, other) in enumerate(pairwise(places)):
        if fits([*places[:number], other, one, *places[number + 2 :]]):
            raise errors.WordsSwapped(place=number + 1, next=number + 2)
    for number, word in enumerate(words):
        if any(fits([*places[:number], other, *places[number + 1 :]]) for other in range(2048)):
            raise errors.WordMistaken(place=number + 1, word=word)


def _check(key: bytes) -> str:
    return f"{int.from_bytes(hashlib.sha256(b'centre-desk code' + key).digest()) % 10**_CHECK_DIGITS:0{_CHECK_DIGITS}d}"


def _list(language: str) -> "Mnemonic":
    from mnemonic import Mnemonic

    return Mnemonic(_LISTS.get(language, "english"))
