"""Search per keystroke over a typed corpus, beside the bare full-text query of the same words."""

from collections.abc import Iterator
from random import Random

from bench.measure import Result, percentile, side_by_side
from centre_app.people import visits
from centre_app.storage import search, tokens
from centre_app.storage.database import db

GOAL_MS = 10.0
_PERSONS = 50
_COMMON = (
    "wang", "wangw", "li", "zhang", "zhangwei", "liu", "zx", "ww", "zxm", "lm", "王", "李", "张伟", "王小", "陈 1", "1", "12", "5678",
    "zxm 5678", "wang 5678", "w 1", "zhang wang", "王 李", "li w", "zhang 12 9", "b00", "b0999999", "c1", "zzz", "ou", "zeng", "ceng",
    "shan", "𠮷", "阿卜杜拉·买买提", "張偉", "anna maria", "-", "x OR y", "张xm", "ming", "xiaoming", "yu 12 1", "hua hua",
)  # fmt: skip


def measure(people: int) -> Result:
    """Every beginning of every text, as typed letter by letter, on the open database."""
    for _ in search.PERSON.refresh_recent(visits.recent_visitors):
        pass
    typed = list(_keystrokes(people))
    ours, twin = side_by_side(search.PERSON.find_ids, _bare, typed)
    p99 = percentile(ours, 99)
    return Result(
        name=f"search per keystroke, {people:,} people",
        ours_p50=percentile(ours, 50),
        ours_p99=p99,
        twin_p50=percentile(twin, 50),
        twin_p99=percentile(twin, 99),
        ratio=sum(ours) / sum(twin),
        goal=f"p99 < {GOAL_MS:g} ms",
        ok=p99 < GOAL_MS,
        samples=len(ours),
    )


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


def _corpus(people: int) -> Iterator[str]:
    yield from _COMMON
    random = Random(3)
    for number in sorted(random.sample(range(1, people + 1), _PERSONS)):
        person = db.execute_sql(
            "SELECT name, phone, card_number FROM person WHERE id = ?", (number,)
        ).fetchone()
        yield from _ways(*person)


def _ways(name: str, phone: str, card: str) -> tuple[str, ...]:
    """What a clerk may type to find this person."""
    return (
        name,
        _syllables(name, ""),
        _syllables(name, " "),
        _initials(name),
        phone,
        phone[-4:],
        card.lower(),
        f"{_initials(name)} {phone[-4:]}",
        f"{name} {phone[:3]}",
    )


def _syllables(name: str, between: str) -> str:
    return tokens.name_sort(name).split("\t")[0].replace(" ", between)


def _initials(name: str) -> str:
    return "".join(syllable[0] for syllable in _syllables(name, " ").split())
