"""Card numbers: given automatically, never the number of another card or copy."""

from centre_app import errors
from centre_app.centre import settings
from centre_app.i18n import _
from centre_app.people import fields
from centre_app.storage.database import db

_DIGITS = 6
# Lending stands above people, so its tables are named here in SQL alone: cards and barcodes share one space.
_OWNER = """
SELECT name FROM person WHERE card_number = :code AND id IS NOT :person
UNION ALL
SELECT person.name FROM card_record JOIN person ON person.id = person_id WHERE number = :code COLLATE NOCASE
UNION ALL
SELECT title.name FROM copy JOIN title ON title.id = copy.title_id WHERE copy.barcode = :code COLLATE NOCASE
UNION ALL
SELECT title.name FROM copy JOIN title ON title.id = copy.title_id WHERE shelf_code = :code COLLATE NOCASE AND shelf_code <> ''
UNION ALL
SELECT '' FROM spent_card WHERE number = :code COLLATE NOCASE
LIMIT 1"""
_HIGHEST = """
SELECT card_number FROM person WHERE card_number >= :prefix AND card_number < :beyond AND card_number GLOB :shape
ORDER BY card_number DESC LIMIT 1"""


def by_card(code: str) -> int | None:
    """The id of the person with that card number, whatever its case; None for an unknown or empty one."""
    try:
        number = fields.card(code)
    except errors.CardNumberTooLong:  # a long text is no card, which is no error
        return None
    row = db.execute_sql("SELECT id FROM person WHERE card_number = ?", (number,)).fetchone()
    return row[0] if row and number else None


def next_card_number() -> str:
    """The number that the next person registered gets: the prefix of the settings and a running number."""
    prefix = settings.get("card_prefix").upper()
    digits = _DIGITS
    number = _highest(prefix, digits) + 1
    while number == 10**digits:
        digits += 1
        number = max(number, _highest(prefix, digits) + 1)
    while _owner(f"{prefix}{number:0{digits}}", None) is not None:
        number += 1
    return f"{prefix}{number:0{digits}}"


def checked_card_number(text: str | None, *, person_id: int | None = None) -> str | None:
    """The number in one spelling, None for none. Raises CardNumberTooLong, and CodeTaken when it means something else."""
    number = fields.card(text or "")
    if not number:
        return None
    owner = _owner(number, person_id)
    if owner is not None:
        raise errors.CodeTaken(code=number, owner=owner or _("somebody who was erased"))
    return number


def _highest(prefix: str, digits: int) -> int:
    values = {"prefix": prefix, "beyond": f"{prefix}:", "shape": prefix + "[0-9]" * digits}
    row = db.execute_sql(_HIGHEST, values).fetchone()
    return int(row[0][len(prefix) :]) if row else 0


def _owner(code: str, person_id: int | None) -> str | None:
    row = db.execute_sql(_OWNER, {"code": code, "person": person_id}).fetchone()
    return row[0] if row else None
