"""Tables of duplicates: pairs that a clerk said are two people, and records that went into another."""

from peewee import BooleanField, Check, ForeignKeyField, IntegerField

from centre_app.people.models import Person
from centre_app.storage.database import Table, defaulted, moment_field


class NotSame(Table):
    """Two people who look like one and are not; the smaller id is always `person_a`."""

    person_a = ForeignKeyField(Person, index=False)
    person_b = ForeignKeyField(Person)
    noted_at = moment_field("noted_at")

    class Meta:
        constraints = [Check("person_a_id < person_b_id")]
        indexes = ((("person_a", "person_b"), True),)


class PersonMerge(Table):
    """A record that went into that of `person`. `away_id` is the id it had, `registered_at` when it or its card was made.

    Where it `had_card`, that was a second card of the same person: months before the merge go on counting it.
    """

    person = ForeignKeyField(Person)
    away_id = IntegerField(index=True)
    merged_at = moment_field("merged_at")
    registered_at = moment_field("registered_at", null=True)
    had_card = defaulted(BooleanField, False)
