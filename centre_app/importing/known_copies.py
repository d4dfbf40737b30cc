"""The copies that the centre has, and which of them a row of a list stands for.

A barcode names one copy. Rows without one are counted: the k-th such piece of a title, of as many volumes, from the same
donor (and day, where the list gives one) is the k-th such copy that is there. Place and call number may have changed since.
"""

from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import date

from centre_app.importing.chunks import all_rows
from centre_app.importing.values import folded
from centre_app.importing.writes import Values, Writes

_ALL = """
SELECT copy.id, title_id, barcode, volumes, coalesce(donor, ''), coalesce(received_on, accessioned_on), call_number, location,
  copy.price_fen
FROM copy LEFT JOIN donation ON donation.id = copy.donation_id ORDER BY copy.id"""


@dataclass(slots=True)
class KnownCopy:
    """A copy that is there. `received_on` is a text as stored."""

    id: int
    title_id: int
    barcode: str
    received_on: str | None
    values: Values
    is_claimed: bool = False

    def fill(self, writes: Writes, said: Values) -> None:
        """Write what a row says into fields that are empty."""
        new = {
            name: value
            for name, value in said.items()
            if value not in ("", None) and self.values[name] in ("", None)
        }
        self.values.update(new)
        writes.change("copy", self.id, new)


class Copies:
    """All copies, by barcode and by what makes them alike."""

    def __init__(self) -> None:
        self._by_barcode: dict[str, KnownCopy] = {}
        self._alike: dict[tuple[object, ...], deque[KnownCopy]] = defaultdict(deque)
        names = ("call_number", "location", "price_fen")
        for row_id, title_id, barcode, volumes, donor, received_on, *cells in all_rows(_ALL):
            copy = KnownCopy(row_id, title_id, barcode, received_on, dict(zip(names, cells, strict=True)))
            self._by_barcode[barcode.casefold()] = copy
            self._alike[title_id, volumes, folded(donor)].append(copy)
            self._alike[title_id, volumes, folded(donor), received_on].append(copy)

    def of_barcode(self, barcode: str) -> KnownCopy | None:
        """The copy of that barcode, whatever its case."""
        return self._by_barcode.get(barcode.casefold())

    def claim(self, *, title_id: int, volumes: int, donor: str, received_on: date | None) -> KnownCopy | None:
        """The next copy alike that no row of the list has claimed yet."""
        key: tuple[object, ...] = (title_id, volumes, folded(donor))
        alike = self._alike.get((*key, received_on.isoformat()) if received_on else key)
        while alike:
            copy = alike.popleft()
            if not copy.is_claimed:
                copy.is_claimed = True
                return copy
        return None
