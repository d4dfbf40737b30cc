"""Where labels stand on a sheet or roll, and what stands on a label. All lengths in millimetres; nothing is drawn here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from centre_app import errors
from centre_app.i18n import N_, _

_ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class Preset:
    """Labels as they are sold, or as a clerk measured them: those have a name of their `own`.

    Margins and pitch go from the left and upper edge of one label to the next.
    """

    key: str
    words: str
    width: float
    height: float
    columns: int = 1
    rows: int = 1
    left: float = 0.0
    top: float = 0.0
    across: float = 0.0
    down: float = 0.0
    paper: tuple[float, float] = (210.0, 297.0)
    own: str = ""

    @property
    def count(self) -> int:
        """How many labels one page has."""
        return self.columns * self.rows

    def name(self) -> str:
        """What it is called where one is chosen."""
        if self.own:
            return self.own
        size = f"{self.width:g} × {self.height:g}"
        return _(self.words).format(size=size, columns=self.columns, rows=self.rows, count=self.count)


@dataclass(frozen=True, slots=True)
class Label:
    """One label: a line above, a line in bold, the code that is scanned and written out, if any, and a line below."""

    code: str
    head: str = ""
    name: str = ""
    foot: str = ""
    with_bars: bool = True
    with_dots: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A label on its page, and where."""

    page: int
    x: float
    y: float
    label: Label


_SHEET = N_("A4, {columns} × {rows} labels of {size} mm")
_ROLL = N_("Roll, {size} mm")
PRESETS = (
    Preset("3x8", _SHEET, 70, 37, columns=3, rows=8, top=0.5, across=70, down=37),
    Preset("3x7", _SHEET, 70, 42.3, columns=3, rows=7, top=0.45, across=70, down=42.3),
    Preset("4x10", _SHEET, 52.5, 29.7, columns=4, rows=10, across=52.5, down=29.7),
    Preset("5x13", _SHEET, 38.1, 21.2, columns=5, rows=13, left=4.75, top=10.7, across=40.6, down=21.2),
    Preset("2x5", _SHEET, 85, 54, columns=2, rows=5, left=15, top=13.5, across=95, down=54),
    Preset("roll-60x40", _ROLL, 60, 40, paper=(60, 40)),
    Preset("roll-50x30", _ROLL, 50, 30, paper=(50, 30)),
    Preset("roll-40x30", _ROLL, 40, 30, paper=(40, 30)),
)


def preset(key: str) -> Preset:
    """The preset of that key, the first one for any other."""
    return next((each for each in PRESETS if each.key == key), PRESETS[0])


def check(on: Preset) -> None:
    """See that the labels lie on the paper.

    Raises LeftMarginTooLarge or TopMarginTooLarge where not even one label does, LabelsTooWide or LabelsTooHigh where not
    all do; each says by how much.
    """
    _check_margins(on)
    width = on.left + (on.columns - 1) * on.across + on.width
    height = on.top + (on.rows - 1) * on.down + on.height
    for needed, there, error in (
        (width, on.paper[0], errors.LabelsTooWide), (height, on.paper[1], errors.LabelsTooHigh),
    ):  # fmt: skip
        if needed > there + _ROUNDING:
            raise error(
                labels=on.name(), needed=f"{needed:g}", paper=f"{there:g}", by=f"{needed - there:.4g}"
            )


def _check_margins(on: Preset) -> None:
    beyond = on.left + on.width - on.paper[0]
    if on.left and beyond > _ROUNDING:
        raise errors.LeftMarginTooLarge(
            left=f"{on.left:g}", label=f"{on.width:g}", paper=f"{on.paper[0]:g}", by=f"{beyond:.4g}"
        )
    beyond = on.top + on.height - on.paper[1]
    if on.top and beyond > _ROUNDING:
        raise errors.TopMarginTooLarge(
            top=f"{on.top:g}", label=f"{on.height:g}", paper=f"{on.paper[1]:g}", by=f"{beyond:.4g}"
        )


def places(labels: Sequence[Label], *, on: Preset, start: int = 1) -> list[Place]:
    """Where each label goes, row by row, beginning at a label of the first page that is still there (1 is the first).

    Raises LabelsTooWide, LabelsTooHigh, LabelStartImpossible, NoLabels.
    """
    check(on)
    if not labels:
        raise errors.NoLabels
    if not 1 <= start <= on.count:
        raise errors.LabelStartImpossible(start=start, count=on.count)
    return list(_placed(labels, on, start - 1))


def _placed(labels: Sequence[Label], on: Preset, skipped: int) -> Iterator[Place]:
    for number, label in enumerate(labels, skipped):
        page, place = divmod(number, on.count)
        row, column = divmod(place, on.columns)
        yield Place(page, on.left + column * on.across, on.top + row * on.down, label)
