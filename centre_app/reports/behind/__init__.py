"""The rows behind the figures, one module a slice: lists for the workbook's sheets and for the page, nameless unless asked."""

from centre_app.reports.behind import (
    circulation,
    donations,
    enquiries,
    grid,
    loans,
    opening,
    people,
    rooms,
    shelf,
    stock,
    visits,
)

__all__ = [
    "circulation",
    "donations",
    "enquiries",
    "grid",
    "loans",
    "opening",
    "people",
    "rooms",
    "shelf",
    "stock",
    "visits",
]
