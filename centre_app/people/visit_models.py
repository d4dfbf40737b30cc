"""Tables beside a visit: the group somebody came with, the further zones of a visit, and who may fetch a child."""

from peewee import Check, ForeignKeyField, IntegerField, TextField

from centre_app.centre.models import Room
from centre_app.people.models import Person, Visit
from centre_app.storage.database import Table, defaulted, moment_field


class Party(Table):
    """A group that came together: an organisation, a class, a team. `head_count` is everybody, scanned or not.

    Its visits are those with its `party_id`: one each for members who were scanned, the nameless rest by band and sex.
    """

    name = defaulted(TextField, "")
    head_count = IntegerField(constraints=[Check("head_count BETWEEN 1 AND 10000")])
    arrived_at = moment_field("arrived_at", index=True)


class VisitStay(Table):
    """A further zone of a visit, from that moment until the next stay begins or the visit ends."""

    visit = ForeignKeyField(Visit, backref="stays")
    room = ForeignKeyField(Room)
    from_at = moment_field("from_at")


class PickUp(Table):
    """Somebody who may fetch a child: a person the centre knows or not, by the name the desk asks for."""

    child = ForeignKeyField(Person, backref="pick_ups")
    name = TextField(constraints=[Check("trim(name) <> ''")])
    phone = defaulted(TextField, "")
    relation = defaulted(TextField, "")
    note = defaulted(TextField, "")
