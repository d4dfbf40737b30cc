"""Every error has a sentence in both languages, and every guard an error of its own."""

import re
import string

import pytest

from centre_app import errors, i18n
from centre_app.errors import CentreError
from centre_app.storage import guards


def every_error(base: type[CentreError] = CentreError) -> list[type[CentreError]]:
    """All errors that are raised, in the order they were written."""
    found = []
    for error in base.__subclasses__():
        found += [error, *every_error(error)]
    return [error for error in found if "words" in vars(error)]


def fields(text: str) -> set[str]:
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("error", every_error(), ids=lambda error: error.__name__)
def test_an_error_has_its_sentences_in_chinese_with_the_same_data(error):
    for words in filter(None, (error.words, error.bare)):
        with i18n.in_language("zh_CN"):
            chinese = i18n._(words)
        assert chinese != words
        assert fields(chinese) == fields(words)
        assert re.search("[一-鿿]", chinese)


@pytest.mark.parametrize("error", every_error(), ids=lambda error: error.__name__)
def test_an_error_ends_as_a_sentence_does(error):
    assert error.words[-1] in ".?!)”"


def test_every_guard_raises_an_error_that_speaks_without_data(centre):
    raised = set(re.findall(r"guard:(\w+)", " ".join(guards.trigger_sql().values())))

    assert raised
    for name in raised | set(guards.UNIQUE_RULES.values()):
        found = errors.by_name(name)
        assert found is not None
        assert found().sentence()
        assert "{" not in found().sentence()


def test_a_refusal_that_no_guard_of_ours_raised_is_no_error_of_the_clerk():
    assert guards.guard_error("CHECK constraint failed: head_count") is None
    assert errors.by_name("Any") is None
