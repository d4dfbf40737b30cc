"""Search per keystroke over a typed corpus, beside the bare full-text query; and from keystroke to painted list."""

from collections.abc import Callable, Iterator
from random import Random

from bench.measure import Result, percentile, side_by_side
from centre_app.people import visits
from centre_app.storage import folding, search, tokens
from centre_app.storage.database import db

GOAL_MS = 10.0
PAINTED_GOAL_MS = 16.0
_QUERIES = 500
_COMMON = (
    "wang", "wangw", "li", "zhang", "zhangwei", "liu", "zx", "ww", "zxm", "lm", "王", "李", "张伟", "王小", "陈 1", "1", "12", "5678",
    "zxm 5678", "wang 5678", "w 1", "zhang wang", "王 李", "li w", "zhang 12 9", "b00", "b0999999", "c1", "zzz", "ou", "zeng", "ceng",
    "shan", "𠮷", "阿卜杜拉·买买提", "張偉", "anna maria", "-", "x OR y", "张xm", "ming", "xiaoming", "yu 12 1", "hua hua",
    "3-502", "12幢", "3幢502", "2幢 301", "王 3-502", "502",
)  # fmt: skip


def measure(people: int) -> list[Result]:
    """Every beginning of every text, as typed letter by letter, on the open database."""
    for _ in search.PERSON.refresh_recent(visits.recent_visitors):
        pass
    typed = list(_keystrokes(people))
    ours, twin = side_by_side(search.PERSON.find_ids, _bare, typed)
    found = _result("search per keystroke", people, (ours, twin), goal=GOAL_MS)
    painted, bare = side_by_side(_painter(), _bare, typed)
    return [found, _result("keystroke to painted list", people, (painted, bare), goal=PAINTED_GOAL_MS)]


def _result(name: str, people: int, times: tuple[list[float], list[float]], *, goal: float) -> Result:
    ours, twin = times
    p99 = percentile(ours, 99)
    return Result(
        name=f"{name}, {people:,} people",
        ours_p50=percentile(ours, 50),
        ours_p99=p99,
        twin_p50=percentile(twin, 50),
        twin_p99=percentile(twin, 99),
        ratio=sum(ours) / sum(twin),
        goal=f"p99 < {goal:g} ms",
        ok=p99 < goal,
        samples=len(ours),
    )


def _painter() -> Callable[[str], object]:
    """What the window does at a key in its scan field: ask, show the suggestions, paint them into memory."""
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

    from centre_app.desk import scanning
    from ui.kit import style
    from ui.shell.hits import Hits

    app = QApplication.instance() or QApplication(["bench", "-platform", "offscreen"])
    style.apply(app)
    window = QWidget()
    window.resize(1280, 720)
    field = QLineEdit(window)
    field.setGeometry(200, 10, 600, 40)
    hits = Hits(window, name="hits")
    window.show()
    canvas = QPixmap(QSize(1280, 720))

    def at_key(text: str) -> None:
        field.setText(text)
        hits.show_hits(scanning.suggest(text), under=field)
        hits.render(canvas)

    at_key.window = window  # type: ignore[attr-defined] # or Qt deletes it
    return at_key


def _bare(text: str) -> list[tuple[int]]:
    words = search.match_expression(tokens.terms(text))
    if not words:
        return []
    query = "SELECT rowid FROM person_search WHERE person_search MATCH ? LIMIT 50"
    rows: list[tuple[int]] = db.connection().execute(query, (words,)).fetchall()
    return rows


def _keystrokes(people: int) -> Iterator[str]:
    for text in _corpus(people):
        for end in range(1, len(text) + 1):
            if not text[:end].endswith(" "):
                yield text[:end]


def _corpus(people: int) -> list[str]:
    """Hard texts, then as many as make five hundred, of every kind in turn."""
    found = list(_COMMON)
    random = Random(3)
    while len(found) < _QUERIES:
        person = db.execute_sql(
            "SELECT name, phone, card_number, building, door FROM person JOIN household ON household.id = household_id"
            " WHERE person.id = ?",
            (random.randrange(1, people + 1),),
        ).fetchone()
        found.extend(_ways(*person))
    return found[:_QUERIES]


def _ways(name: str, phone: str, card: str, *home: str) -> tuple[str, ...]:
    """What a clerk may type to find this person; `home` is building and room."""
    building, door = home
    return (
        name,
        folding.traditional(name)[0],
        _syllables(name, ""),
        _syllables(name, " "),
        _initials(name),
        phone,
        phone[-4:],
        phone[3:8],
        card.lower(),
        f"{_initials(name)} {phone[-4:]}",
        f"{name} {phone[:3]}",
        f"{building}{door}",
        f"{building.removesuffix('幢')}-{door}",
        f"{name[0]} {building} {door}",
    )


def _syllables(name: str, between: str) -> str:
    return tokens.name_sort(name).split("\t")[0].replace(" ", between)


def _initials(name: str) -> str:
    return "".join(syllable[0] for syllable in _syllables(name, " ").split())
