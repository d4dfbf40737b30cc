"""Photos on screen: a file made small enough to keep, and a picture shown with round corners."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QLabel

from centre_app import errors
from ui.kit import style

MOST_MEGABYTES = 20
_MOST_PIXELS = 100_000_000
_QUALITIES = (85, 75, 60, 45, 30, 15)
_SIDES = (1.0, 0.75, 0.5)


def read_small(path: Path, *, side: int, most_bytes: int) -> bytes:
    """The picture of a file as a JPEG at most `side` pixels wide and high, turned upright, and not above `most_bytes`.

    Raises PhotoTooLarge (20 MB, 100 million pixels) and PhotoUnreadable.
    """
    try:
        too_large = path.stat().st_size > MOST_MEGABYTES * 1024 * 1024
    except OSError as error:
        raise errors.PhotoUnreadable from error
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if too_large or size.width() * size.height() > _MOST_PIXELS:
        raise errors.PhotoTooLarge(most=MOST_MEGABYTES)
    if bytes(reader.format().data()) not in {b"jpeg", b"jpg", b"png"} or not size.isValid():
        raise errors.PhotoUnreadable
    if max(size.width(), size.height()) > side:
        reader.setScaledSize(
            size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
        )
    image = reader.read()
    if image.isNull():
        raise errors.PhotoUnreadable
    return _pressed(_on_white(image), most_bytes)


class Photo(QLabel):
    """A photo in a square with round corners; hidden where there is none."""

    def __init__(self, *, side: int) -> None:
        super().__init__()
        self._side = side
        self.hide()

    def show_image(self, image: bytes | None, *, name: str) -> None:
        """Show this JPEG of somebody, or nothing."""
        pixmap = QPixmap()
        there = image is not None and pixmap.loadFromData(image)
        self.setVisible(there)
        self.setAccessibleName(name)
        if there:
            side = style.px(self._side)
            self.setFixedSize(side, side)
            self.setPixmap(_rounded(pixmap, side, self.devicePixelRatioF()))


def _on_white(image: QImage) -> QImage:
    """Without transparency, which JPEG cannot hold and would turn black."""
    if not image.hasAlphaChannel():
        return image
    made = QImage(image.size(), QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    painter.drawImage(0, 0, image)
    painter.end()
    return made


def _pressed(image: QImage, most_bytes: int) -> bytes:
    for part in _SIDES:
        smaller = image if part == 1.0 else image.scaled(
            (image.size() * part).expandedTo(QSize(1, 1)), Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )  # fmt: skip
        for quality in _QUALITIES:
            held = QByteArray()
            buffer = QBuffer(held)
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            writer = QImageWriter(buffer, QByteArray(b"jpeg"))
            writer.setQuality(quality)
            written = writer.write(smaller)
            buffer.close()
            if written and held.size() <= most_bytes:
                return bytes(held.data())
    raise errors.PhotoUnreadable


def _rounded(pixmap: QPixmap, side: int, ratio: float) -> QPixmap:
    """The middle of the picture, as a square with round corners."""
    edge = round(side * ratio)
    filled = pixmap.scaled(edge, edge, Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                           Qt.TransformationMode.SmoothTransformation)  # fmt: skip
    made = QPixmap(edge, edge)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, edge, edge), edge / 8, edge / 8)
    painter.setClipPath(path)
    painter.drawPixmap((edge - filled.width()) // 2, (edge - filled.height()) // 2, filled)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
