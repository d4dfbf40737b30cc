"""Made-up residents in households: who they are, and how often they come."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from centre_app.centre import settings
from centre_app.people.models import Household
from centre_app.people.people import found_under
from centre_app.sample import content

_COUNT = 600
_ADULT = 18
_SHAPES = (
    ("couple and child", 34),
    ("couple and two children", 14),
    ("couple", 18),
    ("elderly couple", 20),
    ("alone", 14),
)


@dataclass(frozen=True, slots=True)
class Home:
    """A household and where it lives."""

    id: int
    building: str
    door: str


@dataclass(frozen=True, slots=True)
class People:
    """Everybody's rows, and for each id (from 1) the year of birth and how often they come (a weight)."""

    rows: list[dict[str, Any]]
    born: dict[int, int]
    weights: dict[int, float]

    @property
    def adults(self) -> list[int]:
        """The ids of those who may sign for a room."""
        youngest = max(self.born.values()) - _ADULT
        return [person for person, year in self.born.items() if year < youngest]


def people(dice: random.Random, *, first: date, today: date) -> People:
    """About 600 people at their addresses; most registered before the first day, some since."""
    found = People([], {}, {})
    phones = dice.sample(range(10_000), 2 * _COUNT)
    doors = _doors()
    dice.shuffle(doors)
    while len(found.rows) < _COUNT:
        building, door = doors.pop()
        household = Household.create(building=building, door=door)
        home = Home(household.id, building, door)
        _household(dice, found, home=home, phones=phones, first=first, today=today)
    return found


def _doors() -> list[tuple[str, str]]:
    pattern = content.names()["door"]
    return [
        (building["name"], pattern.format(unit=unit, floor=floor, room=room))
        for building in content.names()["buildings"]
        for unit in range(1, building["units"] + 1)
        for floor in range(1, building["floors"] + 1)
        for room in range(1, building["rooms_per_floor"] + 1)
    ]


def _household(
    dice: random.Random, found: People, *, home: Home, phones: list[int], first: date, today: date
) -> None:
    shape = content.weighted(dice, [name for name, _ in _SHAPES], [weight for _, weight in _SHAPES])
    year = today.year
    base = (
        dice.randint(year - 84, year - 62)
        if shape == "elderly couple"
        else dice.randint(year - 52, year - 25)
    )
    sexes = [dice.choice("FM")] if shape == "alone" else ["M", "F"]
    registered = _registered(dice, first=first, today=today)
    family = _name(dice, born=base, sex="M")[:1]
    adults = []
    for number, sex in enumerate(sexes):
        name = _name(dice, born=base, sex=sex, surname=family if number == 0 else "")
        adults.append(
            _add(
                dice, found, name=name, sex=sex, born=base + dice.randint(-2, 2), home=home,
                guardian_id=None, phone=f"1390000{phones.pop():04d}", registered=registered, today=today,
            )
        )  # fmt: skip
    children = shape.count("child") if "child" in shape else 0
    for _child in range(2 if "two" in shape else children):
        sex, born = dice.choice("FM"), dice.randint(year - 15, year - 3)
        _add(
            dice, found, name=_name(dice, born=born, sex=sex, surname=family), sex=sex, born=born, guardian_id=adults[-1],
            home=home, phone="", registered=registered, today=today,
        )  # fmt: skip


def _registered(dice: random.Random, *, first: date, today: date) -> datetime:
    day = first - timedelta(days=dice.randint(1, 900))
    if dice.random() < 0.12:
        day = first + timedelta(days=dice.randint(0, max(0, (today - first).days - 1)))
    return datetime.combine(day, datetime.min.time()) + timedelta(hours=9, minutes=dice.randint(0, 600))


def _add(dice: random.Random, found: People, **facts: Any) -> int:
    number = len(found.rows) + 1
    today: date = facts["today"]
    born = date(facts["born"], dice.randint(1, 12), dice.randint(1, 28))
    card = f"{settings.get('card_prefix')}{number:06d}"
    worker = facts["guardian_id"] is None and 20 < today.year - born.year < 45 and dice.random() < 0.2
    knows_day = dice.random() < 0.9
    home: Home = facts["home"]
    derived = found_under(
        name=facts["name"], phone=facts["phone"], card_number=card, building=home.building, door=home.door
    )
    found.rows.append(
        {
            "name": facts["name"],
            "card_number": card,
            "sex": facts["sex"],
            "birth_date": born if knows_day else None,
            "birth_year": born.year if dice.random() < 0.96 else None,
            "phone": facts["phone"],
            "category": "worker" if worker else "guest" if dice.random() < 0.03 else "resident",
            "household_id": home.id,
            "guardian_id": facts["guardian_id"],
            "consented_on": facts["registered"].date(),
            "registered_at": facts["registered"],
            **derived,
        }
    )
    found.born[number] = born.year
    found.weights[number] = dice.paretovariate(1.1) if dice.random() < 0.7 else 0.05
    return number


def _name(dice: random.Random, *, born: int, sex: str, surname: str = "") -> str:
    names = content.names()
    family = surname or content.weighted(
        dice, [s for s, _ in names["surnames"]], [w for _, w in names["surnames"]]
    )
    given = next(
        (part for part in names["given"] if part["born_from"] <= born <= part["born_to"]), names["given"][-1]
    )[sex]
    if dice.random() < given["single_share"]:
        return str(family + dice.choice(given["single"]))
    one, two = dice.choice(given["first"]), dice.choice(given["second"])
    return str(family + one + (two if two != one else ""))
