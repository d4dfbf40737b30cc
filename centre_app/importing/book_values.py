"""What stands in the columns of book lists: numbers, prices, sets, classes, names. Combined columns are in imprints.py."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from stdnum import ean
from stdnum import isbn as numbers

from centre_app.i18n import _
from centre_app.importing.shapes import Cell, Parsed
from centre_app.importing.values import in_part, numeral, plain, shortened, text, unspaced

_THIRTEEN = re.compile(r"97[89]\d{10}")
_MAYBE_ISBN = re.compile(r"(?<![\dX])(?:97[89][- ]?)?(?:\d[- ]?){9}[\dX](?![\dX])")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+\d+")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―－−", "-"))

_USUAL_PRICE = re.compile(r"[￥¥]?([0-9]{1,7})(?:\.([0-9]{1,2}))?元?")
_YUAN = re.compile(r"人民币|CNY|RMB|￥|¥", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?:定价|售价|单价|价格|约|全套|每[册套本])?[:\s]*(\d{1,9}(?:\.\d*)?|\.\d+)\s*(?:元|圆|块|yuan)?整?"
    r"(?:(?<=[元圆块])(\d)角)?(?:(?<=[元圆块角])(\d)分)?\s*(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_COINS = re.compile(r"(?:(\d)角)?(?:(\d)分)?")
_BRACKETS = re.compile(r"[(（\[【].*?(?:[)）\]】]|$)")
_NO_SECOND_AMOUNT = re.compile(r"[/每全共]?[^\d$€£]*(?:[全共]\s*\d{1,3}\s*[册卷本套辑集]装?)?[^\d$€£]*")
_FOREIGN = re.compile(
    r"[A-Za-z$€£₩₽฿]|[美日港台澳欧韩加]元|新台[币幣]|[台港][币幣]|英[镑鎊]|日[圆圓]|円", re.IGNORECASE
)
_FREE = re.compile(r".*(?:免费|赠|非卖品|内部|交流).*")

_NUMBER = r"(\d{1,3}|[〇零一二两三四五六七八九十百]{1,5})"
_SETS = (
    re.compile(rf"[全共][套集部]?\s*{_NUMBER}\s*[册卷本辑集部种函]"),
    re.compile(rf"[全套][装共]*[全共]?\s*{_NUMBER}\s*[册卷本辑函]"),
    re.compile(rf"{_NUMBER}\s*[册卷本]\s*(?:套装|装|全)"),
    re.compile(r"[(（\[【]\s*(?:第?\s*1)\s*[-—–~～至]\s*(?:第?\s*)(\d{1,3})\s*[册卷本集辑部]?\s*[)）\]】]"),
    re.compile(r"(?<!\d)1\s*[-—–~～至]\s*(\d{1,3})\s*[册卷集辑部]"),
)
_PARTS = re.compile(r"上[、,，/\s]?(中)?[、,，/\s]?下(?:[两二三]?[册卷部集编]|(?=[)）\]】\s]*$))")
_OF_SETS = re.compile(r"[全共册卷本套辑集下]|1\s*[-—–~～至－]|１")
_MOST_VOLUMES = 500

_CLASS = re.compile(r"(?:T[BD-HJ-NP-QSUV]?|DF?|[A-KN-SU-VXZ])(?:[-\d][\d.\-/=+\"()a-z]*)?")
_NEXT_LABEL = re.compile(r"\s+(?:作者|译者|编者|出版时间|定价|ISBN)\s*[:：].*$", re.IGNORECASE)
_TITLE_MARKS = re.compile(r"^《([^《》]*)》$")


def isbn(cell: Cell) -> Parsed[str]:
    """The first valid ISBN in the cell as 13 digits (one of 10 is converted); anything else only as a note."""
    words = text(cell)
    if _THIRTEEN.fullmatch(words) and ean.calc_check_digit(words[:-1]) == words[-1]:
        return Parsed(words)
    if not plain(words):
        return Parsed(None)
    words = unicodedata.normalize("NFKC", words).translate(_DASHES).upper()
    candidates = [re.sub(r"[- ]", "", found.group()) for found in _MAYBE_ISBN.finditer(words)]
    valid = dict.fromkeys(numbers.to_isbn13(one) for one in candidates if numbers.is_valid(one))
    if valid:
        first, *others = valid
        return Parsed(first, _("More than one ISBN: {text}").format(text=", ".join(valid)) if others else "")
    if _SCIENTIFIC.fullmatch(words):
        return Parsed(
            None,
            _("The spreadsheet shortened the ISBN to {text}; its last digits are lost.").format(text=words),
        )
    return Parsed(None, _("“{text}” is no ISBN; it is kept and marked.").format(text=shortened(words)))


def price(cell: Cell) -> Parsed[int]:
    """A price in yuan as fen. Another currency, no amount or two amounts: no value, and the text as the note."""
    if usual := _USUAL_PRICE.fullmatch(text(cell)):
        return Parsed(int(usual.group(1)) * 100 + int((usual.group(2) or "").ljust(2, "0")))
    typed = shortened(plain(cell))
    words = unicodedata.normalize("NFKC", plain(cell)).replace(",", "")
    if not words:
        return Parsed(None)
    if _FREE.fullmatch(words):
        return Parsed(None, typed)
    bare = _BRACKETS.sub(" ", re.sub(r"[(（]元[)）]", "元", words))
    bare = _YUAN.sub("", bare).strip(" .:")
    if _FOREIGN.search(bare):
        return Parsed(None, _("The price “{text}” is not in yuan; it is kept as a note.").format(text=typed))
    amount = _fen(bare)
    if amount is None:
        return Parsed(None, _("“{text}” is no price.").format(text=typed))
    return Parsed(amount, in_part(typed) if _BRACKETS.search(words) and "(元)" not in words else "")


def _fen(words: str) -> int | None:
    if words and (coins := _COINS.fullmatch(words)):
        return int(coins.group(1) or 0) * 10 + int(coins.group(2) or 0)
    found = _AMOUNT.fullmatch(words)
    if found is None or not _NO_SECOND_AMOUNT.fullmatch(found.group("rest")):
        return None
    yuan = Decimal(found.group(1)) + Decimal(found.group(2) or 0) / 10 + Decimal(found.group(3) or 0) / 100
    return int((yuan * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def volumes(cell: Cell) -> Parsed[int]:
    """How many volumes a title, or what stands beside its price, says the set has: 全7册, （全四册）, 共3册, 上中下, 1-6册.

    The title keeps these words. A mark of one volume alone (第3册, 上册) says nothing of a set.
    """
    words = text(cell)
    if not _OF_SETS.search(words):
        return Parsed(None)
    words = unicodedata.normalize("NFKC", words)
    for pattern in _SETS:
        if found := pattern.search(words):
            said = found.group(1)
            amount = int(said) if said.isdecimal() else numeral(said)
            if 1 <= amount <= _MOST_VOLUMES:
                return Parsed(amount)
    if found := _PARTS.search(words):
        return Parsed(3 if found.group(1) else 2)
    return Parsed(None)


def title(cell: Cell) -> str:
    """The title as typed; the marks 《》 go where they stand around all of it."""
    words = plain(cell) or text(cell)
    return _TITLE_MARKS.sub(r"\1", words).strip() or words if words.startswith("《") else words


def authors(cell: Cell) -> str:
    """All who made the book, as typed; "" for 无, 佚名, —— and their like."""
    return unspaced(plain(cell)).strip(" ,;/|、，；")


def publisher(cell: Cell) -> str:
    """The publisher as typed, without blanks inside (人 民 出 版 社); "" for 无 and its like."""
    return unspaced(plain(_NEXT_LABEL.sub("", text(cell)))).strip(" ,.;:/、，。；：")


def clc_class(cell: Cell) -> Parsed[str]:
    """A class number of the 中图法 (I247.5, TP311, D33/37); a word such as 小说 only as a note."""
    words = unicodedata.normalize("NFKC", plain(cell)).replace(" ", "").strip("[]")
    if not words:
        return Parsed(None)
    if _CLASS.fullmatch(words[:1].upper() + words[1:]):
        return Parsed(words[:1].upper() + words[1:])
    return Parsed(None, _("“{text}” is no class number.").format(text=shortened(words)))


def barcode(cell: Cell) -> str:
    """A barcode as a scanner reads it: no blanks, half-width, the signs of a Code 39 label (*…*) gone."""
    return "".join(unicodedata.normalize("NFKC", plain(cell)).split()).strip("*'’`")


def call_number(cell: Cell) -> str:
    """A call number, half-width throughout, as on the spine."""
    return unicodedata.normalize("NFKC", plain(cell)).strip()
