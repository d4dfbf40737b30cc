"""Bringing in lists that others typed: files become sheets, sheets become lines, lines become rows of the centre."""
