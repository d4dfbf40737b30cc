"""How names and titles are read in pinyin, without tones, after the tables of pypinyin, loaded at the first use.

The tables are read as files: imported, pypinyin holds them as 50 MB of small objects all day, here they take 5.

Surnames have their own table: the usual reading of the character misleads, or its rare ones would only disturb.
The surname reading stands first; further ones are those that people type all the same.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from itertools import chain, combinations, groupby, islice, product
from pathlib import Path
from threading import Lock
from typing import Any

from centre_app.storage.folding import simple, stands_alone

_MOST_READINGS = 16
_MOST_SPELLINGS = 64  # syllables of a name times readings: bounds the key of a name of forty characters

_loading = Lock()  # a keystroke may come while the readings are loaded in the background
_NOT_IN_PYPINYIN = {"𠮷": "jí"}
_IN_NAMES = {"卜": ("bu", "bo")}  # 阿卜杜拉: a long name has room for the first reading alone

Readings = Sequence[Sequence[str]]

_ONE_CHARACTER = """
丁 ding|万 wan|乐 yue le|么 yao me|乜 nie mie|于 yu|令 ling|仇 qiu chou|任 ren|佴 nai er|余 yu|俞 yu|倪 ni|冉 ran|冯 feng
冼 xian|包 bao|区 ou qu|匡 kuang|单 shan dan chan|卜 bu bo|召 shao zhao|叶 ye|吕 lv lyu|吴 wu|员 yun yuan|哈 ha|夏 xia|姚 yao
宁 ning|宓 fu mi|封 feng|尉 wei yu|尚 shang|尹 yin|屈 qu|干 gan|幸 xing|强 qiang jiang|彭 peng|戚 qi|房 fang|折 she zhe|施 shi
方 fang|明 ming|晁 chao|晟 cheng sheng|景 jing|曾 zeng ceng|朱 zhu|朴 piao pu|杜 du|查 zha cha|柏 bai bo|柴 chai|殷 yin
汤 tang|汪 wang|沈 shen|沙 sha|洗 xian xi|涂 tu|温 wen|游 you|滑 hua|潘 pan|焦 jiao|牟 mou mu|王 wang|甄 zhen|甘 gan|白 bai
盖 ge gai|盛 sheng|瞿 qu|石 shi|祝 zhu|祭 zhai ji|秘 bi mi|种 chong zhong|童 tong|繁 po fan|缪 miao mou miu|翟 zhai di
能 nai neng|臧 zang|芦 lu|莫 mo|董 dong|蓝 lan|蔡 cai|薄 bo bao|行 xing hang|裴 pei|褚 chu|覃 qin tan|角 jue jiao|解 xie jie
许 xu|詹 zhan|谌 chen shen|谷 gu|贾 jia|贠 yun|费 fei bi|路 lu|车 che|适 kuo shi|逄 pang|逯 lu|邓 deng|那 na nuo|邢 xing
郄 qie xi|郇 xun huan|郗 xi chi|郝 hao|都 du dou|阮 ruan|阙 que|陆 lu|陶 tao|隋 sui|隗 wei kui|黑 he hei|齐 qi|句 gou ju
"""
_TWO_CHARACTERS = """
万俟 mo,wan qi,si|单于 chan,dan yu|尉迟 yu,wei chi|澹台 tan,dan tai|皇甫 huang fu|长孙 zhang,chang sun|令狐 ling hu|鲜于 xian yu
"""

# Titles and words on many shelves that pypinyin reads otherwise.
_PHRASES = """
朝花夕拾 zhao hua xi shi|长腿 chang tui|长歌行 chang ge xing|长恨歌 chang hen ge|了凡 liao fan|曾国藩 zeng guo fan|曾侯乙 zeng hou yi
薄冰 bo bing|大夫 dai fu|一行白鹭 yi hang bai lu|朝阳门 chao yang men|率土 shuai tu|的卢 di lu|兴唐传 xing tang zhuan|朝闻道 zhao wen dao
"""


def _entries(table: str) -> list[list[str]]:
    return [entry.split() for line in table.split("\n") for entry in line.split("|") if entry]


_SURNAMES: dict[str, tuple[str, ...]] = {
    name: tuple(readings) for name, *readings in _entries(_ONE_CHARACTER)
}
_COMPOUND: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    name: (tuple(first.split(",")), tuple(second.split(",")))
    for name, first, second in _entries(_TWO_CHARACTERS)
}


def person_readings(pieces: Sequence[str]) -> list[Sequence[str]]:
    """The readings of each piece; a surname is read as surnames are (单 is shan before dan)."""
    readings: list[Sequence[str]] = [_IN_NAMES.get(piece) or readings_of(piece) for piece in pieces]
    surname = "".join(simple(pieces[:2]))
    if len(pieces) > 2 and surname in _COMPOUND:
        readings[:2] = _COMPOUND[surname]
    elif surname[:1] in _SURNAMES:
        readings[0] = _SURNAMES[surname[0]]
    return readings


def likely_spellings(readings: Readings) -> list[list[str]]:
    """The spellings of a name, usual readings first, then those with one unusual reading, with two, and so on."""
    usual = [choice[0] for choice in readings]
    varied = [place for place, choice in enumerate(readings) if len(choice) > 1]
    if not varied:
        return [usual]
    most = max(1, min(_MOST_READINGS, _MOST_SPELLINGS // len(readings)))
    return list(islice(_varied(usual, varied, readings), most))


def phrase_reading(pieces: Sequence[str]) -> list[str]:
    """One syllable a piece, as the phrases of the text ask for."""
    found: list[str] = []
    for chinese, group in groupby(pieces, key=lambda piece: stands_alone(piece[0])):
        run = list(group)
        found.extend(_read_run("".join(run)) if chinese else run)
    return found


@cache
def readings_of(piece: str) -> tuple[str, ...]:
    """The readings of one character without tones, the usual one first; anything else reads as itself."""
    if not stands_alone(piece[0]):
        return (piece,)
    return _library().readings(piece)


def _varied(usual: list[str], varied: Sequence[int], readings: Readings) -> Iterator[list[str]]:
    for count in range(len(varied) + 1):
        for places in combinations(varied, count):
            for others in product(*(readings[place][1:] for place in places)):
                spelled = usual.copy()
                for place, syllable in zip(places, others, strict=True):
                    spelled[place] = syllable
                yield spelled


def _read_run(run: str) -> tuple[str, ...]:
    """What `lazy_pinyin` says of Chinese characters: word by word, the longest word of its phrases at each place."""
    library = _library()
    spelled: list[str] = []
    place = 0
    while place < len(run):
        word = library.word_at(run, place)
        if len(word) == 1:
            spelled.append(readings_of(word)[0])
        else:
            spelled += library.phrases.get(word) or [readings_of(char)[0] for char in word]
        place += len(word)
    return tuple(spelled) if len(spelled) == len(run) else tuple(readings_of(char)[0] for char in run)


@dataclass(frozen=True, slots=True)
class _Library:
    """What is used of pypinyin, in few large objects.

    `codes` are characters in order, `spelled_as` the place of each one's readings in `spellings`; `words` are by their
    first character the length of the longest and the rest of each between bars; `phrases` are those read otherwise than
    by their characters.
    """

    codes: Sequence[int]
    spelled_as: Sequence[int]
    spellings: Sequence[str]
    words: Mapping[str, tuple[int, str]]
    phrases: Mapping[str, Sequence[str]]

    def readings(self, char: str) -> tuple[str, ...]:
        """The readings of a character, the usual one first; itself where there is none."""
        place = bisect_left(self.codes, ord(char))
        known = _NOT_IN_PYPINYIN.get(char, "")
        if place < len(self.codes) and self.codes[place] == ord(char):
            known = self.spellings[self.spelled_as[place]]
        return tuple(dict.fromkeys(without_tone(reading) for reading in known.split(",") if reading)) or (
            char,
        )

    def word_at(self, text: str, place: int) -> str:
        """The longest word that begins there, or the character alone."""
        longest, rests = self.words.get(text[place], (1, ""))
        if f"|{text[place + 1 : place + 2]}" in rests:  # seldom: most characters are no word with the next
            for length in range(min(longest, len(text) - place), 1, -1):
                if f"|{text[place + 1 : place + length]}|" in rests:
                    return text[place : place + length]
        return text[place]


def _library() -> _Library:
    with _loading:
        return _loaded()


@cache
def _loaded() -> _Library:
    codes, spelled_as, spellings = array("I"), array("H"), dict[str, int]()
    for found in re.finditer(r'"(\d+)":\s*"([^"]+)"', _table("pinyin_dict.json")):
        codes.append(int(found[1]))
        spelled_as.append(spellings.setdefault(found[2], len(spellings)))
    library = _Library(codes, spelled_as, list(spellings), {}, {})
    return replace(library, **_words_and_phrases(library))


def _words_and_phrases(library: _Library) -> dict[str, Any]:
    usual = _Usual(library)
    rests: dict[str, str] = {}
    longest: dict[str, int] = {}
    phrases: dict[str, tuple[str, ...]] = {}
    own = ((word, spelling) for word, *spelling in _entries(_PHRASES))
    for word, spelling in chain(_pypinyins_phrases(), own):
        first = word[0]
        rests[first] = f"{rests.get(first, '|')}{word[1:]}|"
        longest[first] = max(longest.get(first, 0), len(word))
        if spelling != [usual[char] for char in word]:
            phrases[word] = tuple(spelling)
    return {"words": {first: (longest[first], some) for first, some in rests.items()}, "phrases": phrases}


class _Usual(dict[str, str]):
    """The first reading of each character asked for."""

    def __init__(self, library: _Library) -> None:
        super().__init__()
        self._library = library

    def __missing__(self, char: str) -> str:
        self[char] = self._library.readings(char)[0]
        return self[char]


def _pypinyins_phrases() -> Iterator[tuple[str, list[str]]]:
    """Each phrase and the first reading of each of its characters, `"word": [["reading", …], …]` in the file."""
    word, spelled = "", list[str]()
    for found in re.finditer(r'"([^"]+)":|\[\s*"([^"]+)"', _table("phrases_dict.json")):
        if found[1]:
            if word:
                yield word, spelled
            word, spelled = found[1], []
        else:
            spelled.append(without_tone(found[2]))
    yield word, spelled


def _table(name: str) -> str:
    found = find_spec("pypinyin")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("pypinyin")
    return (Path(found.submodule_search_locations[0]) / name).read_text("utf-8")


@cache
def without_tone(syllable: str) -> str:
    """A syllable in plain letters, ü as v."""
    parts = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(part for part in parts if unicodedata.category(part) != "Mn")
