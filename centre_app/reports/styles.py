"""How cells of a workbook look, and how wide and high they must be: Chinese characters take the room of two letters."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from centre_app.reports.listing import Column, Row

MOST_LETTERS = 46
HEAD_LETTERS = 14
_LINE_POINTS = 15.5
FORMATS = {
    "date": "yyyy-mm-dd", "time": "hh:mm", "moment": "mm-dd hh:mm", "count": "#,##0", "flag": "0",
    "number": "#,##0.0", "money": "#,##0.00", "percent": "0.0", "ratio": "0.00",
    "change": '"▲ "0.0%;"▼ "0.0%;0.0%', "points": '"▲ "0.0;"▼ "0.0;0.0',
}  # fmt: skip
# What was given by hand has a star, of which the number knows nothing.
FORMATS |= {
    f"{kind}*": ";".join(f'{part}"*"' for part in FORMATS[kind].split(";"))
    for kind in ("count", "number", "money", "percent", "ratio", "change", "points")
}
_WIDTHS = {
    "date": 11,
    "time": 8,
    "moment": 12,
    "count": 9,
    "flag": 9,
    "number": 9,
    "money": 12,
    "percent": 9,
    "text": 10,
}
_BLUE, _LINE, _QUIET, _INK = "0F6CBD", "DFE4EA", "5B6B7B", "1B2733"
COLOURS = (
    "0F6CBD", "6B4FBB", "107C41", "C2570C", "0E7C86", "8A5A00", "B0307A", "4B6A2F", "5B6B7B", "A33B2A",
)  # fmt: skip
_SIZES = {"title": 18, "cover": 26, "centre": 16, "under_cover": 11, "quiet": 10}
_BOLD = ("title", "cover", "head", "group")
_COLOURS = {
    "quiet": _QUIET, "under_cover": _QUIET, "head": "FFFFFF", "group": _BLUE, "faint": _QUIET, "link": _BLUE, "way": _BLUE,
}  # fmt: skip
_FREE = (
    "title",
    "quiet",
    "cover",
    "centre",
    "under_cover",
    "way",
    "line",
)  # outside tables: without a border


def styled_cell(sheet: Any, kind: str) -> Any:
    """A cell in the style of a kind; a kind with ' at its end keeps text from ever being read as a formula."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell: Any = WriteOnlyCell(sheet)
    plain = kind.removesuffix("'")
    cell.quotePrefix = kind != plain
    cell.number_format = FORMATS.get(plain, "General")
    cell.font = Font(
        name="Microsoft YaHei", size=_SIZES.get(plain, 11), bold=plain in _BOLD, color=_COLOURS.get(plain, _INK),
    )  # fmt: skip
    if plain not in _FREE:
        side = Side(style="thin", color=_LINE)
        cell.border = Border(left=side, right=side, top=side, bottom=side)
    if plain == "head":
        cell.fill = PatternFill("solid", fgColor=_BLUE)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    elif plain in ("cover", "centre", "under_cover"):
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    elif plain == "line":
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    elif plain in ("text", "group", "faint", "wrapped", "link"):
        cell.alignment = Alignment(vertical="center", indent=1, wrap_text=plain == "wrapped")
    elif plain in ("date", "time", "moment", "flag", "middle"):
        cell.alignment = Alignment(horizontal="center", vertical="center")
    elif plain not in _FREE:
        cell.alignment = Alignment(horizontal="right", vertical="center", indent=1)
    return cell


def letters_of(text: str) -> int:
    """The room a text takes, in Latin letters: two for each Chinese character."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def widths(columns: Sequence[Column], titles: Sequence[str], rows: Sequence[Row]) -> list[int]:
    """The width of each column: texts as wide as the widest of them, other values by their kind, headings on two lines."""
    found = []
    for place, (column, title) in enumerate(zip(columns, titles, strict=True)):
        least = max(_WIDTHS.get(column.kind, 10), min(letters_of(title), HEAD_LETTERS) + 2)
        if column.kind == "text":
            texts = {row[place] for row in rows}
            least = max([least, *(letters_of(text) + 2 for text in texts if isinstance(text, str))])
        found.append(min(least, MOST_LETTERS))
    return found


def head_height(titles: Sequence[str]) -> float:
    """The height of a heading row whose longer titles wrap."""
    return _LINE_POINTS * max(1 + (letters_of(title) > HEAD_LETTERS) for title in titles) + 7


def wrapped_height(text: str, *, width: int) -> float:
    """The height of a row whose text wraps in a column of that many letters."""
    return _LINE_POINTS * max(1, -(-letters_of(text) // max(1, width - 2))) + 5


def fit_to_page() -> Any:
    """The sheet property that makes fit-to-width work."""
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)
