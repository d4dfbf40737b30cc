"""The content files of the sample centre, and the dice that choose from them."""

import csv
import json
import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

T = TypeVar("T")


@cache
def place() -> dict[str, Any]:
    """The centre itself: zones, hours, closures, clerks, donations, arrivals by hour."""
    return _json("centre.json")


@cache
def names() -> dict[str, Any]:
    """Surnames, given names by generation, buildings, purposes, bookings, groups."""
    return _json("names.json")


def tools() -> dict[str, Any]:
    """The tool shelf: its place and what lies on it."""
    return _json("tools.json")


def lists() -> dict[str, Any]:
    """What is noted, waited for and kept beside the days: short texts for the lists of the program."""
    return _json("lists.json")


def titles(file: str) -> list[dict[str, str]]:
    """The rows of one list of titles."""
    text = (files("resources") / "sample" / file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def weighted(dice: random.Random, choices: Sequence[T], weights: Sequence[float]) -> T:
    """One of the choices, by weight."""
    return dice.choices(choices, weights)[0]


def at(day: date, text: str) -> datetime:
    """The moment `HH:MM` of that day."""
    return datetime.combine(day, time.fromisoformat(text))


def days(first: date, last: date) -> list[date]:
    """Every day from first to last."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _json(file: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((files("resources") / "sample" / file).read_text(encoding="utf-8"))
    return loaded
