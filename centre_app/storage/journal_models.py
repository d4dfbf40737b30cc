"""Tables of the journal: actions, the rows they changed, and which action is under way."""

from peewee import SQL, Check, ForeignKeyField, IntegerField, TextField

from centre_app.storage.database import Table, defaulted, moment_field

KINDS = ("do", "undo", "redo", "note")
# What a note is of, by the verb its label begins with; what was refused is noted as such, all else was done.
WAYS = {
    "show": "saw", "open": "saw", "look": "saw", "read": "saw", "search": "saw", "print": "printed",
    "export": "exported", "save": "exported",
}  # fmt: skip


class Action(Table):
    """One thing a clerk did: who, when (UTC), and its label as message id. `note` marks things seen, not changed.

    An undo or redo `undoes` another; `root_id` is the action all of them go back to (its own id for one that was done).
    `needs` is the permission it took, which undoing takes too; `way` says of notes what was seen, printed, exported or refused.
    `first_change` to `last_change` are its rows in `change`: writers never overlap, so they are contiguous.
    """

    at = moment_field("at", index=True)
    clerk_id = IntegerField(null=True, index=True)
    label = TextField()
    kind = defaulted(TextField, "do", Check(f"kind IN {KINDS}"))
    undoes = ForeignKeyField("self", null=True)
    root_id = IntegerField(null=True)
    first_change = IntegerField(null=True)
    last_change = IntegerField(null=True)
    subject = defaulted(TextField, "")
    reason = defaulted(TextField, "")
    needs = defaulted(TextField, "")
    way = defaulted(TextField, "", Check("way IN ('', 'saw', 'printed', 'exported', 'refused')"))


# Reasons are free words: whoever is erased is looked for in them.
Action.add_index(SQL('CREATE INDEX "action_reason" ON "action" ("id") WHERE reason <> \'\''))
Action.add_index(SQL('CREATE INDEX "action_way" ON "action" ("way") WHERE way <> \'\''))


class ActionAbout(Table):
    """Whom an action of kind `note` was about: bit `id % 62` of `mask` stands for the person `62 * block + bit`.

    So a list of hundreds that was looked at takes few rows, and those about one person are found by the index alone.
    """

    action_id = IntegerField()
    block = IntegerField()
    mask = IntegerField()

    class Meta:
        indexes = ((("block", "action_id", "mask"), False),)


class Change(Table):
    """One row as it was before an action touched it: JSON, or null for a row that was inserted (or forgotten)."""

    action_id = IntegerField(null=True)
    table_name = TextField()
    row_id = IntegerField()
    kind = TextField(constraints=[Check("kind IN ('i', 'u', 'd')")])
    before = TextField(null=True)

    class Meta:
        indexes = ((("table_name", "row_id"), False),)


class CurrentAction(Table):
    """One row: the action under way, or null for writes from outside the program."""

    action_id = IntegerField(null=True)
