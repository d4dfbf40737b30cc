"""The words of the program: GNU gettext for screen, command line and workbooks, and pinyin order.

Source strings are English; `resources/i18n` holds the translations. `_()` is called when a text is used, never at import.
"""

import gettext
import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import as_file, files

LANGUAGES = {"zh_CN": "中文", "en": "English"}
_DOMAIN = "centre"
_language: ContextVar[str | None] = ContextVar("language", default=None)
_chosen = ["zh_CN"]


def use(language: str) -> None:
    """Speak this language (a key of LANGUAGES) from now on, in every thread."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _chosen[0] = language


def language() -> str:
    """The language spoken here and now, a key of LANGUAGES."""
    return _language.get() or _chosen[0]


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Speak another language inside the block, in this thread alone: a report's language is chosen apart."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def system_language() -> str:
    """The key of LANGUAGES nearest to the system's language; Chinese where the system does not say.

    The environment comes first: a locale that is named there but not installed is still the user's wish.
    """
    named = next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), None
    )
    wish = (named or locale.getlocale()[0] or "").casefold()
    if wish.partition(".")[0] in ("", "c", "posix") or wish.startswith(("zh", "chinese")):
        return "zh_CN"
    return "en"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    with as_file(files("resources") / "i18n") as folder:
        return gettext.translation(_DOMAIN, folder, [language], fallback=True)


def _(message: str) -> str:
    """The message in the current language."""
    return _catalogue(language()).gettext(message)


def _n(one: str, many: str, count: int) -> str:
    """The message for a count, in the current language; format it with the count yourself."""
    return _catalogue(language()).ngettext(one, many, count)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for marking without translating
    """Mark a module-level text for translation; pass it to `_()` when it is used."""
    return message
