"""A booking in the hand, by mouse or keyboard: a new one being drawn out, one being moved, or one edge of it. Pure."""

from dataclasses import dataclass, replace

from centre_app.rooms.bookings import BookingRow
from ui.rooms.layout import DAY_MINUTES

SNAP_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Carry:
    """What is carried and where it would be dropped. Minutes count from midnight of the track's day.

    `kind` is create, move, start or end (the edge that follows); `grip` is the minute within the booking held on to.
    """

    kind: str
    track: int
    starts: int
    ends: int
    row: BookingRow | None = None
    grip: int = 0
    with_time: bool = True  # False in coarse views: the time of day stays, only room and day change

    @property
    def length(self) -> int:
        """How many minutes it is long."""
        return self.ends - self.starts

    def dragged(self, *, track: int, minute: int) -> "Carry":
        """Where it is when the pointer is at a minute of a track."""
        if self.kind == "create":
            one, other = self.grip, snapped(minute)
            starts, ends = min(one, other), max(one, other)
            return replace(self, starts=starts, ends=max(ends, starts + SNAP_MINUTES))
        if self.kind == "move":
            starts = snapped(minute - self.grip) if self.with_time else self.starts
            return self._placed(track, starts)
        return self._edge(snapped(minute))

    def stepped(self, *, tracks: int = 0, minutes: int = 0, last_track: int) -> "Carry":
        """Where it is after a step by keyboard."""
        if self.kind == "move":
            return self._placed(max(0, min(last_track, self.track + tracks)), self.starts + minutes)
        edge = self.starts if self.kind == "start" else self.ends
        return self._edge(edge + minutes)

    def in_sight(self, first: int, last: int) -> "Carry":
        """The same, not before the first nor after the last minute that the board shows."""
        if self.kind == "move" and self.with_time:
            return self._placed(self.track, max(first, min(last - SNAP_MINUTES, self.starts)))
        if self.kind in ("end", "create"):
            return replace(self, ends=max(min(self.ends, last), self.starts + SNAP_MINUTES))
        return (
            self
            if self.kind == "move"
            else replace(self, starts=min(max(self.starts, first), self.ends - SNAP_MINUTES))
        )

    def _placed(self, track: int, starts: int) -> "Carry":
        if self.with_time and self.row is not None:
            starts = max(0, min(DAY_MINUTES - SNAP_MINUTES, starts))
        return replace(self, track=track, starts=starts, ends=starts + self.length)

    def _edge(self, minute: int) -> "Carry":
        if self.kind == "start":
            return replace(self, starts=max(0, min(minute, self.ends - SNAP_MINUTES)))
        return replace(self, ends=min(DAY_MINUTES, max(minute, self.starts + SNAP_MINUTES)))


def snapped(minute: int) -> int:
    """The nearest quarter of an hour."""
    return round(minute / SNAP_MINUTES) * SNAP_MINUTES
