"""From minutes and columns to pixels of the board and back. Knows the scroll place, paints nothing."""

from PySide6.QtCore import QRectF

from ui.kit import style
from ui.rooms.layout import Placed

MIN_COLUMN, MIN_HOUR, GUTTER, HEADING = 118, 38, 52, 34


class Geometry:
    """The measures of a board: columns share the width and hours the height, down to a least size; then it scrolls."""

    def __init__(self) -> None:
        self.gutter, self.heading = style.px(GUTTER), style.px(HEADING)
        self.column_width, self.hour_height = float(style.px(MIN_COLUMN)), float(style.px(MIN_HOUR))
        self.columns, self.first_hour, self.last_hour = 0, 8, 20
        self.left, self.top = 0, 0

    def fit(self, *, columns: int, hours: tuple[int, int], width: int, height: int) -> None:
        """Take the number of columns and the hours to show, and share out the room there is."""
        self.columns, (self.first_hour, self.last_hour) = columns, hours
        margin = style.px(10)
        self.column_width = max(style.px(MIN_COLUMN), (width - self.gutter) / max(1, columns))
        self.hour_height = max(
            style.px(MIN_HOUR), (height - self.heading - margin) / (self.last_hour - self.first_hour)
        )

    def whole_width(self) -> float:
        """The width of everything."""
        return self.gutter + self.columns * self.column_width

    def whole_height(self) -> float:
        """The height of everything, with room for the last hour's label."""
        return self.heading + (self.last_hour - self.first_hour) * self.hour_height + style.px(10)

    def x_of(self, column: int) -> float:
        """The left edge of a column."""
        return self.gutter + column * self.column_width - self.left

    def y_of(self, minute: int) -> float:
        """The height of a minute."""
        return self.heading + (minute / 60 - self.first_hour) * self.hour_height - self.top

    def span(self, column: int, starts: int, ends: int) -> QRectF:
        """The place of some minutes of a column, over its whole width."""
        top = self.y_of(starts)
        return QRectF(self.x_of(column) + 1, top + 1, self.column_width - 1, self.y_of(ends) - top - 1)

    def lane(self, placed: Placed, starts: int, ends: int) -> QRectF:
        """The place of some minutes within the lanes of a booking."""
        whole = self.span(placed.column, starts, ends)
        lane = (whole.width() - style.px(6)) / placed.lanes
        left = whole.x() + style.px(3) + placed.lane * lane
        return QRectF(left, whole.y(), lane * placed.width - style.px(2), whole.height())

    def block(self, placed: Placed, *, least: int) -> QRectF:
        """The place of a booking, at least `least` minutes high."""
        return self.lane(placed, placed.starts, max(placed.ends, placed.starts + least))

    def inside(self, x: float, y: float) -> bool:
        """Whether a point is in the grid, not on headings or hours."""
        return x >= self.gutter and y >= self.heading

    def slot_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The column and minute at a point, None outside the grid."""
        column = int((x - self.gutter + self.left) // self.column_width)
        minute = int(((y - self.heading + self.top) / self.hour_height + self.first_hour) * 60)
        if not self.inside(x, y) or not 0 <= column < self.columns:
            return None
        return (column, minute) if minute < self.last_hour * 60 else None
