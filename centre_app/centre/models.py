"""Tables of the place: rooms, opening hours, closures, settings."""

from peewee import BooleanField, Check, ForeignKeyField, IntegerField, TextField

from centre_app.storage.database import Table, day_field, defaulted, moment_field

ROOM_KINDS = ("study", "models", "reading", "drawing", "fitness", "meeting", "other")
SHARINGS = ("exclusive", "shared")


class Setting(Table):
    """One named value, as JSON. The names and defaults are in `settings.py`."""

    name = TextField(unique=True)
    value = TextField()


class Room(Table):
    """A zone of the centre, also a bookable place. `usual_minutes` is how long people usually stay."""

    name = TextField(unique=True)
    kind = TextField(constraints=[Check(f"kind IN {ROOM_KINDS}")])
    capacity = IntegerField(constraints=[Check("capacity BETWEEN 1 AND 10000")])
    sharing = TextField(constraints=[Check(f"sharing IN {SHARINGS}")])
    usual_minutes = defaulted(IntegerField, 120, Check("usual_minutes BETWEEN 1 AND 1440"))
    position = defaulted(IntegerField, 0)
    active = defaulted(BooleanField, True)


class OpeningHours(Table):
    """One span of one weekday (0 = Monday), as `HH:MM` texts, valid from a day to the day before `valid_until`."""

    weekday = IntegerField(constraints=[Check("weekday BETWEEN 0 AND 6")])
    opens_at = TextField(constraints=[Check("opens_at GLOB '[0-2][0-9]:[0-5][0-9]'")])
    closes_at = TextField(
        constraints=[Check("closes_at GLOB '[0-2][0-9]:[0-5][0-9]' AND closes_at > opens_at")]
    )
    valid_from = day_field("valid_from")
    valid_until = day_field("valid_until", null=True)


class Closure(Table):
    """A span in which the centre, or one room of it, is closed."""

    room = ForeignKeyField(Room, null=True, backref="closures")
    starts_at = moment_field("starts_at")
    ends_at = moment_field("ends_at", index=True)
    reason = defaulted(TextField, "")

    class Meta:
        constraints = [Check("ends_at > starts_at")]
