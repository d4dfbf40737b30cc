"""What is and was the matter with a copy, read in the same query as the copy itself."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import fn

from centre_app.lending.models import CONDITIONS, NOT_LENT, Copy, CopyFlag


@dataclass(frozen=True, slots=True)
class FlagRow:
    """A flag with its reason; `until_at` is None while it is open, `ended_by` says how it ended."""

    id: int
    flag: str
    from_at: datetime
    until_at: datetime | None
    reason: str
    ended_by: str


def all_of_copy() -> Any:
    """A column of a query on copies: all flags of the copy, as `rows_of` reads them."""
    one = fn.json_array(
        CopyFlag.id, CopyFlag.flag, CopyFlag.from_at, CopyFlag.until_at, CopyFlag.reason, CopyFlag.ended_by
    )
    return CopyFlag.select(fn.json_group_array(one)).where(CopyFlag.copy == Copy.id)


def rows_of(text: str) -> tuple[FlagRow, ...]:
    """The flags of a copy: open ones first, the gravest of them first, then the ended ones, the latest first."""
    if text == "[]":  # most copies have none, and every scan reads a copy
        return ()
    rows = [
        FlagRow(
            number, flag, datetime.fromisoformat(from_at),
            datetime.fromisoformat(until_at) if until_at else None, reason, ended_by,
        )
        for number, flag, from_at, until_at, reason, ended_by in json.loads(text)
    ]  # fmt: skip
    standing = sorted((row for row in rows if row.until_at is None), key=_gravity, reverse=True)
    ended = sorted((row for row in rows if row.until_at), key=lambda row: (row.from_at, row.id), reverse=True)
    return (*standing, *ended)


def kept_by(rows: Iterable[FlagRow], *, condition: str) -> str | None:
    """The gravest flag that keeps a copy with this condition and these flags from being lent, if any does."""
    standing = {condition, *(row.flag for row in rows if row.until_at is None)}
    return next((flag for flag in NOT_LENT if flag in standing), None)


def _gravity(row: FlagRow) -> int:
    return CONDITIONS.index(row.flag)
