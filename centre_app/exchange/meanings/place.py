"""What the tables of clerks and their shifts, rooms, hours, closures and settings mean."""

from centre_app.i18n import N_

_SPAN = {
    "room_id": N_("The zone; empty for the whole centre"),
    "starts_at": N_("First moment; with a rule, of the first time"),
    "ends_at": N_("Last moment; with a rule, of the first time"),
    "entered": N_("Place in the order of entering; a later entry goes before an earlier one"),
}
TABLES = {
    "clerk": (
        N_("Clerks: who serves at the desk"),
        {
            "active": N_("Whether the clerk can still be chosen as on duty"),
            "role": N_("manager, clerk or reader: what the clerk may do"),
        },
    ),
    "setting": (
        N_("Settings of the centre"),
        {"name": N_("Name of the setting in the program"), "value": N_("Its value as JSON")},
    ),
    "room": (
        N_("Zones and rooms"),
        {
            "kind": N_("What the zone is for: study, models, reading, drawing, fitness, meeting, other"),
            "capacity": N_("How many people at once"),
            "sharing": N_("exclusive: one booking at a time; shared: several, up to the capacity"),
            "usual_minutes": N_("How long people usually stay"),
            "active": N_("Whether the zone is still in use"),
            "needs_approval": N_("Whether bookings wait for approval"),
        },
    ),
    "opening_hours": (
        N_("Opening hours, one span of a weekday each"),
        {
            "room_id": N_("The zone with hours of its own; empty for the whole centre"),
            "weekday": N_("Weekday, 0 is Monday"),
            "opens_at": N_("Opening time, HH:MM"),
            "closes_at": N_("Closing time, HH:MM"),
            "valid_until": N_("The day from which it holds no more; empty for no end"),
        },
    ),
    "closure": (N_("Closures"), _SPAN),
    "extra_opening": (N_("Extra openings"), _SPAN),
    "calendar_day": (
        N_("Public holidays and make-up workdays"),
        {
            "day": N_("The day"),
            "kind": N_("holiday, or workday in place of one"),
            "name": N_("Which holiday"),
        },
    ),
    "handover_note": (
        N_("Notes to the next clerk"),
        {
            "clerk_id": N_("Who wrote it"),
            "done_at": N_("When it was ticked off; empty while open"),
            "done_by_id": N_("Who ticked it off"),
        },
    ),
    "shift_handover": (
        N_("Shifts handed over"),
        {
            "at": N_("When"),
            "from_clerk_id": N_("Who handed over"),
            "to_clerk_id": N_("Who took over"),
            "open_notes": N_("How many notes were open then"),
        },
    ),
}
