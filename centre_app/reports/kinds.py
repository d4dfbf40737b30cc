"""What each kind of period is called: its report, itself, and the one before it, as headings and the window say them."""

from dataclasses import dataclass

from centre_app.i18n import N_, _
from centre_app.reports.periods import Kind, Period


@dataclass(frozen=True, slots=True)
class KindWords:
    """Message ids: the choice in the window, the report, and the columns of the period and of the one before."""

    choice: str
    report: str
    now: str
    previous: str


WORDS: dict[Kind, KindWords] = {
    "day": KindWords(N_("One day"), N_("Daily report"), N_("This day"), N_("The day before")),
    "week": KindWords(N_("One week"), N_("Weekly report"), N_("This week"), N_("Last week")),
    "month": KindWords(N_("One month"), N_("Monthly report"), N_("This month"), N_("Last month")),
    "quarter": KindWords(N_("One quarter"), N_("Quarterly report"), N_("This quarter"), N_("Last quarter")),
    "year": KindWords(N_("One year"), N_("Annual report"), N_("This year"), N_("Last year")),
    "span": KindWords(N_("From–to"), N_("Report"), N_("This period"), N_("The period before")),
}


def title(period: Period) -> str:
    """What the report of a period is called: `Monthly report, October 2026`."""
    words = _("{report}: {period}") if period.kind == "span" else _("{report}, {period}")
    return words.format(report=_(WORDS[period.kind].report), period=period.title)


def headings(kind: Kind) -> tuple[str, ...]:
    """The message ids over the columns of a comparison, as `compare.Line.shown` has them."""
    words = WORDS[kind]
    if kind == "year":  # the year before is the year before, and the year so far is the year
        return words.now, words.previous, N_("Year on year")
    return words.now, words.previous, N_("A year before"), N_("Year on year"), N_("Year to date")
