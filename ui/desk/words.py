"""Words of the desk's lists: how long a visit lasts. Who it is stands in `centre_app.people.visit_words`."""


def lasting(minutes: int) -> str:
    """Minutes as hours and minutes: 2:05."""
    return f"{minutes // 60}:{minutes % 60:02}"
