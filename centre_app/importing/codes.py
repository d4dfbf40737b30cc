"""Numbers given to many at once: barcodes and card numbers that are free in the centre and in the list itself."""

from collections.abc import Iterable, Iterator
from datetime import date

from centre_app.centre import settings
from centre_app.importing.chunks import rows_in
from centre_app.lending import numbers
from centre_app.people import cards
from centre_app.storage.database import db


def free_barcodes(count: int, *, besides: set[str]) -> list[str]:
    """The next automatic barcodes, none of them among those (casefolded) that the list itself gives."""
    if not count:
        return []
    offered = numbers.automatic_barcodes(count + len(besides))
    return [code for code in offered if code.casefold() not in besides][:count]


def free_card_numbers(count: int, *, besides: set[str]) -> list[str]:
    """The next automatic card numbers, none of them a barcode or among those (casefolded) that the list itself gives."""
    found: list[str] = []
    running = _running(cards.next_card_number()) if count else iter(())
    while len(found) < count:
        offered = [next(running) for _one in range(count - len(found))]
        taken = besides | _taken(offered)
        found += [code for code in offered if code.casefold() not in taken]
    return found


def taken_cards(codes: Iterable[str]) -> set[str]:
    """Which of these codes (as typed) are or were somebody's card number, casefolded."""
    wanted = list(codes)
    own = {
        row[0].casefold() for row in rows_in("SELECT card_number FROM person WHERE card_number IN", wanted)
    }
    return own | former_cards(wanted)


def former_cards(codes: Iterable[str]) -> set[str]:
    """Which of these codes were a card number and are never given again, casefolded."""
    wanted = list(codes)
    former = rows_in("SELECT number FROM card_record WHERE number IN", wanted)
    return {
        row[0].casefold()
        for row in [*former, *rows_in("SELECT number FROM spent_card WHERE number IN", wanted)]
    }


def taken_barcodes(codes: Iterable[str]) -> set[str]:
    """Which of these codes are a copy's barcode or the shelf code of several, casefolded."""
    wanted = list(codes)
    own = {row[0].casefold() for row in rows_in("SELECT barcode FROM copy WHERE barcode IN", wanted)}
    return own | numbers.shelf_codes_among(wanted)


def _taken(codes: list[str]) -> set[str]:
    return taken_cards(codes) | taken_barcodes(codes)


def _running(first: str) -> Iterator[str]:
    prefix = str(settings.get("card_prefix")).upper()
    digits = len(first) - len(prefix)
    number = int(first[len(prefix) :])
    while True:
        yield f"{prefix}{number:0{digits}d}"
        number += 1


def donation(*, donor: str, day: date) -> int | None:
    """The batch of that donor and day, None where there is none."""
    row = db.execute_sql(
        "SELECT id FROM donation WHERE donor = ? AND received_on = ? ORDER BY id", (donor, day.isoformat())
    ).fetchone()
    return row[0] if row else None
