"""Texts that somebody types, scans, or never would: true codes of the small centre, mutated, joined, and any signs at all."""

import unicodedata
from collections.abc import Callable
from random import Random

TRUE = (
    "李娜", "lina", "ln", "王建国", "wjg", "曾", "R000001", "R000002", "R9", "13800138000", "8000", "3栋502", "3-502", "330106195803020025",
    "B1", "B2", "B000900", "红楼梦", "hlm", "曹雪芹", "9787020008735", "7506365437", "978-7-02-000873-5", "YS001", "3*YS001", "2×ys001",
    "星光小学", "5 x B1", "0*YS001", "999999*YS001", "I247.5/1", "R000001B1",
)  # fmt: skip
_ODD = (
    "\0", "\t", "\r", "\n", "\x1b", "\x7f", "\u200b", "\u200d", "\u202e", "\ufeff", "\ufffd", "\U000e0041", "\ud83d", "\udc80", "\U0001f468\u200d\U0001f469", "e\u0301",
    "㊙", "ﷺ", "ﬁ", "½", "²", "①", "٣", "Ⅷ", "Ａ", "　", "ß", "İ", "ſ", "龘", "𠮷", "〇", "·", "•", "\u3164",
    "'", '"', "''", ";", "--", "%", "_", "*", "?", "[", "\\", "(", ")", "^", ":", "+", "-", "{", "}", "{text}", "%s", "<b>", "&",
    " OR ", " AND ", " NOT ", "NEAR(", "name:", "' OR 1=1 --", '" OR "', "0x41", "1e5", "x", "X", "×",
)  # fmt: skip
_LONG = (100, 1_000, 32_767)


def a_text(random: Random) -> str:
    """Some text: often near to something known, sometimes nothing like it."""
    text = random.choice((_true, _true, _true, _true, _joined, _any, _digits))(random)
    for _time in range(random.choice((0, 0, 0, 1, 1, 2, 4))):
        text = random.choice(_CHANGES)(random, text)
    return text


def _true(random: Random) -> str:
    return random.choice(TRUE)


def _joined(random: Random) -> str:
    return random.choice(("", " ", "*", "\t", "-")).join(
        random.choices(TRUE + _ODD, k=random.randrange(1, 6))
    )


def _any(random: Random) -> str:
    highest = random.choice((0x7F, 0x2FF, 0xFFFF, 0x10FFFF))
    return "".join(chr(random.randrange(highest + 1)) for _sign in range(random.randrange(20)))


def _digits(random: Random) -> str:
    return "".join(random.choices("0123456789X", k=random.choice((1, 4, 6, 8, 10, 11, 13, 15, 17, 18, 19))))


def _insert(random: Random, text: str) -> str:
    place = random.randrange(len(text) + 1)
    return text[:place] + random.choice(_ODD) + text[place:]


def _drop(random: Random, text: str) -> str:
    place = random.randrange(len(text) + 1)
    return text[:place] + text[place + 1 :]


def _swap(random: Random, text: str) -> str:
    place = random.randrange(len(text) + 1)
    return text[:place] + text[place : place + 2][::-1] + text[place + 2 :]


def _wide(_random: Random, text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def _other_case(random: Random, text: str) -> str:
    return random.choice((text.lower, text.upper, text.title, text.swapcase))()


def _decomposed(random: Random, text: str) -> str:
    return unicodedata.normalize(random.choice(("NFD", "NFKD", "NFC")), text)


def _lengthened(random: Random, text: str) -> str:
    long = random.choice(_LONG)
    return (text * (long // max(len(text), 1)))[:long]


_CHANGES: tuple[Callable[[Random, str], str], ...] = (
    *(_insert,) * 6,
    *(_drop,) * 3,
    *(_swap,) * 3,
    *(_wide,) * 2,
    _other_case,
    _decomposed,
    _lengthened,
)
