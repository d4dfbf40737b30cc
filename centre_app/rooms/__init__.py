"""Bookings of rooms. The rooms themselves belong to the place: see `centre/rooms.py`."""
