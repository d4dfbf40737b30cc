"""Recurrence as the rest of the program uses it: rules, their dates, their words on screen and as typed. Pure.

The rule is in `recurrence_rule.py`, its sentence in `recurrence_words.py`, reading a typed one in `recurrence_typed.py`.
"""

from centre_app.rooms.recurrence_rule import (
    MOST_OCCURRENCES,
    WORKWEEK,
    YEARS_AHEAD,
    Dates,
    Rule,
    check,
    dates,
    from_text,
    horizon,
    moments,
    moved,
)
from centre_app.rooms.recurrence_typed import Typed, typed
from centre_app.rooms.recurrence_words import EXAMPLES, sentence

__all__ = [
    "EXAMPLES",
    "MOST_OCCURRENCES",
    "WORKWEEK",
    "YEARS_AHEAD",
    "Dates",
    "Rule",
    "Typed",
    "check",
    "dates",
    "from_text",
    "horizon",
    "moments",
    "moved",
    "sentence",
    "typed",
]
