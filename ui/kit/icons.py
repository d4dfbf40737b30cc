"""The program's own line icons, drawn from resources/icons in the colours of the present theme."""

from functools import lru_cache
from typing import ClassVar

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
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
    return QIcon(_Engine(name, style.token(tone).name(), style.token("disabled").name()))


class _Engine(QIconEngine):
    """Draws an icon when it is first seen at a size, and keeps nothing itself."""

    _clones: ClassVar[list[QIconEngine]] = []  # Qt owns them, but PySide would let go of what `clone` returns

    def __init__(self, name: str, colour: str, disabled: str) -> None:
        super().__init__()
        self._look = (name, colour, disabled)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float) -> QPixmap:
        name, colour, disabled = self._look
        wanted = disabled if mode == QIcon.Mode.Disabled else colour
        return _pixmap(name, min(size.width(), size.height()), wanted, scale)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.drawPixmap(
            rect, self.scaledPixmap(rect.size(), mode, state, painter.device().devicePixelRatio())
        )

    def clone(self) -> QIconEngine:
        self._clones.append(_Engine(*self._look))
        return self._clones[-1]


@lru_cache(maxsize=2048)
def _pixmap(name: str, pixels: int, colour: str, ratio: float) -> QPixmap:
    made = QPixmap(round(pixels * ratio), round(pixels * ratio))
    made.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(made)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    renderer.render(painter, QRectF(made.rect()))
    painter.end()
    kept = made.copy()  # without the 20 kB of the paint engine that what was drawn on holds
    kept.setDevicePixelRatio(ratio)
    return kept


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (_FOLDER / f"{name}.svg").read_text("utf-8")


def _screen_ratio() -> float:
    screen = QApplication.primaryScreen()
    return screen.devicePixelRatio() if screen else 1.0
