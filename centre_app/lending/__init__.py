"""Donated books and things, and who has them."""
