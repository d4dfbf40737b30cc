"""Which words a person and a title are found under, and which words a query holds."""

import json
import subprocess
import sys
from typing import Any

import pytest

from centre_app.storage import folding, readings, tokens


def is_found(typed: str, key: str) -> bool:
    """Every word typed begins some word of the key: what the full-text table does."""
    words = tokens.terms(typed)
    return bool(words) and all(any(token.startswith(word) for token in key.split()) for word in words)


@pytest.mark.parametrize(
    "typed",
    [
        "张晓明", "张", "晓明", "明", "張曉明", "zhangxiaoming", "ZhangXiao", "zhang xiaoming", "xiaoming", "ming", "zxm",
        "xm", "13812345678", "138-1234", "+86 138 1234", "+8613812345678", "１３８１２３", "5678", "4567", "r000123",
        "R-000123", "zxm 5678", "5678 张", "张xm", "张 x", "3号楼", "502",
    ],
)  # fmt: skip
def test_a_person_is_found_in_every_way_of_the_desk(typed: str) -> None:
    key = tokens.person_key(name="张晓明", phone="138 1234 5678", card_number="R000123", extra=["3号楼502"])
    assert is_found(typed, key)


@pytest.mark.parametrize(
    "typed", ["678", "李", "zxw", "zxm 9999", "xiaozhang", "", "  ", "-", '"', "*", "（）", "·"]
)
def test_what_is_not_theirs_does_not_find_a_person(typed: str) -> None:
    assert not is_found(typed, tokens.person_key(name="张晓明", phone="13812345678", card_number="R000123"))


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("曾国强", ["zeng", "ceng", "zgq", "cgq", "cengguo"]),
        ("单雄信", ["shan", "dan", "sxx"]),
        ("仇英", ["qiu", "chou", "qy"]),
        ("解晓东", ["xie", "jie"]),
        ("翟天明", ["zhai", "di"]),
        ("覃海洋", ["qin", "tan"]),
        ("区美玲", ["ou", "qu"]),
        ("朴正英", ["piao", "pu"]),
        ("乐嘉", ["yue", "le"]),
        ("尉迟恭", ["yuchi", "ycg", "weichi"]),
        ("长孙无忌", ["zhangsun", "zswj"]),
        ("吕布", ["lv", "lvbu", "lü", "lǚ", "lyu"]),
        ("王重阳", ["wangchong", "wangzhong", "wcy", "wzy"]),
        ("朱长乐", ["zhuchangle", "zhuzhangyue"]),
        ("单雄", ["單雄"]),
        ("張乾", ["张乾", "zhangqian", "zhanggan", "zq"]),
    ],
)
def test_a_name_is_found_by_every_reading(name: str, typed: list[str]) -> None:
    key = tokens.person_key(name=name)
    assert [text for text in typed if not is_found(text, key)] == []


def test_a_common_surname_has_no_reading_that_nobody_types() -> None:
    assert not is_found("yu", tokens.person_key(name="王丽"))


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("阿卜杜拉·买买提", ["阿卜杜拉买买提", "阿卜杜拉·买买提", "阿卜杜拉•买买提", "买买提", "maimaiti", "abudula", "mmt"]),
        ("Anna Maria", ["anna", "MARIA", "maria anna", "annamaria", "am"]),
        ("Jean-Pierre", ["jean", "pierre", "jeanpierre", "jean-pierre"]),
        ("O'Brien", ["obrien", "o'brien", "brien"]),
        ("José Müller", ["jose", "josé", "muller", "müller"]),
        ("王伟😀", ["😀", "王伟😀", "wangwei", "ww"]),
        ("𠮷野家", ["𠮷", "𠮷野", "野家", "yejia"]),
        ("王2号", ["王2", "2号", "wang2hao"]),
        ("Ａｎｎａ", ["anna"]),
        ("王", ["王", "w", "wang"]),
        ("Ольга", ["ольга", "ОЛЬГА"]),
        ("王Anna", ["王anna", "anna", "王 anna"]),
    ],
)  # fmt: skip
def test_unusual_names_are_found_whole_and_by_each_part(name: str, typed: list[str]) -> None:
    key = tokens.person_key(name=name)
    assert [text for text in typed if not is_found(text, key)] == []


def test_a_name_of_forty_characters_is_found_by_beginning_and_any_part_and_keeps_its_key_small() -> None:
    name = "乐重长行朝传参单查曾" * 4
    key = tokens.person_key(name=name)
    assert all(is_found(typed, key) for typed in (name, name[:30], name[17:35], name[-2:], "yuezhong"))
    assert len(key) < 10_000


@pytest.mark.parametrize("name", ["", "   ", "·", "\ud800", "\x00", '"', "👨‍👩‍👧", "ﷺ", "ǅ", "½"])
def test_any_name_gives_a_key_that_can_be_stored(name: str) -> None:
    key = tokens.person_key(name=name, phone=None, card_number=None)
    key.encode()
    assert '"' not in key
    assert "\x00" not in key


def test_every_query_is_only_words() -> None:
    assert tokens.terms('zxm "5678" OR -a* NOT(b)') == ["zxm", "5678", "or", "a", "notb"]


def test_a_long_paste_is_cut() -> None:
    words = tokens.terms("很长的文字" * 10_000 + " a" * 10_000)
    assert len(words) <= 8
    assert all(len(word) <= tokens.LONGEST for word in words)


@pytest.mark.parametrize(
    "typed",
    [
        "红楼梦", "重庆", "楼梦", "紅樓夢", "hongloumeng", "honglou", "hlm", "cqhlm", "chongqing", "曹雪芹", "雪芹", "cxq",
        "caoxue", "人民文学", "文学出版社", "9787020002207", "978-7-02-000220-7", "702000220X", "B0001", "I242.4", "红楼 曹", "3册",
    ],
)  # fmt: skip
def test_a_title_is_found_by_any_part_and_its_numbers(typed: str) -> None:
    key = tokens.title_key(
        name="《重庆红楼梦》（全3册）", authors="曹雪芹 著", publisher="人民文学出版社", isbn="9787020002207",
        barcodes=["B0001"], clc_class="I242.4",
    )  # fmt: skip
    assert is_found(typed, key)


def test_a_title_has_the_reading_of_its_phrase_only() -> None:
    key = tokens.title_key(name="重庆")
    assert is_found("chongqing", key)
    assert not is_found("zhongqing", key)


def test_a_title_of_a_thousand_characters_keeps_its_key_bounded() -> None:
    assert len(tokens.title_key(name="长" * 1000, authors="著" * 1000, publisher="社" * 1000)) < 20_000


def test_english_titles_are_found_by_each_word() -> None:
    key = tokens.title_key(name="Harry Potter and the Philosopher's Stone")
    assert all(is_found(typed, key) for typed in ("potter", "harry stone", "Philosopher's", "harrypotter"))


def test_names_sort_by_syllables_then_characters() -> None:
    names = ["张伟丽", "章伟", "张伟", "曾华", "Anna", "张威廉", "安娜"]
    assert sorted(names, key=tokens.name_sort) == ["安娜", "Anna", "曾华", "张伟", "章伟", "张伟丽", "张威廉"]


def test_surnames_of_two_characters_sort_by_their_own_reading() -> None:
    assert tokens.name_sort("尉迟恭").startswith("yu chi gong")
    assert tokens.name_sort("万俟丽").startswith("mo qi li")
    assert tokens.name_sort("万丽").startswith("wan li")


def test_titles_sort_by_the_reading_of_their_phrases_without_brackets() -> None:
    titles = ["《长城》", "音乐之声", "重庆", "阿Q正传"]
    assert sorted(titles, key=tokens.title_sort) == ["阿Q正传", "《长城》", "重庆", "音乐之声"]


def test_titles_are_read_as_pypinyin_reads_them():
    titles = [
        "重庆行记",
        "银行长的头发",
        "乐山乐水",
        "一个人的朝圣",
        "了不起的盖茨比",
        "哪吒闹海",
        "长大了长大了",
    ]
    spelled = _said_by_pypinyin("[pypinyin.lazy_pinyin(one) for one in sys.argv[1:]]", *titles)
    assert [list(readings.phrase_reading(list(title))) for title in titles] == spelled


def test_every_character_that_pypinyin_knows_has_its_first_reading():
    known = _said_by_pypinyin(
        "{chr(code): spelled for code, spelled in pypinyin.pinyin_dict.pinyin_dict.items()}"
    )
    assert len(known) > 40_000
    first = {
        char: readings.without_tone(spelled.split(",")[0])
        for char, spelled in known.items()
        if folding.stands_alone(char)
    }
    assert {char: readings.readings_of(char)[0] for char in first} == first


def test_a_word_at_the_end_of_a_text_is_read_as_a_word():
    assert readings.phrase_reading(list("放长线")) == ["fang", "chang", "xian"]


def _said_by_pypinyin(expression: str, *arguments: str) -> Any:
    """What it says in a process of its own: imported, it takes 50 MB."""
    asked = f"import json, sys, pypinyin; print(json.dumps({expression}))"
    said = subprocess.run(
        [sys.executable, "-c", asked, *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    return json.loads(said.stdout)


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("朝花夕拾", "zhaohuaxishi"),
        ("长腿叔叔", "changtui"),
        ("曾国藩家书", "zengguofan"),
        ("了凡四训", "lfsx"),
        ("士大夫", "shidafu"),
    ],
)
def test_titles_that_the_library_reads_otherwise_are_found_as_people_say_them(title: str, typed: str) -> None:
    assert is_found(typed, tokens.title_key(name=title))
