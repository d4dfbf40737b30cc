"""Walk-ins that are only counted: one nameless visit each, with zone, age band and sex, by one key."""

from dataclasses import dataclass
from datetime import date, datetime, time

from centre_app import clock, errors
from centre_app.centre import rooms
from centre_app.i18n import N_
from centre_app.people import bands
from centre_app.people.models import SEXES, Visit
from centre_app.storage.action import action
from centre_app.storage.database import db

_TODAY = """
SELECT age_from, sex, count(*) FROM visit WHERE arrived_at >= ? AND person_id IS NULL AND party_id IS NULL
  AND (age_from IS NOT NULL OR sex <> '') GROUP BY age_from, sex"""


@dataclass(frozen=True, slots=True)
class Cell:
    """One button: a band by its code, a sex, and how many were tallied there today."""

    band: str
    sex: str
    count: int


@action(N_("count a walk-in"))
def tally(*, room_id: int | None, band: str, sex: str, arrived_at: datetime | None = None) -> int:
    """Count one nameless visitor of a band (a code of `bands.codes`) and sex now; returns the visit's id.

    Without a zone it is the first one. Raises NoRoomYet, NotFound, RoomNotInUse.
    """
    zone = rooms.room(room_id) if room_id is not None else next(iter(rooms.rooms()), None)
    if zone is None:
        raise errors.NoRoomYet
    if not zone.active:
        raise errors.RoomNotInUse(room=zone.name)
    if sex not in SEXES or band not in bands.codes() or (not sex and band == bands.UNKNOWN):
        raise errors.NotFound
    at = arrived_at or clock.now()
    made = Visit.create(room=zone.id, age_from=bands.first_age(band), sex=sex, arrived_at=at, last_seen_at=at)
    return int(made.id)


def tally_born(*, birth_date: date | None, birth_year: int | None, sex: str) -> int:
    """Count somebody whose name may not be kept, in the first zone and the band of their age; returns the visit's id.

    Raises NoRoomYet, NotFound.
    """
    age = bands.age_on(clock.today(), birth_date=birth_date, birth_year=birth_year)
    return tally(room_id=None, band=bands.age_band(age), sex=sex)


def today() -> list[Cell]:
    """How many were tallied today, by band and sex, every button there is: women's bands first, then men's, then both."""
    start = datetime.combine(clock.today(), time.min)
    upper = bands.upper_ages()
    counted: dict[tuple[str, str], int] = {}
    for age, sex, count in db.execute_sql(_TODAY, (start,)).fetchall():
        key = (bands.age_band(age, upper=upper), sex)
        counted[key] = counted.get(key, 0) + count
    shown = [code for code in bands.codes() if code != bands.UNKNOWN]
    return [Cell(band, sex, counted.get((band, sex), 0)) for sex in ("F", "M", "") for band in shown]
