"""From minutes and tracks to pixels of the board and back, the same for every view. Knows the scroll place, paints nothing.

A track is a room on a day. Tracks stand side by side, `across` of them in a band; a view of many rooms has a band for each.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from ui.kit import style
from ui.rooms.layout import Placed


@dataclass(frozen=True, slots=True)
class Measures:
    """The least sizes of a view, in pixels at 100 %: a track's width, an hour's height, what stands left of and above the grid.

    `band_top` is kept free above the hours of each band, `label_share` the part of an hour label that rises above its line.
    """

    track: int
    hour: float
    gutter: int
    heading: int
    band_top: int = 0
    least_minutes: int = 30


DAY = Measures(track=118, hour=38, gutter=52, heading=34)
ROOM_WEEK = Measures(track=84, hour=38, gutter=52, heading=34)
WEEK = Measures(track=74, hour=5.4, gutter=116, heading=34, band_top=3, least_minutes=60)
MONTH = Measures(track=26, hour=1.9, gutter=116, heading=44, band_top=21, least_minutes=30)


class Geometry:
    """The measures of a board: tracks share the width and hours the height, down to a least size; then it scrolls."""

    def __init__(self) -> None:
        self.use(DAY)
        self.across, self.bands, self.first_hour, self.last_hour = 0, 1, 8, 20
        self.left, self.top, self._edge, self._gap = 0, 0, 1, 1

    def use(self, measures: Measures) -> None:
        """Take the least sizes of a view."""
        self.measures = measures
        self.gutter, self.heading = style.px(measures.gutter), style.px(measures.heading)
        self.band_top = style.px(measures.band_top)
        self.track_width, self.hour_height = (
            float(style.px(measures.track)),
            measures.hour * style.px(100) / 100,
        )

    def fit(self, *, across: int, bands: int, hours: tuple[int, int], width: int, height: int) -> None:
        """Take what is to be shown, and share out the room there is."""
        self.across, self.bands, (self.first_hour, self.last_hour) = across, max(1, bands), hours
        least = self.measures.hour * style.percent() / 100
        self.track_width = max(style.px(self.measures.track), (width - self.gutter) / max(1, across))
        self._edge, self._gap = style.px(3) if self.track_width > style.px(60) else 1, style.px(2)
        room = (height - self.heading - style.px(10)) / self.bands - self.band_top
        self.hour_height = max(least, room / (self.last_hour - self.first_hour))

    @property
    def band_height(self) -> float:
        """The height of one band of tracks."""
        return self.band_top + (self.last_hour - self.first_hour) * self.hour_height

    def whole_width(self) -> float:
        """The width of everything."""
        return self.gutter + self.across * self.track_width

    def whole_height(self) -> float:
        """The height of everything, with room for the last hour's label."""
        return self.heading + self.bands * self.band_height + style.px(10)

    def x_of(self, number: int) -> float:
        """The left edge of the n-th track of any band."""
        return self.gutter + number * self.track_width - self.left

    def band_y(self, band: int) -> float:
        """The upper edge of a band."""
        return self.heading + band * self.band_height - self.top

    def _hours_y(self, band: int) -> float:
        """Where midnight would be in a band."""
        return self.band_y(band) + self.band_top - self.first_hour * self.hour_height

    def y_of(self, minute: int, band: int = 0) -> float:
        """The height of a minute in a band."""
        return self.band_y(band) + self.band_top + (minute / 60 - self.first_hour) * self.hour_height

    def track(self, track: int) -> QRectF:
        """The place of a whole track, what is kept free above its hours included."""
        band, number = divmod(track, max(1, self.across))
        return QRectF(self.x_of(number), self.band_y(band), self.track_width, self.band_height)

    def span(self, track: int, starts: int, ends: int) -> QRectF:
        """The place of some minutes of a track, over its whole width."""
        band, number = divmod(track, max(1, self.across))
        top = self.y_of(starts, band)
        return QRectF(self.x_of(number) + 1, top + 1, self.track_width - 1, self.y_of(ends, band) - top - 1)

    def lane(self, placed: Placed, starts: int, ends: int) -> QRectF:
        """The place of some minutes within the lanes of a booking."""
        band, number = divmod(placed.column, self.across)
        top = self._hours_y(band)
        scale = self.hour_height / 60
        lane = (self.track_width - 1 - 2 * self._edge) / placed.lanes
        left = self.gutter + number * self.track_width - self.left + 1 + self._edge + placed.lane * lane
        width = lane * placed.width - min(self._gap, lane / 4)
        return QRectF(left, top + starts * scale + 1, width, (ends - starts) * scale - 1)

    def block(self, placed: Placed) -> QRectF:
        """The place of a booking, at least the view's least minutes high."""
        return self.lane(placed, placed.starts, max(placed.ends, placed.starts + self.measures.least_minutes))

    def inside(self, x: float, y: float) -> bool:
        """Whether a point is in the grid, not on headings or hours."""
        return x >= self.gutter and y >= self.heading

    def slot_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The track and minute at a point, None outside the grid."""
        if not self.inside(x, y):
            return None
        number, band, minute = self._at(x, y)
        if not (0 <= number < self.across and 0 <= band < self.bands):
            return None
        return (band * self.across + number, minute) if minute < self.last_hour * 60 else None

    def nearest_slot(self, x: float, y: float) -> tuple[int, int]:
        """The track and minute at a point, or at the nearest one inside the grid: for dragging beyond its edge."""
        last = self.bands * self.band_height - 1
        number, band, minute = self._at(
            x, self.heading - self.top + max(0, min(last, y - self.heading + self.top))
        )
        number = max(0, min(self.across - 1, number))
        return band * self.across + number, max(self.first_hour * 60, min(self.last_hour * 60, minute))

    def _at(self, x: float, y: float) -> tuple[int, int, int]:
        down = y - self.heading + self.top
        band = int(down // self.band_height)
        inside = down - band * self.band_height - self.band_top
        minute = int((max(0.0, inside) / self.hour_height + self.first_hour) * 60)
        return int((x - self.gutter + self.left) // self.track_width), band, minute
