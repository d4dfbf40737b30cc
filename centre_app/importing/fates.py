"""What becomes of the rows of a list, and how many there are of each fate. How it is decided is in the plans of each kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from centre_app.i18n import N_, _

Fate = Literal["add", "merge", "skip", "reject"]
FATE_LABELS: dict[Fate, str] = {
    "add": N_("will be added"),
    "merge": N_("known already"),
    "skip": N_("skipped"),
    "reject": N_("rejected"),
}


@dataclass(frozen=True, slots=True)
class RowFate:
    """A data row: its number in the file, what becomes of it, why, and what it is about.

    `reason` says what is wrong or was not read, `info` what else is worth knowing; both may be empty. `name` is a title or,
    masked, a person; `detail` tells it from others.
    """

    number: int
    fate: Fate
    reason: str = ""
    name: str = ""
    detail: str = ""
    info: str = ""

    @property
    def id(self) -> int:
        """Lists know their rows by an id."""
        return self.number


@dataclass(frozen=True, slots=True)
class Counts:
    """How many data rows there are, and how many of each fate; rows is the sum of the others."""

    rows: int
    added: int
    merged: int
    skipped: int
    rejected: int


def counted(fates: Sequence[RowFate]) -> Counts:
    """The counts of these rows."""
    number = dict.fromkeys(FATE_LABELS, 0)
    for row in fates:
        number[row.fate] += 1
    return Counts(len(fates), number["add"], number["merge"], number["skip"], number["reject"])


def problems(fates: Sequence[RowFate], *, limit: int = 200) -> list[str]:
    """The first problems as sentences with their row: rejected rows before those that come in with a remark."""
    said = [row for row in fates if row.reason and row.fate != "merge"]
    listed = sorted(said, key=lambda row: row.fate != "reject")
    return [_("row {row}: {reason}").format(row=row.number, reason=row.reason) for row in listed[:limit]]


def joined(sentences: Sequence[str]) -> str:
    """Several sentences as one text, each once."""
    if not sentences:
        return ""
    return " ".join(dict.fromkeys(sentence for sentence in sentences if sentence))
