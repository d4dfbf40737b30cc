"""The page of rooms: a board of bookings, the form for one, and what can be done with it."""
