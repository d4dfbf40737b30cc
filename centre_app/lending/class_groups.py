"""Classes as a small centre counts them: the main classes of the CLC, or the six of 农家书屋 or 职工书屋 mapped from it.

The map is data (`resources/class_groups.csv`): of the numbers in it that a class begins with, the longest says the group.
The six of 农家书屋 are those of its recommended lists; 职工书屋 have no official list, these six are what they shelve by.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal

from centre_app.centre import settings
from centre_app.i18n import N_, _
from centre_app.lending import classes

Scheme = Literal["clc", "rural", "workers"]
SCHEMES: tuple[Scheme, ...] = ("clc", "rural", "workers")
NONE = "none"
"""The group of titles without a class."""

_RURAL = {
    "政经": ("politics", N_("Politics and economy")),
    "文化": ("culture", N_("Culture and arts")),
    "科技": ("science", N_("Science and technology")),
    "生活": ("life", N_("Daily life")),
    "少儿": ("children", N_("Children's books")),
    "综合": ("general", N_("General works")),
}
_WORKERS = {
    "政治法律": ("politics", N_("Politics and law")),
    "经济管理": ("economy", N_("Economy and management")),
    "文学艺术": ("arts", N_("Literature and art")),
    "科学技术": ("science", N_("Science and technology")),
    "生活健康": ("life", N_("Life and health")),
    "综合": ("general", N_("General works")),
}
_BEYOND = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Group:
    """A class to choose or count by. `key` is a letter of the CLC or a word; `name` is in the language of the screen."""

    key: str
    name: str


def current_scheme() -> Scheme:
    """The scheme that the settings say."""
    chosen = settings.get("class_scheme")
    return next((scheme for scheme in SCHEMES if scheme == chosen), "clc")


def groups(scheme: Scheme) -> list[Group]:
    """The groups of a scheme in their order, without that of titles that have no class."""
    if scheme == "clc":
        return [Group(code, f"{code} {classes.class_name(code)}") for code in classes.top()]
    words = _RURAL if scheme == "rural" else _WORKERS
    return [Group(key, _(name)) for key, name in words.values()]


def group_of(clc_class: str, scheme: Scheme) -> str:
    """The key of the group that a class such as I287.45 belongs to, `NONE` for no class or one unknown to the CLC."""
    code = clc_class.strip().upper()
    known = _map(scheme)
    return next((known[code[:end]] for end in range(len(code), 0, -1) if code[:end] in known), NONE)


def group_name(key: str, scheme: Scheme) -> str:
    """What a group is called; "" for an unknown one."""
    if key == NONE:
        return _("without class")
    return next((group.name for group in groups(scheme) if group.key == key), "")


def ranges(key: str, scheme: Scheme) -> list[tuple[str, str]]:
    """The stretches of class numbers that make up a group, each from its first number to before its second."""
    known = _map(scheme)
    edges = sorted({edge for code in known for edge in (code, code + _BEYOND)})
    found: list[tuple[str, str]] = []
    for start, end in pairwise(edges):
        if _at(start, known) != key:
            continue
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _at(edge: str, known: dict[str, str]) -> str:
    """The group of what lies from this edge on: of the longest number that holds it."""
    holding: Sequence[str] = [code for code in known if code <= edge < code + _BEYOND]
    return known[max(holding, key=len)] if holding else NONE


@cache
def _map(scheme: Scheme) -> dict[str, str]:
    if scheme == "clc":
        return {code: code[0] for code in classes.top()}
    words, column = (_RURAL, "农家书屋") if scheme == "rural" else (_WORKERS, "职工书屋")
    lines = (files("resources") / "class_groups.csv").read_text(encoding="utf-8").splitlines()
    return {row["类号"]: words[row[column]][0] for row in csv.DictReader(lines)}
