"""The made-up grid of the sample centre, who is in charge, and the tags and needs of its residents."""

import random
from datetime import date

from centre_app.people.grid_models import BuildingUnit, GridLevel, GridUnit
from centre_app.people.models import Household, Person
from centre_app.people.tag_models import PersonTag, Tag
from centre_app.sample import content
from centre_app.sample.residents import People

_OLD, _ADULT = 60, 18
# For each tag: the youngest and oldest who may have it, and the share of those who do.
_SHARES = {
    "老年": (60, 120, 1.0), "残疾": (20, 120, 0.03), "党员": (25, 120, 0.12), "退役军人": (40, 90, 0.05), "低保": (30, 120, 0.02),
    "新就业": (20, 40, 0.08), "独居": (70, 120, 0.15), "楼组长": (50, 75, 0.04),
}  # fmt: skip


def fill(*, seed: int, people: People, today: date) -> None:
    """Lay out the grid, put everybody into it by building, and give out tags; with dice of its own."""
    dice = random.Random(seed)
    _lay_out(dice, people)
    _tag(dice, people, today)
    _needs(dice, people, today)


def _lay_out(dice: random.Random, people: People) -> None:
    grid = content.names()["grid"]
    for depth, (name, head) in enumerate(grid["levels"], start=1):
        GridLevel.create(depth=depth, name=name, head_title=head)
    buildings = iter(content.names()["buildings"])
    for area in grid["areas"]:
        top = _unit(dice, people, depth=1, name=area["name"], parent=None)
        for group in area["groups"]:
            middle = _unit(dice, people, depth=2, name=group["name"], parent=top)
            for number in range(1, group["buildings"] + 1):
                unit = _unit(dice, people, depth=3, name=grid["lowest"].format(number=number), parent=middle)
                building = next(buildings)["name"]
                BuildingUnit.create(building=building, unit=unit)
                homes = Household.select(Household.id).where(Household.building == building)
                Person.update(grid_unit_id=unit).where(Person.household.in_(homes)).execute()


def _unit(dice: random.Random, people: People, *, depth: int, name: str, parent: int | None) -> int:
    made = GridUnit.create(
        depth=depth, name=name, parent=parent, head=dice.choice(people.adults), position=depth
    )
    return int(made.id)


def _tag(dice: random.Random, people: People, today: date) -> None:
    ids = {tag.name: tag.id for tag in Tag.select()}
    rows = [
        {"person": person_id, "tag": ids[name]}
        for person_id, born in people.born.items()
        for name, (youngest, oldest, share) in _SHARES.items()
        if name in ids and youngest <= today.year - born <= oldest and dice.random() < share
    ]
    PersonTag.insert_many(rows).execute()


def _needs(dice: random.Random, people: People, today: date) -> None:
    for person_id, born in people.born.items():
        age = today.year - born
        if age >= _OLD and dice.random() < 0.15:
            need = dice.choice(("wheelchair", "walking", "hearing", "sight"))
            Person.update(needs=need).where(Person.id == person_id).execute()
        if age >= _ADULT and dice.random() < 0.06:
            Person.update(is_volunteer=True).where(Person.id == person_id).execute()
