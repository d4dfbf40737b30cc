"""The table of bookings. That none overlap is guarded in `storage/guards/bookings.sql`."""

from peewee import SQL, BooleanField, Check, ForeignKeyField, IntegerField, TextField

from centre_app.centre.models import Room
from centre_app.people.models import Person
from centre_app.storage.database import Table, defaulted, moment_field

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


class Booking(Table):
    """A room for a time. `buffer_*` are minutes kept free around it, `came_count` the people who really came."""

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
    series_id = IntegerField(null=True, index=True)
    note = defaulted(TextField, "")
    cancel_reason = defaulted(TextField, "")

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
