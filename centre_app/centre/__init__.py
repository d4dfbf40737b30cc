"""The place itself: its rooms, opening hours, closures and settings."""
