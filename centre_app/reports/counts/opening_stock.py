"""The stock on the shelves that is not in the catalogue (期初): given by hand once, it counts as there all the time."""

from dataclasses import astuple, dataclass

from centre_app import errors
from centre_app.i18n import N_, _
from centre_app.reports.report_models import OpeningStock
from centre_app.storage.action import action
from centre_app.storage.database import db

MOST = 10_000_000
_GIVEN = "SELECT titles, volumes, sets, fen FROM opening_stock"


@dataclass(frozen=True, slots=True)
class Given:
    """Titles, volumes, sets, and the list value in fen; all 0 where nothing was given."""

    titles: int = 0
    volumes: int = 0
    sets: int = 0
    fen: int = 0

    def __bool__(self) -> bool:
        return any(astuple(self))


def given() -> Given:
    """What was given."""
    row = db.execute_sql(_GIVEN).fetchone()
    return Given(*row) if row else Given()


@action(N_("give the opening stock"))
def give(*, titles: int, volumes: int, sets: int, fen: int) -> None:
    """Give the opening stock, or change it; all 0 takes it back. Raises NumberOutOfRange."""
    for label, number in (
        (_("Titles"), titles), (_("Volumes in stock"), volumes), (_("Sets"), sets), (_("List value"), fen // 100),
    ):  # fmt: skip
        if not 0 <= number <= MOST:
            raise errors.NumberOutOfRange(label=label, least=0, most=MOST)
    values = {"titles": titles, "volumes": volumes, "sets": sets, "fen": fen}
    if not any(values.values()):
        OpeningStock.delete().execute()
    elif not OpeningStock.update(**values).execute():
        OpeningStock.create(**values)
