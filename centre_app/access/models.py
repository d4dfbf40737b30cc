"""The tables of clerks and their PINs. What they may do is said by the verbs in `clerks.py` and `pins.py`."""

from peewee import BooleanField, Check, IntegerField, TextField

from centre_app.storage.database import Table, defaulted, moment_field

ROLES = ("manager", "clerk", "reader")


class Clerk(Table):
    """Somebody who serves at the desk. Never deleted: a leaving clerk is switched off."""

    name = TextField(unique=True, collation="NOCASE")
    position = defaulted(IntegerField, 0)
    active = defaulted(BooleanField, True)
    role = defaulted(TextField, "clerk", Check(f"role IN {ROLES}"))


class ClerkPin(Table):
    """A clerk's PIN as argon2 hash. Not journalled: neither an old hash nor a wrong try is anything to bring back.

    A `temporary` one was given by somebody else and must be changed at first use. `wrong_tries` since the last right one;
    until `paused_until` (UTC) none is taken.
    """

    clerk_id = IntegerField(unique=True)
    hash = TextField()
    temporary = defaulted(BooleanField, False)
    wrong_tries = defaulted(IntegerField, 0)
    paused_until = moment_field("paused_until", null=True)
