"""The tables of bookings and of equipment. That none overlap is guarded in `storage/guards/bookings.sql`."""

from peewee import SQL, BooleanField, Check, ForeignKeyField, IntegerField, TextField

from centre_app.centre.models import Room
from centre_app.people.models import Person
from centre_app.storage.database import Table, day_field, defaulted, moment_field

STATUSES = (
    "requested",
    "confirmed",
    "checked_in",
    "completed",
    "no_show",
    "cancelled",
    "displaced",
    "moving",
)
HOLDING = ("confirmed", "checked_in", "completed")  # these keep their place free of others
OPEN = ("confirmed", "checked_in")
WAITING_STATUSES = ("waiting", "held", "served", "expired", "withdrawn")


class Series(Table):
    """What the bookings of one recurrence have in common: the rule (RRULE of RFC 5545), its first day, room and times.

    `ends_time` at or before `starts_time` (both `HH:MM`) is on the next day. The rule's two options are columns: RFC 5545
    knows no holidays. `uid` is that of the calendar it was imported from, else empty.
    """

    rule = TextField()
    starts_on = day_field("starts_on")
    starts_time = TextField(constraints=[Check("starts_time GLOB '[0-2][0-9]:[0-5][0-9]'")])
    ends_time = TextField(constraints=[Check("ends_time GLOB '[0-2][0-9]:[0-5][0-9]'")])
    skip_holidays = defaulted(BooleanField, False)
    follow_makeup_workdays = defaulted(BooleanField, False)
    room = ForeignKeyField(Room)
    person = ForeignKeyField(Person, null=True)
    title = defaulted(TextField, "")
    buffer_before = defaulted(IntegerField, 0, Check("buffer_before BETWEEN 0 AND 720"))
    buffer_after = defaulted(IntegerField, 0, Check("buffer_after BETWEEN 0 AND 720"))
    head_count = defaulted(IntegerField, 1, Check("head_count BETWEEN 1 AND 10000"))
    alone = defaulted(BooleanField, False)
    note = defaulted(TextField, "")
    uid = defaulted(TextField, "")


SKIP_REASONS = ("chosen", "holiday", "closed", "clash", "past", "quota", "impossible")


class SkippedOccurrence(Table):
    """A date of a series that was not booked, and why; it can be tried again until the series no longer falls on it."""

    series = ForeignKeyField(Series, index=False, backref="skipped")
    occurrence_on = day_field("occurrence_on")
    reason = TextField(constraints=[Check(f"reason IN {SKIP_REASONS}")])
    detail = defaulted(TextField, "")

    class Meta:
        indexes = ((("series", "occurrence_on"), True),)


class Booking(Table):
    """A room for a time. `buffer_*` are minutes kept free around it, `came_count` the people who really came.

    One of a series has its original date in `occurrence_on` (RECURRENCE-ID), whatever day it was moved to; an exception
    was changed on its own, a dropped one was cancelled because its series no longer falls on that date. `uid` is that of
    the calendar a booking was imported from, else empty.

    `held_until` marks a place held for somebody from the waiting list who has not said yes yet: it is confirmed, so that
    the one guard holds the place, and cancelled when the time is over. `override_reason` says why a rule was passed over.
    """

    room = ForeignKeyField(Room, index=False)
    person = ForeignKeyField(Person, null=True, backref="bookings")
    title = defaulted(TextField, "")
    starts_at = moment_field("starts_at", index=True)
    ends_at = moment_field("ends_at")
    buffer_before = defaulted(IntegerField, 0, Check("buffer_before BETWEEN 0 AND 720"))
    buffer_after = defaulted(IntegerField, 0, Check("buffer_after BETWEEN 0 AND 720"))
    head_count = defaulted(IntegerField, 1, Check("head_count BETWEEN 1 AND 10000"))
    came_count = IntegerField(
        null=True, constraints=[Check("came_count IS NULL OR came_count BETWEEN 0 AND 10000")]
    )
    alone = defaulted(BooleanField, False)
    status = defaulted(TextField, "confirmed", Check(f"status IN {STATUSES}"))
    series = ForeignKeyField(Series, null=True, column_name="series_id", backref="bookings")
    occurrence_on = day_field("occurrence_on", null=True)
    is_exception = defaulted(BooleanField, False)
    is_dropped = defaulted(BooleanField, False)
    note = defaulted(TextField, "")
    cancel_reason = defaulted(TextField, "")
    uid = defaulted(TextField, "")
    held_until = moment_field("held_until", null=True)
    override_reason = defaulted(TextField, "")

    class Meta:
        constraints = [
            Check("ends_at > starts_at AND ends_at <= datetime(starts_at, '+1 day')"),
            Check("starts_at LIKE '%:00' AND ends_at LIKE '%:00'"),
        ]


Booking.add_index(
    SQL(
        'CREATE INDEX "booking_busy" ON "booking" ("room_id", datetime(ends_at, \'+\' || buffer_after || \' minutes\'))'
    )
)
Booking.add_index(
    SQL(
        'CREATE INDEX "booking_open" ON "booking" ("room_id", "starts_at") WHERE status IN (\'confirmed\', \'checked_in\')'
    )
)
# Alone enough to tell for how long each room is used on every day of a year: the rows themselves are not read.
Booking.add_index(
    SQL(
        'CREATE INDEX "booking_use" ON "booking" ("room_id", "starts_at", "ends_at", "status") '
        "WHERE status IN ('confirmed', 'checked_in', 'completed')"
    )
)
Booking.add_index(
    SQL('CREATE INDEX "booking_requested" ON "booking" ("starts_at") WHERE status = \'requested\'')
)


class Displacement(Table):
    """A booking that had to give way: for which other (null when that is none), why, and how its holder took the news."""

    booking = ForeignKeyField(Booking, backref="displacements")
    by_booking = ForeignKeyField(Booking, null=True)
    reason = TextField()
    displaced_at = moment_field("displaced_at")
    told_whom = defaulted(TextField, "")
    told_at = moment_field("told_at", null=True)
    answer = defaulted(TextField, "")


class WaitingEntry(Table):
    """Somebody who wants a room at a time when it is taken; the earliest first. `booking` is the place held for them."""

    room = ForeignKeyField(Room)
    person = ForeignKeyField(Person, null=True)
    contact = defaulted(TextField, "")
    title = defaulted(TextField, "")
    starts_at = moment_field("starts_at")
    ends_at = moment_field("ends_at", index=True)
    head_count = defaulted(IntegerField, 1, Check("head_count BETWEEN 1 AND 10000"))
    alone = defaulted(BooleanField, False)
    note = defaulted(TextField, "")
    status = defaulted(TextField, "waiting", Check(f"status IN {WAITING_STATUSES}"))
    booking = ForeignKeyField(Booking, null=True)
    waiting_since = moment_field("waiting_since")

    class Meta:
        constraints = [Check("ends_at > starts_at")]


class Equipment(Table):
    """Things of one kind: of one room, or movable between rooms where `room` is null.

    `bookable` ones can be wanted with a booking. Those with `inspect_every_days` are to be inspected that often.
    """

    name = TextField(unique=True)
    room = ForeignKeyField(Room, null=True, backref="equipment")
    quantity = defaulted(IntegerField, 1, Check("quantity BETWEEN 1 AND 10000"))
    bookable = defaulted(BooleanField, True)
    inspect_every_days = IntegerField(
        null=True, constraints=[Check("inspect_every_days IS NULL OR inspect_every_days BETWEEN 1 AND 3660")]
    )
    inspected_on = day_field("inspected_on", null=True)
    note = defaulted(TextField, "")
    active = defaulted(BooleanField, True)


class EquipmentFault(Table):
    """Something wrong with so many pieces, from a day until the day it was mended; open while `until_day` is null."""

    equipment = ForeignKeyField(Equipment, backref="faults")
    what = TextField()
    from_day = day_field("from_day")
    until_day = day_field("until_day", null=True)
    quantity = defaulted(IntegerField, 1, Check("quantity BETWEEN 1 AND 10000"))
    out_of_use = defaulted(BooleanField, True)

    class Meta:
        constraints = [Check("until_day IS NULL OR until_day >= from_day")]


class BookingEquipment(Table):
    """So many pieces of a kind wanted with a booking. Never more at once than there are: `guards/equipment.sql`."""

    booking = ForeignKeyField(Booking, index=False, backref="equipment")
    equipment = ForeignKeyField(Equipment, backref="booked")
    quantity = IntegerField(constraints=[Check("quantity BETWEEN 1 AND 10000")])

    class Meta:
        indexes = ((("booking", "equipment"), True),)
