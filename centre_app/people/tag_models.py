"""Tables of tags (人群标签) and of who has which."""

from peewee import SQL, BooleanField, Check, ForeignKeyField, IntegerField, TextField

from centre_app.people.models import Person
from centre_app.storage.database import Table, defaulted


class Tag(Table):
    """A word for a group of people, such as veterans. One that is no longer offered stays on those who have it."""

    name = TextField(unique=True, collation="NOCASE", constraints=[Check("trim(name) <> ''")])
    position = defaulted(IntegerField, 0)
    active = defaulted(BooleanField, True)


class PersonTag(Table):
    """That somebody has a tag."""

    person = ForeignKeyField(Person, backref="tags")
    tag = ForeignKeyField(Tag, backref="people", index=False)


PersonTag.add_index(SQL('CREATE UNIQUE INDEX "person_tag_once" ON "person_tag" ("tag_id", "person_id")'))
