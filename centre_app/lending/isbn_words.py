"""What is the matter with a number that stands for an ISBN and is none. It is told, never corrected."""

from typing import Literal

from stdnum import ean

from centre_app.i18n import _
from centre_app.lending.numbers import isbn13, isbn_signs

Fault = Literal["", "check", "product", "periodical", "other"]


def fault(text: str) -> Fault:
    """Why this is no ISBN: a wrong check digit, a product's number, a periodical's, or another text; "" where it is one."""
    signs = isbn_signs(text)
    if not signs or isbn13(text):
        return ""
    digits = signs.isascii() and signs.isdecimal()
    if len(signs) == 13 and digits and signs[:3] not in ("978", "979"):
        if signs.startswith("977"):
            return "periodical"
        return "product" if ean.is_valid(signs) else "other"
    if len(signs) == 13 and digits:
        return "check"
    return "check" if len(signs) == 10 and _digits(signs[:9]) and signs[9] in "0123456789X" else "other"


def sentence(text: str) -> str:
    """What to tell the clerk of it, "" where the number is an ISBN or nothing stands there."""
    found = fault(text)
    if found == "check":
        return _(
            "The check digit of this ISBN is wrong: if the other digits are right, it would have to be {digit}. "
            "The number is kept as typed and marked, so look at the book once more."
        ).format(digit=_check_digit(isbn_signs(text)))
    if found == "product":
        return _("This is a product number, no ISBN: the ISBN begins with 978 or 979. It is kept and marked.")
    if found == "periodical":
        return _(
            "This is the number of a periodical (ISSN), no ISBN. It is kept and marked, the title can be saved."
        )
    return _("This is no valid ISBN. It is kept and marked, the title can be saved.") if found else ""


def mark(text: str) -> str:
    """The same in a word or two, for lists and the title page."""
    words = {
        "check": _("check digit wrong"),
        "product": _("product number"),
        "periodical": _("number of a periodical"),
        "other": _("no ISBN"),
    }
    return words.get(fault(text), "")


def _digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _check_digit(signs: str) -> str:
    if len(signs) == 13:
        return str(ean.calc_check_digit(signs[:-1]))
    rest = sum(int(digit) * weight for weight, digit in enumerate(signs[:9], 1)) % 11
    return "X" if rest == 10 else str(rest)
