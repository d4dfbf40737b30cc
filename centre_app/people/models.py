"""Tables of people, their former cards, households and visits."""

from typing import Any

from peewee import SQL, BooleanField, Check, ForeignKeyField, IntegerField, TextField

from centre_app.centre.models import Room
from centre_app.i18n import N_
from centre_app.storage.database import Table, day_field, defaulted, moment_field

SEXES = ("", "F", "M")
VISITOR_CATEGORIES = ("resident", "worker", "guest")
CATEGORIES = (
    *VISITOR_CATEGORIES,
    "organisation",
)  # an organisation borrows by its collective card; it never visits
ERASED_WHY = ("request", "retention")
CARD_ENDS = ("lost", "replaced", "returned")


class Household(Table):
    """The persons at one address: a building and a room in it (楼栋房号)."""

    building = TextField()
    door = TextField()

    class Meta:
        indexes = ((("building", "door"), True),)


def fact(label: str) -> Any:
    """A column of free words about a person; `label` is what form and page call it (a message id).

    Registering, changing, reading, the form, the page, the journal and undo take it along.
    """
    return defaulted(TextField, "", help_text=label)


class Person(Table):
    """Anyone the centre knows. Only the name is needed; `search_key` and `name_sort` follow from the rest."""

    name = TextField(index=True, constraints=[Check("trim(name) <> ''")])
    name_sort = defaulted(TextField, "", index=True)
    card_number = TextField(null=True, unique=True, collation="NOCASE")
    sex = defaulted(TextField, "", Check(f"sex IN {SEXES}"))
    birth_date = day_field("birth_date", null=True)
    birth_year = IntegerField(
        null=True, constraints=[Check("birth_year IS NULL OR birth_year BETWEEN 1880 AND 2200")]
    )
    phone = defaulted(TextField, "", index=True)
    category = defaulted(TextField, "resident", Check(f"category IN {CATEGORIES}"))
    household = ForeignKeyField(Household, null=True, backref="members")
    guardian = ForeignKeyField("self", null=True, backref="wards")
    consented_on = day_field("consented_on", null=True)
    card_expires_on = day_field("card_expires_on", null=True)
    barred_on = day_field("barred_on", null=True)
    barred_until = day_field("barred_until", null=True)
    barred_reason = defaulted(TextField, "")
    suspended_until = day_field("suspended_until", null=True)
    keeps_history = defaulted(BooleanField, False)
    note = fact(N_("Note"))
    id_tail = defaulted(TextField, "")
    id_digest = TextField(null=True)
    id_region = defaulted(TextField, "")
    grid_unit_id = IntegerField(null=True, constraints=[SQL('REFERENCES "grid_unit" ("id")')])
    languages = defaulted(TextField, "")
    needs = defaulted(TextField, "")
    emergency_name = defaulted(TextField, "")
    emergency_phone = defaulted(TextField, "")
    emergency_relation = defaulted(TextField, "")
    is_volunteer = defaulted(BooleanField, False)
    came_before = defaulted(BooleanField, False)  # a visit of theirs has lost its name
    registered_at = moment_field("registered_at", null=True, index=True)
    search_key = defaulted(TextField, "")

    class Meta:
        indexes = ((("category", "name_sort"), False), (("grid_unit_id", "name_sort"), False))


# One ID number is one person; who has none noted does not take part.
Person.add_index(
    SQL('CREATE UNIQUE INDEX "person_id_digest" ON "person" ("id_digest") WHERE id_digest IS NOT NULL')
)
# What the figures of visits ask of a person, without the rest of the row; see `reports/fragments.py`.
Person.add_index(
    SQL(
        'CREATE INDEX "person_figures" ON "person" ("id", "sex", "category", "birth_date", "birth_year", "came_before")'
    )
)
Person.add_index(SQL('CREATE INDEX "person_cards" ON "person" ("registered_at") WHERE card_number <> \'\''))
# What the filters of lists look for where few people meet them.
for _index in (
    'CREATE INDEX "person_born_on" ON "person" ("birth_date") WHERE birth_date IS NOT NULL',
    'CREATE INDEX "person_born_in" ON "person" ("birth_year") WHERE birth_date IS NULL',
    'CREATE INDEX "person_card_ends" ON "person" ("card_expires_on") WHERE card_expires_on IS NOT NULL',
    'CREATE INDEX "person_no_consent" ON "person" ("name_sort") WHERE consented_on IS NULL',
    'CREATE INDEX "person_no_sex" ON "person" ("name_sort") WHERE sex = \'\'',
    'CREATE INDEX "person_with_needs" ON "person" ("name_sort") WHERE needs <> \'\'',
    'CREATE INDEX "person_volunteer" ON "person" ("name_sort") WHERE is_volunteer',
):
    Person.add_index(SQL(_index))

FACTS: dict[str, str] = {
    field.name: field.help_text for field in Person._meta.sorted_fields if field.help_text is not None
}


class CardRecord(Table):
    """A card number that somebody had and that is no longer good: it is refused when scanned, and never given again."""

    person = ForeignKeyField(Person, backref="former_cards")
    number = TextField(unique=True, collation="NOCASE", constraints=[Check("trim(number) <> ''")])
    ended_at = moment_field("ended_at")
    ended_why = TextField(constraints=[Check(f"ended_why IN {CARD_ENDS}")])


class ErasedPerson(Table):
    """Somebody who is no longer known, without anything that says who: what the counts of cards still need.

    `person_id` is the number that records of who did what keep; `purged`: no trace is left in the file's free parts.
    """

    person_id = IntegerField(index=True)
    erased_at = moment_field("erased_at")
    why = TextField(constraints=[Check(f"why IN {ERASED_WHY}")])
    had_card = defaulted(BooleanField, False)
    ended_at = moment_field("ended_at", null=True)  # of a second card: when the records were merged
    registered_at = moment_field("registered_at", null=True)
    age_from = IntegerField(null=True)
    sex = defaulted(TextField, "")
    category = defaulted(TextField, "")
    purged = defaulted(BooleanField, False)


class SpentCard(Table):
    """A card number of somebody erased: it is never given again, and means nobody."""

    number = TextField(unique=True, collation="NOCASE")


class Visit(Table):
    """One person, or a counted group, in the centre from arrival to leaving.

    `last_seen_at` is the last sign of life (arrival, loan, return); `room` is the first zone. Somebody only tallied has no
    person, but perhaps a sex and `age_from`, the youngest age of their band; `party_id` is the group they came with.
    A visit may have lost its person: then `age_from`, `sex` and `category` say what is kept of them, `borrowed` that they
    borrowed or returned something that day, `first_visit_id` is the same in all visits of one person's year, and
    `was_first` marks the first visit of theirs that was ever recorded. `grid_unit_id` is where the person belonged when the
    visit was written: who moves house, or is forgotten, changes no month before.
    """

    person = ForeignKeyField(Person, null=True, index=False)
    room = ForeignKeyField(Room, index=False)
    arrived_at = moment_field("arrived_at", index=True)
    left_at = moment_field("left_at", null=True)
    left_assumed = defaulted(BooleanField, False)
    last_seen_at = moment_field("last_seen_at", null=True)
    head_count = defaulted(IntegerField, 1, Check("head_count BETWEEN 1 AND 10000"))
    group_name = defaulted(TextField, "")
    purpose = defaulted(TextField, "")
    age_from = IntegerField(null=True, constraints=[Check("age_from IS NULL OR age_from BETWEEN 0 AND 150")])
    sex = defaulted(TextField, "", Check(f"sex IN {SEXES}"))
    recorded_late = defaulted(BooleanField, False)
    fetched_by = defaulted(TextField, "")
    party_id = IntegerField(null=True, constraints=[SQL('REFERENCES "party" ("id")')])
    category = defaulted(TextField, "")
    was_first = defaulted(BooleanField, False)
    first_visit_id = IntegerField(null=True)
    borrowed = defaulted(BooleanField, False)
    grid_unit_id = IntegerField(null=True, constraints=[SQL('REFERENCES "grid_unit" ("id")')])

    class Meta:
        constraints = [Check("left_at IS NULL OR left_at >= arrived_at")]


Visit.add_index(Visit.person, Visit.arrived_at)
Visit.add_index(SQL('CREATE UNIQUE INDEX "visit_open" ON "visit" ("person_id") WHERE left_at IS NULL'))
Visit.add_index(SQL('CREATE INDEX "visit_here" ON "visit" ("room_id") WHERE left_at IS NULL'))
Visit.add_index(SQL('CREATE INDEX "visit_party" ON "visit" ("party_id") WHERE party_id IS NOT NULL'))
# What still has its person: looked through every day for what is old enough to lose it.
Visit.add_index(
    SQL(
        'CREATE INDEX "visit_named" ON "visit" ("left_at") WHERE person_id IS NOT NULL AND left_at IS NOT NULL'
    )
)
