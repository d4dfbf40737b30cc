"""The levels of the grid: three or four, freely named; two ready trees to begin with. The units are in `grid.py`."""

from collections.abc import Sequence
from dataclasses import dataclass

from centre_app import errors
from centre_app.i18n import N_, _
from centre_app.people import fields
from centre_app.people.grid_models import GridLevel
from centre_app.storage.action import action
from centre_app.storage.database import db

FEWEST, MOST = 3, 4
LONGEST_NAME = 20
# What each level is called, and who is in charge of a unit of it.
READY = (
    ((N_("Area"), N_("Head of the area")), (N_("Group of the area"), N_("Head of the group")),
     (N_("Neighbours"), N_("Head of the neighbours"))),
    ((N_("Party branch of the estate"), N_("Secretary of the branch")), (N_("Red steward's patch"), N_("Red steward")),
     (N_("Party member's building"), N_("Party member of the building")),
     (N_("Owners' delegate's part"), N_("Owners' delegate"))),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the grid: `depth` counts from 1 at the top."""

    depth: int
    name: str
    head_title: str


def levels() -> list[Level]:
    """The levels from the top; none before they were chosen."""
    rows = db.execute_sql("SELECT depth, name, head_title FROM grid_level ORDER BY depth")
    return [Level(*row) for row in rows]


def ready_trees() -> list[list[tuple[str, str]]]:
    """The two ready trees in the current language: for each level its name and who is in charge."""
    return [[(_(name), _(head)) for name, head in tree] for tree in READY]


@action(N_("set the levels of the grid"), needs="settings")
def put_levels(levels: Sequence[tuple[str, str]]) -> None:
    """Name the levels of the grid from the top, each with who is in charge of a unit of it.

    Units stay where they are. Raises GridLevelsImpossible, TextTooLong, and GridLevelInUse for a level with units that
    is not among them any more.
    """
    wanted = [(_words(name), _words(head)) for name, head in levels]
    while wanted and wanted[-1] == ("", ""):
        wanted.pop()
    if not FEWEST <= len(wanted) <= MOST or not all(name for name, _head in wanted):
        raise errors.GridLevelsImpossible
    for present in _present()[len(wanted) :]:
        count = db.execute_sql(
            "SELECT count(*) FROM grid_unit WHERE depth = ? AND removed_on IS NULL", (present.depth,)
        ).fetchone()[0]
        if count:
            raise errors.GridLevelInUse(level=present.name, count=count)
        GridLevel.delete().where(GridLevel.depth == present.depth).execute()
    known = {level.depth: level for level in _present()}
    for depth, (name, head) in enumerate(wanted, start=1):
        if depth not in known:
            GridLevel.create(depth=depth, name=name, head_title=head)
        elif known[depth] != Level(depth, name, head):
            GridLevel.update(name=name, head_title=head).where(GridLevel.depth == depth).execute()


def _present() -> list[Level]:
    return levels()


def _words(text: str) -> str:
    return fields.limited(" ".join(text.split()), most=LONGEST_NAME)
