"""Text as people type it, made plain: widths of letters, blanks, words that mean nothing, counts. No field is known here."""

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache
from math import isfinite

from centre_app.i18n import _
from centre_app.importing.shapes import Cell, Parsed

_NARROW = {
    wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_UNSEEN = dict.fromkeys(
    (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xAD, 0xFEFF)
)
_CONTROL = dict.fromkeys((*range(9), *range(14, 28), 0x7F), " ")
_TABLE = {**_NARROW, **_UNSEEN, **_CONTROL}
_TO_TABLE = re.compile(
    f"[{''.join(map(re.escape, map(chr, _TABLE)))}]"
)  # looking is quicker than translating
_NOTHING = frozenset(
    [
        "无",
        "没有",
        "佚名",
        "无名氏",
        "不详",
        "未知",
        "不明",
        "不清",
        "空",
        "暂无",
        "缺",
        "未填",
        "未登记",
        "待查",
        "待定",
        "其他作者",
        "none",
        "null",
        "nil",
        "nan",
        "n/a",
        "na",
        "unknown",
        "#n/a",
        "#ref!",
        "#value!",
        "#name?",
        "#div/0!",
        "#num!",
        "#null!",
    ]
)
_LONGEST_NOTHING = max(map(len, _NOTHING))
_SAYS_SOMETHING = re.compile(r"[^\W_]")
_SINGLE = re.compile(r"(?<![^\s])([\u3400-\u9fff])\s+(?=[\u3400-\u9fff](?:\s|$))")
_COUNT = re.compile(r"(?:共|约)?\s*(\d{1,7})(?:\.0+)?\s*(?:册|本|套|人|人次|位|名|个|件|部|种|卷)?")
_DIGITS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_LONGEST_KEPT = 100  # characters of a cell that is remembered
_NUMERAL = re.compile(r"[〇零一二两三四五六七八九十百]+")


def text(cell: Cell) -> str:
    """The cell as text: full-width letters and digits narrow, blanks of every kind one space, invisible signs gone.

    Punctuation stays as typed. A whole number has no decimal point; a date reads YYYY-MM-DD.
    """
    if isinstance(cell, str):
        return _text(cell) if len(cell) <= _LONGEST_KEPT else _text.__wrapped__(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        if not isfinite(cell):
            return ""
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e16 else format(cell, ".15g")
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S") if cell.year > 999 else ""
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


@lru_cache(maxsize=2_048)  # a cell is asked for several times, and many say the same
def _text(cell: str) -> str:
    return " ".join((cell.translate(_TABLE) if _TO_TABLE.search(cell) else cell).split())


def plain(cell: Cell) -> str:
    """The text, or "" where it is a way of saying nothing: 无, 佚名, 不详, ——, -, /, N/A, an error of a formula."""
    words = text(cell)
    if len(words) > _LONGEST_NOTHING and words[0].isalnum():
        return words
    if not words or words.casefold() in _NOTHING or not _SAYS_SOMETHING.search(words):
        return ""
    return words


def unspaced(words: str) -> str:
    """Join Chinese letters that stand alone between blanks (人 民 出 版 社, 张　三); other blanks part words and stay."""
    return _SINGLE.sub(r"\1", words)


def folded(cell: Cell) -> str:
    """For looking things up: compatibility forms folded (NFKC), lower case, no blanks at all."""
    return "".join(unicodedata.normalize("NFKC", text(cell)).split()).casefold()


def numeral(words: str) -> int:
    """The number that Chinese numerals say, below a thousand (十二, 二十三, 一百零二, 二〇一四), or 0 where they say none."""
    if not words or _NUMERAL.fullmatch(words) is None:
        return 0
    if not {"十", "百"} & set(words):
        return int("".join(str(_DIGITS[letter]) for letter in words[:6]))
    total, digit = 0, 0
    for letter in words:
        if letter in "十百":
            total += (digit or 1) * (10 if letter == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[letter]
    return total + digit


def with_digits(words: str) -> str:
    """The text with its Chinese numerals as digits: 二〇一四年八月 becomes 2014年8月."""
    return _NUMERAL.sub(lambda found: str(numeral(found.group())), words)


def count(cell: Cell) -> Parsed[int]:
    """A number of things, 0 or more: 3, 3册, 三本, 共 5 册, 2.0."""
    words = plain(cell)
    if words.isascii() and words.isdecimal() and len(words) < 8:
        return Parsed(int(words))
    words = unicodedata.normalize("NFKC", words).replace(",", "")
    if not words:
        return Parsed(None)
    if found := _COUNT.fullmatch(words) or _COUNT.fullmatch(with_digits(words)):
        return Parsed(int(found.group(1)))
    return Parsed(None, _("“{text}” is no count.").format(text=shortened(words)))


def in_part(words: str) -> str:
    """The note beside a value that is only part of what was typed."""
    return _("Only part of “{text}” was read.").format(text=shortened(words))


def shortened(words: str) -> str:
    """At most 40 letters of a text, for a note."""
    return words if len(words) <= 40 else words[:39] + "…"
