"""Counting what stands on the shelves beside the library's stock: titles nobody ever borrowed, and everyday things."""

from centre_app.reports.fragments import HERE, PRINT, THINGS, span, stays
from centre_app.reports.listing import one
from centre_app.reports.periods import Period

# In the stock on the last day and since before the period, and no piece of the title ever lent up to the period's end. Whether
# it was lent is asked first, title by title in the order of the file (NOT INDEXED), in which their pieces lie too: the stays of
# the few titles left are quickly read.
_NOT_LENT = """(SELECT title.id FROM title NOT INDEXED WHERE NOT EXISTS (
  SELECT 1 FROM copy piece CROSS JOIN loan ON loan.copy_id = piece.id WHERE piece.title_id = title.id AND loan.lent_at < :until))"""
NEVER_LENT = f"""
SELECT title_id, count(*) AS pieces, sum(volumes) AS volumes, min(since) AS since
FROM ({stays(f"{PRINT} AND title_id IN {_NOT_LENT}")}) WHERE {HERE} GROUP BY title_id HAVING min(since) < :first"""  # noqa: S608
_NEVER_LENT = f"SELECT count(*) FROM ({NEVER_LENT})"  # noqa: S608
_THINGS = f"SELECT coalesce(sum(volumes), 0) FROM ({stays(THINGS)}) WHERE {HERE}"  # noqa: S608


def never_lent(period: Period) -> int:
    """Count the titles that were never lent."""
    return int(one(_NEVER_LENT, span(period))[0])


def things(period: Period) -> int:
    """Count the pieces that are no books, periodicals or audio-visual, on the last day."""
    return int(one(_THINGS, span(period))[0])
