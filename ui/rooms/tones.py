"""The tone in which the state of a booking is shown, in the panel and in lists."""

TONES = {
    "requested": "warning",
    "confirmed": "info",
    "checked_in": "good",
    "completed": "neutral",
    "no_show": "bad",
    "cancelled": "bad",
    "displaced": "bad",
    "moving": "warning",
}
