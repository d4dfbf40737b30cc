"""Colours, sizes and the style sheet: everything that makes the program look like one thing.

The numbers live in resources/style/tokens.json. No widget writes a colour or a pixel size by itself.
"""

import colorsys
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
PERCENTS = (100, 110, 125, 150, 175)
TONES = ("good", "info", "warning", "bad", "neutral")

_chosen: dict[str, Any] = {"percent": 100, "theme": "light"}


@lru_cache(maxsize=1)
def tokens() -> dict[str, Any]:
    """Return the whole token file."""
    found: dict[str, Any] = json.loads((RESOURCES / "style" / "tokens.json").read_text("utf-8"))
    return found


def apply(app: QApplication, *, percent: int = 100, dark: bool = False) -> None:
    """Dress the application: Fusion, palette, font and style sheet, text and paddings at `percent`.

    Widgets keep icons and painted sizes they took before, so pages are rebuilt after a change.
    """
    _chosen["percent"] = max(80, min(percent, 200))
    _chosen["theme"] = "dark" if dark else "light"
    QDir.setSearchPaths("kit", [str(RESOURCES / "style" / _chosen["theme"])])
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(_palette())
    app.setFont(font("body"))
    app.setStyleSheet(sheet())


def percent() -> int:
    """Return the chosen text size in percent."""
    return int(_chosen["percent"])


def is_dark() -> bool:
    """Return whether the dark colours are in use."""
    return bool(_chosen["theme"] == "dark")


def theme() -> tuple[str, int]:
    """Return what the present look depends on, as a key for caches."""
    return _chosen["theme"], _chosen["percent"]


def token(name: str) -> QColor:
    """Return the colour of that name in the present theme, e.g. `token("accent")`."""
    return QColor(tokens()[_chosen["theme"]][name])


def tone_colours(tone: str) -> tuple[QColor, QColor]:
    """Return (text, fill) of a tone: good, info, warning, bad or neutral."""
    name = "accent" if tone == "info" else tone
    return token(name), token(f"{name}_soft")


def px(size: float) -> int:
    """Scale a size, given in pixels at 100 %, by the chosen text percent."""
    return round(size * _chosen["percent"] / 100)


def size(name: str) -> int:
    """Return a named size (small, body, heading, title, figure, row, button, space…) scaled, in pixels."""
    return px(tokens()["sizes"][name])


def font(kind: str = "body", *, bold: bool | None = None) -> QFont:
    """Return the interface font in one of the sizes small, body, heading, title, figure."""
    made = QFont()
    made.setFamilies(list(families()))
    made.setPixelSize(size(kind))
    heavy = kind in ("heading", "title", "figure") if bold is None else bold
    made.setWeight(QFont.Weight.Bold if heavy else QFont.Weight.Normal)
    return made


@lru_cache(maxsize=1)
def families() -> tuple[str, ...]:
    """Return the CJK interface fonts that this computer has, best first."""
    here = set(QFontDatabase.families())
    found = tuple(name for name in tokens()["fonts"] if name in here)
    return found or (QFont().defaultFamily(),)


def room_colour(index: int) -> QColor:
    """Return the colour of the n-th room; white text on it is readable. Past the fifth they are generated."""
    named = tokens()["rooms"]
    if index < len(named):
        return QColor(named[index])
    hue = (0.09 + 0.618034 * index) % 1.0
    for lightness in range(45, 10, -2):
        red, green, blue = colorsys.hls_to_rgb(hue, lightness / 100, 0.55)
        made = QColor.fromRgbF(red, green, blue)
        if contrast(made, QColor("white")) >= 4.6:
            break
    return made


def contrast(one: QColor, other: QColor) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def sheet(name: str = "centre.qss") -> str:
    """Return a style sheet of the house: `@name` is a colour, `8u` a scaled size, `8u-1` or `8u+1` a scaled size and a pixel."""
    text = (RESOURCES / "style" / name).read_text("utf-8")
    colours: dict[str, str] = tokens()[_chosen["theme"]]
    text = re.sub(r"@(\w+)", lambda found: colours[found[1]], text)
    return re.sub(r"\b(\d+)u([+-]\d+)?\b", lambda found: f"{px(int(found[1])) + int(found[2] or 0)}px", text)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _palette() -> QPalette:
    role = QPalette.ColorRole
    made = QPalette()
    pairs = {
        role.Window: "background",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "surface_soft",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "bad",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.ToolTipBase: "toast",
        role.ToolTipText: "on_toast",
        role.PlaceholderText: "quiet",
        role.Light: "surface",
        role.Midlight: "hover",
        role.Mid: "line",
        role.Dark: "control",
        role.Shadow: "control",
        role.Accent: "accent",
    }
    for each, name in pairs.items():
        made.setColor(each, token(name))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, token("disabled"))
    return made
