"""The people of the centre: list, record, forms, checking in."""
