"""The Chinese Library Classification (中图法), its first two levels: names of classes and suggestions while one is typed."""

import csv
from functools import cache
from importlib.resources import files


def suggest(text: str, *, limit: int = 20) -> list[tuple[str, str]]:
    """Classes (code, Chinese name) whose code begins with the text or whose name holds it, codes in their order."""
    typed = text.strip()
    if not typed:
        return []
    code = typed.upper()
    found = [item for item in _classes().items() if item[0].startswith(code) or typed in item[1]]
    return found[:limit]


def class_name(code: str) -> str:
    """The Chinese name of the narrowest class known that a number such as I242.4 lies in, "" for none."""
    known = _classes()
    return next((known[code[:end]] for end in range(len(code), 0, -1) if code[:end] in known), "")


def top() -> list[str]:
    """The codes of the main classes."""
    return [code for code in _classes() if len(code) == 1]


@cache
def _classes() -> dict[str, str]:
    lines = (files("resources") / "clc_top2.csv").read_text(encoding="utf-8-sig").splitlines()
    return {row["类号"]: row["类名"] for row in csv.DictReader(lines)}
