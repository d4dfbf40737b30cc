"""The program's own line icons, drawn from resources/icons in the colours of the present theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel

from ui.kit import style

_FOLDER = style.RESOURCES / "icons"


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Return the names of all icons."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.svg")))


def icon(name: str, tone: str = "text") -> QIcon:
    """Return an icon in a token's colour, grey when disabled; sharp at every size and screen scale."""
    return _icon(name, tone, style.theme())


def pixmap(name: str, *, size: int = 20, tone: str = "text", ratio: float | None = None) -> QPixmap:
    """Draw an icon `size` pixels wide (at 100 %) in a token's colour for a screen of that pixel ratio."""
    return _pixmap(name, style.px(size), style.token(tone).name(), ratio or _screen_ratio())


def label(name: str, *, size: int = 20, tone: str = "text") -> QLabel:
    """Return an icon to be shown beside words. It is decoration: screen readers skip it."""
    made = QLabel()
    made.setPixmap(pixmap(name, size=size, tone=tone))
    made.setFixedSize(QSize(style.px(size), style.px(size)))
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made


@lru_cache(maxsize=512)
def _icon(name: str, tone: str, _theme: tuple[str, int]) -> QIcon:
    made = QIcon()
    for pixels in sorted({style.px(size) * ratio for size in (16, 20, 24) for ratio in (1, 2, 3)}):
        made.addPixmap(_pixmap(name, pixels, style.token(tone).name(), 1.0))
        made.addPixmap(_pixmap(name, pixels, style.token("disabled").name(), 1.0), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=2048)
def _pixmap(name: str, pixels: int, colour: str, ratio: float) -> QPixmap:
    made = QPixmap(round(pixels * ratio), round(pixels * ratio))
    made.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(made)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    renderer.render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (_FOLDER / f"{name}.svg").read_text("utf-8")


def _screen_ratio() -> float:
    screen = QApplication.primaryScreen()
    return screen.devicePixelRatio() if screen else 1.0
