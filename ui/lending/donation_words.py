"""How the figures of donations are written: 种, 套, 册 and 码洋. Knows no widget."""

from centre_app.i18n import _
from centre_app.lending.catalogue import KIND_LABELS
from centre_app.lending.donation_reads import COUNT_LABELS, Amount, LineRow
from ui.lending.words import yuan

STATE_TONES = {"expected": "info", "to_decide": "warning", "partly": "info", "done": "good"}
COUNT_TONES = {
    "expected": "neutral", "arrived": "neutral", "missing": "warning", "extra": "warning", "undecided": "warning",
    "accepted": "good", "returned": "neutral", "passed_on": "neutral",
}  # fmt: skip
ALWAYS = ("expected", "arrived", "missing", "extra")  # said also where they are nothing


def amount_words(amount: Amount) -> str:
    """An amount with its four figures."""
    return _("{titles} titles {sets} sets {volumes} volumes, {value}").format(
        titles=amount.titles, sets=amount.sets, volumes=amount.volumes, value=yuan(amount.fen)
    )


def short_amount(amount: Amount) -> str:
    """An amount as narrow columns show it."""
    return _("{titles} t. {sets} s. {volumes} vol. {value}").format(
        titles=amount.titles, sets=amount.sets, volumes=amount.volumes, value=yuan(amount.fen)
    )


def figure_words(key: str, amount: Amount) -> str:
    """One of the figures of a batch with its name."""
    if not amount:
        return f"{_(COUNT_LABELS[key])} 0"
    return f"{_(COUNT_LABELS[key])} {short_amount(amount)}"


def kinds_words(kinds: dict[str, Amount]) -> list[str]:
    """An amount for each kind of thing, one line each."""
    return [f"{_(KIND_LABELS[kind])}: {amount_words(amount)}" for kind, amount in kinds.items()]


def short_kinds(kinds: dict[str, Amount]) -> str:
    """The kinds of a batch as a narrow column shows them: how many pieces of each; of a single kind all is said beside it."""
    if len(kinds) == 1:
        return _(KIND_LABELS[next(iter(kinds))])
    counted = (
        _("{kind} {count}").format(kind=_(KIND_LABELS[kind]), count=each.sets) for kind, each in kinds.items()
    )
    return _(", ").join(counted)


def difference(row: LineRow) -> str:
    """How many pieces of a line are missing or too many."""
    if row.missing:
        return _("{count} missing").format(count=row.missing)
    return _("{count} too many").format(count=row.extra) if row.extra else ""


def decisions(row: LineRow) -> str:
    """What became of the pieces of a line, with the reasons."""
    parts = []
    if row.undecided:
        parts.append(_("{count} to decide").format(count=row.undecided))
    if row.accepted:
        parts.append(_("{count} accepted").format(count=row.accepted))
    if row.returned:
        parts.append(_("{count} returned: {reason}").format(count=row.returned, reason=row.returned_reason))
    if row.passed_on:
        words = _("{count} passed on to {whom}: {reason}")
        parts.append(words.format(count=row.passed_on, whom=row.passed_on_to, reason=row.passed_on_reason))
    return " · ".join(parts)


def line_hint(row: LineRow) -> str:
    """All that is known of a line."""
    value = _("List price {price}").format(price=yuan(row.price_fen)) if row.price_fen is not None else ""
    said = (row.title, row.authors, row.publisher, row.isbn_given, value, row.note, decisions(row))
    return "\n".join(part for part in said if part)
