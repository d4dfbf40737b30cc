"""The sheets of a report, one module each: a TITLE, whether it is LANDSCAPE, and `write`. The list is in `sheet_list.py`."""
