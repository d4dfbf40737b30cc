"""What stands in the columns of lists of people: names, telephones, sex, ages, identity numbers, where they live."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from stdnum.cn import ric

from centre_app.i18n import _
from centre_app.importing.shapes import Cell, Parsed
from centre_app.importing.values import folded, in_part, plain, shortened, unspaced

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{9,11}|[2-9]\d{6,7}|[48]00\d{7}|1\d{4}|95\d{3}")
_CALL = re.compile(r"\+?\(?\d[\d\s()（）\-]{3,22}\d")
_PARTED = re.compile(r"^([\u3400-\u9fff])\s+([\u3400-\u9fff]{1,3})$")  # a surname, and the rest of the name
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―－−", "-"))
_FEMALE = frozenset(["女", "女性", "女士", "f", "female", "woman", "girl", "女生", "女孩", "2", "2.0"])
_MALE = frozenset(["男", "男性", "先生", "m", "male", "man", "boy", "男生", "男孩", "1", "1.0"])
_CATEGORIES = (
    ("guest", "非本|外区|外来访|访客|来宾|游客|嘉宾|客人|参观|guest|visitor|外单位"),
    (
        "worker",
        "职工|员工|新就业|快递|外卖|骑手|网约|司机|务工|上班|白领|企业|商户|worker|employee|staff|保洁|保安|主播|货车",
    ),
    (
        "resident",
        "居民|户籍|常住|本地|业主|住户|租户|租客|户主|老年|老人|儿童|学生|退休|流动|家庭|resident|社区",
    ),
)
_PLAIN_CATEGORIES = {"居民": Parsed("resident"), "职工": Parsed("worker"), "访客": Parsed("guest")}
_WOMAN, _MAN = Parsed("F"), Parsed("M")
_OTHERS = frozenset(["其他", "其它", "other"])
_ROOM = re.compile(r"(.*?(?:\d|[一二三四五六七八九十A-Za-z])\s*(?:号楼|栋|幢|座|楼|#))[\s,，\-]*(.*)")
_DASHED_ROOM = re.compile(r"([A-Za-z]?\d{1,3})-((?:\d{1,2}-)?\d{3,4})室?")


def name(cell: Cell) -> str:
    """A person's name without blanks between Chinese letters (张　三, 张 三丰); Latin names keep theirs. "" for 无 and its like."""
    words = plain(cell)
    if words.isalpha():  # nearly always
        return words
    words = _PARTED.sub(r"\1\2", unspaced(words))
    return words.strip(" ,.;:、，。；：*")


def phone(cell: Cell) -> Parsed[str]:
    """The first telephone number as digits only, without +86; further numbers or words go to the note."""
    if isinstance(cell, str) and cell.isascii() and _MOBILE.fullmatch(cell):
        return Parsed(cell)
    words = unicodedata.normalize("NFKC", plain(cell)).translate(_DASHES)
    if not words:
        return Parsed(None)
    for found in _CALL.finditer(words):
        digits = re.sub(r"\D", "", found.group())
        digits = re.sub(r"^(?:00)?86(?=1[3-9]\d{9}$|0?\d{10,11}$)", "", digits)
        if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
            alone = found.group().strip() == words.strip()
            return Parsed(digits, "" if alone else in_part(words))
        parts = [
            part
            for part in re.split(r"\s+", found.group())
            if _MOBILE.fullmatch(part) or _LANDLINE.fullmatch(part)
        ]
        if parts:
            return Parsed(parts[0], in_part(words))
    return Parsed(None, _("“{text}” is no telephone number.").format(text=shortened(words)))


def sex(cell: Cell) -> Parsed[str]:
    """F or M."""
    if cell in ("女", "男"):
        return _WOMAN if cell == "女" else _MAN
    words = folded(plain(cell))
    if not words:
        return Parsed(None)
    if words in _FEMALE or words in _MALE:
        return Parsed("F" if words in _FEMALE else "M")
    return Parsed(None, _("“{text}” is not 男 or 女.").format(text=shortened(words)))


def category(cell: Cell) -> Parsed[str]:
    """resident, worker or guest, with the words used as the note where they say more than that."""
    if isinstance(cell, str) and cell in _PLAIN_CATEGORIES:
        return _PLAIN_CATEGORIES[cell]
    words = folded(plain(cell))
    if not words:
        return Parsed(None)
    for found, pattern in _CATEGORIES:
        if re.search(pattern, words):
            return Parsed(found, "" if words in ("居民", "访客", "职工", found) else in_part(plain(cell)))
    note = "" if words in _OTHERS else _("“{text}” is no known category.").format(text=shortened(words))
    return Parsed(None, note)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a resident identity number says; the number of 18 places itself is never stored."""

    born: date
    sex: str
    number: str = field(default="", repr=False, compare=False)


def identity(cell: Cell) -> Parsed[Identity]:
    """Birth date and sex from a resident identity number with a right check digit (18 places, or the former 15).

    No note ever contains the number.
    """
    words = folded(cell).upper()
    if not plain(cell):
        return Parsed(None)
    if "E+" in words or re.fullmatch(r"\d{15}000", words):
        return Parsed(None, _("The spreadsheet lost the last digits of the identity number."))
    wrong: Parsed[Identity] = Parsed(None, _("The identity number has a mistake in it."))
    if re.fullmatch(r"[1-9]\d{14}", words):
        words = words[:6] + "19" + words[6:]
        words += ric.calc_check_digit(words + "0")
    if re.fullmatch(r"[1-9]\d{16}[\dX]", words) is None or not words.isascii():
        return wrong
    try:
        born = ric.get_birth_date(words)
    except (ValueError, TypeError):
        return wrong
    if ric.calc_check_digit(words) != words[-1]:
        return wrong
    return Parsed(Identity(born=born, sex="M" if int(words[16]) % 2 else "F", number=words))


@dataclass(frozen=True, slots=True)
class Home:
    """A building and a room in it, either of which may be empty."""

    building: str
    room: str


@lru_cache(maxsize=1_024, typed=True)  # a household's rows stand together
def home(cell: Cell) -> Home:
    """Split 楼栋房号: 3栋2单元501, 12号楼 302室, 5-1203. Without a building all of it is the room."""
    words = unicodedata.normalize("NFKC", plain(cell)).translate(_DASHES)
    if found := _DASHED_ROOM.fullmatch(words) or _ROOM.fullmatch(words):
        return Home(found.group(1).strip(), found.group(2).strip())
    return Home("", words)
