"""Label sheets that a clerk has measured, and how far the printer prints beside its place. Kept on this computer.

They belong to its printer and the paper in it, not to the centre, so they stand in the preferences and not in the data.
"""

import math
from dataclasses import replace
from typing import Any

from centre_app import errors
from centre_app.centre import preferences
from centre_app.lending import label_sheets
from centre_app.lending.label_sheets import PRESETS, Preset

FARTHEST = 20.0  # millimetres a printer may be beside its place
LONGEST_NAME = 40
_SIZES = ("width", "height", "left", "top", "across", "down")
_COUNTS = ("columns", "rows")


def own() -> list[Preset]:
    """The clerk's own sheets in the order they were made; one that another program wrote wrongly is left out."""
    return [sheet for sheet in map(_read, preferences.get("label_sheets")) if sheet is not None]


def choices() -> list[Preset]:
    """All sheets and rolls to choose from, the clerk's own first."""
    return [*own(), *PRESETS]


def sheet(key: str) -> Preset:
    """The sheet of that key, the first of the common ones for any other."""
    return next((each for each in own() if each.key == key), label_sheets.preset(key))


def save(
    *, name: str, paper_width: float, paper_height: float, width: float, height: float, columns: int, rows: int,
    left: float, top: float, gap_across: float, gap_down: float, key: str = "",
) -> Preset:  # fmt: skip
    """Keep a sheet, a new one or the one of that key in its new shape. All lengths in millimetres, gaps between labels.

    Raises LeftMarginTooLarge, TopMarginTooLarge, LabelsTooWide, LabelsTooHigh, LabelSheetNameTaken, LabelSheetsNotKept.
    """
    present = own()
    called = " ".join(name.split())[:LONGEST_NAME]
    made = Preset(
        key or _free_key(present), "", width, height, columns=columns, rows=rows, left=left, top=top,
        across=width + gap_across, down=height + gap_down, paper=(paper_width, paper_height), own=called,
    )  # fmt: skip
    label_sheets.check(made)
    if any(each.own.casefold() == called.casefold() and each.key != key for each in present):
        raise errors.LabelSheetNameTaken(name=called)
    known = any(each.key == key for each in present)
    _keep([made if each.key == key else each for each in present] if known else [*present, made])
    return made


def delete(key: str) -> None:
    """Forget one of the clerk's own sheets. Raises LabelSheetsNotKept."""
    _keep([each for each in own() if each.key != key])


def offset() -> tuple[float, float]:
    """By how many millimetres everything is printed further right and further down on this computer."""
    x, y = (float(preferences.get(name)) for name in ("label_offset_x", "label_offset_y"))
    return max(-FARTHEST, min(x, FARTHEST)), max(-FARTHEST, min(y, FARTHEST))


def set_offset(*, x: float, y: float) -> None:
    """Print everything so much further right and further down from now on. Raises LabelSheetsNotKept."""
    _put("label_offset_x", x)
    _put("label_offset_y", y)


def _free_key(present: list[Preset]) -> str:
    numbers = [int(each.key.removeprefix("own-")) for each in present]
    return f"own-{max(numbers, default=0) + 1}"


def _keep(sheets: list[Preset]) -> None:
    written = [
        {"key": each.key, "name": each.own, "paper": list(each.paper)}
        | {name: getattr(each, name) for name in (*_SIZES, *_COUNTS)}
        for each in sheets
    ]
    _put("label_sheets", written)


def _put(name: str, value: Any) -> None:
    try:
        preferences.put(name, value)
    except errors.ChoiceNotStored as error:
        raise errors.LabelSheetsNotKept(folder=preferences.folder()) from error


def _read(written: Any) -> Preset | None:
    try:
        sizes: dict[str, Any] = {name: float(written[name]) for name in _SIZES}
        counts: dict[str, Any] = {name: int(written[name]) for name in _COUNTS}
        paper = (float(written["paper"][0]), float(written["paper"][1]))
        key, name = str(written["key"]), str(written["name"])
        int(key.removeprefix("own-"))
    except (KeyError, TypeError, ValueError, IndexError, OverflowError):
        return None
    made = replace(PRESETS[0], key=key, words="", own=name, paper=paper, **sizes, **counts)
    real = all(map(math.isfinite, (*sizes.values(), *paper)))
    return made if real and min(made.width, made.height, *paper, *counts.values()) > 0 else None
