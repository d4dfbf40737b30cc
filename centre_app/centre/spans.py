"""Spans of time and the arithmetic on them: joining, cutting out, measuring. Knows no tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

_SHORTEST = timedelta(minutes=1)  # a closure until 23:59:59 leaves no opening of one second


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From one moment until another, the end not included."""

    starts: datetime
    ends: datetime

    @property
    def minutes(self) -> int:
        """How long it is, in whole minutes."""
        return int((self.ends - self.starts).total_seconds()) // 60

    def __str__(self) -> str:
        closing = self.ends.strftime("%H:%M")
        return f"{self.starts:%H:%M}–{'24:00' if closing == '00:00' else closing}"


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same time in as few spans as possible, in order; spans that touch become one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.starts <= joined[-1].ends:
            joined[-1] = Span(joined[-1].starts, max(joined[-1].ends, span.ends))
        else:
            joined.append(span)
    return joined


def common(some: Iterable[Span], others: Sequence[Span]) -> list[Span]:
    """The time that lies in both, in order."""
    shared = [
        Span(max(one.starts, other.starts), min(one.ends, other.ends)) for one in some for other in others
    ]
    return merged(span for span in shared if span.ends > span.starts)


def tidy(spans: Iterable[Span]) -> list[Span]:
    """The spans without those of less than a minute."""
    return [span for span in spans if span.ends - span.starts >= _SHORTEST]


def without(spans: Iterable[Span], cuts: Iterable[Span]) -> list[Span]:
    """The spans with the cuts taken out; what is left of less than a minute is dropped."""
    left = list(spans)
    for cut in cuts:
        left = [
            piece
            for span in left
            for piece in (
                Span(span.starts, min(span.ends, cut.starts)),
                Span(max(span.starts, cut.ends), span.ends),
            )
            if piece.ends > piece.starts
        ]
    return tidy(left)


def listed(spans: Iterable[Span]) -> str:
    """The spans for a sentence: `08:30–12:00, 13:00–21:00`."""
    return ", ".join(str(span) for span in spans)
