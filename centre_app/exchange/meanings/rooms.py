"""What the tables of bookings, series, waiting lists and equipment mean."""

from centre_app.i18n import N_

TABLES = {
    "series": (
        N_("Series of bookings"),
        {
            "rule": N_("Recurrence as in calendar files (RRULE)"),
            "starts_on": N_("First day"),
            "starts_time": N_("Begins at, HH:MM"),
            "ends_time": N_("Ends at, HH:MM"),
            "skip_holidays": N_("Whether public holidays are left out"),
            "follow_makeup_workdays": N_("Whether make-up workdays count as the day they stand for"),
            "person_id": N_("Who books"),
            "title": N_("What for"),
        },
    ),
    "skipped_occurrence": (
        N_("Dates of a series that were not booked"),
        {
            "occurrence_on": N_("The date"),
            "reason": N_("Why: chosen, holiday, closed, clash, past, quota, impossible"),
            "detail": N_("More about why"),
        },
    ),
    "booking": (
        N_("Bookings of rooms"),
        {
            "person_id": N_("Who booked"),
            "title": N_("What for"),
            "came_count": N_("How many really came"),
            "status": N_(
                "requested, confirmed, checked in, completed, no show, cancelled, displaced (gave way), moving (taken off the board)"
            ),
            "occurrence_on": N_("The date of the series it stands for"),
            "is_exception": N_("Whether it was changed apart from its series"),
            "is_dropped": N_("Whether the series no longer falls on its date"),
            "cancel_reason": N_("Why cancelled"),
            "held_until": N_("Until when the place is held for somebody who waited"),
            "override_reason": N_("Why a rule was passed over"),
        },
    ),
    "displacement": (
        N_("Bookings that gave way"),
        {
            "booking_id": N_("The booking that gave way"),
            "by_booking_id": N_("The booking it gave way to; empty for none"),
            "displaced_at": N_("When"),
            "told_whom": N_("Who was told"),
            "told_at": N_("When they were told"),
            "answer": N_("What they said"),
        },
    ),
    "waiting_entry": (
        N_("Waiting list for rooms"),
        {
            "person_id": N_("Who waits, if registered"),
            "contact": N_("How to reach who waits"),
            "title": N_("What for"),
            "status": N_("waiting, held (a place is kept), served, expired, withdrawn"),
            "booking_id": N_("The place held for them"),
            "waiting_since": N_("Since when"),
        },
    ),
    "equipment": (
        N_("Equipment"),
        {
            "room_id": N_("The zone it stands in; empty if it is moved about"),
            "bookable": N_("Whether it can be booked with a room"),
            "inspect_every_days": N_("How often it is to be inspected; empty for never"),
            "inspected_on": N_("Day of the last inspection"),
        },
    ),
    "equipment_fault": (
        N_("Faults of equipment"),
        {
            "equipment_id": N_("The equipment"),
            "what": N_("What is wrong"),
            "from_day": N_("Since when"),
            "until_day": N_("Day it was mended; empty while it lasts"),
            "out_of_use": N_("Whether the pieces cannot be used"),
        },
    ),
    "booking_equipment": (
        N_("Equipment of bookings"),
        {"equipment_id": N_("The equipment")},
    ),
}
