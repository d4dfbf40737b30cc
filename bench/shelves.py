"""Catalogue search per keystroke over a typed corpus, and its filters, beside the bare full-text query of the same words."""

from collections.abc import Iterator
from functools import partial
from itertools import accumulate, product
from pathlib import Path
from random import Random
from typing import Any

from bench import generate
from bench.measure import Result, percentile, side_by_side
from centre_app.lending import catalogue
from centre_app.lending.numbers import isbn13
from centre_app.storage import opening, search, tokens
from centre_app.storage.database import close_database, db

GOAL_MS = 10.0
_DONATIONS = 200
SHOWN = 200  # so many the catalogue's list asks for
_SOUGHT = 40
_START = (
    "中国现代古代世界少年儿童新编图说经典实用生活科学历史文学艺术经济北京上海江南西部东方民间当代青年农村城市家庭健康快乐神奇美丽"
    "秘密成长幸福绿色海洋天空草原森林山水日常简明大众社区人民红色传统非遗智慧趣味漫画彩色"
)
_MIDDLE = (
    "小说故事童话诗歌散文传记地理植物动物机械农业医学烹饪摄影绘画音乐法律管理数学物理化学电脑网络手工编织茶艺养生运动足球象棋书法"
    "旅游建筑服装花卉果树养殖心理教育语言英语作文礼仪节日神话寓言谜语游戏航模天文气象"
)
_END = (
    "全集",
    "选",
    "入门",
    "大全",
    "手册",
    "（上）",
    "（全四册）",
    "百科",
    "导读",
    "研究",
    "精选本",
    "100问",
)
_CLASSES = (
    "I247.5",
    "I287.45",
    "I712.84",
    "K203",
    "TS972.1",
    "R161",
    "S66",
    "TP311",
    "D920.5",
    "F279",
    "G624",
    "J228",
)
_PUBLISHERS = [f"{number:02d}" for number in range(1, 10)] + [
    f"{number}" for number in (*range(100, 600), *range(8000, 8400))
]
_PUBLISHER_WEIGHTS = list(
    accumulate(100 / len(publisher) ** 2 if len(publisher) == 2 else 1 for publisher in _PUBLISHERS)
)
_COMMON = (
    "zg", "中国", "zhongguo", "xs", "gs", "wang", "i247", "ts", "人民", "rmwx", "a", "z", "1", "97", "9787", "全集", "qj", "shaoer",
    "x OR y", "-", "王 中国", "zg gs", "小说 选",
)  # fmt: skip


def measure(titles: int) -> Result:
    """Every beginning of every text, as typed letter by letter, in a catalogue of so many titles with a copy each."""
    opening.open_database(_catalogue(titles), wait_ms=0)
    try:
        typed = list(_keystrokes(titles))
        ours, twin = side_by_side(partial(catalogue.find, limit=SHOWN), _bare, typed)
    finally:
        close_database()
    p99 = percentile(ours, 99)
    return Result(
        name=f"catalogue search per keystroke, {titles:,} titles",
        ours_p50=percentile(ours, 50),
        ours_p99=p99,
        twin_p50=percentile(twin, 50),
        twin_p99=percentile(twin, 99),
        ratio=sum(ours) / sum(twin),
        goal=f"p99 < {GOAL_MS:g} ms",
        ok=p99 < GOAL_MS,
        samples=len(ours),
    )


def _bare(text: str) -> list[tuple[Any, ...]]:
    """The same words in the bare search table, with what a line of the list shows of a title."""
    words = search.match_expression(tokens.terms(isbn13(text) or text))
    if not words:
        return []
    query = (
        "SELECT title.id, name, authors, clc_class FROM title_search JOIN title ON title.id = title_search.rowid "
        "WHERE title_search MATCH ? LIMIT 200"
    )
    rows: list[tuple[Any, ...]] = db.connection().execute(query, (words,)).fetchall()
    return rows


def _keystrokes(titles: int) -> Iterator[str]:
    for text in (*_COMMON, *_sought(titles)):
        for end in range(1, len(text) + 1):
            if not text[:end].endswith(" "):
                yield text[:end]


def _sought(titles: int) -> Iterator[str]:
    random = Random(3)
    for number in sorted(random.sample(range(1, titles + 1), _SOUGHT)):
        name, authors, isbn = db.execute_sql(
            "SELECT name, authors, isbn FROM title WHERE id = ?", (number,)
        ).fetchone()
        spelled = tokens.title_sort(name).split("\t")[0]
        initials = "".join(syllable[0] for syllable in spelled.split())
        yield from (name, spelled.replace(" ", ""), initials, authors, f"{initials} {authors}", isbn)


def _catalogue(titles: int) -> Path:
    def fill() -> None:
        generate.insert("donation", _donations())
        generate.insert("title", some_titles(titles), total=titles, what="titles")
        generate.insert("copy", _copies(titles), total=titles, what="copies")
        search.TITLE.rebuild()

    return generate.kept(f"titles-{titles}", fill=fill)


def _donations() -> Iterator[dict[str, Any]]:
    """Batches of many donors, all of one day."""
    for number in range(_DONATIONS):
        yield {"donor": f"第{number}居民小组", "received_on": "2026-01-05"}


def some_titles(count: int) -> Iterator[dict[str, Any]]:
    """So many, with the words they are found by."""
    random = Random(5)
    starts = [_START[place : place + 2] for place in range(0, len(_START), 2)]
    middles = [_MIDDLE[place : place + 2] for place in range(0, len(_MIDDLE), 2)]
    names = ["".join(parts) for parts in product(starts, middles, _END)]
    for number in range(1, count + 1):
        name = f"{random.choice(names)}{generate.a_name(random) if number % 3 else ''}"
        values = {
            "name": name, "authors": generate.a_name(random), "publisher": random.choice(("人民文学出版社", "少年儿童出版社", "中华书局")),
            "isbn": _isbn(random), "clc_class": random.choice(_CLASSES),
        }  # fmt: skip
        key = tokens.title_key(**values)
        yield values | {
            "name_sort": tokens.title_sort(name), "search_key": key, "call_mark": str(number),
            "age_from": random.choice((None, None, 3, 6, 9)),
        }  # fmt: skip


def _isbn(random: Random) -> str:
    """Of publishers as they are: those of two digits have most of the books, those of five one in a hundred."""
    publisher = random.choices(_PUBLISHERS, cum_weights=_PUBLISHER_WEIGHTS)[0]
    body = f"7{publisher}{random.randrange(10 ** (8 - len(publisher))):0{8 - len(publisher)}d}"
    return isbn13(body + _check_digit(body))


def _check_digit(body: str) -> str:
    rest = sum(int(digit) * weight for weight, digit in enumerate(body, 1)) % 11
    return "X" if rest == 10 else str(rest)


def _copies(count: int) -> Iterator[dict[str, Any]]:
    random = Random(6)
    for number in range(1, count + 1):
        yield {
            "title_id": number, "barcode": f"B{number:07d}", "kind": "tool" if number % 5_000 == 0 else "book",
            "location": f"{random.choice('ABCDEF')}架{random.randrange(1, 9)}层", "donation_id": random.randrange(1, _DONATIONS + 1),
            "accessioned_on": "2026-01-05", "condition_on": "2026-01-05",
        }  # fmt: skip
