"""Tables of the place: rooms, opening hours, closures, extra openings, holidays, settings."""

from peewee import BooleanField, Check, ForeignKeyField, IntegerField, TextField

from centre_app.storage.database import Table, day_field, defaulted, moment_field

ROOM_KINDS = ("study", "models", "reading", "drawing", "fitness", "meeting", "other")
SHARINGS = ("exclusive", "shared")
DAY_KINDS = ("holiday", "workday")


class Setting(Table):
    """One named value, as JSON. The names and defaults are in `settings.py`."""

    name = TextField(unique=True)
    value = TextField()


class Room(Table):
    """A zone of the centre, also a bookable place. `usual_minutes` is how long people usually stay.

    `buffer_*` are the minutes kept free around a booking made from now on; each booking keeps its own.
    """

    name = TextField(unique=True)
    kind = TextField(constraints=[Check(f"kind IN {ROOM_KINDS}")])
    capacity = IntegerField(constraints=[Check("capacity BETWEEN 1 AND 10000")])
    sharing = TextField(constraints=[Check(f"sharing IN {SHARINGS}")])
    usual_minutes = defaulted(IntegerField, 120, Check("usual_minutes BETWEEN 1 AND 1440"))
    position = defaulted(IntegerField, 0)
    active = defaulted(BooleanField, True)
    buffer_before = defaulted(IntegerField, 0, Check("buffer_before BETWEEN 0 AND 720"))
    buffer_after = defaulted(IntegerField, 0, Check("buffer_after BETWEEN 0 AND 720"))
    needs_approval = defaulted(BooleanField, False)


class OpeningHours(Table):
    """One span of one weekday (0 = Monday), as `HH:MM` texts, valid from a day to the day before `valid_until`.

    Those of a room narrow the centre's; a room without any that day follows the centre.
    """

    room = ForeignKeyField(Room, null=True, backref="hours")
    weekday = IntegerField(constraints=[Check("weekday BETWEEN 0 AND 6")])
    opens_at = TextField(constraints=[Check("opens_at GLOB '[0-2][0-9]:[0-5][0-9]'")])
    closes_at = TextField(
        constraints=[Check("closes_at GLOB '[0-2][0-9]:[0-5][0-9]' AND closes_at > opens_at")]
    )
    valid_from = day_field("valid_from")
    valid_until = day_field("valid_until", null=True)


class Closure(Table):
    """A span in which the centre, or one room of it, is closed; with a `rule` (RRULE) the first of many.

    `entered` is the action that set it last: of a closure and an extra opening at one time, the later word counts.
    """

    room = ForeignKeyField(Room, null=True, backref="closures")
    starts_at = moment_field("starts_at")
    ends_at = moment_field("ends_at", index=True)
    reason = defaulted(TextField, "")
    rule = defaulted(TextField, "")
    entered = defaulted(IntegerField, 0)

    class Meta:
        constraints = [Check("ends_at > starts_at")]


class ExtraOpening(Table):
    """A span in which the centre, or one room of it, is open although its hours say closed. Columns as of a closure."""

    room = ForeignKeyField(Room, null=True, backref="extra_openings")
    starts_at = moment_field("starts_at")
    ends_at = moment_field("ends_at", index=True)
    reason = defaulted(TextField, "")
    rule = defaulted(TextField, "")
    entered = defaulted(IntegerField, 0)

    class Meta:
        constraints = [Check("ends_at > starts_at")]


class CalendarDay(Table):
    """A public holiday, or a day worked in place of one. A year with any rows here is told by them alone."""

    day = day_field("day")
    kind = TextField(constraints=[Check(f"kind IN {DAY_KINDS}")])
    name = defaulted(TextField, "")

    class Meta:
        indexes = ((("day",), True),)
