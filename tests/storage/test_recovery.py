"""A key on paper and back: words in both languages, the square code's digits, and what is said of each mistake."""

import pytest

from centre_app import errors
from centre_app.storage import cipher, recovery

KEY = bytes(range(7, 39))
NUMBER = cipher.number_of(KEY)
CHINESE = recovery.words_of(KEY, language="zh_CN")
ENGLISH = recovery.words_of(KEY, language="en")


@pytest.mark.parametrize(
    "text",
    [
        " ".join(CHINESE),
        "".join(CHINESE),
        "、".join(CHINESE),
        "\n".join(f"{place}. {word}" for place, word in enumerate(CHINESE, start=1)),
        " ".join(ENGLISH),
        " ".join(word[:4].upper() for word in ENGLISH),
        recovery.code_of(KEY),
        "".join(chr(ord(digit) + 0xFEE0) for digit in recovery.code_of(KEY)),
    ],
)
def test_what_was_written_down_is_the_key_again_however_it_is_typed(text):
    assert len(CHINESE) == len(ENGLISH) == recovery.WORDS
    assert recovery.read(text) == recovery.read(text, wanted=NUMBER) == KEY


@pytest.mark.parametrize("words", [CHINESE, ENGLISH])
def test_a_wrong_word_is_named_where_it_can_be_known(words):
    unknown = [*words[:4], "鑫" if words is CHINESE else "zebras", *words[5:]]
    with pytest.raises(errors.WordUnknown) as refused:
        recovery.read(" ".join(unknown))
    assert (refused.value.data["place"], refused.value.data["word"]) == (5, unknown[4])

    other = recovery.words_of(bytes(32), language="zh_CN" if words is CHINESE else "en")[0]
    mistaken = [*words[:20], other, *words[21:]]
    with pytest.raises(errors.WordMistaken) as refused:
        recovery.read(" ".join(mistaken), wanted=NUMBER)
    assert refused.value.data["place"] == 21


def test_words_that_changed_places_are_named():
    swapped = [*ENGLISH[:9], ENGLISH[10], ENGLISH[9], *ENGLISH[11:]]
    with pytest.raises(errors.WordsSwapped) as refused:
        recovery.read(" ".join(swapped), wanted=NUMBER)
    assert refused.value.data == {"place": 10, "next": 11}


def test_too_few_words_and_two_wrong_ones_are_said():
    with pytest.raises(errors.WordsUnfit) as refused:
        recovery.read(" ".join(ENGLISH[:23]))
    assert refused.value.data["count"] == 23
    with pytest.raises(errors.WordsMistaken):
        recovery.read(" ".join(sorted(ENGLISH)), wanted=NUMBER)


def test_the_words_of_another_centre_are_told_by_the_numbers_of_the_keys():
    other = bytes(32)
    with pytest.raises(errors.KeyOfAnother) as refused:
        recovery.read(recovery.code_of(other), wanted=NUMBER)
    assert refused.value.data == {"number": cipher.number_of(other), "wanted": NUMBER}


@pytest.mark.parametrize("place", [0, 1, 40, 78, 82])
def test_a_code_read_wrongly_is_no_key(place):
    code = recovery.code_of(KEY)
    wrong = code[:place] + str((int(code[place]) + 1) % 10) + code[place + 1 :]
    for text in (wrong, code[:-1], code + "0", "9" * 83):
        with pytest.raises(errors.CodeUnfit):
            recovery.read(text)
