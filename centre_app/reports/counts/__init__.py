"""Counting: one module a slice, each with SQL aggregates over index-bound spans. Names and definitions are in `indicators.py`."""
