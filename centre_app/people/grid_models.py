"""Tables of the grid: its levels, its units as a tree, and the unit that a building lies in."""

from peewee import Check, ForeignKeyField, IntegerField, TextField

from centre_app.people.models import Person
from centre_app.storage.database import Table, day_field, defaulted


class GridLevel(Table):
    """What the units of a depth (1 at the top) are called, and who is in charge of one (片长)."""

    depth = IntegerField(unique=True, constraints=[Check("depth BETWEEN 1 AND 4")])
    name = TextField(constraints=[Check("trim(name) <> ''")])
    head_title = defaulted(TextField, "")


class GridUnit(Table):
    """A unit of the grid. In charge of it is a known person, or somebody only named.

    One that was removed stays, with the day, since visits of the months before are counted by it.
    """

    parent = ForeignKeyField("self", null=True, backref="units")
    depth = IntegerField(constraints=[Check("depth BETWEEN 1 AND 4")])
    name = TextField(constraints=[Check("trim(name) <> ''")])
    head = ForeignKeyField(Person, null=True, backref="heads")
    head_name = defaulted(TextField, "")
    head_phone = defaulted(TextField, "")
    position = defaulted(IntegerField, 0)
    removed_on = day_field("removed_on", null=True)

    class Meta:
        constraints = [Check("(depth = 1) = (parent_id IS NULL)")]


class BuildingUnit(Table):
    """The unit that people of a building are usually in."""

    building = TextField(unique=True, constraints=[Check("trim(building) <> ''")])
    unit = ForeignKeyField(GridUnit, backref="buildings")
