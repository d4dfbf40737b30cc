"""What a cell or a place in a document is bound to, as it is written there: `visits.total`, `外借册次@上年同期`, `?填表人`.

code or name [: part] [@ column]      a figure, a part of a split, of this month or an earlier one
table # column                        a column of a table, over several cells
period, centre, as_of, today, clerk, summary
? label                               asked for when the form is filled
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar

from centre_app import errors
from centre_app.i18n import LANGUAGES, N_, _, in_language
from centre_app.reports.indicator import Indicator
from centre_app.reports.indicators import INDICATORS, by_code
from centre_app.reports.templates.tables import TABLES

Span = Literal["now", "previous", "year_before", "change", "since_last", "to_date"]
SPAN_LABELS: dict[Span, str] = {
    "now": N_("This month"),
    "previous": N_("Last month"),
    "year_before": N_("A year before"),
    "change": N_("Year on year"),
    "since_last": N_("Against last month"),
    "to_date": N_("Year to date"),
}
_Key = TypeVar("_Key", bound=str)
Word = Literal["period", "centre", "as_of", "today", "clerk", "summary"]
WORD_LABELS: dict[Word, str] = {
    "period": N_("Period"),
    "centre": N_("Name of the centre"),
    "as_of": N_("As of when"),
    "today": N_("Date of filling"),
    "clerk": N_("Filled in by"),
    "summary": N_("Summary in words"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure or, with `part`, one part of a split, in one span."""

    code: str
    part: str = ""
    span: Span = "now"

    @property
    def text(self) -> str:
        """How it is written between braces."""
        part = f":{self.part}" if self.part else ""
        return f"{self.code}{part}" + ("" if self.span == "now" else f"@{self.span}")

    @property
    def label(self) -> str:
        """How it is told to the clerk."""
        indicator = by_code(self.code)
        part = f" · {indicator.part_label(self.part)}" if self.part else ""
        return f"{_(indicator.name)}{part} · {_(SPAN_LABELS[self.span])}"


@dataclass(frozen=True, slots=True)
class Said:
    """One of the words about the report itself."""

    word: Word

    @property
    def text(self) -> str:
        """How it is written between braces."""
        return self.word

    @property
    def label(self) -> str:
        """How it is told to the clerk."""
        return _(WORD_LABELS[self.word])


@dataclass(frozen=True, slots=True)
class Manual:
    """What only people know: it is asked for under its label."""

    asked: str

    @property
    def text(self) -> str:
        """How it is written between braces."""
        return f"?{self.asked}"

    @property
    def label(self) -> str:
        """How it is told to the clerk."""
        return _("By hand: {label}").format(label=self.asked)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table of the month, one value a cell."""

    table: str
    column: str

    @property
    def text(self) -> str:
        """How it is written between braces."""
        return f"{self.table}#{self.column}"

    @property
    def label(self) -> str:
        """How it is told to the clerk; the column's own words are known only with a month's table."""
        return f"{TABLES[self.table].name} · {self.column.rpartition(':')[2]}"


Expression = Figure | Said | Manual | TableColumn


def parse(text: str, *, where: str) -> Expression:
    """Read an expression; `where` is the cell or file in sentences. Raises BindingUnreadable."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.startswith("?") and plain[1:].strip():
        return Manual(plain[1:].strip())
    name, hash_sign, column = (part.strip() for part in plain.partition("#"))
    if hash_sign and name in TABLES and column:
        return TableColumn(name, column)
    word = _known(plain, WORD_LABELS.items())
    if word is not None:
        return Said(word)
    named, at, span_name = (part.strip() for part in plain.partition("@"))
    name, colon, part = (each.strip() for each in named.partition(":"))
    span: Span | None = _known(span_name, SPAN_LABELS.items()) if at else "now"
    code = _known(name, ((each.code, each.name) for each in INDICATORS))
    if code is None or span is None or (colon and not part):
        raise errors.BindingUnreadable(text=text, where=where)
    return Figure(code, part_key(by_code(code), part) if part else "", span)


def part_key(indicator: Indicator, part: str) -> str:
    """The key of a part written as key or as word in any language; a name as it is."""
    if part in indicator.labels:
        return part
    return _known(part, (("unknown", N_("not recorded")), *indicator.labels.items())) or part


def _known(text: str, names: Iterable[tuple[_Key, str]]) -> _Key | None:
    """The key that a text is, or whose words it is in any of the program's languages."""
    pairs = list(names)
    for key, _words in pairs:
        if text == key:
            return key
    for language in LANGUAGES:
        with in_language(language):
            for key, words in pairs:
                if text.casefold() == _(words).casefold():
                    return key
    return None
