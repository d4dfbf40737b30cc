"""Resident ID numbers (居民身份证): checked, read, and kept only as four digits and a keyed digest.

Eighteen digits can be guessed, so a plain digest would be as good as the number: the key is in the system's key store,
never beside the data. Without one no digest is kept, and nobody is found by their number.
"""

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from stdnum import numdb
from stdnum.cn import ric
from stdnum.exceptions import InvalidComponent

from centre_app import clock, errors
from centre_app.i18n import N_
from centre_app.storage import keystore
from centre_app.storage.action import action
from centre_app.storage.database import db

_KEY = "resident-id"
_SHAPE = re.compile(r"\d{17}[\dX]")
_INSIDE = re.compile(r"(?<![0-9])[0-9]{17}[0-9X](?![0-9])")
_APART = re.compile(r"[\s\-]")
_KEEP = "UPDATE person SET id_tail = ?, id_digest = ?, id_region = ? WHERE id = ?"
COLUMNS = ("id_tail", "id_digest", "id_region")  # what a person's record keeps


@dataclass(frozen=True, slots=True)
class Identity:
    """What an ID number says: `region` in words (province, city, county), `tail` its last four signs."""

    tail: str
    sex: str
    born: date
    region: str


def plain(text: str) -> str:
    """The number in one spelling: full-width digits made plain, without blanks and dashes, X large."""
    return _APART.sub("", unicodedata.normalize("NFKC", text)).upper()


def looks_like(text: str) -> bool:
    """Whether a text has the shape of an ID number, right or wrong."""
    number = plain(text)
    return bool(number.isascii() and _SHAPE.fullmatch(number))


def stands_in(text: str) -> bool:
    """Whether a whole, right ID number stands in a text, where nobody may keep it."""
    return any(_is_right(number) for number in _INSIDE.findall(unicodedata.normalize("NFKC", text).upper()))


def read(text: str) -> Identity:
    """What the number says.

    Raises IdWrongLength, IdHasOtherSigns, IdCheckDigitWrong, IdBirthImpossible, IdBirthInFuture, IdRegionUnknown.
    """
    number = plain(text)
    if len(number) != 18:
        raise errors.IdWrongLength(length=len(number))
    if not looks_like(number):
        raise errors.IdHasOtherSigns
    try:
        born = ric.get_birth_date(number)
    except InvalidComponent as error:
        raise errors.IdBirthImpossible from error
    if number[-1] != ric.calc_check_digit(number):
        raise errors.IdCheckDigitWrong
    if born > clock.today():
        raise errors.IdBirthInFuture
    return Identity(number[-4:], "M" if int(number[16]) % 2 else "F", born, _region(number))


def kept(text: str, found: Identity) -> tuple[str, str | None, str]:
    """What is kept of a number and what it says, in the order of COLUMNS; no digest without a key store."""
    return found.tail, _digest(plain(text)), found.region


def may_be_same(one: str | None, other: str | None) -> bool:
    """Whether two digests may be of one number: equal, or not comparable since one is missing or of another key."""
    if not one or not other or one.partition(":")[0] != other.partition(":")[0]:
        return True
    return one == other


def warm_up() -> None:
    """Ask the key store for the key, which takes a tenth of a second: call when the window is idle."""
    keystore.kept(_KEY)


def can_find() -> bool:
    """Whether this computer has a key store, so that people can be found by their ID number."""
    return keystore.key(_KEY) is not None


def has_foreign_digests() -> bool:
    """Whether ID numbers were noted with the key of another computer, which cannot be compared with those typed here."""
    mark = _mark()
    if mark is None:
        return False
    row = db.execute_sql(
        "SELECT EXISTS (SELECT 1 FROM person WHERE id_digest IS NOT NULL AND substr(id_digest, 1, ?) <> ?)",
        (len(mark), mark),
    ).fetchone()
    return bool(row[0])


def by_number(text: str) -> int | None:
    """The person with that ID number; None for nobody, a text that is none, or where there is no key store."""
    digest = _digest(plain(text)) if looks_like(text) else None
    if digest is None:
        return None
    row = db.execute_sql("SELECT id FROM person WHERE id_digest = ?", (digest,)).fetchone()
    return row[0] if row else None


@action(N_("note an ID number"))
def note_number(*, person_id: int, number: str) -> Identity:
    """Keep the last four digits, the region and, with a key store, the digest of a person's ID number.

    Raises what `read` raises, IdTaken naming who has the number, and NotFound.
    """
    found = read(number)
    tail, digest, region = kept(number, found)
    if digest is not None:
        row = db.execute_sql(
            "SELECT name, coalesce(card_number, '—') FROM person WHERE id_digest = ? AND id <> ?",
            (digest, person_id),
        ).fetchone()
        if row:
            raise errors.IdTaken(who=row[0], number=row[1])
    cursor: Any = db.execute_sql(_KEEP, (tail, digest, region, person_id))
    if not cursor.rowcount:
        raise errors.NotFound
    return found


@action(N_("forget an ID number"))
def forget_number(*, person_id: int) -> None:
    """Keep nothing of a person's ID number any more. Raises NotFound."""
    if not db.execute_sql(_KEEP, ("", None, "", person_id)).rowcount:
        raise errors.NotFound


def _is_right(number: str) -> bool:
    try:
        read(number)
    except errors.CentreError:
        return False
    return True


def _digest(number: str) -> str | None:
    """The keyed digest, begun with a mark of the key it was made with; None without a key store."""
    key = keystore.key(_KEY)
    if key is None:
        return None
    return f"{_mark()}{hmac.new(key, number.encode(), hashlib.sha256).hexdigest()}"


def _mark() -> str | None:
    key = keystore.key(_KEY)
    return f"{hmac.new(key, b'mark of the key', hashlib.sha256).hexdigest()[:8]}:" if key else None


def _region(number: str) -> str:
    """Province, city and county in words.

    Counties are renamed and renumbered, and people were registered long after birth: a county that was none in the
    year of birth is still told by its latest name.
    """
    info = {
        key: value for _part, facts in numdb.get("cn/loc").info(number[:6]) for key, value in facts.items()
    }
    if "county" not in info:
        raise errors.IdRegionUnknown
    try:
        info = ric.get_birth_place(number)
    except InvalidComponent:
        info["county"] = info["county"].split(",")[-1].rpartition("]")[2]
    parts = (info.get(part, "") for part in ("province", "prefecture", "city", "county"))
    return "".join(dict.fromkeys(part for part in parts if part))
