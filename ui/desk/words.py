"""Words of the desk's lists: who a visit is, and how long it lasts."""

from centre_app.people.visit_words import walk_in, who

__all__ = ["lasting", "walk_in", "who"]


def lasting(minutes: int) -> str:
    """Minutes as hours and minutes: 2:05."""
    return f"{minutes // 60}:{minutes % 60:02}"
